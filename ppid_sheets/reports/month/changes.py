"""Perubahan: each figure that differs from an earlier issue, and the requests behind it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from ppid_sheets.common.indonesian import long_date, number, typed_date
from ppid_sheets.reports.month import contents
from ppid_sheets.reports.month.earlier_issue import EarlierIssue
from ppid_sheets.reports.month.figure import Figure
from ppid_sheets.reports.month.report import HEAD_LINE, Report, head, header
from ppid_sheets.reports.month.sheet_names import CHANGES, DATA
from ppid_sheets.reports.objections.listed import OBJECTED
from ppid_sheets.reports.workbook.book import (
    Cell,
    DataTable,
    Grid,
    Sheet,
    Style,
    Value,
    relative,
)
from ppid_sheets.reports.workbook.tally import NONE, Tally

_ROW = 4
_HEADER = _ROW + 1
_COLUMNS: tuple[tuple[str, Style, float], ...] = (
    ("Lembar", "head_left", 16),
    ("Angka", "head_left", 38),
    ("Dulu", "head_right", 17),
    ("Kini", "head_right", 17),
    ("Selisih", "head_right", 9),
    ("No. Registrasi yang menyebabkannya", "head_left", 38),
)
_SPAN = len(_COLUMNS)
_WIDTHS = tuple(width for *_, width in _COLUMNS)
_MOST = 15
"""Requests named behind one figure; the changed rows below are all there."""
_BY_RECEIPT = (
    " Halaman Laporan terbitan itu menghitung keputusan menurut bulan diterima; di bawah ini Dulu "
    "dan Kini dihitung menurut bulan jawaban."
)
"""The remark on an issue whose printed page had other figures than those it is compared by."""
_MOVES_WITH_TIME = frozenset({"days_left", "in_month", "late_before", "late_year", "row"})
"""Columns about the time and place of a read, not about the office's work."""


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that differs: both values, and the registration numbers that make the difference."""

    figure: Figure
    before: int | float | None
    now: int | float | None
    behind: tuple[str, ...]


def changes(report: Report, earlier: EarlierIssue) -> tuple[Change, ...]:
    """Figures that differ, in the order of the workbook."""
    olds = {sheet: Tally(table) for sheet, table in earlier.lists.items()}
    found = []
    for figure in contents.figures(report, partial(_labels, report, earlier)):
        sheet = figure.source
        if not earlier.keys_of(sheet).issuperset(figure.needs(report.times)):
            continue
        issues = (report.tallies[sheet], report.times), (olds[sheet], earlier.times)
        now, before = (figure.value(*issue) for issue in issues)
        if now != before:
            names = [_names(tally.table) for tally, _ in issues]
            rows = [
                Counter({(named[at], value): n for (at, value), n in figure.behind(*issue).items()})
                for named, issue in zip(names, issues, strict=True)
            ]
            behind = {name for name, _ in (*(rows[0] - rows[1]), *(rows[1] - rows[0]))}
            found.append(Change(figure, before, now, tuple(sorted(behind))))
    return tuple(found)


def _labels(report: Report, earlier: EarlierIssue, key: str) -> Sequence[str]:
    """Labels of a column in both issues, as a report orders them, then those of the old one."""
    table = earlier.objected if key == "ground" else earlier.data
    before = next((c.values for c in table.columns if c.key == key), ())
    old = sorted({str(value) for value in before if value})
    return tuple(dict.fromkeys((*report.labels(key), *old)))


def _column(table: DataTable, key: str) -> Sequence[Value]:
    size = len(table.columns[0].values)
    return next((c.values for c in table.columns if c.key == key), [None] * size)


def _names(table: DataTable) -> list[str]:
    """How each request is named: by its number, or by its row where it has none."""
    return [
        str(number) if number else f"baris {row}"
        for number, row in zip(_column(table, "reg_number"), _rows_of(table), strict=True)
    ]


def _rows_of(table: DataTable) -> list[str]:
    """The sheet rows, the same before and after a new year's tab made theirs an earlier one."""
    return [str(row).rpartition("!")[2] for row in _column(table, "row")]


def differs(report: Report, earlier: EarlierIssue) -> bool:
    """True with a difference: moved rows are none, another way of counting is one."""
    if earlier.by_receipt:
        return True
    if report.fingerprint == earlier.fingerprint:
        return False
    return any(edits(report, earlier)) or bool(changes(report, earlier))


def sheet(report: Report, earlier: EarlierIssue) -> Sheet:
    """The sheet: figures first, then what changed in which row, under one header."""
    figures_ = _figures(report, earlier)
    rows = _rows(report, earlier, figures_.end + 1)
    return Sheet(
        CHANGES,
        CHANGES,
        _WIDTHS,
        (head(report, "Perubahan", _SPAN), figures_, rows),
        landscape=True,
        repeat=(0, _HEADER),
        freeze=(_HEADER + 1, 0),
    )


