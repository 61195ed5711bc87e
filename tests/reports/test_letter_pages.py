"""Letters keep to their pages: nothing is cut, nothing is printed smaller than ten points."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ppid_sheets.config import Official, Settings
from ppid_sheets.errors import CalendarError, UsageError
from ppid_sheets.reports.form import forms
from ppid_sheets.reports.form.letter import Field, Letter
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.form.sides import ANNEX
from ppid_sheets.reports.workbook.book import Book, Grid, Sheet
from ppid_sheets.reports.workbook.looks import STYLES
from ppid_sheets.reports.workbook.pages import fitted, height, page_height
from tests.build import GOOD, OPEN, SETTINGS, table
from tests.reports.build import CLOCK

POSITION = (
    "Kepala Subbagian Teknis Penyelenggaraan Pemilu, Partisipasi dan Hubungan Masyarakat selaku "
    "Pejabat Pengelola Informasi dan Dokumentasi"
)
PARTLY = {"decision": "Dikabulkan Sebagian", "refusal_ground": "Pasal 17 huruf j", "cost": 15000}
REFUSED = {"decision": "Ditolak", "refusal_ground": "Pasal 17 huruf a; Pasal 17 huruf j",
           "given_on": None, "cost": None}  # fmt: skip


def words(least: int, most: int) -> st.SearchStrategy[str]:
    """Text as people type it, up to a length."""
    return st.text("abcdefghijklmnoprstuwyzABDKMPSW    ,.", min_size=least, max_size=most).map(
        lambda text: text.strip(" ,.").ljust(5, "x")
    )


@st.composite
def rows(draw: st.DrawFn) -> Mapping[str, Any]:
    """A request of any day, with texts as long as people may type them."""
    received = draw(st.dates(date(2025, 1, 2), date(2026, 11, 2)))
    later = received + timedelta(days=draw(st.integers(0, 20)))
    base = draw(st.sampled_from([
        OPEN, {**GOOD, **PARTLY}, {**GOOD, **REFUSED}, GOOD,
        {**OPEN, "extended_on": later, "extension_reason": draw(words(5, 2000))},
        {**OPEN, "incomplete_on": later, "id_number": None, "email": None, "phone": None},
    ]))  # fmt: skip
    dates = {key: later for key in ("notified_on", "given_on") if base.get(key)}
    texts = {
        "applicant_name": draw(words(5, 160)), "address": draw(words(5, 300)),
        "information": draw(words(5, 2000)), "purpose": draw(words(5, 2000)),
    }  # fmt: skip
    return {**base, **dates, **texts, "received_on": received}


def made(form: str, row: Mapping[str, Any], settings: Settings) -> tuple[Letter, Book]:
    """A letter and its workbook; draws another where the row is not ripe for the form."""
    request = Request(table(row), 2, CLOCK, date(2026, 11, 23))
    try:
        letter = forms.FORMS[form].describe(request, settings)
    except (UsageError, CalendarError):
        assume(False)
    return letter, forms.book(letter, settings, request.as_of, request.number)


def too_small(sheet: Sheet, settings: Settings) -> bool:
    """True where the page must be shrunk so far that its smallest text falls below ten points."""
    sizes = [
        STYLES[cell.style].get("font_size", 10.0)
        for block in sheet.blocks
        if isinstance(block, Grid)
        for line in block.rows
        for cell in line
        if cell.value and cell.style.startswith("form")
    ]
    scale = min(1.0, page_height(sheet, settings.paper) / height(sheet))
    return min(size for size in sizes if size > 10) * scale < 10


def squeezed(text: str) -> str:
    """A text without spaces, which may fall between two cells."""
    return "".join(text.split())


@given(st.sampled_from(sorted(forms.FORMS)), rows(), words(5, 160), st.sampled_from(("A4", "F4")))
def test_a_letter_is_whole_on_its_pages(
    form: str, row: Mapping[str, Any], signer: str, paper: Any
) -> None:
    """Whatever people type: each page is one page of at least ten points, and what has no room
    there stands in the annex to its last letter.
    """
    office = replace(SETTINGS.office, kasubag=Official(POSITION, signer, "197001012000011001"))
    chosen = replace(SETTINGS, office=office, paper=paper)
    letter, book = made(form, row, chosen)
    pages = [sheet for sheet in book.sheets if sheet.name != ANNEX]
    assert len(pages) == 1 + (letter.back is not None)
    assert all(page.one_page and not too_small(page, chosen) for page in pages)
    assert all(
        high is None or high < 409
        for sheet in book.sheets
        for block in fitted(sheet).blocks
        if isinstance(block, Grid)
        for high in block.heights
    )
    written = squeezed("".join(
        str(cell.value)
        for sheet in book.sheets
        for block in sheet.blocks
        if isinstance(block, Grid)
        for line in block.rows
        for cell in line
    ))  # fmt: skip
    for side in (letter, letter.back):
        for line in side.lines if side else ():
            assert squeezed(line.said.text if isinstance(line, Field) else line.text) in written


@pytest.mark.parametrize("form", sorted(name for name in forms.FORMS if forms.FORMS[name].blank))
def test_an_empty_form_is_whole_on_its_pages(form: str) -> None:
    """It has its pages and no annex."""
    blank = forms.FORMS[form].blank
    assert blank
    book = forms.book(blank(SETTINGS), SETTINGS, date(2026, 11, 23))
    assert not [page.name for page in book.sheets if too_small(page, SETTINGS)]
    assert ANNEX not in [page.name for page in book.sheets]
