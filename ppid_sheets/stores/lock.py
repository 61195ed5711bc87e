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

    Raises UnreachableError when another run keeps it for longer than `wait` seconds. On another
    machine nothing is held: there the loop of a run makes up for it.
    """
    from filelock import FileLock, Timeout

    key = register.resolve().as_posix() if isinstance(register, Path) else register
    mark = hashlib.sha256(key.encode()).hexdigest()[:16]
    path = Path(tempfile.gettempdir()) / f"ppid-sheets-{getpass.getuser()}-{mark}.lock"
    lock = FileLock(path, timeout=wait)
    try:
        with lock:
            yield
    except Timeout as error:
        raise UnreachableError(
            "Pemeriksaan lain atas register ini sedang berjalan; tunggu sampai selesai, lalu "
            "jalankan lagi."
        ) from error
