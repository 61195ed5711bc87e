"""The use cases: read, judge, plan, apply, until nothing is left to change."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from ppid_sheets.checks.engine import Case, Finding, run
from ppid_sheets.checks.rules import REGISTER_RULES, RULES
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.calendar import WorkCalendar, calendar_of, decreed_holidays
from ppid_sheets.deadlines.clock import OVERDUE, Clock
from ppid_sheets.deadlines.holiday_tab import HolidayList, read_holidays
from ppid_sheets.errors import CalendarError, UnreachableError, UsageError
from ppid_sheets.planning import JOB_KEYS, adoption, annotation, register_tab
from ppid_sheets.register.lists import read_lists
from ppid_sheets.register.table import Table, read_table
from ppid_sheets.stores import layout
from ppid_sheets.stores.base import ChangedMeanwhile, Plan, Snapshot, Store

ROUNDS = 5
DECIDING = ("received_on", "complete_on", "decision")
"""Columns whose unreadable cells make a deadline unknown."""


@dataclass(frozen=True)
class Verdict:
    """What is to be said of a register as of one day."""

    tab: str
    table: Table
    clock: Clock
    deadlines: pd.DataFrame
    findings: tuple[Finding, ...]

    @property
    def overdue(self) -> int:
        """Open requests past their due date."""
        return int((self.deadlines["status"] == OVERDUE).sum())

    @property
    def faulty(self) -> bool:
        """Whether a *galat* finding or an overdue request exists."""
        return bool(self.overdue) or any(f.severity == "galat" for f in self.findings)


@dataclass(frozen=True)
class Checked:
    """A finished check: the last verdict, what was planned first, and whether it was written."""

    verdict: Verdict
    plan: Plan
    written: bool


def clock_of(settings: Settings, calendar: WorkCalendar) -> Clock:
    """The clock an office has set, on a calendar."""
    election = settings.election if settings.election_active else None
    return Clock(calendar, settings.ordinary, election, settings.start, settings.due_soon)


def holidays_of(snapshot: Snapshot) -> HolidayList:
    """The list in the register's tab Hari Libur; empty without the tab."""
    return read_holidays(snapshot.tab(layout.HOLIDAYS))


def read_register(snapshot: Snapshot) -> tuple[str, Table]:
    """The tab that holds the requests, and its table."""
    tab, header = register_tab(snapshot)
    lists = read_lists(snapshot.tab(layout.CHOICES))
    return tab, read_table(snapshot.tabs[tab], header, lists)


def judge(snapshot: Snapshot, settings: Settings, as_of: date) -> Verdict:
    """Deadlines and findings of a register as of a day.

    Raises CalendarError when requests wait for a deadline and the calendar yields none at all.
    """
    tab, table = read_register(snapshot)
    holidays = holidays_of(snapshot)
    calendar = calendar_of(holidays.holidays, settings.weekend)
    clock = clock_of(settings, calendar)
    unread = {key: table.unread(key) for key in DECIDING}
    deadlines = clock.deadlines(table.frame, as_of, unread)
    started = deadlines["start_on"].dropna()
    if len(started) and deadlines["first_due_on"].isna().all():
        raise CalendarError(_no_calendar(started, calendar))
    case = Case(
        table=table,
        deadlines=deadlines,
        calendar=calendar,
        holidays=holidays,
        lists=read_lists(snapshot.tab(layout.CHOICES)),
        settings=settings,
        as_of=as_of,
        job_columns=frozenset(snapshot.tags) & set(JOB_KEYS),
    )
    return Verdict(tab, table, clock, deadlines, run(case, RULES, REGISTER_RULES))


