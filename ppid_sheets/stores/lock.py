"""Lets one run at a time work on a register, on this machine."""

import getpass
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ppid_sheets.errors import UnreachableError

WAIT_SECONDS = 10.0


@contextmanager
def only_one(register: Path | str, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the register's lock meanwhile; it is let go however the process ends.

    Raises UnreachableError when another run keeps it for longer than `wait` seconds, or where there
    is no place for it. On another machine nothing is held: there the loop of a run makes up for it.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(_path(register), timeout=wait)
    try:
        lock.acquire()
    except Timeout as error:
        raise UnreachableError(
            "Pemeriksaan lain atas register ini sedang berjalan; tunggu sampai selesai, lalu "
            "jalankan lagi."
        ) from error
    except (OSError, NotImplementedError) as error:
        raise UnreachableError(
            f"Kunci di {_folder()} tidak dapat dibuat, jadi tidak dikerjakan; kosongkan ruang "
            "penyimpanan atau minta hak tulis di sana, lalu jalankan lagi."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _path(register: Path | str) -> Path:
    key = register.resolve().as_posix() if isinstance(register, Path) else register
    mark = hashlib.sha256(key.encode()).hexdigest()[:16]
    return _folder() / f"ppid-sheets-{getpass.getuser()}-{mark}.lock"


def _folder() -> Path:
    """The folder for temporary files; on a full disk Python finds none, though a lock would fit."""
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError:
        return Path.home()
