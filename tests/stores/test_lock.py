"""One run at a time: on this computer, and on a share."""

import json
import os
import tempfile
import time
from pathlib import Path

import pytest

from ppid_sheets.errors import UnreachableError
from ppid_sheets.stores import beside, lock
from ppid_sheets.stores.lock import only_one

POSIX = pytest.mark.skipif(os.name == "nt", reason="users of POSIX")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A register whose content is no matter."""
    path = tmp_path / "register.xlsx"
    path.touch()
    return path


def marker(path: Path) -> Path:
    """The lock beside it."""
    return path.with_name(".register.xlsx.kunci")


def of_another(path: Path, **said: object) -> bytes:
    """A lock that a run on another computer holds."""
    text = {"komputer": "MEJA-2", "tanda": "lain", "detik": 600, "proses": 1, **said}
    marker(path).write_text(json.dumps(text))
    return marker(path).read_bytes()


def test_the_lock_beside_a_register_comes_and_goes(path: Path) -> None:
    """It names the computer and how long it counts; nothing is left of it."""
    with only_one(path, lasts=77):
        said = json.loads(marker(path).read_text())
        assert said["detik"] == 77 and said["komputer"] and said["tanda"]
    assert list(path.parent.iterdir()) == [path]


def test_a_run_on_another_computer_is_waited_for(path: Path) -> None:
    """Briefly, then the sentence names that computer; its lock stays."""
    held = of_another(path)
    with pytest.raises(UnreachableError, match="dari komputer MEJA-2"), only_one(path, 0.01):
        pass
    assert marker(path).read_bytes() == held
    assert sorted(path.parent.iterdir()) == [marker(path), path]


def test_what_runs_left_that_are_gone_counts_no_more(path: Path) -> None:
    """One of this computer at once, for the system's own lock is ours; another's by its age."""
    with only_one(path):
        own = marker(path).read_bytes()
    marker(path).write_bytes(own)
    with only_one(path, 0.01):
        assert marker(path).read_bytes() != own
    for said, age in (({}, 700), ({"detik": "?"}, 100), ({"tanda": "", "detik": None}, 100)):
        of_another(path, **said)
        os.utime(marker(path), (time.time() - age,) * 2)
        with only_one(path, 0.01):
            pass
    marker(path).write_bytes(b"\xff bukan kunci")
    with pytest.raises(UnreachableError, match="komputer lain"), only_one(path, 0.01):
        pass
    os.utime(marker(path), (time.time() - 100,) * 2)
    with only_one(path, 0.01):
        pass
    assert list(path.parent.iterdir()) == [path]


def test_a_lock_that_another_run_took_over_is_left_to_it(path: Path) -> None:
    """Ours had gone stale meanwhile."""
    with only_one(path):
        held = of_another(path)
    assert marker(path).read_bytes() == held


def test_a_stale_lock_that_somebody_has_just_renewed_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two runs that find the same stale lock do not both go on."""
    of_another(path)
    os.utime(marker(path), (time.time() - 700,) * 2)
    stale = beside._is_stale

    def renewed(lock: Path, found: bytes, computer: str) -> bool:
        was = stale(lock, found, computer)
        of_another(path, proses=2)
        return was

    monkeypatch.setattr(beside, "_is_stale", renewed)
    with pytest.raises(UnreachableError, match="MEJA-2"), only_one(path, 0.01):
        pass
    assert json.loads(marker(path).read_text())["proses"] == 2


@POSIX
def test_a_link_in_the_locks_place_is_not_followed(path: Path, tmp_path: Path) -> None:
    """Nothing is made where it leads."""
    marker(path).symlink_to(tmp_path / "di sini")
    with pytest.raises(UnreachableError, match="sedang dikerjakan"), only_one(path, 0.01):
        pass
    assert not (tmp_path / "di sini").exists()


@POSIX
def test_locks_lie_in_a_folder_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else may look into it."""
    folder = lock._folder()
    assert folder.stat().st_uid == os.getuid() and folder.stat().st_mode & 0o777 == 0o700
    monkeypatch.delenv("HOME", raising=False)
    assert lock._folder() == folder


@POSIX
def test_without_a_home(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Locks lie in the folder for temporary files, unless another user owns that place."""
    monkeypatch.setattr(lock, "_homes", lambda: iter([tmp_path / "berkas" / "x"]))
    (tmp_path / "berkas").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with only_one(path):
        pass
    folder = tmp_path / f"ppid-sheets-{os.getuid()}"
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.rename(tmp_path / "lain")
    folder.symlink_to(tmp_path / "lain")
    with pytest.raises(UnreachableError, match="dipakai pengguna lain"), only_one(path):
        pass
