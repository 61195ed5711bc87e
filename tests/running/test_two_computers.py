"""Two computers with one register: whoever mails says so there, and the other keeps still."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ppid_sheets.errors import AlarmError
from ppid_sheets.jobs.run import record
from ppid_sheets.jobs.run.order import Ran
from ppid_sheets.plans.runners import Runner, line, mailer
from ppid_sheets.register import layout
from tests.build import OPEN
from tests.running.office import KASUBAG, Office, at

LATE = {**OPEN, "received_on": at("2026-10-05 08:00").date(), "reg_number": "001/PPID/X/2026"}
Computer = Callable[[str, str], Ran]


@pytest.fixture
def run(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    """A run of the computer of this name at a local time; each has a folder of its own."""
    offices = {"satu": office}

    def one(name: str, moment: str) -> Ran:
        if name not in offices:
            folder = tmp_path / name
            folder.mkdir()
            offices[name] = Office(folder, monkeypatch)
            offices[name].store = office.store
            offices[name].mail = office.mail
        monkeypatch.setattr(record, "this_computer", lambda: name)
        monkeypatch.setattr(office, "mail", office.mail)
        return offices[name].run(moment)

    return one


def test_the_second_computer_does_not_mail_the_same_again(office: Office, run: Computer) -> None:
    """It says which one does; both go on doing all else."""
    office.open(LATE)
    assert run("satu", "2026-11-23 08:15").mailed
    second = run("dua", "2026-11-23 08:45")
    assert (second.mailed, second.left_to, second.exit_code) == (0, "satu", 0)
    page = office.store.tabs[layout.STATUS]
    assert page[layout.LAST_RUN_ROW - 1][2] == "oleh komputer dua"
    assert page[layout.MAILER_ROW - 1][1:] == ["komputer satu", "23/11/2026 08.15"]


def test_the_other_computer_takes_over_when_the_first_is_gone(
    office: Office, run: Computer
) -> None:
    """A day and two hours after its last run, and then the first keeps still."""
    office.open(LATE)
    run("satu", "2026-11-23 08:15")
    assert run("dua", "2026-11-24 10:14").mailed == 0
    assert run("dua", "2026-11-24 10:16").mailed
    office.open(LATE, {**LATE, "reg_number": "002/PPID/X/2026"})
    assert run("satu", "2026-11-24 11:00").left_to == "dua"


def test_the_one_that_mails_goes_on(office: Office, run: Computer) -> None:
    """However often the other runs in between."""
    office.open(LATE)
    run("satu", "2026-11-23 08:15")
    run("dua", "2026-11-23 08:45")
    office.open(LATE, {**LATE, "reg_number": "002/PPID/X/2026"})
    office.mail.clear()
    assert run("satu", "2026-11-23 09:15").mailed
    assert KASUBAG in office.arrived()


def test_a_hired_computer_knows_its_own_mark() -> None:
    """It is another one each time, and recalls when it ran."""
    now, before = at("2026-11-23 09:15"), at("2026-11-23 08:15")
    page = [(), (), (), (), (), line((), Runner("lama", mails=True), before)]
    found = mailer(page)
    assert Runner("baru", mails=True).leaves_mail_to(found, now)
    assert not Runner("baru", mails=True, last=before).leaves_mail_to(found, now)


def test_what_people_type_over_the_mark_is_no_mark() -> None:
    """Then everybody mails, as if there were none."""
    for row in (["Surat dikirim oleh", "komputer x", "kemarin"], ["x"], [None, 3, 4], []):
        assert mailer([(), (), (), (), (), row]) is None


def test_what_goes_wrong_on_a_computer_is_told_by_itself(office: Office, run: Computer) -> None:
    """Whoever mails what stands in the register."""
    office.open(LATE)
    run("satu", "2026-11-23 08:15")
    run("dua", "2026-11-23 08:45")
    office.mail.clear()
    office.store.tabs["Hari Libur"] = []
    assert run("dua", "2026-11-24 08:45").exit_code == 14
    assert "Hari Libur" in office.arrived()[KASUBAG]


def test_a_computer_whose_mail_fails_does_not_keep_the_mark(office: Office, run: Computer) -> None:
    """It goes on trying; a day and two hours later another one mails."""
    office.open(LATE)
    office.trouble = AlarmError("Server surat menolak")
    for hour in ("08:15", "09:15", "10:15"):
        assert run("satu", f"2026-11-23 {hour}").exit_code == 16
    assert run("dua", "2026-11-23 10:45").left_to == "satu"
    assert run("dua", "2026-11-24 10:45").mailed
