"""Puts the files of alarms in their places; what goes wrong is an AlarmError."""

from pathlib import Path

from ppid_sheets.common import files
from ppid_sheets.errors import AlarmError


def write(path: Path, content: bytes, *, private: bool = True) -> None:
    """Replace a file, its folder made where missing; raises AlarmError, the old file intact.

    A `private` one is for its owner alone, from its first byte on.
    """
    try:
        files.put(path, content, private=private)
    except OSError as error:
        raise failure(f"{path} tidak dapat ditulis", error) from error


def failure(what: str, error: OSError) -> AlarmError:
    """The failure to read or write a file, with cause and remedy."""
    remedy = "kosongkan dulu" if files.is_full(error) else "periksa foldernya dan hak menulisnya"
    return AlarmError(f"{what}: {files.cause(error)}", f"{remedy}, lalu jalankan lagi")
