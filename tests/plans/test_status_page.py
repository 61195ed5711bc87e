"""The page that tells of runs is young for so many hours, and never younger than now."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from ppid_sheets.plans.status_page import is_young
from ppid_sheets.register import layout
from ppid_sheets.register.dates import EPOCH
from ppid_sheets.register.values import Snapshot

NOW = datetime(2026, 11, 23, 8, 15)
STALE = timedelta(hours=layout.STALE_HOURS)
MOMENT = timedelta(minutes=1)


def page(said: Any) -> Snapshot:
    """A register whose page says this of the last run."""
    rows: list[list[Any]] = [[]] * (layout.LAST_RUN_ROW - 1) + [["Terakhir diperiksa", said]]
    return Snapshot(tabs={}, pages={layout.STATUS: rows})


@pytest.mark.parametrize(
    ("age", "young"),
    [(-MOMENT, False), (timedelta(), True), (STALE - MOMENT, True), (STALE, False)],
)
def test_a_page_is_young_for_so_many_hours(age: timedelta, young: bool) -> None:
    """One that lies ahead is not: it would hide for long that no run came after it."""
    assert is_young(page(NOW - age), NOW) is young


def test_a_moment_may_be_a_bare_number() -> None:
    """As Google gives it: days since the first."""
    days = (NOW - datetime(EPOCH.year, EPOCH.month, EPOCH.day)) / timedelta(days=1)
    assert is_young(page(days), NOW)
    assert not is_young(page(days - 2), NOW)


@pytest.mark.parametrize("said", ["kemarin", None, "", 1e9])
def test_a_page_that_does_not_say_when_is_not_young(said: Any) -> None:
    """Nor is one that is not there."""
    assert not is_young(page(said), NOW)
    assert not is_young(Snapshot(tabs={}), NOW)
