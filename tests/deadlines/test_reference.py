"""Every result equals the law read day by day, also where cells cannot be read."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import pandas as pd
import pytest

from ppid_sheets.deadlines.clock import Clock
from ppid_sheets.deadlines.profiles import BY_LAW
from ppid_sheets.register.cells import UNCALCULATED
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.requests.words import ELECTION_STAGES
from tests.build import CALENDAR, WITH_ELECTIONS, table
from tests.deadlines.reference import DATES, DECISIONS, UNKNOWN, Office, Request, Result, certain

FIRST = date(2026, 2, 25)
"""Idul Fitri with its joint leave lies in the weeks that follow."""
DAYS = [FIRST + timedelta(days=i) for i in range(45)]
KEYS = {
    "received": "received_on",
    "incomplete": "incomplete_on",
    "complete": "complete_on",
    "extended": "extended_on",
    "reason": "extension_reason",
    "category": "info_category",
    "decision": "decision",
    "notified": "notified_on",
    "given": "given_on",
}
NO_DATE = ("besok", "31/02/2026", "2/3/0026", 12, 1e9, True, False, "#N/A", UNCALCULATED,
           "3/4/2026 9:15 AM", "1 Maret", timedelta(days=3), "t" * 200)  # fmt: skip
NO_CHOICE = ("lain", "Ditolak/Proses", "#REF!", UNCALCULATED, 7, True)
NO_TEXT = ("#N/A", "#VALUE!", UNCALCULATED)
WRONG = {"decision": NO_CHOICE, "category": NO_CHOICE, "reason": NO_TEXT}
SLOW = pytest.mark.slow

Drawn = tuple[Request, tuple[str, ...], dict[str, Any]]


def drawn(chance: Random) -> Drawn:
    """A request, which of its cells cannot be read, and the row as it stands in a sheet."""

    def day() -> date | None:
        return chance.choice(DAYS) if chance.random() < 0.6 else None

    received = chance.choice(DAYS) if chance.random() < 0.9 else None
    request = Request(
        received,
        day(),
        day(),
        day(),
        chance.random() < 0.7,
        chance.choice(("", ELECTION_STAGES)),
        chance.choice(("", "", *DECISIONS)),
        day(),
        day(),
    )
    unread = tuple(chance.sample(list(KEYS), chance.choice((0, 1, 1, 1, 2))))
    row: dict[str, Any] = {"reg_number": "1", "applicant_name": "x", "information": "y"}
    for name, key in KEYS.items():
        value = getattr(request, name)
        if name in unread:
            row[key] = chance.choice(WRONG.get(name, NO_DATE))
        elif name == "reason":
            row[key] = "sebab" if value else None
        else:
            row[key] = value
    return request, unread, row


def _shown(found: Any) -> Result:
    def number(value: float) -> int | None:
        return None if pd.isna(value) else int(value)

    due = None if pd.isna(found.due_on) else found.due_on.date()
    return Result(found.status, due, number(found.days_left), number(found.service_days))


def _compared(rows: Sequence[Drawn], office: Office, today: date) -> None:
    read = table(*(row for _, _, row in rows))
    clock = Clock(
        CALENDAR,
        WITH_ELECTIONS if office.election else BY_LAW,
        start=office.start,
        due_soon=office.soon,
    )
    found = clock.deadlines(read.frame, today, read.all_unread(REQUESTS.course.deciding))
    for (request, unread, row), result in zip(rows, found.itertuples(), strict=True):
        shown, wanted = (
            _shown(result),
            certain(request, unread, office, today, _days(request, unread)),
        )
        if wanted.status == UNKNOWN or (
            shown.status == UNKNOWN and _always(request, unread, office)
        ):
            assert (shown.status, shown.left) == (UNKNOWN, None), (row, office, today)
        else:
            assert shown == wanted, (row, office, today)


def _always(request: Request, unread: Sequence[str], office: Office) -> bool:
    """Whether a cell is unread that ends all reckoning, also where its readings agree by chance."""
    answered = request.decision not in ("", "Dicabut Pemohon") or "decision" in unread
    return (office.start == "lengkap" and "complete" in unread) or (
        answered and not {"notified", "given"}.isdisjoint(unread)
    )


def _days(request: Request, unread: Sequence[str]) -> Sequence[date]:
    """What a day that cannot be read may be: any of the weeks around."""
    if len(unread) < 2:
        return DAYS
    own = {day for name in DATES if (day := getattr(request, name))}
    return sorted({*DAYS[::6], DAYS[-1], *own})


@pytest.mark.parametrize(
    "seed", [*range(12), *(pytest.param(i, marks=SLOW) for i in range(12, 400))]
)
def test_every_result_is_the_one_of_the_law(seed: int) -> None:
    """Status, due date, days left and service days; where a reading is missing that matters, none.

    A completion that cannot be read matters wherever it starts the clock, an answer wherever there
    is a decision.
    """
    chance = Random(seed)
    office = Office(
        chance.choice(("lengkap", "lengkap", "diterima")),
        chance.random() < 0.5,
        chance.randrange(6),
    )
    _compared([drawn(chance) for _ in range(60)], office, chance.choice(DAYS[3:-3]))
