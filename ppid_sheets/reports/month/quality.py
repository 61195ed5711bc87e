"""Kualitas Data: findings by rule and by officer, and each of them by registration number."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ppid_sheets.common.indonesian import NOT_FILLED, number
from ppid_sheets.reports.month import living
from ppid_sheets.reports.month.remarks import Remark
from ppid_sheets.reports.month.report import HEAD_LINE, LINE, QUALITY, Report, head, header
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
from ppid_sheets.reports.workbook.pages import page_breaks
from ppid_sheets.reports.workbook.tally import (
    Criterion,
    Number,
    Point,
    Tally,
    equals,
    is_plain,
    share,
    total,
)

SEVERITIES = ("galat", "peringatan", "info")
REGISTER = "(register)"
_ROW = 4
_COLUMNS: tuple[tuple[str, str, Style, float], ...] = (
    ("reg_number", "No. Registrasi", "cell_wrapped", 21),
    ("row", "Baris", "cell_number", 8),
    ("officer", "Petugas", "cell_wrapped", 20),
    ("code", "Kode", "code", 11),
    ("severity", "Tingkat", "cell", 12),
    ("column", "Kolom", "cell_wrapped", 22),
    ("message", "Temuan", "cell_wrapped", 48),
    ("remedy", "Cara membetulkan", "cell_wrapped", 46),
)
_WIDTHS = tuple(width for *_, width in _COLUMNS)
_SPAN = len(_COLUMNS)
_TONES: tuple[tuple[str, Tone], ...] = (("galat", "bad"), ("peringatan", "warn"))


class Entry(NamedTuple):
    """One finding as the list shows it; `row` is None for the register as a whole."""

    reg_number: str
    row: int | None
    officer: str
    code: str
    severity: str
    column: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The tables of Kualitas Data; `other` counts findings on requests of earlier months."""

    entries: tuple[Entry, ...]
    other: int
    rules: Grid
    officers: Grid
    list: Grid
    lives: living.Places


def sheet(report: Report) -> Sheet:
    """The sheet."""
    places = report.once(layout)
    severity = Area(QUALITY, places.list.row + 2, 4, places.list.end - 1, 4)
    rated = Area(QUALITY, places.rules.row + 2, 4, places.rules.end - 1, 4)
    plain = Sheet(
        QUALITY,
        QUALITY,
        _WIDTHS,
        (
            head(report, "Kualitas Data", _SPAN),
            places.rules,
            places.officers,
            places.list,
            *places.lives.grids,
            Highlight(severity, _TONES),
            Highlight(rated, _TONES),
        ),
        landscape=True,
        repeat=(0, 2),
    )
    tables = (places.rules, places.officers, places.list, *places.lives.grids)
    starts = [table.row for table in tables]
    return page_breaks(plain, report.settings.paper, starts)


def counts(report: Report) -> tuple[tuple[str, Number], ...]:
    """What Laporan says of the findings: how many must be mended."""
    listed = report.once(layout).list
    area = Area(QUALITY, listed.row + 2, 4, max(listed.end - 1, listed.row + 2), 4)
    found = Counter(entry.severity for entry in report.once(layout).entries)
    return (
        ("Temuan galat pada register yang belum dibetulkan (Kualitas Data)",
         Number(found["galat"], f'COUNTIFS({area},"galat")')),
    )  # fmt: skip


def layout(report: Report) -> Layout:
    """The tables in their places; the list stands below the others, which count it."""
    entries, other = _entries(report)
    rules = _by_rule(entries)
    officers = sorted({entry.officer for entry in entries})
    rules_rows = max(len(rules), 1)
    officers_row = _ROW + 2 + rules_rows + 1 + 1
    list_row = officers_row + 2 + max(len(officers), 1) + 1 + (1 if other else 0) + 1
    tally = Tally(_table(entries, list_row + 1))
    listed = _list(report, entries, list_row)
    return Layout(
        entries,
        other,
        _rules(tally, rules, _ROW),
        _officers(tally, officers, other, officers_row),
        listed,
        living.places(report, listed.end + 1),
    )


def _entries(report: Report) -> tuple[tuple[Entry, ...], int]:
    """Findings on the month's requests, on undated rows and on the register; how many others."""
    data = report.figures.data
    known = data[data["in_month"]]
    numbers, officers = known["reg_number"].to_dict(), known["officer"].to_dict()
    entries: list[Entry] = []
    other = 0
    undated = set(report.figures.left_out)
    for remark in report.remarks:
        if remark.row == 0:
            entries.append(_entry(remark, REGISTER, REGISTER))
        elif remark.row in numbers:
            entries.append(_entry(remark, numbers[remark.row], officers[remark.row]))
        elif remark.row in undated:
            entries.append(_entry(remark, "", NOT_FILLED))
        else:
            other += 1
    order = {severity: i for i, severity in enumerate(SEVERITIES)}
    last = len(order)
    entries.sort(key=lambda one: (order.get(one.severity, last), one.row is not None, one.row or 0))
    return tuple(entries), other


