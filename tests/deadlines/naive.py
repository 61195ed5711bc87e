"""Working days counted one by one: a loop, a set and nothing to share mistakes with."""

from collections.abc import Collection
from datetime import date, timedelta

from ppid_sheets.deadlines.calendar import decreed_holidays

OFF = frozenset(holiday.day for holiday in decreed_holidays())
YEARS = frozenset(range(2022, 2028))
DAY = timedelta(days=1)


def works(day: date, off: Collection[date] = OFF) -> bool:
    """Monday to Friday and no holiday."""
    return day.weekday() < 5 and day not in off


def add(
    day: date, count: int, off: Collection[date] = OFF, years: Collection[int] = YEARS
) -> date | None:
    """The count-th working day after `day`, or None once a year without a decree is entered."""
    while count:
        if day.year not in years:
            return None
        day += DAY
        count -= works(day, off)
    return day if day.year in years else None


def between(start: date, end: date) -> int:
    """Working days in (start, end], for start on or before end."""
    count = 0
    while start < end:
        start += DAY
        count += works(start)
    return count
