"""Pivot: requests received, grouped, against decisions and statuses, beside the year so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from ppid_sheets.deadlines.clock import FINISHED_LATE, ON_TIME, OVERDUE
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.requests import column
from ppid_sheets.reports.figures import Pivot
from ppid_sheets.reports.month.report import (
    HEAD_LINE,
    LINE,
    PIVOT,
    Report,
    cell_of,
    head,
    is_exact,
)
from ppid_sheets.reports.workbook.book import (
    Area,
    Block,
    Cell,
    Chart,
    Grid,
    Series,
    Sheet,
    absolute,
    relative,
)
from ppid_sheets.reports.workbook.pages import page_breaks
from ppid_sheets.reports.workbook.tally import Criterion, Number, Point, share, total

_FIRST_ROW = 4
STATUSES = (ON_TIME, FINISHED_LATE, OVERDUE)
"""Statuses that say how a deadline was kept; the rest is neither late nor finished in time."""
OTHER_STATUS = "Lainnya"
CHARTED = ("channel", "refusal_ground")
"""Columns whose shape is seen at a glance in bars."""
_LABEL, _NUMBER = 29.0, 12.4
_CHART_LINES = 9


@dataclass(frozen=True, slots=True)
class Place:
    """Where the parts of a table stand: the columns of decisions, statuses, totals and the year."""

    table: Grid
    decisions: int

    @property
    def status(self) -> int:
        """The first column of statuses."""
        return 1 + self.decisions

    @property
    def total(self) -> int:
        """The column of the month's totals."""
        return self.status + len(STATUSES) + 1

    @property
    def year(self) -> int:
        """The column of the year's totals."""
        return self.total + 2

    def sum_of(self, column: int) -> str:
        """The cell with the sum of a column."""
        return cell_of(PIVOT, self.table.end - 1, column)

    def value_of(self, column: int) -> int:
        """The sum of a column."""
        return int(str(self.table.rows[-1][column].value))


def sheet(report: Report) -> Sheet:
    """The sheet: a table below the other, some with a chart below; none is split by a page."""
    width = _width(report)
    blocks: list[Block] = []
    starts: list[int] = []
    for place, pivot in zip(report.once(places), report.figures.pivots, strict=True):
        starts.append(place.table.row)
        blocks.append(place.table)
        if pivot.key in CHARTED:
            blocks.append(_chart(report, pivot, place))
    plain = Sheet(
        PIVOT,
        PIVOT,
        (_LABEL, *[_NUMBER] * (width - 1)),
        (head(report, "Pivot: Permohonan Diterima", width), *blocks),
        landscape=True,
        repeat=(0, 2),
    )
    return page_breaks(plain, report.settings.paper, starts)


def _width(report: Report) -> int:
    return 1 + len(report.figures.decisions) + len(STATUSES) + 1 + 4


def places(report: Report) -> tuple[Place, ...]:
    """The tables in the order of `figures.pivots`."""
    placed: list[Place] = []
    row = _FIRST_ROW
    for pivot in report.figures.pivots:
        place = Place(_table(report, pivot, row), len(pivot.columns))
        placed.append(place)
        row = place.table.end + 1 + (_CHART_LINES + 1) * (pivot.key in CHARTED)
    return tuple(placed)


def _table(report: Report, pivot: Pivot, row: int) -> Grid:
    """Heading, header of two lines, a line per label, totals."""
    name = column(pivot.key).header
    body = [_line(report, pivot, row + 3 + i, row + 2, label) for i, label in enumerate(pivot.rows)]
    columns = (*pivot.columns, *STATUSES, OTHER_STATUS, "Jumlah", "%", "Jumlah", "%")
    groups = (
        Cell(None, "head_left"),
        Cell("Keputusan", "head", span=len(pivot.columns)),
        Cell("Status tenggat", "head", span=len(STATUSES) + 1),
        Cell(report.month, "head", span=2),
        Cell(report.year_so_far, "head", span=2),
    )
    rows = (
        (Cell(f"Menurut {name}", "heading", span=1 + len(columns)),),
        groups,
        (Cell(name, "head_left"), *(Cell(text, "head_right") for text in columns)),
        *(cells for cells, _ in body),
        _totals([numbers for _, numbers in body], row + 3),
    )
    return Grid(row, 0, rows, (HEAD_LINE, LINE, 30, *[LINE] * (len(body) + 1)))


