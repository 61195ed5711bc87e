"""Tables of the month: heads on every page, no lines of dashes."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from ppid_sheets.reports.workbook import xlsx
from ppid_sheets.reports.workbook.book import Book, Cell, Grid, Sheet, Style
from ppid_sheets.reports.workbook.paging import fitted, page_height
from tests.budget import chosen
from tests.build import LISTS
from tests.reports.build import busy, october, register, request, table_of, texts
from tests.reports.test_recalculation import assert_recalculated
from tests.soffice import convert

CUT = ("Pivot", "Waktu Layanan", "Matriks Kegiatan & Penugasan", "Kualitas Data")
HEADS = {"Petugas", "Hari", "Permohonan selesai yang dinilai"}
LABELS: tuple[Style, ...] = ("text", "grid_text")
NAME = "Petugas Nomor"


@cache
def book_of(officers: int) -> Book:
    """October in an office of so many officers."""
    names = [f"{NAME} {at:03}" for at in range(officers)]
    rows = [
        {**row, "officer": names[at * 7 % officers]}
        for at, row in enumerate(busy(3 * officers, 3 * officers))
    ]
    return october(register(*rows, lists={**LISTS, "Petugas": names}))


def printed(sheet: Sheet) -> Iterator[list[tuple[str, Style, float]]]:
    """The first cell of each line of tables, with its height, page by page."""
    lines = {}
    for block in fitted(sheet).blocks:
        if isinstance(block, Grid) and block.col == 0:
            for row, cells in enumerate(block.rows, block.row):
                stated = (
                    block.heights[row - block.row] if row - block.row < len(block.heights) else 0
                )
                first = cells[0] if cells else Cell(None)
                lines[row] = (str(first.value), first.style, stated or 15.0)
    last = max(lines) if sheet.print_to is None else sheet.print_to
    starts = (0, *sheet.breaks, last + 1)
    for start, end in pairwise(starts):
        yield [lines.get(row, ("", "note", 15.0)) for row in range(start, end)]


@pytest.mark.parametrize("officers", chosen([31, 45, 70], (45,)))
def test_each_page_of_a_long_table_has_its_heads(officers: int) -> None:
    """No page is longer than paper, and none begins in the middle of a table."""
    for sheet in book_of(officers).sheets:
        if sheet.name not in CUT:
            continue
        repeated = sum(points for _, _, points in next(printed(sheet))[:3])
        for at, page in enumerate(printed(sheet)):
            used = sum(points for *_, points in page) + repeated * bool(at)
            assert used <= page_height(sheet, "A4") or sheet.name == "Kualitas Data", sheet.name
            assert not any(text.startswith(NAME) for text, *_ in page[:1])
            assert page[0][1] not in LABELS, (sheet.name, page[0])


def test_a_table_that_one_page_holds_is_whole() -> None:
    """The heads of a few officers stand once."""
    matrix = next(sheet for sheet in book_of(12).sheets if sheet.name.startswith("Matriks"))
    heads = [text for page in printed(matrix) for text, style, _ in page if text in HEADS]
    assert heads == ["Petugas", "Hari"]


def test_what_is_not_filled_in_has_no_line_of_dashes() -> None:
    """A request of long ago without officer and channel is no line in the tables of the month."""
    blank = request(date(2025, 11, 3), date(2025, 11, 5), channel=None, officer=None)
    named = request(date(2026, 10, 5), date(2026, 10, 7))
    tables = (
        ("Waktu Layanan", "Menurut Petugas, Oktober 2026"),
        ("Matriks Kegiatan & Penugasan", "Kegiatan tercatat per hari"),
    )
    for more, lines in (((), 0), (({**named, "officer": None},), 1)):
        book = october(register(blank, named, *more))
        for sheet, heading in tables:
            labels = [line[0] for line in table_of(book, sheet, heading) if line]
            assert labels.count("(tidak diisi)") == lines
        assert "(tidak diisi)" in texts(book, "Pivot")


@pytest.mark.slow
def test_cut_tables_are_calculated_as_they_say(tmp_path: Path) -> None:
    """Sums, counts and shares take the lines of all blocks, and nothing of the heads."""
    assert_recalculated({"45": book_of(45)}, tmp_path)


@pytest.mark.slow
def test_paper_shows_each_officer_below_a_head(tmp_path: Path) -> None:
    """As LibreOffice prints it."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext, which reads the pages, is not installed")
    books = {tmp_path / f"{officers}.xlsx": book_of(officers) for officers in (45, 130)}
    for path, book in books.items():
        looked_at = tuple(sheet for sheet in book.sheets if sheet.name in CUT)
        path.write_bytes(xlsx.render(replace(book, sheets=looked_at)))
    convert("pdf", tmp_path, books)
    for path in books:
        assert _below_heads(path.with_suffix(".pdf")) == {*CUT}, path.stem


def _below_heads(pdf: Path) -> set[str]:
    """The sheets whose pages name officers, each of them below a head."""
    read = ["pdftotext", "-layout", str(pdf), "-"]
    text = subprocess.run(read, check=True, capture_output=True, text=True).stdout
    seen = set()
    for page in text.split("\f"):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        sheet = next((name for name in CUT if lines and lines[-1].startswith(name)), None)
        below = False
        for line in lines if sheet else ():
            below |= line.split("  ")[0] in HEADS
            if line.startswith(NAME):
                assert below, (sheet, line)
                seen.add(sheet)
    return seen
