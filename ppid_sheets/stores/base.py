"""The port between the job and the place where a register lives.

A store reads everything once into a `Snapshot` and applies a `Plan`. It knows nothing of rules or
deadlines; it promises that `apply` reaches no cell outside the plan.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Literal, Protocol

Value = str | float | int | bool | date | datetime | time | timedelta | None
Grid = Sequence[Sequence[Value]]
Style = Literal["overdue", "due_today", "due_soon", "finding"]


@dataclass(frozen=True, slots=True)
class Highlight:
    """One conditional rule of ours: a style that shows where a formula holds.

    `area` is an A1 range whose top-left cell the formula is written for; `formula` has no leading
    "=" and uses "," between arguments (a store translates it where its home needs another).
    Every formula of ours contains `layout.MARK`, which is how a store knows its own rules again.
    """

    style: Style
    area: str
    formula: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a run reads, as of one moment.

    `tabs` maps titles to rows (ragged, from A1, blanks as "" or None) in the order of the tabs;
    `register` is the title of the tab that carries our tags, or "" when no tab does. `tags` maps
    column keys to 0-based positions as the store remembers them, whatever the header says now;
    `header_row` is the 1-based row of the tagged header cells, or 0 without tags.
    `highlights` are the rules of ours that the register tab holds now, in order.
    """

    tabs: Mapping[str, Grid]
    register: str = ""
    tags: Mapping[str, int] = field(default_factory=dict)
    header_row: int = 0
    highlights: tuple[Highlight, ...] = ()

    def tab(self, title: str) -> Grid:
        """The rows of the tab with this title in any case; none where there is no such tab."""
        wanted = title.casefold()
        return next((g for name, g in self.tabs.items() if name.casefold() == wanted), ())


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """The cells of one job column that are to change: sheet rows (1-based), old and new values."""

    key: str
    position: int
    rows: Sequence[int]
    old: Sequence[Value]
    new: Sequence[Value]


@dataclass(frozen=True, slots=True)
class NewColumn:
    """A job column to be added in the free column at 0-based `position`, header in `header_row`."""

    key: str
    position: int
    header_row: int


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab to be added, as values: `rows` from A1, `widths` in characters per column.

    `styles` names the look of a row ("title", "header", "body", "wrap"); rows beyond it are
    "body". Columns in `date_columns` (0-based) hold dates. The first `frozen_rows` rows are frozen.
    """

    title: str
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int]
    styles: Sequence[str] = ()
    date_columns: Sequence[int] = ()
    frozen_rows: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a run wants changed in the register tab `register`, and nothing else.

    `highlights` is None when the present rules are right, else the full list that shall be there.
    `tags` are the column tags to set (key -> 0-based position, header in `header_row`).
    """

    register: str
    cells: tuple[ColumnChange, ...] = ()
    highlights: tuple[Highlight, ...] | None = None
    new_columns: tuple[NewColumn, ...] = ()
    new_tabs: tuple[Tab, ...] = ()
    tags: Mapping[str, int] = field(default_factory=dict)
    header_row: int = 0

    @property
    def empty(self) -> bool:
        """True when applying the plan would change nothing."""
        return not (
            any(change.rows for change in self.cells)
            or self.highlights is not None
            or self.new_columns
            or self.new_tabs
            or self.tags
        )


class Store(Protocol):
    """A place where a register lives.

    `exclusive` is True when `apply` replaces exactly the state that the last `read` returned and
    refuses any other (compare and swap), so that no second read is needed to know the result.
    """

    @property
    def name(self) -> str:
        """How people call the register in messages: a file name or a sheet title."""

    @property
    def exclusive(self) -> bool:
        """Whether `apply` is a compare-and-swap on the last `read`."""

    def read(self) -> Snapshot:
        """Return the register as it is now; raises UnreachableError or ShapeError."""

    def apply(self, plan: Plan) -> None:
        """Carry out `plan` as a whole or not at all.

        Raises `ChangedMeanwhile` when an exclusive store was changed since the last read.
        """

    def link(self, tab: str, row: int, folder: Path) -> str:
        """The address of a sheet row, for a workbook that is to lie in `folder`."""


class ChangedMeanwhile(Exception):  # noqa: N818 - an event, not an error
    """The register was changed between read and apply; read again."""
