"""Describes the annual workbook, and the version of it that may be published."""

from dataclasses import replace

from ppid_sheets.reports.workbook import identities
from ppid_sheets.reports.workbook.book import Book
from ppid_sheets.reports.year import (
    checks,
    data,
    month_by_month,
    notes,
    objected,
    publication,
    report,
)
from ppid_sheets.reports.year.span import MonthSpan
from ppid_sheets.reports.year.year import Year, head


def file_name(span: MonthSpan, published: str = "") -> str:
    """`Laporan-Tahunan-PPID-2026.xlsx`, `Laporan-PPID-2026-01-sampai-2026-06.xlsx`.

    The `published` ones end in `-publikasi.xlsx`, or in another ending.
    """
    kind = "Laporan-Tahunan-PPID" if span.is_year else "Laporan-PPID"
    return f"{kind}-{span.label}{f'-publikasi.{published}' if published else '.xlsx'}"


def describe(year: Year, earlier: bytes = b"") -> Book:
    """The workbook for the office: every number counted live over Data.

    What people typed into an `earlier` one stands in it again.
    """
    said = report.typed_before(year, earlier) if earlier else report.NOTHING
    proofs = checks.identities(year)
    return Book(
        title=f"Laporan Layanan Informasi Publik {year.span.name}",
        period=year.span.name,
        office=year.settings.office.name,
        paper=year.settings.paper,
        created=year.as_of,
        status=_status(year, identities.verdict(proofs)),
        sheets=(
            report.sheet(year, said),
            month_by_month.sheet(year),
            data.sheet(year),
            *objected.sheet(year),
            replace(
                identities.sheet(proofs, head(year, "Pemeriksaan Angka", identities.SPAN)),
                landscape=True,
            ),
            notes.sheet(year),
        ),
    )


def describe_publication(year: Year) -> Book:
    """The page for everybody: values alone, small ones suppressed."""
    return Book(
        title=f"Layanan Informasi Publik {year.span.name}",
        period=year.span.name,
        office=year.settings.office.name,
        paper=year.settings.paper,
        created=year.as_of,
        sheets=publication.sheets(year),
    )


def _status(year: Year, verdict: str) -> str:
    if verdict != identities.ALL_GOOD:
        return "Belum final: ada selisih"
    return "Final" if year.closed else "Sementara"
