"""Waktu Layanan: how long answers took, against the law's periods and the SOP's minutes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from ppid_sheets.register import requests
from ppid_sheets.reports.month import awaited, desk_minutes, drawn, spread, terms
from ppid_sheets.reports.month.areas import areas, column_sum
from ppid_sheets.reports.month.blocks import GAP, Pages, Points
from ppid_sheets.reports.month.desk_minutes import STATISTICS
from ppid_sheets.reports.month.figure import (
    EVERY,
    Rows,
    one_of,
    says,
    within,
    year,
)
from ppid_sheets.reports.month.proofs import recounted
from ppid_sheets.reports.month.recount import RECOUNTED
from ppid_sheets.reports.month.report import HEAD_LINE, HEAD_LINES, LINE, Report, head, is_exact
from ppid_sheets.reports.month.sheet_names import SERVICE
from ppid_sheets.reports.month.table import Column, Here, Labels, Line, Placed, Table, label_column
from ppid_sheets.reports.month.window import Times, Window
from ppid_sheets.reports.rows import SPANS
from ppid_sheets.reports.workbook.book import (
    Cell,
    Grid,
    Sheet,
    relative,
)
from ppid_sheets.reports.workbook.identities import Check, Side, side
from ppid_sheets.reports.workbook.paging import page_breaks
from ppid_sheets.reports.workbook.tally import Number, share, summed

_ROW = 4
_LINE = 15.0
NUMBER, MEAN, MEDIAN, IN_TIME, RATE = 1, 2, 3, (6, 7), 9
_SPANS = (6, 7, 8)
_HISTOGRAM = 2
"""The table that has a line more below it, counted from the top."""
_WIDTHS = (31.0, 9.0, 10.5, 9.0, 10.5, 9.5, 11.5, 15.0, 12.0, 10.0)
_POINTS = Points(HEAD_LINE, 28.0, _LINE, GAP)
_SHEET = Sheet(SERVICE, SERVICE, _WIDTHS, (), landscape=True, repeat=(0, 2), freeze=(1, 1))
GROUPS = ("info_category", "channel", "officer")
_DONE = within("finished_on")


@dataclass(frozen=True, slots=True)
class ServiceLayout:
    """The tables of Waktu Layanan in their places.

    `units` is None where no unit was asked, `desk` where no minutes are recorded.
    """

    overall: Placed
    histogram: Placed
    groups: tuple[Placed, ...]
    units: Placed | None
    desk: Placed | None

    @property
    def tables(self) -> tuple[Placed, ...]:
        """All of them, from the top."""
        return self.overall, self.histogram, *self.groups, *filter(None, (self.units, self.desk))


def windows(report: Report) -> tuple[tuple[str, Callable[[Times], Window]], ...]:
    """The windows compared, with their names."""
    return (
        (report.month, lambda times: times.this_month),
        (report.before.name, lambda times: times.last_month.this_month),
        (report.year_ago.name, lambda times: times.year_ago.this_month),
        (report.year_so_far, year),
    )


def tables(report: Report, labels: Labels) -> tuple[Table, ...]:
    """All requests, the spread of days, by three columns, units asked, minutes at the desk."""
    overall = tuple(Line(name, within("finished_on", window)) for name, window in windows(report))
    return (
        Table(
            SERVICE,
            "Semua permohonan",
            (terms.SERVICE, terms.ON_TIME),
            overall,
            _columns(),
            proofs=_judged,
        ),
        spread.table(report, _bars),
        *(_group(key, labels(key)) for key in GROUPS if report.has(key)),
        *awaited.tables(report, labels),
        *desk_minutes.tables(report),
    )


def layout(report: Report) -> ServiceLayout:
    """The tables in their places, each with a free row above it."""
    placed: list[Placed] = []
    row, above = _ROW, sum(HEAD_LINES)
    pages = Pages(report, _SHEET, above + GAP, above)
    for table in tables(report, report.labels):
        charted = len(placed) == _HISTOGRAM - 1
        points = spread.POINTS if charted else _POINTS
        placed.append(pages.place(table, row + 2, points, whole=charted))
        row = placed[-1].end + 1 + charted
    overall, histogram, *others = placed
    named = {placed.table.name: placed for placed in others}
    asked, desk = named.pop(awaited.NAME, None), named.pop(desk_minutes.NAME, None)
    return ServiceLayout(overall, histogram, tuple(named.values()), asked, desk)


def _columns(among: Rows = EVERY) -> tuple[Column, ...]:
    """How many were finished, how long they took, in which period: of each line."""
    words = (
        ("Jangka pertama", "jangka pertama"),
        ("Perpanjangan", "perpanjangan"),
        ("Terlambat", "terlambat"),
    )
    return (
        label_column("Permohonan selesai yang dinilai"),
        Column(
            "Jumlah",
            name="jumlah",
            rows=one_of("span", SPANS),
            among=among,
            made=lambda here: here.sum(*_SPANS[::2]),
        ),
        *(
            Column(title, style, f"{name} hari kerja", among=among, statistic=statistic)
            for title, name, statistic, style in STATISTICS
        ),
        *(
            Column(title, name=name, rows=says("span", span), among=among)
            for span, (title, name) in zip(SPANS, words, strict=True)
        ),
        Column("Tepat waktu", "share", None, made=_rate),
    )


def _rate(here: Here) -> Number:
    within = here.get(IN_TIME[0]) + here.get(IN_TIME[1])
    return share(within.at(f"({within.formula})"), here.get(NUMBER))


def _judged(report: Report, placed: Placed) -> Iterable[Check]:
    """The judged of three months against what the register counts."""
    numbers = report.figures
    for line, flow in enumerate((numbers.current, numbers.previous, numbers.year_ago)):
        name = str(placed.table.lines[line].label)
        yield Check(
            side(f"Selesai yang dinilai, {name} (Waktu Layanan)", placed.number(line, NUMBER)),
            Side(f"{name}, {RECOUNTED}", flow.judged),
        )


def _group(key: str, labels: Sequence[str]) -> Table:
    def proofs(report: Report, placed: Placed) -> Iterable[Check]:
        """The labels add up to the month's finished and judged requests."""
        counted = column_sum(placed, NUMBER).at(f"SUM({areas(placed, NUMBER)})")
        yield Check(
            side(f"Waktu Layanan menurut {requests.column(key).header}", counted),
            side("Selesai yang dinilai", report.once(layout).overall.number(0, NUMBER)),
        )

    lines = tuple(Line(label, says(key, label)) for label in labels)
    return Table(
        SERVICE,
        requests.column(key).header,
        (terms.SERVICE, terms.ON_TIME),
        lines,
        _columns(_DONE),
        is_exact(key, labels),
        proofs=proofs,
    )


