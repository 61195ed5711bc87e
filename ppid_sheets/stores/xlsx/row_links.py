"""The links in a worksheet's cells that lead to rows of tabs of the same workbook."""

import html
import re
from collections.abc import Collection, Iterator, Mapping

from ppid_sheets.register.a1 import letters
from ppid_sheets.stores.xlsx.rules import BEFORE_RULES
from ppid_sheets.stores.xlsx.sheet import SheetXml
from ppid_sheets.stores.xlsx.xml import Edit, escape

_BEFORE = {*BEFORE_RULES, "dataValidations"}
_LOCATION = re.compile(
    rb"""<(?:[^\s=<>/"']+:)?hyperlink\s[^>]*?\blocation\s*=\s*"([^"]*)![^"!]*\""""
)
_QUOTED = re.compile("'(.*)'", re.DOTALL)


def leads(sheet: SheetXml) -> Collection[str]:
    """The tabs that links lead to."""
    found = {
        html.unescape(place.decode()) for place in _LOCATION.findall(sheet.data, sheet.cells.end)
    }
    return {_QUOTED.sub(r"\1", place).replace("''", "'") for place in found}


def edits(sheet: SheetXml, links: Mapping[tuple[int, int], tuple[str, int]]) -> Iterator[Edit]:
    """The edits, in order, that leave exactly these links in a sheet."""
    held = [found for found in sheet.tail if found.name == "hyperlinks"]
    before = (found.end for found in sheet.tail if found.name in _BEFORE)
    at = held[0].start if held else max(before, default=sheet.cells.end)
    if links:
        prefix = sheet.prefix
        found = "".join(
            f'<{prefix}hyperlink ref="{letters(column)}{row + 1}" location="{_place(*target)}"/>'
            for (row, column), target in links.items()
        )
        yield at, at, f"<{prefix}hyperlinks>{found}</{prefix}hyperlinks>".encode()
    yield from ((found.start, found.end, b"") for found in held)


def _place(tab: str, row: int) -> str:
    quoted = tab.replace("'", "''")
    return escape(f"'{quoted}'!A{row}")
