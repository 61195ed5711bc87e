"""What may be wrong with the archive: one sentence, an exit code, nothing lost."""

import errno
import os
import random
import signal
import sqlite3
import time
import warnings
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from ppid_sheets.archive import database, recalling
from ppid_sheets.archive.database import FILE, Archive, open_existing
from ppid_sheets.archive.sql_tables import VERSION
from ppid_sheets.common import files
from ppid_sheets.errors import ArchiveError
from ppid_sheets.register.objections import OBJECTIONS
from tests.archive.desk import START, Desk, codes
from tests.build import GOOD, OPEN


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk that one run has seen."""
    made = Desk(tmp_path / "data", GOOD, {**OPEN, "reg_number": "002/PPID/XI/2026"})
    made.run()
    return made


def refusal(desk: Desk) -> str:
    """The sentence with which the archive is refused."""
    with pytest.raises(ArchiveError) as caught:
        desk.run()
    assert caught.value.exit_code == 15
    text = str(caught.value)
    assert text.endswith(".") and "\n" not in text
    return text


def consistent(path: Path) -> bool:
    """What SQLite itself says of the file."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)] and not (
            connection.execute("PRAGMA foreign_key_check").fetchall()
        )
    finally:
        connection.close()


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "no archive at all": lambda data: b"bukan arsip " * 1000,
    "cut": lambda data: data[: len(data) // 2],
    "torn inside": lambda data: data[:4096] + b"\x00" * (len(data) - 4096),
    "tables of another kind": lambda data: _other(),
}


def _other() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE lain (a)")
    data = connection.serialize()
    connection.close()
    return data


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_archive_is_set_aside(desk: Desk, name: str) -> None:
    """It is kept under a dated name, said once, and the next run starts a new one."""
    file = desk.settings.archive_folder / FILE
    damaged = DAMAGE[name](file.read_bytes())
    file.write_bytes(damaged)
    text = refusal(desk)
    aside = file.with_name("arsip-ppid.rusak-2026-11-23_101500.db")
    assert "rusak" in text and aside.name in text
    assert aside.read_bytes() == damaged
    assert codes(desk.run()) == []
    del desk.rows[1]
    assert codes(desk.run()) == ["M01"]


def test_damage_is_not_moved_by_a_dry_run(desk: Desk) -> None:
    """It only says so."""
    file = desk.settings.archive_folder / FILE
    file.write_bytes(b"bukan arsip " * 1000)
    with pytest.raises(ArchiveError, match="rusak"):
        desk.run(read_only=True)
    assert file.exists()


def test_an_archive_of_a_newer_version_is_left_alone(desk: Desk) -> None:
    """An older program must not write what it does not understand."""
    file = desk.settings.archive_folder / FILE
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = file.read_bytes()
    assert "versi program yang lebih baru" in refusal(desk)
    assert file.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
def test_an_archive_of_an_older_version_is_brought_up_to_date(desk: Desk, read_only: bool) -> None:
    """By whoever opens it first, also only to read; what it held is there."""
    file = desk.settings.archive_folder / FILE
    connection = sqlite3.connect(file)
    connection.executescript("DROP TABLE issue; DROP TABLE workbook; PRAGMA user_version = 1")
    connection.close()
    archive = Archive(file, START, read_only=read_only)
    assert archive.one("PRAGMA user_version") == VERSION
    assert archive.one("SELECT count(*) FROM issue") == 0
    archive.close()
    del desk.rows[1]
    assert codes(desk.run()) == ["M01"] and consistent(file)


