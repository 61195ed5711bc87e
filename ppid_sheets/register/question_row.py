"""Finds which question of a form stands for which column of the register."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ppid_sheets.register.cells import is_blank
from ppid_sheets.register.dates import Customs
from ppid_sheets.register.schema import SEARCHED_ROWS, Schema
from ppid_sheets.register.stamps import read_stamp
from ppid_sheets.register.text import normal, one_line
from ppid_sheets.register.values import Value

NONE: Mapping[str, str] = MappingProxyType({})
_NEAR, _SAMPLE = 0.8, 50
_UNSURE = Customs(month_first=True)


@dataclass(frozen=True, slots=True)
class Questions:
    """A row of questions: its 1-based number, 0-based positions of columns by key, and those of
    questions that stand for none, by their text.
    """

    row: int
    places: Mapping[str, int]
    others: Mapping[str, int]


def questions(
    grid: Sequence[Sequence[Value]], schema: Schema, columns: Mapping[str, str] = NONE
) -> Questions | None:
    """The first row that asks when a request came and who asks or for what; None without one.

    `columns` say which column a question stands for; where there are none, its own headers do, but
    for the number: that is given when a request is registered.
    """
    known = {normal(text): (0, key) for text, key in columns.items()} or _headers(schema)
    for number, row in enumerate(grid[:SEARCHED_ROWS], 1):
        found = _of_row(row, number, known)
        if schema.course.received in found.places and not found.places.keys().isdisjoint(
            (*schema.who, schema.matter)
        ):
            return found
    return None


def _headers(schema: Schema) -> Mapping[str, tuple[int, str]]:
    return {name: told for name, told in schema.names.items() if told[1] != schema.number}


def _of_row(row: Sequence[Value], number: int, known: Mapping[str, tuple[int, str]]) -> Questions:
    texts = {at: one_line(text) for at, text in enumerate(row) if isinstance(text, str)}
    named = ((at, known[name]) for at, text in texts.items() if (name := normal(text)) in known)
    ranked = sorted((rank, at, key) for at, (rank, key) in named)
    places: dict[str, int] = {}
    for _, at, key in ranked:
        places.setdefault(key, at)
    taken = set(places.values())
    others: dict[str, int] = {}
    for at, text in texts.items():
        if text and at not in taken:
            others.setdefault(text, at)
    return Questions(number, places, others)


def proposed(grid: Sequence[Sequence[Value]], schema: Schema) -> Mapping[str, str]:
    """Which question seems to stand for which column (key -> question), for a person to confirm.

    A question stands for a column whose header it is, contains as words, or nearly is; where none
    asks when a request came, the first does below which days stand. The row of questions is the one
    of which most stand for a column.
    """
    found = [
        _proposed(row, grid[number : number + _SAMPLE], schema)
        for number, row in enumerate(grid[:SEARCHED_ROWS], 1)
    ]
    return max(found, key=len, default={})


def _proposed(
    row: Sequence[Value], below: Sequence[Sequence[Value]], schema: Schema
) -> Mapping[str, str]:
    texts = {at: one_line(text) for at, text in enumerate(row) if isinstance(text, str)}
    offers = sorted(
        (rank, -size, at, key)
        for at, text in texts.items()
        for rank, size, key in _offers(normal(text), schema)
    )
    places: dict[str, int] = {}
    for _, _, at, key in offers:
        if key not in places and at not in places.values():
            places[key] = at
    received = schema.course.received
    if received not in places:
        free = (at for at, text in texts.items() if text and at not in places.values())
        dated = next((at for at in free if _holds_days(at, below)), None)
        if dated is None or not places:
            return {}
        places[received] = dated
    order = [column.key for column in schema.staff if column.key in places]
    return {key: texts[places[key]] for key in order}


def _holds_days(at: int, below: Sequence[Sequence[Value]]) -> bool:
    """Whether most of what stands in a column are stamps of time."""
    cells = [row[at] for row in below if at < len(row) and not is_blank(row[at])]
    stamps = (read_stamp(cell, _UNSURE, "") for cell in cells)
    return 2 * sum(bool(one.day or one.either) for one in stamps) > len(cells)


def _offers(name: str, schema: Schema) -> Sequence[tuple[int, int, str]]:
    """What a question may stand for: how far-fetched it is, how much of it says so, the key."""
    offers = []
    for header, (rank, key) in _headers(schema).items():
        if header == name:
            offers.append((rank, len(header), key))
        elif f" {header} " in f" {name} " and len(header) > 2:
            offers.append((3 + (rank == 2), len(header), key))
    if not offers:
        near = difflib.get_close_matches(name, _headers(schema), 1, _NEAR)
        offers = [(5, len(one), schema.names[one][1]) for one in near]
    return offers
