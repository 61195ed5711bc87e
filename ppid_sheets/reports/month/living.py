"""The end of Kualitas Data: findings that came, went and stayed, as the archive knows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ppid_sheets.archive.ages import UNREMEMBERED, Life, Lives
from ppid_sheets.common.indonesian import NOT_FILLED, NOT_READ, typed_date
from ppid_sheets.register.requests import column
from ppid_sheets.reports.month.report import HEAD_LINE, LINE, QUALITY, Report, header
from ppid_sheets.reports.workbook.book import (
    Area,
    Cell,
    DataColumn,
    DataTable,
    Grid,
    Style,
    absolute,
)
from ppid_sheets.reports.workbook.tally import (
    Criterion,
    Number,
    Point,
    Tally,
    equals,
    is_plain,
    total,
)

REGISTER = "(register)"
NEW, OLD = "Baru dalam bulan ini", "Sudah ada sebelumnya"
_COLUMNS: tuple[tuple[str, str, Style], ...] = (
    ("reg_number", "No. Registrasi", "cell_wrapped"),
    ("age", "Umur (hari)", "cell_number"),
    ("officer", "Petugas", "cell_wrapped"),
    ("code", "Kode", "code"),
    ("since", "Pertama terlihat", "cell_date"),
    ("column", "Kolom", "cell_wrapped"),
    ("ended", "Dibetulkan (kosong: masih terbuka)", "cell_date"),
    ("origin", "Asal", "cell"),
)
_SPAN = len(_COLUMNS)
_AGE, _ENDED = 1, 6
_WRAPPED = ((0, 21.0), (2, 20.0), (5, 22.0))
_TITLE = "Umur temuan menurut ingatan program"


@dataclass(frozen=True, slots=True)
class Places:
    """The tables in their places; `list` is None where there is nothing to count."""

    summary: Grid
    list: Grid | None = None

    @property
    def grids(self) -> tuple[Grid, ...]:
        """All tables, from the top."""
        return (self.summary, self.list) if self.list else (self.summary,)


def places(report: Report, row: int) -> Places:
    """The tables from a row of the sheet on."""
    lives = report.lives
    said = UNREMEMBERED if lives.unknown else ("" if lives.found else "Tidak ada temuan.")
    heading = (Cell(_TITLE, "heading", span=_SPAN),)
    if said:
        nothing = (Cell(said, "note", span=_SPAN),)
        return Places(Grid(row, 0, (heading, nothing), (HEAD_LINE, HEAD_LINE)))
    found = (*lives.open, *lives.mended)
    officers = sorted({_officer(life) for life in found})
    at = row + len(officers) + 5
    tally = Tally(_table(report, found, at + 1))
    return Places(_summary(report, tally, officers, row), _list(report, found, at))


def counted(report: Report, place: Places) -> tuple[Number, Number] | None:
    """Open findings as the sum of what came and went, and as lines of the list without an end."""
    if not place.list:
        return None
    foot = place.summary.rows[-2]
    summed = Number(int(str(foot[-1].value)), _cell(place.summary.end - 2, 5))
    area = Area(QUALITY, place.list.row + 2, _ENDED, place.list.end - 1, _ENDED)
    return summed, Number(len(report.lives.open), f"COUNTBLANK({area})")


def _cell(row: int, col: int) -> str:
    return f"'{QUALITY}'!{absolute(row, col)}"


def _officer(life: Life) -> str:
    return REGISTER if life.row == 0 else life.officer


def _age(report: Report, life: Life) -> int:
    return ((life.ended or report.period.as_of) - life.since).days


def _values(report: Report, life: Life) -> tuple[str | int | date | None, ...]:
    place = column(life.place).header if life.place else REGISTER
    return (
        life.number, _age(report, life), _officer(life), life.code, life.since, place, life.ended,
        NEW if life.new else OLD,
    )  # fmt: skip


def _table(report: Report, found: Sequence[Life], row: int) -> DataTable:
    """The list as columns that can be counted."""
    columns = zip(*(_values(report, life) for life in found), strict=True)
    made = (
        DataColumn(key, text, style, values)
        for (key, text, style), values in zip(_COLUMNS, columns, strict=True)
    )
    return DataTable(QUALITY, "", row, tuple(made))


def _summary(report: Report, tally: Tally, officers: Sequence[str], row: int) -> Grid:
    """What was there, came, went and stayed in the rows of each officer."""
    heading = (Cell(_TITLE, "heading", span=_SPAN),)
    heads = (
        Cell("Petugas", "head_left", span=2),
        *(
            Cell(word, "head_right")
            for word in ("Terbuka di awal", "Baru", "Dibetulkan", "Masih terbuka")
        ),
    )
    exact = not is_plain(officers, (REGISTER, NOT_FILLED, NOT_READ))
    first, foot = row + 2, row + 2 + len(officers)
    ended = Criterion("ended", ">=", report.times.first)
    body, numbers = [], []
    for at, officer in enumerate(officers, first):
        here = Criterion("officer", "=", Point(officer, f"$A{at + 1}"))
        old, new, mended = (
            tally.count(here, criterion, exact=exact)
            for criterion in (equals("origin", OLD), equals("origin", NEW), ended)
        )
        left = (old + new - mended).value
        line = [old, new, mended, Number(left, f"C{at + 1}+D{at + 1}-E{at + 1}")]
        numbers.append(line)
        body.append((Cell(officer, "text", span=2), *(n.cell("pivot_count") for n in line)))
    footer = (
        Cell("Jumlah", "total", span=2),
        *(
            total(column, f"{letter}{first + 1}:{letter}{foot}").cell("total_count")
            for letter, column in zip("CDEF", zip(*numbers, strict=True), strict=True)
        ),
    )
    rows = (heading, heads, *body, footer, (Cell(_note(report.lives), "note", span=_SPAN),))
    return Grid(row, 0, rows, (HEAD_LINE, HEAD_LINE, *[LINE] * (len(rows) - 2)))


def _note(lives: Lives) -> str:
    if not lives.since:
        return "Terbuka di awal + baru − dibetulkan = masih terbuka pada akhir periode."
    return (
        f"Ingatan baru dimulai {typed_date(lives.since)}; temuan yang sudah ada saat itu dihitung "
        "terbuka di awal."
    )


def _list(report: Report, found: Sequence[Life], row: int) -> Grid:
    """Every finding of the month: the open ones, the oldest first, then those mended."""
    text = "Temuan yang masih terbuka, yang terlama di atas, lalu yang dibetulkan dalam bulan ini"
    heads = header([
        (text, "head" if style in ("code", "cell_number", "cell_date") else "head_left")
        for _, text, style in _COLUMNS
    ])  # fmt: skip
    body = [_line(report, life, at) for at, life in enumerate(found, row + 2)]
    heading = (Cell(text, "heading", span=_SPAN),)
    return Grid(row, 0, (heading, heads, *body), (HEAD_LINE, 30, *[LINE] * len(body)))


def _line(report: Report, life: Life, row: int) -> tuple[Cell, ...]:
    end = report.times.points["Keadaan per"].ref
    age = f"=IF(ISNUMBER(G{row + 1}),G{row + 1},{end})-E{row + 1}"
    return tuple(
        Cell(value, style, age if at == _AGE else "")
        for at, (value, (_, _, style)) in enumerate(
            zip(_values(report, life), _COLUMNS, strict=True)
        )
    )
