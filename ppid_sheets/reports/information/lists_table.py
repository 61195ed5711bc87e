"""A list as a table for machines and for spreadsheets (docs/lists.md)."""

from ppid_sheets.reports.information.shown import ShownList
from ppid_sheets.reports.publishing.semicolons import written


def file_name(one: ShownList) -> str:
    """`DIK-PPID-2026-11-28.csv`."""
    return f"{one.schema.tab}-PPID-{one.as_of.isoformat()}.csv"


def table(one: ShownList, office: str) -> str:
    """The whole file, an entry a line; days as people type them."""
    header = ("kantor", "keadaan_per", *(column.name for column in one.columns))
    day = one.as_of.isoformat()
    return written(header, ((office, day, *texts) for texts in one.rows))
