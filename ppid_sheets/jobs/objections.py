"""The register of objections beside the requests: checked with them, removed before them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ppid_sheets.checks.judge import Judged
from ppid_sheets.checks.judge_objections import Beside, judge_objections, only
from ppid_sheets.checks.tabs import registers_in
from ppid_sheets.config import Settings
from ppid_sheets.errors import PpidError
from ppid_sheets.jobs.init import Adopted, init
from ppid_sheets.jobs.settle import seen, settle
from ppid_sheets.plans.annotate import annotation
from ppid_sheets.plans.brake import refuse_unsettled
from ppid_sheets.register import layout
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.values import Chosen, Plan, Snapshot
from ppid_sheets.stores.meanwhile import ChangedMeanwhile
from ppid_sheets.stores.port import Installation, Store

KINDS = (OBJECTIONS,)
"""The registers that may stand beside the requests."""


class Objections:
    """The objections beside the requests of one check, which are checked once."""

    def __init__(
        self, store: Store, settings: Settings, as_of: date, *, dry_run: bool, force: bool
    ) -> None:
        self._store, self._settings, self._as_of = store, settings, as_of
        self._dry_run, self._force = dry_run, force
        self._checked = False
        self.found: Beside | None = None

    def check(self, snapshot: Snapshot, today: date | None) -> Beside | None:
        """Annotate the objections that stand beside the requests of `snapshot`; None without any.

        What is wrong with their tab stops no check of the requests. Raises `ChangedMeanwhile` once
        it was written: the requests' snapshot is not the present one any more.
        """
        if not self._checked and OBJECTIONS.name in snapshot.kin:
            self._checked = True
            self.found = self._annotated(today)
            if self.found.written:
                raise ChangedMeanwhile
        return self.found

    @property
    def tab(self) -> str:
        """The title of their tab, as far as it was read."""
        return self.found.judged.tab if self.found and self.found.judged else OBJECTIONS.tab

    @property
    def written(self) -> bool:
        """True once their tab was changed."""
        return bool(self.found and self.found.written)

    def _annotated(self, today: date | None) -> Beside:
        last: list[Judged] = []

        def plan(found: Snapshot) -> Plan:
            judged = judge_objections(found, self._settings, self._as_of, today)
            wanted = annotation(only(found, judged.tab), judged)
            if not self._force:
                refuse_unsettled(judged, wanted)
            last[:] = [judged]
            return wanted

        other = self._store.beside(OBJECTIONS)
        try:
            wanted = seen(other, plan) if self._dry_run else settle(other, plan)
        except PpidError as error:
            return Beside(trouble=error)
        return Beside(last[0], not (wanted.empty or self._dry_run))


def others(store: Installation) -> Iterator[Installation]:
    """The stores of registers beside the requests that are there."""
    kin = store.read().kin
    for schema in KINDS:
        if schema.name in kin:
            yield store.beside(schema)


def _as_objections(snapshot: Snapshot) -> Snapshot:
    """What stands beside the requests, read as the other kind of register."""
    others = {t: grid for t, grid in snapshot.tabs.items() if t != snapshot.register}
    return replace(snapshot, tabs=others, register="", tags={}, chosen=Chosen(schema=OBJECTIONS))


def init_objections(store: Installation, *, dry_run: bool = False) -> Adopted | None:
    """Put the register of objections beside the requests, or adopt the one that is there.

    None where `dry_run` cannot look at a tab that is still to be made. Raises as `init` does.
    """
    tab = layout.register_tab(OBJECTIONS)

    def lacking(snapshot: Snapshot) -> Plan:
        tagged = OBJECTIONS.name in snapshot.kin or snapshot.has(tab.title)
        there = tagged or registers_in(_as_objections(snapshot))
        return Plan(snapshot.register, new_tabs=() if there else (tab,))

    missing = seen(store, lacking) if dry_run else settle(store, lacking)
    if dry_run and not missing.empty:
        return None
    adopted = init(store.beside(OBJECTIONS), dry_run=dry_run)
    made = tuple(tab.title for tab in missing.new_tabs)
    return replace(adopted, made=made) if adopted else None
