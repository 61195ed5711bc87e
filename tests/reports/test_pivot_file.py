"""The PivotTable beside the monthly workbook: as Excel writes one, or refused by what we know."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.common.month import Month
from ppid_sheets.register.table import Table
from ppid_sheets.reports.month import monthly, turned
from ppid_sheets.reports.month.report import Report
from ppid_sheets.reports.turning import cache as turning
from ppid_sheets.reports.turning.body import PivotTable, drawn
from ppid_sheets.reports.turning.insertion import with_pivot
from ppid_sheets.reports.workbook import cell_values, xlsx
from ppid_sheets.reports.workbook.book import Book, DataColumn, DataTable, Sheet
from tests.budget import chosen, draws
from tests.build import SETTINGS
from tests.reports.build import CLOCK, OCTOBER, busy, register, request
from tests.reports.pivots import CACHE, RECORDS, TABLE, faults, packed, parts_of
from tests.soffice import convert

TYPES, BOOK, SHEET1 = "[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"


MONTH = Month(2026, 10)


def report(table: Table, month: Month = MONTH, **changed: Any) -> Report:
    """What the month is made from."""
    office = replace(SETTINGS, **changed)
    return monthly.report_of(table, CLOCK, office, month, month.last, "register.xlsx")


@cache
def content() -> bytes:
    """The file of a busy October."""
    made = turned.render(report(register(*busy())))
    assert made
    return made


@pytest.mark.slow
def test_the_file_is_as_excel_writes_it() -> None:
    """No rule that all files of Excel keep is broken, and the same rows give the same bytes."""
    assert faults(content()) == []
    assert turned.render(report(register(*busy()))) == content()


def test_the_sum_is_what_the_month_received() -> None:
    """With the month in the filter; a register without some columns is turned by others."""
    made = report(register(*busy(month=13)))
    pivot = turned.pivot_of(made)
    assert pivot.pages == (("received_month", "2026-10"), ("officer", None))
    assert pivot.counts.total() == 13 == made.figures.current.received
    hollow = {"channel": None, "officer": None, "info_category": None, "applicant_type": None}
    few = report(register(*[{**row, **hollow} for row in busy(month=3)]))
    assert turned.pivot_of(few).rows == "occupation"
    assert faults(turned.render(few) or b"") == []


def test_a_month_without_requests_shows_all() -> None:
    """There is nothing to choose then; and without any rows there is no file."""
    made = report(register(*busy(20, 0)), Month(2026, 11))
    assert turned.pivot_of(made).pages[0] == ("received_month", None)
    assert faults(turned.render(made) or b"") == []
    assert turned.render(report(register())) is None


def test_nobody_who_asks_is_in_it() -> None:
    """Neither in the rows nor in their second copy, unless the office wants the subject there."""
    rows = [request(OCTOBER, information="Daftar pemilih"), *busy(5, 3)]
    for length, there in ((0, False), (20, True)):
        made = turned.render(report(register(*rows), subject_length=length))
        assert faults(made or b"") == []
        text = b"".join(parts_of(made or b"").values()).decode()
        for word in ("Contoh Pemohon", "1906015203900001", "Jl. Contoh", "081200000001"):
            assert word not in text
        assert ("Daftar pemilih" in text) is there


DAMAGES: Mapping[str, tuple[str, str, str]] = {
    "recordCount": (CACHE, r'recordCount="\d+"', 'recordCount="7"'),
    "count of records": (RECORDS, r' count="\d+"', ' count="7"'),
    "count of items": (CACHE, r'<sharedItems count="\d+"', '<sharedItems count="3"'),
    "count without items": (CACHE, r'(<sharedItems count="7">).*?</sharedItems>',
                            r"\1</sharedItems>"),
    "whole numbers unmarked": (CACHE, ' containsInteger="1"', ""),
    "least number": (CACHE, r'minValue="\d+"', 'minValue="0"'),
    "blanks unmarked": (CACHE, ' containsBlank="1"', ""),
    "blank as text": (RECORDS, "<m/>", '<s v=""/>'),
    "long text unmarked": (CACHE, ' longText="1"', ""),
    "items that differ in capitals": (CACHE, 'v="Surat"', 'v="EMAIL"'),
    "an item beyond the list": (TABLE, '<item x="6"/>', '<item x="7"/>'),
    "an item missing": (TABLE, '<item x="6"/>', ""),
    "only the default item": (TABLE, r'count="8"><item x.*?<item t', 'count="1"><item t'),
    "a record beyond the list": (RECORDS, r'<x v="\d+"/>', '<x v="99"/>'),
    "a line beyond the list": (TABLE, r'<i><x v="1"/></i>', '<i><x v="20"/></i>'),
    "a line missing": (TABLE, r'<i><x v="2"/></i>', ""),
    "a header twice": (CACHE, 'name="Kanal"', 'name="Petugas"'),
    "an unescaped sign": (CACHE, "Website/e-PPID", "Website & e-PPID"),
    "value field unmarked": (TABLE, 'dataField="1" ', ""),
    "value named like a field": (TABLE, 'name="Jumlah Permohonan"', 'name="Baris"'),
    "another cacheId": (BOOK, 'cacheId="1"', 'cacheId="2"'),
    "a relation to elsewhere": (
        "xl/pivotTables/_rels/pivotTable1.xml.rels", "Definition1.xml", "Definition2.xml"),
    "a sheet without its pivot": (
        "xl/worksheets/_rels/sheet1.xml.rels", "pivotTable1.xml", "pivotTable2.xml"),
    "a date as text": (RECORDS, '<d v="([^"]*)"/>', r'<s v="\1"/>'),
    "a number among dates": (RECORDS, '<d v="[^"]*"/>', '<n v="46000"/>'),
    "dates without bounds": (CACHE, ' minDate="[^"]*"', ""),
    "the last day as bound": (CACHE, r'maxDate="2026-11-01T', 'maxDate="2026-10-31T'),
    "wrong flags": (CACHE, ' containsSemiMixedTypes="0"', ""),
    "flags too many": (CACHE, "<sharedItems/>", '<sharedItems containsBlank="1"/>'),
    "a record of another width": (RECORDS, "<r><s [^>]*/>", "<r>"),
    "pivotCaches elsewhere": (BOOK, "(<calcPr [^>]*/>)(<pivotCaches>.*?</pivotCaches>)", r"\2\1"),
    "content type missing": (TYPES, r'<Override PartName="/xl/pivotCache/[^>]*Records1[^>]*/>', ""),
    "location too small": (TABLE, r'ref="A12:H\d+"', 'ref="A12:H14"'),
    "location too wide": (TABLE, r'ref="A12:H', 'ref="A12:I'),
    "an unknown table": (CACHE, 'name="DataPermohonan"', 'name="Lain"'),
    "another header": ("xl/tables/table1.xml", 'name="Kanal"', 'name="Saluran"'),
    "neither records nor refresh": (CACHE, ' r:id="rId1"', ' saveData="0"'),
    "no versions": (CACHE, ' createdVersion="5"', ""),
    "an item as number": (CACHE, '<s v="Surat"/>', '<n v="1"/>'),
    "same value as text and number": (RECORDS, r'<n v="(\d+)"/>', r'<s v="\1"/>'),
    "pages in one line": (TABLE, 'rowPageCount="2"', 'rowPageCount="1"'),
    "a chosen item beyond the list": (TABLE, r'item="\d+"', 'item="40"'),
    "another month chosen": (TABLE, r'item="\d+"', 'item="0"'),
    "a button missing": (SHEET1, r'(<c r="A12" s=")\d+', r"\g<1>1"),
    "text below": (SHEET1, "</sheetData>",
                   '<row r="40"><c r="A40" t="s"><v>0</v></c></row></sheetData>'),
    "another number": (SHEET1, r"(<c r=\"B14\"[^>]*><v>)\d+", r"\g<1>77"),
}  # fmt: skip


@pytest.mark.parametrize("name", chosen(DAMAGES, ("another number",)))
def test_a_damaged_file_is_noticed(name: str) -> None:
    """Each cause of Excel's offer to repair, made in our file, is seen by our rules."""
    part, old, new = DAMAGES[name]
    long = register(*busy(40, 20), request(OCTOBER, information="panjang " * 40))
    made = turned.render(report(long, subject_length=400)) if "long" in name else content()
    parts = parts_of(made or b"")
    text, changes = re.subn(old, new, parts[part].decode(), count=1, flags=re.DOTALL)
    assert changes == 1 and text != parts[part].decode()
    assert faults(packed({**parts, part: text.encode()}))


