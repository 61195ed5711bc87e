"""Edits cells of a worksheet in one pass over its rows, leaving every other byte as it is."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ppid_sheets.register.a1 import letters, position_of
from ppid_sheets.register.values import Value
from ppid_sheets.stores.xlsx.heights import growth, height
from ppid_sheets.stores.xlsx.sheet import Area, Sheet, corners, merged_areas
from ppid_sheets.stores.xlsx.values import Kind, encode, kind_of, rest_of_cell
from ppid_sheets.stores.xlsx.xml import (
    ATTRIBUTES,
    Edit,
    UnsupportedError,
    attributes,
    put_inside,
)

Wanted = Sequence[tuple[int, Value]]
"""What one row is to hold: 0-based positions in ascending order, and their values."""

StyleOf = Callable[[int, int | None, Kind], int]
"""The style for a cell by position, style there now (None if there is none) and kind."""

_CLEAR = "kosongkan sel itu, lalu jalankan lagi"


@cache
def _column(position: int) -> bytes:
    return letters(position).encode()


_ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d+)["']""")
_SPANS = re.compile(rb"""\sspans\s*=\s*["']([\d: ]+)["']""")
_CELL_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})\d+["']""")
_CELL_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_LETTERS = re.compile(rb"[A-Z]+")


@cache
def _position(column: bytes) -> int:
    return position_of(column.decode())


class Cell(NamedTuple):
    """A cell as it is written in a worksheet."""

    position: int
    start: int
    end: int
    style: int
    filled: bool
    formula: bytes | None


