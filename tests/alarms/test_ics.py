"""The calendar file as an independent reader sees it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from ppid_sheets.alarms.entries import AlarmCase, key_of
from ppid_sheets.alarms.hours import Hours
from ppid_sheets.alarms.ics import calendar
from ppid_sheets.register.text import plain
from tests.budget import draws
from tests.build import CALENDAR

NOW = datetime(2026, 11, 23, 8, 15, tzinfo=ZoneInfo("Asia/Jakarta"))
CASE = AlarmCase(key_of("1"), "001/PPID/XI/2026", 4, "", date(2026, 11, 30), "Dalam proses")
OTHER = replace(CASE, key=key_of("2"), number="002/PPID/XI/2026", due=date(2026, 12, 1))


def drawn(cases: Sequence[AlarmCase], before: str = "", now: datetime = NOW) -> str:
    """The file's text."""
    return calendar(cases, "Register; contoh, 1\\2", before, now, Hours(CALENDAR))


def events(text: str) -> list:
    """Its events by the other reader."""
    return Calendar.from_ical(text).walk("VEVENT")


def test_a_due_date_is_a_whole_day_with_two_reminders() -> None:
    """On the working day before, and on the day itself, when the office opens."""
    (event,) = events(drawn([CASE]))
    assert event.decoded("dtstart") == date(2026, 11, 30)
    assert event.decoded("dtend") == date(2026, 12, 1)
    assert str(event["summary"]) == "Batas waktu 001/PPID/XI/2026"
    assert "Register; contoh, 1\\2" in str(event["description"])
    alarms = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
    friday, monday = (datetime(2026, 11, day, 8) for day in (27, 30))
    assert [datetime(2026, 11, 30) + wait for wait in alarms] == [friday, monday]


def test_an_event_is_updated_in_place() -> None:
    """Same name, next sequence, new stamp; the other one keeps its bytes; a finished one goes."""
    first = drawn([CASE, OTHER])
    later = NOW + timedelta(days=1)
    moved = replace(CASE, due=date(2026, 12, 9), row=9)
    second = drawn([moved, OTHER], first, later)
    before, after = events(first), events(second)
    assert [e["uid"] for e in before] == [e["uid"] for e in after]
    assert [int(e["sequence"]) for e in after] == [1, 0]
    assert after[0].decoded("dtstamp") > before[0].decoded("dtstamp")
    assert after[1].to_ical() == before[1].to_ical()
    assert [str(e["uid"]) for e in events(drawn([OTHER], second, later))] == [after[1]["uid"]]


def test_nothing_new_leaves_every_byte() -> None:
    """Also when the row was moved and the status is another one."""
    first = drawn([CASE, OTHER])
    again = replace(CASE, row=99, status="Segera jatuh tempo")
    assert drawn([again, OTHER], first, NOW + timedelta(days=3)) == first


@pytest.mark.parametrize("end", ["\n", "\r", "\r\r\n"])
def test_ends_of_lines_that_somebody_changed_change_no_event(end: str) -> None:
    """The events keep their stamps, and the file gets its own ends again."""
    first = drawn([CASE, OTHER])
    changed = first.replace("\r\n", end)
    assert drawn([CASE, OTHER], changed, NOW + timedelta(days=3)) == first


@settings(max_examples=draws(40), deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120), st.text(max_size=99))
def test_any_number_reads_back(number: str, before: str) -> None:
    """Folded at 75 octets, escaped, whatever lay there before."""
    flat = " ".join(plain(number).split())
    text = drawn([replace(CASE, number=number)], before)
    assert not [letter for letter in text if ord(letter) < 32 and letter not in "\r\n"]
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    (event,) = events(text)
    assert str(event["summary"]) == f"Batas waktu {flat or '(tanpa nomor)'}"
