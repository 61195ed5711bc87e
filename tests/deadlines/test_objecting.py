"""Who may object, and until when."""

from datetime import date
from typing import Any

import pytest

from ppid_sheets.deadlines.clock import Clock
from ppid_sheets.deadlines.objecting import last_days
from ppid_sheets.deadlines.profiles import BY_LAW
from tests.build import CALENDAR, GOOD, OPEN, table
from tests.deadlines import naive

DUE, NOTICE = date(2026, 4, 20), date(2026, 4, 14)
"""Received on 6 April 2026, the tenth working day is the 20th."""
REFUSED = {
    **GOOD, "received_on": date(2026, 4, 6), "decision": "Ditolak", "notified_on": NOTICE,
    "given_on": None,
}  # fmt: skip
WAITING = {**OPEN, "received_on": date(2026, 4, 6)}


@pytest.mark.parametrize(
    ("row", "letter", "day_zero"),
    [
        ({**REFUSED, "refusal_ground": "Pasal 17 huruf h"}, "a", NOTICE),
        ({**REFUSED, "refusal_ground": "Tidak dikuasai"}, "e", NOTICE),
        ({**REFUSED, "notified_on": date(2026, 4, 27)}, "e", date(2026, 4, 27)),
        (WAITING, "c", date(2026, 4, 21)),
        (
            {**GOOD, "received_on": date(2026, 4, 6), "notified_on": date(2026, 4, 28),
             "given_on": date(2026, 4, 28)},
            "g", date(2026, 4, 21),
        ),
        ({**WAITING, "received_on": date(2026, 11, 20)}, "", None),
        ({**GOOD, "received_on": date(2026, 11, 2)}, "", None),
    ],
)  # fmt: skip
def test_the_last_day_follows_from_what_the_register_knows(
    row: dict[str, Any], letter: str, day_zero: date | None
) -> None:
    """A refusal counts from its notice, silence and lateness from the day after the due date."""
    today = date(2026, 11, 23)
    read = table(row).frame
    clock = Clock(CALENDAR, BY_LAW)
    found = last_days(clock, read, clock.deadlines(read, today)).iloc[0]
    assert found["letter"] == letter
    expected = naive.add(day_zero, 30) if day_zero else None
    assert (found["last_on"].date() if letter else None) == expected
