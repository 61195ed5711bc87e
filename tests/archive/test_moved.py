"""Why a due date moved that nobody touched."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from ppid_sheets.archive import moved
from ppid_sheets.deadlines.calendar import LOCAL, Holiday, calendar_of, decreed_holidays
from ppid_sheets.deadlines.clock import Clock
from ppid_sheets.deadlines.profiles import ORDINARY, Profile, Profiles
from tests.build import OPEN, TODAY, table

HOLIDAYS = decreed_holidays()
CLOCK = Clock(calendar_of(HOLIDAYS))
NEW = Holiday(date(2026, 11, 18), LOCAL, "Hari Jadi")
CHANGES: dict[str, tuple[Clock, str]] = {
    "a holiday came": (
        replace(CLOCK, calendar=calendar_of((*HOLIDAYS, NEW))),
        "libur baru: 18/11/2026 Hari Jadi",
    ),
    "a shorter period": (
        replace(CLOCK, profiles=Profiles((replace(ORDINARY, days=7, extension=5),))),
        "jangka waktu biasa: 10+7 → 7+5",
    ),
    "another weekend": (
        replace(CLOCK, calendar=calendar_of(HOLIDAYS, (4, 5, 6))),
        "akhir pekan: Sabtu dan Minggu → Jumat, Sabtu dan Minggu",
    ),
}


def deadlines(clock: Clock, *rows: dict[str, Any]) -> pd.DataFrame:
    """What a clock makes of requests."""
    return clock.deadlines(table(*rows).frame, TODAY)


@pytest.mark.parametrize("name", CHANGES)
def test_the_reason_is_told(name: str) -> None:
    """Old and new due date of the open request, and what is different."""
    clock, reason = CHANGES[name]
    before, after = deadlines(CLOCK, dict(OPEN)), deadlines(clock, dict(OPEN))
    (one,) = moved.moved(
        moved.basis(CLOCK), moved.basis(clock), moved.dues(before), after, {2: "1/X"}
    )
    assert one.reason == reason
    assert (one.old, one.new) == (before["due_on"].iloc[0].date(), after["due_on"].iloc[0].date())
    assert one.old != one.new


def test_a_basis_of_the_first_version_is_understood() -> None:
    """0.1.0 kept two profiles by name; a profile that came since is told as such."""
    kept = json.loads(moved.basis(CLOCK))
    del kept["profil"]
    old = json.dumps(kept | {"biasa": [10, 7], "pemilu": None})
    urgent = Profile("mendesak", "Mendesak", 2, 4, "SK", (OPEN["info_category"],))
    clock = replace(CLOCK, profiles=Profiles((*CLOCK.profiles.all, urgent)))
    before, after = deadlines(CLOCK, dict(OPEN)), deadlines(clock, dict(OPEN))
    (one,) = moved.moved(old, moved.basis(clock), moved.dues(before), after, {2: "1/X"})
    assert one.reason == "jangka waktu mendesak: tidak dipakai → 2+4"
    wider = replace(urgent, categories=("Lain",))
    other = replace(CLOCK, profiles=Profiles((*CLOCK.profiles.all, wider)))
    (back,) = moved.moved(
        moved.basis(clock),
        moved.basis(other),
        moved.dues(after),
        deadlines(other, dict(OPEN)),
        {2: "1/X"},
    )
    assert back.reason == (
        "kategori jangka waktu mendesak: Informasi KPU sebagai Badan Publik → Lain"
    )


def test_back_again_the_holiday_went() -> None:
    """A holiday that was taken off the list is named as well."""
    longer, _ = CHANGES["a holiday came"]
    (one,) = moved.moved(
        moved.basis(longer),
        moved.basis(CLOCK),
        moved.dues(deadlines(longer, dict(OPEN))),
        deadlines(CLOCK, dict(OPEN)),
        {2: "1/X"},
    )
    assert one.reason == "libur dicabut: 18/11/2026 Hari Jadi"


def test_a_holiday_after_the_due_date_moves_nothing() -> None:
    """The basis is another one, the due dates are the same."""
    far = replace(CLOCK, calendar=calendar_of((*HOLIDAYS, replace(NEW, day=date(2026, 12, 30)))))
    before, after = deadlines(CLOCK, dict(OPEN)), deadlines(far, dict(OPEN))
    assert moved.basis(CLOCK) != moved.basis(far)
    assert (
        moved.moved(moved.basis(CLOCK), moved.basis(far), moved.dues(before), after, {2: "1/X"})
        == ()
    )


def test_a_due_date_that_is_lost() -> None:
    """A year that lost its list has no due dates, which is said as well."""
    short = tuple(holiday for holiday in HOLIDAYS if holiday.day.year != 2026)
    without = replace(CLOCK, calendar=calendar_of(short))
    before, after = deadlines(CLOCK, dict(OPEN)), deadlines(without, dict(OPEN))
    (one,) = moved.moved(
        moved.basis(CLOCK), moved.basis(without), moved.dues(before), after, {2: "1/X"}
    )
    assert one.old and one.new is None
    assert "dan 2" in one.reason or "hari lain" in one.reason