def _figures(report: Report, earlier: EarlierIssue) -> Grid:
    since = (
        f"Dibandingkan dengan {earlier.name}, keadaan per {long_date(earlier.times.period.as_of)} "
        f"(sidik {earlier.fingerprint or 'tidak tercatat'}; laporan ini "
        f"{report.fingerprint}).{_BY_RECEIPT if earlier.by_receipt else ''}"
    )
    title = (Cell("Angka yang berbeda", "total", span=_SPAN),)
    body = [_line(_HEADER + 2 + i, c) for i, c in enumerate(changes(report, earlier))]
    if not body:
        body = [(Cell("Tidak ada angka yang berbeda.", "note", span=_SPAN),)]
    heads = header([(text, style) for text, style, _ in _COLUMNS])
    rows = ((Cell(since, "note", span=_SPAN),), heads, title, *body)
    return Grid(_ROW, 0, rows, (28, 20, *[HEAD_LINE] * (len(body) + 1)))


def _line(row: int, change: Change) -> tuple[Cell, ...]:
    style: Style = "mean" if change.figure.statistic else "count"
    before, now = (NONE if v is None else v for v in (change.before, change.now))
    gap: Value = NONE
    if change.before is not None and change.now is not None:
        gap = change.now - change.before
    old, new = relative(row, 2), relative(row, 3)
    shown = ", ".join(change.behind[:_MOST])
    left = len(change.behind) - _MOST
    return (
        Cell(change.figure.sheet, "cell_wrapped"),
        Cell(change.figure.name, "cell_wrapped"),
        Cell(before, style),
        Cell(now, style),
        Cell(gap, style, f'=IF(COUNT({old},{new})=2,{new}-{old},"{NONE}")'),
        Cell(f"{shown}, … dan {left} lagi" if left > 0 else shown, "cell_wrapped"),
    )


_Edit = tuple[str, str, str, Value, Value]


def edits(report: Report, earlier: EarlierIssue) -> Iterator[_Edit]:
    """List, registration number, column, old and new value, row by row; new and lost rows too."""
    for sheet, table in ((DATA, report.data), (OBJECTED, report.objected)):
        yield from _edits(table, earlier.lists[sheet])


def _edits(table: DataTable, past: DataTable) -> Iterator[_Edit]:
    now, before, sheet = _by_name(table), _by_name(past), table.sheet
    known = {column.key for column in past.columns} - _MOVES_WITH_TIME
    columns = [(one.key, one.header) for one in table.columns if one.key in known]
    for name in dict.fromkeys((*now, *before)):
        new, old = now.get(name), before.get(name)
        if new is None or old is None:
            was, there = ("ada" if one else "tidak ada" for one in (old, new))
            yield sheet, name, "(baris)", was, there
            continue
        for key, text in columns:
            if new[key] != old[key]:
                yield sheet, name, text, old[key], new[key]


def _by_name(table: DataTable) -> dict[str, dict[str, Value]]:
    """Each request by its name; where a number stands twice, its year and row are added."""
    received = _column(table, "received_on")
    rows = [
        f"{row}, {day:%Y}" if isinstance(day, date) else row
        for row, day in zip(_rows_of(table), received, strict=True)
    ]
    names = _names(table)
    twice = {name for name, count in Counter(names).items() if count > 1}
    keys = [c.key for c in table.columns]
    values = zip(*(c.values for c in table.columns), strict=True)
    return {
        f"{name} (baris {row})" if name in twice else name: dict(zip(keys, line, strict=True))
        for name, row, line in zip(names, rows, values, strict=True)
    }


def _rows(report: Report, earlier: EarlierIssue, row: int) -> Grid:
    title = (Cell("Baris Data yang berubah", "total", span=_SPAN),)
    body: list[tuple[Cell, ...]] = [
        (
            Cell(sheet, "cell_wrapped"),
            Cell(text, "cell_wrapped"),
            Cell(_said(old), "cell_wrapped"),
            Cell(_said(new), "cell_wrapped"),
            Cell(None, "cell"),
            Cell(name, "cell_wrapped"),
        )
        for sheet, name, text, old, new in edits(report, earlier)
    ]
    if not body:
        body = [(Cell("Tidak ada baris yang berubah.", "note", span=_SPAN),)]
    return Grid(row, 0, (title, *body), (HEAD_LINE, *[HEAD_LINE] * len(body)))


def _said(value: Value) -> str:
    match value:
        case None:
            return "(kosong)"
        case str():
            return value
        case int() | float():
            return number(value)
        case _:
            return typed_date(value)
