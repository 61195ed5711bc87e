"""`check`: judge the register and write its results."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE, FOUND
from ppid_sheets.cli.options import (
    add_as_of,
    add_exit_code,
    add_json,
    add_register,
    add_verbose,
)

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(check: argparse.ArgumentParser) -> None:
    """The options."""
    add_register(check)
    add_as_of(check)
    check.add_argument(
        "--dry-run",
        action="store_true",
        help="jangan menulis; tampilkan tiap perubahan, lama → baru",
    )
    add_json(check)
    add_verbose(check)
    check.add_argument(
        "--force", action="store_true", help="terima register yang menyusut sejak pemeriksaan lalu"
    )
    add_exit_code(check)


def carry_out(options: argparse.Namespace) -> int:
    """Check once, and say what was found."""
    from ppid_sheets.cli import check_object, check_summary, parting
    from ppid_sheets.doctor.facts import command
    from ppid_sheets.jobs.check import check_desk

    desk = office.desk(options)
    as_of, now = office.as_of(options, desk), desk.clock()
    where, settings, store = desk.where, desk.settings, desk.store
    checked, trouble = check_desk(desk, as_of, dry_run=options.dry_run, force=options.force)
    if options.json:
        output.show_json(check_object.as_object(checked, store.name, as_of))
    else:
        if options.dry_run:
            output.show(*check_summary.changes(checked))
        output.show(*check_summary.lines(checked, store.name, as_of))
        again, schedule = (command(name, where, settings) for name in ("check", "schedule"))
        advice = parting.after_check(
            checked, dry_run=options.dry_run, again=again, schedule=schedule
        )
        output.show(*parting.lines(where, store, now, advice))
    output.show_calls(options, store.calls)
    if trouble:
        output.complain(trouble)
        return trouble.exit_code
    return FOUND if options.exit_code and checked.faulty else DONE
