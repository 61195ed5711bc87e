"""One run after another: what each does, and that none does it twice."""

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ppid_sheets.alarms import heartbeat
from ppid_sheets.alarms.post import DoubtError
from ppid_sheets.cli import run_line as telling
from ppid_sheets.errors import AlarmError, UnreachableError
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs import report_monthly as issuing
from ppid_sheets.jobs.run import limit
from ppid_sheets.reports.month import checks
from ppid_sheets.reports.workbook.identities import NOT_GOOD
from ppid_sheets.stores import lock
from tests.build import GOOD, OPEN
from tests.running.office import KASUBAG, ONE, TOML, TWO, Office, at

TODAY, LATE = "2026-11-23 08:15", "2026-11-24 08:15"
MINE = {**OPEN, "reg_number": "001/PPID/XI/2026"}
OTHER = {
    **OPEN,
    "reg_number": "002/PPID/XI/2026",
    "officer": "Petugas Dua",
    "received_on": date(2026, 11, 10),
}


def test_each_is_told_of_their_own_and_the_kasubag_of_all(office: Office) -> None:
    """Officers get their own requests, with number, row, due date and status."""
    office.open(MINE, OTHER)
    assert office.run(TODAY).mailed == 3
    mail = office.arrived()
    assert "001/PPID/XI/2026, baris 2, Petugas Satu: batas waktu 23/11/2026, Jatuh" in mail[ONE]
    assert "002/PPID/XI/2026" not in mail[ONE] and "001/PPID/XI/2026" not in mail[TWO]
    assert all(number in mail[KASUBAG] for number in ("001/PPID/XI", "002/PPID/XI"))


def test_a_second_run_says_nothing_again(office: Office) -> None:
    """What was told is known, on that day and on the next, until it grows graver."""
    office.open(OTHER)
    office.run("2026-11-20 08:15")
    assert "Segera jatuh tempo" in office.arrived()[TWO]
    office.run("2026-11-20 09:15")
    office.run(TODAY)
    assert office.arrived() == {}
    office.run(LATE)
    assert "Jatuh tempo hari ini" in office.arrived()[TWO]


@pytest.mark.slow
def test_nobody_is_told_outside_working_hours(office: Office) -> None:
    """Too early, too late, on a Sunday, at Christmas: the next run in working hours tells."""
    office.open(MINE)
    for moment in ("22 10:00", "23 07:59", "23 16:00"):
        office.run(f"2026-11-{moment}")
        assert office.arrived() == {}
    office.run("2026-12-25 10:00")
    assert office.arrived() == {}
    office.run("2026-12-28 08:00")
    assert set(office.arrived()) == {ONE, KASUBAG}


def test_one_mail_a_day_unless_something_became_overdue(office: Office) -> None:
    """What is due soon waits for tomorrow, a request that turns out overdue does not."""
    office.open(MINE)
    office.run(TODAY)
    office.arrived()
    office.open(MINE, {**OTHER, "received_on": date(2026, 11, 11)})
    office.run("2026-11-23 09:15")
    assert set(office.arrived()) == {TWO}
    office.open(MINE, {**OPEN, "reg_number": "003/PPID/XI/2026", "received_on": date(2026, 11, 2)})
    office.run("2026-11-23 10:15")
    assert "003/PPID/XI/2026" in office.arrived()[ONE]


def test_what_is_over_is_news_when_it_comes_back(office: Office) -> None:
    """A fault that was mended and made again is told again."""
    faulty = {**MINE, "id_number": "123"}
    for requests, moment, told in (
        ((faulty,), "2026-11-16 08:15", True),
        ((MINE,), "2026-11-17 08:15", False),
        ((faulty,), "2026-11-18 08:15", True),
    ):
        office.open(*requests)
        office.run(moment)
        assert ("Kesalahan yang baru" in office.arrived().get(KASUBAG, "")) is told


@pytest.mark.slow
def test_a_sorted_register_is_no_news(office: Office) -> None:
    """Requests are known by their numbers, not by their rows."""
    office.open(MINE, OTHER)
    office.run(TODAY)
    office.arrived()
    office.open(OTHER, MINE)
    office.run("2026-11-23 09:15")
    assert office.arrived() == {}


def test_shown_mail_is_not_sent_and_nobody_counts_as_told(office: Office) -> None:
    """Whatever the hour; the next run sends it."""
    office.open(MINE)
    shown = office.run("2026-11-22 23:00", show=True).shown
    assert [text.splitlines()[0] for text in shown] == [f"Kepada: {ONE}", f"Kepada: {KASUBAG}"]
    assert office.arrived() == {}
    office.run(TODAY)
    assert set(office.arrived()) == {ONE, KASUBAG}


def test_mail_names_no_applicant(office: Office) -> None:
    """Neither in text nor in HTML, also of rows full of faults; nor do log and state."""
    office.open({**MINE, "phone": 81200000001.0, "received_on": "kapan-kapan"}, OTHER)
    office.run(TODAY)
    kept = [path.read_text(encoding="utf-8") for path in office.settings.archive_folder.iterdir()]
    everything = "".join([*(message.as_string() for message in office.mail), *kept])
    assert office.mail
    for personal in ("applicant_name", "id_number", "address", "email", "information", "phone"):
        assert str(MINE[personal]) not in everything


