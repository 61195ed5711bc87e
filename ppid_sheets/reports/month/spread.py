"""The spread of service days: a table of Waktu Layanan, and its chart."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ppid_sheets.common.indonesian import listed
from ppid_sheets.reports.month import drawn, terms
from ppid_sheets.reports.month.blocks import GAP, Points
from ppid_sheets.reports.month.figure import (
    meeting,
    within,
    year,
)
from ppid_sheets.reports.month.report import HEAD_LINE, LINE, Report
from ppid_sheets.reports.month.sheet_names import SERVICE
from ppid_sheets.reports.month.table import Column, Line, Placed, Table, label_column
from ppid_sheets.reports.workbook.book import (
    Area,
    Block,
    Cell,
    Chart,
    Grid,
    Series,
    relative,
)
from ppid_sheets.reports.workbook.identities import Check
from ppid_sheets.reports.workbook.tally import Criterion, Number, Point

_ROW_HEIGHT = 12.0
POINTS = Points(HEAD_LINE, HEAD_LINE, _ROW_HEIGHT, LINE + GAP)
LIMITS = 11
"""The column of the sheet from which on the charts read the height of their lines."""
_DONE = within("finished_on")
_BINS = 25
"""At most about so many bars: longer periods share a bar between several days."""


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


def table(report: Report, proofs: Callable[[Report, Placed], Iterable[Check]]) -> Table:
    """How many requests took how many days."""
    lines = tuple(
        Line(bar.label, meeting(lambda _, bar=bar: bar.criteria), at=lambda _: {})  # type: ignore[misc]
        for bar in bins(_limits(report))
    )
    columns = (
        label_column("Hari kerja sampai selesai"),
        Column(report.month, name="bulan ini", among=_DONE, span=2),
        Column(report.year_so_far, name="tahun ini", among=within("finished_on", year), span=2),
    )
    return Table(
        SERVICE, "Sebaran waktu layanan (hari)", (terms.SERVICE,), lines, columns, proofs=proofs
    )


def _limits(report: Report) -> Sequence[int]:
    """The days at which a period or its extension ends, of every profile in use."""
    profiles = report.settings.profiles.active
    return sorted({end for one in profiles for end in (one.days, one.days + one.extension)})


def chart(report: Report, placed: Placed, year: bool, place: tuple[int, int, int, int]) -> Block:
    """The spread of service days with the lines of both periods, at row, column, width, height."""
    row, col, width, height = place
    counted = 2 if year else 1
    name = report.year_so_far if year else report.month
    counts = [(str(line[0].value), line[counted].value) for line in drawn.lines(placed)]
    if not any(count for _, count in counts):
        sentence = f"Tidak ada permohonan yang selesai pada {name}."
        return Grid(row, col, ((Cell(sentence, "note", span=5 if year else 12),),))
    limits = listed([str(day) for day in _limits(report)])

    def area(col: int) -> Area:
        return Area(SERVICE, placed.row, col, placed.end - 1, col)

    said = "; ".join(f"{label} hari: {count}" for label, count in counts if count)
    title = f"Waktu layanan {name} (hari kerja)"
    return Chart(
        row,
        col,
        width,
        height,
        "column",
        title,
        (Series("Permohonan selesai", area(0), area(placed.cols[counted])),),
        f"Grafik batang sebaran {title[0].lower()}{title[1:]}, dengan garis batas {limits} hari "
        f"kerja. {said}.",
        limits=(Series(f"Batas {limits} hari", area(0), area(LIMITS + year)),),
    )


def grid(report: Report, placed: Placed, span: int) -> Grid:
    """The spread of days."""
    heading = (Cell("Sebaran waktu layanan", "report_heading", span=span),)
    rows = (heading, drawn.heads(placed), *drawn.lines(placed))
    heights = (HEAD_LINE, HEAD_LINE, *[_ROW_HEIGHT] * len(placed.rows))
    return Grid(placed.row - 2, 0, rows, heights)


def limits(report: Report, placed: Placed) -> tuple[Grid, ...]:
    """How high the lines of the charts are, in two columns beside the print."""
    at_limit = [bar.holds(_limits(report)) for bar in bins(_limits(report))]
    highest = []
    for counted in (1, 2):
        most = max(int(str(number.value)) for number in placed.column(counted) if number)
        first, last = (relative(row, placed.cols[counted]) for row in (placed.row, placed.end - 1))
        highest.append(Number(most, f"MAX({first}:{last})").cell("index"))
    free = tuple(Cell(None, "index") for _ in highest)
    lines = tuple(tuple(highest) if here else free for here in at_limit)
    heads = (Cell("Garis batas grafik, tidak ikut dicetak", "index"),)
    return (Grid(placed.row - 1, LIMITS, (heads, *lines)),)
