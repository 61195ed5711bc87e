"""The command line of `ppid-sheets`: which commands there are."""

from __future__ import annotations

import argparse

from ppid_sheets.cli.commands import (
    archive,
    check,
    config,
    deadline,
    demo,
    doctor,
    explain,
    form,
    history,
    init,
    remove,
    report_annual,
    report_daily,
    report_monthly,
    restore,
    run,
    schedule,
    snapshot,
)  # fmt: skip
from ppid_sheets.cli.parser import Parser

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    from typing import Any


def parser() -> Parser:
    """The command line; `carry_out` of what it parses is the command that was asked for."""
    top = Parser(
        prog="ppid-sheets",
        description="Pemeriksa register permohonan informasi publik: tenggat, temuan, laporan.",
    )
    top.add_argument("--version", action=_Version, nargs=0, help="tampilkan versi")
    commands = top.add_subparsers(metavar="PERINTAH", required=True, title="Perintah")
    for command in (demo, check, run, schedule):
        command.declare(commands)
    report = commands.add_parser("report", help="buat laporan", description="Buat laporan.")
    kinds = report.add_subparsers(metavar="JENIS", required=True, title="Jenis laporan")
    for kind in (report_monthly, report_daily, report_annual):
        kind.declare(kinds)
    for command in (
        form, deadline, explain, init, doctor, remove, history, restore, snapshot, archive, config,
    ):  # fmt: skip
        command.declare(commands)
    return top


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        """Print the version; looked up only when asked for, which keeps `--help` quick."""
        from importlib.metadata import version

        parser.exit(message=f"ppid-sheets {version('ppid-sheets')}\n")
