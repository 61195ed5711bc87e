"""Small parts of the store of files, held against another reader or their own rule."""

import re
from datetime import date, datetime, time
from itertools import combinations
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from python_calamine import CalamineWorkbook

from ppid_sheets.errors import ShapeError
from ppid_sheets.register import layout
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.values import Value
from ppid_sheets.stores.xlsx import new
from ppid_sheets.stores.xlsx.plain_copy import write_copy
from ppid_sheets.stores.xlsx.rules import bears
from ppid_sheets.stores.xlsx.scan import extent
from ppid_sheets.stores.xlsx.sheet import parse
from ppid_sheets.stores.xlsx.styles import Styles
from ppid_sheets.stores.xlsx.values import serial
from ppid_sheets.stores.xlsx.xml import UnsupportedError
from tests.stores import registers

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SECTIONS = {
    "numFmts": '<numFmts count="1"><numFmt numFmtId="164" formatCode="0"/></numFmts>',
    "fonts": '<fonts count="1"><font/></fonts>',
    "fills": '<fills count="1"><fill/></fills>',
    "borders": '<borders count="1"><border/></borders>',
    "cellStyleXfs": '<cellStyleXfs count="1"><xf/></cellStyleXfs>',
    "cellXfs": '<cellXfs count="1"><xf/></cellXfs>',
    "cellStyles": '<cellStyles count="1"><cellStyle name="Normal" xfId="0"/></cellStyles>',
    "dxfs": '<dxfs count="1"><dxf/></dxfs>',
    "tableStyles": '<tableStyles count="0"/>',
    "colors": "<colors><mruColors/></colors>",
}
"""The sections of a style sheet, in the order that the standard asks for."""


def styles(*parts: str) -> Styles:
    """A style sheet of these sections."""
    return Styles(f'<styleSheet xmlns="{NAMESPACE}">{"".join(parts)}</styleSheet>'.encode())


def test_formats_that_have_only_a_number_show_what_they_show_elsewhere() -> None:
    """Days, times and durations, as openpyxl takes them."""
    found = {}
    for number, code in BUILTIN_FORMATS.items():
        made = styles(f'<cellXfs count="1"><xf numFmtId="{number}"/></cellXfs>')
        found[number] = made.shows(0)
        wanted = "duration" if is_timedelta_format(code) else "date"
        assert found[number] == (wanted if is_date_format(code) else "number"), (number, code)
    assert {*found.values()} == {"number", "date", "duration"}


def test_a_section_that_is_added_stands_in_its_place() -> None:
    """Readers refuse a style sheet whose sections stand in another order."""
    for missing in (m for n in (0, 1, 2, 3) for m in combinations(SECTIONS, n)):
        made = styles(*(text for name, text in SECTIONS.items() if name not in missing))
        made.highlight("overdue")
        made.append_cell_style(number_format=made.number_format("0.0"))
        order = re.findall(rf"<({'|'.join(SECTIONS)})\b", made.to_bytes().decode())
        assert order == [name for name in SECTIONS if name in order], missing
        assert {"dxfs", "cellXfs"} <= {*order}


@pytest.mark.parametrize(
    ("day", "epoch1904", "number"),
    [
        (date(1900, 1, 1), False, 1),
        (date(1900, 2, 28), False, 59),
        (date(1900, 3, 1), False, 61),
        (date(1904, 1, 1), True, 0),
        (date(1904, 1, 2), True, 1),
    ],
)
def test_days_are_counted_as_excel_does(day: date, epoch1904: bool, number: int) -> None:
    """With a 29 February 1900 that never was."""
    assert serial(day, epoch1904=epoch1904) == number


@pytest.mark.parametrize(
    ("day", "epoch1904"), [(date(1899, 12, 30), False), (date(1903, 12, 31), True)]
)
def test_days_before_the_first_are_refused(day: date, epoch1904: bool) -> None:
    """No cell can hold them."""
    with pytest.raises(UnsupportedError, match="tanggal sebelum tahun"):
        serial(day, epoch1904=epoch1904)


@pytest.mark.parametrize(
    ("second", "said"),
    [(3, "baris 3 tertulis dua kali"), (2, "urutan barisnya kacau: baris 2 sesudah baris 3")],
)
def test_rows_out_of_order_are_named(second: int, said: str) -> None:
    """Each by its number; they are read by another way than rows in order."""
    rows = '<row r="3"><c r="A3"><v>1</v></c></row>' + f'<row r="{second}" spans="1:1"/>'
    part = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'
    with pytest.raises(UnsupportedError, match=said):
        extent(parse(part.encode()))


def test_what_cannot_be_read_says_how_to_mend_it(tmp_path: Path) -> None:
    """A package with a password, of which no more is known than that."""
    path = tmp_path / "register.xlsx"
    registers.written(path, {"Register": (("x",),)})
    locked = bytearray(path.read_bytes())
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(head), bytes(locked)):
            locked[found.start() + flags] |= 1
    path.write_bytes(locked)
    with pytest.raises(ShapeError) as caught:
        registers.store(path).read()
    assert "kata sandi" in str(caught.value) and "Save As" in caught.value.remedy


def test_a_copy_holds_what_it_was_given(tmp_path: Path) -> None:
    """Of every kind, in tabs of their titles."""
    day, moment = date(2026, 11, 23), datetime(2026, 11, 23, 8, 15)
    row: list[Value] = ["teks", "=1+1", "08123", 5, 2.5, True, day, moment, time(8, 15)]
    write_copy(tmp_path / "potret.xlsx", {"Register": [["Judul"], row], "Lain": [["isi"]]})
    book = CalamineWorkbook.from_path(str(tmp_path / "potret.xlsx"))
    assert book.sheet_names == ["Register", "Lain"]
    assert book.get_sheet_by_name("Register").to_python()[1] == row
    assert book.get_sheet_by_name("Lain").to_python() == [["isi"]]


def test_every_tab_of_a_new_register_prints_to_the_width_of_its_paper(tmp_path: Path) -> None:
    """On as many pages as its rows need, with rows of which a small screen shows 22."""
    path = tmp_path / "register.xlsx"
    new.build(path, REQUESTS, (), holidays=(), officers=("Siti",), beside=[(OBJECTIONS, ())])
    for sheet in openpyxl.load_workbook(path):
        page: Any = sheet.page_setup
        drawn_in_bands = sheet.title in ("Register", "Keberatan")
        fits = bool(sheet.sheet_properties.pageSetUpPr.fitToPage), page.fitToHeight
        assert fits == ((False, None) if drawn_in_bands else (True, 0)), sheet.title
        if sheet.title not in layout.PAGES:
            assert sheet.sheet_format.defaultRowHeight == 12.75, sheet.title


@pytest.mark.parametrize("quote", ['"', "&quot;", "&#34;"])
def test_rules_of_the_jobs_are_known_however_their_quotes_are_written(quote: str) -> None:
    """Programs that save a copy write them differently; what people type in a cell is no rule."""
    mark = f"N( {quote}ppid{quote} )=0".encode()
    cells = b"<sheetData><row><c><f>" + mark + b"</f></c></row></sheetData>"
    assert bears(cells + b"<cfRule><formula>AND($A1," + mark + b")</formula></cfRule>")
    assert not bears(cells)
