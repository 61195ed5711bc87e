"""The working file beside the monthly workbook: its rows as a PivotTable, to be turned by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate, zip_longest

from ppid_sheets.archive.issues import workbook_name
from ppid_sheets.common.indonesian import NOT_FILLED, long_date
from ppid_sheets.common.month import Month, month_of
from ppid_sheets.reports.month import data
from ppid_sheets.reports.month.report import Report
from ppid_sheets.reports.month.sheet_names import DATA
from ppid_sheets.reports.turning.body import PivotTable, drawn
from ppid_sheets.reports.turning.cache import label
from ppid_sheets.reports.turning.insertion import with_pivot
from ppid_sheets.reports.workbook import xlsx
from ppid_sheets.reports.workbook.book import Book, Cell, DataColumn, DataTable, Grid, Sheet
from ppid_sheets.reports.workbook.identities import ALL_GOOD

SHEET, COUNT, SUM = "Pivot Bebas", "Jumlah Permohonan", "Jumlah"
MONTH, MONTH_HEADER = "received_month", "Bulan Diterima"
_COUNTED = "row"
_LINES = ("channel", "info_category", "applicant_type", "occupation", "delivery", "status")
"""Of these the first that the register fills stands before the lines."""
_COLUMNS, _OFFICER = "decision", "officer"
_ROW, _DATA_ROW = 8, 4
"""Above the PivotTable rows stay free: further filters grow upward."""
_WIDEST = 34.0
_PRINTED = 150.0
"""Widths of columns that a page takes without letters below 8 points."""


def file_name(month: Month) -> str:
    """`Pivot-PPID-2026-10.xlsx`."""
    return f"Pivot-PPID-{month.label}.xlsx"


def render(report: Report) -> bytes | None:
    """The file of a month as bytes, the same for the same rows; None where there are no rows."""
    if not report.data.columns[0].values:
        return None
    pivot = pivot_of(report)
    return with_pivot(xlsx.render(_book(report, pivot)), pivot, report.period.as_of)


def pivot_of(report: Report) -> PivotTable:
    """The PivotTable: the requests received in the month, by decision."""
    table = report.data
    filled = {column.key for column in table.columns if set(column.values) - {NOT_FILLED, None, ""}}
    lines = next(key for key in (*_LINES, "info_class") if key in filled)
    officer = [_OFFICER] if _OFFICER in filled else []
    months = _months(table)
    ours = report.period.month.label
    return PivotTable(
        name="PivotBebas",
        sheet=SHEET,
        row=_ROW,
        source=_source(table, {lines, _COLUMNS, *officer}, months),
        rows=lines,
        columns=_COLUMNS,
        counted=_COUNTED,
        caption=COUNT,
        total=SUM,
        pages=((MONTH, ours if ours in months else None), *((key, None) for key in officer)),
        orders={
            MONTH: sorted(set(months)),
            **{key: report.labels(key) for key in (lines, _COLUMNS, *officer) if key != "status"},
        },
    )


def _months(table: DataTable) -> Sequence[str]:
    """The month of receipt of each row, as a text that sorts as it is."""
    (received,) = (column.values for column in table.columns if column.key == "received_on")
    return [month_of(day).label for day in received if isinstance(day, date)]


def _source(table: DataTable, axes: set[str], months: Sequence[str]) -> DataTable:
    """The rows of Data without links, and the month in which each was received."""
    columns = (
        replace(
            column,
            links=(),
            values=[label(value) for value in column.values]
            if column.key in axes
            else column.values,
        )
        for column in table.columns
    )
    month = DataColumn(MONTH, MONTH_HEADER, "cell", months)
    return replace(table, row=_DATA_ROW, columns=(*columns, month))


def _book(report: Report, pivot: PivotTable) -> Book:
    return Book(
        title=f"Pivot Layanan Informasi Publik {report.month}",
        period=report.month,
        office=report.settings.office.name,
        paper=report.settings.paper,
        created=report.period.as_of,
        sheets=(_free(report, pivot), _rows(report, pivot)),
        status="Berkas kerja",
    )


def _head(report: Report, title: str, span: int, notes: Sequence[str]) -> Grid:
    state = f"Keadaan per {long_date(report.period.as_of)}"
    state += "" if report.period.closed else " (sementara, bulan berjalan)"
    state += "" if report.verdict == ALL_GOOD else " — BELUM FINAL: ada selisih"
    rows = (
        (Cell(f"{title} — {report.month}", "report_title", span=span),),
        (Cell(f"{report.settings.office.name} · {state}", "meta", span=span),),
        *((Cell(note, "note", span=span),) for note in notes),
    )
    return Grid(0, 0, rows, (24, 15, *(16.5,) * len(notes)))


def _free(report: Report, pivot: PivotTable) -> Sheet:
    """The sheet with the PivotTable; nothing stands below it or beside it."""
    workbook = workbook_name(report.period.month)
    _, ours = pivot.pages[0]
    said = (
        f"Selama {MONTH_HEADER} disaring {ours}, {SUM} sama dengan Diterima pada {workbook}."
        if ours
        else f"Tidak ada permohonan yang diterima pada {report.month}; yang tampak ialah semua "
        "bulan."
    )
    notes = (
        "Klik di dalam tabel, lalu pindahkan kolom pada daftar PivotTable Fields; klik dua kali "
        "sebuah angka untuk melihat barisnya.",
        said,
        "Berkas kerja, bukan terbitan. Bila laporan bulan ini dibuat lagi, berkas ini diganti: "
        "simpan susunan sendiri dengan nama lain.",
    )
    grids = drawn(pivot)
    widths = (_WIDEST, *_widths(grids), *(12.0,) * 6)
    head = _head(report, SHEET, 6, notes)
    return Sheet(SHEET, SHEET, widths, (head, *grids), landscape=True)


def _widths(grids: Sequence[Grid]) -> Sequence[float]:
    """The columns after the first as wide as what stands in them."""
    columns = zip_longest(*(row[1:] for grid in grids for row in grid.rows))
    letters = [max(len(str(cell.value or "")) for cell in cells if cell) for cells in columns]
    return [min(_WIDEST, max(10.0, most * 1.15 + 2)) for most in letters]


def _rows(report: Report, pivot: PivotTable) -> Sheet:
    source = pivot.source
    width = {key: width for key, _, _, width in data.COLUMNS} | {MONTH: 11}
    note = (
        "Satu baris satu permohonan dari 13 bulan, tanpa nama, identitas, atau kontak; sumber "
        f"lembar {SHEET}.",
    )
    widths = tuple(float(width[column.key]) for column in source.columns)
    span = sum(total <= _PRINTED for total in accumulate(widths))
    return Sheet(
        DATA,
        DATA,
        widths,
        (_head(report, "Data Permohonan", span, note), source),
        landscape=True,
        repeat=(source.row, source.row),
        freeze=(source.row + 1, 1),
        print_columns=span,
        print_to=source.row + source.size,
    )
