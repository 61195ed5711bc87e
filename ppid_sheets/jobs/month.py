"""The workbook of a month as the register says it now."""

from datetime import date
from pathlib import Path

from ppid_sheets.archive.remember import Memory, unremembered
from ppid_sheets.checks.judge import judge
from ppid_sheets.common.collector import no_garbage_collection
from ppid_sheets.common.month import Month
from ppid_sheets.config import Settings
from ppid_sheets.errors import UsageError
from ppid_sheets.jobs.links import links
from ppid_sheets.jobs.settle import seen
from ppid_sheets.reports.month import monthly
from ppid_sheets.reports.month.earlier import Source
from ppid_sheets.reports.workbook import xlsx
from ppid_sheets.reports.workbook.book import Book
from ppid_sheets.stores.port import Store


@no_garbage_collection()
def describe_month(
    store: Store,
    settings: Settings,
    month: Month,
    today: date,
    out: Path,
    compare: Source | None = None,
    memory: Memory | None = None,
) -> Book:
    """The workbook of a month, with links from the folder `out`; `compare` is an earlier issue.

    A `memory` tells which findings came, went and stayed.

    A closed month is reported as of its last day, whenever that is done; the present one as of
    `today`. Raises UsageError for a month that has not begun.
    """
    if month.first > today:
        raise UsageError(f"{month.name} belum dimulai", "pilih bulan yang sudah berjalan")
    as_of = min(today, month.last)
    judged = seen(store, lambda read: judge(read, settings, as_of, today, as_then_known=True))
    judged.earlier.refuse_gaps()
    lives = (
        memory.lives(month.first, as_of) if memory else unremembered(settings, month.first, as_of)
    )
    link = links(store, judged.tab, judged.table.parts, out)
    report = monthly.report_of(
        judged.table, judged.clock, settings, month, as_of, store.name, link, judged.findings, lives
    )
    return monthly.book_of(report, compare)


@no_garbage_collection()
def write_month(store: Store, settings: Settings, month: Month, today: date, out: Path) -> Path:
    """Write the workbook of a month into the folder `out`, as no issue, and return its path."""
    path = out / monthly.file_name(month)
    xlsx.write(describe_month(store, settings, month, today, out), path)
    return path
