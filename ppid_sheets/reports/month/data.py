"""Data: one row per request, without anything personal; every number of the workbook counts it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ppid_sheets.reports.asked_units import ASKED_ON, DAYS, LEFT_ON, STATE, UNIT
from ppid_sheets.reports.figures import Figures
from ppid_sheets.reports.month.report import STATUS_TONES, Report, head
from ppid_sheets.reports.month.sheet_names import DATA
from ppid_sheets.reports.month.window import DAY_COLS, DAY_ROW
from ppid_sheets.reports.rows import YES
from ppid_sheets.reports.workbook.book import (
    Cell,
    DataColumn,
    DataTable,
    Grid,
    Sheet,
    Style,
    WordTones,
)
from ppid_sheets.reports.workbook.linked import linked, unlinked
from ppid_sheets.reports.workbook.plain_values import plain

_ROW = 7
COLUMNS: tuple[tuple[str, str, Style, float], ...] = (
    ("reg_number", "No. Registrasi", "cell", 19),
    ("row", "Baris", "row_number", 8),
    ("received_on", "Diterima", "cell_date", 12),
    ("channel", "Kanal", "cell", 15),
    ("applicant_type", "Jenis Pemohon", "cell", 15),
    ("info_category", "Kategori", "cell", 32),
    ("subject", "Ringkasan Informasi", "cell", 40),
    ("officer", "Petugas", "cell", 17),
    ("decision", "Keputusan", "cell", 20),
    ("refusal_ground", "Alasan Penolakan", "cell", 19),
    ("due_on", "Batas Waktu", "cell_date", 12),
    ("finished_on", "Selesai", "cell_date", 12),
    ("status", "Status", "cell", 20),
    ("days_left", "Sisa Hari Kerja", "cell_number", 10),
    ("service_days", "Waktu Layanan", "cell_number", 9),
    ("occupation", "Pekerjaan", "cell", 18),
    ("info_class", "Klasifikasi", "cell", 13),
    ("delivery", "Penyampaian", "cell", 15),
    ("purpose", "Tujuan", "cell", 20),
    ("informed", "Diinformasikan", "centre", 13),
    ("disposition_on", "Disposisi", "cell_date", 12),
    ("extended_on", "Diperpanjang", "cell_date", 12),
    ("extension", "Perpanjangan", "cell", 13),
    ("notified_on", "Diberitahu", "cell_date", 12),
    ("given_on", "Diberikan", "cell_date", 12),
    ("reviewed_on", "Disupervisi", "cell_date", 12),
    ("span", "Ketepatan", "cell", 15),
    ("desk_minutes", "Menit di Meja", "cell_number", 9),
    ("desk_standard", "Standar Menit", "cell_number", 9),
    ("desk_result", "Standar Meja", "centre", 9),
    ("pending", "Keadaan Jawaban", "cell", 22),
    ("late_before", "Terlambat Bulan Lalu", "centre", 11),
    ("late_year", "Terlambat Tahun Lalu", "centre", 11),
    (UNIT, "Unit Diminta", "cell", 26),
    (ASKED_ON, "Diminta ke Unit", "cell_date", 12),
    (LEFT_ON, "Selesai di Unit", "cell_date", 12),
    (STATE, "Keadaan di Unit", "cell", 14),
    (DAYS, "Hari di Unit", "cell_number", 9),
    ("in_month", "Bulan Ini", "centre", 8),
)
_LAST_PRINTED = "service_days"
"""Columns beyond this one only serve the formulas."""
_WIDTHS = {key: width for key, _, _, width in COLUMNS}
_EXPLAINED = (
    "Satu baris satu permohonan, tanpa nama, identitas, atau kontak. Permohonan bulan laporan "
    "(Bulan Ini = Ya) di atas; yang lain untuk tren 13 bulan. Lembar ini untuk layar dan tidak "
    "ikut dicetak; daftar permohonan di kertas ialah register."
)
_NOTHING = "Tidak ada permohonan dalam 13 bulan sampai dengan bulan laporan."


def table(numbers: Figures, link: Callable[[int], str] | None = None) -> DataTable:
    """The requests as columns; those of the month come first, linked to the register's rows."""
    rows = numbers.data
    index = rows.index.tolist()
    values: Mapping[str, Sequence[Any]] = {
        **{str(key): plain(rows[key]) for key in rows.columns},
        "row": [*map(numbers.shown, index)],
        "in_month": [YES if yes else None for yes in rows["in_month"].tolist()],
    }
    of_month = index[: int(rows["in_month"].sum())]
    links = {"row": [link(row) for row in linked(of_month)]} if link else {}
    return DataTable(
        DATA,
        "DataPermohonan",
        _ROW,
        tuple(
            DataColumn(key, header, style, values[key], links.get(key, ()))
            for key, header, style, _ in COLUMNS
            if key in values
        ),
        ruled=int(rows["in_month"].sum()),
    )


def sheet(report: Report) -> Sheet:
    """The sheet: for the screen, where it is filtered and every formula counts it."""
    columns = report.data.columns
    printed = next(i for i, column in enumerate(columns, 1) if column.key == _LAST_PRINTED)
    of_month = int(report.figures.data["in_month"].sum())
    note = _EXPLAINED if len(report.figures.data) else _NOTHING
    unsaid = unlinked(of_month) if report.link else ""
    note = f"{note[:-1]}; {unsaid}." if unsaid else note
    return Sheet(
        DATA,
        DATA,
        tuple(_WIDTHS[column.key] for column in columns),
        (
            head(report, "Data Permohonan", printed),
            *_days(report),
            Grid(_ROW - 1, 0, ((Cell(note, "note", span=printed),),), (18,)),
            report.data,
            WordTones(report.data.area("status"), STATUS_TONES),
        ),
        landscape=True,
        repeat=(_ROW, _ROW),
        freeze=(_ROW + 1, 1),
        prints=False,
    )


def _days(report: Report) -> tuple[Grid, ...]:
    """The days that formulas compare with, under their labels."""
    labelled = [
        (Cell(label, "term", span=2), Cell(point.value, "cell_date"))
        for label, point in report.times.points.items()
    ]
    return tuple(
        Grid(DAY_ROW, col - 2, tuple(labelled[3 * i : 3 * i + 3])) for i, col in enumerate(DAY_COLS)
    )
