"""Kualitas Data: findings by rule and by officer, and each of them by registration number."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ppid_sheets.checks.findings import WHOLE
from ppid_sheets.common.indonesian import NOT_FILLED, number
from ppid_sheets.common.severity import SEVERITY_NAMES
from ppid_sheets.reports.month import drawn, finding_lives, terms
from ppid_sheets.reports.month.blocks import GAP, Pages, Points
from ppid_sheets.reports.month.figure import says
from ppid_sheets.reports.month.found import Entry, by_rule, entries_of, name_of
from ppid_sheets.reports.month.report import HEAD_LINE, HEAD_LINES, LINE, Report, head, header
from ppid_sheets.reports.month.sheet_names import QUALITY
from ppid_sheets.reports.month.table import Column, Labels, Line, Placed, Table, label_column
from ppid_sheets.reports.workbook.book import (
    MOST_LINKS,
    Area,
    Cell,
    DataColumn,
    DataTable,
    Grid,
    Sheet,
    Style,
    Tone,
    WordTones,
)
from ppid_sheets.reports.workbook.identities import Check, side
from ppid_sheets.reports.workbook.paging import page_breaks
from ppid_sheets.reports.workbook.tally import Number, Tally, is_plain

_ROW = 4
_COLUMNS: tuple[tuple[str, str, Style, float], ...] = (
    ("reg_number", "No. Registrasi", "cell_wrapped", 18),
    ("row", "Baris", "row_number", 7),
    ("officer", "Petugas", "cell_wrapped", 15),
    ("code", "Kode", "code", 10.5),
    ("severity", "Tingkat", "cell", 12),
    ("column", "Kolom", "cell_wrapped", 18),
    ("message", "Temuan", "cell_wrapped", 33),
    ("remedy", "Perbaikan", "cell_wrapped", 34),
)
_WIDTHS = tuple(width for *_, width in _COLUMNS)
_SPAN = len(_COLUMNS)
_LINE = 15.0
_POINTS = Points(HEAD_LINE, HEAD_LINE, LINE, LINE + GAP)
_OFFICER = label_column("Petugas", 3)
_SHEET = Sheet(QUALITY, QUALITY, _WIDTHS, (), landscape=True, freeze=(1, 1))
_CODE = 1
"""The column of the rule's code among those of its table."""
_TONES: tuple[tuple[str, Tone], ...] = (
    (SEVERITY_NAMES["galat"], "bad"),
    (SEVERITY_NAMES["peringatan"], "warn"),
)


@dataclass(frozen=True, slots=True)
class QualityLayout:
    """The tables of Kualitas Data; `other` counts findings on requests of earlier months."""

    entries: tuple[Entry, ...]
    other: int
    rules: Placed
    officers: Placed | None
    list: Grid
    lives: finding_lives.Places


def sheet(report: Report) -> Sheet:
    """The sheet: what is counted is printed, the lists below are for the screen.

    The rules stand last in print, since each page repeats their heads.
    """
    places = report.once(layout)
    severity = Area(QUALITY, places.list.row + 2, 4, places.list.end - 1, 4)
    rules = _rules_grid(places.rules, places.other)
    rated = Area(QUALITY, rules.row + 2, 4, rules.end - 1, 4)
    officers = (_officers_grid(places.officers),) if places.officers else ()
    counted, *lived = places.lives.grids
    grids = (*officers, counted, rules, places.list, *lived)
    plain = replace(
        _SHEET,
        blocks=(
            head(report, "Kualitas Data", _SPAN),
            *grids,
            WordTones(severity, _TONES),
            WordTones(rated, _TONES),
        ),
        repeat=(rules.row + 1, rules.row + 1),
        print_to=rules.end - 1,
        prints=bool(places.entries or report.lives.found),
    )
    starts = [grid.row for grid in grids if grid.row <= rules.row]
    cut = [
        row
        for table in (places.officers, places.lives.summary)
        if table
        for row in table.later_heads
    ]
    return page_breaks(plain, report.settings.paper, sorted(starts + cut), flowing=[rules.row])


