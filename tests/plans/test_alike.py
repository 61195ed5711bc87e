"""Whether a cell already says what is wanted."""

from datetime import date, datetime
from typing import Any

import pytest

from ppid_sheets.plans.alike import alike, same
from ppid_sheets.register.text import storable

DAY = date(2026, 11, 23)
SERIAL = (DAY - date(1899, 12, 30)).days


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("a", "a", True), ("a", "b", False), ("a\x01", storable("a\x01"), True), (None, "", True),
        ("", None, True), (0, None, False), ("x", "", False), (DAY, DAY, True),
        (datetime(2026, 11, 23, 8), DAY, True), (SERIAL, DAY, True), (SERIAL + 1, DAY, False),
        ("23/11/2026", DAY, False), (3, 3.0, True), ("3", 3, False),
    ],
)  # fmt: skip
def test_a_cell_says_the_same_however_its_store_types_it(
    before: Any, after: Any, wanted: bool
) -> None:
    """Days as moments and numbers, texts without what no store keeps, blanks of either kind."""
    assert same(before, after) is wanted


def test_blanks_at_the_ends_of_a_grid_say_nothing() -> None:
    """Nor do lines of blanks below it; anything else does."""
    assert alike([["a", None], [], [""]], [["a"]]) and alike([["a"]], [["a", ""], [None]])
    assert not alike([["a"], ["b"]], [["a"]])
