"""Lets one run at a time work on a register: on this machine, and on a share on any."""

import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_sheets.common import files
from ppid_sheets.errors import UnreachableError
from ppid_sheets.stores import beside

if TYPE_CHECKING:
    from filelock import BaseFileLock

WAIT_SECONDS = 10.0
LASTS_SECONDS = 3_600.0
"""No run takes longer: what stands beside a register for longer was left by one that is gone."""


@contextmanager
def only_one(
    register: Path | str, wait: float = WAIT_SECONDS, lasts: float = LASTS_SECONDS
) -> Iterator[None]:
    """Hold the register's lock meanwhile; it is let go however the process ends.

    A register file has a second one beside it, for runs on other computers, which counts for
    `lasts` seconds. Raises UnreachableError when another run keeps one for longer than `wait`
    seconds, or where there is no place for the first.
    """
    folder = _folder()
    lock = _acquired(folder / f"{_mark(register)}.lock", wait)
    try:
        if isinstance(register, Path):
            with beside.held(files.real(register), _computer(folder), wait, lasts):
                yield
        else:
            yield
    finally:
        lock.release()


def _acquired(file: Path, wait: float) -> "BaseFileLock":
    from filelock import FileLock, Timeout

    try:
        lock = FileLock(file, timeout=wait)
        lock.acquire()
    except Timeout as error:
        raise UnreachableError(
            "Pemeriksaan lain atas register ini sedang berjalan",
            "tunggu sampai selesai, lalu jalankan lagi",
        ) from error
    except (OSError, NotImplementedError) as error:
        raise UnreachableError(
            f"Kunci di {file.parent} tidak dapat dibuat, jadi tidak dikerjakan",
            "kosongkan ruang penyimpanan atau minta hak tulis di sana, lalu jalankan lagi",
        ) from error
    return lock


def _mark(register: Path | str) -> str:
    key = files.real(register).as_posix() if isinstance(register, Path) else register
    return hashlib.sha256(key.encode(errors="surrogateescape")).hexdigest()[:16]


def this_computer() -> str:
    """A mark of this computer and user for others to see, that says nothing of either."""
    with suppress(UnreachableError):
        return _computer(_folder())[:6]
    return ""


def _computer(folder: Path) -> str:
    """A mark that is shared by the processes that use locks in this folder, and by no other."""
    path = folder / "komputer"
    for _ in range(2):
        with suppress(OSError):
            return files.read(path).decode("ascii", "replace").strip()
        with suppress(OSError):
            files.create(path, os.urandom(8).hex().encode(), private=True)
    return ""


def _folder() -> Path:
    """A folder of this user's own for locks: others cannot put anything there.

    It depends on nothing that a schedule and a person at the keyboard have differently.
    """
    temporary = Path(_temporary()) / f"ppid-sheets-{_user()}"
    for folder in (*_homes(), temporary):
        with suppress(OSError):
            folder.mkdir(mode=files.PRIVATE_FOLDER, parents=True, exist_ok=True)
            if _is_own(folder):
                return folder
    raise UnreachableError(
        f"Folder {temporary} tempat kunci dipakai pengguna lain, jadi tidak dikerjakan",
        "hapus folder itu, lalu jalankan lagi",
    )


def _homes() -> Iterator[Path]:
    """Where a user's programs keep such things, as far as this user has a home."""
    if sys.platform == "win32":
        with suppress(RuntimeError):
            yield Path.home() / "AppData" / "Local" / "ppid-sheets"
    else:
        import pwd

        with suppress(KeyError):
            home = pwd.getpwuid(os.getuid()).pw_dir
            if home.startswith("/") and Path(home).is_dir():
                yield Path(home) / ".cache" / "ppid-sheets"


def _is_own(folder: Path) -> bool:
    """True for a folder that is no link, has no other owner and is writable."""
    found = folder.lstat()
    if not (stat.S_ISDIR(found.st_mode) and os.access(folder, os.W_OK | os.X_OK)):
        return False
    if sys.platform == "win32":
        return True
    if found.st_uid == os.getuid() and found.st_mode & 0o077:
        folder.chmod(files.PRIVATE_FOLDER)
    return found.st_uid == os.getuid()


def _user() -> str:
    return "pengguna" if sys.platform == "win32" else str(os.getuid())


def _temporary() -> str:
    """The folder for temporary files; on a full disk Python finds none, though a lock would fit."""
    try:
        return tempfile.gettempdir()
    except FileNotFoundError:
        return Path.cwd().anchor
