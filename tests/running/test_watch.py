"""`watch`: a register is checked once it was saved and closed, whatever happens in between."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_sheets.errors import BugError, PpidError, ShapeError, UnreachableError
from ppid_sheets.jobs.watch import waking
from ppid_sheets.jobs.watch.watching import AGAIN_SECONDS, OPEN_SECONDS, Watch
from ppid_sheets.stores.lock import only_one
from ppid_sheets.stores.xlsx.file_mark import look
from tests.demos import small_demo

WAKE = 60.0


@dataclass
class Desk:
    """A register file on which people work while a watch runs, under a clock of its own."""

    path: Path
    now: float = 0.0
    day: int = 0
    whole: bool = True
    checked: list[bytes] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    meanwhile: list[Callable[[], None]] = field(default_factory=list)
    trouble: PpidError | None = None

    def save(self, text: str) -> None:
        """Put another content in place, as Excel does."""
        fresh = self.path.with_name("~new.tmp")
        fresh.write_text(text)
        fresh.replace(self.path)

    @property
    def lock(self) -> Path:
        return self.path.with_name(f"~${self.path.name}")

    def pause(self, seconds: float) -> None:
        """Time goes by, and somebody may do something."""
        self.now += seconds
        if self.meanwhile:
            self.meanwhile.pop(0)()

    def check(self) -> None:
        """What a check reads; it changes nothing itself."""
        assert self.whole, "checked while it was being copied"
        self.checked.append(self.path.read_bytes())
        if self.trouble:
            raise self.trouble

    def watch(self, *acts: Callable[[], object]) -> None:
        """One wake before the first act and one after each."""
        Watch(
            partial(look, self.path),
            lambda: self.day,
            self.check,
            lambda error: self.complaints.append(str(error)),
            pause=self.pause,
            clock=lambda: self.now,
        ).over(self.wakes(*acts))

    def wakes(self, *acts: Callable[[], object]) -> Iterator[None]:
        yield
        for act in acts:
            act()
            self.now += WAKE
            yield


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A register nobody has open."""
    found = Desk(tmp_path / "register.xlsx")
    found.save("pagi")
    return found


def idle() -> None:
    """Nobody does anything."""


def test_each_save_is_checked_once(desk: Desk) -> None:
    """The first time at once; what nobody touched is left alone."""
    desk.watch(idle, partial(desk.save, "siang"), idle, idle)
    assert desk.checked == [b"pagi", b"siang"]


def test_an_open_file_is_waited_for(desk: Desk) -> None:
    """Also over several saves: the check comes when it is closed."""
    desk.watch(
        desk.lock.touch, partial(desk.save, "satu"), partial(desk.save, "dua"), desk.lock.unlink
    )
    assert desk.checked == [b"pagi", b"dua"]


def test_a_copy_is_waited_for(desk: Desk) -> None:
    """A file that grows is read when it has come to rest."""

    def copying() -> None:
        desk.whole = False
        desk.path.write_text("0")
        for size in range(1, 6):
            desk.meanwhile.append(partial(desk.path.write_text, "0" * (size + 1)))
        desk.meanwhile.append(lambda: setattr(desk, "whole", True))

    desk.watch(copying)
    assert desk.checked == [b"pagi", b"000000"]


def test_what_is_saved_during_a_check_is_checked_as_well(desk: Desk) -> None:
    """The mark of what was read is taken before the check, not after it."""
    check = desk.check

    def slow() -> None:
        check()
        if len(desk.checked) == 1:
            desk.save("lebih baru")

    desk.check = slow  # type: ignore[method-assign]
    desk.watch(idle)
    assert desk.checked[-1] == b"lebih baru"


def test_a_register_out_of_reach_is_waited_for_in_silence(desk: Desk, tmp_path: Path) -> None:
    """A network that went and came back, with another content."""
    away = tmp_path / "away"
    desk.watch(partial(desk.path.rename, away), idle, partial(desk.save, "kembali"))
    assert (desk.checked, desk.complaints) == ([b"pagi", b"kembali"], [])


def test_a_new_day_is_a_new_state(desk: Desk) -> None:
    """Deadlines move by themselves."""
    desk.watch(lambda: setattr(desk, "day", 1), idle)
    assert desk.checked == [b"pagi", b"pagi"]


def test_what_may_pass_is_tried_again_and_told_once(desk: Desk) -> None:
    """Not at each wake: an attempt makes files of its own, which wake it."""
    desk.trouble = UnreachableError("Berkas tidak dapat diganti", "tutup dulu")
    desk.watch(*[partial(desk.pause, AGAIN_SECONDS)] * 3)
    assert (len(desk.checked), len(desk.complaints)) == (4, 1)


