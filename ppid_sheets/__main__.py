"""`python -m ppid_sheets` is the command `ppid-sheets`."""

from ppid_sheets.cli.entry import run

run()
