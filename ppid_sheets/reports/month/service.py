"""Waktu Layanan: how long answers took, against the law's periods and the SOP's minutes."""

from collections.abc import Sequence
from dataclasses import dataclass

from ppid_sheets.common.indonesian import listed
from ppid_sheets.register.requests import column
from ppid_sheets.reports.month.report import (
    HEAD_LINE,
    LINE,
    SERVICE,
    Report,
    Window,
    cell_of,
    head,
    header,
    is_exact,
)
from ppid_sheets.reports.rows import (
    DESK_MINUTES,
    EXEMPT_MINUTES,
    SPANS,
    WITHIN_STANDARD,
)
from ppid_sheets.reports.workbook.book import (
    Area,
    Block,
    Cell,
    Chart,
    Grid,
    Series,
    Sheet,
    Style,
    relative,
)
from ppid_sheets.reports.workbook.pages import page_breaks
from ppid_sheets.reports.workbook.tally import (
    Criterion,
    Number,
    Point,
    Statistic,
    equals,
    share,
    total,
)

_ROW = 4
NUMBER, MEAN, MEDIAN, IN_TIME, RATE = 1, 2, 3, (6, 7), 9
_COLUMNS: tuple[tuple[str, Style, float], ...] = (
    ("Permohonan selesai yang dinilai", "head_left", 36),
    ("Jumlah", "head_right", 10),
    ("Rata-rata", "head_right", 10),
    ("Median", "head_right", 10),
    ("Persentil 90", "head_right", 10),
    ("Terlama", "head_right", 10),
    ("Jangka pertama", "head_right", 11),
    ("Perpan-\njangan", "head_right", 11),
    ("Terlambat", "head_right", 11),
    ("Tepat waktu", "head_right", 11),
)
_STATISTICS: tuple[tuple[Statistic, Style], ...] = (
    ("AVERAGE", "mean"), ("MEDIAN", "mean"), ("PERCENTILE", "mean"), ("MAX", "count"),
)  # fmt: skip
GROUPS = ("info_category", "channel", "officer")
_BINS = 25
"""At most about so many bars: longer periods share a bar between several days."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the tables of Waktu Layanan stand."""

    overall: Grid
    groups: tuple[Grid, ...]
    desk: Grid
    histogram: Grid

    def mean(self, group: int, index: int) -> str:
        """The mean of a label of a group."""
        return cell_of(SERVICE, self.groups[group].row + 2 + index, MEAN)

    def overall_of(self, window: int, column: int) -> str:
        """A number of all requests: of this month, the month before, a year ago, this year."""
        return cell_of(SERVICE, self.overall.row + 2 + window, column)


def windows(report: Report) -> tuple[tuple[str, Window], ...]:
    """The windows compared, with their names."""
    return (
        (report.month, report.times.this_month),
        (report.before.name, report.times.last_month),
        (report.year_ago.name, report.times.year_ago),
        (report.year_so_far, report.times.this_year),
    )


def layout(report: Report) -> Layout:
    """The tables in their places, each with a free row above it."""
    overall = _table(report, _ROW, "Semua permohonan", [
        _Line(name, window.holds("finished_on")) for name, window in windows(report)
    ])  # fmt: skip
    groups: list[Grid] = []
    for key in GROUPS:
        row = (groups[-1] if groups else overall).end + 1
        groups.append(_group(report, key, row))
    desk = _desk(report, groups[-1].end + 1)
    return Layout(overall, tuple(groups), desk, _histogram(report, desk.end + 1))


