"""Splits what is to be written into bodies that Google takes well."""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ppid_sheets.register.values import ColumnChange
from ppid_sheets.stores.google import drawing
from ppid_sheets.stores.google.structure import Json

LARGEST = 1_900_000
"""Bytes of a body without its frame; Google advises 2 MB, and refuses 10."""

Atom = Sequence[Json]
"""Requests that must stand in one batch."""


def bodies(atoms: Iterable[Atom]) -> Iterator[list[Json]]:
    """Requests in their order as batches below `LARGEST`; no atom is split."""
    batch: list[Json] = []
    size = 0
    for atom in atoms:
        more = _size(atom)
        if batch and size + more > LARGEST:
            yield batch
            batch, size = [], 0
        batch += atom
        size += more
    if batch:
        yield batch


def changes(all_changes: Sequence[ColumnChange]) -> Iterator[Sequence[ColumnChange]]:
    """Cells in parts by rows, so that a stop between two leaves no row half written.

    A column is written from row 1 on, blanks for what stays: each part pays for the rows above it.
    """
    filled = [change for change in all_changes if change.rows]
    costs: dict[int, int] = {}
    size_of = lru_cache(None, typed=True)(lambda value: _size(drawing.serial(value)))
    for change in filled:
        for row, size in zip(change.rows, map(size_of, change.new), strict=True):
            costs[row] = costs.get(row, 0) + size
    blank = len("null, ") * len(filled)
    start, size = 0, 0
    rows = sorted(costs)
    for at, row in enumerate(rows):
        size += costs[row]
        if at > start and size + blank * row > LARGEST:
            yield _between(filled, rows[start], row)
            start, size = at, costs[row]
    if rows:
        yield _between(filled, rows[start], rows[-1] + 1) if start else filled


def _between(filled: Sequence[ColumnChange], first: int, end: int) -> Sequence[ColumnChange]:
    return [part for change in filled if (part := _cut(change, first, end)).rows]


def _cut(change: ColumnChange, first: int, end: int) -> ColumnChange:
    at = [i for i, row in enumerate(change.rows) if first <= row < end]
    return ColumnChange(
        change.key,
        change.position,
        [change.rows[i] for i in at],
        [change.old[i] for i in at],
        [change.new[i] for i in at],
    )


def _size(value: object) -> int:
    return len(json.dumps(value)) + len(", ")
