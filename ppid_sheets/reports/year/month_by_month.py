"""Rincian Bulanan: what came, what became of it and why it was refused, month by month."""

from collections.abc import Callable, Sequence

from ppid_sheets.reports.workbook.book import Area, Cell, Grid, Sheet, Style, relative
from ppid_sheets.reports.workbook.tally import Number, share, total
from ppid_sheets.reports.year.rows import OUTCOMES
from ppid_sheets.reports.year.year import (
    FIRST_ROW,
    HEAD_LINE,
    LINE,
    MONTHS_SHEET,
    Year,
    YearLine,
    head,
)

Take = Callable[[YearLine], Number]


def _outcome(at: int) -> Take:
    return lambda line: line.outcomes[at]


COLUMNS: tuple[tuple[str, float, Take], ...] = (
    ("Diterima", 9, lambda line: line.received),
    ("Rata-rata waktu layanan (hari kerja)", 10.5, lambda line: line.mean),
    *((outcome, 10.5, _outcome(at)) for at, outcome in enumerate(OUTCOMES)),
    ("Jumlah selesai", 8.5, lambda line: line.finished),
    ("Sisa awal", 7.5, lambda line: line.opening),
    ("Sisa akhir", 7.5, lambda line: line.remaining),
    ("Tepat waktu", 8, lambda line: line.on_time),
    ("Terlambat", 9.5, lambda line: line.late),
)
"""Header, width and number of each column right of the month."""
_NAMES = [name for name, *_ in COLUMNS]
_WIDTHS = (25.0, *(width for _, width, _ in COLUMNS))
_SPAN = len(_WIDTHS)
_MEAN = _NAMES.index("Rata-rata waktu layanan (hari kerja)")
_STOCKS = (_NAMES.index("Sisa awal"), _NAMES.index("Sisa akhir"))
_MOST_ON_A_PAGE = 13
NO_REFUSAL = "Tidak ada permohonan yang ditolak, seluruhnya atau sebagian."
_WIDE_GROUNDS = 6
"""So many grounds take two columns each."""


def sheet(year: Year) -> Sheet:
    """The sheet."""
    movement = _movement(year)
    reasons = _reasons(year)
    wide = len(year.grounds) + 2
    widths = (*_WIDTHS, *(10.5,) * max(0, wide - _SPAN))
    return Sheet(
        MONTHS_SHEET,
        MONTHS_SHEET,
        widths,
        (head(year, "Rincian Bulanan", _SPAN), movement, reasons),
        landscape=True,
        one_page=len(year.months) <= _MOST_ON_A_PAGE,
    )


def totals(year: Year) -> tuple[Number, ...]:
    """The last line: sums, but the mean over all and the stocks at the two ends."""
    return tuple(_total(year, at, take) for at, (_, _, take) in enumerate(COLUMNS))


def _total(year: Year, at: int, take: Take) -> Number:
    column = at + 1
    if at == _MEAN:
        return year.mean
    if at in _STOCKS:
        month = 0 if at == _STOCKS[0] else len(year.months) - 1
        place = Area(MONTHS_SHEET, FIRST_ROW + month, column, FIRST_ROW + month, column)
        return take(year.lines[month]).at(str(place))
    return total([take(line) for line in year.lines], str(_months(year, column)))


def _months(year: Year, column: int) -> Area:
    return Area(MONTHS_SHEET, FIRST_ROW, column, year.total_row - 1, column)


def place(year: Year, name: str) -> Number:
    """The total below a column, read from where it stands."""
    at = _NAMES.index(name)
    area = Area(MONTHS_SHEET, year.total_row, at + 1, year.total_row, at + 1)
    return totals(year)[at].at(str(area))


def column(year: Year, name: str) -> Area:
    """The months of a column."""
    return _months(year, _NAMES.index(name) + 1)


def month_names(year: Year) -> Area:
    """The months themselves."""
    return _months(year, 0)


def judged(year: Year) -> Number:
    """What was finished on time or late."""
    both = place(year, "Tepat waktu") + place(year, "Terlambat")
    return both.at(f"({both.formula})")