def _no_calendar(started: pd.Series, calendar: WorkCalendar) -> str:
    years = sorted({day.year for day in started} - calendar.years) or [started.max().year]
    return (
        f"Tidak satu pun batas waktu dapat dihitung: tab '{layout.HOLIDAYS}' belum memuat libur "
        f"nasional dan cuti bersama tahun {', '.join(map(str, years))}. Isi menurut SKB 3 Menteri, "
        "atau jalankan ppid-sheets init untuk menambahkan tab itu."
    )


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Pause the search for cycles, which costs more than the work on a large register."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_no_garbage_collection()
def check(store: Store, settings: Settings, as_of: date, *, dry_run: bool = False) -> Checked:
    """Annotate a register until a fresh read yields an empty plan.

    With `dry_run` nothing is written. Raises UnreachableError when the register does not come to
    rest within `ROUNDS`.
    """
    last: list[Verdict] = []

    def plan(snapshot: Snapshot) -> Plan:
        verdict = judge(snapshot, settings, as_of)
        last[:] = [verdict]
        return annotation(snapshot, verdict.tab, verdict.table, verdict.deadlines, verdict.findings)

    if dry_run:
        wanted = plan(store.read())
        return Checked(last[0], wanted, written=False)
    wanted = settle(store, plan)
    return Checked(last[0], wanted, written=not wanted.empty)


def settle(store: Store, plan: Callable[[Snapshot], Plan]) -> Plan:
    """Apply `plan` to fresh reads until it is empty; return the first plan that was made.

    An exclusive store has nothing to reread: what it applied is what it read, changed as planned.
    """
    first: Plan | None = None
    for _ in range(ROUNDS):
        wanted = plan(store.read())
        first = first or wanted
        if wanted.empty:
            return first
        try:
            store.apply(wanted)
        except ChangedMeanwhile:
            first = None
            continue
        if store.exclusive:
            return first
    raise UnreachableError(
        f"{store.name} terus berubah selama diperiksa; jalankan lagi beberapa menit kemudian."
    )


def init(store: Store) -> Plan:
    """Add what an existing register lacks and change nothing else; return what was added."""
    return settle(store, adoption)


def make_register(path: Path) -> None:
    """Build an empty register at `path`, which must not exist yet and must end in .xlsx."""
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"Nama register {path.name} harus berakhiran .xlsx; tulis lagi namanya.")
    from ppid_sheets.stores.xlsx import new

    new.build(path, holidays=decreed_holidays())


def demo_day(today: date) -> date:
    """The day the demo takes place: `today`, or the last that the packaged holidays reach well."""
    return min(today, date(max(calendar_of(decreed_holidays()).years), 12, 1))


def make_demo(path: Path, today: date, seed: int) -> None:
    """Build the made-up register at `path`, replacing an earlier one there."""
    from ppid_sheets.demo.rows import OFFICERS, rows
    from ppid_sheets.stores.xlsx import new

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
    except OSError as error:
        raise UnreachableError(
            f"{path} tidak dapat ditulis; tutup berkasnya atau pilih folder lain dengan --dir."
        ) from error
    new.build(path, rows(today, seed), holidays=decreed_holidays(), officers=OFFICERS)


def closed_month(today: date) -> tuple[int, int]:
    """Year and month of the last month that is over."""
    last = pd.Period(today, freq="M") - 1
    return last.year, last.month


@_no_garbage_collection()
def report_monthly(
    store: Store, settings: Settings, month: tuple[int, int], today: date, out: Path
) -> Path:
    """Write the workbook of a month into the folder `out` and return its path.

    A closed month is reported as of its last day, whenever that is done; the present one as of
    `today`. Raises UsageError for a month that has not begun.
    """
    from ppid_sheets.reports import monthly, xlsx

    period = pd.Period(year=month[0], month=month[1], freq="M")
    if period.start_time.date() > today:
        raise UsageError(f"Bulan {period:%m/%Y} belum dimulai; pilih bulan yang sudah berjalan.")
    as_of = min(today, period.end_time.date())
    snapshot = store.read()
    tab, table = read_register(snapshot)
    clock = clock_of(settings, calendar_of(holidays_of(snapshot).holidays, settings.weekend))
    path = out / monthly.file_name(*month)

    def link(row: int) -> str:
        return store.link(tab, row, out)

    book = monthly.describe(table, clock, settings, *month, as_of, store.name, link)
    xlsx.write(book, path)
    return path
