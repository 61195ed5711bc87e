"""A placed table as cells: its heads, lines and sums."""

from itertools import islice

from ppid_sheets.reports.month.areas import column_sum
from ppid_sheets.reports.month.table import Column, Line, Placed
from ppid_sheets.reports.workbook.book import Cell, Style, absolute, relative
from ppid_sheets.reports.workbook.tally import Number, share, summed


def heads(placed: Placed) -> tuple[Cell, ...]:
    """The headings of the columns, a cell each."""
    return tuple(
        Cell(column.head, column.above or _head(column), span=column.span)
        for column in placed.table.columns
    )


def _head(column: Column) -> Style:
    narrow = column.style.startswith("grid_")
    if column.text:
        return "grid_head" if narrow else "head_left"
    return "grid_head_right" if narrow else "head_right"


def lines(placed: Placed) -> tuple[tuple[Cell, ...], ...]:
    """The lines without heads and sums, a cell for each column."""
    return tuple(
        tuple(map(_cell, [line] * len(numbers), placed.table.columns, numbers))
        for line, numbers in zip(placed.table.lines, placed.numbers, strict=True)
    )


def _cell(line: Line, column: Column, number: Number | None) -> Cell:
    style = line.looks.get(column.style, column.style)
    if column.text:
        return Cell(column.text(line), style, span=column.span)
    if number is None:
        return Cell(None, style, span=column.span)
    return number.cell(style, column.span)


def body(placed: Placed) -> tuple[tuple[Cell, ...], ...]:
    """Heads and lines, block by block."""
    cells, above = iter(lines(placed)), heads(placed)
    return tuple(line for block in placed.blocks for line in (above, *islice(cells, len(block))))


def heights(placed: Placed, head: float, line: float) -> tuple[float, ...]:
    """The heights of the rows of the body in points."""
    return tuple(points for block in placed.blocks for points in (head, *[line] * len(block)))


def feet(placed: Placed) -> tuple[Cell, ...]:
    """The sums below the columns, a cell each."""
    return tuple(_foot(placed, at, column) for at, column in enumerate(placed.table.columns))


def _foot(placed: Placed, at: int, column: Column) -> Cell:
    table = placed.table
    if at == table.label:
        return Cell("Jumlah", table.foot, span=column.span)
    if column.text or column.foot is None:
        return Cell(None, table.foot, span=column.span)
    if column.share_of is None:
        return column_sum(placed, at).cell(column.foot, column.span)
    place = absolute if table.pinned or table.pinned_feet else relative
    shared = place(placed.end, placed.cols[column.share_of])
    whole = summed(placed.column(column.share_of), shared)
    return share(whole, whole).cell(column.foot, column.span)
