"""The versions of a request, with what changed from one to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ppid_sheets.archive.content import Cells
from ppid_sheets.archive.recalling import Version
from ppid_sheets.common import times
from ppid_sheets.jobs.archived import Past, numbered
from ppid_sheets.register.values import Value


@dataclass(frozen=True, slots=True)
class ColumnStep:
    """How one column of a request changed; `personal`: that it may be anybody's words."""

    title: str
    personal: bool
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Step:
    """A version of a request: its moments (None for the present one), and what changed with it."""

    request: int
    first_seen: datetime
    last_seen: datetime | None
    cells: tuple[ColumnStep, ...]


def history(past: Past, number: str) -> Sequence[Step]:
    """The versions of the requests with a number, oldest first; raises UsageError without any."""
    versions = numbered(past, number)
    before: dict[int, Cells] = {}
    steps = []
    for version in versions:
        steps.append(_step(version, before.get(version.request, {}), past))
        before[version.request] = version.cells
    return steps


def _step(version: Version, old: Cells, past: Past) -> Step:
    columns, zone = past.columns, past.zone
    names = sorted(version.cells.keys() | old.keys(), key=columns.order)
    cells = [
        ColumnStep(
            columns.title(name),
            not all(columns.is_plain(name, kept) for kept in (before, after)),
            columns.value(name, before),
            columns.value(name, after),
        )
        for name in names
        for before, after in [(old.get(name), version.cells.get(name))]
        if before != after
    ]
    last = times.moment(version.last_seen, zone) if version.last_seen else None
    return Step(version.request, times.moment(version.first_seen, zone), last, tuple(cells))
