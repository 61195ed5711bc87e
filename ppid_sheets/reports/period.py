"""The month that a report is about, and the day as of which it counts."""

from dataclasses import dataclass
from datetime import date, timedelta

from ppid_sheets.common.month import Month

TREND_MONTHS = 13


@dataclass(frozen=True, slots=True)
class Period:
    """A month as of the end of the day `as_of`, which lies in it."""

    month: Month
    as_of: date

    @property
    def closed(self) -> bool:
        """True where the month was over."""
        return self.as_of == self.month.last

    @property
    def first(self) -> date:
        """The first day of the month."""
        return self.month.first

    @property
    def after(self) -> date:
        """The day after `as_of`."""
        return self.as_of + timedelta(days=1)

    @property
    def year_first(self) -> date:
        """The first day of the year."""
        return date(self.month.year, 1, 1)

    @property
    def months(self) -> tuple[Month, ...]:
        """The 13 months that end with this one; the first is a year ago."""
        return tuple(self.month.before(back) for back in range(TREND_MONTHS - 1, -1, -1))

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the month up to `as_of`."""
        return tuple(self.first.replace(day=day) for day in range(1, self.as_of.day + 1))


def period_of(month: Month, as_of: date) -> Period:
    """A month as of a day, or as of its last day if that is earlier.

    Raises ValueError when `as_of` lies before the month.
    """
    if as_of < month.first:
        raise ValueError(f"{as_of} lies before {month.label}")
    return Period(month, min(as_of, month.last))
