"""The use cases: read, judge, plan, apply, until nothing is left to change."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from ppid_sheets.archive.remember import Memory, remembered
from ppid_sheets.archive.verdict import Beside, Verdict, remember, verdict
from ppid_sheets.checks.judge import judge
from ppid_sheets.common.collector import no_garbage_collection
from ppid_sheets.config import Settings
from ppid_sheets.errors import InUseError, PpidError
from ppid_sheets.jobs.desk import Desk
from ppid_sheets.jobs.intake import Sources
from ppid_sheets.jobs.objections import Objections
from ppid_sheets.jobs.settle import seen, settle
from ppid_sheets.plans import acknowledged, incoming_page, pages, runners
from ppid_sheets.plans.alike import differing
from ppid_sheets.plans.annotate import Absent, absent, annotation, still_good, told_lately
from ppid_sheets.plans.brake import refuse_accidents
from ppid_sheets.plans.print_tabs import printing
from ppid_sheets.plans.runners import Mailer, Runner
from ppid_sheets.plans.silence import heard
from ppid_sheets.register import layout
from ppid_sheets.register.values import Plan, Snapshot, Tab
from ppid_sheets.stores.lock import only_one, this_computer
from ppid_sheets.stores.port import Store


@dataclass(frozen=True)
class Checked:
    """A finished check: the last verdict, what was planned first (pages are planned once the cells
    stand), whether it was written, and the pages that could not be.

    `waiting` says that the page of runs was due, which waits for the file to be closed; `mailer` is
    the computer that mails, as it stood there before this run.
    """

    verdict: Verdict
    plan: Plan
    written: bool
    absent: Absent
    waiting: bool = False
    mailer: Mailer | None = None
    beside: Beside | None = None

    def __repr__(self) -> str:
        cells = sum(len(change.rows) for change in self.plan.cells)
        counted = ", ".join(f"{n} {word}" for word, n in self.verdict.severities.items())
        return f"<Checked {self.verdict.tab!r}: {counted}; {cells=}, written={self.written}>"

    @property
    def faulty(self) -> bool:
        """Whether a *galat* finding or something overdue exists, among objections as well."""
        judged = self.beside.judged if self.beside else None
        return self.verdict.faulty or bool(judged and judged.faulty)


class _Planned(NamedTuple):
    """What follows from a read, and what is to change in the register's tab."""

    snapshot: Snapshot
    verdict: Verdict
    beside: Beside | None
    results: Plan

    def with_pages(self, settings: Settings, as_of: date) -> Plan:
        """The plan with the pages that say something else now."""
        snapshot, told, beside, results = self
        present = snapshot.pages.get(layout.FINDINGS, ())
        made = [*pages.pages(told, as_of, present, beside), *incoming_page.pages(told, snapshot)]
        made += printing(snapshot, told, settings, as_of)
        return replace(results, pages=differing(snapshot, made))


def check_desk(
    desk: Desk, as_of: date, *, dry_run: bool = False, force: bool = False
) -> tuple[Checked, PpidError | None]:
    """Check the register of a desk, alone and with its memory; also what is wrong with the memory.

    Raises what `check` raises, and UnreachableError while another run is at it.
    """
    now = desk.clock()
    with (
        only_one(desk.where),
        remembered(desk.where, desk.settings, now, read_only=dry_run) as memory,
    ):
        checked = check(
            desk.store,
            desk.settings,
            as_of,
            memory=memory,
            local_time=desk.clock,
            dry_run=dry_run,
            force=force,
            runner=Runner(this_computer()),
        )
    return checked, memory.trouble if memory else None


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
    last: list[_Planned] = []
    came = Sources(settings)
    others = Objections(store, settings, as_of, dry_run=dry_run, force=force, memory=memory)

    def plan(snapshot: Snapshot) -> Plan:
        today = local_time().date() if local_time else None
        judged = judge(snapshot, settings, as_of, today, sources=came.of(snapshot))
        if memory:
            memory.hear(acknowledged.texts(snapshot.pages.get(layout.FINDINGS, ())))
        told = heard(verdict(judged, snapshot, settings, as_of, memory), snapshot)
        results = annotation(snapshot, told)
        if not force:
            refuse_accidents(snapshot, told, results)
        beside = others.check(snapshot, today)  # a refusal above leaves both registers as they are
        last[:] = [_Planned(snapshot, told, beside, results)]
        return results

    if dry_run:
        seen(store, plan)
        wanted = last[0].with_pages(settings, as_of)
        snapshot, told, *_ = last[0]
        return Checked(
            told, wanted, False, absent(snapshot), mailer=_mailer(snapshot), beside=others.found
        )

    def status(first: Plan) -> Tab | None:
        snapshot, told, *_ = last[0]
        page = (
            pages.status(told, as_of, local_time(), snapshot, runner, others.found)
            if local_time
            else None
        )
        if page and first.empty and still_good(snapshot, page, store.heartbeat):
            return None
        return page

    waiting = False
    try:
        wanted = settle(store, plan, status, lambda _: last[0].with_pages(settings, as_of))
    except InUseError:
        snapshot, wanted = last[0].snapshot, last[0].with_pages(settings, as_of)
        waiting = bool(local_time and wanted.empty and told_lately(snapshot, local_time()))
        if not waiting:
            raise
    snapshot, told, *_ = last[0]
    if memory:
        of_today = local_time is None or local_time().date() == as_of
        remember(memory, store.name, told, of_today=of_today)
        others.remember(of_today=of_today)
    return Checked(
        told,
        wanted,
        others.written or not wanted.empty,
        absent(snapshot),
        waiting,
        _mailer(snapshot),
        others.found,
    )


def _mailer(snapshot: Snapshot) -> Mailer | None:
    return runners.mailer(snapshot.pages.get(layout.STATUS, ()))
