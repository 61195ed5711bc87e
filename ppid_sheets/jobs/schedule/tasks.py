"""Puts a schedule for Windows into its Task Scheduler, and takes it out again."""

import tempfile
from pathlib import Path

from ppid_sheets.jobs.schedule import windows
from ppid_sheets.jobs.schedule.place import RunPlace
from ppid_sheets.jobs.schedule.tools import outcome_of, own_name, success_of


class Tasks:
    """The tasks of the user; each one has its mark in the field *Source*."""

    def installed(self, place: RunPlace) -> bool:
        """True while a task bears the mark; Windows writes the rest in its own way."""
        return _found(_name(place)) is not None

    def install(self, place: RunPlace) -> tuple[str, ...]:
        """Put it in place, anew where it is there; what was done.

        Raises UsageError, UnreachableError.
        """
        name = _name(place)
        with tempfile.TemporaryDirectory(prefix="ppid-") as folder:
            file = Path(folder) / "jadwal-ppid.xml"
            file.write_bytes(_exported(windows.describe(place)))
            success_of("schtasks", "/Create", "/F", "/TN", name, "/XML", str(file))
        if place.watching:
            outcome_of("schtasks", "/End", "/TN", name)
            success_of("schtasks", "/Run", "/TN", name)
        return (f"Dipasang di Penjadwal Tugas Windows (Task Scheduler) sebagai {name}",)

    def uninstall(self, place: RunPlace) -> tuple[str, ...]:
        """Take it out, () where there is none; what was done.

        Raises UsageError, UnreachableError.
        """
        name = _name(place)
        if _found(name) is None:
            return ()
        outcome_of("schtasks", "/End", "/TN", name)
        success_of("schtasks", "/Delete", "/F", "/TN", name)
        return (f"Dilepas dari Penjadwal Tugas Windows: {name}",)


def _exported(task: str) -> bytes:
    """A task in the encoding of those that Windows writes, which its older builds insist on."""
    head = '<?xml version="1.0"'
    return task.replace(head, f'{head} encoding="UTF-16"', 1).encode("utf-16")


def _name(place: RunPlace) -> str:
    return own_name(place.name, _found, lambda task: place.mark in task)


def _found(name: str) -> str | None:
    """A task as Windows prints it, less the zeros of its UTF-16; None for none."""
    answer = outcome_of("schtasks", "/Query", "/TN", name, "/XML")
    return None if answer.code else answer.out.replace(b"\0", b"").decode(errors="replace")
