"""Turns a tab's grid into a typed frame of requests that still knows its sheet rows.

The frame's index holds 1-based sheet row numbers; its columns are the keys of the staff's columns,
those that the sheet lacks being blank: "date" datetime64[s] (NaT), "time" and "number" float
(NaN; minutes since midnight for times), "text" and "choice" object holding str ("" for blank).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain, count
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ppid_sheets.register import cells
from ppid_sheets.register.dates import USUAL, Customs
from ppid_sheets.register.header import Header, Place, Row
from ppid_sheets.register.places import Part, shown
from ppid_sheets.register.reading import UNREAD, Note, Reading
from ppid_sheets.register.rows import LIKE, sort_out
from ppid_sheets.register.schema import Column, Schema

BLOCK = 1024
EMPTY: Mapping[str, Collection[str]] = MappingProxyType({})

Values = Sequence[object]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Table:
    """A register as read.

    `frame` holds the requests (see the module); `notes` maps key -> {sheet row: note} for cells
    that were read with a remark; `skipped` maps the sheet rows that hold something but are no
    request to the reason, in Indonesian. `prepared` are the sheet rows that wait for a request.
    Rows of `parts`, those of earlier years, are named as `register.places` does.
    """

    frame: pd.DataFrame
    notes: Mapping[str, Mapping[int, Note]]
    header: Header
    skipped: Mapping[int, str]
    prepared: tuple[int, ...] = ()
    parts: tuple[Part, ...] = ()

    def shown(self, row: int) -> int | str:
        """What people call a row."""
        return shown(row, self.parts)

    @property
    def schema(self) -> Schema:
        """What kind of register it is."""
        return self.header.schema

    @property
    def missing(self) -> tuple[Column, ...]:
        """Columns that the sheet does not have."""
        return tuple(c for c in self.schema.staff if c.key not in self.header.places)

    @property
    def unnumbered(self) -> bool:
        """Whether the requests have a running number alone, as in the national form's *No*."""
        column = self.header.places.get(self.schema.number)
        own = self.frame[self.schema.number][self.frame.index > 0]
        numbers = own.tolist() if column and column.weak else ["a number"]
        return all(not number or number.isdecimal() for number in numbers)

    @property
    def lacking(self) -> tuple[Set[str], ...]:
        """What the register's own tab and each earlier part do not say, by key."""
        own = {column.key for column in self.missing}
        if self.unnumbered:
            own.add(self.schema.number)
        return (own, *(part.lacking for part in self.parts))

    def without_later(self, as_of: date, present: date) -> tuple["Table", Mapping[int, str]]:
        """The table without the requests received after `as_of` and up to `present`.

        Also the registration numbers of those by sheet row. What is dated after `present` is a slip
        of the pen and stays.
        """
        received = self.frame[self.schema.course.received]
        later = (received > np.datetime64(as_of, "s")) & (received <= np.datetime64(present, "s"))
        if not later.any():
            return self, {}
        left_out = self.frame[later]
        given = left_out[self.schema.number]
        numbers = dict(zip(given.index.tolist(), given.tolist(), strict=True))
        return replace(self, frame=self.frame[~later]), numbers

    def label(self, key: str) -> str:
        """A column's header as it stands in this sheet, or the register's own."""
        column = self.header.places.get(key)
        return column.header if column and column.header else self.schema.header(key)

    def noted(self, key: str, *notes: Note) -> "pd.Series[bool]":
        """Mask of the requests whose cell in column `key` was read with one of `notes`."""
        return pd.Series(self.mask(key, *notes), self.frame.index)

    def mask(self, key: str, *notes: Note) -> Mask:
        """`noted` without the sheet rows."""
        mask = np.zeros(len(self.frame), dtype=bool)
        rows = [row for note in notes for row in self._by_note.get((key, note), ())]
        if rows:
            mask[[self._positions[row] for row in rows if row in self._positions]] = True
        return mask

    @cached_property
    def _positions(self) -> Mapping[int, int]:
        """Where each sheet row stands in the frame."""
        return {row: i for i, row in enumerate(self.frame.index.tolist())}

    @cached_property
    def _by_note(self) -> Mapping[tuple[str, Note], Sequence[int]]:
        """The sheet rows of the cells of a column that were read with one note."""
        rows: dict[tuple[str, Note], list[int]] = {}
        for key, found in self.notes.items():
            for row, note in found.items():
                rows.setdefault((key, note), []).append(row)
        return rows

    def all_unread(self, keys: Iterable[str]) -> "Mapping[str, pd.Series[bool]]":
        """`unread` by column, for those of `keys` where there is such a cell."""
        return {key: self.unread(key) for key in keys if key in self.notes}

    def unread(self, key: str) -> "pd.Series[bool]":
        """Mask of the requests whose cell in column `key` is filled but has no value."""
        return self.noted(key, *UNREAD)


