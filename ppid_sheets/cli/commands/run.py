"""`run`: all that is scheduled."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE, FOUND
from ppid_sheets.cli.options import add_exit_code, add_register

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(run: argparse.ArgumentParser) -> None:
    """The options."""
    add_register(run)
    run.add_argument(
        "--print", action="store_true", dest="show", help="tampilkan surat peringatan, jangan kirim"
    )
    voice = run.add_mutually_exclusive_group()
    voice.add_argument("--quiet", action="store_true", help="diam bila tidak ada yang gagal")
    voice.add_argument(
        "--verbose", action="store_true", help="tampilkan juga ringkasan pemeriksaan"
    )
    add_exit_code(run)


def carry_out(options: argparse.Namespace) -> int:
    """Do what is due, and say it in one line."""
    from dataclasses import replace

    from ppid_sheets.cli import check_summary, run_line
    from ppid_sheets.jobs.run import run
    from ppid_sheets.jobs.run.order import Order

    whole = office.desk(options)
    desk = replace(whole, settings=run.within_limit(whole.settings))
    ran = run.run(Order(desk.where, desk.settings, lambda: desk.store, desk.clock, options.show))
    output.show(*ran.shown)
    if ran.checked and options.verbose:
        output.show(*check_summary.lines(ran.checked, ran.name, ran.moment.date()))
    if ran.checked and not options.quiet:
        output.show(run_line.line(ran))
    output.show_calls(options, ran.calls)
    output.complain(*ran.failures)
    found = options.exit_code and ran.checked and ran.checked.verdict.faulty
    return ran.exit_code or (FOUND if found else DONE)
