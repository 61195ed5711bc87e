"""Splits what is to be written into bodies that Google takes well."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

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
    costs = np.zeros(max((change.rows[-1] for change in filled), default=0) + 1, np.int64)
    size_of = lru_cache(None, typed=True)(lambda value: _size(drawing.serial(value)))
    for change in filled:
        sizes = np.fromiter(map(size_of, change.new), np.int64, len(change.new))
        costs[np.array(change.rows)] += sizes
    blank = len("null, ") * len(filled)
    start, size = 0, 0
    rows = np.flatnonzero(costs).tolist()
    for at, (row, cost) in enumerate(zip(rows, costs[rows].tolist(), strict=True)):
        size += cost
        if at > start and size + blank * row > LARGEST:
            yield _between(filled, rows[start], row)
            start, size = at, cost
    if rows:
        yield _between(filled, rows[start], rows[-1] + 1) if start else filled


def _between(filled: Sequence[ColumnChange], first: int, end: int) -> Sequence[ColumnChange]:
    return [part for change in filled if (part := _cut(change, first, end)).rows]


def _cut(change: ColumnChange, first: int, end: int) -> ColumnChange:
    found = slice(bisect_left(change.rows, first), bisect_left(change.rows, end))
    rows, old, new = change.rows[found], change.old[found], change.new[found]
    return replace(change, rows=rows, old=old, new=new)


def _size(value: object) -> int:
    return len(json.dumps(value)) + len(", ")
