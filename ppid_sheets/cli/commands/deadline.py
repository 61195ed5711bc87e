"""`deadline`: the due date of one day of receipt, explained."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_json, add_register
from ppid_sheets.cli.parser import day

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(deadline: argparse.ArgumentParser) -> None:
    """The options."""
    deadline.add_argument("received", type=day, metavar="TANGGAL", help="tanggal diterima")
    deadline.add_argument(
        "--profile",
        default="biasa",
        metavar="PROFIL",
        help="jangka waktu: biasa (10+7), pemilu (3+2), atau profil lain di ppid.toml",
    )
    deadline.add_argument(
        "--extended", type=day, metavar="TANGGAL", help="tanggal pemberitahuan perpanjangan"
    )
    add_register(deadline)
    add_json(deadline)


def carry_out(options: argparse.Namespace) -> int:
    """Reckon on the calendar of the register, or on the packaged one where none is there."""
    from ppid_sheets.common import files
    from ppid_sheets.deadlines.calendar import calendar_of, decreed_holidays
    from ppid_sheets.deadlines.explain import as_object, explain, lines

    desk = office.desk(options)
    settings, where = desk.settings, desk.where
    profile = settings.profiles.named(options.profile)
    if options.register or isinstance(where, str) or files.taken(where):
        from ppid_sheets.checks.judge import holidays_of

        holidays = holidays_of(desk.store.read()).holidays
        source = f"tab Hari Libur {desk.store.name}"
    else:
        holidays = decreed_holidays()
        source = "daftar bawaan menurut SKB 3 Menteri"
    calendar = calendar_of(holidays, settings.weekend)
    found = explain(calendar, options.received, profile, options.extended)
    if options.json:
        output.show_json(as_object(found) | {"kalender": source})
    else:
        output.show(*lines(found))
        output.show(f"Kalender: {source}.")
    return DONE
