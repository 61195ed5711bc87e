"""Which numbers of a published table are hidden, so that none points to one person.

A table with totals is a network: each number is a flow along a link, and what runs into a node runs
out of it again. A small number is hidden. It could still be worked out from the totals unless some
other table, with the same printed numbers and no hidden number below 1, gives it another value; in
a network there is such a table exactly if one unit can be sent around a loop of hidden links
through it. Where there is no loop, the cheapest further numbers are hidden to close one. Zeros name
nobody and stay, but where sums that are printed leave no other way: the one refusal of a year,
whose sum everybody knows, is not given away if some month without any is hidden with it.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

Node = str
_TOTAL = 1_000_000
_ZERO = 1_000
"""A hidden total takes more from the reader than any hidden part of it, a hidden zero more than
most numbers."""


@dataclass(frozen=True, slots=True)
class Link:
    """One number of the table: a flow of `value` from one node to another; `total` if it is a sum.

    `key` names the number and is unique in its table.
    """

    key: str
    source: Node
    target: Node
    value: int
    total: bool = False


def hidden(links: Sequence[Link], threshold: int) -> frozenset[str]:
    """Keys of the numbers to hide: those from 1 to `threshold` - 1, and what protects them."""
    small = [link for link in links if 0 < link.value < threshold]
    keys = {link.key for link in small}
    step = count()
    for link in small:
        keys |= _loop(link, links, keys, step)
    return frozenset(keys)


def _loop(link: Link, links: Sequence[Link], keys: set[str], step: Iterator[int]) -> set[str]:
    """The cheapest links that let the value of `link` be one more, or one less."""
    rest = [other for other in links if other is not link]
    more = _path(link.target, link.source, rest, keys, step)
    less = _path(link.source, link.target, rest, keys, step) if link.value > 1 else None
    ways = [way for way in (more, less) if way is not None]
    if not ways:
        last = _path(link.source, link.target, rest, keys, step, floor=0)
        ways = [last] if last else []
    return set(min(ways, key=lambda way: way[0])[1]) if ways else set()


Way = tuple[int, tuple[str, ...]]


def _path(
    start: Node,
    end: Node,
    links: Sequence[Link],
    keys: set[str],
    step: Iterator[int],
    floor: int = 1,
) -> Way | None:
    """Cost and links of the cheapest way for one unit; None where there is none (Dijkstra)."""
    steps = _steps(links, keys, floor)
    queue: list[tuple[int, int, Node, tuple[str, ...]]] = [(0, next(step), start, ())]
    seen: set[Node] = set()
    while queue:
        cost, _, node, way = heapq.heappop(queue)
        if node == end:
            return cost, way
        if node in seen:
            continue
        seen.add(node)
        for to, key, price in steps.get(node, ()):
            if to not in seen:
                heapq.heappush(queue, (cost + price, next(step), to, (*way, key)))
    return None


def _steps(
    links: Sequence[Link], keys: set[str], floor: int
) -> Mapping[Node, Sequence[tuple[Node, str, int]]]:
    """Where a unit may go: along a link of at least `floor`, or back along one that is more."""
    steps: dict[Node, list[tuple[Node, str, int]]] = {}
    for link in links:
        worth = link.value + _TOTAL * link.total + _ZERO * (link.value == 0)
        price = 0 if link.key in keys else worth
        if link.value >= floor:
            steps.setdefault(link.source, []).append((link.target, link.key, price))
        if link.value > floor:
            steps.setdefault(link.target, []).append((link.source, link.key, price))
    return steps
