"""Finds the requests of one state again in the next, whatever people did to rows and numbers.

Rows that are unchanged are paired before; what comes here are the few that are not. Its content
identifies a row whose number alone differs, its number one that is still about the same matter;
else the applicant and the matter do.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ppid_sheets.archive.content import Cells, Plain, text_of
from ppid_sheets.archive.state import RUNNING
from ppid_sheets.register.schema import Schema

FEWEST_CELLS = 3
"""A row with fewer filled cells beside its number looks like many others."""


@dataclass(frozen=True)
class ArchivedRow:
    """One request in one state: its number's key ("" without) and its filled cells."""

    number: str
    cells: Cells


def match(
    old: Sequence[ArchivedRow], new: Sequence[ArchivedRow], schema: Schema
) -> Mapping[int, int]:
    """Pairs of indices into `old` and `new` that are one request; what is left is gone or new.

    `schema` names the columns of the applicant and of the matter.
    """
    left = _Left(old, new, schema)
    for step in (_same_body, _same_number, _same_matter, _grown):
        step(left)
    return left.pairs


class _Left:
    """What is not paired yet on both sides, in order, with counts of its numbers and matters."""

    def __init__(
        self, old: Sequence[ArchivedRow], new: Sequence[ArchivedRow], schema: Schema
    ) -> None:
        self.old, self.new, self.schema = old, new, schema
        self.pairs: dict[int, int] = {}
        self.olds = dict.fromkeys(range(len(old)))
        self.news = dict.fromkeys(range(len(new)))
        self.numbers = Counter(entry.number for entry in old)
        self.matters = Counter(map(self.matter, new))

    def pair(self, old: int, new: int) -> None:
        self.pairs[old] = new
        del self.olds[old], self.news[new]
        self.numbers[self.old[old].number] -= 1
        self.matters[self.matter(self.new[new])] -= 1

    def matter(self, entry: ArchivedRow) -> tuple[str, str]:
        """A number and what is asked for under it."""
        return entry.number, text_of(entry.cells.get(self.schema.matter))

    def body(self, entry: ArchivedRow) -> str:
        """The content without the number; "" where there is too little of it."""
        counted = (self.schema.number, RUNNING)
        cells = {name: value for name, value in entry.cells.items() if name not in counted}
        return text_of(cells) if len(cells) >= FEWEST_CELLS else ""


def _grouped(keys: Iterable[tuple[str, int]]) -> Mapping[str, list[int]]:
    groups = defaultdict(list)
    for key, index in keys:
        if key:
            groups[key].append(index)
    return groups


def _same_body(left: _Left) -> None:
    """Content that moved to another number: unless that leaves the old number to the same matter.

    A copied row with a number of its own is a new request; numbers that were exchanged are not.
    """
    bodies = _grouped((left.body(left.new[j]), j) for j in left.news)
    found = True
    while found:
        found = False
        for i in list(left.olds):
            for j in bodies.get(left.body(left.old[i]), ()):
                if j in left.news and _may_move(left, i, j):
                    left.pair(i, j)
                    found = True
                    break


def _may_move(left: _Left, i: int, j: int) -> bool:
    """Whether the number of an old row may have become that of a new one."""
    old, new = left.old[i], left.new[j]
    stays = left.matters[left.matter(old)] > 0
    taken_over = left.numbers[new.number] > 0
    return not old.number or old.number == new.number or not stays or taken_over


def _same_number(left: _Left) -> None:
    """A number that is still about the same matter; of repeated ones those most alike."""
    news = _grouped((left.new[j].number, j) for j in left.news)
    olds = _grouped((left.old[i].number, i) for i in left.olds if left.old[i].number in news)
    for number, rows in olds.items():
        ranked = sorted(
            (
                (_likeness_of_matter(left.schema, left.old[i].cells, left.new[j].cells), i, j)
                for i in rows
                for j in news[number]
            ),
            key=lambda one: (-one[0], one[1], one[2]),
        )
        for likeness, i, j in ranked:
            if likeness > 0 and i in left.olds and j in left.news:
                left.pair(i, j)


def _likeness_of_matter(schema: Schema, old: Cells, new: Cells) -> int:
    """0 where both what was asked for and the day are others, whoever asked."""
    what = (schema.matter, schema.course.received)
    if all(key in old and key in new and old[key] != new[key] for key in what):
        return 0
    return _likeness(old, new, (*schema.who, schema.matter))


def _likeness(old: Cells, new: Cells, keys: Sequence[str]) -> int:
    """How many of these cells are equal; 1 at least where a side has none of them."""
    if not any(key in old for key in keys) or not any(key in new for key in keys):
        return 1
    return sum(old[key] == new.get(key) for key in keys if key in old)


def _same_matter(left: _Left) -> None:
    """What the same person asked for, whatever became of its number; on the same day if it can."""
    matter, received = left.schema.matter, left.schema.course.received
    ways = ((received, matter), (matter,), (received, next(iter(left.schema.who), "")))
    for keys in filter(all, ways):
        news = _grouped((_said(left.new[j].cells, keys), j) for j in left.news)
        for i in list(left.olds):
            cells = left.old[i].cells
            if matter in cells and matter not in keys:
                continue
            for j in news.get(_said(cells, keys), ()):
                if j in left.news and _likeness(cells, left.new[j].cells, left.schema.who):
                    left.pair(i, j)
                    break


def _said(cells: Cells, keys: Sequence[str]) -> str:
    said = [cells.get(key) for key in keys]
    return "" if None in said else text_of(said)


def _grown(left: _Left) -> None:
    """A row that had no number yet and to which staff have only added."""
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for j in left.news:
        for cell in _marks(left.new[j].cells):
            holding[cell].append(j)
    for i in [i for i in left.olds if not left.old[i].number]:
        marks = list(_marks(left.old[i].cells))
        counts = Counter(j for mark in marks for j in holding.get(mark, ()) if j in left.news)
        best = next((j for j, n in counts.most_common(1) if marks and n == len(marks)), None)
        if best is not None:
            left.pair(i, best)


def _marks(cells: Mapping[str, Plain]) -> Iterator[str]:
    return (text_of([name, value]) for name, value in cells.items())
