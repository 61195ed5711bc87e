"""Alasan Penolakan: why requests were refused, month by month."""

from ppid_sheets.register.requests.words import GRANTED_PARTLY, REFUSED
from ppid_sheets.reports.workbook.book import Area, Cell, Grid, Sheet, relative
from ppid_sheets.reports.workbook.tally import Number, total
from ppid_sheets.reports.year.year import GROUNDS, HEAD_LINE, LINE, REASONS, Year, head

_ROW = 4
_GROUND = 26.0


def sheet(year: Year) -> Sheet:
    """The sheet: a ground a row, the months, the year, and the refused parts of partial grants."""
    months = len(year.months)
    widths = (_GROUND, *[8.5] * months, 11.0, 14.0)
    header = (
        Cell("Alasan", "head_left"),
        *(Cell(month.first, "head_month") for month in year.months),
        Cell(f"{REFUSED}, setahun", "head_right"),
        Cell(f"{GRANTED_PARTLY}, setahun", "head_right"),
    )
    lines = [_line(year, at, ground) for at, ground in enumerate(GROUNDS)]
    rows = (header, *lines, _last(year))
    heights = (42.0, *[LINE] * len(lines), HEAD_LINE)
    blocks = (head(year, "Alasan Penolakan", len(widths)), Grid(_ROW, 0, rows, heights))
    return Sheet(REASONS, REASONS, widths, blocks, landscape=True, one_page=True)


def _numbers(year: Year, ground: str) -> list[Number]:
    return [year.refused_in(month, ground) for month in range(len(year.months))]


def _line(year: Year, at: int, ground: str) -> tuple[Cell, ...]:
    row, numbers = _ROW + 1 + at, _numbers(year, ground)
    area = f"{relative(row, 1)}:{relative(row, len(numbers))}"
    return (
        Cell(ground, "text"),
        *(number.cell("pivot_count") for number in numbers),
        total(numbers, area).cell("total_count"),
        year.partly_refused(ground).cell("pivot_count"),
    )


def _last(year: Year) -> tuple[Cell, ...]:
    months = len(year.months)
    sums = [total_of(year, col) for col in range(1, months + 3)]
    return Cell("Jumlah", "total"), *(number.cell("total_count") for number in sums)


def total_of(year: Year, col: int) -> Number:
    """The sum of a column by its position, 1 for January; then the year, then partial grants."""
    months = len(year.months)
    match col - months:
        case 1:
            numbers = [number for ground in GROUNDS for number in _numbers(year, ground)]
        case 2:
            numbers = [year.partly_refused(ground) for ground in GROUNDS]
        case _:
            numbers = [year.refused_in(col - 1, ground) for ground in GROUNDS]
    area = Area(REASONS, _ROW + 1, col, _ROW + len(GROUNDS), col)
    return total(numbers, str(area))


def place(year: Year, partly: bool) -> Number:
    """The number of refusals, or of partial ones, read from where it stands."""
    col = len(year.months) + 1 + partly
    row = _ROW + 1 + len(GROUNDS)
    return total_of(year, col).at(str(Area(REASONS, row, col, row, col)))
