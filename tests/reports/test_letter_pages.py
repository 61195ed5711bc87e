"""Letters keep to their pages: nothing is cut, nothing is printed smaller than ten points."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_sheets.config import Official, Settings
from ppid_sheets.errors import CalendarError, UsageError
from ppid_sheets.register.looks import LOOKS
from ppid_sheets.reports.form import forms
from ppid_sheets.reports.form.letter import Field
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.form.sides import ANNEX
from ppid_sheets.reports.workbook.book import Cell, Grid, Sheet
from ppid_sheets.reports.workbook.paging import fitted, height, page_height
from tests.budget import chosen
from tests.build import GOOD, OPEN, SETTINGS, table
from tests.reports.build import CLOCK

POSITION = (
    "Kepala Subbagian Teknis Penyelenggaraan Pemilu, Partisipasi dan Hubungan Masyarakat selaku "
    "Pejabat Pengelola Informasi dan Dokumentasi"
)
PARTLY = {"decision": "Dikabulkan Sebagian", "refusal_ground": "Pasal 17 huruf j", "cost": 15000}
REFUSED = {
    "decision": "Ditolak",
    "refusal_ground": "Pasal 17 huruf a; Pasal 17 huruf j",
    "given_on": None,
    "cost": None,
}


def words(most: int) -> st.SearchStrategy[str]:
    """Text as people type it, of any length up to one; long ones are as likely as short ones."""
    return st.builds(typed, st.integers(5, most), st.integers(0, 99))


def typed(length: int, seed: int = 0) -> str:
    """So many letters in words of all lengths, some of them long."""
    chance = random.Random(seed)
    found = ""
    while len(found) < length:
        found += "".join(chance.choices("aeiknsrtmuABDKMW", k=chance.choice((3, 6, 9, 24)))) + " "
    return found[:length].rstrip().ljust(length, "x")


BASES: Sequence[Mapping[str, Any]] = (
    OPEN,
    GOOD,
    {**GOOD, **PARTLY, "possession": "Tidak di bawah penguasaan", "delivery": "Surat"},
    {**GOOD, **REFUSED, "possession": "Belum didokumentasikan"},
    {**OPEN, "extended_on": date(2025, 3, 28), "extension_reason": ""},
    {**OPEN, "incomplete_on": date(2025, 3, 21), "id_number": None, "email": None, "phone": None},
)


def row_of(base: Mapping[str, Any], received: date, texts: Sequence[str]) -> Mapping[str, Any]:
    """A request of a day with such texts."""
    keys = ("applicant_name", "address", "information", "purpose", "extension_reason")
    given = {key: text for key, text in zip(keys, texts, strict=True) if base.get(key) is not None}
    later = received + timedelta(days=8)
    dates = {
        key: later
        for key in ("notified_on", "given_on", "extended_on", "incomplete_on")
        if base.get(key)
    }
    return {**base, **given, **dates, "received_on": received}


def cells_of(sheet: Sheet) -> list[Cell]:
    """All cells of a sheet."""
    grids = [block for block in sheet.blocks if isinstance(block, Grid)]
    return [cell for grid in grids for row in grid.rows for cell in row]


def heights_of(sheet: Sheet) -> list[float | None]:
    """The heights of a sheet's rows."""
    return [
        high for block in fitted(sheet).blocks if isinstance(block, Grid) for high in block.heights
    ]


def too_small(sheet: Sheet, settings: Settings) -> bool:
    """True where the page must be shrunk so far that a text of the form falls below ten points."""
    sizes = [
        LOOKS[cell.style].points
        for cell in cells_of(sheet)
        if cell.value and cell.style.startswith("form") and cell.style != "form_model"
    ]
    scale = min(1.0, page_height(sheet, settings.paper) / height(sheet))
    return min(sizes) * scale < 10


def squeezed(text: str) -> str:
    """A text without spaces, which may fall between two cells."""
    return "".join(text.split())


def assert_whole(form: str, row: Mapping[str, Any], signer: str, paper: Any) -> bool:
    """Each page is one page of at least ten points, and what has no room there stands in the annex
    to its last letter; False where the row is not ripe for the form.
    """
    office = replace(SETTINGS.office, kasubag=Official(POSITION, signer, "197001012000011001"))
    chosen = replace(SETTINGS, office=office, paper=paper)
    request = Request(table(row), 2, CLOCK, date(2026, 11, 23))
    try:
        letter = forms.FORMS[form].describe(request, chosen)
    except (UsageError, CalendarError):
        return False
    book = forms.book(letter, chosen, request.as_of, request.number)
    pages = [sheet for sheet in book.sheets if sheet.name != ANNEX]
    assert len(pages) == 1 + (letter.back is not None)
    assert all(page.one_page and not too_small(page, chosen) for page in pages)
    cells = [str(cell.value) for sheet in book.sheets for cell in cells_of(sheet)]
    written = squeezed("".join(cells))
    lines = [line for side in (letter, letter.back) if side for line in side.lines]
    texts = [line.wording.text if isinstance(line, Field) else line.text for line in lines]
    assert [text[:40] for text in texts if squeezed(text) not in written] == []
    assert max(high or 0 for sheet in book.sheets for high in heights_of(sheet)) < 409
    return True


@given(
    st.sampled_from(sorted(forms.FORMS)),
    st.sampled_from(BASES),
    st.dates(date(2025, 1, 2), date(2026, 11, 2)),
    st.tuples(words(160), words(300), words(2000), words(2000), words(2000)),
    words(160),
    st.sampled_from(("A4", "F4")),
)
def test_a_letter_is_whole_on_its_pages(
    form: str,
    base: Mapping[str, Any],
    received: date,
    texts: Sequence[str],
    signer: str,
    paper: str,
) -> None:
    """Whatever people type, whenever."""
    assert_whole(form, row_of(base, received, texts), signer, paper)


@pytest.mark.parametrize("form", chosen(sorted(forms.FORMS), sorted(forms.FORMS)[::3]))
def test_the_longest_texts_are_whole(form: str) -> None:
    """Every form that is made of some row takes the longest names and texts at once."""
    texts = [typed(length, 3) for length in (160, 300, 2000, 2000, 2000)]
    rows = [row_of(base, date(2025, 3, 20), texts) for base in BASES]
    signer = typed(160, 7)
    made = [row for row in rows if assert_whole(form, row, signer, "A4")]
    assert assert_whole(form, made[0], signer, "F4")
    assert assert_whole(form, {**made[0], "information": typed(9000)}, signer, "A4")


@pytest.mark.parametrize("form", sorted(name for name in forms.FORMS if forms.FORMS[name].blank))
def test_an_empty_form_is_whole_on_its_pages(form: str) -> None:
    """It has its pages and no annex."""
    blank = forms.FORMS[form].blank
    assert blank
    book = forms.book(blank(SETTINGS), SETTINGS, date(2026, 11, 23))
    assert not [page.name for page in book.sheets if too_small(page, SETTINGS)]
    assert ANNEX not in [page.name for page in book.sheets]
