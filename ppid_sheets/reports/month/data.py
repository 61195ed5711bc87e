"""Data: one row per request, without anything personal; every number of the workbook counts it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from ppid_sheets.reports.book import Cell, DataColumn, DataTable, Grid, Highlight, Sheet, Style
from ppid_sheets.reports.figures import Figures
from ppid_sheets.reports.month.report import DATA, DAY_COLS, DAY_ROW, STATUS_TONES, Report, head
from ppid_sheets.reports.rows import YES

_ROW = 7
_COLUMNS: tuple[tuple[str, str, Style, float], ...] = (
    ("reg_number", "No. Registrasi", "data", 19),
    ("row", "Baris", "data_number", 8),
    ("received_on", "Diterima", "data_date", 12),
    ("channel", "Kanal", "data", 15),
    ("applicant_type", "Jenis Pemohon", "data", 15),
    ("occupation", "Pekerjaan", "data", 18),
    ("info_category", "Kategori", "data", 32),
    ("info_class", "Klasifikasi", "data", 13),
    ("delivery", "Penyampaian", "data", 15),
    ("officer", "Petugas", "data", 17),
    ("subject", "Ringkasan Informasi", "data", 40),
    ("informed", "Diinformasikan", "data_centre", 13),
    ("disposition_on", "Disposisi", "data_date", 12),
    ("extended_on", "Diperpanjang", "data_date", 12),
    ("extension", "Perpanjangan", "data", 13),
    ("notified_on", "Diberitahu", "data_date", 12),
    ("given_on", "Diberikan", "data_date", 12),
    ("decision", "Keputusan", "data", 20),
    ("refusal_ground", "Alasan Penolakan", "data", 20),
    ("due_on", "Batas Waktu", "data_date", 12),
    ("finished_on", "Selesai", "data_date", 12),
    ("status", "Status", "data", 20),
    ("span", "Ketepatan", "data", 15),
    ("days_left", "Sisa Hari", "data_number", 8),
    ("service_days", "Lama Layanan", "data_number", 9),
    ("desk_minutes", "Menit di Meja", "data_number", 9),
    ("desk_standard", "Standar Menit", "data_number", 9),
    ("desk_result", "Standar Meja", "data_centre", 9),
    ("reviewed_on", "Disupervisi", "data_date", 12),
    ("late_before", "Terlambat Bulan Lalu", "data_centre", 11),
    ("late_year", "Terlambat Tahun Lalu", "data_centre", 11),
    ("in_month", "Bulan Ini", "data_centre", 8),
)
_WIDTHS = {key: width for key, _, _, width in _COLUMNS}
_EXPLAINED = (
    "Satu baris satu permohonan, tanpa nama, identitas, atau kontak. Permohonan bulan laporan "
    "(Bulan Ini = Ya) di atas; selebihnya untuk tren 13 bulan dan tidak ikut dicetak. Sisa Hari "
    "dan Lama Layanan dalam hari kerja."
)
_NOTHING = "Tidak ada permohonan dalam 13 bulan sampai dengan bulan laporan."
_MOST_LINKS = 20_000
"""A sheet takes 65,530 links, and nobody clicks through so many."""


def table(numbers: Figures, link: Callable[[int], str] | None = None) -> DataTable:
    """The requests as columns; those of the month come first, linked to the register's rows."""
    rows = numbers.data
    index = rows.index.tolist()
    values: Mapping[str, Sequence[Any]] = {
        **{str(key): plain(rows[key]) for key in rows.columns},
        "row": index,
        "in_month": [YES if yes else None for yes in rows["in_month"].tolist()],
    }
    linked = index[: min(int(rows["in_month"].sum()), _MOST_LINKS)] if link else ()
    links = {"row": [link(row) for row in linked]} if link else {}
    return DataTable(
        DATA,
        "DataPermohonan",
        _ROW,
        tuple(
            DataColumn(key, header, style, values[key], links.get(key, ()))
            for key, header, style, _ in _COLUMNS
            if key in values
        ),
    )


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
    columns = report.data.columns
    of_month = int(report.figures.data["in_month"].sum())
    note = _EXPLAINED if len(report.figures.data) else _NOTHING
    return Sheet(
        DATA,
        DATA,
        tuple(_WIDTHS[column.key] for column in columns),
        (
            head(report, "Data Permohonan", len(columns)),
            *_days(report),
            Grid(_ROW - 1, 0, ((Cell(note, "note", span=len(columns)),),), (18,)),
            report.data,
            Highlight(report.data.area("status"), STATUS_TONES),
        ),
        landscape=True,
        repeat=(_ROW, _ROW),
        freeze=(_ROW + 1, 1),
        print_to=_ROW + of_month,
    )


def _days(report: Report) -> tuple[Grid, ...]:
    """The days that formulas compare with, under their labels."""
    labelled = [
        (Cell(label, "term", span=2), Cell(point.value, "cell_date"))
        for label, point in report.points.items()
    ]
    return tuple(
        Grid(DAY_ROW, col - 2, tuple(labelled[3 * i : 3 * i + 3])) for i, col in enumerate(DAY_COLS)
    )
