"""What a person is told, whatever the order in which things happen."""

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.alarms.entries import LATE, AlarmEntry
from ppid_sheets.alarms.hours import Hours
from ppid_sheets.alarms.notices import DueLetter, Notices, letter
from tests.build import CALENDAR
from tests.deadlines.naive import works

HOURS = Hours(CALENDAR)
MORNING = datetime(2026, 11, 23, 8)


def entry(key: str, rank: int = 1) -> AlarmEntry:
    """Something to tell."""
    return AlarmEntry("tenggat", key, rank, "TERLAMBAT", due="2026-11-23")


def test_a_letter_that_may_not_have_arrived_goes_first() -> None:
    """On its own day as it was; on another day what is true then is written anew."""
    pending = DueLetter("2026-11-23", (entry("a"),))
    told = Notices(pending=pending)
    assert letter(told, [entry("b", LATE)], MORNING, HOURS) == pending
    later = letter(told, [entry("b", LATE)], MORNING + timedelta(days=1), HOURS)
    assert later == DueLetter("2026-11-24", (entry("b", LATE),))


@given(st.dates(date(2022, 1, 1), date(2027, 12, 31)))
def test_a_working_day_is_that_of_the_decree(day: date) -> None:
    """As a loop counts it."""
    assert HOURS.works(day) is works(day)


def test_a_year_without_a_decree_is_not_silent() -> None:
    """Its weekdays are taken for working days."""
    assert HOURS.works(date(2031, 1, 2)) and not HOURS.works(date(2031, 1, 4))


ranks = st.dictionaries(st.sampled_from("abcd"), st.integers(1, LATE), max_size=4)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), ranks, st.booleans()), max_size=25))
def test_nothing_is_told_twice_and_nothing_is_kept_back(steps: list) -> None:
    """Over any run of hours and findings, whether or not each mail arrives.

    Nobody hears the same at the same rank twice; who is at work hears every rank that lasts until
    the next day; a day without anything overdue brings one mail at most.
    """
    told, now = Notices(), MORNING
    heard: list[tuple[str, int]] = []
    calm: dict[date, int] = {}
    for hours, found, arrives in steps:
        now += timedelta(hours=hours)
        entries = [entry(key, rank) for key, rank in found.items()]
        due = letter(told, entries, now, HOURS)
        if due and arrives:
            heard += [(e.key, e.rank) for e in due.entries]
            told = told.after(due)
            calm[now.date()] = calm.get(now.date(), 0) + all(e.rank < LATE for e in due.entries)
        if due is None and HOURS.open_at(now) and told.sent_on != now.date().isoformat():
            assert all(told.known[e.key] >= e.rank for e in entries)
    assert len(heard) == len(set(heard))
    assert max(calm.values(), default=0) <= 1
