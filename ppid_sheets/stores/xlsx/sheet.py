"""Finds the pieces of a worksheet's XML, and edits those before its cells."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ppid_sheets.register.a1 import letters, position_of
from ppid_sheets.stores.xlsx.xml import (
    Edit,
    Element,
    UnsupportedError,
    children,
    document,
    inside,
    set_attributes,
)

CellArea = tuple[int, int, int, int]
"""First row, first position, last row, last position; rows are 1-based, positions 0-based."""

_PLACE = re.compile(r"\$?([A-Z]{1,3})?\$?([1-9]\d{0,6})?")
_FIRST, _LAST = (1, 0), (1_048_576, 16_383)


def corners(reference: str) -> CellArea | None:
    """The corners of an A1 range, cell, whole columns or whole rows; None if it is none."""
    places = [_PLACE.fullmatch(part) for part in reference.upper().split(":")]
    if len(places) > 2 or not all(place and place[0].strip("$") for place in places):
        return None
    if len(places) == 1 and not all(places[0].groups() if places[0] else ()):
        return None
    found = [
        (
            int(place[2]) if place[2] else edge[0],
            position_of(place[1]) if place[1] else edge[1],
        )
        for place, edge in zip((places[0], places[-1]), (_FIRST, _LAST), strict=True)
        if place
    ]
    return (*found[0], *found[1])


def _contains(data: bytes, mark: bytes, start: int, end: int) -> bool:
    """Whether a mark stands in the data; its second character alone is found much faster."""
    return data.find(mark[1:2], start, end) >= 0 and data.find(mark, start, end) >= 0


@dataclass(frozen=True)
class SheetXml:
    """A worksheet part and where its pieces are; `tail` are the elements after the cells."""

    data: bytes
    root: Element
    head: tuple[Element, ...]
    cells: Element
    tail: tuple[Element, ...]

    @cached_property
    def prefix(self) -> str:
        """The namespace prefix of its elements with its colon, or ""."""
        return self.root.prefix


@lru_cache(maxsize=16)
def parse(data: bytes) -> SheetXml:
    """Find the pieces of a worksheet; raises `UnsupportedError` where that is not safe."""
    root = document(data)
    *head, opening = children(data, root.inner, root.inner_end, until="sheetData")
    if root.name != "worksheet" or opening.name != "sheetData" or opening.prefix != root.prefix:
        raise UnsupportedError("susunan lembarnya tidak dikenal")
    if data[opening.end - 2 : opening.end] == b"/>":
        cells = opening
    else:
        inner_end = data.rfind(f"</{opening.tag}".encode(), opening.end)
        end = data.find(b">", inner_end) + 1
        cells = Element(opening.tag, opening.attributes, opening.start, opening.end, inner_end, end)
    tail = tuple(children(data, cells.end, root.inner_end))
    sheet = SheetXml(data, root, tuple(head), cells, tail)
    _refuse_strange_cells(sheet)
    return sheet


def _refuse_strange_cells(sheet: SheetXml) -> None:
    start, end = sheet.cells.inner, sheet.cells.inner_end
    if any(
        _contains(sheet.data, mark, start, end) for mark in (b"<!", b"<?", b":AlternateContent")
    ):
        raise UnsupportedError("lembarnya memuat sisipan XML di antara sel")
    first = sheet.data.find(b"<", start, end)
    if first >= 0 and not sheet.data.startswith(f"<{sheet.prefix}row".encode(), first):
        raise UnsupportedError("susunan lembarnya tidak dikenal")


def column_style(sheet: SheetXml, position: int) -> int | None:
    """The style that a column gives to new cells, or None."""
    column = _column(sheet, position)
    style = column.get("style") if column else None
    return int(style) if style else None


def column_width(sheet: SheetXml, position: int) -> float | None:
    """The width that a column is given, in characters, or None."""
    column = _column(sheet, position)
    width = column.get("width") if column else None
    return float(width) if width else None


def _column(sheet: SheetXml, position: int) -> Element | None:
    for columns in (found for found in sheet.head if found.name == "cols"):
        for column in inside(sheet.data, columns):
            if int(column.get("min") or 0) <= position + 1 <= int(column.get("max") or 0):
                return column
    return None


def merged_areas(sheet: SheetXml) -> list[CellArea]:
    """The areas of merged cells; only the first cell of each is visible."""
    held = (found for found in sheet.tail if found.name == "mergeCells")
    areas = (corners(found.get("ref") or "") for all_ in held for found in inside(sheet.data, all_))
    return [area for area in areas if area]


def gridless(sheet: SheetXml) -> Iterator[Edit]:
    """The edits that take the lines between cells off the screen."""
    for views in (found for found in sheet.head if found.name == "sheetViews"):
        for view in inside(sheet.data, views):
            if view.name == "sheetView":
                yield set_attributes(sheet.data, view, {"showGridLines": "0"})


def dimension_edits(sheet: SheetXml, added: CellArea | None) -> Iterator[Edit]:
    """The edit that widens the sheet's stated range over new cells, where they lie outside."""
    stated = next((found for found in sheet.head if found.name == "dimension"), None)
    now = corners(stated.get("ref") or "") if stated else None
    if stated is None or now is None or added is None:
        return
    top, left = min(now[0], added[0]), min(now[1], added[1])
    bottom, right = max(now[2], added[2]), max(now[3], added[3])
    if (top, left, bottom, right) != now:
        area = f"{letters(left)}{top}:{letters(right)}{bottom}"
        yield set_attributes(sheet.data, stated, {"ref": area})


def width_edits(sheet: SheetXml, widths: Mapping[int, int]) -> Iterator[Edit]:
    """The edits that give new columns their widths, in characters, where none is set yet."""
    new = [position for position in sorted(widths) if _column(sheet, position) is None]
    if not new:
        return
    columns = next((found for found in sheet.head if found.name == "cols"), None)
    present = list(inside(sheet.data, columns)) if columns else []
    texts = {
        position: f'<{sheet.prefix}col min="{position + 1}" max="{position + 1}" '
        f'width="{widths[position]}" customWidth="1"/>'.encode()
        for position in new
    }
    if columns is None or columns.empty:
        tag = f"{sheet.prefix}cols"
        text = f"<{tag}>".encode() + b"".join(texts.values()) + f"</{tag}>".encode()
        place = (columns.start, columns.end) if columns else (sheet.cells.start, sheet.cells.start)
        yield (*place, text)
        return
    for position, text in texts.items():
        later = [found.start for found in present if int(found.get("min") or 0) > position + 1]
        at = min(later, default=columns.inner_end)
        yield at, at, text
