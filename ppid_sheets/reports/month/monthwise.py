"""How a flow proves itself: each line closes, and its months come to the year."""

from collections.abc import Callable, Iterator, Sequence

from ppid_sheets.common.month import Month
from ppid_sheets.reports.month.figure import Figure, Rows
from ppid_sheets.reports.month.report import Report
from ppid_sheets.reports.month.table import Placed
from ppid_sheets.reports.month.window import Times, Window
from ppid_sheets.reports.workbook.identities import Check, side
from ppid_sheets.reports.workbook.tally import Number, Point, total

Windowed = Callable[[Callable[[Times], Window]], Rows]
"""Rows of whatever window they are asked for."""


def closings(
    placed: Placed, before: Sequence[int], after: Sequence[int], what: str, came: str = "diterima"
) -> Iterator[Check]:
    """Line by line, what was there and `came` against what ended or is left, which `what` names."""
    for at, line in enumerate(placed.table.lines):
        opening, received = (placed.number(at, column) for column in before)
        ended = [placed.number(at, column) for column in after]
        name = f"Sisa lalu + {came}, {line.called} ({placed.table.sheet})"
        yield Check(side(name, opening + received), side(what, neighbours(ended)))


def summed(report: Report, placed: Placed, name: str, rows: Windowed, number: Number) -> Check:
    """The months of the year so far, each counted by itself, against a number of its line."""
    table = placed.table
    months = Figure(table.sheet, "", (), month_by_month(report, rows), source=table.source)
    counted = months.number(report.tallies[table.source], report.times)
    label = f"{report.year_so_far} ({table.sheet}), {name}"
    return Check(side(f"Jumlah bulan demi bulan, {name}", counted), side(label, number))


def month_by_month(report: Report, rows: Windowed) -> Rows:
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


def neighbours(numbers: Sequence[Number]) -> Number:
    """The sum of neighbouring numbers of a line, read from their cells."""
    last = numbers[-1].formula.rpartition("!")[2]
    return total(numbers, "").at(f"SUM({numbers[0].formula}:{last})")
