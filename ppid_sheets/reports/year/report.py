"""Laporan Tahunan: the figures that Art. 12 UU 14/2008 wants announced, month by month."""

from collections.abc import Callable, Sequence

from ppid_sheets.common.indonesian import long_date, number
from ppid_sheets.reports.workbook.book import Area, Cell, Grid, Sheet, Style
from ppid_sheets.reports.workbook.letterhead import (
    Signature,
    dated_by_hand,
    signatures,
    signed_by,
)
from ppid_sheets.reports.workbook.tally import Number, total
from ppid_sheets.reports.year.year import (
    FIRST_ROW,
    HEAD_LINE,
    LINE,
    OUTCOMES,
    REPORT,
    Line,
    Year,
    head,
)

Take = Callable[[Line], Number]


def _outcome(at: int) -> Take:
    return lambda line: line.outcomes[at]


COLUMNS: tuple[tuple[str, float, Take], ...] = (
    ("Diterima", 10, lambda line: line.received),
    ("Rata-rata waktu layanan (hari kerja)", 12, lambda line: line.mean),
    *((outcome, 12.0, _outcome(at)) for at, outcome in enumerate(OUTCOMES)),
    ("Jumlah selesai", 10, lambda line: line.finished),
    ("Sisa awal", 9, lambda line: line.opening),
    ("Sisa akhir", 9, lambda line: line.remaining),
    ("Tepat waktu", 9, lambda line: line.on_time),
    ("Terlambat", 10, lambda line: line.late),
)
"""Header, width and number of each column right of the month."""
_NAMES = [name for name, *_ in COLUMNS]
_WIDTHS = (14.0, *(width for _, width, _ in COLUMNS))
_SPAN = len(_WIDTHS)
_MEAN = _NAMES.index("Rata-rata waktu layanan (hari kerja)")
_STOCKS = (_NAMES.index("Sisa awal"), _NAMES.index("Sisa akhir"))
_WORDS_ROW, _HEAD_ROW = 4, FIRST_ROW - 1


def sheet(year: Year) -> Sheet:
    """The sheet, with a place for both signatures."""
    table = _table(year)
    words = in_words(year)
    known = Signature("Mengetahui,", *_signed(signed_by(year.settings.office.sekretaris, "")))
    kasubag = signed_by(year.settings.office.kasubag, dated_by_hand(year.settings.office.city))
    return Sheet(
        REPORT,
        REPORT,
        _WIDTHS,
        (
            head(year, "Laporan Tahunan Layanan Informasi Publik", _SPAN),
            Grid(
                _WORDS_ROW,
                0,
                ((Cell(words, "paragraph", span=_SPAN),),),
                (LINE,),
            ),
            table,
            signatures(table.end + 1, ((known, 5), (None, 4), (kasubag, 5))),
        ),
        landscape=True,
        one_page=True,
    )


def _signed(one: Signature) -> tuple[str, str, str]:
    return one.position, one.name, one.below


def totals(year: Year) -> tuple[Number, ...]:
    """The last line: sums, but the mean over all and the stocks at the year's two ends."""
    return tuple(_total(year, at, take) for at, (_, _, take) in enumerate(COLUMNS))


def _total(year: Year, at: int, take: Take) -> Number:
    column = at + 1
    if at == _MEAN:
        return year.mean
    if at in _STOCKS:
        month = 0 if at == _STOCKS[0] else len(year.months) - 1
        place = Area(REPORT, FIRST_ROW + month, column, FIRST_ROW + month, column)
        return take(year.lines[month]).at(str(place))
    return total([take(line) for line in year.lines], str(_months(year, column)))


def _months(year: Year, column: int) -> Area:
    return Area(REPORT, FIRST_ROW, column, year.total_row - 1, column)


def place(year: Year, name: str) -> Number:
    """The total below a column, read from where it stands."""
    at = _NAMES.index(name)
    area = Area(REPORT, year.total_row, at + 1, year.total_row, at + 1)
    return totals(year)[at].at(str(area))


def column(year: Year, name: str) -> Area:
    """The months of a column."""
    return _months(year, _NAMES.index(name) + 1)


def _table(year: Year) -> Grid:
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
    last = (Cell("Setahun", "total"), *_cells(totals(year), "total_count", "total_mean"))
    heights = (42.0, *[LINE] * len(lines), HEAD_LINE)
    return Grid(_HEAD_ROW, 0, (header, *lines, last), heights)


def _cells(numbers: Sequence[Number], count: Style, mean: Style) -> tuple[Cell, ...]:
    return tuple(
        one.cell(mean if at == _MEAN else count) for at, one in enumerate(numbers)
    )  # fmt: skip


def in_words(year: Year) -> str:
    """The year in formal sentences."""
    office = year.settings.office.name
    received, finished = (place(year, name).value for name in ("Diterima", "Jumlah selesai"))
    left = place(year, "Sisa akhir").value
    sentences = [
        f"Selama tahun {year.number} {office} menerima {_requests(received)}."
        if received
        else f"Selama tahun {year.number} {office} tidak menerima permohonan informasi publik.",
        _finished(year) if finished else "Tidak ada permohonan yang diselesaikan.",
        f"Pada {long_date(year.as_of)} "
        + (f"tersisa {_requests(left)}." if left else "tidak ada permohonan yang tersisa."),
    ]
    return " ".join(sentences)


def _requests(count: object) -> str:
    return (
        "satu permohonan informasi publik"
        if count == 1
        else f"{number(_int(count))} permohonan informasi publik"
    )


def _finished(year: Year) -> str:
    counts = [(outcome, _int(place(year, outcome).value)) for outcome in OUTCOMES]
    named = "; ".join(f"{outcome.lower()} {number(count)}" for outcome, count in counts if count)
    mean = year.mean.value
    time = f", rata-rata dalam {number(mean, 1)} hari kerja" if isinstance(mean, float) else ""
    done = number(_int(place(year, "Jumlah selesai").value))
    return f"Diselesaikan {done} permohonan{time}: {named}."


def _int(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value} is no count")
    return value
