"""Describes the monthly workbook: its sheets in their order, each made in a file of `month/`."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from ppid_sheets.config import Settings
from ppid_sheets.deadlines.clock import Clock
from ppid_sheets.register.known import as_known
from ppid_sheets.register.table import Table
from ppid_sheets.reports import earlier
from ppid_sheets.reports.book import Book
from ppid_sheets.reports.figures import figures, period_of
from ppid_sheets.reports.identities import ALL_GOOD
from ppid_sheets.reports.month import (
    changes,
    checks,
    data,
    days,
    due,
    matrix,
    notes,
    official,
    pivot,
    quality,
    service,
    summary,
)
from ppid_sheets.reports.month.report import Report
from ppid_sheets.reports.quality import Remark


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
    remarks: Sequence[Remark] = (),
    compare: Path | None = None,
) -> Book:
    """The workbook of a month as it stood at the end of `as_of`, or of the month if earlier.

    `source` is the register's name; `link` gives the address of one of its sheet rows, "" for none;
    `remarks` are the findings on the register as known at the end (see `register.known`). With
    `compare`, an earlier issue of the same month, there is a sheet on what differs from it. Raises
    ValueError when `as_of` lies before the month, and what `earlier.read` raises.
    """
    period = period_of(year, month, as_of)
    numbers = figures(as_known(table, period.as_of), clock, period, settings.subject_length)
    report = Report(
        numbers, settings, clock.calendar, source, link, data.table(numbers, link),
        checks.verdict, remarks,
    )  # fmt: skip
    return Book(
        title=f"Laporan Layanan Informasi Publik {report.month}",
        period=report.month,
        office=settings.office.name,
        paper=settings.paper,
        created=period.as_of,
        status=_status(report),
        sheets=(
            official.sheet(report),
            summary.sheet(report),
            pivot.sheet(report),
            due.sheet(report),
            service.sheet(report),
            days.sheet(report),
            matrix.sheet(report),
            quality.sheet(report),
            data.sheet(report),
            checks.sheet(report),
            notes.sheet(report),
            *((changes.sheet(report, earlier.read(compare, period)),) if compare else ()),
        ),
    )


def _status(report: Report) -> str:
    if report.verdict != ALL_GOOD:
        return "Belum final: ada selisih"
    return "Final" if report.period.closed else "Sementara"