def test_an_unexpected_workbook_stops_the_making() -> None:
    """Where XlsxWriter would write otherwise, no file is made."""
    made = report(register(*busy(5, 5)))
    pivot = turned.pivot_of(made)
    plain = xlsx.render(turned._book(made, pivot))
    assert faults(with_pivot(plain, pivot, OCTOBER)) == []
    for part, old, new in (
        (TYPES, "</Types>", "</Types><!-- </Types> -->"),
        (BOOK, "<calcPr", "<calculation"),
        ("xl/styles.xml", "<cellXfs", "<cellXf"),
        (SHEET1, 'r="A12"', 'r="A99"'),
    ):
        parts = parts_of(plain)
        parts[part] = parts[part].replace(old.encode(), new.encode())
        with pytest.raises(ValueError, match=" "):
            with_pivot(packed(parts), pivot, OCTOBER)
    parts = parts_of(plain) | {"xl/worksheets/_rels/sheet1.xml.rels": b"<x/>"}
    with pytest.raises(ValueError, match="already"):
        with_pivot(packed(parts), pivot, OCTOBER)


HOSTILE = st.sampled_from(
    ("", " ", "Surat", "surat ", "SURAT", "Súrat", "Su\u0301rat", "S\u200burat", "_x0041_",
     "A\r\nB", "\x01\x1f", "\ud800", "&<>\"'", "\ufffe", "x" * 256, "x" * 3000, "1",
     "=1+1", "\t", "Ⅳ", "IV", "😀" * 130)
) | st.text(max_size=8)  # fmt: skip
DAYS = st.dates(date(1, 1, 1)) | st.dates(date(2025, 1, 1), date(2026, 12, 31))
VALUES = (
    st.none() | st.integers(-10, 10),
    st.none() | DAYS,
    st.none() | HOSTILE,
    st.none() | HOSTILE | st.integers(0, 5),
    st.floats(-5, 5).map(lambda n: round(n, 3)),
    HOSTILE | DAYS,
    st.none(),
)


