"""Judges one register read by read, and anew only where staff changed something in between.

A judge looks at neither the job's results nor its pages: where all other cells of two reads are the
same, so is what is to be said of them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from ppid_sheets.checks.judge import Judged, located
from ppid_sheets.checks.tabs import job_places
from ppid_sheets.register.rows import outline
from ppid_sheets.register.table import Table
from ppid_sheets.register.values import Grid, Snapshot, Value


class _Last(NamedTuple):
    snapshot: Snapshot
    about: tuple[object, ...]
    judged: Judged


class Rejudging:
    """A judge of the reads of one register, each with what else it is judged by, as the day."""

    def __init__(self, judge: Callable[..., Judged]) -> None:
        self._judge = judge
        self._last: _Last | None = None

    def __call__(self, snapshot: Snapshot, *about: object) -> Judged:
        """What the judge says; raises what it raises."""
        last = self._last
        if last and last.about == about and unchanged(last.judged, last.snapshot, snapshot):
            judged = last.judged
        else:
            judged = self._judge(snapshot, *about)
        self._last = _Last(snapshot, about, judged)
        return judged


def unchanged(judged: Judged, before: Snapshot, now: Snapshot) -> bool:
    """True where all that a judge sees of `now` is what it saw of `before`."""
    tab, header = judged.tab, judged.whole.header
    if _without_cells(before) != _without_cells(now) or [*before.tabs] != [*now.tabs]:
        return False
    if not all(_same(before.tabs[title], now.tabs[title]) for title in now.tabs if title != tab):
        return False
    top, old, new = header.rows[-1], before.tabs[tab], now.tabs[tab]
    if not _same(old[:top], new[:top]) or located(now) != (tab, header):
        return False
    own = job_places(now, header).values()
    return _same(old[top:], new[top:], own) and all(
        outline(old[row - 1], header) == outline(new[row - 1], header)
        for row in _undated(judged.whole, min(len(old), len(new)))
    )


def _without_cells(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, tabs={}, pages={}, highlights=(), looks={})


def _undated(table: Table, last: int) -> Iterable[int]:
    """The rows up to `last` that are looked at as a whole, the job's cells too."""
    received = table.schema.course.received
    dated = table.frame[received].dropna().index.tolist() if received else ()
    return {*range(table.header.rows[-1] + 1, last + 1)}.difference(dated)


def _same(before: Grid, now: Grid, own: Iterable[int] = ()) -> bool:
    """True for the same cells in all columns but the job's `own`, blanks at their ends aside."""
    if len(before) != len(now):
        return False
    ends = sorted(own)
    pieces = [*map(slice, [0, *(end + 1 for end in ends)], [*ends, None])]
    boxes = bool in {*map(type, chain.from_iterable(chain(before, now)))}  # True == 1
    for old, new in zip(before, now, strict=True):
        for piece in pieces:
            one, other = old[piece], new[piece]
            if len(one) != len(other):
                size = max(len(one), len(other))
                one, other = _filled_up(one, size), _filled_up(other, size)
            if one != other or (boxes and [*map(type, one)] != [*map(type, other)]):
                return False
    return True


def _filled_up(cells: Sequence[Value], size: int) -> Sequence[Value]:
    return [*cells, *[""] * (size - len(cells))]
