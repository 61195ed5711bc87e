"""How sheets are laid out: rows as tall as their texts, pages that begin with a part."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from ppid_sheets.common import typeface
from ppid_sheets.config import Paper
from ppid_sheets.register.looks import LOOKS
from ppid_sheets.reports.workbook.book import Cell, Chart, Grid, Sheet, Style

_POINTS_OF_INDENT = 7.0
_LINE, _AROUND = 1.27, 4.0
"""A line in sizes of its letters, and the points above and below all lines of a cell."""
_ALONE = 4
"""Lines of a flowing part that stay together: its heading with the first ones."""
TALLEST = 409.0
"""Excel's bound for the height of a row."""


def fitted(sheet: Sheet) -> Sheet:
    """The sheet with every row at least as tall as the wrapped texts in it."""
    blocks = tuple(
        _fitted(block, sheet.widths) if isinstance(block, Grid) else block for block in sheet.blocks
    )
    return replace(sheet, blocks=blocks)


def _fitted(grid: Grid, widths: Sequence[float]) -> Grid:
    stated = (*grid.heights, *[None] * (len(grid.rows) - len(grid.heights)))
    heights = [
        _taller(height, _needed(cells, grid.col, widths))
        for height, cells in zip(stated, grid.rows, strict=True)
    ]
    return replace(grid, heights=tuple(heights))


def _taller(stated: float | None, needed: float) -> float | None:
    return max(stated or 0.0, min(needed, TALLEST)) if needed else stated


def _needed(cells: Sequence[Cell], col: int, widths: Sequence[float]) -> float:
    """Points that the tallest wrapped text of a row takes; 0 where each fits on one line."""
    needed = 0.0
    for cell in cells:
        if cell.down == 1 and isinstance(cell.value, str) and (letters := _wrapped(cell.style)):
            size, bold, indent = letters
            room = (
                sum(widths[col : col + cell.span]) * typeface.POINTS_OF_WIDTH
                + (cell.span - 1) * typeface.POINTS_OF_EDGE
                - indent * _POINTS_OF_INDENT
            )
            lines = typeface.lines(cell.value, room, size, bold=bold)
            if lines > 1:
                needed = max(needed, lines * _LINE * size + _AROUND)
        col += cell.span
    return needed


@cache
def _wrapped(style: Style) -> tuple[float, bool, int] | None:
    """Size, weight and indent of a style whose lines break; None for another."""
    look = LOOKS[style]
    return (look.points, look.bold, look.indent) if look.wraps and not look.turned else None


_PAPERS: dict[Paper, tuple[float, float]] = {"A4": (595, 842), "F4": (612, 936)}
_INCH = 72
_SMALLEST = 8.0
"""Points below which nothing is printed."""
_SURELY = 0.99
"""Of a page's width what columns may take, each of which a program rounds."""
_SPARE = 13.0
"""Points that a program may lose by rounding heights and by its room for the footer."""


def margins(sheet: Sheet) -> tuple[float, float]:
    """Above and below, in inches; a letter has no running head to leave room for."""
    return (0.75, 0.7) if sheet.running_head else (0.5, 0.5)


def fits(sheet: Sheet, paper: Paper) -> bool:
    """Whether a sheet of one page is printed as large as it is, not shrunk."""
    return height(sheet) <= room(sheet, paper)


def on_one_page(sheet: Sheet, paper: Paper, size: float) -> Sheet:
    """The sheet on one page where its letters of `size` points can still be read there."""
    scale = min(1.0, page_height(sheet, paper) / height(sheet)) / _shrunk(sheet, paper)
    return replace(sheet, one_page=True) if size * scale >= _SMALLEST else sheet


def page_breaks(
    sheet: Sheet, paper: Paper, starts: Sequence[int], flowing: Collection[int] = ()
) -> Sheet:
    """The sheet with page breaks before those `starts` whose part would not fit on the page.

    `starts` are the first rows of the parts that should stay whole, in order; those of `flowing`
    go on where they are, since each page repeats their heads, but leave no heading behind alone.
    """
    if not starts:
        return sheet
    tall = page_height(sheet, paper)
    heights = _row_heights(fitted(sheet))
    end = len(heights) if sheet.print_to is None else sheet.print_to + 1
    repeated = sum(heights[row] for row in _repeated(sheet))
    breaks, used = [], sum(heights[: starts[0]])
    for start, after in zip(starts, (*starts[1:], end), strict=True):
        part = sum(heights[start:after])
        together = sum(heights[start : min(start + _ALONE, after)]) if start in flowing else part
        if start > starts[0] and used + together > tall and used > repeated:
            breaks.append(start)
            used = repeated
        used += part
        while used > tall:
            used -= tall - repeated
    return replace(sheet, breaks=tuple(breaks))


def line_heights(
    lines: Sequence[Sequence[Cell]], widths: Sequence[float], stated: float
) -> Sequence[float]:
    """The points of lines that begin in the first column, each at least as high as is stated."""
    return [max(stated, min(_needed(cells, 0, widths), TALLEST)) for cells in lines]


def room(sheet: Sheet, paper: Paper) -> float:
    """What surely fits on a page in points of the sheet, whatever a program rounds."""
    return page_height(sheet, paper) - _SPARE


def height(sheet: Sheet) -> float:
    """The points that all rows of a sheet take, each as tall as its texts."""
    return sum(_row_heights(fitted(sheet)))


def across(paper: Paper, side: float) -> float:
    """The points of all columns of a sheet laid across that is not shrunk; `side` in inches."""
    return (_PAPERS[paper][1] - 2 * side * _INCH) * _SURELY


def page_height(sheet: Sheet, paper: Paper) -> float:
    """What fits on a page in points of the sheet, which is shrunk to the page's width."""
    _, tall = _page(sheet, paper)
    return (tall - _INCH * sum(margins(sheet))) * _shrunk(sheet, paper)


def _page(sheet: Sheet, paper: Paper) -> tuple[float, float]:
    short, tall = _PAPERS[paper]
    return (tall, short) if sheet.landscape else (short, tall)


def _shrunk(sheet: Sheet, paper: Paper) -> float:
    """How many times wider a sheet is than its page; 1 where it needs no shrinking."""
    width, _ = _page(sheet, paper)
    needed = (
        sum(sheet.widths) * typeface.POINTS_OF_WIDTH + len(sheet.widths) * typeface.POINTS_OF_EDGE
    )
    return max(1.0, needed / (width - 2 * sheet.side * _INCH))


def _repeated(sheet: Sheet) -> range:
    return range(sheet.repeat[0], sheet.repeat[1] + 1) if sheet.repeat else range(0)


def _row_heights(sheet: Sheet) -> list[float]:
    """The height of each row down to the last that holds anything, in points."""
    grids = [block for block in sheet.blocks if isinstance(block, Grid)]
    charts = [block for block in sheet.blocks if isinstance(block, Chart)]
    heights = [15.0] * max(
        [grid.end for grid in grids] + [c.row + round(c.height / 22) + 1 for c in charts]
    )
    for grid in grids:
        for row, height in enumerate(grid.heights, grid.row):
            if height is not None:
                heights[row] = height
    return heights