def test_refused_mail_does_not_hide_a_good_check(office: Office) -> None:
    """The check stands, the code is that of the mail, and the next run tells."""
    office.open(MINE)
    office.trouble = AlarmError("Surat tidak terkirim")
    ran = office.run(TODAY)
    assert ran.checked and ran.checked.written and ran.exit_code == 16
    office.trouble = None
    assert office.run("2026-11-23 09:15").exit_code == 0
    assert set(office.arrived()) == {ONE, KASUBAG}


def test_mail_in_doubt_goes_out_again_as_the_same_mail(office: Office) -> None:
    """Same Message-ID, same bytes, though the register has gone on meanwhile."""
    office.open(MINE)
    taken: list[bytes] = []
    office.trouble = DoubtError("Surat tidak terkirim")
    arrive = office._arrive

    def lost(message) -> None:
        taken.append(bytes(message))
        arrive(message)

    office._arrive = lost  # type: ignore[method-assign]
    assert office.run(TODAY).exit_code == 16
    office.trouble = None
    office.open(MINE, OTHER)
    office.run("2026-11-23 09:15")
    assert taken.count(taken[0]) == 2
    office.arrived()
    office.run("2026-11-23 10:15")
    assert office.arrived() == {}


def test_the_closed_month_is_written_after_its_first_working_day(office: Office) -> None:
    """Once; a run that was missed is made up for; a workbook that was filed away stays away."""
    office.open(GOOD)
    assert office.run("2026-12-01 08:00").reports == ()
    issued = office.run("2026-12-03 22:00").reports
    assert [made.path.name for made in issued] == ["Laporan-PPID-2026-11.xlsx"]
    assert (office.settings.report_folder / "Pivot-PPID-2026-11.xlsx").exists()
    issued[0].path.unlink()
    assert office.run("2026-12-04 08:00").reports == ()
    names = [made.path.name for made in office.run("2027-02-10 08:00").reports]
    assert names == ["Laporan-PPID-2026-12.xlsx", "Laporan-PPID-2027-01.xlsx"]
    (office.settings.report_folder / names[-1]).unlink()
    assert office.run("2027-02-11 08:00").reports == ()


@pytest.mark.slow
def test_an_issue_that_never_reached_the_folder_is_handed_out_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after it was kept, or made by hand elsewhere: no second issue, whatever changed."""
    office = Office(tmp_path, monkeypatch, TOML.replace("aktif = false", ""))
    office.open(GOOD)
    (made,) = office.run("2026-12-02 08:00").reports
    issued = made.path.read_bytes()
    made.path.unlink()
    office.path.unlink()
    office.open({**GOOD, "channel": "Surat"})
    (again,) = office.run("2026-12-02 09:00").reports
    assert made.issue and made.issue.number == 1 and again.issue == made.issue
    assert again.path.read_bytes() == issued
    assert office.run("2026-12-02 10:00").reports == ()


def test_figures_that_do_not_agree_are_said_and_not_issued(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workbook is there to be looked at, once."""
    office = Office(tmp_path, monkeypatch, TOML.replace("aktif = false", ""))
    monkeypatch.setattr(checks, "verdict", lambda report: NOT_GOOD)
    office.open(GOOD)
    ran = office.run("2026-12-02 08:00")
    assert (ran.reports[0].issue, ran.reports[0].draft) == (None, True)
    assert "Laporan-PPID-2026-11.xlsx belum final: ada selisih" in telling.line(ran)
    assert office.run("2026-12-02 09:00").reports == ()


def test_a_workbook_of_the_running_month_is_not_the_issue(office: Office) -> None:
    """One made by hand before the month was over is replaced, one made after it is left alone."""
    office.unissued()
    office.open(GOOD)
    path = office.settings.report_folder / "Laporan-PPID-2026-11.xlsx"
    path.parent.mkdir()
    for day, replaced in (("2026-11-20 10:00", True), ("2026-12-01 10:00", False)):
        path.write_bytes(b"oleh tangan")
        os.utime(path, (at(day).timestamp(),) * 2)
        office.path.unlink(missing_ok=True)
        assert bool(office.run("2026-12-02 08:00").reports) is replaced


def test_a_run_can_be_followed_in_the_log(office: Office) -> None:
    """A JSON object a line: what was done, in numbers."""
    office.unissued()
    office.open(MINE)
    office.run(TODAY)
    lines = office.log()
    assert [line["kejadian"] for line in lines] == ["mulai", "diperiksa", "laporan", "selesai"]
    assert lines[1] | {"permohonan": 1, "terbuka": 1, "terlambat": 0} == lines[1]
    assert lines[-1] | {"kode": 0, "surat": 3} == lines[-1]


