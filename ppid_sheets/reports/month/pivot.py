"""Pivot: twelve months side by side, group by group; then crosses, each under its own heading."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ppid_sheets.common.month import Month
from ppid_sheets.register import requests
from ppid_sheets.reports.month import cross, drawn, terms, tiles
from ppid_sheets.reports.month.blocks import GAP, Pages, Points
from ppid_sheets.reports.month.figure import says, within
from ppid_sheets.reports.month.proofs import recounted
from ppid_sheets.reports.month.report import HEAD_LINES, Report, head, is_exact
from ppid_sheets.reports.month.sheet_names import PIVOT
from ppid_sheets.reports.month.table import (
    Column,
    Labels,
    Line,
    Placed,
    Table,
    label_column,
    share_column,
)
from ppid_sheets.reports.month.window import Times, Window
from ppid_sheets.reports.rows import FREE, GROUPED, NO_REFUSAL, STILL_OPEN
from ppid_sheets.reports.workbook.book import Block, Cell, Grid, Sheet
from ppid_sheets.reports.workbook.identities import Check, side
from ppid_sheets.reports.workbook.paging import line_heights, page_breaks
from ppid_sheets.reports.workbook.tally import Point

_FIRST_ROW = 4
_MONTHS = 12
_WIDTHS = (22.0, 6.0, 6.3, *[4.8] * (_MONTHS - 1), 5.8)
_ANSWERED = ("decision", "refusal_ground")
"""Columns counted by the month of the answer; the others by that of receipt."""
_KEYS = (*_ANSWERED, *(key for key in GROUPED if key not in _ANSWERED))
_TOTAL = 1
_HEADS, _LINE, _GAP = 27.0, 13.0, 6.0
_ABOVE = 20.0, 14.0
_SHEET = Sheet(PIVOT, PIVOT, _WIDTHS, (), repeat=(0, 2), freeze=(1, 1))
_NOTE = (
    "Keputusan dan alasan penolakan menurut bulan jawaban; yang lain menurut bulan diterima. "
    "Kolom terakhir bulan laporan, di sebelahnya bulan sebelumnya."
)
_NOTHING = "Tidak ada permohonan dalam dua belas bulan terakhir."


@dataclass(frozen=True, slots=True)
class PivotLayout:
    """The tables in their places, section by section; each section with its heading and note."""

    sections: tuple[tuple[str, str, tuple[Placed, ...]], ...]

    @property
    def tables(self) -> tuple[Placed, ...]:
        """All of them, from the top."""
        return tuple(table for _, _, tables in self.sections for table in tables)


def tables(report: Report, labels: Labels) -> tuple[Table, ...]:
    """All tables, from the top."""
    return tuple(table for _, _, some in _sections(report, labels) for table in some)


def _sections(report: Report, labels: Labels) -> tuple[tuple[str, str, tuple[Table, ...]], ...]:
    first, last = _months(report)[0], report.period.month
    months = filter(None, (_monthly(report, key, labels(key)) for key in _KEYS))
    return (
        (f"Bulan demi bulan, {first.name} sampai {last.name}", _NOTE, tuple(months)),
        *cross.sections(report, labels, within_year(report)),
    )


def _months(report: Report) -> Sequence[Month]:
    return report.period.months[-_MONTHS:]


def within_year(report: Report) -> Callable[[Times], Window]:
    """The twelve months that end with the report."""
    first = _months(report)[0].first
    return lambda times: Window(_point(first), times.after)


def _point(day: date) -> Point:
    return Point(day, f"DATE({day.year},{day.month},{day.day})")


def _monthly(report: Report, key: str, labels: Sequence[str]) -> Table | None:
    """The labels of a column by month; None where the register says nothing of them."""
    lines = tuple(
        Line(label, says(key, label)) for label in labels if label not in (STILL_OPEN, NO_REFUSAL)
    )
    if not lines or not (key == "decision" or report.has(key)):
        return None
    dated = "finished_on" if key in _ANSWERED else "received_on"
    columns = (
        label_column(requests.column(key).header, style="grid_text"),
        Column(
            "Jumlah",
            "grid_count",
            "12 bulan",
            among=within(dated, within_year(report)),
            made=lambda here: here.sum(3, 2 + _MONTHS),
            foot="grid_total_count",
        ),
        share_column(_TOTAL),
        *(_month(report, dated, month) for month in _months(report)),
    )
    term = terms.FINISHED if key in _ANSWERED else terms.RECEIVED
    words = (term, terms.GROUPED) if key in FREE else (term,)
    return Table(
        PIVOT,
        requests.column(key).header,
        words,
        lines,
        columns,
        is_exact(key, labels),
        called=f"bulan demi bulan menurut {requests.column(key).header}",
        proofs=_proofs(key),
        foot="grid_total",
    )


def _month(report: Report, dated: str, month: Month) -> Column:
    now = month == report.period.month

    def window(times: Times) -> Window:
        if now:
            return times.this_month
        return Window(_point(month.first), _point(month.before(-1).first))

    column = Column(
        month.short_name.replace(" ", "\n"),
        "grid_count",
        month.name,
        among=within(dated, window),
        foot="grid_total_count",
    )
    return cross.at_edge(column, "grid_end_now_count") if now else column


def _proofs(key: str) -> Callable[[Report, Placed], Iterable[Check]]:
    """All numbers counted again, and the month's sum against that of Ringkasan."""

    def proofs(report: Report, placed: Placed) -> Iterable[Check]:
        yield recounted(placed)
        if key == "refusal_ground":
            return
        whole = tiles.FINISHED if key == "decision" else tiles.RECEIVED
        name = f"Jumlah {report.month} menurut {requests.column(key).header} (Pivot)"
        yield Check(side(name, placed.foot(2 + _MONTHS)), tiles.side_of(report, whole))

    return proofs


