"""`explain`: what a code of a finding means."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.errors import SettingsError

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(explain: argparse.ArgumentParser) -> None:
    """The options."""
    explain.add_argument("code", metavar="KODE", help="kode temuan, seperti di tab Temuan")


def carry_out(options: argparse.Namespace) -> int:
    """Print the entry of the catalogue."""
    from ppid_sheets.cli.explanation import lines
    from ppid_sheets.jobs.finding_codes import entry

    found = entry(options.code)
    try:
        rulings = office.settings(options).rulings
    except (
        SettingsError
    ):  # what a code means does not hang on them, and every other command says so
        rulings = {}
    output.show(*lines(found, rulings))
    return DONE
