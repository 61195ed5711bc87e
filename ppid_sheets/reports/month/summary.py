"""Ringkasan: the month on one page, with tiles, a paragraph, the trend, decisions and statuses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from ppid_sheets.deadlines.clock import FINISHED_LATE, ON_TIME, OVERDUE
from ppid_sheets.register.columns import BY_KEY
from ppid_sheets.register.indonesian import SHORT_MONTHS, short_date
from ppid_sheets.reports.book import (
    Area,
    Block,
    Cell,
    Chart,
    Grid,
    Series,
    Sheet,
    absolute,
    relative,
    text_lines,
)
from ppid_sheets.reports.figures import NOT_FILLED, OPEN_ORDER, STILL_OPEN
from ppid_sheets.reports.month.report import (
    FINISHED,
    FINISHED_BEFORE,
    FIRST,
    FIRST_BEFORE,
    HEAD_LINE,
    LINE,
    RECEIVED,
    RECEIVED_BEFORE,
    SUMMARY,
    VERDICT,
    Criterion,
    Report,
    bare,
    equals,
    head,
    share,
    share_formula,
)
from ppid_sheets.reports.narrative import month_in_words

_TILE = (8.7, 7.3)
"""Widths of the two columns below each tile."""
_WIDTHS = _TILE * 6
_TILE_ROW, _WORDS_ROW, _TREND_ROW = 4, 9, 11
_TABLE_SPAN = 5
_CHART_WIDTH = 406
_LABELLED = 100
"""Numbers of three digits would stand upon each other at the bars; they are in the table."""
_LINE_PIXELS = 22
"""Charts stand beside the tables; a line of those is 16.5 points, 22 pixels, high."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the numbers of Ringkasan stand, for the formulas of other sheets."""

    tiles: Grid
    trend: Grid
    decisions: Grid
    statuses: Grid

    def figure(self, tile: int) -> str:
        """The big figure of a tile: 0 opening, 1 received, 2 finished, 3 remaining."""
        return f"{SUMMARY}!{absolute(self.tiles.row + 1, tile * len(_TILE))}"

    def trend_remaining(self, months_back: int) -> str:
        """What remained at the end of a month of the trend; 0 is the month of the report."""
        return f"{SUMMARY}!{absolute(self.trend.end - 1 - months_back, _TABLE_SPAN - 1)}"

    @staticmethod
    def total(table: Grid) -> str:
        """The total below the decisions or the statuses."""
        return f"{SUMMARY}!{absolute(table.end - 1, 3)}"


def layout(report: Report) -> Layout:
    """The tables of Ringkasan in their places."""
    trend = _trend(report)
    decisions = _decisions(report, trend.end + 1)
    return Layout(_tiles(report), trend, decisions, _statuses(report, decisions.end + 1))


def sheet(report: Report, verdict: str) -> Sheet:
    """The sheet; `verdict` is what Pemeriksaan comes to."""
    places = layout(report)
    words = month_in_words(report.figures, report.settings.office.name)
    checked = Cell(
        f"Pemeriksaan: {verdict}",
        "verdict",
        f'="Pemeriksaan: "&{VERDICT}',
        len(_WIDTHS),
    )
    blocks: tuple[Block, ...] = (
        head(report, "Ringkasan Layanan Informasi Publik", len(_WIDTHS)),
        places.tiles,
        Grid(
            _WORDS_ROW,
            0,
            ((Cell(words, "paragraph", span=len(_WIDTHS)),),),
            (13.5 * text_lines(words, sum(_WIDTHS)) + 8,),
        ),
        places.trend,
        _trend_chart(report, places.trend),
        places.decisions,
        _decision_chart(report, places),
        places.statuses,
        Grid(places.statuses.end + 1, 0, ((checked,),), (20,)),
    )
    return Sheet(SUMMARY, SUMMARY, _WIDTHS, blocks, one_page=True)


@dataclass(frozen=True, slots=True)
class _Tile:
    """A big figure with what it is above, a note below, and the month before at the foot."""

    label: str
    note: Cell
    figure: Cell
    before: Cell

    def lines(self, month_before: str) -> tuple[tuple[Cell, ...], ...]:
        return (
            (Cell(self.label, "tile_label", span=2),),
            (self.figure,),
            (self.note,),
            (Cell(f"{month_before}:", "tile_before"), self.before),
        )


