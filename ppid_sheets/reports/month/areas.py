"""The cells of a placed table as formulas and charts name them, block by block."""

from ppid_sheets.reports.month.table import Placed
from ppid_sheets.reports.workbook.book import Area, relative
from ppid_sheets.reports.workbook.tally import Number, summed


def areas(placed: Placed, first: int, last: int | None = None) -> str:
    """The lines of some columns as SUM takes them, an area for each block."""
    last = first if last is None else last
    end = placed.cols[last] + placed.table.columns[last].span - 1
    return ",".join(
        str(Area(placed.table.sheet, block.start, placed.cols[first], block.stop - 1, end))
        for block in placed.blocks
    )


def column_areas(placed: Placed, column: int) -> tuple[str, ...]:
    """The cells of a column in each block, as formulas of the same sheet name them."""
    col = placed.cols[column]
    return tuple(
        f"{relative(block.start, col)}:{relative(block.stop - 1, col)}" for block in placed.blocks
    )


def column_sum(placed: Placed, column: int) -> Number:
    """The sum of a column with the formula that adds it."""
    return summed(placed.column(column), f"SUM({','.join(column_areas(placed, column))})")


def charted(placed: Placed, column: int) -> Area:
    """The cells that a chart reads, without those that a wide column covers."""
    col = placed.cols[column]
    return Area(placed.table.sheet, placed.row, col, placed.end - 1, col)