Line = tuple[tuple[Cell, ...], tuple[Number, ...]]


def _line(report: Report, pivot: Pivot, row: int, header_row: int, label: str) -> Line:
    """The cells of a label, and its numbers without the shares."""
    exact = is_exact(pivot.key, pivot.rows) or is_exact("decision", pivot.columns)
    here = Criterion(pivot.key, "=", Point(label, f"$A{row + 1}"))
    received = (*report.times.this_month.holds("received_on"), here)

    def count(key: str, col: int, word: str) -> Number:
        at = Point(word, f"{letters(col)}${header_row + 1}")
        return report.tally.count(*received, Criterion(key, "=", at), exact=exact)

    decisions = [count("decision", i, word) for i, word in enumerate(pivot.columns, 1)]
    first = len(decisions) + 1
    statuses = [count("status", i, word) for i, word in enumerate(STATUSES, first)]
    last = first + len(statuses)
    number = total(decisions, f"{relative(row, 1)}:{relative(row, first - 1)}")
    beside = total(statuses, f"{relative(row, first)}:{relative(row, last - 1)}")
    rest = number.at(relative(row, last + 1)) - beside
    year = report.tally.count(*report.times.this_year.holds("received_on"), here, exact=exact)
    foot = header_row + 1 + len(pivot.rows)
    numbers = (*decisions, *statuses, rest, number, year)
    cells = (
        Cell(label, "text"),
        *(n.cell("pivot_count") for n in (*decisions, *statuses, rest)),
        number.cell("total_count"),
        _share_of(number, row, last + 1, foot, pivot.total).cell("pivot_share"),
        year.cell("total_count"),
        _share_of(year, row, last + 3, foot, _received(report)).cell("pivot_share"),
    )
    return cells, numbers


def _received(report: Report) -> int:
    """Requests received in the year so far."""
    return int(str(report.count(*report.times.this_year.holds("received_on")).value))


def _share_of(number: Number, row: int, col: int, foot: int, whole: int) -> Number:
    return share(number.at(relative(row, col)), Number(whole, absolute(foot, col)))


def _totals(lines: Sequence[Sequence[Number]], first: int) -> tuple[Cell, ...]:
    """Sums below the columns; the two last numbers of each line have a share beside them."""
    row, columns = first + len(lines), len(lines[0])
    cells: list[Cell] = [Cell("Jumlah", "total")]
    for i, numbers in enumerate(zip(*lines, strict=True)):
        col = len(cells)
        summed = total(numbers, f"{relative(first, col)}:{relative(row - 1, col)}")
        cells.append(summed.cell("total_count"))
        if i >= columns - 2:
            here = summed.at(relative(row, col))
            cells.append(share(here, here).cell("total_share"))
    return tuple(cells)


def _chart(report: Report, pivot: Pivot, place: Place) -> Block:
    table = place.table
    row = table.end
    if not pivot.total:
        sentence = f"Tidak ada permohonan yang diterima pada {report.month}."
        return Grid(row, 0, ((Cell(sentence, "note", span=4),),), (LINE,))
    first, last = table.row + 3, table.end - 2
    labels = Area(PIVOT, first, 0, last, 0)
    series = tuple(
        Series(word, labels, Area(PIVOT, first, i, last, i))
        for i, word in enumerate(pivot.columns, 1)
    )
    name = column(pivot.key).header
    said = "; ".join(
        f"{label}: {sum(counts)}" for label, counts in zip(pivot.rows, pivot.counts, strict=True)
    )
    title = f"Keputusan menurut {name}, {report.month}"
    return Chart(
        row, 0, 1000, round(_CHART_LINES * LINE / 0.75) - 4, "bar", title, series,
        f"Grafik batang bertumpuk: {title}. {said}.", stacked=True,
    )  # fmt: skip
