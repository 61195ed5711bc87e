"""What a run tells of requests that last year's register still holds."""

import re
from dataclasses import replace
from datetime import date

import pytest

from ppid_sheets.errors import UnreachableError
from ppid_sheets.register.values import PastFile
from tests.build import OPEN, grid
from tests.running.office import KASUBAG, ONE, Office, Sheet

MORNING = "2026-11-23 08:15"
WAITING = {**OPEN, "reg_number": "140/PPID/XII/2025", "received_on": date(2025, 12, 15)}


@pytest.fixture
def files() -> tuple[PastFile, PastFile]:
    """Last year's register as it is read, and as it is not."""
    old = Sheet({"Register": grid(WAITING)})
    name, trouble = "register-2025.xlsx", UnreachableError("Berkas tidak boleh dibaca", "minta hak")
    return PastFile(name, old.read(), link=old.link), PastFile(name, trouble=trouble)


def test_an_overdue_request_of_last_year_is_told_where_it_stands(
    office: Office, files: tuple[PastFile, PastFile]
) -> None:
    """To its officer and the Kasubag, in the calendar too, once."""
    office.store.state = replace(office.store.state, past=files[:1])
    office.run(MORNING)
    mail = office.arrived()
    assert set(mail) == {ONE, KASUBAG}
    told = r"140/PPID/XII/2025, baris 2025!2, Petugas Satu: batas waktu 31/12/2025, terlambat \d+"
    assert re.search(told, mail[ONE])
    calendar = (office.settings.report_folder / "tenggat.ics").read_text(encoding="utf-8")
    assert "140/PPID/XII/2025" in calendar
    office.run("2026-11-23 09:15")
    assert office.arrived() == {}


def test_what_cannot_be_read_for_an_hour_is_not_told_anew(
    office: Office, files: tuple[PastFile, PastFile]
) -> None:
    """A share that comes and goes makes no mail."""
    for moment, read in ((MORNING, 0), ("2026-11-24 08:15", 1), ("2026-11-25 08:15", 0)):
        office.store.state = replace(office.store.state, past=(files[read],))
        office.run(moment)
    assert len(office.mail) == 2


def test_a_month_waits_for_a_register_of_last_year(
    office: Office, files: tuple[PastFile, PastFile]
) -> None:
    """The check goes on, the month is not issued without it, and the next run makes it."""
    office.unissued()
    office.store.state = replace(office.store.state, past=files[1:])
    ran = office.run(MORNING)
    assert ran.checked and ran.checked.written and not ran.reports
    assert ran.exit_code == 12 and "register-2025.xlsx" in str(ran.failures[0])
    office.store.state = replace(office.store.state, past=files[:1])
    assert office.run("2026-11-23 09:15").reports
