"""The due date of the answer to a request, and its grounds, for papers."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ppid_sheets.deadlines.calendar import WorkCalendar
from ppid_sheets.deadlines.explain import Explanation, explain
from ppid_sheets.deadlines.profiles import Profile
from ppid_sheets.errors import CalendarError
from ppid_sheets.reports.form.row import Wording, weekday_and_date


class Due(NamedTuple):
    """The grounds of a due date at the end of the day `as_of`.

    `start` is day 0 of the clock, None where it stands (`waits`) or is unreadable; `notice` is the
    day of an extension that has a reason.
    """

    calendar: WorkCalendar
    profile: Profile
    as_of: date
    start: date | None
    waits: bool
    received: date | None
    notice: date | None = None

    def explained(self, start: date) -> Explanation:
        """The due date of a clock that began; raises CalendarError where it cannot be counted."""
        verb = "Diterima" if start == self.received else "Berkas lengkap"
        return explain(self.calendar, start, self.profile, self.notice, verb)

    @property
    def no_start(self) -> str:
        """Why the clock has not begun."""
        if self.waits:
            return "menunggu kelengkapan berkas dari pemohon"
        if self.received and self.received > self.as_of:
            return "Tanggal Diterima belum tiba"
        return "Tanggal Diterima belum diisi atau tidak terbaca"

    def wording(self) -> Sequence[tuple[str, Wording]]:
        """The due date and the sentence that explains it, or why there is none."""
        if self.start is None:
            why = f"[belum dapat dihitung: {self.no_start}]"
            return (("Batas waktu", Wording(why, "Batas Waktu")),)
        try:
            found = self.explained(self.start)
        except CalendarError as error:
            return (("Batas waktu", Wording(f"[belum dapat dihitung] {error}", "Batas Waktu")),)
        return (
            ("Batas waktu", Wording(weekday_and_date(found.due))),
            ("Cara menghitung", Wording(f"{found.sentence} Dasar: {found.profile.basis}.")),
        )
