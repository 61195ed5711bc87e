"""What a scheduled run says of itself, in one line."""

from collections.abc import Iterator

from ppid_sheets.jobs.run.order import Ran
from ppid_sheets.register.layout import STATUS


def line(ran: Ran) -> str:
    """When, what stands in the register, and what was done; "" where it could not be read."""
    return (
        f"{ran.name}, {ran.moment:%d/%m/%Y %H:%M}: {'; '.join(_parts(ran))}." if ran.checked else ""
    )


def _parts(ran: Ran) -> Iterator[str]:
    if not ran.checked:
        return
    verdict, plan = ran.checked.verdict, ran.checked.plan
    yield (
        f"{len(verdict.table.frame)} permohonan, {verdict.open} terbuka, {verdict.overdue} "
        f"terlambat, {verdict.severities['galat']} kesalahan"
    )
    changed = sum(len(change.rows) for change in plan.cells)
    wrote = "ditulis" if ran.checked.written else "tidak ditulis"
    yield f"{changed} sel {wrote}" if changed else "hasil sudah sesuai"
    if ran.checked.waiting:
        yield f"berkas sedang dibuka, tab {STATUS} ditulis sesudah ditutup"
    for made in ran.reports:
        yield f"{made.path.name} {'belum final: ada selisih' if made.draft else 'dibuat'}"
    if ran.left_to:
        yield f"surat dikirim oleh komputer {ran.left_to}"
    if ran.mailed:
        yield f"{ran.mailed} surat terkirim"
