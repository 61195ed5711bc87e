"""Data: one row per request of the year, without anything personal."""

from ppid_sheets.reports.workbook.book import Cell, Grid, Sheet
from ppid_sheets.reports.workbook.linked import unlinked
from ppid_sheets.reports.year.year import COLUMNS, DATA, Year, head

_EXPLAINED = (
    "Permohonan yang diterima dalam tahun laporan atau belum selesai pada awal tahun; tanpa nama, "
    "identitas, kontak, atau uraian. Semua angka laporan dihitung dari sini."
)


def sheet(year: Year) -> Sheet:
    """The sheet."""
    row = year.data.row
    column = next(column for column in year.data.columns if column.key == "row")
    unsaid = unlinked(len(column.values)) if column.links else ""
    note = f"{_EXPLAINED} T{unsaid[1:]}." if unsaid else _EXPLAINED
    return Sheet(
        DATA,
        DATA,
        tuple(width for *_, width in COLUMNS),
        (
            head(year, "Data Permohonan", len(COLUMNS)),
            Grid(row - 1, 0, ((Cell(note, "note", span=len(COLUMNS)),),), (18,)),
            year.data,
        ),
        landscape=True,
        repeat=(row, row),
        freeze=(row + 1, 1),
    )
