"""The sheets of the monthly workbook by their names."""

from ppid_sheets.reports.objections.listed import OBJECTED

(REPORT, SUMMARY, PIVOT, DUE, SERVICE, DAYS, MATRIX, QUALITY, DATA, CHECKS, NOTES, CHANGES) = (
    "Laporan",
    "Ringkasan",
    "Pivot",
    "Tenggat",
    "Waktu Layanan",
    "Layanan Harian",
    "Matriks Kegiatan & Penugasan",
    "Kualitas Data",
    "Data",
    "Pemeriksaan",
    "Keterangan",
    "Perubahan",
)

SHEETS = (
    REPORT,
    SUMMARY,
    PIVOT,
    DUE,
    OBJECTED,
    SERVICE,
    DAYS,
    MATRIX,
    QUALITY,
    DATA,
    CHECKS,
    NOTES,
    CHANGES,
)
"""In the order of the workbook."""
