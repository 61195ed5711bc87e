"""The schedules by the system they are for."""

from collections.abc import Callable, Mapping
from pathlib import Path

from ppid_sheets.errors import UsageError
from ppid_sheets.jobs.schedule import cron, github, systemd, windows
from ppid_sheets.jobs.schedule.place import RunPlace
from ppid_sheets.register.address import SpreadsheetId

SYSTEMS: Mapping[str, Callable[[RunPlace], str]] = {
    "systemd": systemd.describe,
    "cron": cron.describe,
    "windows": windows.describe,
    "github": github.describe,
}


def describe(system: str, place: RunPlace, where: Path | SpreadsheetId) -> str:
    """A schedule ready to be put in place.

    Raises UsageError where the register is a file that the system could not reach, or where a path
    holds a line break, which no schedule can carry.
    """
    if system == "github" and not isinstance(where, SpreadsheetId):
        raise UsageError(
            "GitHub Actions tidak dapat mencapai berkas di komputer ini",
            "pakai systemd, cron atau windows, atau register di Google Sheet",
        )
    if system == "github" and place.watching:
        raise UsageError(
            "GitHub Actions tidak dapat mengawasi terus-menerus",
            "pakai systemd, cron atau windows",
        )
    if any(ord(letter) < 32 for letter in f"{place.python}{place.folder}{place.settings}"):
        raise UsageError(
            "Nama folder memuat karakter yang tidak dapat dijadwalkan", "ganti namanya"
        )
    return SYSTEMS[system](place)
