"""Tenggat: open requests, the most urgent first; what became late; extensions notified too late."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ppid_sheets.deadlines.clock import FINISHED_LATE, OVERDUE
from ppid_sheets.reports.month import terms
from ppid_sheets.reports.month.figure import Figure, open_before, says, within
from ppid_sheets.reports.month.report import HEAD_LINE, LINE, STATUS_TONES, Report, cell_of, head
from ppid_sheets.reports.month.sheet_names import DUE
from ppid_sheets.reports.month.shown import Shown
from ppid_sheets.reports.month.window import Times, Window
from ppid_sheets.reports.objections.listed import OBJECTED
from ppid_sheets.reports.rows import EXTENDED_LATE
from ppid_sheets.reports.workbook.book import (
    Area,
    Cell,
    Grid,
    Sheet,
    Style,
    WordTones,
)
from ppid_sheets.reports.workbook.linked import linked, unlinked
from ppid_sheets.reports.workbook.paging import page_breaks
from ppid_sheets.reports.workbook.plain_values import plain
from ppid_sheets.reports.workbook.tally import Number, Point

_HEADER = 4
_COLUMNS: tuple[tuple[str, str, Style, float], ...] = (
    ("reg_number", "No. Registrasi", "cell_wrapped", 19),
    ("received_on", "Diterima", "cell_date", 11),
    ("info_category", "Kategori", "cell_wrapped", 31),
    ("officer", "Petugas", "cell_wrapped", 17),
    ("due_on", "Batas Waktu", "cell_date", 11),
    ("days_left", "Sisa Hari Kerja", "days_left", 13),
    ("finished_on", "Selesai", "cell_date", 11),
    ("status", "Status", "cell", 20),
    ("row", "Baris di Register", "row_number", 10),
)
_OPTIONAL = ("info_category", "officer")
"""Columns that a register may lack."""
_CENTRED = ("cell_date", "days_left", "row_number")
_NARROW = 105.0
"""Characters that a page of upright paper takes."""


@dataclass(frozen=True, slots=True)
class DueList:
    """One list: its title, its figure and their number, its rows, and its text without any.

    `link` gives the address of a row, `shown` its name for people.
    """

    heading: str
    figure: Figure
    number: Number
    rows: pd.DataFrame
    nothing: str
    link: Callable[[int], str] | None
    shown: Callable[[int], int | str]


def sheet(report: Report) -> Sheet:
    """The sheet: one header above three lists; nothing prints where all are empty."""
    lists, columns = report.once(tables), report.once(_columns)
    header = tuple(
        Cell(text, "head" if style in _CENTRED else "head_left") for _, text, style, _ in columns
    )
    widths = tuple(width for *_, width in columns)
    status = next(at for at, (key, *_) in enumerate(columns) if key == "status")
    plain = Sheet(
        DUE,
        DUE,
        widths,
        (
            head(report, "Tenggat", len(columns)),
            Grid(_HEADER, 0, (header,), (30,)),
            *_mailed(report, len(columns)),
            *lists,
            *(
                WordTones(Area(DUE, t.row + 1, status, t.end - 1, status), STATUS_TONES)
                for t in lists
            ),
        ),
        landscape=sum(widths) > _NARROW,
        repeat=(0, _HEADER),
        freeze=(_HEADER + 1, 1),
        prints=any(len(section.rows) for section in report.once(sections)),
    )
    starts = [table.row for table in lists]
    return page_breaks(plain, report.settings.paper, starts, flowing=starts)


def _mailed(report: Report, span: int) -> tuple[Grid, ...]:
    """The remark on links to a file beside the report; addresses of the web go everywhere."""
    rows = report.figures.data.index.tolist()
    if not rows or not report.link or "://" in report.link(rows[0]):
        return ()
    said = f"Kolom Baris membuka {report.source}; tanpa register itu (misalnya lewat surel) tidak."
    return (Grid(_HEADER - 1, 2, ((Cell(said, "index", span=span - 2),),)),)


def _columns(report: Report) -> tuple[tuple[str, str, Style, float], ...]:
    """The columns, without those that the register lacks."""
    return tuple(one for one in _COLUMNS if one[0] not in _OPTIONAL or report.has(one[0]))


def listed(report: Report) -> Area:
    """The register's row numbers, one per open request."""
    table, col = report.once(tables)[0], len(report.once(_columns)) - 1
    return Area(DUE, table.row + 1, col, table.end - 1, col)


def _becoming_late(times: Times) -> Window:
    """Due days after which a request became late in the month: it is late from the next day."""
    first = Point(times.period.month.before().last, f"{times.first.ref}-1")
    return Window(first, Point(times.period.as_of, times.points["Keadaan per"].ref))