def sheet(report: Report) -> Sheet:
    """The sheet."""
    places = report.once(layout)
    tables = (places.overall, *places.groups, places.desk, places.histogram)
    place = (places.histogram.row + 1, 5, 420, 440)
    plain = Sheet(
        SERVICE,
        SERVICE,
        tuple(width for *_, width in _COLUMNS),
        (
            head(report, "Waktu Layanan dalam Hari Kerja", len(_COLUMNS)),
            *tables,
            histogram_chart(report, places.histogram, True, place),
        ),
        repeat=(0, 2),
    )
    return page_breaks(plain, report.settings.paper, [table.row for table in tables])


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a table: its label and which requests it is about."""

    label: str
    criteria: Sequence[Criterion]
    exact: bool = False


def _group(report: Report, key: str, row: int) -> Grid:
    labels = report.figures.labels(key)
    exact = is_exact(key, labels)
    lines = [
        _Line(
            label,
            (*report.times.this_month.holds("finished_on"),
             Criterion(key, "=", Point(label, f"$A{row + 3 + i}"))),
            exact,
        )
        for i, label in enumerate(labels)
    ]  # fmt: skip
    return _table(report, row, f"Menurut {column(key).header}, {report.month}", lines)


def _table(report: Report, row: int, heading: str, lines: Sequence[_Line]) -> Grid:
    body = [_line(report, row + 2 + i, line) for i, line in enumerate(lines)]
    return Grid(
        row,
        0,
        (
            (Cell(heading, "heading", span=len(_COLUMNS)),),
            header([(text, style) for text, style, _ in _COLUMNS]),
            *body,
        ),
        (HEAD_LINE, 28, *[LINE] * len(body)),
    )


def _line(report: Report, row: int, line: _Line) -> tuple[Cell, ...]:
    tally = report.tally
    spans = [tally.count(*line.criteria, equals("span", s), exact=line.exact) for s in SPANS]
    number = total(spans, f"{relative(row, 6)}:{relative(row, 8)}")
    within = Number(spans[0].value, relative(row, 6)) + Number(spans[1].value, relative(row, 7))
    rate = share(Number(within.value, f"({within.formula})"), number.at(relative(row, 1)))
    return (
        Cell(line.label, "text"),
        number.cell("pivot_count"),
        *(
            tally.statistic(name, "service_days", *line.criteria).cell(style)
            for name, style in _STATISTICS
        ),
        *(span.cell("pivot_count") for span in spans),
        rate.cell("share"),
    )


def _desk(report: Report, row: int) -> Grid:
    """Minutes of what was finished at the desk on the day of receipt, by the SOP's standard."""
    columns: tuple[tuple[str, Style], ...] = (
        ("Layanan di meja (menit)", "head_left"), ("Jumlah", "head_right"),
        ("Rata-rata", "head_right"), ("Median", "head_right"), ("Persentil 90", "head_right"),
        ("Terlama", "head_right"), ("Standar SOP", "head"), ("Sesuai standar", "head_right"),
        ("% sesuai", "head_right"),
    )  # fmt: skip
    lines = (
        ("Informasi terbuka (10 + 15)", DESK_MINUTES),
        ("Dikecualikan (10 + 15 + 5)", DESK_MINUTES + EXEMPT_MINUTES),
    )
    body = [_desk_line(report, row + 2 + i, *line) for i, line in enumerate(lines)]
    note = (
        "Hanya permohonan yang selesai pada hari diterima serta jam diterima dan jam selesainya "
        "tercatat. Standar: SOP langkah 1 dan 2 (10 + 15 menit), ditambah langkah 3 (5 menit) "
        "untuk informasi yang dikecualikan."
    )
    return Grid(
        row,
        0,
        (
            (Cell(f"Menit di meja layanan, {report.month}", "heading", span=len(_COLUMNS)),),
            header(columns),
            *body,
            (Cell(note, "note", span=len(_COLUMNS)),),
        ),
        (HEAD_LINE, 28, *[LINE] * len(body), 28),
    )


def _desk_line(report: Report, row: int, label: str, standard: int) -> tuple[Cell, ...]:
    tally = report.tally
    of_kind = Criterion("desk_standard", "=", Point(standard, relative(row, 6)))
    criteria = (*report.times.this_month.holds("finished_on"), of_kind)
    number = tally.count(*criteria)
    within = tally.count(*criteria, equals("desk_result", WITHIN_STANDARD))
    return (
        Cell(label, "text"),
        number.cell("pivot_count"),
        *(tally.statistic(n, "desk_minutes", *criteria).cell(style) for n, style in _STATISTICS),
        Cell(standard, "centre"),
        within.cell("pivot_count"),
        share(within.at(relative(row, 7)), number.at(relative(row, 1))).cell("share"),
    )


