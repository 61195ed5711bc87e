"""The workbook of a month as the register says it now, and its working file."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ppid_sheets.archive.issues import workbook_name
from ppid_sheets.archive.living import unremembered
from ppid_sheets.archive.remember import Memory
from ppid_sheets.checks.judge import judge
from ppid_sheets.common import files
from ppid_sheets.common.collector import no_garbage_collection
from ppid_sheets.common.month import Month
from ppid_sheets.config import Settings
from ppid_sheets.errors import PpidError, UnreachableError, UsageError
from ppid_sheets.jobs.links import links
from ppid_sheets.jobs.objections import read_beside
from ppid_sheets.reports.month import monthly
from ppid_sheets.reports.month import turned as working_file
from ppid_sheets.reports.month.report import Report
from ppid_sheets.reports.objections.rows import objections_as_of
from ppid_sheets.reports.workbook import xlsx
from ppid_sheets.stores.port import Store


@no_garbage_collection()
def report_of_month(
    store: Store,
    settings: Settings,
    month: Month,
    today: date,
    out: Path,
    memory: Memory | None = None,
) -> Report:
    """The contents of the workbook of a month, with links from the folder `out`.

    A `memory` gives the lives of findings. A closed month is reported as of its last day, whenever
    that is done; the present one as of `today`. Raises UsageError for a month that has not begun.
    """
    if month.first > today:
        raise UsageError(f"{month.name} belum dimulai", "pilih bulan yang sudah berjalan")
    as_of = min(today, month.last)
    judged, others = read_beside(
        store,
        settings,
        as_of,
        today,
        lambda snapshot: judge(snapshot, settings, as_of, today, as_then_known=True),
    )
    judged.earlier.refuse_gaps()
    lives = (
        memory.lives(month.first, as_of) if memory else unremembered(settings, month.first, as_of)
    )
    link = links(store, judged.tab, judged.table.parts, out)
    return monthly.report_of(
        judged.table,
        judged.clock,
        settings,
        month,
        as_of,
        store.name,
        link,
        judged.findings,
        lives,
        objections_as_of(others.found, as_of, links(store, others.tab, (), out)),
    )


@dataclass(frozen=True, slots=True)
class Turned:
    """The fate of the working file at `path`: written, or removed since there are no rows.

    `trouble` is why it was not: it may be open in Excel.
    """

    path: Path
    written: bool = False
    trouble: PpidError | None = None


def write_turned(report: Report, out: Path) -> Turned | None:
    """Write the working file of a month into the folder `out`, as no issue.

    None where the settings do not want it, or there are no rows and no earlier file of the month.
    Without rows an earlier one goes: it would count what is no longer there.
    """
    path = out / working_file.file_name(report.period.month)
    if not report.settings.pivot_file:
        return None
    content = working_file.render(report)
    try:
        if content is not None:
            xlsx.save(content, path)
            return Turned(path, written=True)
        there = files.exists(path)
        xlsx.drop(path)
        return Turned(path) if there else None
    except UnreachableError as error:
        return Turned(path, trouble=error)


@no_garbage_collection()
def write_month(
    store: Store, settings: Settings, month: Month, today: date, out: Path, *, turned: bool = False
) -> Path:
    """Write the workbook of a month into the folder `out`, as no issue, and return its path.

    With `turned` its working file too, where it can be written.
    """
    path = out / workbook_name(month)
    report = report_of_month(store, settings, month, today, out)
    xlsx.write(monthly.book_of(report), path)
    if turned:
        write_turned(report, out)
    return path
