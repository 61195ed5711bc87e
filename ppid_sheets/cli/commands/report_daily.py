"""`report daily`: the page of a day."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_out, add_register
from ppid_sheets.cli.parser import day

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(daily: argparse.ArgumentParser) -> None:
    """The options."""
    daily.add_argument(
        "--date",
        type=day,
        metavar="TANGGAL",
        help="hari laporan, contoh 2026-11-23 (bawaan: hari ini)",
    )
    add_out(daily)
    add_register(daily)


def carry_out(options: argparse.Namespace) -> int:
    """Write the page."""
    from ppid_sheets.archive.remember import remembered
    from ppid_sheets.jobs import papers

    desk = office.desk(options)
    now, settings = desk.clock(), desk.settings
    out = options.out or settings.report_folder
    with remembered(desk.where, settings, now, read_only=True) as memory:
        path = papers.report_daily(
            desk.store, settings, options.date or now.date(), now.date(), out, memory
        )
    output.show(f"Laporan disimpan: {path}")
    return DONE
