"""What may be wrong with the computer: one sentence, an exit code, nothing lost."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from ppid_sheets.alarms import between_runs, placing
from ppid_sheets.errors import UnreachableError
from ppid_sheets.jobs.run import journal
from tests.build import GOOD, OPEN
from tests.running.office import KASUBAG, ONE, Office

TODAY, LATER = "2026-11-23 08:15", "2026-11-23 09:15"


def refused(office: Office, moment: str, code: int = 16) -> str:
    """The one sentence of a run that went wrong; the check itself stands."""
    ran = office.run(moment)
    (failure,) = ran.failures
    text = str(failure)
    assert ran.checked and ran.exit_code == failure.exit_code == code
    assert text.endswith(".") and "\n" not in text
    return text


def test_a_clock_that_went_back_announces_nothing(office: Office) -> None:
    """That run says so and waits; nothing is told again by the ones after it."""
    office.open(OPEN)
    office.run("2026-11-24 08:15")
    assert set(office.arrived()) == {ONE, KASUBAG}
    assert "24/11/2026 08.15" in refused(office, "2026-11-20 08:15")
    for moment in ("2026-11-20 09:15", "2026-11-23 08:15", "2026-11-24 09:15"):
        assert office.run(moment).exit_code == 0
    assert office.arrived() == {}


def test_a_clock_that_ran_ahead_does_not_silence_the_office(office: Office) -> None:
    """Back on the right day one run is lost, and the next announces what is new."""
    office.run("2027-08-02 08:15")
    office.open(OPEN)
    refused(office, TODAY)
    office.run(LATER)
    assert set(office.arrived()) == {ONE, KASUBAG}
    assert [made.path.name for made in office.run("2026-12-02 08:15").reports] == [
        "Laporan-PPID-2026-11.xlsx"
    ]


@pytest.mark.slow
def test_what_a_clock_that_ran_ahead_announced_is_told_when_it_comes_to_pass(
    office: Office,
) -> None:
    """Told as overdue weeks too early, it is told again; a month issued then is issued again."""
    office.open(OPEN)
    office.run("2026-11-03 08:15")
    office.run("2026-12-30 08:15")
    assert "Terlambat" in office.arrived()[KASUBAG]
    office.run("2026-11-20 08:15")
    office.run("2026-11-20 09:15")
    office.run("2026-11-23 08:15")
    assert office.arrived() == {}
    office.run("2026-11-24 08:15")
    assert "Terlambat" in office.arrived()[KASUBAG]
    office.run("2026-11-24 09:15")
    assert office.arrived() == {}
    assert [made.path.name for made in office.run("2026-12-02 08:15").reports] == [
        "Laporan-PPID-2026-11.xlsx"
    ]


def test_a_damaged_state_is_said_once(office: Office) -> None:
    """What was told may be told once more, and the run after that is calm."""
    office.open(OPEN)
    office.run(TODAY)
    office.arrived()
    office.path.write_text("{")
    assert "dapat terkirim sekali lagi" in refused(office, LATER)
    assert set(office.arrived()) == {ONE, KASUBAG}
    assert office.run("2026-11-23 10:15").exit_code == 0
    assert office.arrived() == {}


def test_a_state_of_a_newer_version_holds_back_alarms(office: Office) -> None:
    """Without knowing what was told nothing is sent, and nothing is overwritten."""
    office.open(OPEN)
    office.path.parent.mkdir()
    office.path.write_text('{"versi": 2}')
    assert "lebih baru" in refused(office, TODAY)
    assert (office.arrived(), office.path.read_text()) == ({}, '{"versi": 2}')


def test_no_mail_leaves_that_could_not_be_noted(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk nobody is told hour after hour; once there is room they are."""
    office.open(OPEN)
    office.run("2026-11-23 07:15")
    kept = office.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        assert "penyimpanan penuh" in refused(office, TODAY)
    assert (office.arrived(), office.path.read_bytes()) == ({}, kept)
    assert office.run(LATER).exit_code == 0
    assert set(office.arrived()) == {ONE, KASUBAG}


def test_a_data_folder_that_cannot_be_made(office: Office) -> None:
    """A file stands there: the register is checked, the calendar written, nobody told."""
    office.open(OPEN)
    office.settings.archive_folder.write_text("")
    assert "jalankan lagi" in refused(office, TODAY)
    assert (office.settings.report_folder / "tenggat.ics").exists()
    assert office.arrived() == {}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_data_folder_that_may_only_be_read(office: Office) -> None:
    """The same."""
    office.open(OPEN)
    office.run("2026-11-23 07:15")
    office.settings.archive_folder.chmod(0o500)
    try:
        assert "hak menulisnya" in refused(office, TODAY)
        assert office.arrived() == {}
    finally:
        office.settings.archive_folder.chmod(0o700)


@pytest.mark.slow
def test_a_report_that_cannot_be_written_is_tried_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It keeps nobody from being told, is told itself, and is not taken for issued."""
    office.unissued()
    office.open(GOOD)
    folder = office.settings.report_folder
    folder.write_text("")
    ran = office.run("2026-12-02 08:15")
    assert (ran.exit_code, ran.reports) == (UnreachableError.exit_code, ())
    folder.unlink()
    assert [made.path.name for made in office.run("2026-12-02 09:15").reports] == [
        "Laporan-PPID-2026-11.xlsx"
    ]


def test_an_unreachable_register_is_told_of_when_it_lasts(office: Office) -> None:
    """The code of the check; what is known of everybody is kept."""
    office.open(OPEN)
    office.run(TODAY)
    office.arrived()
    before = between_runs.load(office.path, None)[0].people  # type: ignore[arg-type]

    def away() -> Office:
        raise UnreachableError("Google Sheets tidak dapat dihubungi")

    for moment, heard in ((LATER, set()), ("2026-11-24 08:15", {KASUBAG})):
        ran = office.run(moment, store=away)
        assert (ran.exit_code, ran.checked) == (12, None)
        assert set(office.arrived()) == heard
    after = between_runs.load(office.path, None)[0].people  # type: ignore[arg-type]
    assert all(after[key].known.items() >= told.known.items() for key, told in before.items())


def test_the_log_is_rotated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Years of runs stay within a few files, each for its owner alone."""
    monkeypatch.setattr(journal, "BYTES", 2000)
    office = Office(tmp_path, monkeypatch)
    with journal.journal(office.settings.archive_folder, office.settings.time_zone):
        for number in range(200):
            journal.note("uji", nomor=number)
    logs = sorted(office.settings.archive_folder.iterdir())
    assert len(logs) == journal.KEPT + 1
    assert all(path.stat().st_size <= 2000 for path in logs)
    assert office.log()[-1]["nomor"] == 199
    if os.name == "posix":
        assert {path.stat().st_mode & 0o777 for path in logs} == {0o600}


def test_a_calendar_file_that_is_held_is_said(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As another program may hold it on Windows."""
    office.open(OPEN)
    write = placing.write

    def held(path: Path, content: bytes, *, private: bool = True) -> None:
        if path.suffix == ".ics":
            path = office.folder / "ppid.toml" / path.name
        write(path, content, private=private)

    monkeypatch.setattr(placing, "write", held)
    office.settings = replace(office.settings, mail=replace(office.settings.mail, server=""))
    assert "tenggat.ics tidak dapat ditulis" in refused(office, TODAY)
