"""Edits cells of a worksheet in one pass over its rows, leaving every other byte as it is."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from ppid_sheets.register.a1 import letters, position_of
from ppid_sheets.register.values import Value
from ppid_sheets.stores.xlsx.covered import WantedCells, refuse_merged, touched
from ppid_sheets.stores.xlsx.heights import height, lit
from ppid_sheets.stores.xlsx.offsets import Spot, places
from ppid_sheets.stores.xlsx.row_tags import row_style, taller
from ppid_sheets.stores.xlsx.scan import ScannedCell, ScannedRow, cells, extent, rows
from ppid_sheets.stores.xlsx.sheet import CellArea, SheetXml, corners
from ppid_sheets.stores.xlsx.values import CellKind, encode, kind_of, rest_of_cell
from ppid_sheets.stores.xlsx.xml import (
    ATTRIBUTES,
    Edit,
    UnsupportedError,
    attributes,
    put_inside,
)

StyleOf = Callable[[int, int | None, CellKind], int]
"""The style for a cell by position, style there now (None if there is none) and kind."""

_CLEAR = "kosongkan sel itu, lalu jalankan lagi"


@cache
def _column(position: int) -> bytes:
    return letters(position).encode()


@cache
def _position(column: bytes) -> int:
    return position_of(column.decode())


class Held(NamedTuple):
    """A cell that the sheet holds, by its offsets."""

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
        self, sheet: SheetXml, *, epoch1904: bool, wrapped: Mapping[int, float] | None = None
    ) -> None:
        self.added: CellArea | None = None
        self.formulas_lost = False
        self._sheet = sheet
        self._data = sheet.data
        self._span = sheet.cells.inner, sheet.cells.inner_end
        self._epoch1904 = epoch1904
        self._wrapped = wrapped or {}
        self._rests: dict[tuple[int, int | None, int | None, type, Value], bytes] = {}
        prefix = sheet.prefix.encode()
        self._row_closing = b"</%srow" % prefix
        self._opening = b'<%sc r="' % prefix
        self._cell = re.compile(
            rb'<%sc r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(%s)\s*(?:/>|>(.*?)</%sc\s*>)'
            % (prefix, ATTRIBUTES, prefix),
            re.DOTALL,
        )
        self._formula = re.compile(rb"<%sf(%s)\s*/?>" % (prefix, ATTRIBUTES))
        extent(sheet)  # which refuses what does not stand in order
        self._usual = places(sheet)
        self._last = -1, -1

    def row(self, number: int) -> list[Held]:
        """All cells of one sheet row."""
        found = next((row for row in rows(self._sheet) if row.number == number), None)
        return self._cells(found) if found else []

    def edits(
        self,
        wanted: Mapping[int, WantedCells],
        style_of: StyleOf,
        headers: Mapping[tuple[int, int], int],
    ) -> list[Edit]:
        """The edits in order of their offsets; keys of `wanted` are 1-based sheet rows.

        Raises `UnsupportedError` where a cell belongs to a shared or array formula, where a merged
        cell would hide a value.
        """
        self._refuse_array_formulas(wanted)
        refuse_merged(self._sheet, wanted)
        self._style_of, self._headers = style_of, headers
        waiting = deque(sorted(wanted))
        self._places = self._usual and self._usual.of(
            (row, at) for row in waiting for at, _ in wanted[row]
        )
        at = self._span[0]
        edits: list[Edit] = []
        for row in rows(self._sheet):
            while waiting and waiting[0] < row.number:
                new = self._new_row(waiting[0], wanted[waiting.popleft()])
                edits.append((row.start, row.start, new))
            if waiting and waiting[0] == row.number:
                edits += self._row_edits(row, wanted[waiting.popleft()])
            at = row.end
        new = b"".join(self._new_row(number, wanted[number]) for number in waiting)
        return [*edits, self._at_end(at, new)] if new else edits

    def _at_end(self, at: int, new: bytes) -> Edit:
        if self._sheet.cells.empty:
            return put_inside(self._data, self._sheet.cells, new)
        return at, at, new

    def _new_row(self, row: int, wanted: WantedCells) -> bytes:
        """A row that the sheet did not have, or nothing when all its cells would be blank."""
        cells = b"".join(self._new_cell(row, at, value, None) for at, value in wanted)
        prefix = self._sheet.prefix.encode()
        return b'<%srow r="%d">%s</%srow>' % (prefix, row, cells, prefix) if cells else b""

    def _row_edits(self, row: ScannedRow, wanted: WantedCells) -> list[Edit]:
        number = row.number
        tag = self._data[row.attributes : row.attributes_end]
        edits = list(self._cell_edits(number, wanted, self._spots(row, wanted), row_style(tag)))
        if row.empty and edits:
            slash = self._data.rindex(b"/", row.start, row.end)
            edits = [(slash, row.end, b">%s%s>" % (edits[0][2], self._row_closing))]
        if not edits:
            return edits
        wrapped = [(lit(value), self._wrapped[at]) for at, value in wanted if at in self._wrapped]
        grown = taller(tag, wanted[0][0] + 1, wanted[-1][0] + 1, height(wrapped))
        head = [(row.attributes, row.attributes_end, grown)] if grown != tag else []
        return [*head, *edits]

    def _cell_edits(
        self, row: int, wanted: WantedCells, spots: Sequence[Held | int], style: int | None
    ) -> Iterator[Edit]:
        """The edits of a row, neighbours in one edit."""
        start = end = -1
        texts: list[bytes] = []
        for (position, value), spot in zip(wanted, spots, strict=True):
            at = spot if isinstance(spot, int) else spot.start
            if at != end:
                if any(texts) or start < end:
                    yield start, end, b"".join(texts)
                start, texts = at, []
            if isinstance(spot, int):
                end = at
                texts.append(self._new_cell(row, position, value, style))
            else:
                end = spot.end
                texts.append(self._replaced(row, spot, value))
        if any(texts) or start < end:
            yield start, end, b"".join(texts)

    def _spots(self, row: ScannedRow, wanted: WantedCells) -> list[Held | int]:
        """For each wanted cell what is there now, or the offset where it goes."""
        if self._places:
            return [self._spot(row, spot) for spot in islice(self._places, len(wanted))]
        present = self._cells(row)
        held = {cell.position: cell for cell in present}
        return [held.get(at) or _place_for(at, present, row.inner) for at, _ in wanted]

    def _spot(self, row: ScannedRow, spot: Spot) -> Held | int:
        """The same for one cell of a sheet that is written as Excel writes it."""
        if spot.held:
            return self._usual_cell(spot.start)
        if spot.start >= 0:
            return spot.start
        return self._end(spot.before) if spot.behind else row.inner

    def _end(self, start: int) -> int:
        """Where a cell ends, behind which several may be wanted in turn."""
        if self._last[0] != start:
            self._last = start, self._usual_cell(start).end
        return self._last[1]

    def _usual_cell(self, start: int) -> Held:
        match = self._cell.match(self._data, start)
        if not match:
            raise UnsupportedError("susunan lembarnya tidak dikenal")
        column, style, others, content = match.groups()
        if others and not style:
            style = attributes(others).get("s")
        formula = self._formula.search(content) if content else None
        return Held(
            _position(column),
            start,
            match.end(),
            int(style or 0),
            bool(content),
            formula[1] if formula else None,
        )

    def _cells(self, row: ScannedRow) -> list[Held]:
        return [self._held(cell) for cell in cells(self._sheet, row)]

    def _held(self, cell: ScannedCell) -> Held:
        formula = self._formula.search(cell.content) if cell.content else None
        style = cell.attributes.get("s", "0").strip()
        return Held(
            cell.position,
            cell.start,
            cell.end,
            int(style) if style.isdecimal() else 0,
            bool(cell.content),
            formula[1] if formula else None,
        )

    def _replaced(self, row: int, cell: Held, value: Value) -> bytes:
        if cell.formula is not None:
            self._refuse_shared(f"{letters(cell.position)}{row}", attributes(cell.formula))
            self.formulas_lost = True
        rest = self._rest(row, cell.position, cell.style, value)
        if rest == b"/>" and self._usual:
            return b""
        return b'%s%s%d"%s' % (self._opening, _column(cell.position), row, rest)

    def _refuse_shared(self, place: str, formula: Mapping[str, str]) -> None:
        if "ref" in formula or formula.get("t") in ("array", "dataTable"):
            raise UnsupportedError(
                f"sel {place} memuat rumus yang dipakai bersama sel lain", _CLEAR
            )

    def _new_cell(self, row: int, position: int, value: Value, style: int | None) -> bytes:
        """A cell that the row does not have yet; a blank value needs none."""
        rest = self._rest(row, position, style, value)
        if not rest:
            return b""
        top, left, bottom, right = self.added or (row, position, row, position)
        if self.added is None or not (left <= position <= right and top <= row <= bottom):
            self.added = min(top, row), min(left, position), max(bottom, row), max(right, position)
        return b'%s%s%d"%s' % (self._opening, _column(position), row, rest)

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

    def _refuse_array_formulas(self, wanted: Mapping[int, WantedCells]) -> None:
        """Raise where a cell lies in what an array formula or a data table of Excel fills."""
        for top, left, _, _ in touched(list(self._array_areas()), wanted):
            place = f"{letters(left)}{top}"
            raise UnsupportedError(f"sel {place} memuat rumus yang mengisi beberapa sel", _CLEAR)

    def _array_areas(self) -> Iterator[CellArea]:
        kinds = (b"array", b"dataTable")
        if all(self._data.find(kind, *self._span) < 0 for kind in kinds):
            return
        for formula in self._formula.finditer(self._data, *self._span):
            found = attributes(formula[1])
            area = corners(found.get("ref", ""))
            if area and found.get("t", "").encode() in kinds:
                yield area


def _place_for(position: int, cells: Sequence[Held], empty: int) -> int:
    """Where a new cell goes among those of a row, or into one that is `empty`, at this offset."""
    later = (cell.start for cell in cells if cell.position > position)
    return next(later, cells[-1].end if cells else empty)