def to_mend(report: Report) -> Number:
    """How many findings on the list must be mended."""
    places = report.once(layout)
    listed = places.list
    area = Area(QUALITY, listed.row + 2, 4, max(listed.end - 1, listed.row + 2), 4)
    word = SEVERITY_NAMES["galat"]
    found = sum(entry.severity == word for entry in places.entries)
    return Number(found, f'COUNTIFS({area},"{word}")')


def layout(report: Report) -> QualityLayout:
    """The tables in their places; the lists stand below the others, which count them."""
    entries, other = entries_of(report)
    rules = by_rule(entries)
    officers = sorted({entry.officer for entry in entries}) if report.has("officer") else ()
    pages = Pages(report, _SHEET, sum(HEAD_LINES) + GAP, HEAD_LINE)
    sizes = pages.sizes(officers, _OFFICER, _POINTS) if officers else ()
    lives_row = _ROW + (2 + len(officers) + len(sizes[1:]) + 2) * bool(officers)
    of_lives = finding_lives.sizes(report, pages)
    rules_row = lives_row + finding_lives.height(report, of_lives) + 1
    list_row = rules_row + 2 + max(len(rules), 1) + 2 + bool(other)
    tally = Tally(_table(entries, list_row + 1))
    listed = _list(report, entries, list_row)
    by_officer = (
        Placed(report, _officers(tally, officers), _ROW + 2, sizes=sizes) if officers else None
    )
    return QualityLayout(
        entries,
        other,
        Placed(report, _rules(report, tally, rules), rules_row + 2),
        by_officer,
        listed,
        finding_lives.places(report, lives_row, listed.end + 1, of_lives),
    )


def placed(report: Report) -> tuple[Placed, ...]:
    """The tables that count findings, where there are any."""
    places = report.once(layout)
    rules = places.rules if places.entries else None
    return tuple(filter(None, (rules, places.officers, places.lives.summary)))


def tables(report: Report, _: Labels) -> tuple[Table, ...]:
    """What they are."""
    return tuple(one.table for one in report.once(placed))


def _table(entries: Sequence[Entry], row: int) -> DataTable:
    """The list as columns that can be counted."""
    columns = zip(*entries, strict=True) if entries else ((),) * _SPAN
    return DataTable(
        QUALITY,
        "",
        row,
        tuple(
            DataColumn(key, text, style, values)
            for (key, text, style, _), values in zip(_COLUMNS, columns, strict=True)
        ),
    )


def _rules(report: Report, tally: Tally, rules: Sequence[tuple[Entry, int]]) -> Table:
    """How often each rule found something, by its name in words, with the remedy."""
    columns = (
        label_column("Aturan", 3, "cell_wrapped"),
        _text("Kode", "code", above="head"),
        _text("Tingkat", "cell"),
        Column("Jumlah", "count"),
        replace(_text("Perbaikan"), span=2),
    )
    lines = tuple(
        Line(
            name_of(entry, report.schema),
            says("code", entry.code),
            at=lambda here, code=entry.code: {code: here.ref(_CODE)},  # type: ignore[misc]
            beside={"Kode": entry.code, "Tingkat": entry.severity, "Perbaikan": entry.remedy},
        )
        for entry, _ in rules
    )
    return Table(
        QUALITY,
        "Aturan",
        (terms.FINDINGS,),
        lines,
        columns,
        tally=tally,
        proofs=_all_listed("menurut aturan", 3),
    )


def _text(head: str, style: Style = "cell_wrapped", above: Style = "head_left") -> Column:
    """A column of words."""
    return Column(head, style, None, text=lambda line: line.beside.get(head), above=above)


