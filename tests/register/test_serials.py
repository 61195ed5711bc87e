"""What a bare number means where a day or a moment may stand."""

from datetime import date, datetime
from typing import Any

import pytest

from ppid_sheets.register.dates import EPOCH_1904
from ppid_sheets.register.serials import as_day, day_of_number, moment_of_number

MONDAY = 46_349


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        (MONDAY, date(2026, 11, 23)),
        (MONDAY + 0.75, date(2026, 11, 23)),
        (18_263, 18_263),
        (1e9, 1e9),
        (0, 0),
        (True, True),
        ("46349", "46349"),
        (None, None),
        (date(2026, 11, 23), date(2026, 11, 23)),
    ],
)
def test_a_number_from_1950_on_may_be_a_day(value: Any, meant: Any) -> None:
    """A smaller one is an amount, a tick and a text are what they are."""
    assert as_day(value) == meant
    assert type(as_day(value)) is type(meant)


def test_a_workbook_may_count_from_1904() -> None:
    """The same number is four years and a day later there."""
    assert day_of_number(MONDAY - 1462, EPOCH_1904) == date(2026, 11, 23)


def test_a_moment_has_its_hour() -> None:
    """Beyond the calendar there is none."""
    assert moment_of_number(MONDAY + 0.25) == datetime(2026, 11, 23, 6)
    assert moment_of_number(-1) is moment_of_number(3e6) is None
