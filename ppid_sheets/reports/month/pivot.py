"""Pivot: requests received, grouped, against decisions and statuses, beside the year so far."""

from collections.abc import Callable, Iterable, Sequence

from ppid_sheets.deadlines.clock import FINISHED_LATE, ON_TIME, OVERDUE
from ppid_sheets.register import requests
from ppid_sheets.reports.figures import Pivot
from ppid_sheets.reports.month import terms, tiles
from ppid_sheets.reports.month.figure import EVERY, Figure, says, within, year
from ppid_sheets.reports.month.placed import Here, Placed
from ppid_sheets.reports.month.report import HEAD_LINE, LINE, PIVOT, Report, head, is_exact
from ppid_sheets.reports.month.table import Column, Labels, Line, Table, label_column, share_column
from ppid_sheets.reports.rows import GROUPED
from ppid_sheets.reports.workbook.book import Block, Cell, Chart, Grid, Series, Sheet
from ppid_sheets.reports.workbook.identities import Check, side
from ppid_sheets.reports.workbook.pages import page_breaks
from ppid_sheets.reports.workbook.tally import Number

_FIRST_ROW = 4
STATUSES = (ON_TIME, FINISHED_LATE, OVERDUE)
"""Statuses that say how a deadline was kept; the rest is neither late nor finished in time."""
OTHER_STATUS = "Lainnya"
CHARTED = ("channel", "refusal_ground")
"""Columns whose shape is seen at a glance in bars."""
_LABEL, _NUMBER = 29.0, 12.4
_CHART_LINES = 9
_THIS_MONTH, _THIS_YEAR = within("received_on"), within("received_on", year)


def tables(report: Report, labels: Labels) -> tuple[Table, ...]:
    """A table for each column that requests are counted by."""
    return tuple(_table(report, key, labels(key), labels("decision")) for key in GROUPED)


def layout(report: Report) -> tuple[Placed, ...]:
    """The tables in their places, in the order of `figures.pivots`."""
    placed: list[Placed] = []
    row = _FIRST_ROW
    for key, table in zip(GROUPED, tables(report, report.labels), strict=True):
        placed.append(Placed(report, table, row + 3))
        row = placed[-1].end + 2 + (_CHART_LINES + 1) * (key in CHARTED)
    return tuple(placed)


def _table(report: Report, key: str, labels: Sequence[str], decisions: Sequence[str]) -> Table:
    words = (*decisions, *STATUSES)
    last = len(words)

    def rest(here: Here) -> Number:
        """What is in none of the statuses: the whole, as it will stand beside, less these."""
        whole = here.sum(1, len(decisions))
        return whole.at(here.ref(last + 2)) - here.sum(len(decisions) + 1, last)

    statuses = EVERY
    for word in STATUSES:
        statuses = statuses - says("status", word)
    columns = (
        label_column(requests.column(key).header),
        *(_counted("decision", word) for word in decisions),
        *(_counted("status", word) for word in STATUSES),
        Column(OTHER_STATUS, name="status lain", among=_THIS_MONTH, rows=statuses, made=rest),
        Column("Jumlah", "total_count", among=_THIS_MONTH,
               made=lambda here: here.sum(1, len(decisions))),
        share_column(last + 2, "pivot_share"),
        Column("Jumlah", "total_count", "tahun ini", among=_THIS_YEAR),
        share_column(last + 4, "pivot_share"),
    )  # fmt: skip
    used = (terms.RECEIVED, terms.OCCUPATION) if key == "occupation" else (terms.RECEIVED,)
    lines = tuple(Line(label, says(key, label)) for label in labels)
    return Table(
        PIVOT, requests.column(key).header, used, lines, columns,
        is_exact(key, labels) or is_exact("decision", decisions),
        proofs=_proofs(key, len(decisions)),
    )  # fmt: skip


def _counted(key: str, word: str) -> Column:
    """Requests with a label that stands above them."""
    return Column(
        word, "pivot_count", word, among=_THIS_MONTH, rows=says(key, word),
        at=lambda ref: {word: ref},
    )  # fmt: skip


def _proofs(key: str, decisions: int) -> Callable[[Report, Placed], Iterable[Check]]:
    """The month's receipts by decision and by status, and those of the year."""
    first, last = decisions + 1, decisions + len(STATUSES) + 1

    def proofs(report: Report, placed: Placed) -> Iterable[Check]:
        name = f"Jumlah pivot menurut {requests.column(key).header}"
        received = tiles.side_of(report, tiles.RECEIVED)
        feet = [placed.foot(at) for at in range(first, last + 1)]
        parts = sum(int(str(foot.value)) for foot in feet)
        area = f"SUM({feet[0].formula}:{feet[-1].formula.split('!')[1]})"
        yield Check(side(name, placed.foot(last + 1)), received)
        yield Check(side(f"{name}, status", Number(parts, area)), received)
        whole = Figure(PIVOT, f"Diterima {report.year_so_far}", (), _THIS_YEAR)
        yield Check(
            side(f"{name}, {report.year_so_far}", placed.foot(last + 3)),
            side(whole.name, whole.number(report.tally, report.times)),
        )

    return proofs


def sheet(report: Report) -> Sheet:
    """The sheet: a table below the other, some with a chart below; none is split by a page."""
    width = 1 + len(report.figures.decisions) + len(STATUSES) + 1 + 4
    blocks: list[Block] = []
    for placed, pivot in zip(report.once(layout), report.figures.pivots, strict=True):
        blocks.append(_grid(report, placed, pivot))
        if pivot.key in CHARTED:
            blocks.append(_chart(report, pivot, placed))
    plain = Sheet(
        PIVOT,
        PIVOT,
        (_LABEL, *[_NUMBER] * (width - 1)),
        (head(report, "Pivot: Permohonan Diterima", width), *blocks),
        landscape=True,
        repeat=(0, 2),
    )
    starts = [placed.row - 3 for placed in report.once(layout)]
    return page_breaks(plain, report.settings.paper, starts)


def _grid(report: Report, placed: Placed, pivot: Pivot) -> Grid:
    """Heading, header of two lines, a line per label, totals."""
    groups = (
        Cell(None, "head_left"),
        Cell("Keputusan", "head", span=len(pivot.columns)),
        Cell("Status tenggat", "head", span=len(STATUSES) + 1),
        Cell(report.month, "head", span=2),
        Cell(report.year_so_far, "head", span=2),
    )
    heading = Cell(f"Menurut {placed.table.name}", "heading", span=len(placed.table.columns))
    rows = ((heading,), groups, placed.heads, *placed.cells, placed.feet)
    return Grid(placed.row - 3, 0, rows, (HEAD_LINE, LINE, 30, *[LINE] * (len(rows) - 3)))


def _chart(report: Report, pivot: Pivot, place: Placed) -> Block:
    row = place.end + 1
    if not pivot.total:
        sentence = f"Tidak ada permohonan yang diterima pada {report.month}."
        return Grid(row, 0, ((Cell(sentence, "note", span=4),),), (LINE,))
    series = tuple(
        Series(word, place.area(0), place.area(i)) for i, word in enumerate(pivot.columns, 1)
    )
    name = requests.column(pivot.key).header
    said = "; ".join(
        f"{label}: {sum(counts)}" for label, counts in zip(pivot.rows, pivot.counts, strict=True)
    )
    title = f"Keputusan menurut {name}, {report.month}"
    return Chart(
        row, 0, 1000, round(_CHART_LINES * LINE / 0.75) - 4, "bar", title, series,
        f"Grafik batang bertumpuk: {title}. {said}.", stacked=True,
    )  # fmt: skip
