"""Mail and calendar know by which day the superior answers an objection."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from ppid_sheets.register.objections import OBJECTIONS
from tests.build import init_objections
from tests.checks.test_objections import GOOD_ONE, HEADERS, REFUSED
from tests.deadlines import naive
from tests.running.office import KASUBAG, ONE, Office

OLD = {**GOOD_ONE, "objection_no": "K-2", "objected_on": date(2026, 10, 6)}
SOON = {**GOOD_ONE, "objection_no": "K-3", "objected_on": date(2026, 10, 13)}
MONDAY = "2026-11-23 08:15"


@pytest.fixture
def objecting(office: Office) -> Office:
    """An office with a register of objections beside its requests."""
    office.open(REFUSED)
    office.store.tabs["Keberatan"] = [HEADERS]
    init_objections(office.store)
    return office


def have(office: Office, *rows: Mapping[str, Any]) -> None:
    """Have these objections and no others."""
    written = [[row.get(column.key) for column in OBJECTIONS.staff] for row in rows]
    office.store.tabs["Keberatan"][1:] = written


def due_of(row: Mapping[str, Any]) -> date:
    """The superior's last day, counted day by day."""
    return naive.add(row["objected_on"], 30)


def test_the_kasubag_is_told_of_late_and_nearly_late_objections(objecting: Office) -> None:
    """Each with its number, row, due date and days late; once; officers are not told."""
    have(objecting, OLD, SOON)
    objecting.run(MONDAY)
    told = objecting.arrived()
    assert f"keberatan K-2, baris 2: batas waktu {due_of(OLD):%d/%m/%Y}, terlambat" in told[KASUBAG]
    assert f"keberatan K-3, baris 3: batas waktu {due_of(SOON):%d/%m/%Y}, " in told[KASUBAG]
    assert "https://sheets.example/Keberatan#2" in told[KASUBAG]
    assert ONE not in told and "Ani" not in told[KASUBAG]
    objecting.run("2026-11-23 09:15")
    assert not objecting.arrived()


def test_the_calendar_has_the_superiors_days(objecting: Office) -> None:
    """An event for each open objection on its due date; an answered one has none any more."""
    path = objecting.settings.report_folder / "tenggat.ics"
    have(objecting, OLD, SOON)
    objecting.run(MONDAY)
    before = path.read_bytes().decode()
    for row in (OLD, SOON):
        (event,) = [
            one for one in before.split("BEGIN:VEVENT") if f"keberatan {row['objection_no']}" in one
        ]
        assert f"DTSTART;VALUE=DATE:{due_of(row):%Y%m%d}" in event
    answered = {**OLD, "ruling": "Keberatan Ditolak", "answered_on": date(2026, 11, 23)}
    have(objecting, answered, SOON)
    objecting.run("2026-11-23 09:15")
    after = path.read_bytes().decode()
    assert "keberatan K-2" not in after and "keberatan K-3" in after
    assert after.split("BEGIN:VEVENT")[-1] == before.split("BEGIN:VEVENT")[-1]
