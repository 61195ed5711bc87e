"""The port between the job and the place where a register lives.

A store reads everything once into a `Snapshot` and applies a `Plan`. It knows nothing of rules or
deadlines; it promises that `apply` reaches no cell outside the plan.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Literal, Protocol

from ppid_sheets.deadlines.calendar import Holiday
from ppid_sheets.register.header import Header

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
    `header_row` is the 1-based row of the tagged header cells, or 0 where the store does not know.
    `highlights` are the rules of ours that the register tab holds now, in order. `pages` are the
    tabs that the job owns, by the title it gave them whatever they are called now; `tabs` has the
    others alone. `unread` are the titles of tabs that were not read, hidden ones and charts.
    """

    tabs: Mapping[str, Grid]
    register: str = ""
    tags: Mapping[str, int] = field(default_factory=dict)
    header_row: int = 0
    highlights: tuple[Highlight, ...] = ()
    pages: Mapping[str, Grid] = field(default_factory=dict)
    unread: Collection[str] = ()

    def has(self, title: str) -> bool:
        """Whether a tab of the office's bears this title, in any case."""
        wanted = title.casefold()
        return any(name.casefold() == wanted for name in (*self.tabs, *self.unread))

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
    `highlights` are the rules of ours that come with the tab.
    """

    title: str
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int]
    styles: Sequence[str] = ()
    date_columns: Sequence[int] = ()
    frozen_rows: int = 0
    highlights: tuple[Highlight, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a run wants changed in the register tab `register`, and nothing else.

    `highlights` is None when the present rules are right, else the full list that shall be there.
    `pages` are tabs of the job that shall hold exactly these rows. `tags` are the column tags to
    set (key -> 0-based position, header in `header_row`).
    """

    register: str
    cells: tuple[ColumnChange, ...] = ()
    highlights: tuple[Highlight, ...] | None = None
    pages: tuple[Tab, ...] = ()
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
            or self.pages
            or self.new_columns
            or self.new_tabs
            or self.tags
        )

    @property
    def only_cells(self) -> "Plan":
        """The part of the plan that changes cells of the job's columns."""
        return Plan(self.register, self.cells)

    @property
    def without_cells(self) -> "Plan":
        """All the rest of it."""
        return replace(self, cells=())


class Store(Protocol):
    """A place where a register lives.

    `exclusive` is True when `apply` replaces exactly the state that the last `read` returned and
    refuses any other (compare and swap), so that no second read is needed to know the result.
    `heartbeat` is how old the page that tells of the last run may grow there before a run that
    changes nothing else writes it; 0 where closing a run takes a write in any case.
    """

    @property
    def name(self) -> str:
        """How people call the register in messages: a file name or a sheet title."""

    @property
    def calls(self) -> str:
        """What the register's home was asked for so far, in Indonesian; "" for a file."""

    @property
    def exclusive(self) -> bool:
        """Whether `apply` is a compare-and-swap on the last `read`."""

    @property
    def heartbeat(self) -> timedelta:
        """How old the page that tells of runs may grow while nothing else is to be written."""

    def read(self) -> Snapshot:
        """Return the register as it is now; raises UnreachableError or ShapeError."""

    def rehearse(self, plan: Plan) -> None:
        """Raise what `apply` would refuse of `plan` on what was read last, and write nothing.

        A store that learns of such things only when it writes stays silent.
        """

    def apply(self, plan: Plan) -> None:
        """Carry out `plan` as a whole or not at all.

        Raises `ChangedMeanwhile` when the register was changed since the last read in a way that
        stood in the way, or when it is not known whether the plan was carried out.
        """

    def finish(self, plan: Plan, status: Tab | None) -> None:
        """Close a run: carry out what is left of its plan, which changes no cell of a request.

        `status` is the page that tells of the run, written where the register has that page; None
        when what that page says now will do.
        Raises `ChangedMeanwhile` when what the last `read` returned may not have been one state.
        """

    def held(self, tab: str) -> AbstractContextManager[None]:
        """Keep other people from rebuilding a tab meanwhile, where that is possible."""

    def blank(self) -> bool:
        """Whether there is no register yet, nor anything else in its place."""

    def build(self, holidays: Iterable[Holiday]) -> None:
        """Make a new, empty register; raises an error where something is in its way."""

    def furnish(self, tab: str, header: Header, *, dry_run: bool = False) -> tuple[str, ...]:
        """Add what a register of this kind lacks beside its plan, and nothing else.

        These are dropdowns where a column has none, protections and formats of the job's own
        parts. Returns what was added (or would be, with `dry_run`), in Indonesian, a line each.
        """

    def traces(self) -> tuple[str, ...]:
        """What of the toolkit is in the register, in Indonesian, a line each."""

    def remove(self) -> None:
        """Take every trace of the toolkit out, and nothing else."""

    def link(self, tab: str, row: int, folder: Path) -> str:
        """The address of a sheet row, for a workbook that is to lie in `folder`."""
