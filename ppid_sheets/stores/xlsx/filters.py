"""The filters and tables of a tab, by which people sort its rows."""

import re
from collections.abc import Iterator

from ppid_sheets.register.a1 import letters, position_of
from ppid_sheets.register.layout import OPEN_COLUMNS
from ppid_sheets.register.values import Tab
from ppid_sheets.stores.xlsx.book import WorkbookParts
from ppid_sheets.stores.xlsx.sheet import SheetXml
from ppid_sheets.stores.xlsx.xml import Edit

_LAST_FILTERED = 10_000
"""More lines than a page of the job has."""
_BEFORE = {"sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios"}

_FILTER = re.compile(rb"<(?:\w+:)?autoFilter\b[^>]*?\bref\s*=\s*[\"']([^\"']+)[\"']")
_TABLE = re.compile(rb"<(?:\w+:)?table\b[^>]*?\bref\s*=\s*[\"']([^\"']+)[\"']")
_AREA = re.compile(rb"\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?\d+")


def filters(book: WorkbookParts, title: str) -> Iterator[tuple[int, int, int]]:
    """The 1-based first row, the 0-based first and last column of each."""
    part = book.sheet(title).part
    data = book.package.read(part)
    found = _FILTER.findall(data, max(data.rfind(b"sheetData"), 0))  # a filter follows the cells
    for relation in book.relations(part):
        if relation.kind == "table" and relation.target in book.package:
            found += _TABLE.findall(book.package.read(relation.target))
    for area in found:
        match = _AREA.fullmatch(area.strip())
        if match:
            first, row, last = (one.decode() for one in match.groups())
            yield int(row), position_of(first), position_of(last)


def filtered(sheet: SheetXml, tab: Tab) -> Iterator[Edit]:
    """The edit that gives a page of lines a filter, from its header down, where it has none."""
    if tab.title in OPEN_COLUMNS and not any(found.name == "autoFilter" for found in sheet.tail):
        at = max((e.end for e in sheet.tail if e.name in _BEFORE), default=sheet.cells.end)
        area = f"A{tab.frozen_rows}:{letters(len(tab.widths) - 1)}{_LAST_FILTERED}"
        yield at, at, f'<{sheet.prefix}autoFilter ref="{area}"/>'.encode()
