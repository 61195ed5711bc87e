"""Where a sheet's pages begin."""

from ppid_sheets.reports.workbook.book import Cell, Chart, Grid, Sheet
from ppid_sheets.reports.workbook.paging import page_breaks


def part(row: int, lines: int, height: float) -> Grid:
    """A table of some lines."""
    return Grid(row, 0, ((Cell("x"),),) * lines, (height,) * lines)


def sheet(*grids: Grid | Chart) -> Sheet:
    """A portrait sheet no wider than its page, whose first row is repeated."""
    return Sheet("S", "S", (40.0,), (part(0, 1, 20), *grids), repeat=(0, 0))


def test_parts_that_fit_share_a_page() -> None:
    """No break where none is needed."""
    assert page_breaks(sheet(part(1, 10, 20), part(11, 10, 20)), "A4", [1, 11]).breaks == ()


def test_a_part_that_does_not_fit_begins_a_page() -> None:
    """It is not split while it fits on a page of its own."""
    tables = part(1, 20, 20), part(21, 20, 20), part(41, 10, 20)
    assert page_breaks(sheet(*tables), "A4", [1, 21, 41]).breaks == (21,)


def test_longer_paper_takes_more() -> None:
    """F4 is longer than A4."""
    tables = part(1, 20, 20), part(21, 19, 20)
    assert page_breaks(sheet(*tables), "A4", [1, 21]).breaks == (21,)
    assert page_breaks(sheet(*tables), "F4", [1, 21]).breaks == ()


def test_a_chart_below_a_table_stays_with_it() -> None:
    """Its rows count though no cell stands in them."""
    chart = Chart(21, 0, 100, 22 * 30, "bar", "t", (), "a")
    assert page_breaks(sheet(part(1, 20, 20), chart), "A4", [1, 21]).breaks == (21,)


def test_a_wide_sheet_is_shrunk_and_takes_more_rows() -> None:
    """Its page is as much longer as it is wider."""
    wide = Sheet("S", "S", (300.0,), sheet(part(1, 20, 20), part(21, 20, 20)).blocks)
    assert page_breaks(wide, "A4", [1, 21]).breaks == ()
