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
from ppid_sheets.errors import InUseError, PpidError, UnreachableError
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
        """True with a *galat* or an overdue row, in the register of objections too."""
        judged = self.beside.judged if self.beside else None
        return self.verdict.faulty or bool(judged and judged.faulty)

    @property
    def unreached(self) -> PpidError | None:
        """Why the objections could not be written although their tab is sound; None where they
        were."""
        trouble = self.beside.trouble if self.beside else None
        return trouble if isinstance(trouble, UnreachableError) else None


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
    """Check the register of a desk, alone and with its memory; also what is wrong with the memory,
    or what kept the objections from being written.

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
    return checked, (memory.trouble if memory else None) or checked.unreached


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
    others = Objections(store, settings, as_of, dry_run=dry_run, force=force, memory=memory)
    work = _Check(store, settings, as_of, local_time, force, memory, runner, others)
    return work.shown() if dry_run else work.carried_out()


class _Check:
    """One check of a register and of the objections beside it."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        as_of: date,
        local_time: Callable[[], datetime] | None,
        force: bool,
        memory: Memory | None,
        runner: Runner | None,
        others: Objections,
    ) -> None:
        self._store, self._settings, self._as_of = store, settings, as_of
        self._local_time, self._force = local_time, force
        self._memory, self._runner, self._others = memory, runner, others
        self._came = Sources(settings)
        self._last: _Planned

    def shown(self) -> Checked:
        """What would be changed."""
        seen(self._store, self._plan)
        return self._checked(self._with_pages(), written=False)

    def carried_out(self) -> Checked:
        """Change it, and remember what was seen once the register is at rest."""
        waiting = False
        try:
            wanted = settle(self._store, self._plan, self._status, lambda _: self._with_pages())
        except InUseError:
            wanted, time = self._with_pages(), self._local_time
            waiting = bool(time and wanted.empty and told_lately(self._last.snapshot, time()))
            if not waiting:
                raise
        self._remember()
        written = self._others.written or not wanted.empty
        return self._checked(wanted, written=written, waiting=waiting)

    def _plan(self, snapshot: Snapshot) -> Plan:
        """What the requests' tab needs; takes in what the Kasubag wrote, and checks objections."""
        today = self._local_time().date() if self._local_time else None
        came = self._came.of(snapshot)
        judged = judge(snapshot, self._settings, self._as_of, today, sources=came)
        if self._memory:
            self._memory.hear(acknowledged.texts(snapshot.pages.get(layout.FINDINGS, ())))
        known = verdict(judged, snapshot, self._settings, self._as_of, self._memory)
        told = heard(known, snapshot)
        results = annotation(snapshot, told)
        if not self._force:
            refuse_accidents(snapshot, told, results)
        # a refusal above leaves both registers as they are
        beside = self._others.check(snapshot, today)
        self._last = _Planned(snapshot, told, beside, results)
        return results

    def _with_pages(self) -> Plan:
        return self._last.with_pages(self._settings, self._as_of)

    def _status(self, first: Plan) -> Tab | None:
        """The page that tells of the run; None while the one that stands there is still good."""
        if not self._local_time:
            return None
        snapshot, told, *_ = self._last
        beside = self._others.found
        page = pages.status(told, self._as_of, self._local_time(), snapshot, self._runner, beside)
        if first.empty and still_good(snapshot, page, self._store.heartbeat):
            return None
        return page

    def _remember(self) -> None:
        if self._memory:
            of_today = self._local_time is None or self._local_time().date() == self._as_of
            remember(self._memory, self._store.name, self._last.verdict, of_today=of_today)
            self._others.remember(of_today=of_today)

    def _checked(self, wanted: Plan, *, written: bool, waiting: bool = False) -> Checked:
        snapshot, told, *_ = self._last
        beside, lacking = self._others.found, absent(snapshot)
        return Checked(told, wanted, written, lacking, waiting, _mailer(snapshot), beside)


def _mailer(snapshot: Snapshot) -> Mailer | None:
    return runners.mailer(snapshot.pages.get(layout.STATUS, ()))
