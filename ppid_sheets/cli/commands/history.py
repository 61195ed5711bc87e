"""`history`: the content of one request or objection, version by version."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_register, add_tab

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(history: argparse.ArgumentParser) -> None:
    """The options."""
    history.add_argument("number", metavar="NOMOR", help="nomor registrasi")
    history.add_argument(
        "--with-personal", action="store_true", help="tampilkan juga isi kolom data pribadi"
    )
    add_tab(history)
    add_register(history)


def carry_out(options: argparse.Namespace) -> int:
    """Ask the archive; the register itself is not read."""
    from ppid_sheets.cli import lookback
    from ppid_sheets.jobs.archived import bearing, called, meant, past
    from ppid_sheets.jobs.history import history

    desk, number = office.desk(options), options.number
    with past(desk.where, desk.settings, desk.clock()) as archived:
        chosen = meant(archived, options.tab, bearing(number), called(number))
        steps = history(chosen, number)
    noun, personal = chosen.schema.rows, options.with_personal
    output.show(*lookback.history(steps, noun, number, with_personal=personal))
    return DONE
