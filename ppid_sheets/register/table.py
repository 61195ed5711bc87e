"""Turns a tab's grid into a typed frame of requests that still knows its sheet rows.

The frame's index holds 1-based sheet row numbers; its columns are the keys of the staff's columns,
those that the sheet lacks being blank: "date" datetime64[s] (NaT), "time" and "number" float
(NaN; minutes since midnight for times), "text" and "choice" object holding str ("" for blank).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from ppid_sheets.common.arrays import Mask
from ppid_sheets.register.dates import USUAL, Customs
from ppid_sheets.register.header import Header, Row
from ppid_sheets.register.places import Part, shown
from ppid_sheets.register.reading import UNREAD, Note
from ppid_sheets.register.rows import LIKE, says_something, sort_out
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.typed import EMPTY, TypedColumn, typed_columns


@dataclass(frozen=True)
class Table:
    """A register as read.

    `frame` holds the requests (see the module); `notes` maps key -> {sheet row: note} for cells
    that were read with a remark; `skipped` maps the sheet rows that hold something but are no
    request to the reason, in Indonesian. `prepared` are the sheet rows that wait for a request,
    `drawn` the numbers written there by sheet row. `meant` has by key what each text says that
    stands in a column of days, hours, amounts or choices, whatever became of its row since. Rows of
    `parts`, those of earlier years, are named as `register.places` does.
    """

    frame: pd.DataFrame
    notes: Mapping[str, Mapping[int, Note]]
    header: Header
    skipped: Mapping[int, str]
    prepared: tuple[int, ...] = ()
    drawn: Mapping[int, str] = field(default_factory=dict)
    meant: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    def shown(self, row: int) -> int | str:
        """What people call a row."""
        return shown(row, self.parts)

    @property
    def schema(self) -> Schema:
        """What kind of register it is."""
        return self.header.schema

    @property
    def unnumbered(self) -> bool:
        """True for requests with a running number alone, as in the national form's *No*."""
        column = self.header.places.get(self.schema.number)
        if not column or not column.weak:
            return False
        own = self.frame[self.schema.number][self.frame.index > 0].tolist()
        return all(not number or number.isdecimal() for number in own)

    @property
    def lacking(self) -> tuple[Set[str], ...]:
        """What the register's own tab and each earlier part do not say, by key."""
        own = {c.key for c in self.schema.staff if c.key not in self.header.places}
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
        for note in notes:
            if places := self._by_note.get((key, note)):
                mask[places] = True
        return mask

    def has(self, key: str, note: Note) -> bool:
        """True where a request's cell in column `key` was read with a note."""
        return (key, note) in self._by_note

    @cached_property
    def _by_note(self) -> Mapping[tuple[str, Note], list[int]]:
        """Where in the frame the cells of a column are that were read with one note."""
        positions = {row: i for i, row in enumerate(self.frame.index.tolist())}
        places: dict[tuple[str, Note], list[int]] = {}
        for key, found in self.notes.items():
            for row, note in found.items():
                if row in positions:
                    places.setdefault((key, note), []).append(positions[row])
        return places

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

    `lists` are the choices of the tab Pilihan by header; they add to the declared ones, so that an
    office may have its own. `customs` say how dates stand in the sheet. `known` are, by key,
    choices of no list that another register relies on, folded.
    """
    places = _looked_at(grid, header.rows[-1])
    rows = [grid[i] for i in places]
    numbers = [place + 1 for place in places]
    columns = typed_columns(rows, header, lists, customs, known)
    sorted_out = sort_out(rows, numbers, header, columns)
    told = {
        key: {numbers[i]: note for i, note in column.notes.items() if sorted_out.requests[i]}
        for key, column in columns.items()
    }
    return Table(
        frame=_frame(columns, numbers, sorted_out.requests),
        notes={key: found for key, found in told.items() if found},
        header=header,
        skipped=sorted_out.skipped,
        prepared=sorted_out.prepared,
        drawn=_drawn(columns[header.schema.number], numbers, sorted_out.prepared),
        meant={key: column.meant(sorted_out.requests) for key, column in columns.items()},
    )


def _drawn(
    column: TypedColumn, numbers: Sequence[int], prepared: Sequence[int]
) -> Mapping[int, str]:
    """The numbers in prepared rows."""
    waiting = set(prepared)
    told = zip(numbers, column.values.tolist(), strict=True) if waiting else ()
    return {row: text for row, text in told if row in waiting and text}


def _frame(
    typed: Mapping[str, TypedColumn], numbers: Sequence[int], requests: Mask
) -> pd.DataFrame:
    """The columns of the requests on their sheet rows."""
    index = pd.Index(np.array(numbers, np.int64)[requests])
    there: Mask | slice = slice(None) if requests.all() else requests
    columns = {key: column.values[there] for key, column in typed.items()}
    kept = {  # a frame would guess what kind of objects they are
        key: pd.Series(values, index, object, copy=False) if values.dtype == object else values
        for key, values in columns.items()
    }
    return pd.DataFrame(kept, index, copy=False)


def _looked_at(grid: Sequence[Row], first: int) -> list[int]:
    """The 0-based places of the rows from `first` on; where more than `LIKE` are blank in a run,
    the others are passed over: a stray cell far below costs nothing.
    """
    if all(map(any, grid[first:])):
        return [*range(first, len(grid))]
    places, blank = [], 0
    for i in range(first, len(grid)):
        blank = 0 if any(grid[i]) or says_something(grid[i]) else blank + 1
        if blank <= LIKE:
            places.append(i)
    return places
