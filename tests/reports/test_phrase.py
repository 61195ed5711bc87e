"""Sentences that take their figures from cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_sheets.reports.workbook.phrase import (
    SILENCE,
    compare,
    counted,
    joined,
    measured,
    sentence,
    there_is,
    words,
)
from ppid_sheets.reports.workbook.tally import NONE, Number


@given(st.text(max_size=600))
def test_words_are_told_whole(text: str) -> None:
    """Quotes are doubled, and no literal is longer than Excel takes."""
    said = words(text)
    literals = said.formula[1:-1].split('"&"') if "&" not in text else []
    assert said.value == text
    if literals:
        assert "".join(literals).replace('""', '"') == text
        assert all(len(one.replace('""', '"')) <= 250 for one in literals)


@pytest.mark.parametrize(
    ("value", "text"), [(12.25, "12,3"), (4.35, "4,4"), (6.0, "6,0"), (0.04, "0,0"), (NONE, NONE)]
)
def test_decimals_are_rounded_as_spreadsheets_do(value: float | str, text: str) -> None:
    """Halves away from zero, by the digits that people see."""
    assert measured(Number(value, "A1")).value == text


def test_a_count_has_dots_between_thousands_in_any_language() -> None:
    """The formula says the same where the spreadsheet writes a comma."""
    said = counted(Number(1204, "A1"))
    assert (said.value, said.formula) == ("1.204", 'SUBSTITUTE(FIXED(A1,0),",",".")')


def test_a_condition_chooses_in_text_and_formula() -> None:
    """Nothing at all is an empty text."""
    some = compare(Number(2, "A1"), ">", 1).choose(words("ada"), SILENCE)
    assert (some.value, some.formula) == ("ada", 'IF(A1>1,"ada","")')
    none = there_is(Number(NONE, "A2")).choose(words("ada"), SILENCE)
    assert (none.value, none.formula) == ("", 'IF(ISNUMBER(A2),"ada","")')
    assert joined([words("a"), SILENCE, words("b")], ", ").value == "a, b"
    assert SILENCE.cell("paragraph").formula == '=""'


def test_a_sentence_has_its_parts_in_their_places() -> None:
    """Numbers are counted, phrases stay as they are; each place has a part."""
    late = sentence(" ({} terlambat)", Number(2, "A2"))
    said = sentence("sisa {}{}.", Number(1204, "A1"), late)
    assert said == words("sisa ") + counted(Number(1204, "A1")) + late + words(".")
    assert sentence("nihil") == words("nihil")
    with pytest.raises(ValueError, match="argument"):
        sentence("{} dan {}", late)
