"""The month that a report is about, and the day from which it is seen."""

from dataclasses import dataclass
from datetime import date, timedelta

TREND_MONTHS = 13


@dataclass(frozen=True, slots=True)
class Period:
    """A month, seen at the end of the day `as_of`, which lies in it."""

    first: date
    as_of: date

    @property
    def closed(self) -> bool:
        """Whether the month was over."""
        return (self.as_of + timedelta(days=1)).month != self.first.month

    @property
    def before(self) -> date:
        """The last day of the month before."""
        return self.first - timedelta(days=1)

    @property
    def after(self) -> date:
        """The day after `as_of`."""
        return self.as_of + timedelta(days=1)

    @property
    def year_first(self) -> date:
        """The first day of the year."""
        return self.first.replace(month=1)

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of the 13 months that end with this one; the first is a year ago."""
        return tuple(month_back(self.first, back) for back in range(TREND_MONTHS - 1, -1, -1))

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the month up to `as_of`."""
        return tuple(self.first.replace(day=day) for day in range(1, self.as_of.day + 1))


def period_of(year: int, month: int, as_of: date) -> Period:
    """A month as of a day, or as of its last day if that is earlier.

    Raises ValueError when `as_of` lies before the month.
    """
    first = date(year, month, 1)
    if as_of < first:
        raise ValueError(f"{as_of} lies before {first:%Y-%m}")
    return Period(first, min(as_of, month_end(first)))


def month_back(first: date, back: int) -> date:
    """The first day of the month `back` months before (after, where negative)."""
    number = first.year * 12 + first.month - 1 - back
    return date(number // 12, number % 12 + 1, 1)


def month_end(first: date) -> date:
    """The last day of the month that begins on a day."""
    return month_back(first, -1) - timedelta(days=1)
