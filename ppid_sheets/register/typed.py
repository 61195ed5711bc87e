"""Types the columns of a tab: each cell's value, and a note where it was read with a remark.

The rows are gone through in blocks, all columns of a block in turn: what stands in a block fits the
processor's cache, and each cell that is looked for in memory again takes longer than its reading.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import count, islice
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from ppid_sheets.common.arrays import Mask, days
from ppid_sheets.register import cells
from ppid_sheets.register.dates import USUAL, Customs
from ppid_sheets.register.header import Header, Row
from ppid_sheets.register.reading import Note, Reading
from ppid_sheets.register.schema import Column, ColumnKind

BLOCK = 256
_BLANK = (None, "")
EMPTY: Mapping[str, Collection[str]] = MappingProxyType({})

RawValues = Sequence[object]
CellReader = Callable[[object], Reading[Any]]


class TypedColumn(NamedTuple):
    """A column's values, its notes by position, and where it has no value.

    Where many cells say the same, `read` has each raw value and what it says, `codes` which of them
    each cell holds.
    """

    values: npt.NDArray[Any]
    notes: Mapping[int, Note]
    empty: Mask
    read: Sequence[tuple[object, Any]] = ()
    codes: npt.NDArray[np.intp] = np.empty(0, np.intp)

    def meant(self, rows: Mask) -> Mapping[str, Any]:
        """What each text says in these rows, in their order, less those that say nothing."""
        if not any(isinstance(raw, str) and raw for raw, _ in self.read):
            return {}
        found = (self.read[code] for code in pd.unique(self.codes[rows]).tolist())
        return {raw: value for raw, value in found if isinstance(raw, str) and value not in _BLANK}


def typed_columns(
    rows: Sequence[Row],
    header: Header,
    lists: Mapping[str, Sequence[str]],
    customs: Customs = USUAL,
    known: Mapping[str, Collection[str]] = EMPTY,
) -> Mapping[str, TypedColumn]:
    """The staff's columns of `rows` by key; for the other parameters see `table.read_table`."""
    day = cache(lambda value: cells.read_date(value, customs))  # the same days are in many columns
    columns = {
        column.key: _Texts() if column.kind == "text" else _Coded(column.kind, reader)
        for column in header.schema.staff
        for reader in [day if column.kind == "date" else _reader(column, lists, known)]
    }
    places = [(columns[key].add, header.places[key]) for key in columns if key in header.places]
    for block in _blocks(rows, header.width):
        for add, place in places:
            add(_ticked(place.ticks, block) if place.ticks else block[place.position])
    for key in columns.keys() - header.places.keys():
        columns[key].add([None] * len(rows))
    return {key: column.read() for key, column in columns.items()}


def _blocks(rows: Sequence[Row], width: int) -> Iterator[Sequence[RawValues]]:
    """The columns of ragged rows, block by block."""
    for start in range(0, len(rows), BLOCK):
        padded = (
            row if len(row) == width else [*row[:width], *[""] * (width - len(row))]
            for row in rows[start : start + BLOCK]
        )
        yield list(zip(*padded, strict=True))


class _Texts:
    """Texts rarely repeat and are mostly fine as they are, so only the others are looked into."""

    def __init__(self) -> None:
        self.blocks: list[npt.NDArray[np.object_]] = [np.empty(0, object)]
        self.empty: list[npt.NDArray[np.bool_]] = [np.empty(0, np.bool_)]
        self.notes: dict[int, Note] = {}
        self.size = 0

    def add(self, values: RawValues) -> None:
        typed = np.fromiter(values, object, len(values))
        for i in cells.odd_texts(values):
            typed[i], note = cells.read_text(values[i])
            if note:
                self.notes[self.size + i] = note
        self.blocks.append(typed)
        self.empty.append(~typed.astype(bool))  # to compare with "" takes five times as long
        self.size += len(values)

    def read(self) -> TypedColumn:
        return TypedColumn(np.concatenate(self.blocks), self.notes, np.concatenate(self.empty))


class _Coded:
    """Cells of which many say the same: each value is read once."""

    def __init__(self, kind: ColumnKind, reader: CellReader) -> None:
        self.kind, self.reader = kind, reader
        self.places = _numbered(())
        self.blocks: list[npt.NDArray[np.intp]] = [np.empty(0, np.intp)]

    def add(self, values: RawValues) -> None:
        before = len(self.places)
        codes = self._codes(values)
        if 0 in self.places or 1 in self.places:
            self.places = _numbered(islice(self.places, before))
            codes = self._codes([self._unboxed(value) for value in values])
        self.blocks.append(codes)

    def _codes(self, values: RawValues) -> npt.NDArray[np.intp]:
        """For each cell the place of its value among all that differ."""
        return np.fromiter(map(self.places.__getitem__, values), np.intp, len(values))

    def _unboxed(self, value: object) -> object:
        """A checkbox as text: True == 1 and False == 0, but they do not say the same."""
        if not isinstance(value, bool):
            return value
        return "TRUE" if value else "FALSE" if self.kind == "date" else None

    def read(self) -> TypedColumn:
        readings = [self.reader(value) for value in self.places]
        codes = np.concatenate(self.blocks)
        noted = np.array([reading.note is not None for reading in readings], dtype=bool)[codes]
        notes = {
            i: note for i in np.flatnonzero(noted).tolist() if (note := readings[codes[i]].note)
        }
        values = _typed(self.kind, [reading.value for reading in readings])
        empty = np.array([reading.value in (None, "") for reading in readings], dtype=bool)
        read = [(raw, reading.value) for raw, reading in zip(self.places, readings, strict=True)]
        return TypedColumn(values[codes], notes, empty[codes], read, codes)


def _numbered(values: Collection[object] | Iterator[object]) -> defaultdict[object, int]:
    """Gives each value its place, in the order in which they come."""
    places = {value: place for place, value in enumerate(values)}
    return defaultdict(count(len(places)).__next__, places)


def _reader(
    column: Column, lists: Mapping[str, Sequence[str]], known: Mapping[str, Collection[str]]
) -> CellReader:
    match column.kind:
        case "time":
            return cells.read_time
        case "number":
            return cells.read_number
        case _:
            choices = (*column.choices, *lists.get(column.header, ()))
            return cells.choice_reader(
                choices, column.spellings, known.get(column.key, ()), several=column.several
            )


def _ticked(ticks: Mapping[int, str], block: Sequence[RawValues]) -> list[object]:
    """What tick columns say as the text of one choice; several ticks are joined with &."""
    chosen: list[list[str]] = [[] for _ in block[0]]
    for position, choice in ticks.items():
        for i, value in enumerate(block[position]):
            reading = cells.read_tick(value)
            if reading.value or reading.note:
                chosen[i].append(choice if reading.value else "?")
    return [" & ".join(choices) for choices in chosen]


def _typed(kind: ColumnKind, values: Sequence[Any]) -> npt.NDArray[Any]:
    match kind:
        case "date":
            return days(values).astype("datetime64[s]")
        case "time" | "number":
            return np.array(values, dtype=np.float64)
        case "text" | "choice":
            typed = np.empty(len(values), dtype=object)
            typed[:] = [value or "" for value in values]
            return typed
