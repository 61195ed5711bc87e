"""How a register looks: tabs, dropdown lists, guide and highlight rules, for every store."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from ppid_sheets.register.a1 import letters
from ppid_sheets.register.bands import bands_of
from ppid_sheets.register.schema import Column, Schema
from ppid_sheets.register.values import Highlight, Style, Tab, Value

CHOICES = "Pilihan"
HOLIDAYS = "Hari Libur"
GUIDE = "Petunjuk"
DAILY = "Layanan Harian"
STATUS = "Status Pemeriksaan"
FINDINGS = "Temuan"
RECOVERY = "Pemulihan"
INCOMING = "Permohonan Masuk"
PRINT = "Cetak"
DESKS = (PRINT, *(f"{PRINT} {desk}" for desk in range(2, 5)))
"""The tab that prints papers at the counter, and those of further desks."""
PRINT_FACTS = "Data Cetak"
"""What the formulas of these tabs look up."""
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
"""A year, as in the title of a tab that holds one."""
PAGES = (DAILY, STATUS, FINDINGS)
"""Tabs of the job that each register has."""
OPTIONAL = (INCOMING, *DESKS, PRINT_FACTS)
"""Tabs of the job that a register has where the settings ask for them."""
OWNED = (*PAGES, *OPTIONAL, RECOVERY)
"""Tabs that the job owns; the office edits all others."""
OPEN_COLUMNS: Mapping[str, tuple[int, int]] = {FINDINGS: (3, 7)}
"""Where people write on a page of lines: the 1-based row of its header, the 0-based column."""
OPEN_CELLS: Mapping[str, Sequence[tuple[int, int]]] = dict.fromkeys(DESKS, ((1, 1), (2, 1)))
"""Where people write on a page of formulas: the 0-based row and column of each cell."""
FINDINGS_HEAD = (
    "No. Registrasi",
    "Baris",
    "Petugas",
    "Kolom",
    "Tingkat",
    "Temuan",
    "Perbaikan",
    "Diketahui Kasubag",
    "Pertama Terlihat",
    "Kode",
    "Sidik",
)
"""The header of the page of findings; people write in one column alone."""
LINE_KEYS: Mapping[str, Sequence[int]] = {FINDINGS: (0, 3, 5, 9, 10)}
"""The columns of such a page that make a line the same line, whatever else it says now."""
LAST_RUN_ROW = 4
"""The row of *Status Pemeriksaan* that holds the time of the last run, in column B."""
BOX_ROW = 3
"""The row of *Status Pemeriksaan* that runs leave alone: whoever watches a Google Sheet has a tick
box there.
"""
MAILER_ROW = 6
"""The row of *Status Pemeriksaan* that says which computer mails."""
STALE_HOURS = 26
"""A daily run that is two hours late is no cause for alarm, one that did not come is."""

TITLE_ROW, GROUP_ROW, HEADER_ROW = 1, 2, 3
LAST_ROW = 1_048_576
MOST_COLUMNS = 16_384
LIST_ROWS = 200
DATE_FORMAT = "dd/mm/yyyy"
TIME_FORMAT = "hh:mm"
TEXT_FORMAT = "@"
MONEY_FORMAT = "#,##0"

MARK = 'N("ppid")=0'
"""A condition that always holds; it marks a conditional rule as ours."""

A4 = 9
FOLIO = 14
"""Excel's number for 8.5 x 13 inches, which offices know as F4."""
PORTRAIT_WIDTH = 118
"""More characters than these are printed on a sheet laid across, or in less than eight points."""


ENGINE = 191_029
"""The calculation engine of Excel since 2019: what an older one calculated last it does again."""
EVERYWHERE = "A1:XFD1048576"
"""All cells of an Excel sheet."""


FONT = "Arial"
"""As on all papers; its letters are the ones that are measured."""

BY_STATUS: tuple[tuple[Style, str], ...] = (
    ("overdue", "TERLAMBAT"),
    ("due_today", "Jatuh tempo hari ini"),
    ("due_soon", "Segera jatuh tempo"),
)
"""The statuses that are lit up, the worst first."""


def highlights(
    tags: Mapping[str, int], header_rows: Sequence[int], columns: int
) -> tuple[Highlight, ...]:
    """The rules a register tab shall have, most important first.

    `tags` gives the positions of *Status Tenggat* and *Temuan*; `header_rows` are the sheet rows
    that carry headers; `columns` is the width of the table. A cell lights up when its header
    stands in brackets in its row's *Temuan*; a row when its *Status Tenggat* calls for it.
    """
    first = header_rows[-1] + 1
    area = f"A{first}:{letters(columns - 1)}{LAST_ROW}"
    rules = []
    if "findings" in tags:
        cell = f"${letters(tags['findings'])}{first}"
        named = [
            f'ISNUMBER(FIND("["&TRIM(SUBSTITUTE(A${row},CHAR(10)," "))&"]",{cell}))'
            for row in header_rows
        ]
        test = named[0] if len(named) == 1 else f"OR({','.join(named)})"
        rules.append(Highlight("finding", area, f"AND({test},{MARK})"))
    if "deadline_status" in tags:
        cell = f"${letters(tags['deadline_status'])}{first}"
        rules += [
            Highlight(style, area, f'AND({cell}="{status}",{MARK})') for style, status in BY_STATUS
        ]
    return tuple(rules)


def choice_lists(schema: Schema, officers: Iterable[str] = ()) -> Mapping[str, tuple[str, ...]]:
    """The lists of the tab Pilihan by header; officers are the office's own."""
    return {
        column.header: tuple(officers) if column.listed else column.choices
        for column in schema.columns
        if column.kind == "choice" and not column.on_wish
    }


def choices_tab(schema: Schema, officers: Iterable[str] = ()) -> Tab:
    """The tab Pilihan: one list a column, header in row 1."""
    lists = choice_lists(schema, officers)
    rows: list[Sequence[Value]] = [tuple(lists)]
    rows += zip_longest(*lists.values())
    widths = [max(len(header), *map(len, (*items, ""))) + 3 for header, items in lists.items()]
    return Tab(CHOICES, rows, widths, styles=("header",), frozen_rows=1)


def titles(schemas: Iterable[Schema], optional: Iterable[str] = ()) -> tuple[str, ...]:
    """The titles of the tabs of a new workbook with these registers, in their order."""
    return (*(schema.tab for schema in schemas), CHOICES, HOLIDAYS, GUIDE, *PAGES, *optional)


def register_tab(schema: Schema) -> Tab:
    """The tab of another register than the requests, still without rows: title and headers."""
    staff = schema.usual
    parts = bands_of((*staff, *schema.job), 1, staff[0].width)
    return Tab(
        schema.tab,
        ((schema.title,), tuple(column.header for column in staff)),
        [column.width for column in staff],
        styles=("title", "header"),
        frozen_rows=2,
        choices={
            at: column.choices
            for at, column in enumerate(staff)
            if column.kind == "choice" and not column.listed
        },
        breaks=[first for _, first in parts[1:]],
        columns=staff,
    )


def number_format(column: Column) -> str | None:
    """The number format of a column's cells, or None for General."""
    if column.kind == "number" and column.owner == "staff":
        return MONEY_FORMAT
    if column.kind == "date":
        return DATE_FORMAT
    if column.kind == "time":
        return TIME_FORMAT
    if column.kind == "text" and column.owner == "staff":
        return TEXT_FORMAT
    return None
