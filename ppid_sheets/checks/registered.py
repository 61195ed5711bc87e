"""Which rows of a register hold requests that came in by a form or a file.

A row is what came in where day, hour and contact or name agree; without an hour where day, name and
text do. Each row is that of one entry at the most, so that what came in twice is not taken for one.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ppid_sheets.register.cells import read_text, read_time
from ppid_sheets.register.submissions import RECEIVED_AT, Submission
from ppid_sheets.register.table import Table
from ppid_sheets.register.text import fold

_ID, _PHONE, _MAIL = "id_number", "phone", "email"
_CONTACTS: Mapping[str, str] = {_ID: "nomor identitas", _PHONE: "telepon", _MAIL: "email"}
"""What identifies a person, the surest first, in Indonesian."""


class Likeness(NamedTuple):
    """The parts of a request that identify it; "" and None for blank ones."""

    day: date | None
    minutes: int | None
    name: str
    contacts: frozenset[tuple[str, str]]
    text: str

    def is_of(self, other: "Likeness") -> bool:
        """Whether both are of one person: a contact or the name is the same. Of one who is not
        named all that was asked for is.
        """
        if not (self.name or self.contacts):
            return self.text == other.text
        same_name = bool(self.name) and self.name == other.name
        return same_name or not self.contacts.isdisjoint(other.contacts)

    def shared(self, other: "Likeness") -> str:
        """The surest part of a person that is the same, in a word; "" for none."""
        kinds = {key for key, _ in self.contacts & other.contacts}
        named = (word for key, word in _CONTACTS.items() if key in kinds)
        return next(named, "nama" if self.name and self.name == other.name else "")


class Registered:
    """The requests of a register, to be matched with entries."""

    def __init__(self, table: Table) -> None:
        schema = table.schema
        self._schema, self._frame = schema, table.frame
        self._missing = schema.by_key.keys() - table.header.places.keys()
        wanted = (schema.course.received, RECEIVED_AT, *schema.who, schema.matter)
        self._columns = {key: table.frame[key].tolist() for key in wanted if key in table.frame}
        self._at = {row: at for at, row in enumerate(table.frame.index.tolist())}
        self._said: dict[int, Likeness] = {}

    def taken(self, entries: Sequence[Submission]) -> Mapping[int, int]:
        """The rows that hold entries: the position of the entry, the row; the likest ones first."""
        said = [self.of_entry(entry) for entry in entries]
        found: dict[int, int] = {}
        free = dict.fromkeys(self._candidates(said))
        for key, fits in _WAYS:
            rows = defaultdict(list)
            for row in free:
                rows[key(self.said(row))].append(row)
            for at, one in enumerate(said):
                held = rows[key(one)] if at not in found and key(one) is not None else ()
                good = (row for row in held if row in free and fits(one, self.said(row)))
                for row in islice(good, 1):
                    found[at] = row
                    del free[row]
        self._undated(entries, said, found, free)
        return found

    def _candidates(self, said: Sequence[Likeness]) -> Sequence[int]:
        """The rows of the days that entries name; all of them where one names none."""
        days = [np.datetime64(one.day, "s") for one in said if one.day]
        if len(days) < len(said):
            return list(self._at)
        received = self._frame[self._schema.course.received]
        rows: list[int] = self._frame.index[received.isin(days)].tolist()
        return rows

    def _undated(
        self,
        entries: Sequence[Submission],
        said: Sequence[Likeness],
        found: dict[int, int],
        free: dict[int, None],
    ) -> None:
        """Entries without a readable day, to which staff gave one: person and text agree, and one
        of the days that the stamp may mean, where it names any.
        """
        waiting = [at for at, one in enumerate(said) if at not in found and one.day is None]
        rows = defaultdict(list)
        for row in free if waiting else ():
            rows[self.said(row).text].append(row)
        for at in waiting:
            either, one = entries[at].stamp.either, said[at]
            for row in rows[one.text]:
                other = self.said(row)
                fits = (one.text or one.name) and one.is_of(other)
                if row in free and fits and (other.day in (*either, None) or not either):
                    found[at] = row
                    del free[row]
                    break

    def alike(self, text: str) -> Sequence[tuple[int, Likeness]]:
        """The rows in which the same was asked for."""
        return [(row, self.said(row)) for row in self._by_text[text]] if text else ()

    @cached_property
    def _by_text(self) -> defaultdict[str, list[int]]:
        rows = defaultdict(list)
        texts = self._columns.get(self._schema.matter, ())
        for row, text in zip(self._at, texts, strict=False):
            rows[fold(_text(text))].append(row)
        return rows

    def of_entry(self, entry: Submission) -> Likeness:
        """What an entry says in the columns that the register has."""
        told = {key: value for key, value in entry.cells.items() if key not in self._missing}
        return self._of(told, entry.stamp.day, read_time(told.get(RECEIVED_AT)).value)

    def said(self, row: int) -> Likeness:
        """What a row says."""
        if row not in self._said:
            told = {key: values[self._at[row]] for key, values in self._columns.items()}
            day, hour = told[self._schema.course.received], told.get(RECEIVED_AT)
            unknown = hour is None or np.isnan(hour)
            self._said[row] = self._of(
                told, None if pd.isna(day) else day.date(), None if unknown else hour
            )
        return self._said[row]

    def _of(self, told: Mapping[str, Any], day: date | None, hour: float | None) -> Likeness:
        name, matter = self._schema.who[0], self._schema.matter
        contacts = ((key, _contact(key, _text(told.get(key)))) for key in _CONTACTS)
        return Likeness(
            day,
            None if hour is None else int(hour),
            fold(_text(told.get(name))),
            frozenset((key, text) for key, text in contacts if text),
            fold(_text(told.get(matter))),
        )


def _same_minute(said: Likeness) -> Hashable:
    return None if said.day is None or said.minutes is None else said[:2]


def _same_day(said: Likeness) -> Hashable:
    return None if said.day is None else (said.day, said.text)


def _without_hour(one: Likeness, other: Likeness) -> bool:
    return (one.minutes is None or other.minutes is None) and one.is_of(other)


_WAYS: Sequence[tuple[Callable[[Likeness], Hashable], Callable[[Likeness, Likeness], bool]]] = (
    (lambda said: said, lambda _, __: True),
    (_same_minute, Likeness.is_of),
    (_same_day, _without_hour),
)
"""The ways in which a row is an entry's, the surest first: what must be equal, and what more."""


def _text(value: object) -> str:
    return read_text(value).value or ""


def _contact(key: str, text: str) -> str:
    """A telephone number, an address or an identity, however it is written."""
    digits = re.sub(r"\D", "", text)
    if key == _MAIL or not digits:
        return fold(text)
    return digits if key == _ID else digits.removeprefix("62").lstrip("0")
