"""One request as the forms of the desk speak of it: its texts, its dates, and what it lacks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from ppid_sheets.common.indonesian import DAYS, clock_time, listed, long_date
from ppid_sheets.deadlines.clock import WAITING, Clock
from ppid_sheets.deadlines.explain import Explanation, explain
from ppid_sheets.deadlines.objection import APPLICANT
from ppid_sheets.deadlines.profiles import Profile
from ppid_sheets.errors import CalendarError, UsageError
from ppid_sheets.register.numbers import key
from ppid_sheets.register.requests import column
from ppid_sheets.register.table import Table
from ppid_sheets.register.text import squash


@dataclass(frozen=True, slots=True)
class Said:
    """What a form says in one place; `lacks` names what is to be filled in there, "" if nothing."""

    text: str
    lacks: str = ""


def plain(text: str) -> Said:
    """A text that lacks nothing, in one line."""
    return Said(squash(text))


def by_hand(what: str) -> Said:
    """A gap that no column of the register can fill."""
    return Said(f"[lengkapi: {what}]", what)


def slug(number: str) -> str:
    """A registration number as a file name writes it: `012-PPID-XI-2026`."""
    return "-".join(re.findall(r"[^\W_]+", number.upper()))


def find(table: Table, number: str) -> int:
    """The row of the one request with this number, whatever stands between its parts.

    One of an earlier year is meant only where the present year has none. Raises UsageError when
    there is none, or more than one.
    """
    wanted, shown = key(number), squash(number)[:60]
    known = table.frame["reg_number"]
    found = [int(str(row)) for row, text in known.items() if wanted and key(text) == wanted]
    rows = [row for row in found if row > 0] or found
    if len(rows) == 1:
        return rows[0]
    if not rows:
        raise UsageError(
            f"Nomor registrasi {shown} tidak ada di register",
            "periksa penulisannya, contoh 012/PPID/XI/2026",
        )
    places = listed([str(table.shown(row)) for row in rows[:12]])
    raise UsageError(
        f"Nomor registrasi {shown} dipakai {len(rows)} permohonan (baris {places})",
        "betulkan dulu nomornya, lalu ulangi",
    )


@dataclass(frozen=True)
class Request:
    """One request of a register, seen at the end of the day `as_of`."""

    table: Table
    row: int
    clock: Clock
    as_of: date

    @property
    def number(self) -> str:
        """The registration number in one line."""
        return squash(self.text("reg_number"))

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

    def lacking(self, key: str) -> Said:
        """The mark of a cell that says nothing, or that the register has no column for."""
        header = column(key).header
        if column(key) in self.table.missing:
            return by_hand(header)
        filled = bool(self.table.unread(key)[self.row])
        return Said(f"[{'tidak terbaca' if filled else 'belum diisi'}: {header}]", header)

    def said(self, key: str) -> Said:
        """A text or choice, or its mark."""
        return self.first_said(key)

    def first_said(self, *keys: str) -> Said:
        """The filled ones of several texts, or the mark of the first."""
        texts = [text for key in keys if (text := squash(self.text(key)))]
        return plain(" · ".join(texts)) if texts else self.lacking(keys[0])

    def said_day(self, key: str) -> Said:
        """`Senin, 9 November 2026`, or its mark."""
        day = self.day(key)
        return Said(weekday_and_date(day)) if day else self.lacking(key)

    def said_received(self) -> Said:
        """The day of receipt with its hour, where that was noted."""
        said, minutes = self.said_day("received_on"), self.amount("received_at")
        if said.lacks or minutes is None:
            return said
        return Said(f"{said.text}, pukul {clock_time(minutes)}")

    @cached_property
    def _deadline(self) -> "pd.Series[Any]":
        one = self.table.frame.loc[[self.row]]
        masks = self.table.all_unread(self.clock.course.deciding)
        unread = {key: mask.loc[[self.row]] for key, mask in masks.items()}
        return self.clock.deadlines(one, self.as_of, unread).iloc[0]

    @cached_property
    def start(self) -> date | None:
        """Day 0 of the clock, None while it stands or cannot be told."""
        start = self._deadline["start_on"]
        return None if pd.isna(start) else start.date()

    @property
    def profile(self) -> Profile:
        """The periods that the request's category has."""
        return self.clock.profiles.of(self.text("info_category"))

    def due(self, notice: date | None = None) -> Explanation:
        """The due date and its reason, extended by the row's notice or by one dated `notice`.

        Raises UsageError while the clock has not begun and CalendarError where it cannot count.
        """
        if self.start is None:
            raise UsageError(f"Batas waktu {self.number} belum dapat dihitung: {self._no_start()}")
        if self.text("extension_reason"):
            notice = notice or self.day("extended_on")
        verb = "Diterima" if self.start == self.day("received_on") else "Berkas lengkap"
        return explain(self.clock.calendar, self.start, self.profile, notice, verb)

    def _no_start(self) -> str:
        if self._deadline["status"] == WAITING:
            return "menunggu kelengkapan berkas dari pemohon"
        day = self.day("received_on")
        if day and day > self.as_of:
            return "Tanggal Diterima belum tiba"
        return "Tanggal Diterima belum diisi atau tidak terbaca"

    def working_days(self, start: date, end: date) -> int | None:
        """Working days in (start, end], None where a list of holidays is missing."""
        sides = (np.array([day], dtype="datetime64[D]") for day in (start, end))
        counted = self.clock.calendar.between(*sides)[0]
        return None if np.isnan(counted) else int(counted)

    def after(self, day: date, count: int) -> date | None:
        """The `count`-th working day after a day, None where a list of holidays is missing."""
        found = self.clock.calendar.add(np.array([day], dtype="datetime64[D]"), count)[0]
        return None if np.isnat(found) else date.fromisoformat(str(found))

    def before(self, day: date, count: int) -> date | None:
        """The last day that leaves `count` working days up to a day, as in `after`."""
        last = np.datetime64(day, "D")
        earlier = last - np.arange(count * 7 + 31)
        left = self.clock.calendar.between(earlier, np.full_like(earlier, last))
        found = earlier[(left == count) & self.clock.calendar.is_working(earlier)]
        return date.fromisoformat(str(found[0])) if len(found) else None

    @property
    def last_objection(self) -> str:
        """The applicant's last day to object to the answer, "" while the notice is not dated."""
        notified = self.day("notified_on")
        if not notified:
            return ""
        try:
            last = APPLICANT.count(self.clock.calendar, self.profile, notified)
        except CalendarError:
            return "harinya belum dapat dihitung, sebab daftar hari libur belum lengkap"
        return f"{weekday_and_date(last.due)}, dihitung dari tanggal pemberitahuan ini"

    def said_due(self) -> Sequence[tuple[str, Said]]:
        """The due date and the sentence that explains it, or why there is none."""
        try:
            found = self.due()
        except CalendarError as error:
            return (("Batas waktu", Said(f"[belum dapat dihitung] {error}", "Batas Waktu")),)
        except UsageError:
            why = f"[belum dapat dihitung: {self._no_start()}]"
            return (("Batas waktu", Said(why, "Batas Waktu")),)
        return (
            ("Batas waktu", Said(weekday_and_date(found.due))),
            ("Cara menghitung", Said(f"{found.sentence} Dasar: {found.profile.basis}.")),
        )


def weekday_and_date(day: date) -> str:
    """`Senin, 9 November 2026`."""
    return f"{DAYS[day.weekday()]}, {long_date(day)}"
