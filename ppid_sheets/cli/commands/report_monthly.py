"""`report monthly`: the workbook of a month, or an issue of it again."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_out, add_register
from ppid_sheets.cli.parser import day, month, path, whole
from ppid_sheets.errors import UsageError

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(monthly: argparse.ArgumentParser) -> None:
    """The options."""
    monthly.add_argument(
        "--month",
        type=month,
        required=True,
        metavar="TTTT-BB",
        help="bulan laporan, contoh 2026-10",
    )
    add_out(monthly)
    against = monthly.add_mutually_exclusive_group()
    against.add_argument(
        "--compare",
        type=path,
        metavar="LAMA.xlsx",
        help="tambahkan lembar Perubahan terhadap laporan bulan itu yang lebih dahulu (bawaan: "
        "terbitan pertama dalam arsip, bila berbeda)",
    )
    against.add_argument(
        "--as-issued",
        type=whole,
        nargs="?",
        const=0,
        metavar="N",
        help="tulis lagi terbitan ke-N dari arsip persis seperti dulu (bawaan: yang terakhir)",
    )
    add_register(monthly)
    monthly.add_argument(
        "--as-of",
        type=day,
        metavar="TANGGAL",
        help="keadaan pada tanggal ini (bawaan: akhir bulan itu, atau hari ini selama bulannya "
        "berjalan)",
    )


def carry_out(options: argparse.Namespace) -> int:
    """Write the workbook, and say which issue it is."""
    from ppid_sheets.cli import issued_months
    from ppid_sheets.jobs import report_monthly as issuing

    desk = office.desk(options)
    settings, now = desk.settings, desk.clock()
    out = options.out or settings.report_folder
    if options.as_issued is not None:
        if options.as_of:
            raise UsageError(
                "Terbitan ditulis apa adanya: --as-issued tidak dipakai bersama --as-of"
            )
        path, issue = issuing.as_issued(
            desk.where, settings, options.month, options.as_issued, out, now
        )
        output.show(*issued_months.issued_again(path, issue, settings.time_zone))
        return DONE
    wanted = issuing.WantedReport(options.month, out, now, options.as_of, options.compare)
    made = issuing.report_monthly(desk.where, desk.store, settings, wanted)
    output.show(*issued_months.issued(made, settings.time_zone))
    turned = made.turned.trouble if made.turned else None
    troubles = [error for error in (made.trouble, turned) if error]
    output.complain(*troubles)
    return troubles[0].exit_code if troubles else DONE
