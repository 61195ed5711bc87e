"""The figures of the monthly workbook, all of them: what is compared, proven and defined.

A sheet whose figures are not named here would lack its comparison, its identities and its
definitions; a test sees to it that every number of the workbook is.
"""

from collections.abc import Iterator

from ppid_sheets.reports.month import (
    attention,
    days,
    due,
    flow,
    matrix,
    objected,
    objection_flow,
    pivot,
    quality,
    service,
    summary,
    tiles,
)
from ppid_sheets.reports.month.figure import Figure, Term
from ppid_sheets.reports.month.report import Report
from ppid_sheets.reports.month.sheet_names import SHEETS
from ppid_sheets.reports.month.shown import Shown
from ppid_sheets.reports.month.table import Labels, Placed, Table

_SHOWN = (attention.shown, tiles.shown, due.shown)
_TABLES = (
    flow.tables,
    summary.tables,
    pivot.tables,
    objection_flow.tables,
    service.tables,
    days.tables,
    matrix.tables,
    quality.tables,
)


def shown(report: Report) -> Iterator[Shown]:
    """The figures that stand by themselves, sheet by sheet."""
    for sheet in _SHOWN:
        yield from report.once(sheet)


def tables(report: Report, labels: Labels) -> Iterator[Table]:
    """The tables, sheet by sheet."""
    for sheet in _TABLES:
        yield from sheet(report, labels)


def placed(report: Report) -> Iterator[Placed]:
    """The tables in their places."""
    yield from report.once(flow.layout)
    yield from report.once(summary.layout).tables
    yield from report.once(pivot.layout).tables
    yield from report.once(objected.layout)
    yield from report.once(service.layout).tables
    yield report.once(days.layout)
    yield from report.once(matrix.layout)
    yield from report.once(quality.placed)


def figures(report: Report, labels: Labels) -> Iterator[Figure]:
    """Every figure, sheet by sheet; one that a sheet shows twice is named once."""
    found = [one.figure for one in shown(report) if not one.elsewhere]
    for table in tables(report, labels):
        if not table.tally:
            found += table.figures()
    sheets = {name: at for at, name in enumerate(SHEETS)}
    found.sort(key=lambda figure: sheets.get(figure.sheet, len(sheets)))
    named = set()
    for figure in found:
        told = figure.sheet, figure.meaning(report.times)
        if told not in named:
            named.add(told)
            yield figure


def terms(report: Report) -> Iterator[Term]:
    """The terms that they need; some more than once."""
    for one in shown(report):
        yield from one.figure.terms
    for table in tables(report, report.labels):
        yield from table.terms
