"""The use cases that make papers of a day and of a year."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ppid_sheets.archive.living import Living
from ppid_sheets.archive.remember import Memory
from ppid_sheets.archive.verdict import Verdict, verdict
from ppid_sheets.checks.earlier import Earlier, earlier
from ppid_sheets.checks.judge import clock_of, holidays_of, judge, read_register
from ppid_sheets.common import files
from ppid_sheets.common.indonesian import typed_date
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.calendar import calendar_of
from ppid_sheets.deadlines.clock import Clock
from ppid_sheets.errors import UsageError
from ppid_sheets.jobs.intake import Sources
from ppid_sheets.jobs.links import links
from ppid_sheets.jobs.objections import read_beside
from ppid_sheets.register.parts import joined
from ppid_sheets.register.table import Table
from ppid_sheets.register.values import Snapshot
from ppid_sheets.reports.year.span import MonthSpan
from ppid_sheets.stores.port import Store


@dataclass(frozen=True, slots=True)
class ReadRegister:
    """The register's tab, the requests of all its parts, and the clock on its own calendar."""

    tab: str
    table: Table
    past: Earlier
    clock: Clock


def read(snapshot: Snapshot, settings: Settings, today: date) -> ReadRegister:
    """What a snapshot says of all years up to `today`'s."""
    tab, table = read_register(snapshot, settings)
    past = earlier(snapshot, tab, settings, today.year)
    calendar = calendar_of(holidays_of(snapshot).holidays, settings.weekend)
    return ReadRegister(
        tab, joined(table, past.parts), past, clock_of(settings, calendar, table.schema)
    )


def report_daily(
    store: Store,
    settings: Settings,
    day: date,
    today: date,
    out: Path,
    memory: Memory | None = None,
) -> Path:
    """Write the page of a day into the folder `out` and return its path.

    A `memory` gives the lives of findings on that day. Raises UsageError for a day that has not
    come.
    """
    from ppid_sheets.plans.daily_page import at_the_desk
    from ppid_sheets.plans.silence import without_acknowledged
    from ppid_sheets.reports.day import daily
    from ppid_sheets.reports.workbook import xlsx

    if day > today:
        raise UsageError(f"Hari {typed_date(day)} belum tiba", "pilih hari ini atau sebelumnya")
    came, present = Sources(settings), day == today

    def judged(read: Snapshot) -> Verdict:
        sources = came.of(read) if present else None
        found = judge(read, settings, day, today, sources=sources)
        whole = verdict(found, read, settings, day, memory if present else None)
        return without_acknowledged(whole, read)

    found, others = read_beside(store, settings, day, today, judged)
    if memory and day < today:
        found = replace(found, living=Living(memory.lives(day, day)))
    path = out / daily.file_name(day)
    requests = links(store, found.tab, found.desk.parts, out)

    def link(label: int, tab: str) -> str:
        return store.link(tab, label, out) if tab else requests(label)

    xlsx.write(daily.describe(at_the_desk(found, day, others.found), settings, link), path)
    return path


def _lying_there(path: Path) -> bytes:
    """The bytes of an earlier report, none where there is none that can be read."""
    try:
        return files.read(path)
    except OSError:
        return b""


@dataclass(frozen=True, slots=True)
class Annual:
    """The workbook of a year or another span, and the files of it that may be announced."""

    inside: Path
    outside: tuple[Path, ...]


def report_annual(
    store: Store, settings: Settings, span: MonthSpan, today: date, out: Path
) -> Annual:
    """Write the workbook of some months and its publication into the folder `out`.

    What people typed into an earlier workbook there stays. Months that are over are reported as of
    the last day, others as of `today`. Raises UsageError where the first has not begun.
    """
    from ppid_sheets.reports.objections.rows import objections_as_of
    from ppid_sheets.reports.workbook import xlsx
    from ppid_sheets.reports.year import annual, open_data, web
    from ppid_sheets.reports.year.year import span_of

    if span.first.first > today:
        raise UsageError(f"{span.name} belum dimulai", "pilih masa yang sudah berjalan")
    as_of = min(today, span.last.last)
    found, others = read_beside(
        store, settings, as_of, today, lambda snapshot: read(snapshot, settings, today)
    )
    found.past.refuse_gaps()
    link = links(store, found.tab, found.table.parts, out)
    objections = objections_as_of(others.found, as_of, links(store, others.tab, (), out))
    counted = replace(
        span_of(found.table, found.clock, settings, span, as_of, store.name, link),
        objections=objections and objections.moved_since(span.before.first.first),
    )
    inside = out / annual.file_name(span)
    outside = {
        out / annual.file_name(span, "xlsx"): xlsx.render(annual.describe_publication(counted)),
        out / annual.file_name(span, "html"): web.page(counted).encode(),
        out / annual.file_name(span, "csv"): open_data.table(counted).encode(),
    }
    xlsx.write(annual.describe(counted, _lying_there(inside)), inside)
    for path, content in outside.items():
        xlsx.save(content, path)
    return Annual(inside, tuple(outside))
