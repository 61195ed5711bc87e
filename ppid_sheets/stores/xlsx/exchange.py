"""Exchanges a register's file for its successor so that no save is lost.

A save between the last read and the exchange stays: what lay in the file's place is looked at
afterwards, and put back where it is not what was read.
"""

import ctypes
import errno
import hashlib
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ppid_sheets.common import files

WHOLE, REPLACED = "tukar", "lama"
"""Endings of a whole successor (or, once exchanged, of what it replaced), and of a file that waits
where two names cannot be exchanged at once."""
_AT_CWD, _EXCHANGE = -100, 2
_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)

Keep = Callable[[Path], None]
"""Moves a file to the backups."""


def exchange(
    path: Path, old: bytes, new: bytes, fresh: Path, keep: Keep, *, backup: bool = True
) -> bool:
    """Let `fresh`, which holds `new`, take the place of `path`, and keep what lay there.

    Without `backup` it is removed where it is `old`. Returns False where it is not: then it lies
    there again. Raises OSError, with the register in its place, old or new.
    """
    ready = files.temporary(path, _digits(new), WHOLE)
    fresh.replace(ready)
    try:
        if path.read_bytes() != old or not _swap(ready, path):
            return False
        if ready.read_bytes() != old:
            _put_back(ready, path, new)
            return False
        _let_go(ready, path, keep if backup else Path.unlink)
        return True
    finally:
        _settle(ready, keep)
        files.sync(path.parent)


def _put_back(ready: Path, path: Path, new: bytes) -> None:
    """Exchange them again; and once more after a save in between."""
    _swap(ready, path)
    if ready.read_bytes() != new:
        _swap(ready, path)


def _let_go(ready: Path, path: Path, keep: Keep) -> None:
    """Keep the replaced file, or leave all as it was where there is no place for it."""
    try:
        keep(ready)
    except BaseException:
        if ready.exists():
            _swap(ready, path)
        raise


def bring_back(path: Path) -> None:
    """Put the register in its place again where a run was killed while it was not there."""
    for left, _ in files.remains(path, REPLACED):
        with suppress(OSError):
            files.place(left, path)


def recover(path: Path, keep: Keep) -> None:
    """Bring in order what a run left that was killed amid an exchange; nothing is lost by it."""
    bring_back(path)
    for ending in (REPLACED, WHOLE):
        for left, _ in files.remains(path, ending):
            _settle(left, keep)


def _settle(left: Path, keep: Keep) -> None:
    """Remove a successor that was never put in place; a person's save stays."""
    with suppress(OSError):
        content = left.read_bytes()
        if left.name.endswith(f".{_digits(content)}.{WHOLE}"):
            left.unlink()
        else:
            keep(left)


def _digits(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _swap(one: Path, path: Path) -> bool:
    """Exchange two files' names; False where another file came there meanwhile.

    At once where the system can, so that the register is never missing; else with a moment in
    which it is.
    """
    try:
        _at_once(one, path)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        return _one_after_another(one, path)
    return True


def _at_once(one: Path, other: Path) -> None:
    linux = sys.platform == "linux"
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if linux else None
    if rename is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if rename(_AT_CWD, os.fsencode(one), _AT_CWD, os.fsencode(other), _EXCHANGE):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(other))


def _one_after_another(one: Path, path: Path) -> bool:
    """Move the file aside, which fails where Windows holds it open, then put the other there."""
    aside = one.with_suffix(f".{REPLACED}")
    path.rename(aside)
    try:
        files.place(one, path)
    except FileExistsError:
        aside.replace(one)
        return False
    except BaseException:
        files.place(aside, path)
        raise
    aside.replace(one)
    return True
