"""One request for the forms of the desk: its texts, its dates, and its gaps."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from ppid_sheets.checks.excluded import Excluded
from ppid_sheets.common.indonesian import clock_time, long_date
from ppid_sheets.config import Forms
from ppid_sheets.deadlines.clock import WAITING
from ppid_sheets.deadlines.explain import Explanation
from ppid_sheets.deadlines.objection import APPLICANT
from ppid_sheets.deadlines.profiles import Profile, applicant_days
from ppid_sheets.errors import CalendarError, UsageError
from ppid_sheets.register.cells import AND
from ppid_sheets.register.requests.words import GRANTED, GRANTED_WHOLLY
from ppid_sheets.reports.form import shared
from ppid_sheets.reports.form.costs import cost_wording
from ppid_sheets.reports.form.due import Due
from ppid_sheets.reports.form.hand import DAY_BY_HAND, SIGNS_BY_HAND
from ppid_sheets.reports.form.letter import ticked
from ppid_sheets.reports.form.rights import rights
from ppid_sheets.reports.form.row import RegisterRow, Wording, plain, weekday_and_date


@dataclass(frozen=True)
class Request(RegisterRow):
    """One request of a register at the end of the day `as_of`.

    `excluded` is the office's list of excluded information, None where it has none.
    """

    excluded: Excluded | None = None

    @property
    def number_wording(self) -> Wording:
        """The registration number, or its mark."""
        return plain(self.number) if self.number else self.lacking("reg_number")

    def boxes(self, key: str, choices: Sequence[str], *, within: bool = False) -> Wording:
        """Boxes for the choices of a column, those of the row ticked; `within` a longer choice."""
        text = self.text(key)
        chosen = [one for one in choices if one in text] if within else text.split(AND)
        all_of_them = dict.fromkeys((*choices, *filter(None, chosen)))
        boxes = ticked({choice: choice in chosen for choice in all_of_them})
        gap = self.lacking(key)
        return boxes if text else Wording(f"{boxes.text} {gap.text}", gap.lacks)

    def cost_wording(self, price: int) -> Wording:
        """The cost and how it is paid."""
        return cost_wording(self, price)

    def granted(self, form: str, wholly: Wording, partly: Wording) -> Wording:
        """One or the other; raises UsageError where nothing is granted."""
        if self.text("decision") not in GRANTED:
            shared.refuse(self, form, shared.still_open(self))
        return wholly if self.text("decision") == GRANTED_WHOLLY else partly

    def signer(self, key: str) -> str:
        """A name in brackets, dots where there is none."""
        name = self.wording(key)
        return SIGNS_BY_HAND if name.lacks else f"({name.text})"

    def placed(self, city: str, key: str) -> str:
        """`Manggar, 13 November 2026`, with dots for a date that the row lacks."""
        day = self.day(key)
        return f"{city}, {long_date(day) if day else DAY_BY_HAND}"

    def of_profile(self, say: Callable[[Profile], str]) -> str:
        """The sentence on the periods of the request's category."""
        return say(self.profile)

    def rights(self, forms: Forms) -> Iterator[str]:
        """What the applicant may expect and do."""
        return rights([self.profile], forms)

    def received_wording(self) -> Wording:
        """The day of receipt with its hour, where that was noted."""
        wording, minutes = self.day_wording("received_on"), self.amount("received_at")
        if wording.lacks or minutes is None:
            return wording
        return Wording(f"{wording.text}, pukul {clock_time(minutes)}")

    @cached_property
    def _due(self) -> Due:
        one = replace(self.table, frame=self.table.frame.loc[[self.row]])
        unread = one.all_unread(self.clock.course.deciding)
        reckoned = self.clock.deadlines(one.frame, self.as_of, unread).iloc[0]
        start = reckoned["start_on"]
        return Due(
            calendar=self.clock.calendar,
            profile=self.profile,
            as_of=self.as_of,
            start=None if pd.isna(start) else start.date(),
            waits=reckoned["status"] == WAITING,
            received=self.day("received_on"),
            notice=self.day("extended_on") if self.text("extension_reason") else None,
            lost=self._lost,
        )

    @property
    def _lost(self) -> str:
        """The header of an unreadable cell that another reading of would change the period."""
        reasoned = bool(self.text("extension_reason")) or self.unread("extension_reason")
        matters = {
            "info_category": bool(self.clock.profiles.by_category),
            "extended_on": reasoned,
            "extension_reason": self.day("extended_on") is not None,
        }
        lost = (key for key, does in matters.items() if does and self.unread(key))
        return next((self.table.schema.header(key) for key in lost), "")

    @property
    def start(self) -> date | None:
        """Day 0 of the clock, None while it stands or is unreadable."""
        return self._due.start

    @property
    def profile(self) -> Profile:
        """The periods that the request's category has."""
        return self.clock.profiles.of(self.text("info_category"))

    def due(self, notice: date | None = None) -> Explanation:
        """The due date and its reason, extended by the row's notice or by one dated `notice`.

        Raises UsageError while the clock has not begun and CalendarError where it cannot count.
        """
        due = self._due if notice is None else self._due._replace(notice=notice)
        if due.start is None or due.unknown:
            raise UsageError(f"Batas waktu {self.number} belum dapat dihitung: {due.unknown}")
        return due.explained(due.start)

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
        if self.clock.profiles.varies(applicant_days) and self.unread("info_category"):
            return "harinya belum dapat dihitung, sebab Kategori Informasi tidak terbaca"
        try:
            last = APPLICANT.count(self.clock.calendar, self.profile, notified)
        except CalendarError:
            return "harinya belum dapat dihitung, sebab daftar hari libur belum lengkap"
        return f"{weekday_and_date(last.due)}, dihitung dari tanggal pemberitahuan ini"

    def due_wording(self) -> Sequence[tuple[str, Wording]]:
        """The due date and the sentence that explains it, or why there is none."""
        return self._due.wording()
