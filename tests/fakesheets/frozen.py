"""Frozen rows and columns: at least one line stays free, and no merge crosses their edge.

Both refusals are seen live: theoephraim/node-google-spreadsheet 528 for the first, and the texts of
the second in the issues of several clients.
"""

from tests.fakesheets.areas import Area, Dimension
from tests.fakesheets.errors import invalid
from tests.fakesheets.sheet import Sheet

_WORDS: dict[Dimension, str] = {"ROWS": "rows", "COLUMNS": "columns"}


def check(sheet: Sheet) -> None:
    """Refuse a sheet all of whose visible rows or columns are frozen."""
    for dimension, word in _WORDS.items():
        count = sheet.frozen(dimension)
        free = sheet.keys(dimension)[count:]
        if count and all(sheet.lines.get(k, {}).get("hiddenByUser") for k in free):
            raise invalid(f"You can't freeze all visible {word} on the sheet.")


def check_merges(sheet: Sheet) -> None:
    """Refuse an edge that runs through a merge."""
    for merge in sheet.merges:
        word = _cut(sheet, merge)
        if word:
            raise invalid(f"You can't freeze {word} which contain only part of a merged cell.")


def check_merge(sheet: Sheet, area: Area) -> None:
    """Refuse a merge through which an edge runs."""
    word = _cut(sheet, area)
    if word:
        raise invalid(f"You can't merge frozen and non-frozen {word}.")


def _cut(sheet: Sheet, area: Area) -> str:
    for dimension, word in _WORDS.items():
        start, end = area.span(dimension)
        if start < sheet.frozen(dimension) < (end or 0):
            return word
    return ""