def _officers(tally: Tally, officers: Sequence[str]) -> Table:
    """How many findings of each severity stand in the rows of each officer."""
    columns = (
        _OFFICER,
        *(Column(word, name=word, rows=says("severity", word)) for word in SEVERITY_NAMES.values()),
        Column("Jumlah", "total_count", None, made=lambda here: here.sum(1, len(SEVERITY_NAMES))),
    )
    lines = tuple(Line(officer, says("officer", officer)) for officer in officers)
    exact = not is_plain(officers, (WHOLE, NOT_FILLED))
    return Table(
        QUALITY,
        "Petugas",
        (terms.FINDINGS,),
        lines,
        columns,
        exact,
        tally=tally,
        proofs=_all_listed("menurut petugas", 1 + len(SEVERITY_NAMES)),
    )


def _all_listed(name: str, column: int) -> Callable[[Report, Placed], Iterable[Check]]:
    """The sum of a column is the length of the list."""

    def proofs(report: Report, placed: Placed) -> Iterable[Check]:
        listed = report.once(layout).list
        area = Area(QUALITY, listed.row + 2, 3, listed.end - 1, 3)
        counted = Number(listed.end - listed.row - 2, f"COUNTA({area})")
        yield Check(
            side(f"Jumlah temuan {name} (Kualitas Data)", placed.foot(column)),
            side("Baris pada daftar temuan", counted),
        )

    return proofs


def _rules_grid(placed: Placed, other: int) -> Grid:
    heading = (Cell("Temuan menurut aturan, yang tersering di atas", "report_heading", span=_SPAN),)
    rest = (
        f"Di luar daftar ini ada {other} temuan pada permohonan yang selesai sebelum bulan laporan."
    )
    said = ((Cell(rest, "note", span=_SPAN),),) if other else ()
    body = (*drawn.lines(placed), drawn.feet(placed)) if placed.table.lines else (_NOTHING,)
    rows = (heading, drawn.heads(placed), *body, *said)
    return Grid(placed.row - 2, 0, rows, (HEAD_LINE, HEAD_LINE, *[_LINE] * (len(rows) - 2)))


def _officers_grid(placed: Placed) -> Grid:
    heading = (Cell("Temuan menurut petugas", "report_heading", span=_SPAN),)
    rows = (heading, *drawn.body(placed), drawn.feet(placed))
    return Grid(placed.row - 2, 0, rows, (HEAD_LINE, *drawn.heights(placed, HEAD_LINE, LINE), LINE))


_NOTHING = (Cell("Tidak ada temuan.", "note", span=_SPAN),)


def _list(report: Report, entries: Sequence[Entry], row: int) -> Grid:
    """Every finding, the gravest first, in the order of the register."""
    text = f"Daftar temuan, untuk layar{_unlinked(report, entries)}"
    heading = (Cell(text, "report_heading", span=_SPAN),)
    heads = header(
        [
            (text, "head" if style in ("code", "row_number") else "head_left")
            for _, text, style, _ in _COLUMNS
        ]
    )
    body = [
        tuple(
            _row(report, value, i < MOST_LINKS) if key == "row" else Cell(value, style)
            for value, (key, _, style, _) in zip(entry, _COLUMNS, strict=True)
        )
        for i, entry in enumerate(entries)
    ]
    if not body:
        nothing = (Cell("Tidak ada temuan.", "note", span=_SPAN),)
        return Grid(row, 0, (heading, heads, nothing), (HEAD_LINE, 20, HEAD_LINE))
    return Grid(row, 0, (heading, heads, *body), (HEAD_LINE, 20, *[LINE] * len(body)))


def _unlinked(report: Report, entries: Sequence[Entry]) -> str:
    """What the heading adds where Excel has no room for a link in each line."""
    if not report.link or len(entries) <= MOST_LINKS:
        return ""
    return f"; tautan ke baris hanya untuk {number(MOST_LINKS)} temuan pertama (batas Excel)"


def _row(report: Report, row: object, linked: bool) -> Cell:
    if not isinstance(row, int):
        return Cell(None, "row_number")
    link = report.link(row) if report.link and linked else ""
    return Cell(report.figures.shown(row), "row_number", link=link)