def layout(report: Report) -> PivotLayout:
    """The tables in their places: a free row between two of them, heading and note above some."""
    sections = []
    row, top = _FIRST_ROW, sum(HEAD_LINES)
    pages = Pages(report, _SHEET, top + GAP, top)
    for heading, note, some in _sections(report, report.labels):
        if some:
            row += 1 + bool(note)
            placed: list[Placed] = []
            for table in some:
                above = _points_above(heading, note) * (not placed)
                charted = cross.room(report, Placed(report, table, 0))
                points = Points(above, _HEADS, _LINE, _LINE + _GAP + GAP * charted)
                placed.append(pages.place(table, row + 1, points, whole=charted > 0))
                row = placed[-1].end + 2 + charted
            sections.append((heading, note, tuple(placed)))
    return PivotLayout(tuple(sections))


def sheet(report: Report) -> Sheet:
    """The sheet: tables that no page splits; it prints where anything moved in the month."""
    blocks: list[Block] = []
    starts: list[int] = []
    for heading, note, some in report.once(layout).sections:
        above = _above(heading, note, some[0].row - 1)
        starts += [above.row, *some[0].later_heads]
        starts += [row for placed in some[1:] for row in (placed.row - 1, *placed.later_heads)]
        blocks += [above, *(block for placed in some for block in _blocks(report, placed))]
    nothing = Grid(_FIRST_ROW, 0, ((Cell(_NOTHING, "note", span=len(_WIDTHS)),),))
    plain = replace(
        _SHEET,
        blocks=(head(report, "Pivot", len(_WIDTHS)), *(blocks or (nothing,))),
        prints=bool(report.figures.current.received or report.figures.current.finished),
    )
    return page_breaks(plain, report.settings.paper, starts)


def _points_above(heading: str, note: str) -> float:
    rows = _above(heading, note, 0).rows
    return sum(
        line_heights([cells], _WIDTHS, stated)[0]
        for cells, stated in zip(rows, _ABOVE, strict=False)
    )


def _above(heading: str, note: str, row: int) -> Grid:
    span = len(_WIDTHS)
    rows = (
        (Cell(heading, "report_heading", span=span),),
        *(((Cell(note, "note", span=span),),) * bool(note)),
    )
    return Grid(row - len(rows), 0, rows, _ABOVE[: len(rows)])


def _blocks(report: Report, placed: Placed) -> Iterable[Block]:
    """A table, and what stands below it."""
    heights = (*drawn.heights(placed, _HEADS, _LINE), _LINE)
    yield Grid(placed.row - 1, 0, (*drawn.body(placed), drawn.feet(placed)), heights)
    yield Grid(placed.end + 1, 0, ((),), (_GAP,))
    yield from cross.chart(report, placed)
