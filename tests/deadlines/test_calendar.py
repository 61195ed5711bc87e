"""Working days, against a loop that counts them one by one."""

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta

import numpy as np
import pytest

from ppid_sheets.deadlines.calendar import (
    JOINT_LEAVE,
    KINDS,
    LOCAL,
    NATIONAL,
    Days,
    Holiday,
    WorkCalendar,
    calendar_of,
    decreed_holidays,
    months,
    years,
)
from tests.build import CALENDAR
from tests.deadlines import naive

HOLIDAYS = decreed_holidays()
EVERY_DAY = np.arange("2022-01-01", "2028-01-01", dtype="datetime64[D]")


def days(*texts: str) -> Days:
    """ISO dates as days."""
    return np.array(texts, dtype="datetime64[D]")


def texts(found: Days) -> list[str]:
    """Days as ISO dates."""
    return [str(day) for day in found]


def only(*years: int) -> WorkCalendar:
    """The calendar of some of the decreed years."""
    return calendar_of(holiday for holiday in HOLIDAYS if holiday.day.year in years)


@pytest.mark.parametrize("count", [1, 3, 5, 10, 17])
def test_adding_equals_counting_one_by_one(count: int) -> None:
    """From every day of 2022-2027, whatever weekday it is; None where 2028 is needed."""
    wanted = [naive.add(day, count) for day in EVERY_DAY.tolist()]
    assert CALENDAR.add(EVERY_DAY, count).tolist() == wanted
    assert wanted.count(None) == sum(
        naive.between(d, date(2027, 12, 31)) < count for d in EVERY_DAY.tolist()[-60:]
    )


