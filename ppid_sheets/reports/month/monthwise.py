"""The months of a year so far, each counted by itself, and sums of neighbouring numbers."""

from collections.abc import Callable, Sequence

from ppid_sheets.common.month import Month
from ppid_sheets.reports.month.figure import Rows
from ppid_sheets.reports.month.report import Report, Times, Window
from ppid_sheets.reports.workbook.tally import Number, Point, total


def month_by_month(report: Report, rows: Callable[[Callable[[Times], Window]], Rows]) -> Rows:
    """The rows of each month of the year so far, one month after the other."""
    first, *others = (rows(_window(at)) for at in range(report.period.month.number))
    for more in others:
        first = first + more
    return first


def _window(at: int) -> Callable[[Times], Window]:
    """A month of the year by its position, up to the day of the report."""

    def window(times: Times) -> Window:
        start = times.points["Awal tahun"]
        if at + 1 == times.period.month.number:
            return times.this_month
        days = (Month(times.period.month.year, at + more).first for more in (1, 2))
        first, after = (
            Point(day, f"EDATE({start.ref},{at + more})") for more, day in enumerate(days)
        )
        return Window(first, after)

    return window


def neighbours(numbers: Sequence[Number], first: Number, last: Number) -> Number:
    """The sum of neighbouring numbers of a line, read from their cells."""
    cell = last.formula.rpartition("!")[2]
    return total(numbers, "").at(f"SUM({first.formula}:{cell})")
