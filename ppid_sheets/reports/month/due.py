"""Tenggat: the requests that are open at the end of the period, the most urgent first."""

from collections.abc import Sequence
from typing import Any

from ppid_sheets.reports.book import Area, Cell, Grid, Highlight, Sheet, Style, text_lines
from ppid_sheets.reports.month.data import plain
from ppid_sheets.reports.month.report import DUE, HEAD_LINE, LINE, STATUS_TONES, Report, head

_ROW = 4
_COLUMNS: tuple[tuple[str, str, Style, float], ...] = (
    ("reg_number", "No. Registrasi", "cell_wrapped", 22),
    ("received_on", "Diterima", "cell_date", 12),
    ("info_category", "Kategori", "cell_wrapped", 36),
    ("officer", "Petugas", "cell_wrapped", 22),
    ("due_on", "Batas Waktu", "cell_date", 12),
    ("days_left", "Sisa Hari Kerja", "cell_number", 11),
    ("status", "Status", "cell", 22),
    ("row", "Baris di Register", "cell_number", 11),
)
_STATUS = 6
_NOTHING = "Tidak ada permohonan yang masih terbuka."
_MOST_LINES = 8
_MOST_LINKS = 20_000
"""A sheet takes 65,530 links, and nobody clicks through so many."""


def sheet(report: Report) -> Sheet:
    """The sheet."""
    table = _table(report)
    return Sheet(
        DUE,
        DUE,
        tuple(width for *_, width in _COLUMNS),
        (
            head(report, "Tenggat: Permohonan yang Masih Terbuka", len(_COLUMNS)),
            table,
            Highlight(Area(DUE, _ROW + 1, _STATUS, table.end - 1, _STATUS), STATUS_TONES),
        ),
        landscape=True,
        repeat=(0, _ROW),
        freeze=(_ROW + 1, 0),
    )


def listed(report: Report) -> Area:
    """The register's row numbers, one per open request."""
    col, size = len(_COLUMNS) - 1, max(len(report.figures.open_requests), 1)
    return Area(DUE, _ROW + 1, col, _ROW + size, col)


def _table(report: Report) -> Grid:
    header = tuple(
        Cell(text, "head" if style in ("cell_date", "cell_number") else "head_left")
        for _, text, style, _ in _COLUMNS
    )
    rows = report.figures.open_requests
    columns = [plain(rows[key]) for key, *_ in _COLUMNS[:-1]]
    lines = zip(*columns, rows.index.tolist(), strict=True)
    body = [_line(report, values, i < _MOST_LINKS) for i, values in enumerate(lines)]
    if not body:
        empty = (Cell(_NOTHING, "note", span=len(_COLUMNS)),)
        return Grid(_ROW, 0, (header, empty), (30, HEAD_LINE))
    return Grid(_ROW, 0, (header, *body), (30, *map(_height, body)))


def _line(report: Report, values: Sequence[Any], linked: bool) -> tuple[Cell, ...]:
    *fields, row = values
    cells = (Cell(value, style) for value, (_, _, style, _) in zip(fields, _COLUMNS, strict=False))
    link = report.link(row) if report.link and linked else ""
    return (*cells, Cell(row, "cell_number", link=link))


def _height(line: Sequence[Cell]) -> float:
    """The height of a line whose texts are wrapped; very long ones are cut."""
    lines = max(
        text_lines(str(cell.value or ""), width)
        for cell, (*_, width) in zip(line, _COLUMNS, strict=True)
        if cell.style == "cell_wrapped"
    )
    return LINE + 12.0 * (min(lines, _MOST_LINES) - 1)
