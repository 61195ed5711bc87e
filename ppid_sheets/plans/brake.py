"""Refuses plans that look like an accident in the register rather than like a day's work."""

from collections.abc import Iterator

from ppid_sheets.archive.verdict import Verdict
from ppid_sheets.checks.judge import Judged
from ppid_sheets.deadlines.clock import STATUSES, UNKNOWN
from ppid_sheets.errors import UnsafeError
from ppid_sheets.plans import status_page
from ppid_sheets.register import layout
from ppid_sheets.register.values import ColumnChange, Plan, Snapshot

FEWEST = 10
"""Fewer requests than these may change at once, whatever their share."""


def refuse_accidents(snapshot: Snapshot, verdict: Verdict, plan: Plan) -> None:
    """Raise UnsafeError where a register has lost most of its requests or of their deadlines.

    In a new year's tab those of the last one are not lost, as far as memory knows them.
    """
    seen = verdict.recalled and verdict.recalled.seen
    away = seen.away if seen else 0
    _refuse_shrunken(snapshot, len(verdict.table.frame) + len(verdict.later), away)
    refuse_unsettled(verdict, plan)


def refuse_unsettled(verdict: Judged, plan: Plan) -> None:
    """Raise UnsafeError where most statuses of a register would turn into none, or into unknown."""
    for change in plan.cells:
        if change.key == "deadline_status":
            _refuse_unsettled(change, verdict)


def _refuse_shrunken(snapshot: Snapshot, requests: int, away: int) -> None:
    before = status_page.last_count(snapshot.pages.get(layout.STATUS, ()))
    left = requests + away
    if before is not None and before - left >= FEWEST and left < before / 2:
        raise UnsafeError(
            f"Register kini hanya berisi {requests} permohonan, padahal pada pemeriksaan terakhir "
            f"{before}. Tidak ada yang ditulis",
            "kembalikan barisnya (riwayat versi), atau jalankan lagi dengan --force bila memang "
            "benar",
        )


def _refuse_unsettled(change: ColumnChange, verdict: Judged) -> None:
    """Refuse when more than half of the statuses would turn into none, or into unknown."""
    turned = sum(_turned(change))
    kept = len(verdict.table.frame) - verdict.statuses[UNKNOWN]
    if turned >= FEWEST and turned > kept:
        raise UnsafeError(
            f"Status {turned} {verdict.table.schema.rows} akan hilang sekaligus, tanda bahwa kolom "
            "tanggal atau isinya terhapus. Tidak ada yang ditulis",
            "kembalikan isinya (riwayat versi), atau jalankan lagi dengan --force bila memang "
            "benar",
        )


def _turned(change: ColumnChange) -> Iterator[bool]:
    """For each changed row, whether it lost its status."""
    for old, new in zip(change.old, change.new, strict=True):
        yield old in STATUSES and old != UNKNOWN and (new or UNKNOWN) == UNKNOWN
