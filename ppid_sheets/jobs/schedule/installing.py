"""The systems in which a schedule can be put in place by the program itself."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from ppid_sheets.errors import PpidError, UsageError
from ppid_sheets.jobs.schedule.crontab import Crontab
from ppid_sheets.jobs.schedule.place import RunPlace
from ppid_sheets.jobs.schedule.tasks import Tasks
from ppid_sheets.jobs.schedule.tools import outcome_of
from ppid_sheets.jobs.schedule.units import Units


class Installer(Protocol):
    """Where a system has its schedules; each step returns what it did, a line each."""

    def installed(self, place: RunPlace) -> bool:
        """True while it is in place."""

    def install(self, place: RunPlace) -> Sequence[str]:
        """Put it in place, or anew."""

    def uninstall(self, place: RunPlace) -> Sequence[str]:
        """Take it out; () where there was none."""


def installer(system: str, config_home: Path) -> Installer:
    """The installer of a system; `config_home` is the folder of the user's settings.

    Raises UsageError for one that is not on this computer.
    """
    match system:
        case "systemd":
            return Units(config_home / "systemd" / "user")
        case "cron":
            return Crontab()
        case "windows":
            return Tasks()
    raise UsageError(
        "GitHub Actions tidak dipasang dari komputer ini",
        "simpan jadwal yang dicetak tanpa --install, menurut dua langkah di dalamnya",
    )


def usual_system() -> str:
    """The system of this computer: systemd only where it works for the user."""
    if os.name == "nt":
        return "windows"
    with suppress(PpidError):
        if not outcome_of("systemctl", "--user", "show-environment").code:
            return "systemd"
    return "cron"