class CellEditor:
    """Turns wanted values into edits of one worksheet.

    `wrapped` are positions of columns with wrapped texts and their widths in characters; rows grow
    to show them. `style_of` chooses the styles of cells, but for `headers`, whose styles are given
    by row and position. After `edits` is exhausted, `added` is the range of the cells that were not
    there before (None if there are none), and `formulas_lost` says whether a formula gave way to a
    value.
    """

    def __init__(
        self, sheet: Sheet, *, epoch1904: bool, wrapped: Mapping[int, float] | None = None
    ) -> None:
        self.added: Area | None = None
        self.formulas_lost = False
        self._sheet = sheet
        self._data = sheet.data
        self._span = sheet.cells.inner, sheet.cells.inner_end
        self._epoch1904 = epoch1904
        self._wrapped = wrapped or {}
        self._rests: dict[tuple[int, int | None, int | None, type, Value], bytes] = {}
        prefix = sheet.prefix.encode()
        self._row_tag = re.compile(
            rb"""<%srow(?: r="(\d+)")?(?: spans="([\d: ]+)")?(%s)\s*(/?)>""" % (prefix, ATTRIBUTES)
        )
        self._row_closing = b"</%srow" % prefix
        self._opening = b'<%sc r="' % prefix
        self._cell = re.compile(
            rb"""<%sc(?: r="([A-Z]{1,3})\d+")?(?: s="(\d+)")?(%s)\s*(?:/>|>(.*?)</%sc\s*>)"""
            % (prefix, ATTRIBUTES, prefix),
            re.DOTALL,
        )
        self._formula = re.compile(rb"<%sf(%s)\s*/?>" % (prefix, ATTRIBUTES))
        self._plain = self._is_plain()

    def _is_plain(self) -> bool:
        """Whether every cell begins `<c r="`, so that searching for a reference finds its cell."""
        plain = self._data.count(self._opening, *self._span)
        bare = self._opening[:-4]
        if plain == self._data.count(bare, *self._span):
            return True
        return plain == sum(self._data.count(bare + b"%c" % c, *self._span) for c in b" />\t\r\n")

    def row(self, number: int) -> list[Cell]:
        """All cells of one sheet row."""
        before = 0
        for tag in self._row_tag.finditer(self._data, *self._span):
            before = _row_number(tag, before)
            if before == number and not tag[4]:
                return self._cells(number, 0, tag.end(), self._row_end(tag))
        return []

    def edits(
        self,
        wanted: Mapping[int, Wanted],
        style_of: StyleOf,
        headers: Mapping[tuple[int, int], int],
    ) -> list[Edit]:
        """The edits in order of their offsets; keys of `wanted` are 1-based sheet rows.

        Raises `UnsupportedError` where a cell belongs to a shared or array formula, where a merged
        cell would hide a value, or where rows or cells are out of order.
        """
        self._refuse_array_formulas(wanted)
        self._refuse_merged(wanted)
        self._style_of, self._headers = style_of, headers
        rows = deque(sorted(wanted))
        number = 0
        last: re.Match[bytes] | None = None
        edits: list[Edit] = []
        for last in self._row_tag.finditer(self._data, *self._span):
            number = _row_number(last, number)
            while rows and rows[0] < number:
                new = self._new_row(rows[0], wanted[rows.popleft()])
                edits.append((last.start(), last.start(), new))
            if rows and rows[0] == number:
                edits += self._row_edits(number, last, wanted[rows.popleft()])
        new = b"".join(self._new_row(row, wanted[row]) for row in rows)
        return [*edits, self._at_end(last, new)] if new else edits

    def _at_end(self, last: re.Match[bytes] | None, new: bytes) -> Edit:
        if self._sheet.cells.empty:
            return put_inside(self._data, self._sheet.cells, new)
        at = self._span[0]
        if last is not None:
            at = last.end() if last[4] else self._data.index(b">", self._row_end(last)) + 1
        return at, at, new

    def _row_end(self, tag: re.Match[bytes]) -> int:
        """Where the closing tag of a row begins."""
        end = self._data.find(self._row_closing, tag.end(), self._span[1])
        if end < 0:
            raise UnsupportedError("barisnya tidak berpasangan")
        return end

    def _new_row(self, row: int, wanted: Wanted) -> bytes:
        """A row that the sheet did not have, or nothing when all its cells would be blank."""
        cells = self._new_cells(row, wanted, None)
        prefix = self._sheet.prefix.encode()
        return b'<%srow r="%d">%s</%srow>' % (prefix, row, cells, prefix) if cells else b""

    def _row_edits(self, row: int, tag: re.Match[bytes], wanted: Wanted) -> list[Edit]:
        present = []
        if not tag[4]:
            present = self._cells(row, wanted[0][0], tag.end(), self._row_end(tag))
        style = _row_style(tag[3]) if tag[3] else None
        if present and present[-1].position >= wanted[0][0]:
            edits = list(self._mixed_edits(row, wanted, present, style))
        else:
            cells = self._new_cells(row, wanted, style)
            at = present[-1].end if present else tag.end()
            edits = [(at, at, cells)] if cells else []
            if tag[4] and cells:
                edits = [(tag.start(4), at, b">%s%s>" % (cells, self._row_closing))]
        if not edits:
            return edits
        wrapped = [(value, self._wrapped[at]) for at, value in wanted if at in self._wrapped]
        return [*_spans(tag, wanted), *growth(tag, 3, height(wrapped)), *edits]

    def _mixed_edits(
        self, row: int, wanted: Wanted, present: Sequence[Cell], style: int | None
    ) -> Iterator[Edit]:
        """The edits of a row that has some of the wanted cells, neighbours in one edit."""
        by_position = {cell.position: cell for cell in present}
        start = end = -1
        texts: list[bytes] = []
        for position, value in wanted:
            cell = by_position.get(position)
            at = cell.start if cell else _place_for(position, present)
            if at != end:
                if texts:
                    yield start, end, b"".join(texts)
                start, texts = at, []
            if cell:
                end = cell.end
                texts.append(self._replaced(row, cell, value))
            else:
                end = at
                texts.append(self._new_cells(row, ((position, value),), style))
        yield start, end, b"".join(texts)

    def _cells(self, row: int, first: int, start: int, end: int) -> list[Cell]:
        """The cells of a row from position `first` on, or from somewhere before it."""
        if self._plain:
            start = self._near(row, first, start, end)
        cells: list[Cell] = []
        position = -1
        for match in self._cell.finditer(self._data, start, end):
            column, style, others, content = match.groups()
            if others:
                column, style = _elsewhere(others, column, style)
            here = _position(column) if column else position + 1
            if here <= position:
                raise UnsupportedError("urutan selnya kacau")
            position = here
            formula = self._formula.search(content) if content else None
            cells.append(
                Cell(
                    position,
                    match.start(),
                    match.end(),
                    int(style or 0),
                    bool(content),
                    formula[1] if formula else None,
                )
            )
        return cells

    def _near(self, row: int, first: int, start: int, end: int) -> int:
        """The start of the cell at `first`, else of the row's last cell if that lies before it."""
        at = self._data.rfind(self._opening, start, end)
        last = _LETTERS.match(self._data, at + len(self._opening)) if at >= 0 else None
        if last and _position(last[0]) < first:
            return at
        reference = b'%s%s%d"' % (self._opening, _column(first), row)
        return max(start, self._data.rfind(reference, start, end))

    def _replaced(self, row: int, cell: Cell, value: Value) -> bytes:
        if cell.formula is not None:
            self._refuse_shared(f"{letters(cell.position)}{row}", attributes(cell.formula))
            self.formulas_lost = True
        rest = self._rest(row, cell.position, cell.style, value)
        if rest == b"/>" and self._plain:
            return b""
        return b'%s%s%d"%s' % (self._opening, _column(cell.position), row, rest)

    def _refuse_shared(self, place: str, formula: Mapping[str, str]) -> None:
        if "ref" in formula or formula.get("t") in ("array", "dataTable"):
            raise UnsupportedError(
                f"sel {place} memuat rumus yang dipakai bersama sel lain", _CLEAR
            )

    def _new_cells(self, row: int, wanted: Wanted, style: int | None) -> bytes:
        """Cells that the row does not have yet; blank values need none."""
        new = [
            (position, rest)
            for position, value in wanted
            if (rest := self._rest(row, position, style, value))
        ]
        if new:
            self._widen(row, new[0][0], new[-1][0])
        return b"".join(
            [b'%s%s%d"%s' % (self._opening, _column(place), row, rest) for place, rest in new]
        )

    def _widen(self, row: int, first: int, last: int) -> None:
        top, left, bottom, right = self.added or (row, first, row, last)
        self.added = min(top, row), min(left, first), max(bottom, row), max(right, last)

    def _rest(self, row: int, position: int, present: int | None, value: Value) -> bytes:
        """What follows a cell's reference; nothing for a blank cell that is not there now."""
        header = self._headers.get((row, position)) if self._headers else None
        key = (position, present, header, value.__class__, value)
        known = self._rests.get(key)
        if known is None:
            prefix = self._sheet.prefix
            attribute, content = encode(value, prefix=prefix, epoch1904=self._epoch1904)
            kind = kind_of(value) if content else "blank"
            style = self._style_of(position, present, kind) if header is None else header
            known = rest_of_cell(style, attribute, content, prefix)
            known = self._rests[key] = known if content or present is not None else b""
        return known

    def _refuse_array_formulas(self, wanted: Mapping[int, Wanted]) -> None:
        """Raise where a cell lies in what an array formula or a data table of Excel fills."""
        for top, left, _, _ in _touched(list(self._array_areas()), wanted):
            place = f"{letters(left)}{top}"
            raise UnsupportedError(f"sel {place} memuat rumus yang mengisi beberapa sel", _CLEAR)

    def _refuse_merged(self, wanted: Mapping[int, Wanted]) -> None:
        """Raise where a merged cell would hide a value: all but its first cell are covered."""
        for top, left, bottom, right in _touched(merged_areas(self._sheet), wanted):
            for row in sorted(wanted.keys() & range(top, bottom + 1)):
                for position, value in wanted[row]:
                    covered = left <= position <= right and (row, position) != (top, left)
                    if covered and value not in (None, ""):
                        raise UnsupportedError(
                            f"sel {letters(position)}{row} tergabung dengan sel lain, sehingga "
                            "yang ditulis di situ tidak akan tampak",
                            f"pisahkan sel {letters(left)}{top}:{letters(right)}{bottom} lewat "
                            "Merge & Center > Unmerge Cells, lalu jalankan lagi",
                        )

    def _array_areas(self) -> Iterator[Area]:
        kinds = (b"array", b"dataTable")
        if all(self._data.find(kind, *self._span) < 0 for kind in kinds):
            return
        for formula in self._formula.finditer(self._data, *self._span):
            found = attributes(formula[1])
            area = corners(found.get("ref", ""))
            if area and found.get("t", "").encode() in kinds:
                yield area