@st.composite
def tables(draw: Any) -> DataTable:
    """A table with three columns of labels, one without gaps, and one of whatever kind."""
    size = draw(st.integers(1, 12))
    labels = [draw(st.lists(st.none() | HOSTILE, min_size=size, max_size=size)) for _ in range(3)]
    other = draw(st.lists(draw(st.sampled_from(VALUES)), min_size=size, max_size=size))
    columns = (*zip("abc", labels, strict=True), ("n", [*range(size)]), ("o", other))
    return DataTable(
        "Data",
        "Tabel",
        0,
        tuple(
            DataColumn(
                key,
                f"Kolom & {key}",
                "cell_date" if key == "o" and _dated(values) else "cell",
                [(turning.label(v) if key in "abc" else v) if v != "" else None for v in values],
            )
            for key, values in columns
        ),
    )


def _dated(values: Sequence[Any]) -> bool:
    return any(isinstance(value, date) for value in values)


@settings(max_examples=draws(60), deadline=None)
@given(tables(), st.booleans())
def test_whatever_stands_in_the_table(table: DataTable, choose: bool) -> None:
    """Labels in any signs, columns of any kind: the file keeps every rule."""
    label = next((v for v in turning.held(table.columns[2].values) if choose and v), None)
    pivot = PivotTable(
        "P",
        "Pivot",
        3,
        table,
        "a",
        "b",
        (("c", label and str(label)),),
        "n",
        "Banyaknya",
        "Jumlah",
        {"a": ("SURAT", "1")},
    )
    sheets = (
        Sheet("Pivot", "Pivot", (20.0,), drawn(pivot)),
        Sheet("Data", "Data", (9.0,), (table,)),
    )
    book = Book("T", "P", "K", "A4", OCTOBER, sheets)
    assert faults(with_pivot(xlsx.render(book), pivot, OCTOBER)) == []


def test_a_text_of_most_letters_is_cut_as_excel_counts() -> None:
    """Signs beyond the basic plane count twice."""
    text = str(cell_values.as_cell_value("😀" * 20_000))
    assert cell_values.units(text) <= cell_values.LONGEST and text == "😀" * (
        cell_values.LONGEST // 2
    )
    with pytest.raises(TypeError):
        turning.flags([1, OCTOBER])


@pytest.mark.slow
def test_libreoffice_comes_to_the_same_numbers(tmp_path: Path) -> None:
    """It reads the rows anew, by its own code, and draws the same cells."""
    path = tmp_path / "pivot.xlsx"
    path.write_bytes(content())
    out = tmp_path / "out"
    convert("xlsx", out, [path])
    ours, theirs = (openpyxl.load_workbook(one)["Pivot Bebas"] for one in (path, out / path.name))
    words = {"(Semua)": "- all -", "Jumlah": "Total Result"}
    for row in ours.iter_rows(min_row=turned._ROW + 1):
        for cell in row:
            assert theirs[cell.coordinate].value == words.get(str(cell.value), cell.value)
    assert theirs._pivots and all(a.row < b.row for a, b in pairwise(ours["A"]))
