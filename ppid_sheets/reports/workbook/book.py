"""A workbook described as frozen values: what stands where, and the formula behind each number.

Rows and columns count from 0, as XlsxWriter does. A formula is English with commas and begins with
"="; the value beside it is what the formula yields, worked out apart from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ppid_sheets.config import Paper
from ppid_sheets.register.a1 import letters

Value = str | int | float | date | None
Style = Literal[
    "report_title", "meta", "report_heading", "paragraph", "note", "verdict",
    "head", "head_left", "head_right", "head_month",
    "text", "count", "share", "month", "centre", "pivot_count", "pivot_share",
    "total", "total_count", "total_share",
    "tile_name", "tile_count", "tile_share", "tile_note",
    "tile_before", "tile_before_count", "tile_before_share",
    "term", "meaning",
    "cell", "cell_wrapped", "cell_date", "cell_number",
    "letter_office", "letter_unit", "letter_contact", "letter_rule", "sign", "sign_name",
    "paper_group", "paper_head", "paper_head_left", "paper_label", "paper_count", "paper_days",
    "paper_date", "paper_total", "paper_total_count", "paper_heading_count", "paper_text",
    "paper_note", "paper_heading", "paper_by_hand",
    "form_model", "form_title", "form_number", "form_number_missing", "form_heading", "form_text",
    "form_label", "form_value", "form_missing",
    "mean", "total_mean", "tile_mean", "tile_before_mean", "day_date", "small_count",
    "off_text", "off_date", "off_count", "small_off", "small_head", "small_head_off",
    "turned", "code", "grid_text", "grid_month", "grid_count", "grid_now_count", "grid_share",
    "grid_end_count", "grid_end_now_count", "grid_end_total",
    "grid_head", "grid_head_gap", "grid_head_right", "grid_total", "grid_total_count",
    "grid_total_share", "index",
    "days_left", "row_number",
    "text_wrapped", "lined",
    "reg_head", "reg_head_up", "reg_text", "reg_centre", "reg_right", "reg_note",
    "list_head", "list_text", "list_centre",
]  # fmt: skip
Tone = Literal["good", "bad", "warn"]

MOST_LINKS = 65_530
"""Excel takes no more on a sheet; the rows after them are listed without."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `span` is the number of columns it covers, `down` of rows.

    `link` is an address that the program made itself, never text from people. An `array` formula
    looks at whole ranges at once; it cannot cover more than one column.
    """

    value: Value
    style: Style = "text"
    formula: str = ""
    span: int = 1
    link: str = ""
    array: bool = False
    down: int = 1


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells of one sheet; as text `Data!$A$8:$C$20`, or `Data!$A$8` for one cell."""

    sheet: str
    row: int
    col: int
    last_row: int
    last_col: int

    def __str__(self) -> str:
        first = absolute(self.row, self.col)
        last = absolute(self.last_row, self.last_col)
        return f"{quoted(self.sheet)}!{first}" + (f":{last}" if last != first else "")


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells from (`row`, `col`) on, each cell right of the one before.

    `heights` are the rows' heights in points; None, or a missing one, leaves the usual height.
    """

    row: int
    col: int
    rows: tuple[tuple[Cell, ...], ...]
    heights: tuple[float | None, ...] = ()

    @property
    def end(self) -> int:
        """The first row below."""
        return self.row + len(self.rows)


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A column of a `DataTable`: one value per row, all of one kind or None.

    `links` are the addresses behind the first rows, made by the program; "" is none.
    """

    key: str
    header: str
    style: Style
    values: Sequence[Value]
    links: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class DataTable:
    """An Excel table with filter buttons, its header in `row`, beginning in column 0.

    The first `ruled` rows are drawn with their empty cells, for print; on the others the sheet's
    own lines must do. A table without rows keeps one empty row, since Excel knows no other.
    """

    sheet: str
    name: str
    row: int
    columns: tuple[DataColumn, ...]
    ruled: int = 0

    @property
    def size(self) -> int:
        """Rows below the header, at least one."""
        return max(len(self.columns[0].values), 1)

    def area(self, key: str) -> Area:
        """The cells of a column without its header."""
        col = [column.key for column in self.columns].index(key)
        return Area(self.sheet, self.row + 1, col, self.row + self.size, col)


@dataclass(frozen=True, slots=True)
class Series:
    """One line or set of bars of a chart."""

    name: str
    categories: Area
    values: Area


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its top left corner in a cell; `width` and `height` in pixels.

    `alt` says in words what it shows, for readers who do not see it; `labels` writes the numbers
    at the bars, `stacked` sets the series upon each other. `limits` are drawn as upright lines at
    those categories for which they have a value, as high as the value.
    """

    row: int
    col: int
    width: int
    height: int
    kind: Literal["column", "bar"]
    title: str
    series: tuple[Series, ...]
    alt: str
    labels: bool = True
    stacked: bool = False
    limits: tuple[Series, ...] = ()


@dataclass(frozen=True, slots=True)
class WordTones:
    """Cells of `area` that hold exactly a word take its tone."""

    area: Area
    tones: tuple[tuple[str, Tone], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG with its top left corner in a cell, `shift` points right of it; sizes in points.

    `scale` is what is left of its natural size; `alt` says in words what it shows.
    """

    row: int
    col: int
    content: bytes
    scale: float
    alt: str
    shift: float = 0.0


Block = Grid | DataTable | Chart | WordTones | Picture


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet and how it prints.

    `widths` are in characters; `repeat` are the first and last row repeated on each page, `freeze`
    the row and column that stay in view. `one_page` prints all on one page, else one page wide;
    `print_to` is the last row printed, None for all, `print_columns` how many columns are, 0 for
    all; without `prints` nothing of it is. `running_head` prints office and title above each page;
    a letter has its letterhead instead. `breaks` are rows that begin a new page, `tab` is the
    colour of its tab, `side` its margin left and right in inches.
    """

    name: str
    title: str
    widths: tuple[float, ...]
    blocks: tuple[Block, ...]
    landscape: bool = False
    one_page: bool = False
    repeat: tuple[int, int] | None = None
    freeze: tuple[int, int] | None = None
    print_to: int | None = None
    print_columns: int = 0
    running_head: bool = True
    breaks: tuple[int, ...] = ()
    prints: bool = True
    tab: str = ""
    side: float = 0.5


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook; `created` is its only date, so that the same rows give the same bytes.

    `status` is what its document properties say it is: final, or a draft. `fingerprint` is that of
    the rows it was made from, where it states one.
    """

    title: str
    period: str
    office: str
    paper: Paper
    created: date
    sheets: tuple[Sheet, ...]
    status: str = ""
    fingerprint: str = ""


def absolute(row: int, col: int) -> str:
    """`$C$8` for row 7 and column 2."""
    return f"${letters(col)}${row + 1}"


def relative(row: int, col: int) -> str:
    """`C8` for row 7 and column 2."""
    return f"{letters(col)}{row + 1}"


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it."""
    return sheet if sheet.isidentifier() else "'" + sheet.replace("'", "''") + "'"
