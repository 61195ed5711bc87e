"""Ringkasan: the month on one page, with tiles, trend, decisions, statuses, channels, spread."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ppid_sheets.common import typeface
from ppid_sheets.common.month import Month, month_of
from ppid_sheets.reports.figures import OPEN_ORDER
from ppid_sheets.reports.month import drawn, service, spread, terms, tiles
from ppid_sheets.reports.month.areas import charted
from ppid_sheets.reports.month.blocks import without_dashes
from ppid_sheets.reports.month.figure import (
    Rows,
    Term,
    open_before,
    says,
    within,
)
from ppid_sheets.reports.month.report import Report, head, is_exact
from ppid_sheets.reports.month.sheet_names import SUMMARY
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
from ppid_sheets.reports.rows import STILL_OPEN
from ppid_sheets.reports.workbook.book import Area, Block, Cell, Chart, Grid, Series, Sheet
from ppid_sheets.reports.workbook.identities import VERDICT, Check, side
from ppid_sheets.reports.workbook.tally import Point

_WIDTHS = (9.5, 9.5, 5.0, 7.0) * 3
"""Three tables of a label, a count and a share; four tiles of three columns each."""
_COLUMNS = len(_WIDTHS)
_TREND_SPAN, _TABLE_SPAN = 5, 4
_LINE, _GAP = 13.5, 8.0
_PIXELS = 4 / 3
_HISTOGRAM_LINES, _FEWEST_LINES, _ROOM = 8, 6, 9
"""Lines of the lower chart, fewer where the tables have more than some; without room none."""
_LABELLED = 10
"""Numbers of two digits would stand upon each other at the bars; they are in the table."""


@dataclass(frozen=True, slots=True)
class SummaryLayout:
    """The tables of Ringkasan in their places: the trend, and those that stand side by side."""

    trend: Placed
    counted: tuple[Placed, ...]

    @property
    def tables(self) -> tuple[Placed, ...]:
        """All of them."""
        return self.trend, *self.counted

    @property
    def end(self) -> int:
        """The first free row below."""
        return max(table.end + 1 for table in self.tables)


def tables(report: Report, labels: Labels) -> tuple[Table, ...]:
    """Trend, decisions, open statuses, channels; without those that have nothing to say."""
    received, waiting = within("received_on"), says("decision", STILL_OPEN)
    decisions = _counted(
        "decision", labels("decision"), received, "keputusan", terms.RECEIVED, tiles.RECEIVED
    )
    statuses = _counted(
        "status",
        _states(report, labels),
        waiting,
        "status terbuka",
        terms.REMAINING,
        tiles.REMAINING,
    )
    channels = _counted(
        "channel", labels("channel"), received, "kanal", terms.RECEIVED, tiles.RECEIVED
    )
    counted = (decisions, statuses, *((channels,) if report.has("channel") else ()))
    return _trend(report), *(table for table in counted if table.lines)


def _states(report: Report, labels: Labels) -> Sequence[str]:
    """The states of what is open; all that there are where issues are compared."""
    counted = zip(OPEN_ORDER, report.figures.open_statuses, strict=True)
    return [state for state, count in counted if count or labels != report.labels]


def layout(report: Report) -> SummaryLayout:
    """The tables in their places."""
    trend, *counted = tables(report, report.labels)
    above = Placed(report, trend, tiles.end() + 2)
    row = above.end + 1 + 1
    placed = (
        Placed(report, without_dashes(report, t), row, i * _TABLE_SPAN)
        for i, t in enumerate(counted)
    )
    return SummaryLayout(above, tuple(placed))


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
        label_column("Bulan", style="grid_month"),
        _moved("Diterima", lambda line: within("received_on", window(line))),
        replace(_moved("Selesai", lambda line: within("finished_on", window(line))), span=2),
        _moved("Sisa", lambda line: open_before(lambda t: window(line)(t).after)),
    )
    words = (terms.RECEIVED, terms.FINISHED, terms.REMAINING)
    return Table(SUMMARY, "Tren", words, lines, columns)


def _moved(word: str, rows: Callable[[Line], Rows]) -> Column:
    return Column(word, "grid_count", word.lower(), rows)


def _month(report: Report, month: Month) -> Line:
    """A month of the trend, whose days its formulas read from its label."""
    end = min(month.before(-1).first, report.period.after)
    return Line(
        month.first,
        name=month.name,
        at=lambda here: {month.first: here.label, end: f"EDATE({here.label},1)"},
    )


def _counted(
    key: str, labels: Sequence[str], among: Rows, name: str, term: Term, whole: int
) -> Table:
    """Labels, counts and shares of some rows, which a tile counts too."""

    def proofs(report: Report, placed: Placed) -> Iterable[Check]:
        counted = side(f"Jumlah tabel {name} (Ringkasan)", placed.foot(1))
        yield Check(counted, tiles.side_of(report, whole))

    columns = (
        label_column(_HEADINGS[key], 2, "grid_text"),
        Column("Jml.", "grid_count", "", among=among, foot="grid_total_count"),
        share_column(1),
    )
    lines = tuple(Line(label, says(key, label)) for label in labels)
    exact = is_exact(key, labels)
    return Table(
        SUMMARY,
        name.capitalize(),
        (term,),
        lines,
        columns,
        exact,
        pinned=True,
        proofs=proofs,
        foot="grid_total",
    )


_HEADINGS = {
    "decision": "Keputusan atas yang diterima",
    "status": "Masih terbuka",
    "channel": "Kanal",
}


def sheet(report: Report) -> Sheet:
    """The sheet."""
    places = report.once(layout)
    below = places.end + 1
    checked = Cell(
        f"Pemeriksaan: {report.verdict}", "verdict", f'="Pemeriksaan: "&{VERDICT}', _COLUMNS
    )
    trend = _grid(places.trend, "Tren 13 bulan")
    longest = max((len(placed.table.lines) for placed in places.counted), default=0)
    lines = _HISTOGRAM_LINES - max(0, longest - _ROOM)
    lines = lines if lines >= _FEWEST_LINES else 0
    height = round(lines * _LINE * _PIXELS)
    place = (below, 0, round(_points(0, _COLUMNS) * _PIXELS) - 24, height)
    histogram = report.once(service.layout).histogram
    blocks: tuple[Block, ...] = (
        head(report, "Ringkasan Layanan Informasi Publik", _COLUMNS),
        Grid(tiles.first() - 1, 0, ((),), (_GAP,)),
        *tiles.grids(report),
        trend,
        _trend_chart(report, trend),
        *(Grid(row, 0, ((),), (_GAP,)) for row in (places.trend.end, below - 1)),
        *(_grid(placed, "", summed=True) for placed in places.counted),
        *((spread.chart(report, histogram, False, place),) if lines else ()),
        Grid(below, 0, ((),) * lines, (_LINE,) * lines),
        Grid(below + lines, 0, ((checked,),), (18,)),
    )
    return Sheet(SUMMARY, SUMMARY, _WIDTHS, blocks, one_page=True)


def _points(first: int, last: int) -> float:
    """The width of some columns."""
    return sum(
        width * typeface.POINTS_OF_WIDTH + typeface.POINTS_OF_EDGE for width in _WIDTHS[first:last]
    )


def _grid(placed: Placed, heading: str, summed: bool = False) -> Grid:
    """A table below the line of its columns, and below a heading where it has one."""
    lines = (*drawn.lines(placed), drawn.feet(placed)) if summed else drawn.lines(placed)
    span = sum(column.span for column in placed.table.columns)
    above = ((Cell(heading, "report_heading", span=span),),) if heading else ()
    rows = (*above, drawn.heads(placed), *lines)
    heights = (*(18.0,) * len(above), *(27.0 if summed else 15.0,), *[_LINE] * len(lines))
    return Grid(placed.row - len(above) - 1, placed.col, rows, heights)


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
        table.row,
        _TREND_SPAN,
        round(_points(_TREND_SPAN, _COLUMNS) * _PIXELS) - 24,
        round(sum(height or 0.0 for height in table.heights) * _PIXELS),
        "column",
        "Permohonan diterima dan selesai per bulan",
        (
            Series("Diterima", months, charted(placed, 1)),
            Series("Selesai", months, charted(placed, 2)),
        ),
        f"Grafik batang permohonan diterima dan selesai selama 13 bulan. {said}.",
        labels=max(max(month.received, month.finished) for month in trend) < _LABELLED,
    )
