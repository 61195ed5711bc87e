"""Kualitas Data: findings by rule and by officer, and each of them by registration number."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ppid_sheets.checks.findings import SEVERITY_NAMES, WHOLE
from ppid_sheets.common.indonesian import NOT_FILLED, number
from ppid_sheets.reports.month import living, terms
from ppid_sheets.reports.month.figure import says
from ppid_sheets.reports.month.found import Entry, by_rule, entries_of
from ppid_sheets.reports.month.placed import Placed
from ppid_sheets.reports.month.report import HEAD_LINE, LINE, QUALITY, Report, head, header
from ppid_sheets.reports.month.table import Column, Labels, Line, Table, label_column, share_column
from ppid_sheets.reports.workbook.book import (
    MOST_LINKS,
    Area,
    Cell,
    DataColumn,
    DataTable,
    Grid,
    Highlight,
    Sheet,
    Style,
    Tone,
)
from ppid_sheets.reports.workbook.identities import Check, side
from ppid_sheets.reports.workbook.pages import page_breaks
from ppid_sheets.reports.workbook.tally import Number, Tally, is_plain

_ROW = 4
_COLUMNS: tuple[tuple[str, str, Style, float], ...] = (
    ("reg_number", "No. Registrasi", "cell_wrapped", 21),
    ("row", "Baris", "cell_number", 8),
    ("officer", "Petugas", "cell_wrapped", 20),
    ("code", "Kode", "code", 11),
    ("severity", "Tingkat", "cell", 12),
    ("column", "Kolom", "cell_wrapped", 22),
    ("message", "Temuan", "cell_wrapped", 48),
    ("remedy", "Perbaikan", "cell_wrapped", 46),
)
_WIDTHS = tuple(width for *_, width in _COLUMNS)
_SPAN = len(_COLUMNS)
_TONES: tuple[tuple[str, Tone], ...] = (
    (SEVERITY_NAMES["galat"], "bad"),
    (SEVERITY_NAMES["peringatan"], "warn"),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The tables of Kualitas Data; `other` counts findings on requests of earlier months."""

    entries: tuple[Entry, ...]
    other: int
    rules: Placed
    officers: Placed
    list: Grid
    lives: living.Places


def sheet(report: Report) -> Sheet:
    """The sheet."""
    places = report.once(layout)
    severity = Area(QUALITY, places.list.row + 2, 4, places.list.end - 1, 4)
    rules = _rules_grid(places.rules)
    rated = Area(QUALITY, rules.row + 2, 4, rules.end - 1, 4)
    grids = (
        rules,
        _officers_grid(places.officers, places.other),
        places.list,
        *places.lives.grids,
    )
    plain = Sheet(
        QUALITY,
        QUALITY,
        _WIDTHS,
        (
            head(report, "Kualitas Data", _SPAN),
            *grids,
            Highlight(severity, _TONES),
            Highlight(rated, _TONES),
        ),
        landscape=True,
        repeat=(0, 2),
    )
    return page_breaks(plain, report.settings.paper, [grid.row for grid in grids])


def to_mend(report: Report) -> Number:
    """How many findings on the list must be mended."""
    places = report.once(layout)
    listed = places.list
    area = Area(QUALITY, listed.row + 2, 4, max(listed.end - 1, listed.row + 2), 4)
    word = SEVERITY_NAMES["galat"]
    found = sum(entry.severity == word for entry in places.entries)
    return Number(found, f'COUNTIFS({area},"{word}")')


def layout(report: Report) -> Layout:
    """The tables in their places; the list stands below the others, which count it."""
    entries, other = entries_of(report)
    rules = by_rule(entries)
    officers = sorted({entry.officer for entry in entries})
    officers_row = _ROW + 2 + max(len(rules), 1) + 2
    list_row = officers_row + 2 + max(len(officers), 1) + 2 + bool(other)
    tally = Tally(_table(entries, list_row + 1))
    listed = _list(report, entries, list_row)
    return Layout(
        entries,
        other,
        Placed(report, _rules(tally, rules), _ROW + 2),
        Placed(report, _officers(tally, officers), officers_row + 2),
        listed,
        living.places(report, listed.end + 1),
    )


