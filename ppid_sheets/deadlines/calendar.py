"""Working days: Monday to Friday less the holidays that a decree names.

Days are numpy `datetime64[D]`. A year counts only when its holidays are decreed; a count that runs
into any other year has no answer (NaT), because a missing list silently shortens every deadline.
"""

import csv
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import count

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.datetime64]
Counts = npt.NDArray[np.int64]

NATIONAL, JOINT_LEAVE, LOCAL = "Libur Nasional", "Cuti Bersama", "Lokal"
KINDS = (NATIONAL, JOINT_LEAVE, LOCAL)
FEWEST_NATIONAL, FEWEST_JOINT = 10, 1
"""A year's list is complete with at least these many: every decree since 2010 had more."""

SATURDAY_SUNDAY = (5, 6)
NAT = np.datetime64("NaT", "D")


@dataclass(frozen=True, slots=True)
class Holiday:
    """One non-working day: its kind (one of `KINDS`), name and the decree that fixes it."""

    day: date
    kind: str
    name: str
    basis: str = ""


@cache
def decreed_holidays() -> tuple[Holiday, ...]:
    """Holidays of 2022-2027 with the joint decrees (SKB 3 Menteri) that fix them."""
    text = files("ppid_sheets.deadlines").joinpath("holidays.csv").read_text(encoding="utf-8")
    return tuple(
        Holiday(date.fromisoformat(row["Tanggal"]), row["Jenis"], row["Keterangan"], row["Dasar"])
        for row in csv.DictReader(text.splitlines())
    )


@dataclass(frozen=True)
class WorkCalendar:
    """The working days of the years whose holidays are decreed.

    `weekend` holds weekday numbers (Monday is 0). Joint leave is non-working for civil servants
    (Perpres 21/2023 Art. 6), so every kind of holiday counts as one.
    """

    holidays: tuple[Holiday, ...]
    weekend: tuple[int, ...] = SATURDAY_SUNDAY

    @cached_property
    def years(self) -> frozenset[int]:
        """Years whose list is complete: national holidays and joint leave both named."""
        counted: dict[int, dict[str, int]] = {}
        for holiday in self.by_day.values():
            kinds = counted.setdefault(holiday.day.year, {})
            kinds[holiday.kind] = kinds.get(holiday.kind, 0) + 1
        return frozenset(
            year
            for year, kinds in counted.items()
            if kinds.get(NATIONAL, 0) >= FEWEST_NATIONAL
            and kinds.get(JOINT_LEAVE, 0) >= FEWEST_JOINT
        )

    def first_undecreed(self, year: int) -> int:
        """The first year from `year` on whose list is not complete."""
        return next(later for later in count(year) if later not in self.years)

    def undecreed(self, days: Days) -> Sequence[int]:
        """The first such years from the year of each of `days` on, in order."""
        distinct = np.unique(years(days)).astype(int).tolist()
        return sorted({self.first_undecreed(year) for year in distinct})

    @cached_property
    def by_day(self) -> Mapping[date, Holiday]:
        """The holiday of each day; where a day is named twice, the first one."""
        first: dict[date, Holiday] = {}
        for holiday in self.holidays:
            first.setdefault(holiday.day, holiday)
        return first

    @cached_property
    def _table(self) -> "_DayTable":
        return _DayTable(self)

    def add(self, days: Days, count: int | Counts) -> Days:
        """The `count`-th working day after each day; the day itself is day 0 whatever it is.

        `count` is at least 1. NaT where the day is NaT or an undecreed year lies on the way.
        """
        return self._table.add(days, count)

    def after(self, day: date, count: int) -> date | None:
        """The same for one day, None where there is none; arrays take ten times as long."""
        return self._table.after(day, count)

    def between(self, start: Days, end: Days) -> npt.NDArray[np.float64]:
        """Working days in (start, end]; negative when end is before start.

        NaN where a side is NaT or an undecreed year lies between.
        """
        return self._table.between(start, end)

    def is_working(self, days: Days) -> npt.NDArray[np.bool_]:
        """Whether each day is a working day; False for NaT and days of undecreed years."""
        return self._table.is_working(days)

    def next_working(self, days: Days) -> Days:
        """The first working day on or after each day; NaT as in `add`."""
        return np.where(self.is_working(days), days, self.add(days, 1))

    def skipped(self, start: date, end: date) -> Sequence[Holiday]:
        """Holidays in (start, end] that fall on a weekday, in order: why a count takes longer."""
        days, holidays = self._on_weekdays
        return holidays[bisect_right(days, start) : bisect_right(days, end)]

    @cached_property
    def _on_weekdays(self) -> tuple[Sequence[date], Sequence[Holiday]]:
        days = sorted(day for day in self.by_day if day.weekday() not in self.weekend)
        return days, [self.by_day[day] for day in days]


