"""Ringkasan: the month on one page, with tiles, trend, decisions, statuses, channels, spread."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ppid_sheets.common.month import Month, month_of
from ppid_sheets.reports.figures import OPEN_ORDER
from ppid_sheets.reports.month import service, spread, terms, tiles
from ppid_sheets.reports.month.figure import (
    Rows,
    Term,
    open_before,
    says,
    within,
)
from ppid_sheets.reports.month.placed import Placed
from ppid_sheets.reports.month.report import (
    HEAD_LINE,
    LINE,
    SUMMARY,
    Report,
    Times,
    Window,
    head,
    is_exact,
)
from ppid_sheets.reports.month.table import Column, Labels, Line, Table, label_column, share_column
from ppid_sheets.reports.rows import STILL_OPEN
from ppid_sheets.reports.workbook.book import Area, Block, Cell, Chart, Grid, Series, Sheet
from ppid_sheets.reports.workbook.identities import VERDICT, Check, side
from ppid_sheets.reports.workbook.tally import Point

_COLUMNS, _WIDTH = 12, 10.4
_TREND_SPAN, _TABLE_SPAN = 5, 4
_COLUMN_PIXELS, _LINE_PIXELS = 78, 22
_HISTOGRAM_LINES = 13
_LABELLED = 100
"""Numbers of three digits would stand upon each other at the bars; they are in the table."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The tables of Ringkasan in their places."""

    trend: Placed
    decisions: Placed
    statuses: Placed
    channels: Placed

    @property
    def tables(self) -> tuple[Placed, ...]:
        """All of them."""
        return self.trend, self.decisions, self.channels, self.statuses

    @property
    def end(self) -> int:
        """The first free row below."""
        return max(table.end + 1 for table in self.tables[1:])


def tables(report: Report, labels: Labels) -> tuple[Table, ...]:
    """Trend, decisions, open statuses, channels."""
    received, waiting = within("received_on"), says("decision", STILL_OPEN)
    decisions = _counted(
        "decision", labels("decision"), received, "keputusan", terms.RECEIVED, tiles.RECEIVED
    )
    statuses = _counted(
        "status", OPEN_ORDER, waiting, "status terbuka", terms.REMAINING, tiles.REMAINING
    )
    channels = _counted(
        "channel", labels("channel"), received, "kanal", terms.RECEIVED, tiles.RECEIVED
    )
    return _trend(report), decisions, statuses, channels


def layout(report: Report) -> Layout:
    """The tables in their places."""
    trend, *counted = tables(report, report.labels)
    above = Placed(report, trend, tiles.end() + 2)
    row = above.end + 1 + 2
    return Layout(above, *(Placed(report, t, row, i * _TABLE_SPAN) for i, t in enumerate(counted)))


def _trend(report: Report) -> Table:
    """The 13 months, one a line."""
    lines = tuple(_month(report, month) for month in report.period.months)

    def window(line: Line) -> Callable[[Times], Window]:
        first = line.label
        if not isinstance(first, date):
            raise TypeError(f"{first!r} is no first day of a month")
        end = month_of(first).before(-1).first
        return lambda times: Window(Point(first, ""), Point(min(end, times.period.after), ""))

    columns = (
        label_column("Bulan", 2, "month"),
        Column("Diterima", "count", "diterima", lambda line: within("received_on", window(line))),
        Column("Selesai", "count", "selesai", lambda line: within("finished_on", window(line))),
        Column("Sisa", "count", "sisa", lambda line: open_before(lambda t: window(line)(t).after)),
    )  # fmt: skip
    words = (terms.RECEIVED, terms.FINISHED, terms.REMAINING)
    return Table(SUMMARY, "Tren", words, lines, columns)


def _month(report: Report, month: Month) -> Line:
    """A month of the trend, whose days its formulas read from its label."""
    end = min(month.before(-1).first, report.period.after)
    return Line(
        month.first, name=month.name,
        at=lambda here: {month.first: here.label, end: f"EDATE({here.label},1)"},
    )  # fmt: skip


