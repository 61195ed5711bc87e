"""Edits cells of a worksheet in one pass over its rows, leaving every other byte as it is."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ppid_sheets.stores import layout
from ppid_sheets.stores.base import Value
from ppid_sheets.stores.xlsx_sheet import Area, Sheet, corners, position_of
from ppid_sheets.stores.xlsx_values import Kind, assemble, encode, kind_of
from ppid_sheets.stores.xlsx_xml import (
    ATTRIBUTES,
    Edit,
    Element,
    UnsupportedError,
    attributes,
    put_inside,
    set_attributes,
)

Wanted = Sequence[tuple[int, Value]]
"""What one row is to hold: 0-based positions in ascending order, and their values."""

StyleOf = Callable[[int, int, int | None, Kind], int]
"""The style for a cell by row, position, style there now (None if there is none) and kind."""

letters = cache(layout.letters)

_ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d+)["']""")
_CELL_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})\d+["']""")
_CELL_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_LETTERS = re.compile(rb"[A-Z]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is written in a worksheet."""

    position: int
    start: int
    end: int
    style: int
    filled: bool
    formula: bytes | None


class CellEditor:
    """Turns wanted values into edits of one worksheet.

    After `edits` is exhausted, `added` is the range of the cells that were not there before (None
    if there are none), and `formulas_lost` says whether a formula gave way to a value.
    """

    def __init__(self, sheet: Sheet, *, epoch1904: bool) -> None:
        self.added: Area | None = None
        self.formulas_lost = False
        self._sheet = sheet
        self._data = sheet.data
        self._span = sheet.cells.inner, sheet.cells.inner_end
        self._epoch1904 = epoch1904
        self._encoded: dict[tuple[type, Value], tuple[Kind, str, str]] = {}
        tag = (sheet.prefix.encode(), ATTRIBUTES)
        self._row_tag = re.compile(rb"<%srow(%s)\s*(/?)>" % tag)
        self._cell = re.compile(rb"<%sc(%s)\s*(?:/>|>(.*?)</%sc\s*>)" % (*tag, tag[0]), re.DOTALL)
        self._formula = re.compile(rb"<%sf(%s)\s*/?>" % tag)
        self._opening = b'<%sc r="' % tag[0]
        self._plain = self._is_plain()

    def _is_plain(self) -> bool:
        """Whether every cell begins `<c r="`, so that searching for a reference finds its cell."""
        bare = self._opening[:-4]
        cells = sum(self._data.count(bare + bytes([after]), *self._span) for after in b" />\t\r\n")
        return cells == self._data.count(self._opening, *self._span)

    def row(self, number: int) -> list[Cell]:
        """All cells of one sheet row."""
        before = 0
        for tag in self._row_tag.finditer(self._data, *self._span):
            before = _row_number(tag, before)
            if before == number and not tag[2]:
                return self._cells(number, 0, tag.end(), self._row_end(tag))
        return []

    def edits(self, wanted: Mapping[int, Wanted], style_of: StyleOf) -> Iterator[Edit]:
        """The edits in order of their offsets; keys of `wanted` are 1-based sheet rows.

        Raises `UnsupportedError` where a cell belongs to a shared or array formula, or where rows
        or cells are out of order.
        """
        self._refuse_array_formulas(wanted)
        self._style_of = style_of
        rows = deque(sorted(wanted))
        number = 0
        last: re.Match[bytes] | None = None
        for last in self._row_tag.finditer(self._data, *self._span):
            number = _row_number(last, number)
            while rows and rows[0] < number:
                new = self._new_row(rows[0], wanted[rows.popleft()])
                yield last.start(), last.start(), new
            if rows and rows[0] == number:
                yield from self._row_edits(number, last, wanted[rows.popleft()])
            if not rows:
                return
        yield from self._rows_at_end(last, b"".join(self._new_row(n, wanted[n]) for n in rows))

    def _rows_at_end(self, last: re.Match[bytes] | None, new: bytes) -> Iterator[Edit]:
        if self._sheet.cells.empty:
            yield put_inside(self._data, self._sheet.cells, new)
            return
        at = self._span[0]
        if last is not None:
            at = last.end() if last[2] else self._data.index(b">", self._row_end(last)) + 1
        yield at, at, new

    def _row_end(self, tag: re.Match[bytes]) -> int:
        """Where the closing tag of a row begins."""
        closing = b"</%srow" % self._sheet.prefix.encode()
        end = self._data.find(closing, tag.end(), self._span[1])
        if end < 0:
            raise UnsupportedError("barisnya tidak berpasangan")
        return end

    def _new_row(self, row: int, wanted: Wanted) -> bytes:
        """A row that the sheet did not have, or nothing when all its cells would be blank."""
        cells = self._new_cells(row, wanted, None)
        prefix = self._sheet.prefix.encode()
        return b'<%srow r="%d">%s</%srow>' % (prefix, row, cells, prefix) if cells else b""

    def _row_edits(self, row: int, tag: re.Match[bytes], wanted: Wanted) -> list[Edit]:
        style = _row_style(tag[1])
        if tag[2]:
            cells = self._new_cells(row, wanted, style)
            text = b">%s</%srow>" % (cells, self._sheet.prefix.encode())
            edits = [(tag.start(2), tag.end(), text)] if cells else []
            return [*self._spans(tag, [place for place, _ in wanted]), *edits] if cells else []
        present = self._cells(row, wanted[0][0], tag.end(), self._row_end(tag))
        by_position = {cell.position: cell for cell in present}
        edits, new = [], []
        for position, value in wanted:
            cell = by_position.get(position)
            if cell:
                edits.append((cell.start, cell.end, self._replaced(row, cell, value)))
            elif not self._is_blank(value):
                new.append(position)
                at = _place_for(position, present, tag.end())
                edits.append((at, at, self._new_cells(row, [(position, value)], style)))
        return [*self._spans(tag, new), *edits] if new else edits

    def _cells(self, row: int, first: int, start: int, end: int) -> list[Cell]:
        """The cells of a row from position `first` on, or from somewhere before it."""
        if self._plain:
            start = self._near(row, first, start, end)
        cells: list[Cell] = []
        position = -1
        for match in self._cell.finditer(self._data, start, end):
            place = _CELL_PLACE.search(match[1])
            here = position_of(place[1].decode()) if place else position + 1
            if here <= position:
                raise UnsupportedError("urutan selnya kacau")
            position = here
            style = _CELL_STYLE.search(match[1])
            formula = self._formula.search(match[2]) if match[2] else None
            cells.append(
                Cell(
                    position,
                    match.start(),
                    match.end(),
                    int(style[1]) if style else 0,
                    bool(match[2]),
                    formula[1] if formula else None,
                )
            )
        return cells

    def _near(self, row: int, first: int, start: int, end: int) -> int:
        """The start of the cell at `first`, else of the row's last cell if that lies before it."""
        reference = b'%s%s%d"' % (self._opening, letters(first).encode(), row)
        at = self._data.find(reference, start, end)
        if at >= 0:
            return at
        at = self._data.rfind(self._opening, start, end)
        last = _LETTERS.match(self._data, at + len(self._opening)) if at >= 0 else None
        return at if last and position_of(last[0].decode()) < first else start

    def _replaced(self, row: int, cell: Cell, value: Value) -> bytes:
        if cell.formula is not None:
            self._refuse_shared(f"{letters(cell.position)}{row}", attributes(cell.formula))
            self.formulas_lost = True
        if self._plain and not cell.style and self._is_blank(value):
            return b""
        return self._written(row, cell.position, value, cell.style)

    def _refuse_shared(self, place: str, formula: Mapping[str, str]) -> None:
        if "ref" in formula or formula.get("t") in ("array", "dataTable"):
            raise UnsupportedError(f"sel {place} memuat rumus yang dipakai bersama sel lain")

    def _new_cells(self, row: int, wanted: Wanted, style: int | None) -> bytes:
        """Cells that the row does not have yet; blank values need none."""
        cells = [
            self._written(row, position, value, style)
            for position, value in wanted
            if not self._is_blank(value)
        ]
        if cells:
            places = [position for position, value in wanted if not self._is_blank(value)]
            top, left, bottom, right = self.added or (row, places[0], row, places[-1])
            self.added = min(top, row), min(left, *places), max(bottom, row), max(right, *places)
        return b"".join(cells)

    def _written(self, row: int, position: int, value: Value, style: int | None) -> bytes:
        kind, attribute, content = self._encode(value)
        chosen = self._style_of(row, position, style, kind)
        reference = f"{letters(position)}{row}"
        return assemble(reference, chosen, attribute, content, self._sheet.prefix)

    def _encode(self, value: Value) -> tuple[Kind, str, str]:
        key = (value.__class__, value)
        known = self._encoded.get(key)
        if known is None:
            prefix = self._sheet.prefix
            encoded = encode(value, prefix=prefix, epoch1904=self._epoch1904)
            known = self._encoded[key] = (kind_of(value), *encoded)
        return known

    def _is_blank(self, value: Value) -> bool:
        return not self._encode(value)[2]

    def _spans(self, tag: re.Match[bytes], places: Sequence[int]) -> Iterator[Edit]:
        """The edit that widens a row's `spans`, where it has any, over new cells."""
        spans = attributes(tag[1]).get("spans", "")
        now = [int(number) for number in re.findall(r"\d+", spans)]
        wide = [*now, *(place + 1 for place in places)]
        if now and (min(wide), max(wide)) != (min(now), max(now)):
            row = Element(f"{self._sheet.prefix}row", tag[1], tag.start(), 0, 0, 0)
            yield set_attributes(self._data, row, {"spans": f"{min(wide)}:{max(wide)}"})

    def _refuse_array_formulas(self, wanted: Mapping[int, Wanted]) -> None:
        """Raise where a cell lies in what an array formula or a data table of Excel fills."""
        positions = {position for cells in wanted.values() for position, _ in cells}
        for top, left, bottom, right in self._array_areas():
            if all(not left <= position <= right for position in positions):
                continue
            for row in wanted.keys() & range(top, bottom + 1):
                if any(left <= position <= right for position, _ in wanted[row]):
                    place = f"{letters(left)}{top}"
                    raise UnsupportedError(f"sel {place} memuat rumus yang mengisi beberapa sel")

    def _array_areas(self) -> Iterator[Area]:
        kinds = (b"array", b"dataTable")
        if all(self._data.find(kind, *self._span) < 0 for kind in kinds):
            return
        for formula in self._formula.finditer(self._data, *self._span):
            found = attributes(formula[1])
            area = corners(found.get("ref", ""))
            if area and found.get("t", "").encode() in kinds:
                yield area


def _row_number(tag: re.Match[bytes], before: int) -> int:
    written = _ROW_NUMBER.search(tag[1])
    number = int(written[1]) if written else before + 1
    if number <= before:
        raise UnsupportedError("urutan barisnya kacau")
    return number


def _row_style(text: bytes) -> int | None:
    """The style that a row gives to new cells."""
    found = attributes(text) if b"customFormat" in text else {}
    return int(found.get("s", "0")) if found.get("customFormat") in ("1", "true") else None


def _place_for(position: int, cells: Sequence[Cell], empty: int) -> int:
    """Where a new cell goes among those from `_cells`; `empty` if there are none."""
    later = (cell.start for cell in cells if cell.position > position)
    return next(later, cells[-1].end if cells else empty)
