"""The submissions that wait to be registered, for the desk."""

from collections.abc import Iterator

from ppid_sheets.checks.judge import Judged
from ppid_sheets.register.layout import INCOMING
from ppid_sheets.reports.day.sections import Section


def sections(judged: Judged) -> Iterator[Section]:
    """The number of waiting requests; nothing where none came in, or no source was read."""
    found = judged.arrived
    if found and found.waiting:
        late = f"{found.late} menunggu lebih dari satu hari kerja. " if found.late else ""
        yield Section(
            f"Permohonan masuk belum dicatat: {len(found.waiting)}",
            (),
            (),
            f"{late}Salin dari tab {INCOMING} ke register.",
        )
