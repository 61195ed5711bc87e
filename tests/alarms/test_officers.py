"""An officer with an address is told of his requests, whatever the list of staff says."""

from dataclasses import replace
from datetime import date

import pytest

from ppid_sheets.alarms.entries import of_register
from ppid_sheets.checks.judge import judge
from ppid_sheets.deadlines.holiday_tab import holidays_tab
from ppid_sheets.register import layout
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.values import Snapshot
from tests.build import CALENDAR, OFFICERS, OPEN, SETTINGS, TODAY, grid

MAIL = replace(SETTINGS.mail, officers={"petugas tiga": "tiga@example.com"})
LATE = {**OPEN, "received_on": date(2026, 11, 2)}


@pytest.mark.parametrize("written", ["Petugas Tiga", "PETUGAS  TIGA", "petugas\u200b tiga\n"])
def test_an_officer_who_is_on_no_list_but_has_an_address_is_told(written: str) -> None:
    """The row says who it is, and the finding says that the list does not."""
    tabs = {
        "Register": grid({**LATE, "officer": written}),
        "Hari Libur": holidays_tab(CALENDAR.holidays).rows,
        "Pilihan": layout.choices_tab(REQUESTS, OFFICERS).rows,
    }
    judged = judge(Snapshot(tabs), replace(SETTINGS, mail=MAIL), TODAY)
    told = of_register(judged, lambda row: "", {"petugas tiga"})
    assert [entry.text for entry in told if entry.kind == "tenggat"] == ["TERLAMBAT"]
    assert [f.code for f in judged.findings if f.column == "officer"] == ["L02"]
    nobody = judge(Snapshot(tabs), SETTINGS, TODAY)
    assert not of_register(nobody, lambda row: "", {"petugas tiga"})
