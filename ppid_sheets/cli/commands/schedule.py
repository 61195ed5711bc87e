"""`schedule`: what a computer needs to run the job by itself."""

from __future__ import annotations

import sys

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_register

SYSTEMS = ("systemd", "cron", "windows", "github")

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(schedule: argparse.ArgumentParser) -> None:
    """The options."""
    schedule.add_argument(
        "system",
        choices=SYSTEMS,
        metavar="SISTEM",
        help="systemd (Linux), cron (Linux, macOS), windows, atau github (GitHub Actions)",
    )
    schedule.add_argument(
        "--watch", action="store_true", help="untuk ppid-sheets watch, di samping jadwal tiap jam"
    )
    add_register(schedule)


def carry_out(options: argparse.Namespace) -> int:
    """Print the schedule; nothing is installed."""
    from pathlib import Path

    from ppid_sheets.common import files
    from ppid_sheets.jobs.schedule import systems
    from ppid_sheets.jobs.schedule.place import RunPlace

    settings = office.settings(options)
    source, where, mail = settings.source, options.register, settings.mail
    mails = mail.server and mail.user and not options.watch
    ambient = settings.google.ambient_file
    place = RunPlace(
        python=sys.executable,
        folder=str(files.real(source).parent if source else Path.cwd()),
        settings=str(files.real(source)) if source else "",
        register=str(files.real(where) if isinstance(where, Path) else where or ""),
        credential=str(files.real(ambient)) if ambient else "",
        password_variable=mail.password_variable if mails else "",
        zone=settings.time_zone,
        limit=settings.run_limit,
        watching=options.watch,
    )
    output.show(systems.describe(options.system, place, where or settings.register).rstrip())
    return DONE
