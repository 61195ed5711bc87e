"""A disk without room, folders without rights: real ones, around whole runs and checks."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.alarms.server import Box, serving
from tests.running.forking import ROOT, Done, Forker
from tests.running.premises import FileOffice, heard, plain
from tests.running.test_kills import DAY, FIRST, THEN, WANTED, Scene

pytestmark = pytest.mark.skipif(os.name == "nt", reason="fork, rlimits, rights of POSIX")
CODES = {0, 12, 15, 16}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, forker: Forker) -> Iterator[Scene]:
    """An office before a day on which a check writes, a month is issued and mail is due."""
    box = Box()
    with serving(box) as port:
        folder = tmp_path_factory.mktemp("disk")
        folder.chmod(0o755)
        yield Scene(FileOffice(folder / "kantor", forker, port, *FIRST), box)


def one_sentence_each(done: Done) -> None:
    """What went wrong is said in whole sentences, each a line, with a code of the README."""
    lines = done.err.splitlines()
    assert done.code in CODES, done.err
    assert bool(done.code) is bool(lines)
    assert all(30 < len(line) < 400 and line.endswith(".") for line in lines), done.err


@pytest.mark.slow
@pytest.mark.parametrize(
    "largest", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in (500, 4_000, 16_000, 40_000))]
)
def test_no_room_for_files_beyond_a_size(scene: Scene, largest: int) -> None:
    """Nothing is lost, and once there is room everything is as if nothing had happened.

    What a run writes is cut off by the system itself: register, archive, state and report. What it
    could tell without its memory is told at once, the rest with the next day's mail.
    """
    office = scene.office
    office.restore()
    scene.box.mail.clear()
    for command in ("check", "run"):
        done = office.forker.run(office.job(command, moment=DAY, largest=largest))
        one_sentence_each(done)
        assert done.code and office.staff() == scene.staff
    for day in (DAY, "2026-12-03 09:15"):
        assert office.run(day).code == 0
    assert (office.staff(), heard(scene.box), office.left_behind()) == (scene.staff, WANTED, [])
    assert (plain(office.newest()), office.remembered()["finding"] != []) == (plain(THEN), True)
    assert sorted(code for code, _ in office.faults()) == ["M01", "M02", "M04"]
    assert (
        office.files()["Laporan-PPID-2026-11.xlsx"] == scene.end.files["Laporan-PPID-2026-11.xlsx"]
    )


@pytest.mark.skipif(sys.platform != "linux" and os.geteuid() == 0, reason="root may write")
@pytest.mark.parametrize(
    "place", [pytest.param(p, marks=pytest.mark.slow) for p in (".", "data", "laporan", "cadangan")]
)
def test_a_folder_that_may_only_be_read(scene: Scene, place: str) -> None:
    """The same, where the system takes away the right to write, not the room."""
    office = scene.office
    office.restore()
    scene.box.mail.clear()
    folder = office.folder / place
    (office.folder / "cadangan").mkdir(exist_ok=True)
    folder.chmod(0o555)
    try:
        done = [
            office.forker.run(office.job(command, moment=DAY, humble=True))
            for command in ("check", "run")
        ]
    finally:
        folder.chmod(0o755)
    for one in done:
        one_sentence_each(one)
    assert done[1].code and office.staff() == scene.staff
    for day in (DAY, "2026-12-03 09:15"):
        assert office.run(day).code == 0
    assert (office.staff(), heard(scene.box), office.left_behind()) == (scene.staff, WANTED, [])
    assert plain(office.newest()) == plain(THEN)


@pytest.mark.slow
def test_no_room_for_what_a_command_says(scene: Scene) -> None:
    """Output sent to a full disk is one sentence and a code; the check itself stands."""
    device = Path("/dev/full")
    if not device.exists():
        pytest.skip("no /dev/full")
    scene.office.restore()
    with device.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ppid_sheets", "check", "--register", "register.xlsx"],
            cwd=scene.office.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr.count("\n")) == (16, 1)
    assert "ruang penyimpanan penuh" in done.stderr