def _touched(areas: Sequence[Area], wanted: Mapping[int, Wanted]) -> Iterator[Area]:
    """Those of the areas that hold a wanted cell."""
    positions = {position for cells in wanted.values() for position, _ in cells if areas}
    for top, left, bottom, right in areas:
        if any(left <= position <= right for position in positions):
            rows = wanted.keys() & range(top, bottom + 1)
            if any(left <= position <= right for row in rows for position, _ in wanted[row]):
                yield top, left, bottom, right


def _row_number(tag: re.Match[bytes], before: int) -> int:
    others = None if tag[1] else _ROW_NUMBER.search(tag[3])
    written = others[1] if others else tag[1]
    number = int(written) if written else before + 1
    if number <= before:
        raise UnsupportedError("urutan barisnya kacau")
    return number


def _row_style(text: bytes) -> int | None:
    """The style that a row gives to new cells."""
    found = attributes(text) if b"customFormat" in text else {}
    return int(found.get("s", "0")) if found.get("customFormat") in ("1", "true") else None


def _spans(tag: re.Match[bytes], wanted: Wanted) -> tuple[Edit, ...]:
    """The edit that widens a row's `spans`, where it has any, over the wanted cells."""
    first, last = wanted[0][0] + 1, wanted[-1][0] + 1
    if tag[2]:
        wide = _widened(tag[2], first, last)
        return ((*tag.span(2), wide),) if wide else ()
    spans = _SPANS.search(tag[3])
    wide = _widened(spans[1], first, last) if spans else None
    if spans is None or wide is None:
        return ()
    start = tag.start(3)
    return ((start + spans.start(1), start + spans.end(1), wide),)


@cache
def _widened(spans: bytes, low: int, high: int) -> bytes | None:
    """A `spans` that covers both columns (1-based) as well, or None where it does already."""
    now = [int(number) for number in spans.replace(b":", b" ").split()]
    if min(now) <= low and high <= max(now):
        return None
    return b"%d:%d" % (min(*now, low), max(*now, high))


def _elsewhere(
    others: bytes, column: bytes | None, style: bytes | None
) -> tuple[bytes | None, bytes | None]:
    """The column and the style of a cell whose attributes stand in another order."""
    place = None if column else _CELL_PLACE.search(others)
    look = None if style else _CELL_STYLE.search(others)
    return place[1] if place else column, look[1] if look else style


def _place_for(position: int, cells: Sequence[Cell]) -> int:
    """Where a new cell goes among those from `CellEditor._cells`."""
    return next((cell.start for cell in cells if cell.position > position), cells[-1].end)
