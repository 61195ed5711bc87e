"""`config`: the settings in force."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(_: argparse.ArgumentParser) -> None:
    """The options."""


def carry_out(options: argparse.Namespace) -> int:
    """Print the settings as a file of settings."""
    from ppid_sheets import config

    settings = office.settings(options)
    output.show(
        f"# Sumber: {settings.source or 'nilai bawaan'}", config.as_toml(settings).rstrip("\n")
    )
    return DONE
