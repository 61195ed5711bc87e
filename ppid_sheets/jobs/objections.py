"""The register of objections beside the requests: checked with them, removed before them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ppid_sheets.archive.remember import Memory
from ppid_sheets.archive.verdict import Beside, Verdict, remember, verdict
from ppid_sheets.checks.judge_objections import judge_objections, only
from ppid_sheets.config import Settings
from ppid_sheets.errors import PpidError, ShapeError
from ppid_sheets.jobs.settle import seen, settle
from ppid_sheets.plans import acknowledged
from ppid_sheets.plans.annotate import annotation
from ppid_sheets.plans.brake import refuse_unsettled
from ppid_sheets.plans.silence import heard
from ppid_sheets.register import layout
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.values import Chosen, Plan, Snapshot
from ppid_sheets.stores.meanwhile import ChangedMeanwhile
from ppid_sheets.stores.port import Store

KINDS = (OBJECTIONS,)
"""The registers that may stand beside the requests."""


class Objections:
    """The objections beside the requests of one check, which are checked once.

    A `memory` is that of the requests.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        as_of: date,
        *,
        dry_run: bool,
        force: bool,
        memory: Memory | None = None,
    ) -> None:
        self._store, self._settings, self._as_of = store, settings, as_of
        self._dry_run, self._force = dry_run, force
        self._memory = memory.beside(OBJECTIONS) if memory else None
        self._checked = False
        self._heard: Callable[[Snapshot], Verdict] | None = None
        self.found: Beside | None = None

    def check(self, snapshot: Snapshot, today: date | None) -> Beside | None:
        """Annotate the objections that stand beside the requests of `snapshot`; None without any.

        What is wrong with their tab stops no check of the requests. Raises `ChangedMeanwhile` once
        it was written: the requests' snapshot is not the present one any more. What people write on
        the page of findings meanwhile counts, however often the requests are read.
        """
        if not self._checked:
            self._checked = True
            self.found = self._look(snapshot, today)
            if self.written:
                raise ChangedMeanwhile
        elif self.found and self.found.judged and self._heard:
            self.found = replace(self.found, judged=self._heard(snapshot))
        return self.found

    @property
    def tab(self) -> str:
        """The title of their tab, as far as it was read."""
        return self.found.judged.tab if self.found and self.found.judged else OBJECTIONS.tab

    @property
    def written(self) -> bool:
        """True once their tab was changed."""
        return bool(self.found and self.found.written)

    def remember(self, *, of_today: bool) -> None:
        """Keep what was seen of them, as `archive.verdict.remember` does."""
        if self._memory and self.found and self.found.judged:
            remember(self._memory, self._store.name, self.found.judged, of_today=of_today)

    def _look(self, snapshot: Snapshot, today: date | None) -> Beside | None:
        tab = snapshot.kin.get(OBJECTIONS.name, "")
        missed = "" if tab or self._memory is None else self._memory.missed
        if not (tab or missed):
            return None
        try:
            if tab:
                return self._annotated(tab, today)
            if snapshot.has(missed):
                raise _untagged(missed)
            return Beside(missed, self._judged(_emptied(snapshot, missed), missed, today))
        except PpidError as error:
            return Beside(tab or missed, trouble=error)

    def _annotated(self, tab: str, today: date | None) -> Beside:
        last: list[Verdict] = []

        def plan(found: Snapshot) -> Plan:
            told = self._judged(found, tab, today)
            wanted = annotation(only(found, told.tab), told)
            if not self._force:
                refuse_unsettled(told, wanted)
            last[:] = [told]
            return wanted

        other = self._store.beside(OBJECTIONS)
        wanted = seen(other, plan) if self._dry_run else settle(other, plan)
        (told,) = last
        return Beside(told.tab, told, not (wanted.empty or self._dry_run))

    def _judged(self, found: Snapshot, tab: str, today: date | None) -> Verdict:
        judged = judge_objections(found, self._settings, self._as_of, today)
        if self._memory:
            said = acknowledged.texts(found.pages.get(layout.FINDINGS, ()))
            self._memory.hear(said, tab)
        told = verdict(judged, found, self._settings, self._as_of, self._memory)
        self._heard = lambda now: heard(told, replace(found, pages=now.pages), tab)
        return self._heard(found)


def _untagged(tab: str) -> ShapeError:
    return ShapeError(
        f"Tab {tab} tidak bertanda lagi, padahal pemeriksaan terdahulu membacanya",
        "jalankan ppid-sheets init --objections, yang mengenalinya kembali",
    )


def _emptied(snapshot: Snapshot, tab: str) -> Snapshot:
    """A workbook whose tab of objections is gone as one where it is there without a row."""
    return replace(
        snapshot,
        tabs={**snapshot.tabs, tab: [[column.header for column in OBJECTIONS.columns]]},
        register=tab,
        tags={column.key: at for at, column in enumerate(OBJECTIONS.columns)},
        header_row=1,
        chosen=Chosen(schema=OBJECTIONS),
        past=(),
        beside={},
    )
