"""Writes results into the tagged columns of a register, wherever these are now."""

from collections.abc import Mapping, Sequence

from ppid_sheets.register.values import ColumnChange
from ppid_sheets.stores.google import batches, merges, plans
from ppid_sheets.stores.google.spreadsheet import Spreadsheet
from ppid_sheets.stores.google.structure import Tag
from ppid_sheets.stores.meanwhile import Cause, ChangedMeanwhile


def write(sheet: Spreadsheet, changes: Sequence[ColumnChange]) -> None:
    """Write cells, in parts that Google takes.

    Raises `ChangedMeanwhile` where a column has no tag any more, or merged cells would hide a
    result: that is believed when a fresh read says the same.
    """
    register = sheet.seen.register
    if not register or any(change.key not in register.tags for change in changes):
        raise ChangedMeanwhile
    hidden = merges.hiding(register, changes)
    if hidden:
        raise ChangedMeanwhile(Cause(hidden, refused=str(hidden)))
    for part in batches.changes(changes):
        _write_part(sheet, part, register.tags)


def _write_part(
    sheet: Spreadsheet, changes: Sequence[ColumnChange], tags: Mapping[str, Tag]
) -> None:
    data = [
        {
            "dataFilter": {"developerMetadataLookup": {"metadataId": tags[change.key].id}},
            "majorDimension": "COLUMNS",
            "values": [plans.spread(change)],
        }
        for change in changes
    ]
    body = {"valueInputOption": "RAW", "data": data}
    sheet.write("/values:batchUpdateByDataFilter", body)
