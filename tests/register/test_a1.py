"""Columns have letters, and letters a column."""

import pytest

from ppid_sheets.register.a1 import letters, position_of


@pytest.mark.parametrize(
    ("position", "text"),
    [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")],
)
def test_letters_at_the_ends_of_the_alphabet(position: int, text: str) -> None:
    """One more than Z is AA; Excel ends at XFD."""
    assert letters(position) == text and position_of(text) == position


def test_every_column_of_a_sheet_is_found_again() -> None:
    """All 16,384 of them have letters of their own."""
    assert [position_of(letters(position)) for position in range(16_384)] == list(range(16_384))
