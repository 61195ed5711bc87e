"""Describes the annual workbook, and the version of it that may be published."""

from ppid_sheets.reports.workbook import identities
from ppid_sheets.reports.workbook.book import Book
from ppid_sheets.reports.year import checks, data, notes, publication, reasons, report
from ppid_sheets.reports.year.year import Year, head


def file_name(year: int, published: bool = False) -> str:
    """`Laporan-Tahunan-PPID-2026.xlsx`, the published one with `-publikasi`."""
    return f"Laporan-Tahunan-PPID-{year}{'-publikasi' if published else ''}.xlsx"


def describe(year: Year) -> Book:
    """The workbook for the office: every number counted live over Data."""
    proofs = checks.identities(year)
    return Book(
        title=f"Laporan Tahunan Layanan Informasi Publik {year.number}",
        period=str(year.number),
        office=year.settings.office.name,
        paper=year.settings.paper,
        created=year.as_of,
        status=_status(year, identities.verdict(proofs)),
        sheets=(
            report.sheet(year),
            reasons.sheet(year),
            data.sheet(year),
            identities.sheet(proofs, head(year, "Pemeriksaan Angka", identities.SPAN)),
            notes.sheet(year),
        ),
    )


def describe_publication(year: Year) -> Book:
    """The page for everybody: values alone, small ones kept back."""
    return Book(
        title=f"Layanan Informasi Publik {year.number}",
        period=str(year.number),
        office=year.settings.office.name,
        paper=year.settings.paper,
        created=year.as_of,
        sheets=(publication.sheet(year),),
    )


def _status(year: Year, verdict: str) -> str:
    if verdict != identities.ALL_GOOD:
        return "Belum final: ada selisih"
    return "Final" if year.closed else "Sementara"
