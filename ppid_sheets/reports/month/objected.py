"""Keberatan: the month's objections by ground, how they were answered, disputes, and their list.

The sheet is there where an objection is open or in dispute, or had something happen in the months
of the report.
"""

from collections.abc import Sequence

from ppid_sheets.reports.month import drawn, objection_flow
from ppid_sheets.reports.month.report import (
    HEAD_LINE,
    LINE,
    STATUS_TONES,
    Report,
    head,
)
from ppid_sheets.reports.month.table import Placed
from ppid_sheets.reports.objections.listed import (
    ground_labels,
    list_sheet,
    table,
)
from ppid_sheets.reports.objections.rows import ObjectionRows
from ppid_sheets.reports.period import Period
from ppid_sheets.reports.workbook.book import Cell, DataTable, Grid, Sheet

FIRST_ROW = 4
_HEADS = 30.0
_GROUNDS = "A. Keberatan menurut alasan (Pasal 35 ayat (1) UU 14/2008)"
_PROGRESS = "B. Ketepatan tanggapan dan sengketa di Komisi Informasi (KI)"
_LISTED = "C. Yang terbuka, bersengketa, atau selesai dalam bulan ini"
_NOTE = (
    "Menurut bulan tanggapan: sisa lalu + diterima = diterima seluruhnya + sebagian + ditolak + "
    "dicabut + sisa. Terlambat dan tidak dapat dihitung: bagian dari sisa."
)
_BETWEEN = 13
"""Rows from the first heading to the list's header, without the grounds."""


def layout(report: Report) -> tuple[Placed, ...]:
    """The grounds, the year below their sum, and below them answers and disputes; () without."""
    if not report.has_objections:
        return ()
    grounds, whole, lately, so_far = objection_flow.tables(report, report.labels)
    placed = Placed(report, grounds, FIRST_ROW + 2)
    of_year = Placed(report, whole, placed.end + 1)
    now = Placed(report, lately, of_year.end + 4)
    return placed, of_year, now, Placed(report, so_far, now.end)


def listed(objections: ObjectionRows | None, period: Period) -> DataTable:
    """The list below the tables, of which the first has a line for each ground."""
    known = objections or ObjectionRows()
    lines = max(len(ground_labels(known.frame, period.year_first)), 1)
    return table(known, period.first, FIRST_ROW + lines + _BETWEEN)


def sheet(report: Report) -> tuple[Sheet, ...]:
    """The sheet; none without objections."""
    if not report.has_objections:
        return ()
    grounds, whole, lately, so_far = report.once(layout)
    span = len(grounds.table.columns)
    below = report.objected
    heading = Cell(_LISTED, "report_heading", span=span)
    by_ground = (*drawn.lines(grounds), drawn.feet(grounds), *drawn.lines(whole))
    answered = (*drawn.lines(lately), *drawn.lines(so_far))
    above = (
        head(report, "Keberatan dan Sengketa Informasi", span),
        _part(grounds, span, _GROUNDS, by_ground, _NOTE),
        _part(lately, span, _PROGRESS, answered, _left_out(report)),
        Grid(below.row - 1, 0, ((heading,),), (HEAD_LINE,)),
    )
    rows = max(below.ruled, 1)
    return (list_sheet(above, below, STATUS_TONES, repeat=(0, 2), freeze=(1, 1), rows=rows),)


def _part(
    placed: Placed, span: int, heading: str, lines: Sequence[tuple[Cell, ...]], note: str | None
) -> Grid:
    """A table below its heading, its lines as given, with a note below them."""
    above, below = Cell(heading, "report_heading", span=span), Cell(note, "note", span=span)
    rows = ((above,), drawn.heads(placed), *lines, (below,))
    return Grid(placed.row - 2, 0, rows, (HEAD_LINE, _HEADS, *[LINE] * (len(lines) + 1)))


def _left_out(report: Report) -> str | None:
    rows = report.objections.left_out if report.objections else ()
    if not rows:
        return None
    shown = ", ".join(map(str, rows[:12])) + (", …" if len(rows) > 12 else "")
    return (
        f"{len(rows)} keberatan tidak dihitung karena Tanggal Keberatan Diterima kosong atau tidak "
        f"terbaca (baris {shown})."
    )
