"""Data: one row per request of the months, without anything personal."""

from ppid_sheets.deadlines.clock import FINISHED_LATE, OVERDUE, UNKNOWN
from ppid_sheets.reports.workbook.book import Cell, Grid, Sheet, WordTones
from ppid_sheets.reports.workbook.linked import unlinked
from ppid_sheets.reports.year.rows import COLUMNS, DATA
from ppid_sheets.reports.year.year import Year, head

_EXPLAINED = (
    "Permohonan yang diterima dalam masa laporan atau belum selesai pada awalnya; tanpa nama, "
    "identitas, kontak, atau uraian. Semua angka laporan dihitung dari sini."
)
_COMPARED = (
    "Permohonan masa laporan dan masa pembandingnya, dan yang belum selesai pada awalnya; tanpa "
    "nama, identitas, kontak, atau uraian. Semua angka laporan dihitung dari sini."
)


def sheet(year: Year) -> Sheet:
    """The sheet."""
    row = year.data.row
    column = next(column for column in year.data.columns if column.key == "row")
    unsaid = unlinked(len(column.values)) if column.links else ""
    note = _COMPARED if year.compared else _EXPLAINED
    note = f"{note} T{unsaid[1:]}." if unsaid else note
    tones = WordTones(
        year.data.area("status"),
        ((OVERDUE, "bad"), (FINISHED_LATE, "warn"), (UNKNOWN, "warn")),
    )
    return Sheet(
        DATA,
        DATA,
        tuple(width for *_, width in COLUMNS),
        (
            head(year, "Data Permohonan", len(COLUMNS)),
            Grid(row - 1, 0, ((Cell(note, "note", span=len(COLUMNS)),),), (18,)),
            year.data,
            tones,
        ),
        landscape=True,
        repeat=(row, row),
        freeze=(row + 1, 1),
        print_to=row + year.data.size,
    )
