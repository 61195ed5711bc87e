"""Describes the monthly workbook: its sheets in their order, each made in a file of `month/`."""

from collections.abc import Callable
from datetime import date

from ppid_sheets.config import Settings
from ppid_sheets.deadlines.clock import Clock
from ppid_sheets.register.table import Table
from ppid_sheets.reports.book import Book
from ppid_sheets.reports.figures import figures, period_of
from ppid_sheets.reports.month import checks, data, due, notes, pivot, summary
from ppid_sheets.reports.month.report import Report


def file_name(year: int, month: int) -> str:
    """`Laporan-PPID-2026-10.xlsx`."""
    return f"Laporan-PPID-{year}-{month:02}.xlsx"


def describe(
    table: Table,
    clock: Clock,
    settings: Settings,
    year: int,
    month: int,
    as_of: date,
    source: str,
    link: Callable[[int], str] | None = None,
) -> Book:
    """The workbook of a month as it stood at the end of `as_of`, or of the month if earlier.

    `source` is the register's name; `link` gives the address of one of its sheet rows, "" for none.
    Raises ValueError when `as_of` lies before the month.
    """
    numbers = figures(table, clock, period_of(year, month, as_of))
    report = Report(numbers, settings, source, link, data.table(numbers))
    return Book(
        title=f"Laporan Layanan Informasi Publik {report.month}",
        period=report.month,
        office=settings.office.name,
        paper=settings.paper,
        created=numbers.period.as_of,
        sheets=(
            summary.sheet(report, checks.verdict(report)),
            pivot.sheet(report),
            due.sheet(report),
            data.sheet(report),
            checks.sheet(report),
            notes.sheet(report),
        ),
    )
