"""Puts a small file in its place as a whole."""

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from ppid_sheets.errors import AlarmError

PRIVATE_FILE, OPEN_FILE, PRIVATE_FOLDER = 0o600, 0o666, 0o700


def write(path: Path, content: bytes, *, private: bool = True) -> None:
    """Replace a file, its folder made where missing; raises AlarmError, the old file intact.

    A `private` one is for its owner alone, from its first byte on.
    """
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    mode = PRIVATE_FILE if private else OPEN_FILE
    try:
        path.parent.mkdir(mode=PRIVATE_FOLDER if private else 0o777, parents=True, exist_ok=True)
        _clean(path)
        try:
            with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode), "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise AlarmError(f"{path} tidak dapat ditulis: {cause(error)}.") from error


def _clean(path: Path) -> None:
    """Remove what killed runs left beside it: one run at a time is at work there."""
    for left in path.parent.glob(f".{path.name}.*.tmp"):
        with suppress(OSError):
            left.unlink()


def cause(error: OSError) -> str:
    """Why a file cannot be read or written, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "ruang penyimpanan penuh; kosongkan dulu, lalu jalankan lagi"
    return "periksa foldernya dan hak menulisnya, lalu jalankan lagi"
