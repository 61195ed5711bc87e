"""Describes the monthly workbook: its sheets in their order, each made in a file of `month/`."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from ppid_sheets.archive.ages import UNREMEMBERED, Lives
from ppid_sheets.common.month import Month
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.clock import Clock
from ppid_sheets.register.as_of import without_later_dates
from ppid_sheets.register.table import Table
from ppid_sheets.reports.figures import figures
from ppid_sheets.reports.month import (
    changes,
    checks,
    data,
    days,
    due,
    earlier_issue,
    index,
    matrix,
    notes,
    objected,
    official,
    pivot,
    quality,
    service,
    summary,
)
from ppid_sheets.reports.month.earlier_issue import Source
from ppid_sheets.reports.month.remarks import Remark
from ppid_sheets.reports.month.report import Report
from ppid_sheets.reports.month.sheet_names import CHANGES
from ppid_sheets.reports.objections.rows import ObjectionRows
from ppid_sheets.reports.period import period_of
from ppid_sheets.reports.workbook.book import Book, Sheet
from ppid_sheets.reports.workbook.identities import ALL_GOOD

FINAL, PROVISIONAL, DRAFT = "Final", "Sementara", "Belum final: ada selisih"


def report_of(
    table: Table,
    clock: Clock,
    settings: Settings,
    month: Month,
    as_of: date,
    source: str,
    link: Callable[[int], str] | None = None,
    remarks: Sequence[Remark] = (),
    lives: Lives | None = None,
    objections: ObjectionRows | None = None,
) -> Report:
    """The contents of the sheets of a month as of the end of `as_of`, or of the month if earlier.

    `source` is the register's name; `link` gives the address of one of its sheet rows, "" for none;
    `remarks` are the findings on the register as of that end (see `register.as_of`), `lives` those
    of findings until then, `objections` those until then, None where no register has any. Raises
    ValueError when `as_of` lies before the month.
    """
    period = period_of(month, as_of)
    numbers = figures(
        without_later_dates(table, period.as_of), clock, period, settings.subject_length
    )
    told = objections and objections.moved_since(period.months[0].first)
    return Report(
        numbers,
        settings,
        clock.calendar,
        source,
        link,
        data.table(numbers, link),
        checks.verdict,
        remarks,
        lives or Lives(period.first, period.as_of, unknown=UNREMEMBERED),
        table.schema,
        told,
        objected.listed(told, period),
    )


def book_of(report: Report, compare: Source | None = None) -> Book:
    """The workbook of a month.

    With `compare`, an earlier issue of the same month, there is a sheet on what differs from it,
    always where somebody asked for it, else where something does. Raises what `earlier_issue.read`
    raises.
    """
    return Book(
        title=f"Laporan Layanan Informasi Publik {report.month}",
        period=report.month,
        office=report.settings.office.name,
        paper=report.settings.paper,
        created=report.period.as_of,
        status=_status(report),
        fingerprint=report.fingerprint,
        sheets=index.linked(
            (
                official.sheet(report),
                summary.sheet(report),
                pivot.sheet(report),
                due.sheet(report),
                *objected.sheet(report),
                service.sheet(report),
                days.sheet(report),
                *matrix.sheets(report),
                quality.sheet(report),
                data.sheet(report),
                checks.sheet(report),
                notes.sheet(report),
                *(_changes(report, compare) if compare else ()),
            )
        ),
    )


def reissued(book: Book, number: int, replaced: date) -> Book:
    """The workbook as a later issue of its month, which replaces the one made on a day."""
    page, *others = book.sheets
    return replace(
        book, sheets=(official.issued(page, number, replaced, lists_changes(book)), *others)
    )


def _changes(report: Report, source: Source) -> tuple[Sheet, ...]:
    before = earlier_issue.read(source, report.period)
    wanted = not source.by_itself or changes.differs(report, before)
    return (changes.sheet(report, before),) if wanted else ()


def lists_changes(book: Book) -> bool:
    """Whether a monthly workbook says what differs from an earlier issue."""
    return any(sheet.name == CHANGES for sheet in book.sheets)


def _status(report: Report) -> str:
    if report.verdict != ALL_GOOD:
        return DRAFT
    return FINAL if report.period.closed else PROVISIONAL
