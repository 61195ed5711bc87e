"""Pivot: requests received in the month, grouped and counted against their decisions."""

from collections.abc import Sequence

from ppid_sheets.register.a1 import letters
from ppid_sheets.register.columns import BY_KEY
from ppid_sheets.reports import figures
from ppid_sheets.reports.book import Cell, Grid, Sheet, absolute, relative
from ppid_sheets.reports.month.report import (
    HEAD_LINE,
    LINE,
    PIVOT,
    RECEIVED,
    Criterion,
    Report,
    head,
    share,
    share_formula,
)
from ppid_sheets.reports.month.summary import is_foreign

_FIRST_ROW = 4
_PAGE_ROWS = 60
"""More rows than these would print too small on one page."""


def sheet(report: Report) -> Sheet:
    """The sheet, a table below the other."""
    columns = len(report.figures.decisions)
    grids = tables(report)
    return Sheet(
        PIVOT,
        PIVOT,
        (34.0, *[11.4] * (columns + 2)),
        (head(report, "Pivot: Permohonan Diterima menurut Keputusan", columns + 3), *grids),
        one_page=grids[-1].end <= _PAGE_ROWS,
        repeat=(0, 2),
    )


def tables(report: Report) -> tuple[Grid, ...]:
    """The tables in the order of `figures.pivots`."""
    placed: list[Grid] = []
    for pivot in report.figures.pivots:
        row = placed[-1].end + 1 if placed else _FIRST_ROW
        placed.append(_table(report, pivot, row))
    return tuple(placed)


def total(table: Grid) -> str:
    """The cell that holds the total of a table."""
    return f"{PIVOT}!{absolute(table.end - 1, len(table.rows[-1]) - 2)}"


def _table(report: Report, pivot: figures.Pivot, row: int) -> Grid:
    """Heading, header, a line per label, totals."""
    name = BY_KEY[pivot.key].header
    columns = (*pivot.columns, "Jumlah", "% dari jumlah")
    body = tuple(
        _line(report, pivot, row + 2 + i, row + 1, counts) for i, counts in enumerate(pivot.counts)
    )
    rows = (
        (Cell(f"Menurut {name}", "heading", span=1 + len(columns)),),
        (Cell(name, "head_left"), *(Cell(text, "head_right") for text in columns)),
        *body,
        _totals(pivot, row + 2),
    )
    return Grid(row, 0, rows, (HEAD_LINE, 30, *[LINE] * (len(body) + 1)))


def _line(
    report: Report, pivot: figures.Pivot, row: int, header_row: int, counts: Sequence[int]
) -> tuple[Cell, ...]:
    exact = is_foreign(pivot.key, pivot.rows) or is_foreign("decision", pivot.columns)
    label = Criterion(pivot.key, "=", f"$A{row + 1}")

    def cell(col: int, count: int) -> Cell:
        decision = Criterion("decision", "=", f"{letters(col)}${header_row + 1}")
        return Cell(count, "pivot_count", report.count(*RECEIVED, label, decision, exact=exact))

    last = len(pivot.columns)
    total_row = header_row + 1 + len(pivot.rows)
    return (
        Cell(pivot.rows[row - header_row - 1], "text"),
        *(cell(col, count) for col, count in enumerate(counts, 1)),
        Cell(sum(counts), "total_count", f"=SUM({relative(row, 1)}:{relative(row, last)})"),
        Cell(
            share(sum(counts), pivot.total),
            "pivot_share",
            share_formula(relative(row, last + 1), absolute(total_row, last + 1)),
        ),
    )


def _totals(pivot: figures.Pivot, first: int) -> tuple[Cell, ...]:
    row, last = first + len(pivot.rows), len(pivot.columns) + 1
    sums = (*(sum(column) for column in zip(*pivot.counts, strict=True)), pivot.total)
    return (
        Cell("Jumlah", "total"),
        *(
            Cell(count, "total_count", f"=SUM({relative(first, col)}:{relative(row - 1, col)})")
            for col, count in enumerate(sums, 1)
        ),
        Cell(
            share(pivot.total, pivot.total),
            "total_share",
            share_formula(relative(row, last), absolute(row, last)),
        ),
    )
