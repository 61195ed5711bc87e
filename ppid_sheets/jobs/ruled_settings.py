"""Reads the settings of an office, whose rulings on findings must be ones that can be."""

from pathlib import Path

from ppid_sheets import config
from ppid_sheets.config import Settings


def load(path: Path | None = None) -> Settings:
    """Like `config.load`; raises SettingsError also for a ruling that cannot be."""
    settings = config.load(path)
    if settings.rulings:
        from ppid_sheets.checks.rulings import refuse
        from ppid_sheets.jobs.finding_codes import entries

        refuse(settings.rulings, [entry.code for entry in entries()], settings.source)
    return settings