def _tiles(report: Report) -> Grid:
    tiles = (*_flow_tiles(report), _on_time_tile(report), _overdue_tile(report))
    lines = zip(*(tile.lines(report.short_month_before) for tile in tiles), strict=True)
    rows = tuple(tuple(cell for part in line for cell in part) for line in lines)
    return Grid(_TILE_ROW, 0, rows, (18, 30, 15, 17))


def _flow_tiles(report: Report) -> tuple[_Tile, ...]:
    now, then, period = report.figures.current, report.figures.previous, report.period
    rest = "Sisa akhir bulan" if period.closed else "Sisa sampai kini"
    before, as_of = f"per {_day(period.before)}", f"per {_day(period.as_of)}"
    days = f"1–{_day(period.as_of)}"
    return (
        _count_tile(
            "Sisa bulan lalu", before, now.opening, report.open_before(FIRST),
            then.opening, report.open_before(FIRST_BEFORE),
        ),
        _count_tile(
            "Diterima", days, now.received, report.count(*RECEIVED),
            then.received, report.count(*RECEIVED_BEFORE),
        ),
        _count_tile(
            "Selesai", days, now.finished, report.count(*FINISHED),
            then.finished, report.count(*FINISHED_BEFORE),
        ),
        _count_tile(
            rest, as_of, now.remaining, report.count(equals("decision", STILL_OPEN)),
            then.remaining, report.open_before(FIRST),
        ),
    )  # fmt: skip


def _overdue_tile(report: Report) -> _Tile:
    return _count_tile(
        "Terlambat", "masih terbuka",
        report.figures.current.overdue, report.count(equals("status", OVERDUE)),
        report.figures.previous.overdue, report.count(equals("status_before", OVERDUE)),
    )  # fmt: skip


def _count_tile(label: str, note: str, now: int, formula: str, then: int, before: str) -> _Tile:
    return _Tile(
        label,
        Cell(note, "tile_note", span=2),
        Cell(now, "tile_count", formula, 2),
        Cell(then, "tile_before_count", before),
    )


def _on_time_tile(report: Report) -> _Tile:
    now, then = report.figures.current, report.figures.previous

    def count(finished: tuple[Criterion, ...], key: str, status: str) -> str:
        return bare(report.count(*finished, equals(key, status)))

    on_time = count(FINISHED, "status", ON_TIME)
    judged = f"({on_time}+{count(FINISHED, 'status', FINISHED_LATE)})"
    before = count(FINISHED_BEFORE, "status_before", ON_TIME)
    judged_before = f"({before}+{count(FINISHED_BEFORE, 'status_before', FINISHED_LATE)})"
    return _Tile(
        "Tepat waktu",
        Cell(f"{now.on_time} dari {now.judged} dinilai", "tile_note",
             f'={on_time}&" dari "&{judged}&" dinilai"', 2),
        Cell(share(now.on_time, now.judged), "tile_share", share_formula(on_time, judged), 2),
        Cell(share(then.on_time, then.judged), "tile_before_share",
             share_formula(before, judged_before)),
    )  # fmt: skip


def _day(day: date) -> str:
    return f"{short_date(day)} {day.year}"


def _trend(report: Report) -> Grid:
    """The 13 months, one a row below a heading and a header."""
    rows = [_trend_row(report, _TREND_ROW + 2, i) for i in range(len(report.figures.trend))]
    names = (Cell(text, "head_right") for text in ("Diterima", "Selesai", "Sisa"))
    header = (Cell("Bulan", "head_left", span=2), *names)
    heading = (Cell("Tren 13 bulan", "heading", span=_TABLE_SPAN),)
    return Grid(_TREND_ROW, 0, (heading, header, *rows), _heights(rows))


def _heights(rows: Sequence[object]) -> tuple[float, ...]:
    return (HEAD_LINE, HEAD_LINE, *[LINE] * len(rows))


def _trend_row(report: Report, first_row: int, index: int) -> tuple[Cell, ...]:
    month = report.figures.trend[index]
    first = f"$A{first_row + index + 1}"
    after = f"EDATE({first},1)"

    def within(key: str) -> str:
        return report.count(Criterion(key, ">=", first), Criterion(key, "<", after))

    return (
        Cell(month.first, "month", span=2),
        Cell(month.received, "count", within("received_on")),
        Cell(month.finished, "count", within("finished_on")),
        Cell(month.remaining, "count", report.open_before(after)),
    )