def _entry(remark: Remark, reg_number: str, officer: str) -> Entry:
    return Entry(
        reg_number, remark.row or None, officer, remark.code, remark.severity, remark.label,
        remark.message, remark.remedy,
    )  # fmt: skip


def _by_rule(entries: Sequence[Entry]) -> list[tuple[Entry, int]]:
    """One finding per rule with how often the rule found something, the most frequent first."""
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.code, entry)
    found = Counter(entry.code for entry in entries)
    return sorted(
        ((first[code], number) for code, number in found.items()),
        key=lambda pair: (-pair[1], pair[0].code),
    )


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


def _rules(tally: Tally, rules: Sequence[tuple[Entry, int]], row: int) -> Grid:
    """How often each rule found something, with an example and its remedy."""
    heading = (Cell("Temuan menurut aturan, yang tersering di atas", "heading", span=_SPAN),)
    heads: tuple[tuple[str, Style], ...] = (
        ("Aturan", "head_left"), ("Jumlah", "head_right"), ("% dari semua", "head_right"),
        ("", "head"), ("Tingkat", "head_left"), ("Kolom", "head_left"),
        ("Contoh temuan", "head_left"), ("Cara membetulkan", "head_left"),
    )  # fmt: skip
    if not rules:
        nothing = (Cell("Tidak ada temuan.", "note", span=_SPAN),)
        return Grid(row, 0, (heading, header(heads), nothing), (HEAD_LINE, HEAD_LINE, HEAD_LINE))
    first, foot = row + 2, row + 2 + len(rules)
    numbers = [
        tally.count(Criterion("code", "=", Point(entry.code, f"$A{first + i + 1}")))
        for i, (entry, _) in enumerate(rules)
    ]
    summed = total(numbers, f"B{first + 1}:B{foot}")
    whole = summed.at(f"$B${foot + 1}")
    body = [
        (
            Cell(entry.code, "code"),
            number.cell("count"),
            share(number.at(f"B{first + i + 1}"), whole).cell("share"),
            Cell(None, "cell"),
            Cell(entry.severity, "cell"),
            Cell(entry.column, "cell_wrapped"),
            Cell(entry.message, "cell_wrapped"),
            Cell(entry.remedy, "cell_wrapped"),
        )
        for i, ((entry, _), number) in enumerate(zip(rules, numbers, strict=True))
    ]
    footer = (
        Cell("Jumlah", "total"),
        summed.cell("total_count"),
        share(whole, whole).cell("total_share"),
        *(Cell(None, "total") for _ in range(_SPAN - 3)),
    )
    rows = (heading, header(heads), *body, footer)
    return Grid(row, 0, rows, (HEAD_LINE, HEAD_LINE, *[LINE] * len(body), HEAD_LINE))


def _officers(tally: Tally, officers: Sequence[str], other: int, row: int) -> Grid:
    """How many findings of each severity stand in the rows of each officer."""
    heading = (Cell("Temuan menurut petugas", "heading", span=_SPAN),)
    heads = (
        Cell("Petugas", "head_left", span=2),
        *(Cell(word, "head_right") for word in SEVERITIES),
        Cell("Jumlah", "head_right"),
    )
    if not officers:
        nothing = (Cell("Tidak ada temuan.", "note", span=_SPAN),)
        return Grid(row, 0, (heading, heads, nothing), (HEAD_LINE,) * 3)
    exact = not is_plain(officers, (REGISTER, NOT_FILLED))
    first = row + 2
    body, numbers = [], []
    for at, officer in enumerate(officers, first):
        here = Criterion("officer", "=", Point(officer, f"$A{at + 1}"))
        line = [tally.count(here, equals("severity", word), exact=exact) for word in SEVERITIES]
        summed = total(line, f"C{at + 1}:E{at + 1}")
        numbers.append([*line, summed])
        body.append((
            Cell(officer, "text", span=2), *(n.cell("pivot_count") for n in line),
            summed.cell("total_count"),
        ))  # fmt: skip
    foot = first + len(officers)
    footer = (
        Cell("Jumlah", "total", span=2),
        *(
            total(column, f"{letter}{first + 1}:{letter}{foot}").cell("total_count")
            for letter, column in zip("CDEF", zip(*numbers, strict=True), strict=True)
        ),
    )
    rest = (
        f"Di luar daftar ini ada {other} temuan pada permohonan yang selesai sebelum bulan laporan."
    )
    said = ((Cell(rest, "note", span=_SPAN),),) if other else ()
    rows = (heading, heads, *body, footer, *said)
    return Grid(row, 0, rows, (HEAD_LINE, HEAD_LINE, *[LINE] * (len(rows) - 2)))


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
