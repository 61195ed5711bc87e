"""Keeps a lock beside a register file, which runs on other computers see."""

import json
import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ppid_sheets.common import files
from ppid_sheets.errors import UnreachableError

ENDING = "kunci"
_PAUSE = 0.2
_MARGIN = 60.0
"""Seconds that a run may take beyond its limit, to come to an end."""


@contextmanager
def held(path: Path, computer: str, wait: float, lasts: float) -> Iterator[None]:
    """Hold the lock beside `path`, for `lasts` seconds at the most.

    `computer` is the mark of those who also hold a lock of the system for this register: what one
    of them left is stale, for that lock is ours. Raises UnreachableError when a run on another
    computer keeps it for longer than `wait` seconds. Where nothing can be written beside the
    register there is no lock, and the register is not written either.
    """
    lock = path.with_name(f".{files.short(path.name)}.{ENDING}")
    text = {"komputer": platform.node(), "tanda": computer, "detik": lasts, "proses": os.getpid()}
    mine = json.dumps(text | {"acak": os.urandom(8).hex()}).encode()
    taken = _acquire(lock, mine, computer, time.monotonic() + wait)
    try:
        yield
    finally:
        if taken:
            _release(lock, mine)


def _acquire(lock: Path, mine: bytes, computer: str, end: float) -> bool:
    last = False
    while True:
        try:
            _make(lock, mine)
        except FileExistsError:
            found = _read(lock)
        except OSError:
            return False
        else:
            return True
        if last:
            raise _busy(found)
        last = time.monotonic() >= end
        if _is_stale(lock, found, computer):
            _take_away(lock, found)
        else:
            time.sleep(_PAUSE)


def _make(lock: Path, mine: bytes) -> None:
    descriptor = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, files.OPEN_FILE)
    try:
        os.write(descriptor, mine)
    except OSError:
        lock.unlink()
        raise
    finally:
        os.close(descriptor)


def _read(lock: Path) -> bytes:
    try:
        return files.read(lock)
    except OSError:
        return b""


def _said(found: bytes) -> dict[str, Any]:
    """What a lock says; nothing, where it is not one of ours."""
    with suppress(ValueError):
        said = json.loads(found)
        if isinstance(said, dict):
            return said
    return {}


def _is_stale(lock: Path, found: bytes, computer: str) -> bool:
    said = _said(found)
    if computer and said.get("tanda") == computer:
        return True
    lasts = said.get("detik")
    seconds = lasts if isinstance(lasts, int | float) else 0.0
    with suppress(OSError):
        return _now(lock) - lock.lstat().st_mtime > seconds + _MARGIN
    return False


def _now(lock: Path) -> float:
    """The time by the clock that also dated the lock: that of the share, not of this computer."""
    probe = files.beside(lock, b"", files.OPEN)
    try:
        return probe.stat().st_mtime
    finally:
        probe.unlink(missing_ok=True)


def _take_away(lock: Path, found: bytes) -> None:
    """Remove a stale lock, and put one back that somebody else has made in its place meanwhile."""
    aside = files.temporary(lock, os.urandom(4).hex(), "tmp")
    with suppress(OSError):
        lock.rename(aside)
        if _read(aside) != found:
            files.place(aside, lock)
        aside.unlink(missing_ok=True)


def _release(lock: Path, mine: bytes) -> None:
    with suppress(OSError):
        if files.read(lock) == mine:
            lock.unlink()


def _busy(found: bytes) -> UnreachableError:
    said = str(_said(found).get("komputer", ""))
    name = "".join(c for c in said if c.isprintable())[:60] or "lain"
    return UnreachableError(
        f"Register ini sedang dikerjakan dari komputer {name}",
        "tunggu sampai selesai, lalu jalankan lagi",
    )