def sheet(report: Report) -> Sheet:
    """The sheet; it prints where something was finished in the month."""
    places = report.once(layout)
    histogram = places.histogram
    grids = (
        _grid(places.overall, "Semua permohonan"),
        spread.grid(report, histogram, len(_WIDTHS)),
        *(_grid(group, f"Menurut {group.table.name}, {report.month}") for group in places.groups),
        *(
            (_grid(places.units, f"Permintaan ke unit/bagian, {report.month}"),)
            if places.units
            else ()
        ),
        *(
            (_grid(places.desk, f"Menit di meja layanan, {report.month}", desk_minutes.NOTE),)
            if places.desk
            else ()
        ),
    )
    plain = replace(
        _SHEET,
        blocks=(
            head(report, "Waktu Layanan dalam Hari Kerja", len(_WIDTHS)),
            *grids,
            _undated(report, histogram),
            *spread.limits(report, histogram),
            spread.chart(report, histogram, True, (histogram.row - 1, 5, 400, 345)),
        ),
        print_to=grids[-1].end - 1,
        prints=report.figures.current.finished > 0 or places.units is not None,
    )
    starts = [*(grid.row for grid in grids), *(r for t in places.tables for r in t.later_heads)]
    return page_breaks(plain, report.settings.paper, sorted(starts))


def _undated(report: Report, histogram: Placed) -> Grid:
    """The judged requests in no bar: answered before the clock began, so without days."""
    overall = report.once(layout).overall
    cells = [
        (overall.number(window, NUMBER) - _in_bars(histogram, at)).cell("total_count", 2)
        for at, window in ((1, 0), (2, 3))
    ]
    return Grid(histogram.end, 0, ((Cell(_UNDATED, "total"), *cells),), (LINE,))


_UNDATED = "Dijawab sebelum hitungan mulai"


def _in_bars(histogram: Placed, column: int) -> Number:
    """What the bars of a column count, as the row below them adds it."""
    col = histogram.cols[column]
    bars = f"{relative(histogram.row, col)}:{relative(histogram.end - 1, col)}"
    return summed(histogram.column(column), f"SUM({bars})")


def _bars(report: Report, placed: Placed) -> Iterable[Check]:
    """The bars counted again; with what has no days they are all that is judged."""
    yield recounted(placed)
    data = report.figures.data
    in_month = data["finished_on"] >= pd.Timestamp(report.period.first)
    undated = int((in_month & (data["span"] != "") & data["service_days"].isna()).sum())
    name = f"Selesai yang dinilai − sebaran, {report.month} (Waktu Layanan)"
    judged = report.once(layout).overall.number(0, NUMBER)
    counted = column_sum(placed, 1).at(f"SUM({areas(placed, 1)})")
    yield Check(side(name, judged - counted), Side(f"{_UNDATED}, {RECOUNTED}", undated))


def _grid(placed: Placed, heading: str, note: str = "") -> Grid:
    """A table below its heading and its columns, with a note below where it needs one."""
    span = len(_WIDTHS)
    noted = ((Cell(note, "note", span=span),),) if note else ()
    rows = ((Cell(heading, "report_heading", span=span),), *drawn.body(placed), *noted)
    heights = (HEAD_LINE, *drawn.heights(placed, _POINTS.head, _LINE), *(15.0,) * len(noted))
    return Grid(placed.row - 2, 0, rows, heights)