def _decisions(report: Report, row: int) -> Grid:
    numbers = report.figures
    exact = is_foreign("decision", numbers.decisions)

    def formula(label: str) -> str:
        return report.count(*RECEIVED, Criterion("decision", "=", label), exact=exact)

    counts = tuple(zip(numbers.decisions, numbers.decided, strict=True))
    return _counted(row, "Keputusan atas permohonan diterima", "Keputusan", counts, formula)


def _statuses(report: Report, row: int) -> Grid:
    def formula(label: str) -> str:
        return report.count(equals("decision", STILL_OPEN), Criterion("status", "=", label))

    counts = tuple(zip(OPEN_ORDER, report.figures.open_statuses, strict=True))
    return _counted(row, "Status permohonan yang masih terbuka", "Status", counts, formula)


def is_foreign(key: str, labels: Sequence[str]) -> bool:
    """Whether some label of a column is not one of ours, and so may be more than a plain word."""
    return not {*labels} <= {*BY_KEY[key].choices, NOT_FILLED, STILL_OPEN}


def _counted(
    row: int,
    heading: str,
    label: str,
    counts: Sequence[tuple[str, int]],
    formula: Callable[[str], str],
) -> Grid:
    """A table of label, count and share with its total; `formula` counts the label in a cell."""
    first, total_row = row + 2, row + 2 + len(counts)
    total = sum(count for _, count in counts)

    def shared(at: int, count: int) -> tuple[float | str, str]:
        return share(count, total), share_formula(relative(at, 3), absolute(total_row, 3))

    body = []
    for at, (word, count) in enumerate(counts, first):
        part, part_formula = shared(at, count)
        number = Cell(count, "count", formula(f"$A{at + 1}"))
        body.append((Cell(word, "text", span=3), number, Cell(part, "share", part_formula)))
    part, part_formula = shared(total_row, total)
    footer = (
        Cell("Jumlah", "total", span=3),
        Cell(total, "total_count", f"=SUM({relative(first, 3)}:{relative(total_row - 1, 3)})"),
        Cell(part, "total_share", part_formula),
    )
    header = (
        Cell(label, "head_left", span=3), Cell("Jumlah", "head_right"), Cell("%", "head_right"),
    )  # fmt: skip
    rows = ((Cell(heading, "heading", span=_TABLE_SPAN),), header, *body, footer)
    return Grid(row, 0, rows, _heights((*body, footer)))


def _body(table: Grid, col: int, total: bool) -> Area:
    """A column of a table without its heading, header and total."""
    return Area(SUMMARY, table.row + 2, col, table.end - 1 - total, col)


def _trend_chart(report: Report, table: Grid) -> Block:
    trend = report.figures.trend
    if not any(month.received or month.finished for month in trend):
        return _instead(table.row + 2, "Belum ada permohonan dalam 13 bulan terakhir.")
    months = _body(table, 0, total=False)
    said = "; ".join(
        f"{SHORT_MONTHS[month.first.month - 1]} {month.first.year}: {month.received} diterima, "
        f"{month.finished} selesai"
        for month in trend
    )
    return Chart(
        table.row, _TABLE_SPAN, _CHART_WIDTH, _LINE_PIXELS * len(table.rows), "column",
        "Permohonan diterima dan selesai per bulan",
        (
            Series("Diterima", months, _body(table, 2, total=False)),
            Series("Selesai", months, _body(table, 3, total=False)),
        ),
        f"Grafik batang permohonan diterima dan selesai selama 13 bulan. {said}.",
        labels=max(max(month.received, month.finished) for month in trend) < _LABELLED,
    )  # fmt: skip


def _decision_chart(report: Report, places: Layout) -> Block:
    numbers, table = report.figures, places.decisions
    if not numbers.current.received:
        return _instead(table.row + 2, f"Tidak ada permohonan yang diterima pada {report.month}.")
    counts = zip(numbers.decisions, numbers.decided, strict=True)
    said = "; ".join(f"{label}: {count}" for label, count in counts)
    series = Series("Jumlah", _body(table, 0, total=True), _body(table, 3, total=True))
    title = f"Keputusan atas permohonan diterima {report.month}"
    return Chart(
        table.row, _TABLE_SPAN, _CHART_WIDTH, _LINE_PIXELS * (places.statuses.end - table.row),
        "bar", title, (series,), f"Grafik batang: {title}. {said}.",
    )  # fmt: skip


def _instead(row: int, sentence: str) -> Grid:
    """A sentence where a chart would be empty."""
    return Grid(row, _TABLE_SPAN + 1, ((Cell(sentence, "note", span=6),),))
