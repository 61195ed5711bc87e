"""The one line of output of an unattended check or run."""

from collections.abc import Iterator
from datetime import datetime

from ppid_sheets.jobs.check import Checked
from ppid_sheets.jobs.run.order import Ran
from ppid_sheets.register.layout import STATUS


def line(ran: Ran) -> str:
    """When, what stands in the register, and what was done; "" where it could not be read."""
    return of_check(ran.checked, ran.name, ran.moment, *_beside(ran)) if ran.checked else ""


def of_check(checked: Checked, name: str, moment: datetime, *more: str) -> str:
    """When a register was checked, what stands in it, and what was done."""
    return f"{name}, {moment:%d/%m/%Y %H.%M}: {'; '.join((*_parts(checked), *more))}."


def _parts(checked: Checked) -> Iterator[str]:
    verdict, plan = checked.verdict, checked.plan
    yield (
        f"{len(verdict.table.frame)} permohonan, {verdict.open} terbuka, {verdict.overdue} "
        f"terlambat, {verdict.severities['galat']} kesalahan"
    )
    changed = sum(len(change.rows) for change in plan.cells)
    wrote = "ditulis" if checked.written else "tidak ditulis"
    yield f"{changed} sel {wrote}" if changed else "hasil sudah sesuai"
    if checked.waiting:
        yield f"berkas sedang dibuka, tab {STATUS} ditulis sesudah ditutup"


def _beside(ran: Ran) -> Iterator[str]:
    """What a run did beside its check."""
    for made in ran.reports:
        yield f"{made.path.name} {'belum final: ada selisih' if made.draft else 'dibuat'}"
    if ran.left_to:
        yield f"surat dikirim oleh komputer {ran.left_to}"
    if ran.mailed:
        yield f"{ran.mailed} surat terkirim"
