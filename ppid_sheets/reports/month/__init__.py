"""The sheets of the monthly workbook, one a file."""
