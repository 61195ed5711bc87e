"""Leaves out the few cells that stand far below any table, so that they cost nothing."""

import re
from contextlib import suppress

from ppid_sheets.register.a1 import letters
from ppid_sheets.stores.xlsx.scan import cells, extent, rows
from ppid_sheets.stores.xlsx.sheet import parse
from ppid_sheets.stores.xlsx.xml import UnsupportedError

MOST_ROWS = 200_000
"""A filled cell below this row lies outside any table: sixty years of a busy desk."""
MOST_STRAY = 100
"""More filled cells than these so far down are no slip of a key, and a table after all."""

_FILLED = re.compile(rb">[^<]|<(?:[^\s<>:]+:)?f[\s/>]")


def without_far(part: bytes) -> tuple[bytes, tuple[str, ...]]:
    """A worksheet without its rows below `MOST_ROWS`, and where these are filled.

    It is left as it is where they have more than `MOST_STRAY` cells, or cannot be parsed.
    """
    with suppress(UnsupportedError):
        sheet = parse(part)
        if extent(sheet).last_row > MOST_ROWS:
            places: list[str] = []
            start = end = 0
            for row in rows(sheet):
                if row.number <= MOST_ROWS:
                    continue
                start, end = start or row.start, row.end
                places += (
                    f"{letters(cell.position)}{row.number}"
                    for cell in cells(sheet, row)
                    if cell.content and _FILLED.search(cell.content)
                )
                if len(places) > MOST_STRAY:
                    return part, ()
            return part[:start] + part[end:], tuple(places)
    return part, ()
