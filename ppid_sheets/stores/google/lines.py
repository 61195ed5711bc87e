"""How the lines of a page come, go and move, so that whole rows can follow them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

MOST_MOVES = 100
"""More lines than these in another order are no page that people are writing on line by line."""

Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Steps:
    """Line numbers, 0-based, in the order in which the steps are carried out.

    `deleted` are runs, the last first; `moved` are pairs of a line and what it is moved before,
    each counted as the page stands then; `inserted` are runs of blank lines, the first first.
    `sources` says for each wanted line which one it was, None for a new one.
    """

    deleted: Sequence[Run]
    moved: Sequence[tuple[int, int]]
    inserted: Sequence[Run]
    sources: Sequence[int | None]


def steps(held: Sequence[Hashable], wanted: Sequence[Hashable]) -> Steps | None:
    """The steps from the held to the wanted lines, identified by their keys; None where too many
    move.

    A key that stands twice is counted.
    """
    old, new = list(_counted(held)), list(_counted(wanted))
    places = {key: at for at, key in enumerate(old)}
    lasting = set(new) & set(old)
    moved = _moves([k for k in old if k in lasting], [k for k in new if k in lasting])
    if moved is None:
        return None
    return Steps(
        deleted=list(_runs(at for at, key in enumerate(old) if key not in lasting))[::-1],
        moved=moved,
        inserted=list(_runs(at for at, key in enumerate(new) if key not in lasting)),
        sources=[places.get(key) for key in new],
    )


def _counted(keys: Iterable[Hashable]) -> Iterator[tuple[Hashable, int]]:
    seen: Counter[Hashable] = Counter()
    for key in keys:
        yield key, seen[key]
        seen[key] += 1


def _runs(numbers: Iterable[int]) -> Iterator[Run]:
    start = end = -1
    for number in numbers:
        if number != end:
            if end > start:
                yield start, end
            start = number
        end = number + 1
    if end > start:
        yield start, end


def _moves(present: list[Hashable], wanted: Sequence[Hashable]) -> Sequence[tuple[int, int]] | None:
    """The moves that bring lines into another order; those of the longest right order stay."""
    places = {key: at for at, key in enumerate(present)}
    staying = _longest([places[key] for key in wanted])
    if len(wanted) - len(staying) > MOST_MOVES:
        return None
    moves: list[tuple[int, int]] = []
    for at, key in enumerate(wanted):
        if at in staying:
            continue
        source = present.index(key)
        target = present.index(wanted[at - 1]) + 1 if at else 0
        if source not in (target, target - 1):
            moves.append((source, target))
            present.insert(target - (source < target), present.pop(source))
    return moves


def _longest(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising sequence among different numbers."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(tails, number)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1], ends[length : length + 1] = [number], [at]
    found: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found
