"""Values read cell by cell are those of the native reader, and what makes that one fail is read."""

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ppid_sheets.register.cells import UNCALCULATED
from ppid_sheets.stores.xlsx import cellwise, reading
from ppid_sheets.stores.xlsx.book import WorkbookParts
from ppid_sheets.stores.xlsx.package import Package
from tests.stores import registers

FORMATS = ("General", "@", "dd/mm/yyyy", "[$-421]d mmmm yyyy", "h:mm", "[h]:mm", "0.00", "yyyy",
           '#,##0 "hari"', "d/m/yy h:mm", "[Red]0", "0%", "mm:ss")  # fmt: skip
VALUES = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12),
    st.integers(0, 60_000),
    st.integers(0, 5_000_000).map(lambda n: n / 64),
    st.booleans(),
)


def both(path: Path) -> tuple[list[Any], list[Any]]:
    """The first tab by the native reader and cell by cell, without blanks at the ends."""
    book = WorkbookParts(Package(path.read_bytes()))
    part = book.package.read(book.sheet("Register").part)
    native = reading.tabs(book, ["Register"]).tabs["Register"]
    shared = book.package.read(book.related("sharedStrings") or "")
    own = cellwise.read(part, shared, book.styles(), epoch1904=book.epoch1904)
    return trimmed(native), trimmed(own)


def trimmed(grid: list[list[Any]]) -> list[list[Any]]:
    """Rows without blanks at their ends, none at the end of the tab."""
    rows = [list(row) for row in grid]
    for row in rows:
        while row and row[-1] in ("", None):
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


@given(
    rows=st.lists(st.lists(st.tuples(VALUES, st.sampled_from(FORMATS)), max_size=5), max_size=6),
    epoch=st.booleans(),
)
def test_both_readers_agree(tmp_path_factory: Any, rows: list[Any], epoch: bool) -> None:
    """Whatever the values, the formats and the epoch."""
    path = tmp_path_factory.mktemp("w") / "r.xlsx"
    book = xlsxwriter.Workbook(
        path, {"date_1904": epoch, "strings_to_formulas": False, "strings_to_urls": False}
    )
    formats = {code: book.add_format({"num_format": code}) for code in FORMATS}
    sheet = book.add_worksheet("Register")
    sheet.write_string(0, 0, "awal")
    for number, cells in enumerate(rows, 1):
        for position, (value, code) in enumerate(cells):
            sheet.write(number, position, value, formats[code])
    book.close()
    native, own = both(path)
    assert own == native
    assert [[type(value) for value in row] for row in own] == [
        [type(value) for value in row] for row in native
    ]


@pytest.mark.parametrize(
    ("number", "duration", "value"),
    [
        (46_349, False, date(2026, 11, 23)),
        (46_349.5, False, datetime(2026, 11, 23, 12)),
        (0.375, False, time(9)),
        (1, False, date(1900, 1, 1)),
        (59, False, date(1900, 2, 28)),
        (61, False, date(1900, 3, 1)),
        (2_958_465, False, date(9999, 12, 31)),
        (2_958_466, False, 2_958_466),
        (-1, False, -1),
        (1e300, False, 1e300),
        (float("inf"), False, float("inf")),
        (1.5, True, timedelta(hours=36)),
        (-(2**31), True, -(2**31)),
    ],
)
def test_moments_beyond_the_calendar_are_numbers(
    number: float, duration: bool, value: object
) -> None:
    """What is no day is given as it is written, for a finding to say so."""
    assert cellwise.dated(number, duration, epoch1904=False) == value


@pytest.mark.parametrize("value", ["-2147483648", "-1e300", "1e300", "-99999999999999999999"])
@pytest.mark.parametrize("code", ["[h]:mm", "dd/mm/yyyy"])
def test_a_moment_that_stops_the_native_reader(tmp_path: Path, value: str, code: str) -> None:
    """The cell is a number that no date can be, all others are as they are."""
    path = tmp_path / "register.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Register")
    sheet.write_row(0, 0, ("satu", 2, "tiga"))
    sheet.write_number(1, 0, 12345, book.add_format({"num_format": code}))
    book.close()
    xml = registers.sheet_xml(path).replace("<v>12345</v>", f"<v>{value}</v>")
    registers.repack(path, {registers.SHEET: xml.encode()})
    grid = registers.store(path).read().tabs["Register"]
    assert trimmed(grid) == [["satu", 2.0, "tiga"], [float(value)]]  # type: ignore[arg-type]


UNUSUAL = {
    "no references": lambda xml: re.sub(r' r="[A-Z]*\d+"', "", xml),
    "single quotes": lambda xml: re.sub(r'="([^"]*)"', r"='\1'", xml),
    "white space": lambda xml: re.sub(r'<c r="', '<c\n  r = "', xml),
    "small letters": lambda xml: re.sub(r'<c r="(\w+)"', lambda c: f'<c r="{c[1].lower()}"', xml),
    "entities": lambda xml: xml.replace('r="A', 'r="&#65;'),
    "rows backwards": lambda xml: re.sub(
        r"<sheetData>(.*)</sheetData>",
        lambda d: f"<sheetData>{''.join(reversed(re.findall(r'<row.*?</row>', d[1])))}</sheetData>",
        xml,
    ),
    "comments": lambda xml: xml.replace("<c r", "<!-- catatan --><c r"),
    "strange range": lambda xml: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="1:4"', xml),
    "merged columns": lambda xml: xml.replace(
        "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A:A"/></mergeCells>'
    ),
}


@pytest.mark.parametrize("way", UNUSUAL)
def test_sheets_as_others_write_them_are_read(tmp_path: Path, way: str) -> None:
    """The values are those of the same sheet as Excel writes it."""
    path = tmp_path / "register.xlsx"
    rows = (("a", 1, "c"), ("d & <e>", 2.5, date(2026, 3, 2)), ("g", "h", "i"))
    registers.written(path, {"Register": rows})
    before = trimmed(registers.store(path).read().tabs["Register"])  # type: ignore[arg-type]
    xml = UNUSUAL[way](registers.sheet_xml(path))
    registers.repack(path, {registers.SHEET: xml.encode()})
    assert trimmed(registers.store(path).read().tabs["Register"]) == before  # type: ignore[arg-type]


def test_a_formula_without_value_beyond_all_values_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a column and a row that hold nothing else, where the native reader ends before, too."""
    path = tmp_path / "register.xlsx"
    registers.written(path, {"Register": (("a", "b"),)})
    cell = '<row r="3"><c r="D3"><f>A1</f></c></row></sheetData>'
    xml = registers.sheet_xml(path).replace("</sheetData>", cell)
    registers.repack(path, {registers.SHEET: xml.encode()})
    assert registers.store(path).read().tabs["Register"][2][3] == UNCALCULATED
    monkeypatch.setattr(reading, "_plain", lambda part: None)
    assert registers.store(path).read().tabs["Register"][2][3] == UNCALCULATED


@pytest.mark.parametrize(
    ("number", "day"),
    [(59, date(1900, 2, 28)), (60, date(1900, 2, 28)), (61, date(1900, 3, 1))],
)
def test_days_around_one_that_never_was(number: int, day: date) -> None:
    """Excel counts 29 February 1900: before it all its days are one later."""
    assert cellwise.dated(number, duration=False, epoch1904=False) == day
