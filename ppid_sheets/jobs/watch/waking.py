"""Moments at which it is worth looking at a file again."""

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

SECONDS = 60.0
"""The longest time between two looks: a computer that slept, a change without an event."""
POLL_SECONDS = 5.0
"""Between two looks on a system without events of changes."""
_SHARES = ("nfs", "cifs", "smb", "9p", "fuse", "ncp", "afs", "davfs", "vboxsf", "prl_fs")
_REMOTE_DRIVE = 4


def wakes(path: Path) -> Iterator[None]:
    """Yield at once, then whenever something changed in the folder of a file, without end.

    What other computers do on a network share reaches no watcher here: there, and on systems that
    do not say what a share is, it is each few seconds.
    """
    yield
    if not on_share(path):
        yield from _told(path.resolve().parent)
    while True:
        time.sleep(POLL_SECONDS)
        yield


def _told(folder: Path) -> Iterator[None]:
    """At each event of a change, and now and then; ends with the events."""
    from watchfiles import watch

    changes = watch(
        folder,
        recursive=False,
        watch_filter=None,
        debounce=400,
        rust_timeout=round(SECONDS * 1000),
        yield_on_timeout=True,
    )
    try:
        for _ in changes:
            yield
            if not folder.is_dir():
                return
    except (OSError, RuntimeError):  # the folder went, or too many are watched already
        return


def on_share(path: Path) -> bool:
    """True for a file on another computer, and where the system gives no kind of its disk."""
    if sys.platform == "win32":
        import ctypes

        drive = path.resolve().drive
        kind: int = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")
        return drive.startswith("\\\\") or kind == _REMOTE_DRIVE
    try:
        mounts = Path("/proc/self/mountinfo").read_text(errors="surrogateescape").splitlines()
    except OSError:
        return True
    return kind_of(path.resolve(), mounts).startswith(_SHARES)


def kind_of(path: Path, mounts: list[str]) -> str:
    """The kind of the file system that a path lies on, by the lines of Linux's `mountinfo`."""
    kinds: dict[Path, str] = {}
    for line in mounts:
        left, _, right = line.partition(" - ")
        place = re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), left.split(" ")[4])
        kinds[Path(place)] = right.split(" ")[0]
    return next((kinds[parent] for parent in path.parents if parent in kinds), "")
