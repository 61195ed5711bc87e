"""The use cases: read, judge, plan, apply, until nothing is left to change."""

import gc
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_sheets.archive.remember import Memory, outcome, unremembered
from ppid_sheets.archive.verdict import Verdict, verdict
from ppid_sheets.checks.judge import judge
from ppid_sheets.checks.tabs import job_places, narrow_filter, register_tab
from ppid_sheets.common.month import Month
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.calendar import calendar_of, decreed_holidays
from ppid_sheets.errors import InUseError, UnreachableError, UsageError
from ppid_sheets.jobs.links import links
from ppid_sheets.jobs.settle import doubted, seen, settle
from ppid_sheets.plans import acknowledged, pages, runners
from ppid_sheets.plans.annotate import Absent, absent, adoption, annotation, still_good, told_lately
from ppid_sheets.plans.brake import refuse_accidents
from ppid_sheets.plans.runners import Mailer, Runner
from ppid_sheets.register import layout
from ppid_sheets.register.header import Header
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.values import Plan, Snapshot, Tab
from ppid_sheets.stores.meanwhile import ChangedMeanwhile, undisturbed
from ppid_sheets.stores.port import Store

if TYPE_CHECKING:
    from ppid_sheets.reports.month.earlier import Source
    from ppid_sheets.reports.workbook.book import Book


@dataclass(frozen=True)
class Checked:
    """A finished check: the last verdict, what was planned first, whether it was written, and the
    pages that could not be.

    `waiting` says that the page of runs was due, which waits for the file to be closed; `mailer` is
    the computer that mails, as it stood there before this run.
    """

    verdict: Verdict
    plan: Plan
    written: bool
    absent: Absent
    waiting: bool = False
    mailer: Mailer | None = None


@dataclass(frozen=True)
class Adopted:
    """What `init` found in an office's own register, what it added, and what it could not add.

    `narrow` is the column where a filter of the office's ends before the job's columns do.
    """

    tab: str
    header: Header
    plan: Plan
    furnished: tuple[str, ...]
    barred: tuple[str, ...]
    spared: tuple[str, ...] = ()
    """Headers of columns that got no dropdown, for a table gives them a type of its own."""
    narrow: str = ""

    @property
    def empty(self) -> bool:
        """Whether the register lacked nothing."""
        return self.plan.empty and not self.furnished


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Pause the search for cycles, which costs more than the work on a large register."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@no_garbage_collection()
def check(
    store: Store,
    settings: Settings,
    as_of: date,
    *,
    local_time: Callable[[], datetime] | None = None,
    dry_run: bool = False,
    force: bool = False,
    memory: Memory | None = None,
    runner: Runner | None = None,
) -> Checked:
    """Annotate a register until a fresh read yields an empty plan.

    `local_time` gives the register's time: for the page that tells of the run, and to know what
    has come to pass where `as_of` is a day gone by. A run that changes nothing leaves that page as
    it is for as long as the store's `heartbeat`; where the file is open in another program, until
    it would look stale. With `dry_run` nothing is written; with `force` a
    register that has shrunk a great deal is accepted. A `memory` takes in what the Kasubag
    acknowledged before that is written anew, and what the run saw once the register is at rest:
    what is read while columns are being moved is no state to remember. Raises UnsafeError where the
    register has shrunk, UnreachableError when it does not come to rest within a few rounds.
    """
    last: list[tuple[Snapshot, Verdict, Plan]] = []

    def plan(snapshot: Snapshot) -> Plan:
        page = snapshot.pages.get(layout.FINDINGS, ())
        today = local_time().date() if local_time else None
        judged = judge(snapshot, settings, as_of, today)
        if memory:
            memory.hear(acknowledged.texts(page))
        told = verdict(judged, snapshot, settings, as_of, memory)
        wanted = annotation(snapshot, told, pages.pages(told, as_of, page))
        last[:] = [(snapshot, told, wanted)]
        if not force:
            refuse_accidents(snapshot, told, wanted)
        return wanted

    if dry_run:
        wanted = seen(store, plan)
        return Checked(last[0][1], wanted, False, absent(last[0][0]), mailer=_mailer(last[0][0]))

    def status(first: Plan) -> Tab | None:
        snapshot, told, _ = last[0]
        page = pages.status(told, as_of, local_time(), snapshot, runner) if local_time else None
        if page and first.empty and still_good(snapshot, page, store.heartbeat):
            return None
        return page

    waiting = False
    try:
        wanted = settle(store, plan, status)
    except InUseError:
        snapshot, _, wanted = last[0]
        waiting = bool(local_time and wanted.empty and told_lately(snapshot, local_time()))
        if not waiting:
            raise
    snapshot, told, _ = last[0]
    if memory:
        _remember(memory, store, told, as_of, local_time)
    return Checked(told, wanted, not wanted.empty, absent(snapshot), waiting, _mailer(snapshot))


def _mailer(snapshot: Snapshot) -> Mailer | None:
    return runners.mailer(snapshot.pages.get(layout.STATUS, ()))