def read_table(
    grid: Sequence[Row],
    header: Header,
    lists: Mapping[str, Sequence[str]],
    customs: Customs = USUAL,
    known: Mapping[str, Collection[str]] = EMPTY,
) -> Table:
    """The requests below `header`.

    `lists` are the choices of the tab Pilihan by header; they add to the declared ones, so that
    an office may have its own. `customs` say how dates stand in the sheet. `known` are, by key,
    choices that no list has and that somebody else counts on, folded.
    """
    places = _looked_at(grid, header.rows[-1])
    rows = [grid[i] for i in places]
    body = _transposed(rows, header.width)
    read = {
        column.key: _read_column(
            header.places.get(column.key),
            body,
            len(rows),
            _reader(column, lists, customs, known),
            column,
        )
        for column in header.schema.staff
    }
    index = pd.RangeIndex(1, len(grid) + 1).take(places)
    frame = pd.DataFrame(
        {key: pd.Series(values, index, values.dtype) for key, (values, _) in read.items()}, index
    )
    notes = {key: found for key, (_, found) in read.items() if found}
    sorted_out = sort_out(rows, header, frame, notes)
    kept = frame[sorted_out.requests]
    told = {
        key: {places[i] + 1: note for i, note in found.items() if sorted_out.requests[i]}
        for key, found in notes.items()
    }
    return Table(
        frame=kept,
        notes={key: found for key, found in told.items() if found},
        header=header,
        skipped=sorted_out.skipped,
        prepared=sorted_out.prepared,
    )


def _looked_at(grid: Sequence[Row], first: int) -> list[int]:
    """The 0-based places of the rows from `first` on; where more than `LIKE` are blank in a run,
    the others are passed over: a stray cell far below costs nothing.
    """
    places, blank = [], 0
    for i in range(first, len(grid)):
        blank = 0 if _says_something(grid[i]) else blank + 1
        if blank <= LIKE:
            places.append(i)
    return places


def _says_something(row: Row) -> bool:
    return bool(row) and (any(row) or any(cell is not None and cell != "" for cell in row))


def _transposed(rows: Sequence[Row], width: int) -> list[list[object]]:
    """Columns of ragged rows; in blocks, which keeps the working set small."""
    blocks = []
    for start in range(0, len(rows), BLOCK):
        padded = [
            row if len(row) == width else [*row[:width], *[""] * (width - len(row))]
            for row in rows[start : start + BLOCK]
        ]
        blocks.append(list(zip(*padded, strict=True)))
    return [list(chain.from_iterable(parts)) for parts in zip(*blocks, strict=True)]


Read = tuple[npt.NDArray[Any], Mapping[int, Note]]


def _read_column(
    place: Place | None,
    body: Sequence[Values],
    size: int,
    reader: Callable[[object], Reading[Any]],
    column: Column,
) -> Read:
    if place is None or size == 0:
        return _typed(column, [None] * size), {}
    values: Values = _ticked(place.ticks, body, size) if place.ticks else body[place.position]
    if column.kind == "text":
        return _read_texts(values)
    distinct, codes = _coded(values)
    if 0 in distinct or 1 in distinct:  # True == 1 and False == 0, but they do not say the same
        unticked = "FALSE" if column.kind == "date" else None
        distinct, codes = _coded([_unboxed(value, unticked) for value in values])
    readings = [reader(value) for value in distinct]
    noted = np.array([reading.note is not None for reading in readings], dtype=bool)[codes]
    notes = {i: note for i in np.flatnonzero(noted).tolist() if (note := readings[codes[i]].note)}
    return _typed(column, [reading.value for reading in readings])[codes], notes


def _coded(values: Values) -> tuple[Collection[object], npt.NDArray[np.intp]]:
    """Each value once, in their order, and for each cell the place of its own among them."""
    places: defaultdict[object, int] = defaultdict(count().__next__)
    codes = np.fromiter(map(places.__getitem__, values), np.intp, len(values))
    return places.keys(), codes


def _read_texts(values: Values) -> Read:
    """Texts rarely repeat and are mostly fine as they are, so only the others are looked into."""
    odd = {i: cells.read_text(values[i]) for i in cells.odd_texts(values)}
    typed = np.fromiter(values, object, len(values))
    for i, reading in odd.items():
        typed[i] = reading.value
    return typed, {i: reading.note for i, reading in odd.items() if reading.note}


def _unboxed(value: object, unticked: str | None) -> object:
    """A checkbox as text; any other value as it is."""
    return value if not isinstance(value, bool) else "TRUE" if value else unticked


def _reader(
    column: Column,
    lists: Mapping[str, Sequence[str]],
    customs: Customs,
    known: Mapping[str, Collection[str]],
) -> Callable[[object], Reading[Any]]:
    match column.kind:
        case "date":
            return lambda value: cells.read_date(value, customs)
        case "time":
            return cells.read_time
        case "number":
            return cells.read_number
        case _:
            choices = (*column.choices, *lists.get(column.header, ()))
            return cells.choice_reader(
                choices, column.spellings, known.get(column.key, ()), several=column.several
            )


def _ticked(ticks: Mapping[int, str], body: Sequence[Values], size: int) -> list[object]:
    """What tick columns say as the text of one choice; several ticks are joined with &."""
    chosen: list[list[str]] = [[] for _ in range(size)]
    for position, choice in ticks.items():
        for i, value in enumerate(body[position]):
            reading = cells.read_tick(value)
            if reading.value or reading.note:
                chosen[i].append(choice if reading.value else "?")
    return [" & ".join(choices) for choices in chosen]


def _typed(column: Column, values: Sequence[Any]) -> npt.NDArray[Any]:
    match column.kind:
        case "date":
            return np.array(values, dtype="datetime64[D]").astype("datetime64[s]")
        case "time" | "number":
            return np.array(values, dtype=np.float64)
        case "text" | "choice":
            typed = np.empty(len(values), dtype=object)
            typed[:] = [value or "" for value in values]
            return typed
