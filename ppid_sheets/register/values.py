"""What is read of a register, and what a run wants changed in it, as values."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from ppid_sheets.errors import PpidError
from ppid_sheets.register.dates import EPOCH
from ppid_sheets.register.places import RowLink
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.schema import Column, Schema


class Formula(str):
    """A text that the spreadsheet works out: the formula without "=", with "," between arguments,
    and the `value` that it has while nothing is typed on its page.
    """

    __slots__ = ("value",)
    value: str

    def __new__(cls, text: str, value: str = "") -> "Formula":
        """The formula with its value."""
        made = super().__new__(cls, text)
        made.value = value
        return made


Value = str | float | int | bool | date | datetime | time | timedelta | None
Grid = Sequence[Sequence[Value]]
Style = Literal["overdue", "due_today", "due_soon", "finding"]
Alignment = Literal["right", "center"]


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
class PageLook:
    """How a page of the job is drawn now: the rules of ours on it, in order, and the tabs that the
    links in its cells lead to ("" for one that is gone).
    """

    highlights: tuple[Highlight, ...] = ()
    leads: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The register in question: its schema, the title of its tab by the settings, else "", and the
    office's own headers with the keys of the columns that they stand for.

    `pages` are the titles of further tabs that the job shall have there; `entries` is that of a tab
    of the office's with requests that came in, "" for none. `requests` is that of the requests'
    tab, by the settings, for a register beside it.
    """

    tab: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    schema: Schema = REQUESTS
    pages: tuple[str, ...] = ()
    entries: str = ""
    requests: str = ""

    def beside(self, schema: Schema) -> "Chosen":
        """The snapshot of another register or list in the same place."""
        return Chosen(schema=schema, requests=self.tab)

    def enters(self, title: str) -> bool:
        """True for the tab of incoming requests."""
        return bool(self.entries) and title.casefold() == self.entries.casefold()


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of one tab: 0-based positions by key, and their most common row (1-based), 0 where
    the store does not know it.
    """

    title: str = ""
    header_row: int = 0
    positions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PastFile:
    """A register of earlier years that the settings name, only ever read: its name as people know
    it, what stands in it, None where it could not be read because of `trouble`, and its links.
    """

    name: str
    snapshot: "Snapshot | None" = None
    trouble: PpidError | None = None
    link: RowLink | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a run reads, as of one moment.

    `tabs` maps titles to rows (ragged, from A1, blanks as "" or None) in the order of the tabs;
    `register` is the title of the tab that carries our tags, or "" when no tab does. `tags` maps
    column keys to 0-based positions as the store remembers them, whatever the header says now;
    `header_row` is the 1-based row of the tagged header cells, or 0 where the store has none.
    `highlights` are the rules of ours on the register tab, in order. `pages` are the tabs that the
    job owns, by the title it gave them whatever they are called now; `tabs` has the others alone.
    `unread` are the titles of tabs that were not read, hidden ones and charts. `locale` (as Google
    writes it: "in_ID", "en_US") and `time_zone` (as IANA does) are those of the spreadsheet, "" for
    a file, which has none. `epoch` is day 0 of its bare numbers, which days may be
    (`register.serials`). `loading` are the cells whose formula still waits for its value: title of
    the tab, 1-based row, 0-based position. Of tabs that a run has no use for `tabs` may have the
    first rows alone; `ruled` are those that carry rules of ours, though no tags. `chosen` is the
    choice of the settings. `filters` are the filters and tables of the register's tab: 1-based
    first row, 0-based first and last column. `merged` are the merged cells of each tab by its
    title: top, left, bottom and right, 0-based and half open. `typed` are the positions of columns,
    by the tab's title, that take no dropdown of ours, for a table gives them a type of its own.
    `far` are the filled cells of each tab by its title that lie too far below to be read
    ("A1048576"). `past` are the registers of earlier years that lie elsewhere. `beside` are the
    tags of other registers and lists here, by the names of their schemas: they are not ours to
    follow. `looks` are the drawn rules and links of pages, where the store reads them.
    """

    tabs: Mapping[str, Grid]
    register: str = ""
    tags: Mapping[str, int] = field(default_factory=dict)
    header_row: int = 0
    highlights: tuple[Highlight, ...] = ()
    pages: Mapping[str, Grid] = field(default_factory=dict)
    unread: Collection[str] = ()
    locale: str = ""
    time_zone: str = ""
    epoch: date = EPOCH
    loading: tuple[tuple[str, int, int], ...] = ()
    ruled: Collection[str] = ()
    chosen: Chosen = Chosen()
    merged: Mapping[str, Sequence[tuple[int, int, int, int]]] = field(default_factory=dict)
    typed: Mapping[str, Collection[int]] = field(default_factory=dict)
    filters: tuple[tuple[int, int, int], ...] = ()
    far: Mapping[str, Sequence[str]] = field(default_factory=dict)
    past: tuple[PastFile, ...] = ()
    beside: Mapping[str, Tags] = field(default_factory=dict)
    looks: Mapping[str, PageLook] = field(default_factory=dict)

    @property
    def schema(self) -> Schema:
        """What kind of register it is."""
        return self.chosen.schema

    @property
    def kin(self) -> Mapping[str, str]:
        """The titles of the tabs of other registers and lists, by the names of their schemas."""
        return {name: tags.title for name, tags in self.beside.items()}

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
    """The cells of one job column that are to change: sheet rows (1-based) from top to bottom, old
    and new values.
    """

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

    `styles` names the look of a row, a key of `looks.ROWS`; rows beyond it are "body". Columns in
    `date_columns` (0-based) hold dates. The first `frozen_rows` rows are frozen. `highlights` are
    the rules of ours that come with the tab. The cells of the columns in `choices` (0-based) are
    chosen from these lists, below the frozen rows; a list guides and rejects nothing. `aligned` is
    the alignment of lines and their headers in columns (0-based) without texts. Its print begins a
    new page at the columns in `breaks` (0-based), the first one on each; it has the width of one
    page where there are none. `links` lead from a cell (0-based row and column) to the row of a
    tab: its title, 1-based. On a page of formulas people fill the `open` cells (0-based row and
    column), from these lists or from the cells of a range, and no write reaches them; the values of
    the cells in `proof` show whether its formulas still stand. Its columns from `hidden_from` on
    are out of sight, and its rows `printed_from` to `printed_to` (1-based) are printed, on one
    page. A `hidden` tab is out of sight as a whole. `columns` are those that people fill below the
    headers, in their order: texts wrap, days are shown as days.
    """

    title: str
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int]
    styles: Sequence[str] = ()
    date_columns: Sequence[int] = ()
    frozen_rows: int = 0
    highlights: tuple[Highlight, ...] = ()
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    aligned: Mapping[int, Alignment] = field(default_factory=dict)
    links: Mapping[tuple[int, int], tuple[str, int]] = field(default_factory=dict)
    breaks: Sequence[int] = ()
    open: Mapping[tuple[int, int], Sequence[str] | str] = field(default_factory=dict)
    proof: Mapping[tuple[int, int], Value] = field(default_factory=dict)
    hidden_from: int = 0
    printed_from: int = 0
    printed_to: int = 0
    hidden: bool = False
    columns: Sequence[Column] = ()

    @property
    def look(self) -> PageLook:
        """How a page of the job is drawn that shows this."""
        return PageLook(self.highlights, frozenset(tab for tab, _ in self.links.values()))


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a run wants changed in the register tab `register`, and nothing else.

    `highlights` is None when the present rules are right, else the full list that shall be there.
    `pages` are tabs of the job that shall hold exactly these rows. `tags` are the column tags to
    set (key -> 0-based position, header in `header_row`). All keys are those of `schema`.
    """

    register: str
    cells: tuple[ColumnChange, ...] = ()
    highlights: tuple[Highlight, ...] | None = None
    pages: tuple[Tab, ...] = ()
    new_columns: tuple[NewColumn, ...] = ()
    new_tabs: tuple[Tab, ...] = ()
    tags: Mapping[str, int] = field(default_factory=dict)
    header_row: int = 0
    schema: Schema = REQUESTS

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
    def only_tags(self) -> "Plan":
        """The part of the plan that tags columns."""
        return Plan(self.register, tags=self.tags, header_row=self.header_row, schema=self.schema)

    @property
    def only_cells(self) -> "Plan":
        """The part of the plan that changes cells of the job's columns."""
        return Plan(self.register, self.cells, schema=self.schema)

    @property
    def without_cells(self) -> "Plan":
        """All the rest of it."""
        return replace(self, cells=())
