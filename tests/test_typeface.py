"""Texts are measured as the font draws them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from ppid_sheets.common import typeface

FONTS = Path("/usr/share/fonts/truetype/liberation2")
WORDS = st.lists(
    st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=24),
    min_size=1,
    max_size=40,
)


def font(size: float, bold: bool) -> ImageFont.FreeTypeFont:
    """The font that LibreOffice draws Arial with, a hundred times as large."""
    path = FONTS / f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf"
    if not path.exists():
        pytest.skip("the font Liberation Sans is not installed")
    return ImageFont.truetype(str(path), int(size * 100), layout_engine=ImageFont.Layout.BASIC)


@given(WORDS, st.sampled_from([9.0, 9.5, 10.0, 10.5]), st.booleans(), st.integers(30, 500))
def test_no_text_takes_more_lines_than_foreseen(
    words: list[str], size: float, bold: bool, room: int
) -> None:
    """A greedy wrap by the font's own widths needs no more, and hardly less."""
    drawn = font(size, bold)
    needed, used = 1, 0.0
    for word in words:
        wide = drawn.getlength(word) / 100
        if wide > room:
            return
        gap = drawn.getlength(" ") / 100 if used else 0.0
        if used + gap + wide > room:
            needed, used, gap = needed + 1, 0.0, 0.0
        used += gap + wide
    foreseen = typeface.lines(" ".join(words), room, size, bold=bold)
    assert needed <= foreseen <= max(needed + 1, needed * 2)


@given(st.text(max_size=400), st.floats(1, 600))
def test_any_text_can_be_measured(text: str, room: float) -> None:
    """At least one line for each that was typed, whatever the letters."""
    assert typeface.lines(text, room, 10) >= text.count("\n") + 1


def test_letters_that_are_built_of_two_are_as_wide_as_the_first() -> None:
    """An accent takes no room, an unknown letter much."""
    assert typeface.width("é", 10) == typeface.width("e", 10) == typeface.width("e\u0301", 10)
    assert typeface.width("漢", 10) == 10
