"""How Indonesian writes dates and numbers."""

from datetime import date

import pytest

from ppid_sheets.common import indonesian


def test_dates_in_words() -> None:
    """Long, short, with the weekday, as staff type them."""
    day = date(2026, 3, 6)
    assert indonesian.long_date(day) == "6 Maret 2026"
    assert indonesian.short_date(day) == "6 Mar"
    assert indonesian.day_and_date(day) == "Jum 6 Mar 2026"
    assert indonesian.typed_date(day) == "06/03/2026"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(1234.5, 1, "1.234,5"), (1234567, 0, "1.234.567"), (0, 0, "0"), (-1234, 0, "-1.234")],
)
def test_numbers(value: float, decimals: int, text: str) -> None:
    """Dots between thousands, a comma before decimals."""
    assert indonesian.number(value, decimals) == text


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a dan b"), (["a", "b", "c"], "a, b dan c")],
)
def test_lists(words: list[str], text: str) -> None:
    """Commas, and *dan* before the last."""
    assert indonesian.listed(words) == text
