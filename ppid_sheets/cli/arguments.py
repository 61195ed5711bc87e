"""The command line of `ppid-sheets`: how a command is found, and its options."""

from __future__ import annotations

import argparse

from ppid_sheets.cli.overview import COMMANDS, PROGRAM, PURPOSE, REPORT, VERSION, overview
from ppid_sheets.cli.parser import Parser

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


def parser(typed: Sequence[str]) -> Parser:
    """The command line; `carry_out` of what it parses is the command that was asked for.

    Only commands whose names were `typed` have their options: the others need not be loaded.
    """
    top = _Top(prog=PROGRAM, description=PURPOSE)
    top.add_argument("--version", action=_Version, nargs=0, help=VERSION)
    groups = {"": top.add_subparsers(metavar="PERINTAH", required=True, parser_class=Parser)}
    for name, text in COMMANDS.items():
        group, _, last = name.rpartition(" ")
        if group not in groups:
            groups[group] = _reports(groups[""])
        command = groups[group].add_parser(
            last, help=text, description=f"{text[0].upper()}{text[1:]}."
        )
        if set(name.split()) <= set(typed):
            _declare(command, name)
    return top


def _reports(commands: Any) -> Any:
    report = commands.add_parser("report", help=REPORT, description="Buat laporan.")
    return report.add_subparsers(metavar="JENIS", required=True, title="Jenis laporan")


def _declare(command: argparse.ArgumentParser, name: str) -> None:
    from importlib import import_module

    from ppid_sheets.cli.options import add_config

    module = import_module(f"ppid_sheets.cli.commands.{name.replace(' ', '_')}")
    command.set_defaults(command=name, carry_out=module.carry_out)
    add_config(command)
    module.declare(command)


class _Top(Parser):
    """The command without a command's name."""

    def format_help(self) -> str:
        """The help that needs none of the commands."""
        return overview()


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        """Print the version; looked up only when asked for, which keeps `--help` quick."""
        from importlib.metadata import version

        parser.exit(message=f"ppid-sheets {version('ppid-sheets')}\n")
