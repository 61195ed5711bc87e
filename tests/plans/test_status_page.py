"""The page that tells of runs is young for so many hours, and never younger than now."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from ppid_sheets.plans import runners
from ppid_sheets.plans.runners import Mailer, Runner
from ppid_sheets.plans.status_page import is_young, may_stay
from ppid_sheets.register import layout
from ppid_sheets.register.dates import EPOCH
from ppid_sheets.register.values import Snapshot, Tab, Value

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


@pytest.mark.parametrize(
    ("computer", "minutes", "stays"), [("satu", 59, True), ("satu", 60, False), ("dua", 1, False)]
)
def test_a_page_stays_whose_times_alone_differ(computer: str, minutes: int, stays: bool) -> None:
    """The computer that mails renews its mark with the page, for which there is patience."""
    now = NOW + timedelta(minutes=minutes)

    def told(mailer: str, moment: datetime) -> Tab:
        rows: list[Sequence[Value]] = [("judul",)] * layout.MAILER_ROW
        rows[layout.LAST_RUN_ROW - 1] = ("Pemeriksaan terakhir", moment)
        rows[layout.MAILER_ROW - 1] = runners.line((), Runner(mailer, mails=True), moment)
        return Tab(layout.STATUS, [*rows, ("Permohonan", 3)], ())

    held = Snapshot(tabs={}, pages={layout.STATUS: told("satu", NOW).rows})
    assert may_stay(held, told(computer, now), timedelta(hours=1)) == stays


@pytest.mark.parametrize(("age", "leaves"), [(STALE - MOMENT, True), (STALE, False)])
def test_mail_is_left_to_another_computer_for_so_many_hours(age: timedelta, leaves: bool) -> None:
    """Then the mark is one of a computer that is gone."""
    assert Runner("dua", mails=True).leaves_mail_to(Mailer("satu", NOW - age), NOW) is leaves
