"""The monthly workbook as it is drawn."""

import re
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ppid_sheets.errors import UnreachableError
from ppid_sheets.reports.month import quality
from ppid_sheets.reports.workbook import linked as linked_lines
from ppid_sheets.reports.workbook import pace, xlsx
from ppid_sheets.reports.workbook.book import Book, DataTable
from tests.build import GOOD, SETTINGS
from tests.reports.build import (
    OCTOBER,
    busy,
    empty_book,
    october,
    register,
    request,
    small,
    small_book,
)

MARK = "ZZRAHASIA"
PERSONAL = ("applicant_name", "id_number", "address", "phone", "email", "information", "purpose",
            "extension_reason", "remarks", "occupation", "disposition_no")  # fmt: skip


@cache
def busy_bytes() -> bytes:
    """October of a busy register, as a file."""
    return xlsx.render(october(register(*busy(40, 10))))


@cache
def small_bytes() -> bytes:
    """October of the small register, as a file."""
    return xlsx.render(small_book())


def drawn(book: Book | bytes, values: bool = False) -> Any:
    data = book if isinstance(book, bytes) else xlsx.render(book)
    return openpyxl.load_workbook(BytesIO(data), data_only=values)


def sheet_of(book: Book, name: str) -> Any:
    """One sheet, which alone is drawn."""
    (only,) = (sheet for sheet in book.sheets if sheet.name == name)
    return drawn(replace(book, sheets=[only]))[name]


