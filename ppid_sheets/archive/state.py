"""A register as one run read it, in the form that the archive stores."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import compress
from typing import Any

from ppid_sheets.archive.content import ArchivedValue, Cells, Plain, digest, plain, text_of
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.cells import read_text
from ppid_sheets.register.header import Header
from ppid_sheets.register.table import Table
from ppid_sheets.register.text import one_line

RUNNING = "#"
"""A column that counts the rows: what it says changes when people sort, and names no request."""

ArchivedGrid = Sequence[Sequence[ArchivedValue]]
PlainGrid = Sequence[Sequence[Plain | None]]


@dataclass(frozen=True)
class RequestRow:
    """One request: its 1-based sheet row, its number as typed ("" without), its filled cells."""

    row: int
    number: str
    cells: Cells

    @cached_property
    def text(self) -> str:
        """The cells as stored text."""
        return text_of(self.cells)

    @cached_property
    def digest(self) -> bytes:
        """The mark of this content."""
        return digest(self.text)


@dataclass(frozen=True)
class Surroundings:
    """What a register holds beside its requests.

    `tab` is the title of their tab, `names` name its columns by position ("" where the job writes),
    `head` are the rows down to the header, `tabs` the other tabs that a run reads.
    """

    tab: str
    names: tuple[str, ...]
    head: PlainGrid
    tabs: Mapping[str, PlainGrid]

    @cached_property
    def text(self) -> str:
        """The whole state as stored text."""
        return text_of([self.tab, self.names, self.head, self.tabs])

    @classmethod
    def of(cls, kept: Sequence[Any]) -> "Surroundings":
        """The surroundings of a stored text."""
        tab, names, head, tabs = kept
        return cls(tab, tuple(names), head, tabs)


@dataclass(frozen=True)
class RegisterState:
    """A whole register: `others` are rows below the header that hold something and are no request.

    `fingerprint` is the same for the same values in the same places, whatever the job wrote.
    """

    fingerprint: bytes
    surroundings: Surroundings
    rows: Sequence[RequestRow]
    others: Sequence[tuple[int, Sequence[Plain | None]]]


def fingerprint(
    grid: ArchivedGrid, job: Collection[int], tabs: Mapping[str, ArchivedGrid]
) -> bytes:
    """The mark of all that people own; `job` are the positions of the job's columns."""
    said = [list(_without(grid, job)), list(tabs.items())]
    text = json.dumps(said, default=cache(repr))  # the same days stand in many cells
    return digest(text)


def _without(grid: ArchivedGrid, job: Collection[int]) -> Iterator[Sequence[ArchivedValue]]:
    """The rows without some positions and without blanks at their ends."""
    own = [position not in job for position in range(max(map(len, grid), default=0))]
    for row in grid:
        kept = list(compress(row, own))
        while kept and (kept[-1] is None or kept[-1] == ""):
            kept.pop()
        yield kept


def read_state(
    grid: ArchivedGrid,
    table: Table,
    tab: str,
    job: Collection[int],
    tabs: Mapping[str, ArchivedGrid],
    mark: bytes,
) -> RegisterState:
    """The state of a register; `mark` is its fingerprint."""
    top = table.header.rows[-1]
    names = column_names(grid, table.header, job)
    return RegisterState(
        fingerprint=mark,
        surroundings=Surroundings(
            tab, names, plain_grid(grid[:top]), {title: plain_grid(g) for title, g in tabs.items()}
        ),
        rows=tuple(_rows(grid, table, names)),
        others=tuple((row, plain_row(grid[row - 1])) for row in table.skipped),
    )


def plain_grid(grid: ArchivedGrid) -> PlainGrid:
    """A grid in the form that the archive stores."""
    return [plain_row(row) for row in grid]


def plain_row(row: Sequence[ArchivedValue]) -> Sequence[Plain | None]:
    """A row in the form that the archive stores: no blanks at its end."""
    kept = [plain(value) for value in row]
    while kept and kept[-1] is None:
        kept.pop()
    return kept


def _rows(grid: ArchivedGrid, table: Table, names: Sequence[str]) -> Iterator[RequestRow]:
    place = table.header.places.get(table.schema.number)
    position = place.position if place and not place.weak else None
    for number in table.frame.index.tolist():
        cells = grid[number - 1]
        said = cells[position] if position is not None and position < len(cells) else None
        yield RequestRow(number, read_text(said).value or "", _cells(cells, names))


def _cells(row: Sequence[ArchivedValue], names: Sequence[str]) -> Cells:
    filled = ((name, plain(v)) for name, v in zip(names, row, strict=False) if name)
    return {name: value for name, value in filled if value is not None}


def column_names(grid: ArchivedGrid, header: Header, job: Collection[int]) -> tuple[str, ...]:
    """What each position of the tab is called in the archive, "" for the job's columns.

    A recognised column has its key (a number that only counts the rows: `RUNNING`), a tick column
    that and its choice, another its header after a "=", one without a header its letters after a
    "@"; what repeats is counted.
    """
    width = max(map(len, grid), default=0)
    known = dict(_known(header))
    titles = column_titles(grid, header, width)
    names: list[str] = []
    for position in range(width):
        name = known.get(position) or (
            f"={titles[position]}" if titles[position] else f"@{letters(position)}"
        )
        names.append("" if position in job else _unused(name, names))
    return tuple(names)


def _known(header: Header) -> Iterable[tuple[int, str]]:
    for key, place in header.places.items():
        if key == header.schema.number and place.weak:
            yield place.position, RUNNING
        elif place.ticks:
            yield from ((at, f"{key}:{choice}") for at, choice in place.ticks.items())
        else:
            yield place.position, key


def column_titles(grid: ArchivedGrid, header: Header, width: int) -> Sequence[str]:
    """The lowest header text of each position, "" without one."""
    rows = [grid[row - 1] for row in reversed(header.rows)]

    def title(position: int) -> str:
        texts = (str(row[position] or "") for row in rows if position < len(row))
        return next((text for text in map(one_line, texts) if text), "")

    return [title(position) for position in range(width)]


def _unused(name: str, taken: Collection[str]) -> str:
    count, free = 1, name
    while free in taken:
        count += 1
        free = f"{name}~{count}"
    return free


def position_of(names: Sequence[str]) -> Mapping[str, int]:
    """The position of each named column."""
    return {name: at for at, name in enumerate(names) if name}