def test_counts_may_differ_from_day_to_day() -> None:
    """Each day has its own number of working days to add."""
    counts = np.array([3, 5, 10, 17] * (len(EVERY_DAY) // 4 + 1))[: len(EVERY_DAY)]
    pairs = zip(EVERY_DAY.tolist(), counts.tolist(), strict=True)
    assert CALENDAR.add(EVERY_DAY, counts).tolist() == [naive.add(day, n) for day, n in pairs]


@pytest.mark.parametrize("years", [(), (2024, 2026), range(2022, 2028)])
def test_one_day_is_counted_as_many_are(years: Collection[int]) -> None:
    """On any day in and around the decreed years."""
    calendar = only(*years)
    around = np.arange("2021-11-01", "2028-03-01", dtype="datetime64[D]")
    for count in (1, 10, 17):
        one_by_one = [calendar.after(day, count) for day in around.tolist()]
        assert one_by_one == calendar.add(around, count).tolist()


@pytest.mark.parametrize("span", [0, 1, 2, 7, 14, 30, 100, 366])
def test_between_equals_counting_one_by_one(span: int) -> None:
    """Working days after the start up to and with the end; negative the other way round."""
    starts = EVERY_DAY[: len(EVERY_DAY) - span : 1 if span < 20 else 5]
    ends = starts + np.timedelta64(span, "D")
    wanted = [naive.between(a, b) for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    assert CALENDAR.between(starts, ends).tolist() == wanted
    assert CALENDAR.between(ends, starts).tolist() == [-count for count in wanted]


def test_is_working_equals_the_loop() -> None:
    """Every day of six years is a working day or not, as the loop has it."""
    assert CALENDAR.is_working(EVERY_DAY).tolist() == [naive.works(d) for d in EVERY_DAY.tolist()]


def test_next_working_equals_the_loop() -> None:
    """A working day is its own; any other leads to the first that follows."""
    wanted = [day if naive.works(day) else naive.add(day, 1) for day in EVERY_DAY.tolist()]
    assert CALENDAR.next_working(EVERY_DAY).tolist() == wanted


def test_an_added_count_is_the_count_between() -> None:
    """Adding and counting are each other's inverse."""
    due = CALENDAR.add(EVERY_DAY, 10)
    reached = ~np.isnat(due)
    assert set(CALENDAR.between(EVERY_DAY[reached], due[reached]).tolist()) == {10.0}


@pytest.mark.parametrize(
    ("received", "ten", "seventeen", "three", "five"),
    [
        ("2026-03-06", "2026-03-27", "2026-04-08", "2026-03-11", "2026-03-13"),
        ("2026-03-17", "2026-04-08", "2026-04-17", "2026-03-27", "2026-03-31"),
        ("2026-03-21", "2026-04-08", "2026-04-17", "2026-03-27", "2026-03-31"),
        ("2026-12-15", "2026-12-31", "2027-01-13", "2026-12-18", "2026-12-22"),
        ("2027-03-05", "2027-03-31", "2027-04-09", "2027-03-18", "2027-03-22"),
        ("2025-08-11", "2025-08-26", "2025-09-04", "2025-08-14", "2025-08-19"),
    ],
)
def test_the_worked_dates(received: str, ten: str, seventeen: str, three: str, five: str) -> None:
    """10, 10 + 7, 3 and 3 + 2 working days, worked out by hand with the decrees."""
    day = days(received)
    first, short = CALENDAR.add(day, 10), CALENDAR.add(day, 3)
    assert texts(first) == [ten]
    assert texts(CALENDAR.add(first, 7)) == [seventeen] == texts(CALENDAR.add(day, 17))
    assert texts(short) == [three]
    assert texts(CALENDAR.add(short, 2)) == [five]


def test_the_day_of_receipt_is_day_0_on_any_day() -> None:
    """Received on Friday, Saturday or Sunday, the first working day is Monday."""
    weekend = days("2026-11-06", "2026-11-07", "2026-11-08")
    assert texts(CALENDAR.add(weekend, 1)) == ["2026-11-09"] * 3


def test_a_count_that_runs_into_an_undecreed_year_has_no_answer() -> None:
    """2028 has no decree: what needs a day of it is NaT, what ends on the last day is not."""
    due = CALENDAR.add(days("2027-12-16", "2027-12-17", "2027-12-31", "2021-12-31", "NaT"), 10)
    assert texts(due) == ["2027-12-31", "NaT", "NaT", "NaT", "NaT"]


def test_a_gap_between_decreed_years_is_not_jumped() -> None:
    """With 2024 and 2026 decreed, no count leads from the one into the other."""
    calendar = only(2024, 2026)
    start = days("2024-12-10", "2024-12-30", "2025-06-02", "2026-01-02")
    assert texts(calendar.add(start, 10)) == ["2024-12-24", "NaT", "NaT", "2026-01-19"]
    assert texts(calendar.next_working(days("2024-12-31", "2025-06-02"))) == ["2024-12-31", "NaT"]
    assert np.isnan(calendar.between(days("2024-12-30"), days("2026-01-05")))[0]
    assert np.isnan(calendar.between(days("2025-01-06"), days("2025-01-10")))[0]
    assert (
        calendar.is_working(days("2024-12-31", "2025-06-02", "NaT")).tolist()
        == [True] + [False] * 2
    )


def test_adjacent_years_are_counted_through() -> None:
    """Over New Year the count goes on as if there were no border."""
    pair = only(2025, 2026)
    around = np.arange("2025-12-01", "2026-02-01", dtype="datetime64[D]")
    assert pair.add(around, 10).tolist() == CALENDAR.add(around, 10).tolist()


def test_a_single_local_holiday_makes_no_year_decreed() -> None:
    """One day that the office adds for 2028 does not make 2028 a year with a list."""
    calendar = calendar_of([*HOLIDAYS, Holiday(date(2028, 1, 4), LOCAL, "Hari jadi daerah")])
    assert calendar.years == set(range(2022, 2028))
    assert np.isnat(calendar.add(days("2027-12-30"), 10))[0]


def test_a_year_without_joint_leave_is_not_decreed() -> None:
    """National holidays alone are half a decree, and deadlines by them are too short."""
    national = [holiday for holiday in HOLIDAYS if holiday.kind == NATIONAL]
    assert calendar_of(national).years == frozenset()
    some = [h for h in HOLIDAYS if h.kind == NATIONAL or h.day.year == 2026]
    assert calendar_of(some).years == {2026}


def test_one_holiday_named_many_times_makes_no_year() -> None:
    """A list is judged by its days, not by its lines."""
    repeated = [Holiday(date(2028, 1, 3), NATIONAL, "Tahun Baru")] * 20
    leave = Holiday(date(2028, 1, 4), JOINT_LEAVE, "Cuti Bersama")
    assert calendar_of([*repeated, leave]).years == frozenset()


def test_no_decree_at_all_answers_nothing() -> None:
    """Without holidays every answer is missing, not wrong."""
    empty = calendar_of([])
    some = days("2026-03-06", "1970-01-01", "NaT")
    assert texts(empty.add(some, 10)) == ["NaT"] * 3
    assert texts(empty.next_working(some)) == ["NaT"] * 3
    assert np.isnan(empty.between(some, some)).all()
    assert not empty.is_working(some).any()


def test_local_holidays_are_not_worked() -> None:
    """A day that the office adds lengthens the counts that pass it."""
    local = Holiday(date(2026, 11, 10), LOCAL, "Hari jadi daerah")
    calendar = calendar_of([*HOLIDAYS, local])
    assert texts(CALENDAR.add(days("2026-11-09"), 1)) == ["2026-11-10"]
    assert texts(calendar.add(days("2026-11-09"), 1)) == ["2026-11-11"]


def test_the_weekend_is_a_setting() -> None:
    """An office that works on Saturdays counts them."""
    six_days = calendar_of(HOLIDAYS, (6,))
    assert texts(six_days.add(days("2026-11-06"), 1)) == ["2026-11-07"]
    assert texts(CALENDAR.add(days("2026-11-06"), 1)) == ["2026-11-09"]


def test_skipped_names_weekday_holidays_in_order() -> None:
    """Holidays after the start up to the end that would have been working days."""
    skipped = CALENDAR.skipped(date(2026, 3, 17), date(2026, 3, 27))
    assert [holiday.day for holiday in skipped] == [
        date(2026, 3, day) for day in (18, 19, 20, 23, 24)
    ]
    assert {holiday.kind for holiday in skipped} == {NATIONAL, JOINT_LEAVE}
    assert CALENDAR.skipped(date(2026, 3, 24), date(2026, 3, 27)) == []


def test_a_day_named_twice_is_one_holiday() -> None:
    """The first line that names a day gives its name."""
    own = Holiday(date(2026, 3, 19), LOCAL, "Nama lain")
    assert calendar_of([*HOLIDAYS, own]).by_day[own.day].name == "Hari Suci Nyepi"


@pytest.mark.parametrize(
    ("year", "national", "joint"),
    [
        (2022, 16, 4),
        (2023, 16, 11),
        (2024, 17 + 2, 10),
        (2025, 17, 11),
        (2026, 17, 8),
        (2027, 18, 8),
    ],
)
def test_the_packaged_holidays_are_those_of_the_decrees(
    year: int, national: int, joint: int
) -> None:
    """As many as the year's decree names; 2024 had two election days besides, by Keppres."""
    kinds = Counter(holiday.kind for holiday in HOLIDAYS if holiday.day.year == year)
    assert (kinds[NATIONAL], kinds[JOINT_LEAVE]) == (national, joint)
    assert set(kinds) == {NATIONAL, JOINT_LEAVE}


def test_every_packaged_holiday_cites_its_decree() -> None:
    """A name, a kind of the list, and the decree of three ministers."""
    for holiday in HOLIDAYS:
        assert holiday.kind in KINDS
        assert holiday.name
        assert holiday.basis.startswith(("SKB", "Keppres")), holiday
    found = [holiday.day for holiday in HOLIDAYS]
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2022-08-17", NATIONAL),
        ("2023-06-02", JOINT_LEAVE),
        ("2024-02-14", NATIONAL),
        ("2025-08-18", JOINT_LEAVE),
        ("2026-03-18", JOINT_LEAVE),
        ("2026-03-19", NATIONAL),
        ("2026-12-24", JOINT_LEAVE),
        ("2027-12-25", NATIONAL),
    ],
)
def test_holidays_that_lawyers_would_check(day: str, kind: str) -> None:
    """Late changes are in the list: the election day of 2024, 18 August 2025."""
    assert CALENDAR.by_day[date.fromisoformat(day)].kind == kind


def test_fixed_feasts_are_there_every_year() -> None:
    """New Year, labour day, Pancasila, independence and Christmas have one date each."""
    for year in range(2022, 2028):
        for month, day in ((1, 1), (5, 1), (6, 1), (8, 17), (12, 25)):
            assert date(year, month, day) in CALENDAR.by_day


def test_the_loop_itself_counts_right() -> None:
    """The reference agrees with a week that anyone can count."""
    friday = date(2026, 11, 6)
    assert naive.add(friday, 5) == friday + timedelta(days=7)
    assert naive.between(friday, friday + timedelta(days=7)) == 5
    assert naive.add(date(2027, 12, 31), 1) is None


def test_the_first_year_without_a_complete_list() -> None:
    """The year itself where it has none, else the next that has none."""
    first, last = min(CALENDAR.years), max(CALENDAR.years)
    assert CALENDAR.first_undecreed(first - 1) == first - 1
    assert CALENDAR.first_undecreed(first) == CALENDAR.first_undecreed(last) == last + 1


def test_the_day_after_the_last_list_is_not_known() -> None:
    """Nor the day before the first."""
    first, last = min(CALENDAR.years), max(CALENDAR.years)
    outside = days(f"{last + 1}-01-01", f"{first - 1}-12-31")
    assert not CALENDAR.is_working(outside).any()
    assert np.isnat(CALENDAR.add(outside, 1)).all()


def test_years_and_months_are_those_of_each_day() -> None:
    """Before 1970 and after; a day that is not known has neither."""
    days = [date(1969, 12, 31), date(1970, 1, 1), date(2026, 11, 30), date(2028, 2, 29)]
    found = np.array([*days, "NaT"], "datetime64[D]")
    assert years(found)[:-1].tolist() == [day.year for day in days]
    assert months(found)[:-1].tolist() == [day.month for day in days]
    assert np.isnan([years(found)[-1], months(found)[-1]]).all()
