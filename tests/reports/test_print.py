"""How a month's sheets print, in each situation: points, pages, heads, how full pages are."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from ppid_sheets.register.looks import LOOKS
from ppid_sheets.register.objections import GROUNDS
from ppid_sheets.reports.month import monthly
from ppid_sheets.reports.workbook import xlsx
from ppid_sheets.reports.workbook.book import Book, Grid, Sheet
from tests.budget import chosen
from tests.reports.build import october, texts
from tests.reports.objecting import objection, report_with
from tests.reports.situations import SITUATIONS
from tests.soffice import convert

SMALLEST = 8.0
OBJECTIONS = "many objections"
MANY = tuple(
    objection(
        f"{at:03}/PPID-KEBERATAN/X/2026",
        date(2026, 8 + at % 3, 1 + at % 28),
        *(("Keberatan Ditolak", date(2026, 10, 1 + at % 31)) if at % 3 else ()),
        objection_ground=GROUNDS[at % 7],
    )
    for at in range(70)
)
WIDTH = {False: 523, True: 770}
"""Points between the margins of A4, upright and across."""


@cache
def book_of(situation: str) -> Book:
    """October in a situation."""
    if situation == OBJECTIONS:
        return monthly.book_of(report_with(MANY))
    return october(SITUATIONS[situation]())


def printed(sheet: Sheet) -> Iterator[str]:
    """The styles of what is printed of a sheet."""
    for block in sheet.blocks:
        if isinstance(block, Grid) and block.col < len(sheet.widths):
            for at, row in enumerate(block.rows, block.row):
                if sheet.print_to is None or at <= sheet.print_to:
                    yield from (cell.style for cell in row if cell.value not in (None, ""))


@pytest.mark.parametrize(
    "situation",
    [
        pytest.param(name, marks=() if name in ("six a year", OBJECTIONS) else pytest.mark.slow)
        for name in (*SITUATIONS, OBJECTIONS)
    ],
)
def test_no_sheet_is_so_wide_that_its_letters_shrink_below_eight_points(situation: str) -> None:
    """As LibreOffice sees widths, whose columns are a little wider than Excel's."""
    for sheet in book_of(situation).sheets:
        if not sheet.prints:
            continue
        printed_columns = sheet.widths[: sheet.print_columns or None]
        needed = sum(5.6 * width + 4.5 for width in printed_columns)
        scale = min(1.0, (WIDTH[sheet.landscape] - 144 * (sheet.side - 0.5)) / needed)
        sizes = [LOOKS[style].points for style in printed(sheet)]  # type: ignore[index]
        assert min(sizes) * scale >= SMALLEST - 0.05, sheet.name


def test_an_adopted_form_has_no_table_of_a_column_that_it_lacks() -> None:
    """No officer, no channel, no category: neither sheets nor tables of them, nor dead rows."""
    book = book_of("an adopted form")
    assert "Matriks Kegiatan & Penugasan" not in [sheet.name for sheet in book.sheets]
    for sheet in ("Ringkasan", "Pivot", "Tenggat", "Waktu Layanan"):
        said = texts(book, sheet)
        for column in ("Kanal", "Petugas", "Kategori", "Jenis Pemohon", "Cara Penyampaian"):
            assert not [text for text in said if text.startswith((column, f"Menurut {column}"))]


def test_what_has_nothing_to_say_is_not_printed() -> None:
    """In a month without any request only three sheets are."""
    printed_ = [sheet.name for sheet in book_of("nothing ever").sheets if sheet.prints]
    assert printed_ == ["Laporan", "Ringkasan", "Keterangan"]


@pytest.mark.parametrize(
    "situation",
    chosen(["six a year", "forty a month", OBJECTIONS], ("six a year", OBJECTIONS)),
)
def test_every_sheet_has_a_way_to_the_list_of_sheets(situation: str) -> None:
    """The signed page alone has none; the list leads to each."""
    book = book_of(situation)
    for sheet in book.sheets:
        grids = [block for block in sheet.blocks if isinstance(block, Grid)]
        links = [c.link for g in grids for row in g.rows for c in row if c.link]
        inside = {link for link in links if link.startswith("internal:")}
        if sheet.name == "Ringkasan":
            assert len(inside) == len(book.sheets) - 1
        else:
            assert inside == (set() if sheet.name == "Laporan" else {"internal:Ringkasan!A1"})
        assert sheet.tab


@dataclass(frozen=True)
class Page:
    """A printed page: the sheet's name in its foot, the smallest letters, how full it is."""

    sheet: str
    points: float
    filled: float


def pages(pdf: Path) -> list[Page]:
    """What is printed."""
    boxes = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    return [_page(text) for text in boxes.split("<page ")[1:]]


_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)<')
_BOX = 1.3
"""A word's box is so many times as high as its letters."""


def _page(text: str) -> Page:
    width, height = map(float, re.findall(r'(?:width|height)="([\d.]+)"', text)[:2])
    words = [(float(x), float(y), float(end), word) for x, y, end, word in _WORD.findall(text)]
    body = [word for word in words if 50 < word[1] < height - 50]
    name = " ".join(word for x, y, _, word in words if y >= height - 50 and x < width / 2)
    lowest = max(end for _, _, end, _ in body)
    points = min((end - y) / _BOX for _, y, end, _ in body)
    return Page(name, points, (lowest - 54) / (height - 104))


MOST = {"an adopted form": 8, "an empty month": 6, "nothing ever": 3, "six a year": 11}


@pytest.mark.slow
def test_pages_are_few_full_and_can_be_read(tmp_path: Path) -> None:
    """Eight points at the least; only a sheet's last page is less than two thirds full."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext, which measures the pages, is not installed")
    sources = {name: tmp_path / f"{name}.xlsx" for name in (*SITUATIONS, OBJECTIONS)}
    for situation, source in sources.items():
        source.write_bytes(xlsx.render(book_of(situation)))
    convert("pdf", tmp_path, sources.values())
    for situation, source in sources.items():
        found = pages(source.with_suffix(".pdf"))
        assert 0 < len(found) <= MOST.get(situation, 100), situation
        assert [page for page in found if page.points < SMALLEST - 0.05] == [], situation
        for page, after in pairwise(found):
            assert page.sheet != after.sheet or page.filled >= 2 / 3, (situation, page)
