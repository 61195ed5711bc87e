"""The due date of the answer to a request, and its grounds, for papers."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ppid_sheets.deadlines.calendar import WorkCalendar
from ppid_sheets.deadlines.explain import Explanation, explain
from ppid_sheets.deadlines.profiles import Profile
from ppid_sheets.errors import CalendarError
from ppid_sheets.reports.form.row import Wording, weekday_and_date


def unreadable(header: str) -> str:
    """The clause on a cell that is filled and cannot be read."""
    return f"{header} tidak terbaca"


class Due(NamedTuple):
    """The grounds of a due date at the end of the day `as_of`.

    `start` is day 0 of the clock, None where it stands (`waits`) or is unreadable; `notice` is the
    day of an extension that has a reason. `lost` is the header of an unreadable cell that decides
    of the period, "" for none.
    """

    calendar: WorkCalendar
    profile: Profile
    as_of: date
    start: date | None
    waits: bool
    received: date | None
    notice: date | None = None
    lost: str = ""

    def explained(self, start: date) -> Explanation:
        """The due date of a clock that began; raises CalendarError where it cannot be counted."""
        verb = "Diterima" if start == self.received else "Berkas lengkap"
        return explain(self.calendar, start, self.profile, self.notice, verb)

    @property
    def unknown(self) -> str:
        """Why no due date can be told, "" where one can be counted."""
        if self.start:
            return unreadable(self.lost) if self.lost else ""
        if self.waits:
            return "menunggu kelengkapan berkas dari pemohon"
        if self.received and self.received > self.as_of:
            return "Tanggal Diterima belum tiba"
        return "Tanggal Diterima belum diisi atau tidak terbaca"

    def wording(self) -> Sequence[tuple[str, Wording]]:
        """The due date and the sentence that explains it, or why there is none."""
        why = (("Batas waktu", Wording(f"[belum dapat dihitung: {self.unknown}]", "Batas Waktu")),)
        if self.start is None:
            return why
        try:
            found = self.explained(self.start)
        except CalendarError as error:
            return (("Batas waktu", Wording(f"[belum dapat dihitung] {error}", "Batas Waktu")),)
        if self.unknown:
            return why
        return (
            ("Batas waktu", Wording(weekday_and_date(found.due))),
            ("Cara menghitung", Wording(f"{found.sentence} Dasar: {found.profile.basis}.")),
        )
