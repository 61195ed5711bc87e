"""The kit that workbooks are described and drawn with."""