def test_what_does_not_pass_waits_for_the_next_save(desk: Desk) -> None:
    """A register that is none is told once, and read again when somebody changed it."""
    desk.trouble = ShapeError("Bukan register", "pilih berkas lain")
    desk.watch(idle, idle, partial(desk.save, "lain"))
    assert (len(desk.checked), len(desk.complaints)) == (2, 1)


def test_a_fault_of_the_program_ends_the_watch(desk: Desk) -> None:
    """It is no trouble of the register's."""
    desk.trouble = BugError("Salah")
    with pytest.raises(BugError):
        desk.watch()


def test_a_lock_that_was_left_behind_is_told_after_an_hour(desk: Desk) -> None:
    """A check is tried all the same, which says which file to delete."""
    desk.watch(desk.lock.touch, partial(desk.save, "siang"), partial(desk.pause, OPEN_SECONDS))
    assert desk.checked == [b"pagi", b"siang"]


def test_nothing_is_locked_while_it_waits(desk: Desk) -> None:
    """The hourly run and people's own checks find the way free."""

    def other() -> None:
        with only_one(desk.path, wait=0):
            pass

    desk.watch(other, other)


acts = st.lists(
    st.sampled_from(["save", "open", "close", "vanish", "idle", "tomorrow", "copy"]), max_size=12
)


@given(acts)
def test_the_last_content_is_always_checked(steps: list[str]) -> None:
    """After whatever people did, once it is closed; nothing open or half copied is checked."""
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "register.xlsx")
        desk.save("awal")
        count = iter(range(100))

        def check() -> None:
            assert not desk.lock.exists()
            Desk.check(desk)

        desk.check = check  # type: ignore[method-assign]

        def copied() -> None:
            desk.path.write_text(f"utuh {next(count)}")
            desk.whole = True

        def copying() -> None:
            desk.whole = False
            desk.path.write_text("se")
            desk.meanwhile += [partial(desk.path.write_text, "separuh"), copied]

        does: dict[str, Callable[[], object]] = {
            "save": lambda: desk.save(f"isi {next(count)}"),
            "open": desk.lock.touch,
            "close": partial(desk.lock.unlink, missing_ok=True),
            "vanish": partial(desk.path.unlink, missing_ok=True),
            "idle": idle,
            "tomorrow": lambda: setattr(desk, "day", desk.day + 1),
            "copy": copying,
        }
        last = (does["close"], does["save"], idle)
        desk.watch(*(does[step] for step in steps), *last)
        assert desk.checked[-1] == desk.path.read_bytes()
        assert not desk.complaints


def test_a_change_in_the_folder_wakes_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system tells of it: without that the next look would be an hour away."""
    monkeypatch.setattr(waking, "SECONDS", 3_600.0)
    path = tmp_path / "register.xlsx"
    path.write_text("pagi")
    stop = threading.Event()

    def typing() -> None:
        while not stop.wait(0.2):
            path.write_text("siang")

    clerk = threading.Thread(target=typing)
    woken = waking.wakes(path)
    next(woken)
    clerk.start()
    try:
        next(woken)
    finally:
        stop.set()
        clerk.join()


MOUNTS = (
    "22 1 8:1 / / rw - ext4 /dev/sda1 rw",
    "40 22 0:41 / /mnt/Meja\\040Layanan rw - cifs //server/ppid rw",
    "41 22 0:42 / /home rw - nfs4 server:/home rw",
    "42 41 8:2 / /home/ani/disk rw - ext4 /dev/sdb1 rw",
)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/register.xlsx", "ext4"),
        ("/mnt/Meja Layanan/2026/register.xlsx", "cifs"),
        ("/home/ani/register.xlsx", "nfs4"),
        ("/home/ani/disk/register.xlsx", "ext4"),
    ],
)
def test_the_nearest_mount_counts(path: str, kind: str) -> None:
    """A disk mounted below a share is no share, and the other way round."""
    assert waking.kind_of(Path(path), list(MOUNTS)) == kind


@pytest.mark.slow
def test_a_watch_as_the_operator_starts_it(tmp_path: Path) -> None:
    """A wrong cell is judged as soon as it is saved; a line says so; a signal ends it."""
    from openpyxl import load_workbook

    path = small_demo(tmp_path / "register.xlsx")
    command = [sys.executable, "-m", "ppid_sheets", "watch", "--register", str(path)]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert "20 permohonan" in process.stdout.readline()
        before = path.read_bytes()
        book = load_workbook(path)
        book["Register"].cell(10, 3).value = "bukan tanggal"
        book.save(path)
        assert "sel ditulis" in process.stdout.readline()
        assert path.read_bytes() != before
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
