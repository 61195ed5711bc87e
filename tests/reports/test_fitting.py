"""No text of a paper needs more than its row: judged by the font itself and another reader."""

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from PIL import ImageFont

from ppid_sheets.config import Official
from ppid_sheets.errors import UsageError
from ppid_sheets.reports.form import forms
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.workbook import xlsx
from ppid_sheets.reports.workbook.book import Book
from tests.budget import draws
from tests.build import GOOD, OPEN, SETTINGS, table
from tests.reports.build import CLOCK, october, register, request

FONTS = Path("/usr/share/fonts/truetype/liberation2")
pytestmark = pytest.mark.skipif(
    not FONTS.is_dir(), reason="the font Liberation Sans is not installed"
)
PIXEL = 0.75


@cache
def font(size: float, bold: bool) -> ImageFont.FreeTypeFont:
    """The font as it is drawn, a hundred times as large."""
    path = FONTS / f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf"
    return ImageFont.truetype(str(path), int(size * 100), layout_engine=ImageFont.Layout.BASIC)


def needed(cell: Cell, room: float) -> float:
    """Points that a wrapped cell's text takes, by greedy wrapping with the font's own widths."""
    drawn = font(cell.font.sz, bool(cell.font.b))
    count = 0
    for line in str(cell.value).split("\n"):
        count, used = count + 1, 0.0
        for word in line.split(" "):
            wide = drawn.getlength(word) / 100
            gap = drawn.getlength(" ") / 100 if used else 0.0
            if used and used + gap + wide > room:
                count, used, gap = count + 1, 0.0, 0.0
            used += gap + wide
            while used > room:
                count, used = count + 1, used - room
    ascent, descent = drawn.getmetrics()
    return count * (ascent + descent) / 100


def too_low(book: Book) -> list[str]:
    """Every cell of a drawn book whose text does not fit its row."""
    workbook = openpyxl.load_workbook(BytesIO(xlsx.render(book)), data_only=True)
    return [place for sheet in workbook for place in _too_low(sheet)]


def _too_low(sheet: Worksheet) -> list[str]:
    merged = {area.start_cell.coordinate: area for area in sheet.merged_cells.ranges}
    found = []
    for row in sheet.iter_rows():
        for cell in row:
            text = cell.value
            if not (cell.alignment.wrap_text and isinstance(text, str)):
                continue
            area = merged.get(cell.coordinate)
            last = area.max_col if area else cell.column
            widths = [
                sheet.column_dimensions[get_column_letter(at)].width
                for at in range(cell.column, last + 1)
            ]
            room = (round(sum(7 * width for width in widths)) - 5) * PIXEL
            room -= 7 * (cell.alignment.indent or 0)
            height = sheet.row_dimensions[cell.row].height or 15
            if needed(cell, room) > height and height < 409:
                found.append(f"{sheet.title}!{cell.coordinate}: {text[:60]}")
    return found


WORDS = st.text("abcdefghijklmnopqrstuvwxyzABDKMPSW ,.", min_size=5, max_size=300)
NAMES = st.text("abcdefghijklmnopqrstuvwxyzABDKMPSW ,.", min_size=5, max_size=160)


@pytest.mark.slow
@given(
    st.sampled_from(sorted(forms.FORMS)),
    st.dates(date(2025, 1, 2), date(2026, 11, 2)),
    NAMES,
    WORDS,
    WORDS,
    NAMES,
)
def test_no_letter_loses_a_line(
    form: str, received: date, name: str, address: str, wanted: str, position: str
) -> None:
    """Whatever the day, the name, the address, the request and the signer's position."""
    base = {"receipt": OPEN, "extension": {**OPEN, "extended_on": received}}.get(form, GOOD)
    if form == "refusal":
        base = {
            **GOOD,
            "decision": "Ditolak",
            "refusal_ground": "Pasal 17 huruf a",
            "given_on": None,
            "cost": None,
        }
    row = {
        **base,
        "received_on": received,
        "applicant_name": name,
        "address": address,
        "information": wanted,
    }
    office = replace(SETTINGS.office, kasubag=Official(position, name, ""))
    chosen = replace(SETTINGS, office=office)
    made = Request(table(row), 2, CLOCK, date(2026, 11, 23))
    try:
        letter = forms.FORMS[form].describe(made, chosen)
    except UsageError:
        return
    assert too_low(forms.book(letter, chosen, made.as_of, made.number)) == []


def test_an_empty_form_loses_no_line() -> None:
    """Its boxes, dots and rights."""
    blank = forms.FORMS["request"].blank
    assert blank and too_low(forms.book(blank(SETTINGS), SETTINGS, date(2026, 11, 23))) == []


@pytest.mark.slow
@given(st.lists(WORDS, min_size=1, max_size=4))
@settings(max_examples=draws(5))
def test_no_table_of_a_month_loses_a_line(texts: list[str]) -> None:
    """Requests of any length, on every sheet."""
    rows = [
        request(date(2026, 10, 1 + at), information=text, applicant_name=text[:160])
        for at, text in enumerate(texts)
    ]
    assert too_low(october(register(*rows))) == []
