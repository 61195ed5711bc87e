"""The sheets of the annual workbook, one a file."""
