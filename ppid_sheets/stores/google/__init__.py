"""The inside of a Google Sheet: what it is asked, and what it answers."""
