"""One row of a register for papers: its texts, its dates, and its gaps."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from ppid_sheets.common.indonesian import DAYS, listed, long_date
from ppid_sheets.deadlines.clock import Clock
from ppid_sheets.errors import UsageError
from ppid_sheets.register.numbers import advice, key
from ppid_sheets.register.table import Table
from ppid_sheets.register.text import squash


@dataclass(frozen=True, slots=True)
class Wording:
    """What a form says in one place; `lacks` names what is to be filled in there, "" if nothing."""

    text: str
    lacks: str = ""


def plain(text: str) -> Wording:
    """A text that lacks nothing, in one line."""
    return Wording(squash(text))


def by_hand(what: str) -> Wording:
    """A gap that no column of the register can fill."""
    return Wording(f"[lengkapi: {what}]", what)


def slug(number: str) -> str:
    """A registration number as a file name writes it: `012-PPID-XI-2026`."""
    return "-".join(re.findall(r"[^\W_]+", number.upper()))


def weekday_and_date(day: date) -> str:
    """`Senin, 9 November 2026`."""
    return f"{DAYS[day.weekday()]}, {long_date(day)}"


def rows_with(table: Table, number: str) -> list[int]:
    """The rows that bear a number, whatever stands between its parts.

    Those of an earlier year are meant only where the present year has none.
    """
    wanted, known = key(number), table.frame[table.schema.number]
    found = [int(str(row)) for row, text in known.items() if wanted and key(text) == wanted]
    return [row for row in found if row > 0] or found


def find(table: Table, number: str) -> int:
    """The one row with this number; raises UsageError when there is none, or more than one."""
    rows, kind = rows_with(table, number), table.schema.name
    if len(rows) == 1:
        return rows[0]
    named = f"Nomor {kind or 'registrasi'} {squash(number)[:60]}"
    if not rows:
        remedy = advice(number, table.frame[table.schema.number])
        raise UsageError(f"{named} tidak ada di register", remedy)
    places = listed([str(table.shown(row)) for row in rows[:12]])
    raise UsageError(
        f"{named} dipakai {len(rows)} {kind or 'permohonan'} (baris {places})",
        "betulkan dulu nomornya, lalu ulangi",
    )


@dataclass(frozen=True)
class RegisterRow:
    """One row of a register at the end of the day `as_of`."""

    table: Table
    row: int
    clock: Clock
    as_of: date

    @property
    def number(self) -> str:
        """The registration number in one line."""
        return squash(self.text(self.table.schema.number))

    def text(self, key: str) -> str:
        """A text or choice as it stands, "" where blank or not readable."""
        return str(self.table.frame.at[self.row, key])

    def day(self, key: str) -> date | None:
        """A date, None where blank or not readable."""
        value: Any = self.table.frame.at[self.row, key]
        return None if pd.isna(value) else value.date()

    def amount(self, key: str) -> float | None:
        """A number or the minutes of a time, None where blank or not readable."""
        value: Any = self.table.frame.at[self.row, key]
        return None if pd.isna(value) else float(value)

    def lacking(self, key: str) -> Wording:
        """The mark of a cell that says nothing, or that the register has no column for."""
        column = self.table.schema.by_key[key]
        if key not in self.table.header.places:
            return by_hand(column.header)
        mark = "tidak terbaca" if self.unread(key) else "belum diisi"
        return Wording(f"[{mark}: {column.header}]", column.header)

    def unread(self, key: str) -> bool:
        """True where a cell is filled and cannot be read."""
        return bool(self.table.unread(key)[self.row])

    def wording(self, key: str) -> Wording:
        """A text or choice, or its mark."""
        return self.first_wording(key)

    def first_wording(self, *keys: str) -> Wording:
        """The filled ones of several texts, or the mark of the first."""
        texts = [text for key in keys if (text := squash(self.text(key)))]
        return plain(" · ".join(texts)) if texts else self.lacking(keys[0])

    def day_wording(self, key: str) -> Wording:
        """`Senin, 9 November 2026`, or its mark."""
        day = self.day(key)
        return Wording(weekday_and_date(day)) if day else self.lacking(key)

    def working_days(self, start: date, end: date) -> int | None:
        """Working days in (start, end], None where a list of holidays is missing."""
        sides = (np.array([day], dtype="datetime64[D]") for day in (start, end))
        counted = self.clock.calendar.between(*sides)[0]
        return None if np.isnan(counted) else int(counted)