def _remember(
    memory: Memory,
    store: Store,
    told: Verdict,
    as_of: date,
    local_time: Callable[[], datetime] | None,
) -> None:
    """Keep what a run saw; what it found as well, where it judged the day it ran on."""
    of_today = local_time is None or local_time().date() == as_of
    faults = (*told.findings, *told.hidden)
    found = outcome(faults, told.deadlines, told.clock) if of_today else None
    if told.recalled:
        memory.keep(store.name, told.recalled, found)


def init(store: Store, *, dry_run: bool = False, wished: Collection[str] = ()) -> Adopted | None:
    """Add what an existing register lacks and change nothing else; return what was added.

    `wished` are keys of staff columns that shall be there as well.
    Where there is none yet a new one is built, and None returned. With `dry_run` nothing is written
    and the result says what would be. Raises UnreachableError when the register keeps changing.
    """
    return undisturbed(lambda: _init(store, dry_run, wished), lambda: store.name)


def _init(store: Store, dry_run: bool, wished: Collection[str]) -> Adopted | None:
    if store.blank():
        if not dry_run:
            store.build(decreed_holidays())
        return None
    snapshot = store.read()
    with doubted(store):
        tab, header = register_tab(snapshot)
        plan = adoption(snapshot, wished)
    extras = store.furnish(tab, header, dry_run=True)
    barred = absent(snapshot).barred
    spared = tuple(
        place.header
        for key, place in header.places.items()
        if header.schema.by_key[key].kind == "choice"
        and place.position in snapshot.typed.get(tab, ())
    )
    wanted = Adopted(tab, header, plan, extras, barred, spared)
    if dry_run:
        store.rehearse(wanted.plan)
    if dry_run or wanted.empty:
        return wanted
    with store.held(tab):
        plan = settle(store, partial(adoption, wished=wished))
        snapshot = store.read()
        tab, header = register_tab(snapshot)
        narrow = narrow_filter(snapshot, header, job_places(snapshot, header).values())
        return Adopted(tab, header, plan, store.furnish(tab, header), barred, spared, narrow)


def traces(store: Store) -> Sequence[str]:
    """What of the toolkit is in a register, in Indonesian, a line each; raises UnreachableError."""
    return undisturbed(store.traces, lambda: store.name)


def onlookers(store: Store) -> Sequence[str]:
    """What of the office's looks at parts that a removal takes out; raises UnreachableError."""
    return undisturbed(store.onlookers, lambda: store.name)


def remove(store: Store) -> None:
    """Take every trace of the toolkit out of a register; raises UnreachableError.

    It is started over when the register was changed meanwhile, and sure only once none is left.
    """

    def attempt() -> None:
        if store.traces():
            store.remove()
            raise ChangedMeanwhile  # by this very removal

    undisturbed(attempt, lambda: store.name)


def demo_day(today: date) -> date:
    """The day the demo takes place: `today`, or the last that the packaged holidays reach well."""
    return min(today, date(max(calendar_of(decreed_holidays()).years), 12, 1))


def demo_morning(day: date) -> datetime:
    """When the demo's check takes place: the same day makes the same files, whatever the hour."""
    return datetime.combine(day, time(7, 30))


def make_demo(path: Path, today: date, seed: int) -> None:
    """Build the made-up register at `path`, replacing an earlier one there."""
    from ppid_sheets.jobs.demo.rows import OFFICERS, rows
    from ppid_sheets.stores.xlsx import new

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
    except OSError as error:
        raise UnreachableError(
            f"{path} tidak dapat ditulis; tutup berkasnya atau pilih folder lain dengan --dir."
        ) from error
    new.build(path, REQUESTS, rows(today, seed), holidays=decreed_holidays(), officers=OFFICERS)


@no_garbage_collection()
def describe_month(
    store: Store,
    settings: Settings,
    month: Month,
    today: date,
    out: Path,
    compare: "Source | None" = None,
    memory: Memory | None = None,
) -> "Book":
    """The workbook of a month, with links from the folder `out`; `compare` is an earlier issue.

    A `memory` tells which findings came, went and stayed.

    A closed month is reported as of its last day, whenever that is done; the present one as of
    `today`. Raises UsageError for a month that has not begun.
    """
    from ppid_sheets.reports.month import monthly

    if month.first > today:
        raise UsageError(f"{month.name} belum dimulai; pilih bulan yang sudah berjalan.")
    as_of = min(today, month.last)
    judged = seen(store, lambda read: judge(read, settings, as_of, today, as_then_known=True))
    judged.earlier.refuse_gaps()
    lives = (
        memory.lives(month.first, as_of) if memory else unremembered(settings, month.first, as_of)
    )
    link = links(store, judged.tab, judged.table.parts, out)
    return monthly.describe(
        judged.table, judged.clock, settings, month, as_of, store.name, link, judged.findings,
        compare, lives,
    )  # fmt: skip


@no_garbage_collection()
def report_monthly(store: Store, settings: Settings, month: Month, today: date, out: Path) -> Path:
    """Write the workbook of a month into the folder `out`, as no issue, and return its path."""
    from ppid_sheets.reports.month import monthly
    from ppid_sheets.reports.workbook import xlsx

    path = out / monthly.file_name(month)
    xlsx.write(describe_month(store, settings, month, today, out), path)
    return path
