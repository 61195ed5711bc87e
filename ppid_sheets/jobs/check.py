"""Checks a register: reads, judges, plans and applies until nothing is left to change."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from ppid_sheets.archive.remember import Memory, remembered
from ppid_sheets.archive.verdict import Beside, Verdict, remember, verdict
from ppid_sheets.checks.judge import judge
from ppid_sheets.checks.rejudging import Rejudging
from ppid_sheets.common.collector import no_garbage_collection
from ppid_sheets.config import Settings
from ppid_sheets.errors import InUseError, PpidError, UnreachableError
from ppid_sheets.jobs.desk import Desk
from ppid_sheets.jobs.intake import Sources
from ppid_sheets.jobs.objections import Mandate, Objections
from ppid_sheets.jobs.settle import consistent, settle
from ppid_sheets.plans import daily_page, findings_page, incoming_page, runners, status_page
from ppid_sheets.plans.alike import differing
from ppid_sheets.plans.annotate import Absent, absent, annotation
from ppid_sheets.plans.brake import refuse_accidents
from ppid_sheets.plans.print_tabs import printing
from ppid_sheets.plans.runners import Mailer, Runner
from ppid_sheets.plans.silence import without_acknowledged
from ppid_sheets.register import layout
from ppid_sheets.register.values import Plan, Snapshot, Tab
from ppid_sheets.stores.lock import only_one, this_computer
from ppid_sheets.stores.port import Store

LocalTime = Callable[[], datetime]
"""The register's own clock."""


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
        snapshot, judged, beside, results = self
        present = snapshot.pages.get(layout.FINDINGS, ())
        made = [
            daily_page.page(judged, as_of, beside),
            findings_page.page(judged, as_of, present, beside),
            *incoming_page.pages(judged, snapshot),
            *printing(snapshot, judged, settings, as_of),
        ]
        return replace(results, pages=differing(snapshot, made))


def check_desk(
    desk: Desk, as_of: date, *, dry_run: bool = False, force: bool = False
) -> tuple[Checked, PpidError | None]:
    """Check the register of a desk, alone and with its memory; also the trouble with the memory, or
    with writing the objections.

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
    local_time: LocalTime | None = None,
    dry_run: bool = False,
    force: bool = False,
    memory: Memory | None = None,
    runner: Runner | None = None,
) -> Checked:
    """Annotate a register until a fresh read yields an empty plan.

    `local_time` gives the register's time, for the page of runs and for the present day where
    `as_of` is a day gone by. A run that changes nothing leaves that page as it is for as long as
    the store's `heartbeat`; where the file is open in another program, until it would look stale.
    With `dry_run` nothing is written; with `force` a register that has shrunk a great deal is
    accepted. A `memory` stores the acknowledgements of the Kasubag before their page is written
    anew, and the state of the register once it is at rest: a read while columns are being moved is
    no state to remember. Raises UnsafeError where the register has shrunk, UnreachableError when it
    does not come to rest within a few rounds.
    """
    mandate = Mandate(store, settings, as_of, memory, dry_run, force)
    work = _Check(mandate, local_time, runner)
    return work.planned() if dry_run else work.carried_out()


class _Check:
    """One check of a register and of the objections beside it."""

    def __init__(self, mandate: Mandate, clock: LocalTime | None, runner: Runner | None) -> None:
        settings, as_of = mandate.settings, mandate.as_of
        self._mandate, self._clock, self._runner = mandate, clock, runner
        self._others = Objections(mandate)
        self._sources = Sources(settings)
        self._judge = Rejudging(
            lambda snapshot, today, came: judge(snapshot, settings, as_of, today, sources=came)
        )
        self._last: _Planned

    def planned(self) -> Checked:
        """What would be changed."""
        consistent(self._mandate.store, self._plan)
        return self._checked(self._with_pages(), written=False)

    def carried_out(self) -> Checked:
        """Change it, and store its state once the register is at rest."""
        waiting = False
        try:
            wanted = settle(
                self._mandate.store, self._plan, self._status, lambda _: self._with_pages()
            )
        except InUseError:
            wanted = self._with_pages()
            waiting = wanted.empty and self._is_young()
            if not waiting:
                raise
        self._remember()
        written = self._others.written or not wanted.empty
        return self._checked(wanted, written=written, waiting=waiting)

    def _plan(self, snapshot: Snapshot) -> Plan:
        """What the requests' tab needs; takes in what the Kasubag wrote, and checks objections."""
        of, today = self._mandate, self._today
        settings, as_of, memory = of.settings, of.as_of, of.memory
        judged = self._judge(snapshot, today, self._sources.of(snapshot))
        if memory:
            memory.acknowledge(findings_page.texts(snapshot.pages.get(layout.FINDINGS, ())))
        whole = verdict(judged, snapshot, settings, as_of, memory)
        lit = without_acknowledged(whole, snapshot)
        results = annotation(snapshot, lit)
        if not of.force:
            refuse_accidents(snapshot, lit, results)
        # a refusal above leaves both registers as they are
        beside = self._others.check(snapshot, today)
        self._last = _Planned(snapshot, lit, beside, results)
        return results

    @property
    def _today(self) -> date | None:
        return self._clock().date() if self._clock else None

    def _with_pages(self) -> Plan:
        return self._last.with_pages(self._mandate.settings, self._mandate.as_of)

    def _status(self, first: Plan) -> Tab | None:
        """The page of runs; None while the present one may stay."""
        if not self._clock:
            return None
        snapshot, judged, *_ = self._last
        page = status_page.status(
            judged,
            self._mandate.as_of,
            self._clock(),
            snapshot,
            self._runner,
            self._others.found,
        )
        patience = self._mandate.store.heartbeat
        return None if first.empty and status_page.may_stay(snapshot, page, patience) else page

    def _is_young(self) -> bool:
        return bool(self._clock and status_page.is_young(self._last.snapshot, self._clock()))

    def _remember(self) -> None:
        memory, store = self._mandate.memory, self._mandate.store
        if memory:
            of_today = self._today in (None, self._mandate.as_of)
            remember(memory, store.name, self._last.verdict, of_today=of_today)
            self._others.remember(of_today=of_today)

    def _checked(self, wanted: Plan, *, written: bool, waiting: bool = False) -> Checked:
        snapshot, judged, *_ = self._last
        mailer = runners.mailer(snapshot.pages.get(layout.STATUS, ()))
        beside, lacking = self._others.found, absent(snapshot)
        return Checked(judged, wanted, written, lacking, waiting, mailer, beside)
