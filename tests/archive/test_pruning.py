"""What is old is forgotten by the runs themselves, but never on the word of a wrong clock."""

from datetime import timedelta
from pathlib import Path

import pytest

from ppid_sheets.archive import pruning, recalling
from ppid_sheets.archive.database import FILE, Archive
from ppid_sheets.register.requests import REQUESTS
from tests.archive.desk import START, Desk, codes
from tests.build import GOOD, OPEN

NUMBER = "002/PPID/XI/2026"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk that keeps one month, whose second request said two things and is gone."""
    made = Desk(
        tmp_path, GOOD, {**OPEN, "reg_number": NUMBER, "information": "Anggaran"}, archive_months=1
    )
    made.run()
    made.rows[1]["officer"] = "Petugas Dua"
    made.run()
    del made.rows[1]
    assert codes(made.run()) == ["M01"]
    return made


def versions(desk: Desk, number: str = NUMBER) -> int:
    """How many versions of a request are left."""
    archive = Archive(desk.settings.archive_folder / FILE, START, read_only=True)
    try:
        return len(recalling.history(archive, 1, number))
    finally:
        archive.close()


def daily(desk: Desk, days: int) -> list[str]:
    """One run a day; the codes of the last."""
    for _ in range(days):
        desk.now += timedelta(hours=23)
        found = codes(desk.run())
    return found


@pytest.mark.slow
def test_what_is_no_more_is_forgotten_after_its_months(desk: Desk) -> None:
    """What is there now stays, and so does the finding, which nobody has acknowledged."""
    assert daily(desk, 35) == ["M01"]
    assert versions(desk) == 2
    assert daily(desk, 35) == ["M01"]
    assert versions(desk) == 0
    assert versions(desk, str(GOOD["reg_number"])) == 1
    assert daily(desk, 1) == ["M01"]


def test_a_clock_that_runs_ahead_erases_nothing(desk: Desk) -> None:
    """A few days of 2030 are no years; set right again, memory goes on where it was."""
    right = desk.now
    desk.now += timedelta(days=1500)
    daily(desk, 5)
    assert versions(desk) == 2
    desk.now = right + timedelta(days=6)
    assert "M01" in codes(desk.run())
    assert daily(desk, 3)[-1] == "M01"
    assert versions(desk) == 2


def test_days_of_a_clock_that_was_behind_are_kept_as_well(desk: Desk) -> None:
    """They came after what is kept, whatever date they bear."""
    right = desk.now
    desk.now -= timedelta(days=9000)
    desk.rows[0]["officer"] = "Petugas Dua"
    desk.run()
    desk.rows[0]["officer"] = "Petugas Satu"
    desk.run()
    desk.now = right + timedelta(days=1)
    daily(desk, 31)
    assert versions(desk, str(GOOD["reg_number"])) == 3


def test_as_of_goes_by_the_order_of_states(desk: Desk) -> None:
    """A state that a clock running ahead dated into the future hides no later one."""
    right = desk.now
    desk.now += timedelta(days=1500)
    desk.rows[0]["officer"] = "Petugas Dua"
    desk.run()
    desk.now = right + timedelta(days=1)
    desk.rows[0]["officer"] = "Petugas Satu"
    desk.run()
    archive = Archive(desk.settings.archive_folder / FILE, START, read_only=True)
    state = recalling.state_as_of(archive, 1, "2026-12-31T00:00:00Z")
    assert state
    (row,) = recalling.whole(archive, 1, state).rows
    archive.close()
    assert row[1]["officer"] == "Petugas Satu"


def test_nothing_forgotten_is_left_in_the_file(desk: Desk) -> None:
    """Not a byte of a name."""
    file = desk.settings.archive_folder / FILE
    desk.rows.append({"reg_number": "9/X", "applicant_name": "Contoh Terlupakan"})
    desk.run()
    assert b"Contoh Terlupakan" in file.read_bytes()
    archive = Archive(file, START, read_only=False)
    pruning.forget_number(archive, "9 / x", REQUESTS)
    archive.close()
    assert b"Contoh Terlupakan" not in file.read_bytes()
    assert codes(desk.run()) == ["M01"]