_LATE_DUE = within("due_on", _becoming_late)
_FIGURES = (
    Figure(DUE, "Masih terbuka", (terms.REMAINING,), open_before(lambda t: t.after)),
    Figure(
        DUE,
        "Menjadi terlambat",
        (terms.BECAME_LATE,),
        _LATE_DUE & (says("status", OVERDUE) + says("status", FINISHED_LATE)),
    ),
    Figure(
        DUE,
        "Perpanjangan terlambat",
        (terms.EXTENSION,),
        within("extended_on") & says("extension", EXTENDED_LATE),
    ),
)
_OBJECTIONS = Figure(
    DUE,
    "Keberatan yang belum ditanggapi",
    (terms.OBJECTIONS,),
    open_before(lambda t: t.after),
    source=OBJECTED,
)
SUPERIOR = "Atasan PPID"
"""The official who answers an objection."""
OPEN, BECAME_LATE, EXTENDED = range(3)
"""Positions of the figures above the lists."""


def shown(report: Report) -> tuple[Shown, ...]:
    """The numbers above the lists; the open ones are proven where the month is closed."""
    return tuple(
        Shown(
            section.figure,
            section.number,
            cell_of(DUE, table.row, len(report.once(_columns)) - 1),
            section.figure is not _FIGURES[OPEN],
        )
        for section, table in zip(report.once(sections), report.once(tables), strict=True)
    )


def sections(report: Report) -> tuple[DueList, ...]:
    """The lists: three of requests, and the open objections where there are objections."""
    data = report.figures.data
    late, extended = (
        figure.mask(report.tally, report.times)
        for figure in (_FIGURES[BECAME_LATE], _FIGURES[EXTENDED])
    )
    return (
        _section(
            report,
            "Masih terbuka pada akhir periode, yang paling mendesak di atas",
            _FIGURES[OPEN],
            report.figures.open_requests,
            "Tidak ada permohonan yang masih terbuka.",
        ),
        _section(
            report,
            "Menjadi terlambat dalam bulan ini",
            _FIGURES[BECAME_LATE],
            data[late].sort_values("due_on", kind="stable"),
            "Tidak ada permohonan yang menjadi terlambat dalam bulan ini.",
        ),
        _section(
            report,
            "Perpanjangan yang diberitahukan dalam bulan ini melewati batas waktu pertama",
            _FIGURES[EXTENDED],
            data[extended],
            "Tidak ada perpanjangan yang terlambat diberitahukan.",
        ),
        *_of_objections(report),
    )


def _section(
    report: Report, heading: str, figure: Figure, rows: pd.DataFrame, nothing: str
) -> DueList:
    """A list of requests."""
    number = figure.number(report.tally, report.times)
    return DueList(heading, figure, number, rows, nothing, report.link, report.figures.shown)


def _of_objections(report: Report) -> Iterator[DueList]:
    """The objections that wait for the superior's answer, in the columns of the requests."""
    objections = report.objections
    if not (objections and objections.any):
        return
    rows = objections.frame[objections.frame["finished_on"].isna()]
    rows = rows.sort_values(["due_on", "received_on"], kind="stable")
    about = [f"Atas {number or '(tanpa nomor)'}" for number in rows["request_no"].tolist()]
    yield DueList(
        "Keberatan yang belum ditanggapi Atasan PPID (baris pada register keberatan)",
        _OBJECTIONS,
        _OBJECTIONS.number(report.tallies[OBJECTED], report.times),
        rows.assign(info_category=about, officer=SUPERIOR),
        "Tidak ada keberatan yang belum ditanggapi.",
        objections.link,
        int,
    )


def tables(report: Report) -> tuple[Grid, ...]:
    """The lists in their places."""
    placed: list[Grid] = []
    for section in report.once(sections):
        row = placed[-1].end + 1 if placed else _HEADER + 1
        placed.append(_table(report, row, section))
    return tuple(placed)


def _table(report: Report, row: int, section: DueList) -> Grid:
    index, columns = section.rows.index.tolist(), report.once(_columns)
    unsaid = unlinked(len(index)) if section.link else ""
    heading = f"{section.heading} ({unsaid})" if unsaid else section.heading
    title = Cell(heading, "total", span=len(columns) - 1), section.number.cell("total_count")
    links = len(linked(index))
    values = [plain(section.rows[key]) for key, *_ in columns[:-1]]
    styles = [style for _, _, style, _ in columns]
    lines = zip(*values, index, strict=True)
    body = [_line(section, line, styles, i < links) for i, line in enumerate(lines)]
    if not body:
        empty = (Cell(section.nothing, "note", span=len(columns)),)
        return Grid(row, 0, (title, empty), (HEAD_LINE, HEAD_LINE))
    return Grid(row, 0, (title, *body), (HEAD_LINE, *[LINE] * len(body)))


def _line(
    section: DueList, values: Sequence[Any], styles: Sequence[Style], linked: bool
) -> tuple[Cell, ...]:
    *fields, row = values
    cells = (Cell(value, style) for value, style in zip(fields, styles, strict=False))
    link = section.link(row) if section.link and linked else ""
    return (*cells, Cell(section.shown(row), styles[-1], link=link))
