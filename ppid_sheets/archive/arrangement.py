"""The request of each row, stored as runs: a register that only grows is one run.

A run is four numbers: the first sheet row, the first request, how many rows, and by how much the
request changes from row to row (1 or -1).
"""

from collections.abc import Iterable, Iterator, Sequence

CellPlace = tuple[int, int]
"""A sheet row and the id of its request."""


def runs(places: Iterable[CellPlace]) -> list[int]:
    """Places in the order of their rows, as one flat list of runs."""
    flat: list[int] = []
    for row, request in places:
        if flat and _goes_on(flat, row, request):
            if flat[-2] == 1:
                flat[-1] = request - flat[-3]
            flat[-2] += 1
        else:
            flat += (row, request, 1, 1)
    return flat


def _goes_on(flat: Sequence[int], row: int, request: int) -> bool:
    first_row, first, length, step = flat[-4:]
    if row != first_row + length:
        return False
    if length == 1:
        return request - first in (1, -1)
    return request == first + length * step


def places(flat: Sequence[int]) -> Iterator[CellPlace]:
    """The places that such a list holds."""
    for start in range(0, len(flat), 4):
        row, request, length, step = flat[start : start + 4]
        yield from ((row + i, request + i * step) for i in range(length))
