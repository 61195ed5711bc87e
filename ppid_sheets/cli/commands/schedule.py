"""`schedule`: what a computer needs to run the job by itself."""

from __future__ import annotations

import sys

from ppid_sheets.cli import computer, office, output
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
        nargs="?",
        choices=SYSTEMS,
        metavar="SISTEM",
        help="systemd (Linux), cron (Linux, macOS), windows, atau github (GitHub Actions); "
        "bawaan: yang ada di komputer ini",
    )
    schedule.add_argument(
        "--watch", action="store_true", help="untuk ppid-sheets watch, di samping jadwal tiap jam"
    )
    put = schedule.add_mutually_exclusive_group()
    put.add_argument("--install", action="store_true", help="pasang di komputer ini")
    put.add_argument("--uninstall", action="store_true", help="lepas dari komputer ini")
    add_register(schedule)


def carry_out(options: argparse.Namespace) -> int:
    """Print the schedule, put it in place, or take it out."""
    from ppid_sheets.jobs.schedule import systems
    from ppid_sheets.jobs.schedule.installing import installer, usual_system
    from ppid_sheets.jobs.schedule.place import place_of

    settings, where = office.settings(options), options.register
    place = place_of(settings, where, sys.executable, computer.user(), watching=options.watch)
    system = options.system or usual_system()
    text = systems.describe(system, place, where or settings.register)
    if options.install:
        output.show(*installer(system, computer.config_home()).install(place))
    elif options.uninstall:
        done = installer(system, computer.config_home()).uninstall(place)
        output.show(*(done or ("Tidak ada jadwal untuk register ini di komputer ini.",)))
    else:
        output.show(text.rstrip())
    return DONE
