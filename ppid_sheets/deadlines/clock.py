"""The clock of a request: periods, due date, days left, status and service days.

UU 14/2008 Art. 22(7): answered within 10 working days of receipt; Art. 22(8): extended once by at
most 7 more, counted from the first due date, if the notice goes out within the first period and
gives the reason. The day of receipt is day 0 whatever weekday it is; a request is on time when its
notice is dated on or before the due date and overdue from the next calendar day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from ppid_sheets.common.arrays import Mask
from ppid_sheets.deadlines.calendar import NAT, Counts, Days, WorkCalendar
from ppid_sheets.deadlines.profiles import BY_LAW, Profile, Profiles
from ppid_sheets.deadlines.written import Written
from ppid_sheets.register.requests import COURSE
from ppid_sheets.register.schema import Course

_Numbers = npt.NDArray[np.float64]
Start = Literal["lengkap", "diterima"]

WAITING = "Menunggu kelengkapan"
IN_PROGRESS = "Dalam proses"
DUE_SOON = "Segera jatuh tempo"
DUE_TODAY = "Jatuh tempo hari ini"
OVERDUE = "TERLAMBAT"
ON_TIME = "Selesai tepat waktu"
FINISHED_LATE = "Selesai terlambat"
WITHDRAWN_STATUS = "Dicabut"
UNKNOWN = "Tidak dapat dihitung"
STATUSES = (
    OVERDUE,
    DUE_TODAY,
    DUE_SOON,
    IN_PROGRESS,
    WAITING,
    ON_TIME,
    FINISHED_LATE,
    WITHDRAWN_STATUS,
    UNKNOWN,
)
OPEN_STATUSES = (OVERDUE, DUE_TODAY, DUE_SOON, IN_PROGRESS, WAITING)


@dataclass(frozen=True, slots=True)
class Clock:
    """How an office counts.

    `profiles` give the periods of a request by its category. `start` "lengkap" starts at the date
    completed where there is one; "diterima" always at receipt. `due_soon` is the most working days
    left that count as soon. `course` are the columns that run the clock.
    """

    calendar: WorkCalendar
    profiles: Profiles = BY_LAW
    start: Start = "lengkap"
    due_soon: int = 3
    course: Course = COURSE

    def deadlines(
        self,
        requests: pd.DataFrame,
        as_of: date | Days,
        unread: Mapping[str, pd.Series] | None = None,
    ) -> pd.DataFrame:
        """Deadlines of all requests as of the end of the day `as_of`, or of each one's own.

        `requests` has the typed columns of `register.table`; `unread` maps keys of
        `course.deciding` to a mask of rows whose cell is filled but cannot be read: its meaning is
        open, so nothing is derived from it. Returns a frame on the same index:

        - `start_on`, `first_due_on`, `due_on`, `finished_on` (datetime64[s], NaT where none),
        - `extended` (bool), `days_left` (float, NaN once finished), `service_days` (float),
        - `status` (one of `STATUSES`), `known` (bool: received on or before `as_of`).

        Days left are working days in (as_of, due]; when late, minus the working days from the due
        date to the first working day on or after `as_of`, so never 0.
        """
        days = np.asarray(as_of, "datetime64[D]")
        return _Reckoning(self, requests, days, unread or {}).frame()


class _Reckoning:
    """One computation over all rows: each property is a term of the law, an array over the rows."""

    def __init__(
        self, clock: Clock, requests: pd.DataFrame, as_of: Days, unread: Mapping[str, pd.Series]
    ) -> None:
        self.clock, self.course, self.index = clock, clock.course, requests.index
        self.written = Written(requests, clock.course, as_of, unread)
        self.as_of = as_of

    def frame(self) -> pd.DataFrame:
        columns = {
            "start_on": self.start.astype("datetime64[s]"),
            "first_due_on": self.first_due.astype("datetime64[s]"),
            "due_on": self.due.astype("datetime64[s]"),
            "finished_on": self.finished.astype("datetime64[s]"),
            "extended": self.extended & ~np.isnat(self.due),
            "days_left": self.days_left,
            "service_days": self.service_days,
            "status": self.status,
            "known": ~np.isnat(self.received),
        }
        return pd.DataFrame(columns, index=self.index)

    @cached_property
    def received(self) -> Days:
        return self.written.known(self.course.received)

    @cached_property
    def _answer_known(self) -> Mask:
        """A readable notice or giving, which makes a written decision one that was made."""
        return ~np.isnat(self.written.known_answer)

    @cached_property
    def _maybe_decided(self) -> Mask:
        """A decision may lie after `as_of`, for its date cannot be read."""
        return self.written.decision & self.written.answer_unread & ~self._answer_known

    @cached_property
    def decided(self) -> Mask:
        """A decision stands in the row and is not dated after `as_of`."""
        return np.asarray(self.written.decision & ~(self.written.answer > self.as_of))

    @cached_property
    def finished(self) -> Days:
        return np.where(self.decided & ~self.written.answer_unread, self.written.known_answer, NAT)

    @cached_property
    def withdrawn(self) -> Mask:
        said = self.written.says(self.course.decision, self.course.withdrawn)
        return np.asarray(self.decided & said & bool(self.course.withdrawn))

    @cached_property
    def waiting(self) -> Mask:
        """Notice of missing papers, no completion, no decision: the clock stands."""
        if self.clock.start == "diterima":
            return np.zeros(len(self.index), bool)
        return np.asarray(
            ~np.isnat(self.written.known(self.course.incomplete))
            & np.isnat(self.written.known(self.course.complete))
            & ~self.decided
        )

    @cached_property
    def start(self) -> Days:
        if self.clock.start == "diterima":
            return self.received
        start = np.fmax(self.received, self.written.known(self.course.complete))
        return np.where(self.waiting | self._unstarted | np.isnat(self.received), NAT, start)

    @cached_property
    def _unstarted(self) -> Mask:
        """The clock's start is unreadable, or whether it started at all."""
        if self.clock.start == "diterima":
            return self.written.unread(self.course.received)
        lacking = np.isnat(self.written.known(self.course.complete))
        unread = self.written.unread(self.course.incomplete)
        told = unread | ~np.isnat(self.written.known(self.course.incomplete))
        may_wait = (unread & ~self.decided) | (told & self._maybe_decided)
        dates = (self.course.received, self.course.complete)
        unclear = [*map(self.written.unread, dates), lacking & may_wait]
        return np.asarray(np.logical_or.reduce(unclear))

    @cached_property
    def _served(self) -> tuple[npt.NDArray[np.intp], Sequence[Profile]]:
        """The profile of each category here, and which of them is that of each request."""
        categories = self.written.texts(self.course.category)
        codes, words = pd.factorize(categories, use_na_sentinel=False)
        return codes, [self.clock.profiles.of(word) for word in words]

    def _period(self, part: Literal["days", "extension"]) -> int | Counts:
        if not self.clock.profiles.by_category:
            ordinary: int = getattr(self.clock.profiles.ordinary, part)
            return ordinary
        codes, profiles = self._served
        return np.array([getattr(one, part) for one in profiles], np.int64)[codes]

    @cached_property
    def first_due(self) -> Days:
        return self.clock.calendar.add(self.start, self._period("days"))

    @cached_property
    def extended(self) -> Mask:
        """The notice is dated from the start to the first due date and gives a reason, where the
        register asks for one.
        """
        notice = self.written.known(self.course.extended)
        reason = self.written.filled(self.course.reason) | (not self.course.reason)
        return np.asarray(reason & (notice >= self.start) & (notice <= self.first_due))

    @cached_property
    def due(self) -> Days:
        longer = self.clock.calendar.add(self.first_due, self._period("extension"))
        due = np.where(self.extended, longer, self.first_due)
        return np.where(self._undatable, NAT, due)

    @cached_property
    def _undatable(self) -> Mask:
        """A cell that decides the due date is filled but cannot be read."""
        notice, reason = map(self.written.unread, (self.course.extended, self.course.reason))
        given = reason | self.written.filled(self.course.reason)
        known = self.written.known(self.course.extended)
        in_time = (known >= self.start) & (known <= self.first_due)
        varied = bool(self.clock.profiles.by_category)
        term = self.written.unread(self.course.category) & varied
        runs = ~np.isnat(self.start)
        return np.asarray(self._unstarted | (runs & ((notice & given) | (reason & in_time) | term)))

    @cached_property
    def _unclear(self) -> Mask:
        """A result depends on a cell that is filled but cannot be read."""
        settled = self.withdrawn & self._answer_known
        answer = self.written.decision & self.written.answer_unread & ~settled
        decision = self.written.unread(self.course.decision) & (self.decided | self._maybe_decided)
        return np.asarray(self._undatable | decision | answer)

    @cached_property
    def _left(self) -> _Numbers:
        calendar = self.clock.calendar
        today = np.full(len(self.due), self.as_of)
        return np.where(
            self.due < self.as_of,
            calendar.between(calendar.next_working(today), self.due),
            calendar.between(today, self.due),
        )

    @cached_property
    def days_left(self) -> _Numbers:
        closed = ~np.isnat(self.finished) | self.withdrawn | (self.status == UNKNOWN)
        return np.where(closed, np.nan, self._left)

    @cached_property
    def service_days(self) -> _Numbers:
        days = self.clock.calendar.between(self.start, self.finished)
        hidden = self.withdrawn | self.written.unread(self.course.decision)
        return np.where((self.finished < self.start) | hidden, np.nan, days)

    @cached_property
    def status(self) -> npt.NDArray[np.object_]:
        done = ~np.isnat(self.finished)
        cases: tuple[tuple[Mask, str], ...] = (
            (self._unclear, UNKNOWN),
            (self.withdrawn, WITHDRAWN_STATUS),
            (self.waiting, WAITING),
            (np.isnat(self.due), UNKNOWN),
            (done & (self.finished <= self.due), ON_TIME),
            (done, FINISHED_LATE),
            (self.due < self.as_of, OVERDUE),
            (self.due == self.as_of, DUE_TODAY),
            (self._left <= self.clock.due_soon, DUE_SOON),
        )
        masks, words = zip(*cases, strict=True)
        return np.asarray(np.select(masks, words, default=IN_PROGRESS), dtype=object)