def test_a_register_that_is_open_is_told_of_once_it_lasts(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Deadlines are told all the same; that nothing was written only after hours without."""
    office.open(MINE)
    office.run("2026-11-23 07:15")
    with monkeypatch.context() as excel:
        excel.setattr(
            office.store, "finish", lambda *_: (_ for _ in ()).throw(UnreachableError("Terbuka"))
        )
        office.store.exclusive = True  # type: ignore[misc]
        ran = office.run("2026-11-23 08:15")
        assert (ran.exit_code, ran.checked is None) == (12, False)
        mail = office.arrived()
        assert "Jatuh tempo hari ini" in mail[KASUBAG] and "Terbuka." not in mail[KASUBAG]
        office.run("2026-11-24 08:15")
        assert "Terbuka." in office.arrived()[KASUBAG]


def test_a_second_run_waits_briefly_and_says_so(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 12, nothing done."""
    with lock.only_one(office.where), pytest.raises(UnreachableError, match="sedang berjalan"):
        monkeypatch.setattr(
            "ppid_sheets.jobs.run.run.only_one",
            lambda where, lasts: lock.only_one(where, 0.01, lasts),
        )
        office.run(TODAY)
    assert not office.path.exists()


@pytest.mark.skipif(os.name == "nt", reason="no alarm signals")
def test_a_run_that_hangs_is_ended(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it hangs: one sentence, code 12, and the lock is let go."""
    office.settings = replace(office.settings, run_limit=0.3)
    monkeypatch.setattr(limit, "GRACE_SECONDS", 5.0)
    monkeypatch.setattr(jobs, "check", lambda *_, **__: time.sleep(60))
    began = time.monotonic()
    ran = office.run(TODAY)
    assert time.monotonic() - began < 10
    assert (ran.exit_code, ran.checked) == (12, None)
    assert "run.batas_waktu" in str(ran.failures[0])
    monkeypatch.undo()
    with lock.only_one(office.where, 0.01):
        pass


@pytest.fixture(params=[signal.default_int_handler, signal.SIG_IGN], ids=["by hand", "background"])
def _interruption(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a process does with the key that interrupts; one in the background ignores it."""
    before = signal.signal(signal.SIGINT, request.param)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.slow
@pytest.mark.usefixtures("_interruption")
def test_a_run_that_hangs_is_ended_without_alarm_signals(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows: between two calls to the system; it is logged, and the heartbeat hears."""
    knocks: list[bool] = []
    monkeypatch.setattr(heartbeat, "knock", lambda url, *, good: knocks.append(good))
    monkeypatch.delattr(signal, "setitimer", raising=False)
    office.settings = replace(office.settings, run_limit=0.3, heartbeat="https://denyut.example/1")

    def hang(*_: object, **__: object) -> None:
        for _ in range(200):
            time.sleep(0.05)

    monkeypatch.setattr(jobs, "check", hang)
    with pytest.raises(limit.TimeUpError, match=r"run\.batas_waktu"):
        office.run(TODAY)
    assert (knocks, office.log()[-1]["kejadian"]) == ([False], "denyut tidak terdengar")


@pytest.mark.parametrize(("trouble", "good"), [(None, True), (AlarmError("x"), False)])
def test_the_heartbeat_knows_how_it_went(
    office: Office, monkeypatch: pytest.MonkeyPatch, trouble: Exception | None, good: bool
) -> None:
    """Good and failed runs knock differently; an address that is dead changes nothing."""
    knocks: list[tuple[str, bool]] = []
    monkeypatch.setattr(heartbeat, "knock", lambda url, *, good: knocks.append((url, good)))
    office.settings = replace(office.settings, heartbeat="https://denyut.example/1")
    office.open(MINE)
    office.trouble = trouble
    assert office.run(TODAY).exit_code == (0 if good else 16)
    assert knocks == [("https://denyut.example/1", good)]


def test_a_bug_is_heard_by_the_heartbeat(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is raised once the rest is done, and known as a failed run."""
    knocks: list[bool] = []
    monkeypatch.setattr(heartbeat, "knock", lambda url, *, good: knocks.append(good))
    monkeypatch.setattr(issuing, "report_monthly", lambda *_, **__: 1 / 0)
    office.unissued()
    office.open(MINE)
    office.settings = replace(office.settings, heartbeat="https://denyut.example/1")
    with pytest.raises(ZeroDivisionError):
        office.run(TODAY)
    assert knocks == [False]
    assert "kesalahan program" in office.arrived()[KASUBAG]
    assert [line["jenis"] for line in office.log() if "jenis" in line] == ["ZeroDivisionError"]


def test_the_calendar_file_follows_the_register(office: Office) -> None:
    """An open request is in it until it is answered; a run without news leaves its bytes."""
    office.open(MINE)
    office.run(TODAY)
    path: Path = office.settings.report_folder / "tenggat.ics"
    before = path.stat()
    assert path.read_text(encoding="utf-8").count("BEGIN:VEVENT") == 1
    office.run("2026-11-23 09:15")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    office.open(GOOD)
    office.run("2026-11-23 10:15")
    assert "BEGIN:VEVENT" not in path.read_text(encoding="utf-8")
