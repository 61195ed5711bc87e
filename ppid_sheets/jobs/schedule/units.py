"""Puts a schedule for systemd in place, and takes it out again."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ppid_sheets.common import files
from ppid_sheets.errors import PpidError, UnreachableError
from ppid_sheets.jobs.schedule import systemd
from ppid_sheets.jobs.schedule.place import RunPlace
from ppid_sheets.jobs.schedule.tools import outcome_of, own_name, success_of

_MANAGER = ("systemctl", "--user")


@dataclass(frozen=True, slots=True)
class Units:
    """The units of the user, which lie in `folder`."""

    folder: Path

    def installed(self, place: RunPlace) -> bool:
        """True while the schedule is in place as it would be put there, and runs."""
        name = self._name(place)
        wanted = systemd.units(place, name)
        states = (outcome_of(*_MANAGER, ask, [*wanted][-1]) for ask in ("is-enabled", "is-active"))
        written = all(self._text(file) == text for file, text in wanted.items())
        return written and not any(state.code for state in states)

    def install(self, place: RunPlace) -> tuple[str, ...]:
        """Put it in place; what was done.

        Raises UsageError, UnreachableError.
        """
        success_of(*_MANAGER, "daemon-reload")  # where this fails nothing is written
        name = self._name(place)
        wanted = systemd.units(place, name)
        unit = [*wanted][-1]
        replaced = self._text(unit) is not None
        for file, text in wanted.items():
            self._put(file, text)
        success_of(*_MANAGER, "daemon-reload")
        success_of(*_MANAGER, "enable", "--now", unit)
        if replaced:
            success_of(*_MANAGER, "restart", unit)
        return (
            f"Dipasang di systemd sebagai {unit}. Melihatnya: systemctl --user status {unit}",
            *_lingering(),
        )

    def uninstall(self, place: RunPlace) -> tuple[str, ...]:
        """Take it out, () where there is none; what was done.

        Raises UsageError, UnreachableError.
        """
        name = self._name(place)
        kept = [file for file in systemd.units(place, name) if self._text(file) is not None]
        if not kept:
            return ()
        success_of(*_MANAGER, "disable", "--now", kept[-1])
        for file in kept:
            with suppress(FileNotFoundError):
                (self.folder / file).unlink()
        success_of(*_MANAGER, "daemon-reload")
        return (f"Dilepas dari systemd: {', '.join(kept)}",)

    def _name(self, place: RunPlace) -> str:
        return own_name(
            place.name,
            lambda name: self._text(f"{name}.service"),
            lambda text: systemd.own(text, place),
        )

    def _text(self, name: str) -> str | None:
        """A unit as it lies there, None where there is none."""
        with suppress(OSError):
            return files.read(self.folder / name).decode(errors="replace")
        return "" if files.taken(self.folder / name) else None

    def _put(self, name: str, text: str) -> None:
        if self._text(name) == text:
            return
        try:
            files.put(self.folder / name, text.encode(errors="surrogateescape"))
        except OSError as error:
            raise UnreachableError(
                f"{self.folder / name} tidak dapat ditulis: {files.cause(error)}",
                "periksa hak atas foldernya",
            ) from error


def _lingering() -> tuple[str, ...]:
    """Let it run also while nobody is logged in; how that is done where it was refused."""
    with suppress(PpidError):
        if not outcome_of("loginctl", "enable-linger").code:
            return ()
    return (
        "Berjalan hanya selama pemakai ini masuk ke komputer; agar selalu: loginctl enable-linger",
    )
