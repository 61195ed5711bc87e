"""Data: one row per request, without anything personal; every number of the workbook counts it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ppid_sheets.reports.book import Cell, DataColumn, DataTable, Grid, Highlight, Sheet, Style
from ppid_sheets.reports.figures import Figures
from ppid_sheets.reports.month.report import DATA, DAY_COL, DAY_ROWS, STATUS_TONES, Report, head

_ROW = 7
_COLUMNS: tuple[tuple[str, str, Style, float], ...] = (
    ("reg_number", "No. Registrasi", "cell", 19),
    ("row", "Baris", "cell_number", 9),
    ("received_on", "Diterima", "cell_date", 12),
    ("channel", "Kanal", "cell", 15),
    ("applicant_type", "Jenis Pemohon", "cell", 15),
    ("info_category", "Kategori", "cell", 32),
    ("info_class", "Klasifikasi", "cell", 13),
    ("officer", "Petugas", "cell", 17),
    ("decision", "Keputusan", "cell", 20),
    ("refusal_ground", "Alasan Penolakan", "cell", 20),
    ("due_on", "Batas Waktu", "cell_date", 12),
    ("finished_on", "Selesai", "cell_date", 12),
    ("status", "Status", "cell", 20),
    ("days_left", "Sisa Hari", "cell_number", 9),
    ("service_days", "Lama Layanan", "cell_number", 12),
    ("status_before", "Status Bulan Lalu", "cell", 20),
    ("in_month", "Bulan Ini", "centre", 9),
)
_EXPLAINED = (
    "Satu baris satu permohonan, tanpa nama, identitas, kontak, atau uraian. Permohonan bulan "
    "laporan (Bulan Ini = Ya) di atas; selebihnya untuk tren 13 bulan dan tidak ikut dicetak. "
    "Sisa Hari dan Lama Layanan dalam hari kerja."
)
_NOTHING = "Tidak ada permohonan dalam 13 bulan sampai dengan bulan laporan."


def table(numbers: Figures) -> DataTable:
    """The requests as columns; those of the month come first."""
    rows = numbers.data
    values: Mapping[str, Sequence[Any]] = {
        **{str(key): plain(rows[key]) for key in rows.columns},
        "row": rows.index.tolist(),
        "in_month": ["Ya" if yes else "Tidak" for yes in rows["in_month"].tolist()],
    }
    columns = (DataColumn(key, header, style, values[key]) for key, header, style, _ in _COLUMNS)
    return DataTable(DATA, "DataPermohonan", _ROW, tuple(columns))


def plain(column: "pd.Series[Any]") -> list[Any]:
    """Plain Python values: dates of datetime64, whole numbers of floats, None for missing."""
    if column.dtype.kind == "M":
        days: list[Any] = column.to_numpy().astype("datetime64[D]").tolist()
        return days
    if column.dtype.kind == "f":
        return [None if value != value else int(value) for value in column.tolist()]
    return [value or None for value in column.tolist()]


def sheet(report: Report) -> Sheet:
    """The sheet; the rows that only serve the trend are not printed."""
    period = report.period
    days = (
        ("Awal bulan laporan", period.first),
        ("Awal bulan sebelumnya", period.before.replace(day=1)),
        ("Keadaan per", period.as_of),
    )
    labelled = tuple((Cell(label, "term", span=2), Cell(day, "cell_date")) for label, day in days)
    of_month = int(report.figures.data["in_month"].sum())
    note = _EXPLAINED if len(report.figures.data) else _NOTHING
    return Sheet(
        DATA,
        DATA,
        tuple(width for *_, width in _COLUMNS),
        (
            head(report, "Data Permohonan", len(_COLUMNS)),
            Grid(DAY_ROWS[0], DAY_COL - 2, labelled),
            Grid(DAY_ROWS[-1] + 1, 0, ((Cell(note, "note", span=len(_COLUMNS)),),), (18,)),
            report.data,
            Highlight(report.data.area("status"), STATUS_TONES),
        ),
        landscape=True,
        repeat=(_ROW, _ROW),
        freeze=(_ROW + 1, 1),
        print_to=_ROW + of_month,
    )
