"""`config`: the settings in force."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_command

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse
    from typing import Any


def declare(commands: Any) -> None:
    """The options."""
    add_command(commands, "config", "tampilkan pengaturan yang berlaku", carry_out)


def carry_out(options: argparse.Namespace) -> int:
    """Print the settings as a file that can be kept."""
    from ppid_sheets import config

    settings = office.settings(options)
    output.show(
        f"# Sumber: {settings.source or 'nilai bawaan'}", config.as_toml(settings).rstrip("\n")
    )
    return DONE
