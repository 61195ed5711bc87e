"""`history`: what one request said, version by version."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_register

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(history: argparse.ArgumentParser) -> None:
    """The options."""
    history.add_argument("number", metavar="NOMOR", help="nomor registrasi")
    history.add_argument(
        "--with-personal", action="store_true", help="tampilkan juga isi kolom data pribadi"
    )
    add_register(history)


def carry_out(options: argparse.Namespace) -> int:
    """Ask the archive; the register itself is not read."""
    from ppid_sheets.cli import retelling
    from ppid_sheets.jobs.history import history
    from ppid_sheets.jobs.past import past

    desk = office.desk(options)
    with past(desk.where, desk.settings, desk.clock()) as archived:
        steps = history(archived, options.number)
    output.show(*retelling.history(steps, options.number, with_personal=options.with_personal))
    return DONE
