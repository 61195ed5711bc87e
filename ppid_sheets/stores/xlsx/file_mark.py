"""A register file from outside: its mark, new with each save, and whether a program has it open."""

from dataclasses import dataclass
from pathlib import Path

from ppid_sheets.stores.xlsx import disk

Mark = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class FileMark:
    """A file at one moment: a mark that changes with each save, None while nothing lies there.

    `opened` is True while Excel, LibreOffice or WPS Office has it open, by the file that these put
    beside it.
    """

    mark: Mark | None
    opened: bool


def look(path: Path) -> FileMark:
    """A file as it lies there now; nothing of it is read."""
    return FileMark(mark(path), disk.is_open(path))


def mark(path: Path) -> Mark | None:
    """What the system says of a file's content; None where it cannot be reached."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
