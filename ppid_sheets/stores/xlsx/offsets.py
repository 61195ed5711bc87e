"""Finds all cells of a worksheet that is written as Excel writes it, in a few passes of numpy.

A pass over every cell by itself takes three times as long, of the largest files most of a check.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ppid_sheets.stores.xlsx.sheet import SheetXml

_WIDTH = 1 << 15
"""What a row counts for in the number of a place, which goes up from cell to cell."""
_BLOCK = 1 << 20
"""Bytes at once: few enough for the processor's own memory."""
_ROW, _CELL, _CLOSING = range(3)
_PLACED = b' r="'
_DIGITS, _LETTERS = 7, 3
_ROWS, _COLUMNS = 1 << 20, 1 << 14

_Bytes = NDArray[np.uint8]
_Numbers = NDArray[np.int64]


class Spot(NamedTuple):
    """Whether a cell is there; the offset of it, else of the next in its row (-1: none); the offset
    of what stands before, and whether that is a cell."""

    held: bool
    start: int
    before: int
    behind: bool


@dataclass(frozen=True, eq=False)
class Offsets:
    """The rows and cells of a sheet in ascending order, by the offsets where they begin.

    `numbers` are a row's number times `_WIDTH`, of a cell its 1-based column more.
    """

    numbers: _Numbers
    starts: _Numbers

    @property
    def last_row(self) -> int:
        """The number of the last row; 0 where there is none."""
        return int(self.numbers[-1]) // _WIDTH if len(self.numbers) else 0

    @property
    def columns(self) -> _Numbers:
        """The 1-based columns of the cells, 0 for rows."""
        return self.numbers % _WIDTH

    def of(self, wanted: Iterable[tuple[int, int]]) -> Iterator[Spot]:
        """Where cells by their row and 0-based position stand, or would; but for missing rows."""
        asked = np.array([row * _WIDTH + at + 1 for row, at in wanted], dtype=np.int64)
        at = np.searchsorted(self.numbers, asked)
        numbers, starts = np.append(self.numbers, 0), np.append(self.starts, 0)
        there = numbers[at - 1] // _WIDTH == asked // _WIDTH
        asked, at = asked[there], at[there]
        held = numbers[at] == asked
        next_ = np.where(numbers[at] // _WIDTH == asked // _WIDTH, starts[at], -1)
        behind = numbers[at - 1] % _WIDTH > 0
        columns = (held, next_, starts[at - 1], behind)
        return map(Spot._make, zip(*(column.tolist() for column in columns), strict=True))


@lru_cache(maxsize=16)  # each tab of a register is asked for again when all have been read
def places(sheet: SheetXml) -> Offsets | None:
    """The sheet's rows and cells; None unless each begins with its place, `<c r="A1"`, and all
    stand in order, each once, every cell in its row."""
    data = np.frombuffer(sheet.data, dtype=np.uint8)
    found = [np.array([[_CLOSING], [0], [0]])]
    for start in range(sheet.cells.inner, sheet.cells.inner_end, _BLOCK):
        end = min(start + _BLOCK, sheet.cells.inner_end)
        tags = np.flatnonzero(data[start:end] == ord("<")) + start
        block = _read(data, tags, sheet.prefix.encode())
        if block is None:
            return None
        block = np.concatenate([found[-1][:, -1:], block], axis=1)
        if not _in_order(block):
            return None
        found.append(block[:, 1:])
    kinds, numbers, starts = np.concatenate(found, axis=1)
    return Offsets(numbers[kinds != _CLOSING], starts[kinds != _CLOSING])


def _in_order(block: _Numbers) -> bool:
    """Whether rows and cells follow each other as they must; an end takes the number before it."""
    kinds, numbers, _ = block
    before, after = kinds[:-1], kinds[1:]
    asked = numbers[1:].copy()
    np.maximum.accumulate(numbers, out=numbers)
    known = numbers[:-1]
    return not (
        ((after == _CELL) & ((before == _CLOSING) | (asked // _WIDTH != known // _WIDTH)))
        | ((after == _ROW) & (before == _CELL))
        | ((after == _CLOSING) & (before == _CLOSING))
        | ((after != _CLOSING) & (asked <= known))
    ).any()


def _read(data: _Bytes, tags: _Numbers, prefix: bytes) -> _Numbers | None:
    """The rows, cells and ends of rows among these tags: their kinds, numbers and offsets, in
    order; None where one does not state its place as Excel writes it."""
    rows = _beginning(data, tags, b"<%srow" % prefix)
    cells = _beginning(data, tags, b"<%sc" % prefix)
    closings = _beginning(data, tags, b"</%srow" % prefix)
    opened = len(prefix) + len("<c")
    columns, behind = _column(data, cells + opened + len(_PLACED))
    own, cell_ends = _number(data, behind)
    numbers, row_ends = _number(data, rows + opened + len("ow") + len(_PLACED))
    if not (
        columns.all()
        and own.all()
        and numbers.all()
        and columns.max(initial=0) <= _COLUMNS
        and numbers.max(initial=0) <= _ROWS
        and _beginning(data, cells, _PLACED, opened).size == cells.size
        and _beginning(data, rows, _PLACED, opened + len("ow")).size == rows.size
        and (data[np.concatenate([cell_ends, row_ends])] == ord('"')).all()
    ):
        return None
    kinds = np.repeat([_ROW, _CELL, _CLOSING], [rows.size, cells.size, closings.size])
    places = [numbers * _WIDTH, own * _WIDTH + columns, np.zeros(closings.size, dtype=np.int64)]
    starts = np.concatenate([rows, cells, closings])
    order = np.argsort(starts, kind="stable")
    return np.stack([kinds, np.concatenate(places), starts])[:, order]


def _beginning(data: _Bytes, at: _Numbers, text: bytes, skipped: int = 0) -> _Numbers:
    """The offsets with this text some bytes further on."""
    for index, byte in enumerate(text, skipped):
        at = at[data[at + index] == byte]
    return at


def _column(data: _Bytes, at: _Numbers) -> tuple[_Numbers, _Numbers]:
    """The 1-based columns that capital letters name at these offsets, and where they end."""
    column = np.zeros(len(at), dtype=np.int64)
    for _ in range(_LETTERS):
        byte = data[at]
        letter = (byte >= ord("A")) & (byte <= ord("Z"))
        column = np.where(letter, column * 26 + byte - (ord("A") - 1), column)
        at = at + letter
    return column, at


def _number(data: _Bytes, at: _Numbers) -> tuple[_Numbers, _Numbers]:
    """The numbers at these offsets, 0 where there is none or a leading zero, and their ends."""
    number = np.zeros(len(at), dtype=np.int64)
    plain = data[at] != ord("0")
    for _ in range(_DIGITS):
        byte = data[at]
        digit = (byte >= ord("0")) & (byte <= ord("9"))
        number = np.where(digit, number * 10 + byte - ord("0"), number)
        at = at + digit
    return number * plain, at
