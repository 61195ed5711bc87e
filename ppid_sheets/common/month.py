"""A calendar month as one value."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ppid_sheets.common.indonesian import MONTHS, SHORT_MONTHS


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year; months are ordered as they follow each other."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """The month's first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """The month's last day."""
        return self.before(-1).first - timedelta(days=1)

    @property
    def name(self) -> str:
        """`Maret 2026`."""
        return f"{MONTHS[self.number - 1]} {self.year}"

    @property
    def short_name(self) -> str:
        """`Mar 2026`."""
        return f"{SHORT_MONTHS[self.number - 1]} {self.year}"

    @property
    def label(self) -> str:
        """`2026-03`, as the command line, files and the archive write it."""
        return f"{self.year:04}-{self.number:02}"

    def before(self, months: int = 1) -> "Month":
        """The month so many months earlier, later where negative; none lies before year 1."""
        year, month = divmod(self.year * 12 + self.number - 1 - months, 12)
        return Month(max(year, 1), month + 1)


def month_of(day: date) -> Month:
    """The month in which a day lies."""
    return Month(day.year, day.month)


def month_labelled(text: str) -> Month:
    """The month of a label; raises ValueError for another text."""
    found = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", text)
    if not found or found[1] == "0000":
        raise ValueError(f"{text!r} is no month")
    return Month(int(found[1]), int(found[2]))