def _counted(
    key: str, labels: Sequence[str], among: Rows, name: str, term: Term, whole: int
) -> Table:
    """Labels, counts and shares of some rows, which a tile counts too."""

    def proofs(report: Report, placed: Placed) -> Iterable[Check]:
        counted = side(f"Jumlah tabel {name} (Ringkasan)", placed.foot(1))
        yield Check(counted, tiles.side_of(report, whole))

    columns = (
        label_column("", 2), Column("Jumlah", "count", "", among=among), share_column(1),
    )  # fmt: skip
    lines = tuple(Line(label, says(key, label)) for label in labels)
    exact = is_exact(key, labels)
    return Table(
        SUMMARY, name.capitalize(), (term,), lines, columns, exact, pinned=True, proofs=proofs
    )


def sheet(report: Report) -> Sheet:
    """The sheet."""
    places = report.once(layout)
    below = places.end + 1
    checked = Cell(
        f"Pemeriksaan: {report.verdict}", "verdict", f'="Pemeriksaan: "&{VERDICT}', _COLUMNS
    )
    width = round(_COLUMNS * _COLUMN_PIXELS) - 24
    trend = _grid(places.trend, "Tren 13 bulan", _TREND_SPAN)
    blocks: tuple[Block, ...] = (
        head(report, "Ringkasan Layanan Informasi Publik", _COLUMNS),
        *tiles.grids(report),
        trend,
        _trend_chart(report, trend),
        _grid(places.decisions, "Keputusan atas yang diterima", _TABLE_SPAN, summed=True),
        _grid(places.statuses, "Status yang masih terbuka", _TABLE_SPAN, summed=True),
        _grid(places.channels, "Kanal yang diterima", _TABLE_SPAN, summed=True),
        spread.chart(
            report, report.once(service.layout).histogram, False,
            (below, 0, width, _HISTOGRAM_LINES * _LINE_PIXELS),
        ),
        Grid(below + _HISTOGRAM_LINES + 1, 0, ((checked,),), (20,)),
    )  # fmt: skip
    heights = Grid(below, 0, ((),) * _HISTOGRAM_LINES, (LINE,) * _HISTOGRAM_LINES)
    return Sheet(SUMMARY, SUMMARY, (_WIDTH,) * _COLUMNS, (*blocks, heights), one_page=True)


def _grid(placed: Placed, heading: str, span: int, summed: bool = False) -> Grid:
    """A table below its heading and the line of its columns."""
    lines = (*placed.cells, placed.feet) if summed else placed.cells
    rows = ((Cell(heading, "heading", span=span),), placed.heads, *lines)
    heights = (HEAD_LINE, HEAD_LINE, *[LINE] * len(lines))
    return Grid(placed.row - 2, placed.col, rows, heights)


def _trend_chart(report: Report, table: Grid) -> Block:
    trend = report.figures.trend
    if not any(month.received or month.finished for month in trend):
        sentence = "Belum ada permohonan dalam 13 bulan terakhir."
        return Grid(table.row + 2, _TREND_SPAN, ((Cell(sentence, "note", span=6),),))
    placed = report.once(layout).trend
    months = Area(SUMMARY, placed.row, 0, placed.end - 1, 0)
    said = "; ".join(
        f"{one.month.short_name}: {one.received} diterima, {one.finished} selesai" for one in trend
    )
    return Chart(
        table.row, _TREND_SPAN, (_COLUMNS - _TREND_SPAN) * _COLUMN_PIXELS - 24,
        _LINE_PIXELS * len(table.rows), "column", "Permohonan diterima dan selesai per bulan",
        (
            Series("Diterima", months, placed.area(1)),
            Series("Selesai", months, placed.area(2)),
        ),
        f"Grafik batang permohonan diterima dan selesai selama 13 bulan. {said}.",
        labels=max(max(month.received, month.finished) for month in trend) < _LABELLED,
    )  # fmt: skip
