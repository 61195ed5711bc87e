"""One request as the forms of the desk speak of it: its texts, its dates, and what it lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from ppid_sheets.checks.excluded import Excluded
from ppid_sheets.common.indonesian import clock_time
from ppid_sheets.deadlines.clock import WAITING
from ppid_sheets.deadlines.explain import Explanation, explain
from ppid_sheets.deadlines.objection import APPLICANT
from ppid_sheets.deadlines.profiles import Profile
from ppid_sheets.errors import CalendarError, UsageError
from ppid_sheets.reports.form.row import RegisterRow, Said, weekday_and_date


@dataclass(frozen=True)
class Request(RegisterRow):
    """One request of a register, seen at the end of the day `as_of`.

    `excluded` is the office's list of excluded information, None where it has none.
    """

    excluded: Excluded | None = None

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