@dataclass(frozen=True, slots=True)
class _Bin:
    """Working days of service that share a bar; `last` is None for all above."""

    first: int
    last: int | None

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The days of service lie in the bar."""
        first = Criterion("service_days", ">=", Point(self.first, str(self.first)))
        if self.last is None:
            return (first,)
        return first, Criterion("service_days", "<=", Point(self.last, str(self.last)))

    def holds(self, days: Sequence[int]) -> bool:
        """Whether one of some numbers of days falls into the bar."""
        return self.last is not None and any(self.first <= day <= self.last for day in days)

    @property
    def label(self) -> str:
        """`7`, `6-10` or `> 17`."""
        if self.last is None:
            return f"> {self.first - 1}"
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def bins(limits: Sequence[int]) -> tuple[_Bin, ...]:
    """A bar for each day up to the last limit; some days each where periods are long."""
    last = max(limits)
    step = -(-(last + 1) // _BINS)
    starts = range(0, last + 1, step)
    return (*(_Bin(start, min(start + step - 1, last)) for start in starts), _Bin(last + 1, None))


def _histogram(report: Report, row: int) -> Grid:
    """How many requests took how many days, and how high the lines of the charts are."""
    bars = bins(_limits(report))
    first, last = row + 2, row + 1 + len(bars)
    columns: list[list[Cell]] = [[Cell(bar.label, "text") for bar in bars]]
    for window, col in ((report.times.this_month, 1), (report.times.this_year, 3)):
        counts = [report.count(*window.holds("finished_on"), *bar.criteria) for bar in bars]
        area = f"{relative(first, col)}:{relative(last, col)}"
        highest = Number(max(int(str(count.value)) for count in counts), f"MAX({area})")
        limits = [
            highest.cell("pivot_count") if bar.holds(_limits(report)) else Cell(None, "text")
            for bar in bars
        ]
        columns += [[count.cell("pivot_count") for count in counts], limits]
    heads: tuple[tuple[str, Style], ...] = (
        ("Hari kerja sampai selesai", "head_left"), (report.month, "head_right"),
        ("Garis batas", "head_right"), (report.year_so_far, "head_right"),
        ("Garis batas", "head_right"),
    )  # fmt: skip
    heading = (Cell("Sebaran lama layanan", "heading", span=len(_COLUMNS)),)
    body = tuple(zip(*columns, strict=True))
    return Grid(row, 0, (heading, header(heads), *body), (HEAD_LINE, 40, *[LINE] * len(body)))


def _limits(report: Report) -> Sequence[int]:
    """The days at which a period or its extension ends, of every profile in use."""
    profiles = report.settings.profiles.active
    return sorted({end for one in profiles for end in (one.days, one.days + one.extension)})


def histogram_chart(
    report: Report, table: Grid, year: bool, place: tuple[int, int, int, int]
) -> Block:
    """The spread of service days with the lines of both periods, at row, column, width, height."""
    row, col, width, height = place
    counted = 3 if year else 1
    name = report.year_so_far if year else report.month
    counts = [(str(line[0].value), line[counted].value) for line in table.rows[2:]]
    if not any(count for _, count in counts):
        sentence = f"Tidak ada permohonan yang selesai pada {name}."
        return Grid(row, col, ((Cell(sentence, "note", span=4),),))
    limits = listed([str(day) for day in _limits(report)])

    def area(column: int) -> Area:
        return Area(SERVICE, table.row + 2, column, table.end - 1, column)

    said = "; ".join(f"{label} hari: {count}" for label, count in counts if count)
    title = f"Lama layanan {name} (hari kerja)"
    return Chart(
        row, col, width, height, "column", title,
        (Series("Permohonan selesai", area(0), area(counted)),),
        f"Grafik batang sebaran {title[0].lower()}{title[1:]}, dengan garis batas {limits} hari "
        f"kerja. {said}.",
        limits=(Series(f"Batas {limits} hari kerja", area(0), area(counted + 1)),),
    )  # fmt: skip
