"""`deadline`: the due date of one day of receipt, explained."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_json, add_register
from ppid_sheets.cli.parser import day
from ppid_sheets.errors import UsageError

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from ppid_sheets.deadlines.calendar import WorkCalendar
    from ppid_sheets.deadlines.profiles import Profile
    from ppid_sheets.jobs.desk import Desk


def declare(deadline: argparse.ArgumentParser) -> None:
    """The options."""
    deadline.add_argument(
        "received",
        type=day,
        metavar="TANGGAL",
        nargs="?",
        help="tanggal permohonan, atau dengan --objection keberatan, diterima",
    )
    deadline.add_argument(
        "--objection", action="store_true", help="hitung batas tanggapan Atasan PPID atas keberatan"
    )
    deadline.add_argument(
        "--ground",
        type=day,
        metavar="TANGGAL",
        help="dengan --objection: hari timbulnya alasan keberatan; hitung hari terakhir Pemohon "
        "mengajukannya",
    )
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
    _coherent(options)
    desk = office.desk(options)
    profile = desk.settings.profiles.named(options.profile)
    calendar, source = _calendar(options, desk)
    if options.objection:
        lines, found = _of_objection(options, calendar, profile)
    else:
        lines, found = _of_request(options, calendar, profile)
    if options.json:
        output.show_json(found | {"kalender": source})
    else:
        output.show(*lines)
        output.show(f"Kalender: {source}.")
    return DONE


def _coherent(options: argparse.Namespace) -> None:
    """Raises UsageError where options do not go together."""
    if options.ground and not options.objection:
        raise UsageError("--ground hanya berarti bersama --objection", "tambahkan --objection")
    if options.extended and options.objection:
        raise UsageError(
            "Tanggapan atas keberatan tidak dapat diperpanjang",
            "hilangkan --extended, atau hilangkan --objection",
        )
    if (options.received is None) == (options.ground is None):
        raise UsageError(
            "Sebut satu tanggal",
            "tanggal diterima, atau dengan --objection --ground hari timbulnya alasan keberatan",
        )


def _calendar(options: argparse.Namespace, desk: Desk) -> tuple[WorkCalendar, str]:
    from ppid_sheets.common import files
    from ppid_sheets.deadlines.calendar import calendar_of, decreed_holidays

    weekend = desk.settings.weekend
    if options.register or isinstance(desk.where, str) or files.taken(desk.where):
        from ppid_sheets.checks.judge import holidays_of

        holidays = holidays_of(desk.store.read()).holidays
        return calendar_of(holidays, weekend), f"tab Hari Libur {desk.store.name}"
    return calendar_of(decreed_holidays(), weekend), "daftar bawaan menurut SKB 3 Menteri"


def _of_request(
    options: argparse.Namespace, calendar: WorkCalendar, profile: Profile
) -> tuple[Iterable[str], dict[str, object]]:
    from ppid_sheets.deadlines.explain import as_object, explain, lines

    found = explain(calendar, options.received, profile, options.extended)
    return lines(found), as_object(found)


def _of_objection(
    options: argparse.Namespace, calendar: WorkCalendar, profile: Profile
) -> tuple[Iterable[str], dict[str, object]]:
    from ppid_sheets.deadlines.objection import APPLICANT, SUPERIOR, as_object, lines

    stage = APPLICANT if options.ground else SUPERIOR
    found = stage.count(calendar, profile, options.ground or options.received)
    return lines(stage, profile, found), as_object(stage, profile, found)
