"""What is read of the page *Temuan*."""

from datetime import date
from typing import Any

import pytest

from ppid_sheets.plans.findings_page import lines
from ppid_sheets.register.layout import FINDINGS_HEAD

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "read"),
    [((DAY - date(1899, 12, 30)).days, DAY), (-5, -5), (True, True), ("2/11/2026", "2/11/2026")],
)
def test_a_day_that_a_store_gives_as_a_number_is_a_day_again(typed: Any, read: Any) -> None:
    """A number that is none stays what it is."""
    at = [*FINDINGS_HEAD].index("Diketahui Kasubag")
    line = [None] * len(FINDINGS_HEAD)
    line[at] = typed
    (found,) = lines([FINDINGS_HEAD, line])
    assert found.words == read and type(found.words) is type(read)
