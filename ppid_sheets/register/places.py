"""Names the rows of a register that lies in several tabs and files.

A row of the register's own tab is its sheet row. Rows of earlier parts are counted below zero, part
by part, the newest next to the register's own: whoever sorts has them in the order of the years.
"""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

_MOST_ROWS = 1 << 24
"""More rows than any sheet can have."""

RowLink = Callable[[str, int, Path], str]
"""Gives the address of a sheet row: title of its tab, row, the folder that the link starts from."""


@dataclass(frozen=True, slots=True)
class Part:
    """A tab of earlier years: what people call it, its title, the name and the links of its file
    ("" and None where it stands in the register itself), and the keys of columns it lacks.
    """

    name: str
    tab: str
    file: str = ""
    link: RowLink | None = None
    lacking: Set[str] = frozenset()


def shown(row: int, parts: Sequence[Part]) -> int | str:
    """What people call a row: 14, and `2025!14` in an earlier part."""
    part, at = place(row)
    return f"{parts[part - 1].name}!{at}" if part else at


def where(parts: Sequence[Part]) -> str:
    """What the names of earlier parts stand for, "" where there are none."""
    named = [f"{p.name} = {f'{p.file}, ' * bool(p.file)}tab {p.tab}" for p in parts]
    return "; ".join(named)


def target(row: int, tab: str, parts: Sequence[Part]) -> tuple[str, int] | None:
    """The tab and sheet row of a row of the register in `tab`; None where that is another file."""
    part, at = place(row)
    if not part:
        return tab, at
    return None if parts[part - 1].file else (parts[part - 1].tab, at)


def label(part: int, row: int) -> int:
    """How a row of the earlier part number `part` is named; 1 is the newest."""
    return row - part * _MOST_ROWS


def place(label_: int) -> tuple[int, int]:
    """The number of the part, 0 for the register's own tab, and the sheet row."""
    part = -(label_ // _MOST_ROWS) if label_ < 0 else 0
    return part, label_ + part * _MOST_ROWS