def years(days: Days) -> npt.NDArray[np.float64]:
    """The year of each day; NaN for NaT."""
    return _counted(days, "Y") + 1970


def months(days: Days) -> npt.NDArray[np.float64]:
    """The month of each day, from 1; NaN for NaT."""
    return _counted(days, "M") % 12 + 1


def _counted(days: Days, unit: str) -> npt.NDArray[np.float64]:
    """Whole units since 1970."""
    return np.where(np.isnat(days), np.nan, days.astype(f"datetime64[{unit}]").astype(np.int64))


class _DayTable:
    """A row for each day from the first decreed year to the last: running counts to gather from."""

    def __init__(self, calendar: WorkCalendar) -> None:
        years = calendar.years or {1970}
        self.first_day = date(min(years), 1, 1)
        self.first = np.datetime64(self.first_day, "D")
        days = np.arange(self.first, np.datetime64(f"{max(years) + 1}-01-01", "D"))
        year = days.astype("datetime64[Y]").astype(np.int64) + 1970
        weekday = (days.astype(np.int64) + 3) % 7
        self.decreed = np.isin(year, sorted(calendar.years))
        off = np.isin(days, np.array(list(calendar.by_day), dtype="datetime64[D]"))
        self.working = self.decreed & ~np.isin(weekday, calendar.weekend) & ~off
        self.count = np.cumsum(self.working)
        self.unknown = np.cumsum(~self.decreed)
        self.work_days = days[self.working]
        self.size = len(days)

    def _at(self, days: Days) -> tuple[Counts, npt.NDArray[np.bool_]]:
        """Row of each day and whether its year is decreed; rows of days out of reach are 0."""
        days = np.asarray(days, dtype="datetime64[D]")
        row = (days - self.first).astype(np.int64)
        known = ~np.isnat(days) & (row >= 0) & (row < self.size)
        row = np.where(known, row, 0)
        return row, known & self.decreed[row]

    def is_working(self, days: Days) -> npt.NDArray[np.bool_]:
        row, known = self._at(days)
        return np.asarray(self.working[row] & known)

    def add(self, days: Days, count: int | Counts) -> Days:
        row, known = self._at(days)
        nth = self.count[row] + count
        known &= nth <= len(self.work_days)
        due = self.work_days[np.where(known, nth, 1) - 1] if len(self.work_days) else days
        end, _ = self._at(due)
        known &= self.unknown[end] == self.unknown[row]
        return np.where(known, due, NAT)

    def after(self, day: date, count: int) -> date | None:
        row = (day - self.first_day).days
        if not (0 <= row < self.size and self.decreed[row]):
            return None
        nth = self.count[row] + count
        if nth > len(self.work_days):
            return None
        due: date = self.work_days[nth - 1].item()
        end = (due - self.first_day).days
        return due if self.unknown[end] == self.unknown[row] else None

    def between(self, start: Days, end: Days) -> npt.NDArray[np.float64]:
        first, known_first = self._at(start)
        last, known_last = self._at(end)
        known = known_first & known_last & (self.unknown[first] == self.unknown[last])
        return np.where(known, self.count[last] - self.count[first], np.nan)


def calendar_of(
    holidays: Iterable[Holiday], weekend: Sequence[int] = SATURDAY_SUNDAY
) -> WorkCalendar:
    """The calendar of a list of holidays; who asks again gets the same, with what it counted."""
    return _calendar(tuple(holidays), tuple(weekend))


_calendar = lru_cache(maxsize=8)(WorkCalendar)
