"""The office that a command works for: its settings, its clock and its register."""

from __future__ import annotations

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse
    from datetime import date, datetime

    from ppid_sheets.config import Settings
    from ppid_sheets.errors import SettingsError
    from ppid_sheets.jobs.desk import Desk


def settings(options: argparse.Namespace) -> Settings:
    """The settings in force; raises SettingsError."""
    from ppid_sheets.jobs.ruled_settings import load

    return load(options.config)


def local_time(settings: Settings | SettingsError) -> datetime:
    """The office's time; of an office whose settings cannot be read, the default zone's."""
    from datetime import datetime

    from ppid_sheets import config
    from ppid_sheets.errors import SettingsError

    zone = config.ZONE if isinstance(settings, SettingsError) else settings.time_zone
    return datetime.now(zone).astimezone(zone)


def desk(options: argparse.Namespace) -> Desk:
    """The register that was named, else that of the settings; raises SettingsError."""
    from ppid_sheets.jobs import desk

    return desk.desk(options.register, options.config, local_time)


def as_of(options: argparse.Namespace, desk: Desk) -> date:
    """The day that was named, else today."""
    chosen: date | None = options.as_of
    return chosen or desk.today


def moment(options: argparse.Namespace, settings: Settings) -> datetime | None:
    """The office's time that was named, if any."""
    chosen: datetime | None = options.as_of
    return chosen.replace(tzinfo=settings.time_zone) if chosen else None