def _movement(year: Year) -> Grid:
    header = (
        Cell("Bulan", "head_left"),
        *(Cell(name, "head_right") for name, *_ in COLUMNS),
    )
    lines = [
        (
            Cell(month.first, "month"),
            *_cells(tuple(take(line) for *_, take in COLUMNS), "count", "mean"),
        )
        for month, line in zip(year.months, year.lines, strict=True)
    ]
    last = (Cell(year.called, "total"), *_cells(totals(year), "total_count", "total_mean"))
    heights = (54.0, *[LINE] * len(lines), HEAD_LINE, LINE)
    return Grid(FIRST_ROW - 1, 0, (header, *lines, last, _shares(year)), heights)


def _cells(numbers: Sequence[Number], count: Style, mean: Style) -> tuple[Cell, ...]:
    return tuple(one.cell(mean if at == _MEAN else count) for at, one in enumerate(numbers))


def _shares(year: Year) -> tuple[Cell, ...]:
    """Outcomes of what was finished, on time and late of what could be judged."""
    finished, timely = place(year, "Jumlah selesai"), judged(year)
    wholes = {
        **dict.fromkeys((*OUTCOMES, "Jumlah selesai"), finished),
        **dict.fromkeys(("Tepat waktu", "Terlambat"), timely),
    }
    return (
        Cell("% dari yang selesai", "text"),
        *(
            share(place(year, name), wholes[name]).cell("share")
            if name in wholes
            else Cell(None, "share")
            for name in _NAMES
        ),
    )


def reasons_row(year: Year) -> int:
    """The row of the headers of the grounds of refusal."""
    return year.total_row + 4


def _reasons(year: Year) -> Grid:
    """A ground a column, then their sum; below the year the refused parts of partial grants."""
    row = reasons_row(year)
    if not year.grounds:
        return Grid(row, 0, ((Cell(NO_REFUSAL, "note", span=_SPAN),),), (LINE,))
    wide = _wide(year)
    header = (
        Cell("Alasan penolakan", "head_left"),
        *(Cell(ground, "head_right", span=wide) for ground in year.grounds),
        Cell("Jumlah", "head_right"),
    )
    months = [
        _reasons_of(
            Cell(month.first, "month"),
            row + 1 + at,
            ("count", "total_count"),
            wide,
            [year.refused_in(at, ground) for ground in year.grounds],
        )
        for at, month in enumerate(year.months)
    ]
    last = row + 1 + len(months)
    sums = [_refused(year, ground) for ground in year.grounds]
    partly = [year.partly_refused(ground) for ground in year.grounds]
    rows = (
        header,
        *months,
        _reasons_of(Cell("Ditolak", "total"), last, ("total_count", "total_count"), wide, sums),
        _reasons_of(
            Cell("Bagian yang ditolak dari yang dikabulkan sebagian", "text_wrapped"),
            last + 1,
            ("count", "total_count"),
            wide,
            partly,
        ),
    )
    return Grid(row, 0, rows, (42.0, *[LINE] * len(months), HEAD_LINE, LINE))


def _wide(year: Year) -> int:
    return 2 if len(year.grounds) <= _WIDE_GROUNDS else 1


def _reasons_of(
    label: Cell, row: int, styles: tuple[Style, Style], wide: int, numbers: Sequence[Number]
) -> tuple[Cell, ...]:
    last = wide * len(numbers)
    summed = total(numbers, f"{relative(row, 1)}:{relative(row, last)}")
    return (
        label,
        *(number.cell(styles[0], wide) for number in numbers),
        summed.cell(styles[1]),
    )


def _refused(year: Year, ground: str) -> Number:
    at = 1 + _wide(year) * year.grounds.index(ground)
    first = reasons_row(year) + 1
    area = Area(MONTHS_SHEET, first, at, first + len(year.months) - 1, at)
    return total([year.refused_in(month, ground) for month in range(len(year.months))], str(area))


def reason(year: Year, ground: str | None, *, partly: bool = False) -> Number:
    """Refusals on a ground, None for all, or of parts of partial grants, from where they stand."""
    if not year.grounds:
        return Number(0, "0")
    grounds = [ground] if ground else list(year.grounds)
    numbers = [year.partly_refused(one) if partly else _refused(year, one) for one in grounds]
    row = reasons_row(year) + 1 + len(year.months) + partly
    wide = _wide(year)
    col = 1 + wide * (year.grounds.index(ground) if ground else len(year.grounds))
    return total(numbers, "").at(str(Area(MONTHS_SHEET, row, col, row, col)))
