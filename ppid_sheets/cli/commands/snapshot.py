"""`snapshot`: the register as it was, in a new file."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_moment, add_register
from ppid_sheets.cli.parser import path

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(snapshot: argparse.ArgumentParser) -> None:
    """The options."""
    add_moment(snapshot, "register pada waktu ini (bawaan: pemeriksaan terakhir)")
    snapshot.add_argument(
        "--out",
        type=path,
        required=True,
        metavar="BERKAS",
        help="berkas .xlsx baru; memuat data pribadi",
    )
    add_register(snapshot)


def carry_out(options: argparse.Namespace) -> int:
    """Rebuild the register from the archive."""
    from ppid_sheets.cli import lookback
    from ppid_sheets.jobs.archived import past
    from ppid_sheets.jobs.snapshot import snapshot

    desk = office.desk(options)
    settings = desk.settings
    with past(desk.where, settings, desk.clock()) as archived:
        wholes = snapshot(archived, office.moment(options, settings), options.out)
    output.show(*lookback.snapshot(wholes, options.out, settings.time_zone))
    return DONE
