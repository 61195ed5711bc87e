"""Ringkasan: the month on one page, with tiles, trend, decisions, statuses, channels, spread."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ppid_sheets.common.indonesian import short_date
from ppid_sheets.common.month import Month
from ppid_sheets.deadlines.clock import OVERDUE
from ppid_sheets.reports.figures import OPEN_ORDER
from ppid_sheets.reports.month import service
from ppid_sheets.reports.month.report import (
    HEAD_LINE,
    LINE,
    SUMMARY,
    Report,
    cell_of,
    head,
    is_exact,
)
from ppid_sheets.reports.rows import STILL_OPEN, YES
from ppid_sheets.reports.workbook.book import (
    Area,
    Block,
    Cell,
    Chart,
    Grid,
    Series,
    Sheet,
    Style,
    absolute,
    relative,
)
from ppid_sheets.reports.workbook.identities import VERDICT
from ppid_sheets.reports.workbook.tally import Criterion, Number, Point, equals, share, total

_COLUMNS, _WIDTH = 12, 10.4
_TILE = 3
"""Columns that a tile covers."""
_TILE_ROWS = (4, 10)
_TREND_ROW = 16
_TREND_SPAN, _TABLE_SPAN = 5, 4
_COLUMN_PIXELS, _LINE_PIXELS = 78, 22
_HISTOGRAM_LINES = 13
_LABELLED = 100
"""Numbers of three digits would stand upon each other at the bars; they are in the table."""
_REMAINING = _TREND_SPAN - 1


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the numbers of Ringkasan stand, for the formulas of other sheets."""

    tiles: tuple[Grid, Grid]
    trend: Grid
    decisions: Grid
    statuses: Grid
    channels: Grid

    @property
    def end(self) -> int:
        """The first free row below the tables."""
        return max(self.decisions.end, self.statuses.end, self.channels.end)

    def figure(self, tile: int) -> str:
        """The big figure of a tile: 0 opening, 1 received, 2 finished, 3 remaining, 4 on time,
        5 overdue, 6 mean, 7 median.
        """
        return cell_of(SUMMARY, self.tiles[tile // 4].row + 1, tile % 4 * _TILE)

    def trend_remaining(self, months_back: int) -> str:
        """What remained at the end of a month of the trend; 0 is the month of the report."""
        return cell_of(SUMMARY, self.trend.end - 1 - months_back, _REMAINING)

    @staticmethod
    def total(table: Grid) -> str:
        """The total below the decisions, statuses or channels."""
        return cell_of(SUMMARY, table.end - 1, table.col + 2)


def layout(report: Report) -> Layout:
    """The tables of Ringkasan in their places."""
    trend = _trend(report)
    row = trend.end + 1
    numbers = report.figures
    received = report.times.this_month.holds("received_on")
    waiting = (equals("decision", STILL_OPEN),)
    return Layout(
        (_tiles(report, _TILE_ROWS[0], _flow_tiles(report)),
         _tiles(report, _TILE_ROWS[1], _time_tiles(report))),
        trend,
        _counted(report, (row, 0), "Keputusan atas yang diterima", "decision", numbers.decisions,
                 received),
        _counted(report, (row, _TABLE_SPAN), "Status yang masih terbuka", "status", OPEN_ORDER,
                 waiting),
        _counted(report, (row, 2 * _TABLE_SPAN), "Kanal yang diterima", "channel",
                 numbers.labels("channel"), received),
    )  # fmt: skip


def sheet(report: Report) -> Sheet:
    """The sheet."""
    places = report.once(layout)
    spread = places.end + 1
    checked = Cell(
        f"Pemeriksaan: {report.verdict}", "verdict", f'="Pemeriksaan: "&{VERDICT}', _COLUMNS
    )
    width = round(_COLUMNS * _COLUMN_PIXELS) - 24
    blocks: tuple[Block, ...] = (
        head(report, "Ringkasan Layanan Informasi Publik", _COLUMNS),
        *places.tiles,
        places.trend,
        _trend_chart(report, places.trend),
        places.decisions,
        places.statuses,
        places.channels,
        service.histogram_chart(
            report, report.once(service.layout).histogram, False,
            (spread, 0, width, _HISTOGRAM_LINES * _LINE_PIXELS),
        ),
        Grid(spread + _HISTOGRAM_LINES + 1, 0, ((checked,),), (20,)),
    )  # fmt: skip
    heights = Grid(spread, 0, ((),) * _HISTOGRAM_LINES, (LINE,) * _HISTOGRAM_LINES)
    return Sheet(SUMMARY, SUMMARY, (_WIDTH,) * _COLUMNS, (*blocks, heights), one_page=True)


@dataclass(frozen=True, slots=True)
class _Tile:
    """A big figure with what it is above and a note below, and what it was at other times.

    `figures` are those of this month, the month before and the same month a year ago.
    """

    label: str
    note: Cell
    figures: tuple[Number, Number, Number]
    style: Style = "tile_count"
    small: Style = "tile_before_count"

    def lines(self, report: Report) -> tuple[tuple[Cell, ...], ...]:
        now, before, year_ago = self.figures
        return (
            (Cell(self.label, "tile_label", span=_TILE),),
            (now.cell(self.style, _TILE),),
            (self.note,),
            (Cell(f"{report.before.short_name}:", "tile_before", span=2),
             before.cell(self.small)),
            (Cell(f"{report.year_ago.short_name}:", "tile_before", span=2),
             year_ago.cell(self.small)),
        )  # fmt: skip


Three = tuple[Number, Number, Number]


def three(numbers: Iterable[Number]) -> Three:
    """Three numbers as a tuple."""
    now, before, year_ago = numbers
    return now, before, year_ago


def _tiles(report: Report, row: int, tiles: Sequence[_Tile]) -> Grid:
    lines = zip(*(tile.lines(report) for tile in tiles), strict=True)
    rows = tuple(tuple(cell for part in line for cell in part) for line in lines)
    return Grid(row, 0, rows, (18, 30, 15, 14, 16))


def _note(text: str, formula: str = "") -> Cell:
    return Cell(text, "tile_note", formula, _TILE)


def _flow_tiles(report: Report) -> tuple[_Tile, ...]:
    period = report.period
    rest = "Sisa akhir bulan" if period.closed else "Sisa sampai kini"
    days = _note(f"1–{_day(period.as_of)}")
    now, then, ago = report.times.this_month, report.times.last_month, report.times.year_ago

    def moved(key: str) -> Three:
        return three(report.count(*window.holds(key)) for window in (now, then, ago))

    return (
        _Tile(
            "Sisa bulan lalu", _note(f"per {_day(report.before.last)}"),
            three(report.open_before(window.first) for window in (now, then, ago)),
        ),
        _Tile("Diterima", days, moved("received_on")),
        _Tile("Selesai", days, moved("finished_on")),
        _Tile(
            rest, _note(f"per {_day(period.as_of)}"),
            (
                report.count(equals("decision", STILL_OPEN)),
                report.open_before(then.after),
                report.open_before(ago.after),
            ),
        ),
    )  # fmt: skip


def _time_tiles(report: Report) -> tuple[_Tile, ...]:
    places = report.once(service.layout)

    def seen(column: int) -> Three:
        """This month, the month before and a year ago, from Waktu Layanan."""
        lines = places.overall.rows[2:5]
        return three(
            Number(line[column].value or 0, places.overall_of(i, column))
            for i, line in enumerate(lines)
        )

    judged = seen(service.NUMBER)[0]
    flow = report.figures.current
    within = "+".join(places.overall_of(0, col) for col in service.IN_TIME)
    on_time = _note(
        f"{flow.on_time} dari {flow.judged} dinilai",
        f'={within}&" dari "&{judged.formula}&" dinilai"',
    )
    days = _note("hari kerja")
    return (
        _Tile("Tepat waktu", on_time, seen(service.RATE), "tile_share", "tile_before_share"),
        _Tile(
            "Terlambat", _note("masih terbuka"),
            (
                report.count(equals("status", OVERDUE)),
                report.count(equals("late_before", YES)),
                report.count(equals("late_year", YES)),
            ),
        ),
        _Tile("Rata-rata layanan", days, seen(service.MEAN), "tile_mean", "tile_before_mean"),
        _Tile("Median layanan", days, seen(service.MEDIAN), "tile_mean", "tile_before_mean"),
    )  # fmt: skip


def _day(day: date) -> str:
    return f"{short_date(day)} {day.year}"


def _trend(report: Report) -> Grid:
    """The 13 months, one a row below a heading and a header."""
    rows = [_trend_row(report, _TREND_ROW + 2 + i, m.month)
            for i, m in enumerate(report.figures.trend)]  # fmt: skip
    names = (Cell(text, "head_right") for text in ("Diterima", "Selesai", "Sisa"))
    header = (Cell("Bulan", "head_left", span=2), *names)
    heading = (Cell("Tren 13 bulan", "heading", span=_TREND_SPAN),)
    return Grid(_TREND_ROW, 0, (heading, header, *rows), _heights(rows))


def _heights(rows: Sequence[object]) -> tuple[float, ...]:
    return (HEAD_LINE, HEAD_LINE, *[LINE] * len(rows))


def _trend_row(report: Report, row: int, month: Month) -> tuple[Cell, ...]:
    following = min(month.before(-1).first, report.period.after)
    start = Point(month.first, f"$A{row + 1}")
    after = Point(following, f"EDATE({start.ref},1)")

    def within(key: str) -> Number:
        return report.count(Criterion(key, ">=", start), Criterion(key, "<", after))

    return (
        Cell(month.first, "month", span=2),
        within("received_on").cell("count"),
        within("finished_on").cell("count"),
        report.open_before(after).cell("count"),
    )


def _counted(
    report: Report,
    place: tuple[int, int],
    heading: str,
    key: str,
    labels: Sequence[str],
    among: Sequence[Criterion],
) -> Grid:
    """A table of label, count and share with its total."""
    row, col = place
    first, foot = row + 2, row + 2 + len(labels)
    exact = is_exact(key, labels)
    numbers = [
        report.tally.count(
            *among, Criterion(key, "=", Point(label, absolute(first + i, col))), exact=exact
        )
        for i, label in enumerate(labels)
    ]
    summed = total(numbers, f"{relative(first, col + 2)}:{relative(foot - 1, col + 2)}")
    whole = summed.at(absolute(foot, col + 2))
    line = _liner(whole, col)
    body = [line(first + i, label, n) for i, (label, n) in enumerate(zip(labels, numbers,
                                                                         strict=True))]  # fmt: skip
    footer = (
        Cell("Jumlah", "total", span=2),
        summed.cell("total_count"),
        share(whole, whole).cell("total_share"),
    )
    header = (
        Cell("", "head_left", span=2), Cell("Jumlah", "head_right"), Cell("%", "head_right"),
    )  # fmt: skip
    rows = ((Cell(heading, "heading", span=_TABLE_SPAN),), header, *body, footer)
    return Grid(row, col, rows, _heights((*body, footer)))


def _liner(whole: Number, col: int) -> Callable[[int, str, Number], tuple[Cell, ...]]:
    def line(row: int, label: str, number: Number) -> tuple[Cell, ...]:
        part = share(number.at(relative(row, col + 2)), whole)
        return (Cell(label, "text", span=2), number.cell("count"), part.cell("share"))

    return line


def _trend_chart(report: Report, table: Grid) -> Block:
    trend = report.figures.trend
    if not any(month.received or month.finished for month in trend):
        sentence = "Belum ada permohonan dalam 13 bulan terakhir."
        return Grid(table.row + 2, _TREND_SPAN, ((Cell(sentence, "note", span=6),),))

    def column(col: int) -> Area:
        return Area(SUMMARY, table.row + 2, col, table.end - 1, col)

    said = "; ".join(
        f"{one.month.short_name}: {one.received} diterima, {one.finished} selesai" for one in trend
    )
    return Chart(
        table.row, _TREND_SPAN, (_COLUMNS - _TREND_SPAN) * _COLUMN_PIXELS - 24,
        _LINE_PIXELS * len(table.rows), "column", "Permohonan diterima dan selesai per bulan",
        (
            Series("Diterima", column(0), column(2)),
            Series("Selesai", column(0), column(3)),
        ),
        f"Grafik batang permohonan diterima dan selesai selama 13 bulan. {said}.",
        labels=max(max(month.received, month.finished) for month in trend) < _LABELLED,
    )  # fmt: skip
