"""Tenggat: open requests, the most urgent first; what became late; extensions told too late."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ppid_sheets.deadlines.clock import FINISHED_LATE, OVERDUE
from ppid_sheets.reports.month import terms
from ppid_sheets.reports.month.data import plain
from ppid_sheets.reports.month.figure import Figure, open_before, says, within
from ppid_sheets.reports.month.report import (
    DUE,
    HEAD_LINE,
    LINE,
    STATUS_TONES,
    Report,
    Times,
    Window,
    cell_of,
    head,
)
from ppid_sheets.reports.month.shown import Shown
from ppid_sheets.reports.rows import EXTENDED_LATE
from ppid_sheets.reports.workbook.book import (
    Area,
    Cell,
    Grid,
    Highlight,
    Sheet,
    Style,
)
from ppid_sheets.reports.workbook.linked import linked, unlinked
from ppid_sheets.reports.workbook.pages import page_breaks
from ppid_sheets.reports.workbook.tally import Number, Point

_HEADER = 4
_COLUMNS: tuple[tuple[str, str, Style, float], ...] = (
    ("reg_number", "No. Registrasi", "cell_wrapped", 22),
    ("received_on", "Diterima", "cell_date", 12),
    ("info_category", "Kategori", "cell_wrapped", 36),
    ("officer", "Petugas", "cell_wrapped", 22),
    ("due_on", "Batas Waktu", "cell_date", 12),
    ("days_left", "Sisa Hari Kerja", "cell_number", 11),
    ("finished_on", "Selesai", "cell_date", 12),
    ("status", "Status", "cell", 22),
    ("row", "Baris di Register", "cell_number", 11),
)
_STATUS = 7


@dataclass(frozen=True, slots=True)
class Section:
    """One list: what it holds, how many, which rows of the figures, and what is said of none."""

    heading: str
    number: Number
    rows: pd.DataFrame
    nothing: str


def sheet(report: Report) -> Sheet:
    """The sheet: one header above three lists."""
    lists = report.once(tables)
    header = tuple(
        Cell(text, "head" if style in ("cell_date", "cell_number") else "head_left")
        for _, text, style, _ in _COLUMNS
    )
    plain = Sheet(
        DUE,
        DUE,
        tuple(width for *_, width in _COLUMNS),
        (
            head(report, "Tenggat", len(_COLUMNS)),
            Grid(_HEADER, 0, (header,), (30,)),
            *lists,
            *(
                Highlight(Area(DUE, t.row + 1, _STATUS, t.end - 1, _STATUS), STATUS_TONES)
                for t in lists
            ),
        ),
        landscape=True,
        repeat=(0, _HEADER),
        freeze=(_HEADER + 1, 0),
    )
    return page_breaks(plain, report.settings.paper, [table.row for table in lists])


def listed(report: Report) -> Area:
    """The register's row numbers, one per open request."""
    table, col = report.once(tables)[0], len(_COLUMNS) - 1
    return Area(DUE, table.row + 1, col, table.end - 1, col)


def _becoming_late(times: Times) -> Window:
    """Due days after which a request became late in the month: it is late from the next day."""
    first = Point(times.period.month.before().last, f"{times.first.ref}-1")
    return Window(first, Point(times.period.as_of, times.points["Keadaan per"].ref))


_LATE_DUE = within("due_on", _becoming_late)
_FIGURES = (
    Figure(DUE, "Masih terbuka", (terms.REMAINING,), open_before(lambda t: t.after)),
    Figure(
        DUE, "Menjadi terlambat", (terms.BECAME_LATE,),
        _LATE_DUE & (says("status", OVERDUE) + says("status", FINISHED_LATE)),
    ),
    Figure(
        DUE, "Perpanjangan terlambat", (terms.EXTENSION,),
        within("extended_on") & says("extension", EXTENDED_LATE),
    ),
)  # fmt: skip
OPEN, BECAME_LATE, EXTENDED = range(3)
"""Positions of the figures above the lists."""


def shown(report: Report) -> tuple[Shown, ...]:
    """The numbers above the lists; the open ones are proven where the month is closed."""
    return tuple(
        Shown(
            figure, figure.number(report.tally, report.times),
            cell_of(DUE, table.row, len(_COLUMNS) - 1), at != OPEN,
        )
        for at, (figure, table) in enumerate(zip(_FIGURES, report.once(tables), strict=True))
    )  # fmt: skip


def sections(report: Report) -> tuple[Section, ...]:
    """The three lists."""
    data = report.figures.data
    numbers = [figure.number(report.tally, report.times) for figure in _FIGURES]
    late, extended = (
        figure.mask(report.tally, report.times)
        for figure in (_FIGURES[BECAME_LATE], _FIGURES[EXTENDED])
    )
    return (
        Section(
            "Masih terbuka pada akhir periode, yang paling mendesak di atas",
            numbers[OPEN], report.figures.open_requests,
            "Tidak ada permohonan yang masih terbuka.",
        ),
        Section(
            "Menjadi terlambat dalam bulan ini", numbers[BECAME_LATE],
            data[late].sort_values("due_on", kind="stable"),
            "Tidak ada permohonan yang menjadi terlambat dalam bulan ini.",
        ),
        Section(
            "Perpanjangan yang diberitahukan dalam bulan ini melewati batas waktu pertama",
            numbers[EXTENDED], data[extended],
            "Tidak ada perpanjangan yang terlambat diberitahukan.",
        ),
    )  # fmt: skip


def tables(report: Report) -> tuple[Grid, ...]:
    """The lists in their places."""
    placed: list[Grid] = []
    for section in sections(report):
        row = placed[-1].end + 1 if placed else _HEADER + 1
        placed.append(_table(report, row, section))
    return tuple(placed)


def _table(report: Report, row: int, section: Section) -> Grid:
    index = section.rows.index.tolist()
    unsaid = unlinked(len(index)) if report.link else ""
    heading = f"{section.heading} ({unsaid})" if unsaid else section.heading
    title = Cell(heading, "total", span=len(_COLUMNS) - 1), section.number.cell("total_count")
    links = len(linked(index))
    columns = [plain(section.rows[key]) for key, *_ in _COLUMNS[:-1]]
    lines = zip(*columns, index, strict=True)
    body = [_line(report, values, i < links) for i, values in enumerate(lines)]
    if not body:
        empty = (Cell(section.nothing, "note", span=len(_COLUMNS)),)
        return Grid(row, 0, (title, empty), (HEAD_LINE, HEAD_LINE))
    return Grid(row, 0, (title, *body), (HEAD_LINE, *[LINE] * len(body)))


def _line(report: Report, values: Sequence[Any], linked: bool) -> tuple[Cell, ...]:
    *fields, row = values
    cells = (Cell(value, style) for value, (_, _, style, _) in zip(fields, _COLUMNS, strict=False))
    link = report.link(row) if report.link and linked else ""
    return (*cells, Cell(report.figures.shown(row), "cell_number", link=link))
