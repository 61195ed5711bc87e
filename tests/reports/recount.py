"""A second way to count: one request after the other, one day after the other, no frames."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.build import CALENDAR

Row = Mapping[str, Any]
ACTS = ("disposition_on", "extended_on", "notified_on", "given_on", "reviewed_on")


def working(day: date) -> bool:
    return day.weekday() < 5 and day not in CALENDAR.by_day


def working_day(start: date, count: int) -> date:
    """The `count`-th working day after a day."""
    day = start
    while count:
        day += timedelta(days=1)
        count -= working(day)
    return day


def working_days(start: date, end: date) -> int:
    """Working days in (start, end]."""
    days = range(1, (end - start).days + 1)
    return sum(working(start + timedelta(days=n)) for n in days)


def month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True)
class Request:
    """A request whose date of receipt can be read, seen at the end of a day."""

    row: Row
    day: date

    def on(self, key: str) -> date | None:
        """A date, if it had come by then."""
        value = self.row.get(key)
        return value if value and value <= self.day else None

    @property
    def received(self) -> date:
        return self.row["received_on"]

    @property
    def answer(self) -> date | None:
        answers = [self.row[key] for key in ("notified_on", "given_on") if self.row[key]]
        return min(answers) if answers else None

    @property
    def decision(self) -> str | None:
        """The decision as far as it was known."""
        return None if self.answer and self.answer > self.day else self.row["decision"]

    @property
    def finished(self) -> date | None:
        if not self.decision:
            return None
        if self.answer:
            return max(self.answer, self.received)
        return self.received if self.decision == "Dicabut Pemohon" else None

    @property
    def judged(self) -> "Request":
        """The same request at the end of the month in which it was finished."""
        return Request(self.row, min(month_end(self.finished or self.day), self.day))

    @property
    def waiting(self) -> bool:
        return bool(self.on("incomplete_on") and not self.on("complete_on") and not self.decision)

    @property
    def start(self) -> date:
        return max(self.received, self.on("complete_on") or self.received)

    @property
    def first_due(self) -> date | None:
        return None if self.waiting else working_day(self.start, 10)

    @property
    def due(self) -> date | None:
        first, notice = self.first_due, self.on("extended_on")
        if first and notice and self.row["extension_reason"] and self.start <= notice <= first:
            return working_day(first, 7)
        return first

    @property
    def status(self) -> str:
        """The status, roughly: open ones that are not late are all alike."""
        if self.finished and self.decision == "Dicabut Pemohon":
            return "Dicabut"
        if self.finished and self.answer and self.due:
            return "Selesai tepat waktu" if self.answer <= self.due else "Selesai terlambat"
        return "TERLAMBAT" if self.due and self.due < self.day else "open"

    @property
    def days(self) -> int | None:
        """Working days of service of a finished request that was not withdrawn."""
        if self.status == "Dicabut" or not self.answer or self.answer < self.start:
            return None
        return working_days(self.start, self.answer)

    @property
    def span(self) -> str:
        """The period within which it was answered."""
        if self.status == "Selesai terlambat":
            return "late"
        return "first" if self.finished and self.finished <= self.first_due else "extension"

    @property
    def minutes(self) -> int | None:
        """Minutes at the desk, where both hours are known and the day is the same."""
        start, end = self.row["received_at"], self.row["finished_at"]
        if not (start and end) or self.finished != self.received:
            return None
        begun, ended = (60 * int(text[:2]) + int(text[3:]) for text in (start, end))
        return ended - begun if ended >= begun else None


def requests(rows: list[Row], day: date) -> Iterator[Request]:
    """Those received by the end of a day."""
    for row in rows:
        received = row["received_on"]
        if isinstance(received, date) and date(1950, 1, 1) <= received <= day:
            yield Request(row, day)
