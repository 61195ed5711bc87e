"""The end of Kualitas Data: findings that came, went and stayed, as the archive knows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ppid_sheets.archive.ages import UNREMEMBERED, Life, Lives
from ppid_sheets.checks.findings import WHOLE
from ppid_sheets.common.indonesian import NOT_FILLED, NOT_READ, typed_date
from ppid_sheets.register import requests
from ppid_sheets.reports.month import drawn, terms
from ppid_sheets.reports.month.blocks import GAP, Pages, Points
from ppid_sheets.reports.month.figure import meeting, says
from ppid_sheets.reports.month.report import HEAD_LINE, LINE, Report, header
from ppid_sheets.reports.month.sheet_names import QUALITY
from ppid_sheets.reports.month.table import Column, Here, Line, Placed, Table, label_column
from ppid_sheets.reports.workbook.book import (
    Area,
    Cell,
    DataColumn,
    DataTable,
    Grid,
    Style,
)
from ppid_sheets.reports.workbook.identities import Check, side
from ppid_sheets.reports.workbook.tally import Criterion, Number, Tally, is_plain

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
_OFFICER = label_column("Petugas", 3)
_POINTS = Points(HEAD_LINE, 28.0, LINE, 2 * LINE + GAP)
_TITLE = "Umur temuan menurut arsip pemeriksaan"


@dataclass(frozen=True, slots=True)
class Places:
    """The tables in their places; `summary` is None where there is nothing to count."""

    grids: tuple[Grid, ...]
    summary: Placed | None = None


def sizes(report: Report, pages: Pages) -> tuple[int, ...]:
    """How many lines each block of the summary has."""
    if _unsaid(report.lives):
        pages.spend(2 * HEAD_LINE + GAP)
        return ()
    return pages.sizes(_officers(report.lives), _OFFICER, _POINTS)


def height(report: Report, blocks: Sequence[int]) -> int:
    """The rows that the summary takes, cut into some blocks."""
    return 2 if _unsaid(report.lives) else 3 + sum(blocks) + len(blocks)


def _officers(lives: Lives) -> Sequence[str]:
    return sorted({_officer(life) for life in _found(lives)})


def _unsaid(lives: Lives) -> str:
    """Why there is nothing to count, "" where there is."""
    return UNREMEMBERED if lives.unknown else ("" if lives.found else "Tidak ada temuan.")


def _found(lives: Lives) -> tuple[Life, ...]:
    return (*lives.open, *lives.mended)


def places(report: Report, row: int, below: int, blocks: tuple[int, ...]) -> Places:
    """The summary from a row of the sheet on in its blocks, the list from the row `below`."""
    lives = report.lives
    heading = (Cell(_TITLE, "report_heading", span=_SPAN),)
    if said := _unsaid(lives):
        nothing = (Cell(said, "note", span=_SPAN),)
        return Places((Grid(row, 0, (heading, nothing), (HEAD_LINE, HEAD_LINE)),))
    found = _found(lives)
    listed = _list(report, found, below)
    tally = Tally(_table(report, found, below + 1))
    summary = Placed(report, _summary(tally, _officers(lives), listed), row + 2, sizes=blocks)
    note = (Cell(_note(lives), "note", span=_SPAN),)
    rows = (heading, *drawn.body(summary), drawn.feet(summary), note)
    heights = (HEAD_LINE, *drawn.heights(summary, _POINTS.head, LINE), LINE, LINE)
    return Places((Grid(row, 0, rows, heights), listed), summary)


def _officer(life: Life) -> str:
    return WHOLE if life.row == 0 else life.officer


def _age(report: Report, life: Life) -> int:
    return ((life.ended or report.period.as_of) - life.since).days


def _values(report: Report, life: Life) -> tuple[str | int | date | None, ...]:
    column = requests.column(life.place).header if life.place else WHOLE
    return (
        life.number,
        _age(report, life),
        _officer(life),
        life.code,
        life.since,
        column,
        life.ended,
        NEW if life.new else OLD,
    )


def _table(report: Report, found: Sequence[Life], row: int) -> DataTable:
    """The list as columns that can be counted."""
    columns = zip(*(_values(report, life) for life in found), strict=True)
    made = (
        DataColumn(key, text, style, values)
        for (key, text, style), values in zip(_COLUMNS, columns, strict=True)
    )
    return DataTable(QUALITY, "", row, tuple(made))


def _summary(tally: Tally, officers: Sequence[str], listed: Grid) -> Table:
    """What was there, came, went and stayed in the rows of each officer."""

    def left(here: Here) -> Number:
        old, new, mended = (here.get(at) for at in (1, 2, 3))
        return old + new - mended

    def proofs(report: Report, placed: Placed) -> Iterable[Check]:
        """Findings that came less those that went are the open ones."""
        area = Area(QUALITY, listed.row + 2, _ENDED, listed.end - 1, _ENDED)
        still = Number(len(report.lives.open), f"COUNTBLANK({area})")
        yield Check(
            side("Temuan terbuka di awal + baru − dibetulkan (Kualitas Data)", placed.foot(4)),
            side("Temuan masih terbuka pada daftarnya", still),
        )

    ended = meeting(lambda times: (Criterion("ended", ">=", times.first),))
    columns = (
        _OFFICER,
        Column("Terbuka di awal", name="terbuka di awal", rows=says("origin", OLD)),
        Column("Baru", name="baru", rows=says("origin", NEW)),
        Column("Dibetulkan", name="dibetulkan", rows=ended),
        Column("Masih terbuka", name=None, made=left),
    )
    lines = tuple(Line(officer, says("officer", officer)) for officer in officers)
    exact = not is_plain(officers, (WHOLE, NOT_FILLED, NOT_READ))
    return Table(
        QUALITY, "Umur temuan", (terms.AGES,), lines, columns, exact, tally=tally, proofs=proofs
    )


def _note(lives: Lives) -> str:
    if not lives.since:
        return "Terbuka di awal + baru − dibetulkan = masih terbuka pada akhir periode."
    return (
        f"Arsip pemeriksaan baru dimulai {typed_date(lives.since)}; temuan yang sudah ada "
        "saat itu dihitung terbuka di awal."
    )


def _list(report: Report, found: Sequence[Life], row: int) -> Grid:
    """Every finding of the month: the open ones, the oldest first, then those mended."""
    text = "Temuan yang masih terbuka, yang terlama di atas, lalu yang dibetulkan dalam bulan ini"
    heads = header(
        [
            (text, "head" if style in ("code", "cell_number", "cell_date") else "head_left")
            for _, text, style in _COLUMNS
        ]
    )
    body = [_line(report, life, at) for at, life in enumerate(found, row + 2)]
    heading = (Cell(text, "report_heading", span=_SPAN),)
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
