"""A PivotTable of Excel's own kind: from a table of values to the parts of a workbook."""