def parts(book: Book | bytes) -> dict[str, str]:
    data = book if isinstance(book, bytes) else xlsx.render(book)
    with zipfile.ZipFile(BytesIO(data)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_the_same_rows_give_the_same_bytes() -> None:
    """No clock, no random names."""
    assert xlsx.render(october(register(*small()))) == small_bytes()


@pytest.mark.slow
def test_nothing_is_written_otherwise_than_xlsxwriter_would(monkeypatch: Any) -> None:
    """The steps that are taken faster write the same bytes; no formula needs a prefix."""
    quick = busy_bytes()
    monkeypatch.setattr(pace, "quicken", lambda sheet: None)
    assert xlsx.render(october(register(*busy(40, 10)))) == quick


@pytest.mark.slow
def test_every_formula_carries_its_value() -> None:
    """A viewer that does not calculate shows the numbers all the same."""
    formulas, values = drawn(busy_bytes()), drawn(busy_bytes(), values=True)
    found = [
        (sheet.title, cell.coordinate, values[sheet.title][cell.coordinate].value)
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(found) > 250
    assert not [place for place in found if place[2] is None]


NASTY = (
    '=HYPERLINK("http://x")',
    "+6281",
    "-1+1",
    "@x",
    "http://x.example",
    "😀 baris\nbaru",
    "007",
    "{=1}",
    "_x000D_",
    "a\x07b",
)


def test_texts_from_people_stay_texts() -> None:
    """Formulas, links, numbers, emoji and line breaks arrive as they were typed."""
    lists = {"Petugas": [*NASTY]}
    rows = [request(date(2026, 10, 5), reg_number=text, officer=text) for text in NASTY]
    book = october(register(*rows, lists=lists), source="=1+1.xlsx")
    sheets = {name: sheet_of(book, name) for name in ("Data", "Tenggat")}
    for sheet, first, officer in (("Data", 9, 7), ("Tenggat", 7, 4)):
        for i in range(len(NASTY)):
            for col in (1, officer):
                assert sheets[sheet].cell(first + i, col).data_type == "s"
    written = {sheets["Data"].cell(9 + i, 1).value for i in range(len(NASTY))}
    assert {'=HYPERLINK("http://x")', "+6281", "😀 baris\nbaru", "007"} <= written
    assert not any(re.search("<hyperlink [^>]*r:id", text) for text in parts(book).values())


def test_names_in_charts_stay_texts() -> None:
    """A channel of the office's own that begins like a formula; references are to sheets."""
    lists = {"Petugas": ["Petugas Satu"], "Kanal": ["=1+1"]}
    rows = [request(date(2026, 10, 5), date(2026, 10, 6), channel="=1+1")]
    charts = [
        text
        for name, text in parts(october(register(*rows, lists=lists))).items()
        if name.startswith("xl/charts/")
    ]
    found = [ref for text in charts for ref in re.findall(r"<c:f>(.*?)</c:f>", text)]
    assert found and all(
        re.match(r"('[\w &;]+'|\w+)!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?$", ref) for ref in found
    )


@pytest.mark.slow
def test_a_very_long_text_is_cut() -> None:
    """Excel holds 32,767 characters in a cell."""
    book = october(register(request(date(2026, 10, 5), reg_number="x" * 40_000)))
    assert len(sheet_of(book, "Data")["A9"].value) == 32_767


def test_nothing_personal_is_in_the_file() -> None:
    """Names, numbers, addresses and free text stay in the register."""
    row = {**GOOD, **{key: f"{MARK} {key}" for key in PERSONAL}, "received_on": date(2026, 10, 5)}
    book = october(register(row, {**row, "decision": None}))
    assert not [name for name, text in parts(book).items() if MARK in text]


def test_links_are_real_and_their_cells_are_numbers() -> None:
    """A click leads to the row; the count of rows still counts."""
    book = october(
        register(*small()), link=lambda row: f"https://example.com/?r=1#gid=0&range=A{row}"
    )
    cell = sheet_of(book, "Tenggat")["I7"]
    assert (cell.value, cell.data_type) == (4, "n")
    assert (
        cell.hyperlink.target + "#" + cell.hyperlink.location
        == "https://example.com/?r=1#gid=0&range=A4"
    )


@pytest.mark.slow
def test_document_properties_name_the_office_and_no_clock() -> None:
    """Made at the as-of date, by the office."""
    properties = drawn(small_bytes()).properties
    assert properties.creator == "KPU Kabupaten Belitung Timur"
    assert properties.title == "Laporan Layanan Informasi Publik Oktober 2026"
    assert properties.created == properties.modified
    assert properties.created.date() == OCTOBER


@pytest.mark.parametrize(
    ("paper", "number"), [pytest.param("A4", 9, marks=pytest.mark.slow), ("F4", 14)]
)
def test_pages_are_set_up(paper: Any, number: int) -> None:
    """Paper, width of one page, header, footer and repeated rows."""
    for sheet in drawn(replace(small_book(), paper=paper)):
        assert int(sheet.page_setup.paperSize) == number
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.oddFooter.right.text == "Halaman &P dari &N"
        office = None if sheet.title == "Laporan" else "KPU Kabupaten Belitung Timur"
        assert sheet.oddHeader.left.text == office
    assert sheet.print_title_rows == "$1:$3"


def test_an_office_with_an_ampersand_prints_it() -> None:
    """In a header & begins a code."""
    book = october(register(), office=replace(SETTINGS.office, name="Data & Informasi"))
    assert "Data &amp;&amp; Informasi" in parts(book)["xl/worksheets/sheet2.xml"]


def test_data_is_a_table_with_filters() -> None:
    """Also when it has no row."""
    for book, last in ((small_book(), 16), (empty_book(), 9)):
        table = sheet_of(book, "Data").tables["DataPermohonan"]
        assert table.ref == f"A8:AG{last}"
        assert table.autoFilter.ref == table.ref


def test_charts_say_in_words_what_they_show() -> None:
    """Alternative text for readers who do not see them."""
    drawing = parts(small_bytes())["xl/drawings/drawing1.xml"]
    assert len(re.findall(r'descr="Grafik batang[^"]+"', drawing)) == 2


def test_a_date_before_excel_is_written_as_text() -> None:
    """An impossible notice does not stop the report."""
    assert xlsx.render(october(register(request(date(2026, 10, 5), date(26, 10, 5)))))


def test_writing_makes_the_folder_and_leaves_no_other_file(tmp_path: Path) -> None:
    """An earlier report is replaced as a whole."""
    path = tmp_path / "laporan" / "a.xlsx"
    xlsx.write(empty_book(), path)
    xlsx.write(small_book(), path)
    assert [file.name for file in path.parent.iterdir()] == ["a.xlsx"]
    assert path.read_bytes() == small_bytes()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "x"), "tutup dulu di Excel"),
        (OSError(28, "x"), "penyimpanan penuh"),
        (OSError(5, "x"), "tidak dapat ditulis"),
    ],
)
def test_a_file_that_cannot_be_replaced_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    """The old report stays, nothing else is left behind."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def refuse(*_: Any) -> None:
        raise error

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UnreachableError, match=words):
        xlsx.write(empty_book(), path)
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]
    assert path.read_bytes() == b"old"


def linked(book: Book) -> Book:
    """The book with a link on each row of its sheet Data."""

    def with_links(block: Any) -> Any:
        if not isinstance(block, DataTable):
            return block
        first = block.columns[0]
        links = [f"external:r.xlsx#'Register'!A{row}" for row in range(len(first.values))]
        return replace(block, columns=[replace(first, links=links), *block.columns[1:]])

    sheets = [
        replace(sheet, blocks=[with_links(block) for block in sheet.blocks])
        for sheet in book.sheets
    ]
    return replace(book, sheets=sheets)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("most", "longest", "few"),
    [(2, 2_000, 2), pytest.param(65_530, 3, 0, marks=pytest.mark.slow)],
)
def test_a_sheet_with_more_links_than_excel_takes(
    monkeypatch: pytest.MonkeyPatch, most: int, longest: int, few: int
) -> None:
    """The rows after the last link are there without one, as is one whose address is too long."""
    book = linked(october(register(*busy(5, 10))))
    every = sheet_of(book, "Data")
    monkeypatch.setattr(xlsx, "MOST_LINKS", most)
    monkeypatch.setattr(xlsx, "LONGEST_LINK", longest)
    some = sheet_of(book, "Data")
    counts = [
        sum(bool(cell.hyperlink and cell.hyperlink.target) for row in sheet for cell in row)
        for sheet in (every, some)
    ]
    assert counts[0] > 2 and counts[1] == few
    values = [[[cell.value for cell in row] for row in sheet] for sheet in (every, some)]
    assert values[0] == values[1]


@pytest.mark.slow
def test_the_list_of_findings_says_where_its_links_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound the heading says so, and no line of the sheet moves."""

    def sheet() -> Any:
        link = "https://example.com/#A{}".format
        return sheet_of(october(register(*small()), link=link), "Kualitas Data")

    every = sheet()
    monkeypatch.setattr(quality, "MOST_LINKS", 2)
    some = sheet()
    links = [
        [c.coordinate for row in s for c in row if c.hyperlink and c.hyperlink.target]
        for s in (every, some)
    ]
    assert len(links[0]) > 2 and links[1] == links[0][: len(links[1])] and len(links[1]) <= 2
    cells = [{c.coordinate: c.value for row in s for c in row} for s in (every, some)]
    different = [(cells[0][at], cells[1][at]) for at in cells[0] if cells[0][at] != cells[1][at]]
    told = "Daftar temuan, untuk layar; tautan ke baris hanya untuk 2 temuan pertama (batas Excel)"
    assert different == [("Daftar temuan, untuk layar", told)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "lists"), [pytest.param("Data", 1, marks=pytest.mark.slow), ("Tenggat", 2)]
)
def test_the_lists_of_requests_say_where_their_links_end(
    monkeypatch: pytest.MonkeyPatch, name: str, lists: int
) -> None:
    """Beyond the bound each list says so, and no line of the sheet moves."""

    def sheet() -> Any:
        link = "https://example.com/#A{}".format
        return sheet_of(october(register(*busy(5, 10)), link=link), name)

    every = sheet()
    monkeypatch.setattr(linked_lines, "MOST", 3)
    some = sheet()
    before, after = ({c.coordinate for row in s for c in row if c.hyperlink} for s in (every, some))
    assert after < before
    cells = [{c.coordinate: str(c.value) for row in s for c in row} for s in (every, some)]
    different = [cells[1][at] for at in cells[0] if cells[0][at] != cells[1][at]]
    assert len(different) == lists
    assert all("tautan ke register hanya di 3 baris pertama" in text for text in different)
