"""The country that a spreadsheet takes itself to be in."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ppid_sheets.register.home import cautions, clock_of, is_indonesian
from ppid_sheets.register.values import Snapshot

NOW = datetime(2026, 11, 23, 8, 15, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("", datetime(2026, 11, 23, 8, 15)),
        ("Asia/Jakarta", datetime(2026, 11, 23, 8, 15)),
        ("America/Los_Angeles", datetime(2026, 11, 22, 17, 15)),
        ("Asia/Jayapura", datetime(2026, 11, 23, 10, 15)),
        ("Mars/Olympus", datetime(2026, 11, 23, 8, 15)),
    ],
)
def test_a_moment_is_told_as_the_sheets_own_clock_shows_it(zone: str, shown: datetime) -> None:
    """So that its NOW() can be compared with it; an unknown zone changes nothing."""
    assert clock_of(Snapshot({}, time_zone=zone), NOW) == shown


@pytest.mark.parametrize(
    ("locale", "good"), [("in_ID", True), ("id_ID", True), ("", True), ("en_US", False)]
)
def test_only_an_indonesian_sheet_reads_dates_as_indonesians_write_them(
    locale: str, good: bool
) -> None:
    """A file has no locale and is not warned of."""
    assert is_indonesian(locale) == good
    assert bool([*cautions(locale, "", NOW)]) == (not good)


def test_a_new_sheet_is_warned_of_twice() -> None:
    """Google makes it American in both; a zone of another name and the same hour is good."""
    both = [*cautions("en_US", "America/Los_Angeles", NOW)]
    assert "Lokal: Indonesia" in both[0]
    assert "Zona waktu" in both[1] and "Asia/Jakarta" in both[1]
    assert not [*cautions("in_ID", "Asia/Bangkok", NOW)]
    assert not [*cautions("in_ID", "America/Los_Angeles", datetime(2026, 11, 23))]
    assert [*cautions("in_ID", "America/Los_Angeles", NOW.astimezone(UTC))]


@pytest.mark.parametrize(
    ("zone", "hour"),
    [("GMT+07:00", 0), ("GMT-07:00", -14), ("GMT+7", 0), ("GMT+05:30", -1.5), ("GMT+99", 0)],
)
def test_a_zone_without_a_name_is_as_far_from_greenwich_as_it_says(zone: str, hour: float) -> None:
    """Google names so what it does not know; the alarm is reckoned by the hour there."""
    shown = clock_of(Snapshot({}, time_zone=zone), NOW)
    assert shown == NOW.replace(tzinfo=None) + timedelta(hours=hour)
    assert bool([*cautions("in_ID", zone, NOW)]) == (bool(hour) or zone == "GMT+99")
