"""When a plan looks like an accident: the bounds, to the request."""

from types import SimpleNamespace
from typing import Any

import pytest

from ppid_sheets.deadlines.clock import STATUSES, UNKNOWN
from ppid_sheets.errors import UnsafeError
from ppid_sheets.plans.brake import refuse_accidents
from ppid_sheets.plans.own_columns import looks_own
from ppid_sheets.register import layout
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.values import ColumnChange, Plan, Snapshot

KNOWN = next(status for status in STATUSES if status != UNKNOWN)


def refused(verdict: Any, plan: Plan, before: int | None = None) -> str:
    """What is said where a plan is refused; `before` is what the page of the last run counts."""
    page = [["Permohonan", before]] if before is not None else [["Permohonan"], ["Lain", 99]]
    try:
        refuse_accidents(Snapshot({}, pages={layout.STATUS: page}), verdict, plan)
    except UnsafeError as error:
        return str(error)
    return ""


def verdict(requests: int, later: int = 0, away: int = 0, unknown: int = 0) -> Any:
    """A register with so many requests; `away` are those of last year's tab."""
    return SimpleNamespace(
        table=SimpleNamespace(frame=range(requests), schema=REQUESTS),
        later=range(later),
        statuses={UNKNOWN: unknown},
        recalled=SimpleNamespace(seen=SimpleNamespace(away=away)),
    )


@pytest.mark.parametrize(
    ("before", "requests", "later", "away", "stopped"),
    [
        (40, 20, 0, 0, False),
        (40, 19, 0, 0, True),
        (40, 18, 1, 1, False),
        (40, 18, 1, 0, True),
        (40, 18, 0, 1, True),
        (19, 9, 0, 0, True),
        (18, 9, 0, 0, False),
        (10, 1, 0, 0, False),
        (10, 0, 0, 0, True),
        (20, 30, 0, 0, False),
        (None, 0, 0, 0, False),
        (0, 0, 0, 0, False),
    ],
)
def test_a_register_that_lost_more_than_half(
    before: int | None, requests: int, later: int, away: int, stopped: bool
) -> None:
    """Ten at least, and less than half are left: those to come and of last year count as left."""
    said = refused(verdict(requests, later, away), Plan("Register"), before)
    assert bool(said) == stopped
    assert not said or f"hanya berisi {requests + later} permohonan" in said


@pytest.mark.parametrize(
    ("old", "new", "kept", "stopped"),
    [
        ([KNOWN] * 10, [UNKNOWN] * 10, 9, True),
        ([KNOWN] * 10, [None] * 10, 9, True),
        ([KNOWN] * 10, [""] * 10, 10, False),
        ([KNOWN] * 9, [UNKNOWN] * 9, 0, False),
        ([KNOWN] * 10, [KNOWN] * 10, 0, False),
        ([UNKNOWN] * 10, [None] * 10, 0, False),
        ([None] * 10, [UNKNOWN] * 10, 0, False),
        (["kantor"] * 10, [None] * 10, 0, False),
    ],
)
def test_statuses_that_would_vanish_at_once(
    old: list[Any], new: list[Any], kept: int, stopped: bool
) -> None:
    """Ten at least that were known, and more than are known afterwards; in that column alone."""
    rows = range(2, 2 + len(old))
    seen = verdict(kept + 30, unknown=30)
    change = ColumnChange("deadline_status", 35, rows, old, new)
    assert bool(refused(seen, Plan("Register", cells=(change,)))) == stopped
    other = ColumnChange("findings", 37, rows, old, new)
    assert not refused(seen, Plan("Register", cells=(other,)))


@pytest.mark.parametrize(
    ("key", "value", "own"),
    [
        ("service_days", 0, True),
        ("service_days", -1, False),
        ("service_days", 1.5, False),
        ("days_left", -3, True),
        ("days_left", "3", False),
        ("deadline_status", KNOWN, True),
        ("deadline_status", "kantor", False),
        ("findings", "catatan", False),
        ("findings", "[Email] salah", True),
        ("findings", None, True),
    ],
)
def test_what_may_be_a_result(key: str, value: Any, own: bool) -> None:
    """By its kind alone, column by column; a blank cell says nothing."""
    assert looks_own(key, value) is own
