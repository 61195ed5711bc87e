"""Marks a workbook to be recalculated when opened, where the office's formulas look at results."""

import html
import re
from collections.abc import Collection

from ppid_sheets.register.a1 import position_of
from ppid_sheets.stores.xlsx.book import WorkbookParts
from ppid_sheets.stores.xlsx.names import is_ours
from ppid_sheets.stores.xlsx.xml import (
    child,
    document,
    inside,
    put_after,
    set_attributes,
    splice,
)

_ENDING = re.compile(rb"f\s*>")  # found ten times as fast as a whole formula
_FORMULA = re.compile(rb"<(?:[^\s<>/:]+:)?f(?:\s[^<>]*)?>([^<]+)<")
_ANYWHERE = re.compile(r"\b(?:INDIRECT|OFFSET|INDEX)\b|\[|\$?\d+:\$?\d+", re.IGNORECASE)
"""What may lead anywhere: functions that make references, tables, whole rows."""
_COLUMNS = re.compile(r"\$?\b([A-Z]{1,3})\$?\d*(?::\$?([A-Z]{1,3})\$?\d*)?\b")
_BEFORE = ("sheets", "functionGroups", "externalReferences", "definedNames")


def mark(
    book: WorkbookParts, title: str, positions: Collection[int], pages: Collection[str]
) -> None:
    """Mark the workbook where a formula outside the job's `pages` may look at results.

    These are in the columns `positions` of the tab `title`, and on the pages.
    """
    if _looked_at(book, title, positions, pages):
        ask(book)


def ask(book: WorkbookParts) -> None:
    """Mark the workbook."""
    data = book.package.read(book.part)
    root = document(data)
    present = child(data, root, "calcPr")
    if present is not None:
        edit = set_attributes(data, present, {"fullCalcOnLoad": "1"})
    else:
        edit = put_after(data, root, _BEFORE, f'<{root.prefix}calcPr fullCalcOnLoad="1"/>')
    book.package.write(book.part, splice(data, [edit]))


def _looked_at(
    book: WorkbookParts, title: str, positions: Collection[int], pages: Collection[str]
) -> bool:
    titles = {text.casefold() for text in (title, title.replace("'", "''"), *pages)}
    names = _names(book)
    for sheet in book.sheets():
        if sheet.title in pages:
            continue
        part = book.package.read(sheet.part)
        written = _FORMULA.findall(part) if _ENDING.search(part) else ()
        formulas = {html.unescape(found.decode()) for found in written}
        own = sheet.title == title
        if any(_may_look(text, own, titles, names, positions) for text in formulas):
            return True
    return False


def _names(book: WorkbookParts) -> set[str]:
    """The office's own defined names, whatever they stand for."""
    data = book.package.read(book.part)
    found = child(data, document(data), "definedNames")
    items = inside(data, found) if found else ()
    return {(item.get("name") or "").casefold() for item in items if not is_ours(item)}


def _may_look(
    text: str, own: bool, titles: Collection[str], names: Collection[str], columns: Collection[int]
) -> bool:
    folded = text.casefold()
    if _ANYWHERE.search(text) or any(name and name in folded for name in names):
        return True
    if any(title in folded for title in titles):
        return True
    return own and any(
        position_of(first) <= column <= position_of(last or first)
        for first, last in _COLUMNS.findall(text)
        for column in columns
    )