def placed(report: Report) -> tuple[Placed, ...]:
    """The tables that count findings, where there are any."""
    places = report.once(layout)
    counted = (places.rules, places.officers) if places.entries else ()
    return *counted, *((places.lives.summary,) if places.lives.summary else ())


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


def _rules(tally: Tally, rules: Sequence[tuple[Entry, int]]) -> Table:
    """How often each rule found something, with an example and its remedy."""
    columns = (
        label_column("Aturan", style="code"),
        Column("Jumlah", "count"),
        replace(share_column(1), head="% dari semua"),
        _text("", "cell", above="head"),
        _text("Tingkat", "cell"),
        _text("Kolom"),
        _text("Contoh temuan"),
        _text("Perbaikan"),
    )
    lines = tuple(
        Line(
            entry.code, says("code", entry.code),
            beside={"Tingkat": entry.severity, "Kolom": entry.column,
                    "Contoh temuan": entry.message, "Perbaikan": entry.remedy},
        )
        for entry, _ in rules
    )  # fmt: skip
    return Table(
        QUALITY, "Aturan", (terms.FINDINGS,), lines, columns, tally=tally,
        proofs=_all_listed("menurut aturan", 1), pinned_feet=True,
    )  # fmt: skip


def _text(head: str, style: Style = "cell_wrapped", above: Style = "head_left") -> Column:
    """A column of words."""
    return Column(head, style, None, text=lambda line: line.beside.get(head), above=above)


def _officers(tally: Tally, officers: Sequence[str]) -> Table:
    """How many findings of each severity stand in the rows of each officer."""
    columns = (
        label_column("Petugas", 2),
        *(Column(word, name=word, rows=says("severity", word)) for word in SEVERITY_NAMES.values()),
        Column("Jumlah", "total_count", None, made=lambda here: here.sum(1, len(SEVERITY_NAMES))),
    )
    lines = tuple(Line(officer, says("officer", officer)) for officer in officers)
    exact = not is_plain(officers, (WHOLE, NOT_FILLED))
    return Table(
        QUALITY, "Petugas", (terms.FINDINGS,), lines, columns, exact, tally=tally,
        proofs=_all_listed("menurut petugas", 1 + len(SEVERITY_NAMES)),
    )  # fmt: skip


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


def _rules_grid(placed: Placed) -> Grid:
    heading = (Cell("Temuan menurut aturan, yang tersering di atas", "heading", span=_SPAN),)
    above = (HEAD_LINE, HEAD_LINE)
    if not placed.table.lines:
        return Grid(placed.row - 2, 0, (heading, placed.heads, _NOTHING), (*above, HEAD_LINE))
    rows = (heading, placed.heads, *placed.cells, placed.feet)
    return Grid(placed.row - 2, 0, rows, (*above, *[LINE] * len(placed.cells), HEAD_LINE))


def _officers_grid(placed: Placed, other: int) -> Grid:
    heading = (Cell("Temuan menurut petugas", "heading", span=_SPAN),)
    if not placed.table.lines:
        return Grid(placed.row - 2, 0, (heading, placed.heads, _NOTHING), (HEAD_LINE,) * 3)
    rest = (
        f"Di luar daftar ini ada {other} temuan pada permohonan yang selesai sebelum bulan laporan."
    )
    said = ((Cell(rest, "note", span=_SPAN),),) if other else ()
    rows = (heading, placed.heads, *placed.cells, placed.feet, *said)
    return Grid(placed.row - 2, 0, rows, (HEAD_LINE, HEAD_LINE, *[LINE] * (len(rows) - 2)))


_NOTHING = (Cell("Tidak ada temuan.", "note", span=_SPAN),)


def _list(report: Report, entries: Sequence[Entry], row: int) -> Grid:
    """Every finding, the gravest first, in the order of the register."""
    heading = (Cell(f"Daftar temuan{_unlinked(report, entries)}", "heading", span=_SPAN),)
    heads = header([
        (text, "head" if style in ("code", "cell_number") else "head_left")
        for _, text, style, _ in _COLUMNS
    ])  # fmt: skip
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
        return Cell(None, "cell_number")
    link = report.link(row) if report.link and linked else ""
    return Cell(report.figures.shown(row), "cell_number", link=link)
