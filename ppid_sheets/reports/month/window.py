"""The days by which rows of Data are chosen, and where formulas read them."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from ppid_sheets.deadlines.clock import OVERDUE
from ppid_sheets.reports.month.sheet_names import DATA
from ppid_sheets.reports.period import Period
from ppid_sheets.reports.rows import YES
from ppid_sheets.reports.workbook.book import absolute
from ppid_sheets.reports.workbook.tally import Criterion, Point, equals

DAY_ROW, DAY_COLS = 3, (2, 5)
"""The days that formulas compare with stand in the head of Data, three below each other."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `first` up to, and without, `after`."""

    first: Point
    after: Point

    def holds(self, key: str) -> tuple[Criterion, Criterion]:
        """The date in a column lies in the window."""
        return Criterion(key, ">=", self.first), Criterion(key, "<", self.after)


@dataclass(frozen=True)
class Times:
    """The days of a period by which rows of Data are chosen, as they stand in the head of Data.

    `back` is 0 for the month of the report, 1 for the month before, 12 for that of the year before.
    """

    period: Period
    back: Literal[0, 1, 12] = 0

    @cached_property
    def points(self) -> dict[str, Point]:
        """The days in the head of Data, by their labels."""
        period = self.period
        days = (
            ("Awal bulan laporan", period.first),
            ("Awal bulan sebelumnya", period.month.before().first),
            ("Keadaan per", period.as_of),
            ("Awal tahun", period.year_first),
            ("Awal bulan sama tahun lalu", period.months[0].first),
            ("Awal bulan sesudahnya", period.months[1].first),
        )
        return {
            label: Point(day, f"{DATA}!{absolute(DAY_ROW + i % 3, DAY_COLS[i // 3])}")
            for i, (label, day) in enumerate(days)
        }

    @property
    def first(self) -> Point:
        """The first day of the month."""
        match self.back:
            case 0:
                return self.points["Awal bulan laporan"]
            case 1:
                return self.points["Awal bulan sebelumnya"]
            case 12:
                return self.points["Awal bulan sama tahun lalu"]

    @property
    def after(self) -> Point:
        """The day after the month's last, or after that of the report."""
        match self.back:
            case 0:
                return Point(self.period.after, f"{self.points['Keadaan per'].ref}+1")
            case 1:
                return self.points["Awal bulan laporan"]
            case 12:
                return self.points["Awal bulan sesudahnya"]

    @property
    def this_month(self) -> Window:
        """The month up to the as-of day."""
        return Window(self.first, self.after)

    @property
    def this_year(self) -> Window:
        """The year up to the as-of day."""
        return Window(self.points["Awal tahun"], self.after)

    @property
    def last_month(self) -> "Times":
        """The days of the month before."""
        return replace(self, back=1)

    @property
    def year_ago(self) -> "Times":
        """The days of the same month of the year before."""
        return replace(self, back=12)

    @property
    def overdue(self) -> Criterion:
        """Open and past its due date at the end of the month."""
        match self.back:
            case 0:
                return equals("status", OVERDUE)
            case 1:
                return equals("late_before", YES)
            case 12:
                return equals("late_year", YES)
