"""A judged register with its past: what earlier runs read adds alterations, lives, moved dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import NamedTuple

from ppid_sheets.archive import moved
from ppid_sheets.archive.living import Living, about, unremembered
from ppid_sheets.archive.moved import Moved
from ppid_sheets.archive.remember import Memory, Recalled
from ppid_sheets.archive.storing import RunOutcome
from ppid_sheets.checks.findings import Finding
from ppid_sheets.checks.judge import Judged
from ppid_sheets.checks.rulings import ruled
from ppid_sheets.config import Settings
from ppid_sheets.errors import PpidError
from ppid_sheets.register.values import Snapshot, Value


class MarkedWords(NamedTuple):
    """The cells beside a finding on the page: the mark of its cell, and people's words."""

    mark: str
    words: Value


@dataclass(frozen=True)
class Verdict(Judged):
    """A judged register and its past, whose findings come first.

    `recalled` is what a memory says; `moved` are the open requests whose due date moved for another
    reason than what staff typed; `issued` names the month's workbook that people were given last;
    `living` are the lives of findings over the day. `silent` are
    findings that the Kasubag acknowledged: they count for nothing, and are listed and remembered;
    `remarks` are what stands beside findings on the page that lists them.
    """

    living: Living
    recalled: Recalled | None = None
    moved: tuple[Moved, ...] = ()
    silent: tuple[Finding, ...] = ()
    remarks: Mapping[Finding, MarkedWords] = field(default_factory=dict)
    issued: str = ""


@dataclass(frozen=True)
class Beside:
    """The objections of a check: judged, or the `trouble` that prevented it.

    `tab` is their tab; `written` is True where it was
    changed.
    """

    tab: str
    judged: Verdict | None = None
    written: bool = False
    trouble: PpidError | None = None


def verdict(
    judged: Judged, snapshot: Snapshot, settings: Settings, as_of: date, memory: Memory | None
) -> Verdict:
    """What a `memory` of the register adds to its judgement; None where there is no memory."""
    known = {one.name: getattr(judged, one.name) for one in fields(Judged)}
    if memory is None:
        return Verdict(**known, living=Living(unremembered(settings, as_of, as_of)))
    recalled = memory.recall(
        snapshot, judged.tab, judged.whole, [table for _, table in judged.earlier.parts]
    )
    noticed, _ = ruled(recalled.findings, settings.rulings)
    return Verdict(
        **known | {"findings": (*noticed, *judged.findings)},
        living=memory.living(recalled, (*judged.findings, *judged.hidden), as_of),
        recalled=recalled,
        moved=memory.moved(recalled, judged.table, judged.deadlines, judged.clock),
        issued=memory.last_issue(as_of),
    )


def remember(memory: Memory, name: str, told: Verdict, *, of_today: bool) -> None:
    """Keep what a run saw of the register that people call `name`, and what it found as well where
    it judged the day it ran on.
    """
    if told.recalled:
        memory.keep(name, told.recalled, _outcome(told) if of_today else None)


def _outcome(told: Verdict) -> RunOutcome:
    """What the archive keeps of a run's findings and due dates."""
    faults = {
        (finding.row, finding.code, about(finding))
        for finding in (*told.findings, *told.silent, *told.hidden)
        if not finding.remembered
    }
    return RunOutcome(sorted(faults), moved.dues(told.deadlines), moved.basis(told.clock))