def test_a_full_disk_keeps_what_was_there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that finds no room keeps nothing of itself; once there is room the next one does."""
    file = desk.settings.archive_folder / FILE
    prepare = Archive._prepare

    def no_room(self: Archive) -> None:
        prepare(self)
        self.do("PRAGMA max_page_count = 1")

    del desk.rows[1]
    with monkeypatch.context() as full:
        full.setattr(Archive, "_prepare", no_room)
        desk.rows += [{"reg_number": f"{n}/X", "information": f"Lain {n}"} for n in range(200)]
        assert "ruang penyimpanan penuh" in refusal(desk)
    assert consistent(file)
    assert codes(desk.run()) == ["M01"]


def test_a_folder_that_cannot_be_made(desk: Desk, tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "berkas").write_text("")
    desk.settings = Desk(tmp_path / "berkas" / "data").settings
    assert "nama foldernya dipakai sebuah berkas" in refusal(desk)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_only_be_read(desk: Desk) -> None:
    """No journal can be made there, so nothing is written."""
    folder = desk.settings.archive_folder
    folder.chmod(0o500)
    try:
        assert "tidak dapat dipakai" in refusal(desk)
    finally:
        folder.chmod(0o700)


def test_a_folder_that_may_not_be_looked_into(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not called one without an archive, which a check would begin."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    folder = desk.settings.archive_folder
    assert not files.absent(folder / FILE) and files.absent(folder / FILE / "x")
    with monkeypatch.context() as kept_out:
        kept_out.setattr(Path, "stat", refuse)
        kept_out.setattr(database, "_connect", refuse)
        with pytest.raises(ArchiveError, match="tidak dapat dipakai"):
            open_existing(folder, START)
    with pytest.raises(ArchiveError, match="Belum ada arsip"):
        open_existing(folder / "x", START)


def test_another_run_that_is_just_writing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is waited for, and then said."""
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.05)
    other = sqlite3.connect(desk.settings.archive_folder / FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert "sedang dipakai" in refusal(desk)
    other.execute("ROLLBACK")
    other.close()
    assert codes(desk.run()) == []


def test_a_run_that_was_overtaken_keeps_nothing(desk: Desk) -> None:
    """What it compared with is not the last state any more: the next run compares again."""
    from ppid_sheets.archive.remember import remembered
    from ppid_sheets.checks.judge import read_register
    from tests.archive.desk import REGISTER

    slow = Desk(desk.settings.archive_folder, *desk.rows[:1])
    slow.now = desk.now + timedelta(minutes=1)
    snapshot = slow.snapshot()
    tab, table = read_register(snapshot)
    with remembered(REGISTER, slow.settings, slow.now) as memory:
        assert memory
        recalled = memory.recall(snapshot, tab, table)
        desk.rows[0] |= {"remarks": "lebih cepat"}
        assert codes(desk.run()) == []
        memory.keep("register.xlsx", recalled, None)
        assert memory.trouble is None
    assert codes(desk.run()) == []


def keep_on(folder: Path, seed: int, mouth: int) -> None:
    """Keep one state of both registers after another, and say so of each, for ever."""
    desk, other = Desk(folder), Desk(folder, schema=OBJECTIONS)
    chance = random.Random(seed)
    desk.rows = [{**GOOD, "reg_number": f"{n:03}/X", "information": f"Lain {n}"} for n in range(60)]
    other.rows = [{"objection_no": f"{n:03}/X", "objector": f"Contoh {n}"} for n in range(60)]
    while True:
        for row in chance.sample(desk.rows, 20):
            row["remarks"] = str(chance.random())
        for row in chance.sample(other.rows, 20):
            row["reaction"] = str(chance.random())
        desk.run()
        other.run()
        os.write(mouth, b".")


def killed(folder: Path, seed: int, after: float) -> None:
    """A process that keeps one state after another is killed so many seconds after the first."""
    ear, mouth = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        child = os.fork()
    if not child:
        try:
            keep_on(folder, seed, mouth)
        finally:
            os._exit(1)
    os.close(mouth)
    assert os.read(ear, 1) == b"."
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    os.close(ear)


def _survives(folder: Path, times: int, seed: int) -> None:
    chance = random.Random(seed)
    for n in range(times):
        killed(folder, n, chance.random() / 4)
        archive = Archive(folder / FILE, START, read_only=False)
        archive.close()
        assert consistent(folder / FILE)
    archive = Archive(folder / FILE, START, read_only=True)
    states = archive.all("SELECT register, max(id) FROM state GROUP BY register")
    kept = [len(recalling.whole(archive, register, last).rows) for register, last in states]
    last = max(last for _, last in states)
    overlaps = archive.one(
        "SELECT count(*) FROM version v JOIN version w ON w.request = v.request AND w.id > v.id"
        " WHERE v.until IS NULL OR v.until >= w.since"
    )
    archive.close()
    assert last >= times and kept == [60, 60] and overlaps == 0


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_run_killed_at_any_moment_leaves_a_consistent_archive(tmp_path: Path) -> None:
    """What was kept before is there, what was being kept is there as a whole or not at all."""
    _survives(tmp_path / "data", 2, 1)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_many_kills(tmp_path: Path) -> None:
    """The same, at many moments."""
    _survives(tmp_path / "data", 20, 2)
