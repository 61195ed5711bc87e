"""What is to be said of a judged register in the light of what earlier runs saw."""

from dataclasses import dataclass, fields
from datetime import date

from ppid_sheets.archive.living import Living, unremembered
from ppid_sheets.archive.moved import Moved
from ppid_sheets.archive.remember import Memory, Recalled
from ppid_sheets.checks.findings import Finding
from ppid_sheets.checks.judge import Judged
from ppid_sheets.checks.rulings import ruled
from ppid_sheets.config import Settings
from ppid_sheets.register.values import Snapshot


@dataclass(frozen=True)
class Verdict(Judged):
    """A judged register and its past, whose findings come first.

    `recalled` is what a memory says; `moved` are the open requests whose due date moved for another
    reason than what staff typed; `issued` names the month's workbook that people were given last;
    `living` are the lives of findings over the day. `silent` are
    findings that the Kasubag acknowledged: they count for nothing, and are listed and remembered.
    """

    living: Living
    recalled: Recalled | None = None
    moved: tuple[Moved, ...] = ()
    silent: tuple[Finding, ...] = ()
    issued: str = ""


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
