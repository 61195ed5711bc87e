"""Finds the rows and cells of a worksheet, in whatever way a program wrote them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from ppid_sheets.register.a1 import position_of
from ppid_sheets.stores.xlsx.offsets import places
from ppid_sheets.stores.xlsx.sheet import SheetXml
from ppid_sheets.stores.xlsx.xml import ATTRIBUTES, UnsupportedError, attributes

LAST_ROW, LAST_POSITION = 1_048_576, 16_383

_USUAL_NUMBER = re.compile(rb'\sr="([1-9]\d{0,6})"')
_PLACE = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})")


class ScannedRow(NamedTuple):
    """A row by its number and offsets: its tag's attributes, what is inside, where it ends."""

    number: int
    start: int
    attributes: int
    attributes_end: int
    inner: int
    inner_end: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether the row is written as one tag."""
        return self.inner_end == self.end


class ScannedCell(NamedTuple):
    """A cell by its position and offsets, its attributes, and what is inside (None: one tag)."""

    position: int
    start: int
    end: int
    attributes: Mapping[str, str]
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Extent:
    """How far the cells of a sheet reach: the last row (0: none), the columns, the cells at all.

    `usual` says that every cell and row begins as Excel writes it: `<c r="A1"`, `<row r="1"`.
    """

    last_row: int
    width: int
    cells: int
    usual: bool


@cache
def _patterns(prefix: str) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """The tag of a row, and a whole cell."""
    at = prefix.encode()
    return (
        re.compile(rb"\s*<%srow(%s)\s*(/?)>" % (at, ATTRIBUTES)),
        re.compile(rb"\s*(<%sc(%s)\s*(?:/>|>(.*?)</%sc\s*>))" % (at, ATTRIBUTES, at), re.DOTALL),
    )


def rows(sheet: SheetXml) -> Iterator[ScannedRow]:
    """The rows in the order in which they are written.

    Raises `UnsupportedError` where something else stands among them, or a number is none.
    """
    tag, _ = _patterns(sheet.prefix)
    data, at, end = sheet.data, sheet.cells.inner, sheet.cells.inner_end
    closing = f"</{sheet.prefix}row".encode()
    before = 0
    while found := tag.match(data, at, end):
        before = _number(found, before)
        inner = inner_end = at = found.end()
        if not found[2]:
            inner_end = data.find(closing, inner, end)
            at = data.find(b">", inner_end, end) + 1
            if inner_end < 0 or not at:
                raise UnsupportedError("barisnya tidak berpasangan")
        start = data.index(b"<", found.start())
        yield ScannedRow(before, start, found.start(1), found.end(1), inner, inner_end, at)
    if data[at:end].strip():
        raise UnsupportedError("susunan lembarnya tidak dikenal")


def _number(tag: re.Match[bytes], before: int) -> int:
    usual = _USUAL_NUMBER.match(tag[1])
    if usual:
        return int(usual[1])
    written = attributes(tag[1]).get("r")
    if written is None:
        return before + 1
    if not re.fullmatch(r"[1-9]\d{0,6}", written.strip(), re.ASCII):
        raise UnsupportedError("nomor barisnya tidak dikenal")
    return int(written)


def cells(sheet: SheetXml, row: ScannedRow) -> Iterator[ScannedCell]:
    """The cells of a row in the order in which they are written.

    Raises `UnsupportedError` where a cell states a place that is none or lies in another row.
    """
    _, cell = _patterns(sheet.prefix)
    at, position = row.inner, -1
    while found := cell.match(sheet.data, at, row.inner_end):
        stated = attributes(found[2])
        position = _position(stated.get("r"), row.number, position)
        at = found.end()
        yield ScannedCell(position, found.start(1), at, stated, found[3])
    rest = sheet.data[at : row.inner_end].strip()
    if rest and not rest.startswith(f"<{sheet.prefix}extLst".encode()):
        raise UnsupportedError(f"baris {row.number} memuat yang tidak dikenal di antara selnya")


def _position(written: str | None, row: int, before: int) -> int:
    if written is None:
        return before + 1
    place = _PLACE.fullmatch(written.strip())
    if not place or int(place[2]) != row:
        raise UnsupportedError(f"baris {row} memuat sel yang alamatnya tidak dikenal")
    return position_of(place[1].upper())


@lru_cache(maxsize=16)
def extent(sheet: SheetXml) -> Extent:
    """How far the sheet's cells reach; raises `UnsupportedError` unless all stand in order."""
    usual = places(sheet)
    if usual:
        columns = usual.columns
        return Extent(
            usual.last_row, int(columns.max(initial=0)), int(np.count_nonzero(columns)), True
        )
    before = width = count = 0
    for row in rows(sheet):
        if not before < row.number <= LAST_ROW:
            raise UnsupportedError(_disorder(before, row.number))
        before = row.number
        held = _positions(sheet, row)
        width = max(width, held[-1] + 1 if held else 0)
        count += len(held)
    return Extent(before, width, count, False)


def _disorder(before: int, number: int) -> str:
    if number == before:
        return f"baris {number} tertulis dua kali"
    return f"urutan barisnya kacau: baris {number} sesudah baris {before}"


def _positions(sheet: SheetXml, row: ScannedRow) -> list[int]:
    """The positions of a row's cells, which ascend."""
    found = [-1]
    for cell in cells(sheet, row):
        if not found[-1] < cell.position <= LAST_POSITION:
            again = cell.position == found[-1]
            raise UnsupportedError(
                f"baris {row.number} memuat sel yang "
                + ("tertulis dua kali" if again else "urutannya kacau")
            )
        found.append(cell.position)
    return found[1:]
