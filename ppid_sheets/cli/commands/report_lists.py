"""`report lists`: the lists of open and of excluded information as of a day."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_out, add_register
from ppid_sheets.cli.parser import day

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(lists: argparse.ArgumentParser) -> None:
    """The options."""
    lists.add_argument(
        "--on",
        type=day,
        metavar="TANGGAL",
        help="keadaan pada tanggal ini, contoh 2026-11-23 (bawaan: hari ini)",
    )
    add_out(lists)
    add_register(lists)


def carry_out(options: argparse.Namespace) -> int:
    """Write the lists, and say what they hold and leave out."""
    from ppid_sheets.jobs.report_lists import report_lists

    desk = office.desk(options)
    out = options.out or desk.settings.report_folder
    made = report_lists(desk.store, desk.settings, options.on or desk.today, out)
    output.show(f"Daftar disimpan: {made.printed}")
    for path in made.published:
        output.show(f"Untuk diumumkan: {path}")
    output.show(*made.told)
    return DONE
