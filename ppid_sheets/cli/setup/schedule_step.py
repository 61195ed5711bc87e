"""What runs by itself: the hourly check, and the watch."""

import shutil

from ppid_sheets.cli import output
from ppid_sheets.cli.setup.questions import NO_SCHEDULE, SCHEDULE, SYSTEMS, WATCH, WATCH_SHEET
from ppid_sheets.cli.setup.work import Work
from ppid_sheets.errors import PpidError
from ppid_sheets.jobs.schedule.installing import Installer, installer, usual_system
from ppid_sheets.jobs.schedule.place import RunPlace
from ppid_sheets.register.address import SpreadsheetId


def hourly_done(work: Work) -> str:
    """The system in which it is in place."""
    return _home(work, work.place(watching=False))


def watch_done(work: Work) -> str:
    """True where the watch is installed."""
    return _home(work, work.place(watching=True))


def install_hourly(work: Work) -> None:
    """Ask for the system, and put it in place there; again where it cannot be."""

    def asked() -> None:
        system = work.person.answer(SCHEDULE.with_default(_usual()))
        if system == NO_SCHEDULE:
            output.show("Dilewati; kapan saja: ppid-sheets schedule --install.")
        else:
            _install(work, system, watching=False)

    work.tried(asked)


def install_watch(work: Work) -> None:
    """Ask, and put it where the hourly check is, else where it would be."""
    home = hourly_done(work)
    question = WATCH_SHEET if isinstance(work.where, SpreadsheetId) else WATCH

    def asked() -> None:
        wished = work.person.answer(question.with_default(bool(home)))
        system = home or _usual()
        if not wished or system == NO_SCHEDULE:
            output.show("Dilewati; kapan saja: ppid-sheets schedule --watch --install.")
        else:
            _install(work, system, watching=True)

    work.tried(asked)


def _usual() -> str:
    system = usual_system()
    return NO_SCHEDULE if system == "cron" and not shutil.which("crontab") else system


def _systems(work: Work) -> dict[str, Installer]:
    """The systems of this computer that can be asked at all."""
    commands = {"systemd": "systemctl", "cron": "crontab", "windows": "schtasks"}
    return {
        system: installer(system, work.config_home)
        for system in SYSTEMS
        if shutil.which(commands.get(system, ""))
    }


def _home(work: Work, place: RunPlace) -> str:
    for system, one in _systems(work).items():
        try:
            if one.installed(place):
                return system
        except PpidError:
            continue  # told when something is to be put there
    return ""


def _install(work: Work, system: str, *, watching: bool) -> None:
    place = work.place(watching=watching)
    output.show(*installer(system, work.config_home).install(place))
