"""One register of one office at one moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from ppid_sheets.config import Settings
from ppid_sheets.jobs.ruled_settings import load
from ppid_sheets.register.address import SpreadsheetId
from ppid_sheets.stores.opening import open_store
from ppid_sheets.stores.port import Installation


@dataclass(frozen=True)
class Desk:
    """A register, how its office counts, and its `clock`, which gives the local time."""

    where: Path | SpreadsheetId
    settings: Settings
    clock: Callable[[], datetime]

    @cached_property
    def store(self) -> Installation:
        """Where the register lives; nothing is read yet."""
        return open_store(self.where, self.settings, self.clock)

    @property
    def today(self) -> date:
        """The day at the office."""
        return self.clock().date()


def desk(
    where: Path | SpreadsheetId | None,
    settings_file: Path | None,
    clock: Callable[[Settings], datetime],
) -> Desk:
    """The desk of a register, by default the one that the settings name; raises SettingsError."""
    settings = load(settings_file)
    return Desk(where or settings.register, settings, lambda: clock(settings))
