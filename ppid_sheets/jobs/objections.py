"""The register of objections beside the requests: checked with them, removed before them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from ppid_sheets.archive.remember import Memory
from ppid_sheets.archive.verdict import Beside, Verdict, remember, verdict
from ppid_sheets.checks.judge_objections import judge_objections, only
from ppid_sheets.checks.rejudging import Rejudging
from ppid_sheets.config import Settings
from ppid_sheets.errors import PpidError, ShapeError
from ppid_sheets.jobs.settle import consistent, settle
from ppid_sheets.plans import findings_page
from ppid_sheets.plans.annotate import annotation
from ppid_sheets.plans.brake import refuse_unsettled
from ppid_sheets.plans.silence import without_acknowledged
from ppid_sheets.register import layout
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.values import Chosen, Plan, Snapshot
from ppid_sheets.stores.meanwhile import ChangedMeanwhile
from ppid_sheets.stores.port import Store

T = TypeVar("T")

KINDS = (OBJECTIONS,)
"""The registers that may stand beside the requests."""


@dataclass(frozen=True)
class Mandate:
    """What a check is about, and what it may do: the requests in a store, judged as of a day.

    With `dry_run` nothing is written; with `force` a register that has shrunk is accepted. The
    `memory` is that of the requests.
    """

    store: Store
    settings: Settings
    as_of: date
    memory: Memory | None = None
    dry_run: bool = False
    force: bool = False


def read_beside(
    store: Store,
    settings: Settings,
    as_of: date,
    today: date,
    of_requests: Callable[[Snapshot], T],
) -> tuple[T, "Objections"]:
    """What a report reads of requests, and the objections beside them; nothing is written, and
    nothing refused."""
    others = Objections(Mandate(store, settings, as_of, dry_run=True, force=True))

    def both(snapshot: Snapshot) -> T:
        others.check(snapshot, today)
        return of_requests(snapshot)

    return consistent(store, both), others


class Objections:
    """The objections beside the requests of one check, which are checked once."""

    def __init__(self, mandate: Mandate) -> None:
        settings, as_of = mandate.settings, mandate.as_of
        self._mandate = mandate
        self._judge = Rejudging(
            lambda found, today: judge_objections(found, settings, as_of, today)
        )
        self._memory = mandate.memory.beside(OBJECTIONS) if mandate.memory else None
        self._checked = False
        self._without: Callable[[Snapshot], Verdict] | None = None
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
        elif self.found and self.found.judged and self._without:
            self.found = replace(self.found, judged=self._without(snapshot))
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
        """Store their state in the memory, as `archive.verdict.remember` does."""
        if self._memory and self.found and self.found.judged:
            remember(self._memory, self._mandate.store.name, self.found.judged, of_today=of_today)

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
            judged = self._judged(found, tab, today)
            wanted = annotation(only(found, judged.tab), judged)
            if not self._mandate.force:
                refuse_unsettled(judged, wanted)
            last[:] = [judged]
            return wanted

        other, dry_run = self._mandate.store.beside(OBJECTIONS), self._mandate.dry_run
        wanted = consistent(other, plan) if dry_run else settle(other, plan)
        (judged,) = last
        return Beside(judged.tab, judged, not (wanted.empty or dry_run))

    def _judged(self, found: Snapshot, tab: str, today: date | None) -> Verdict:
        settings, as_of = self._mandate.settings, self._mandate.as_of
        judged = self._judge(found, today)
        if self._memory:
            words = findings_page.texts(found.pages.get(layout.FINDINGS, ()))
            self._memory.acknowledge(words, tab)
        whole = verdict(judged, found, settings, as_of, self._memory)
        self._without = lambda now: without_acknowledged(
            whole, replace(found, pages=now.pages), tab
        )
        return self._without(found)


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
