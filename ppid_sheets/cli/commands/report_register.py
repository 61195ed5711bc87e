"""`report register`: the register of a month, a year or any days, in the national form."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_as_of, add_out, add_register, add_span, check_span
from ppid_sheets.cli.parser import first_day, last_day, month

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse
    from datetime import date


def declare(register: argparse.ArgumentParser) -> None:
    """The options."""
    span = register.add_mutually_exclusive_group(required=True)
    span.add_argument("--month", type=month, metavar="TTTT-BB", help="satu bulan, contoh 2026-10")
    helps = (
        "satu tahun, contoh 2026",
        "hari atau bulan pertama, contoh 2026-01-01 atau 2026-01",
        "hari atau bulan terakhir, bersama --from (bawaan: tanggal keadaan)",
    )
    add_span(register, span, (first_day, last_day), "TANGGAL", helps)
    register.add_argument(
        "--with-personal",
        action="store_true",
        help="cetak juga nama, alamat, kontak dan isian bebas pemohon (bawaan: tidak)",
    )
    add_out(register)
    add_register(register)
    add_as_of(register)


def carry_out(options: argparse.Namespace) -> int:
    """Write the register, and say what it holds and leaves out."""
    from ppid_sheets.jobs.report_register import report_register

    desk = office.desk(options)
    as_of = office.as_of(options, desk)
    first, last = _days(options, as_of)
    made = report_register(
        desk.store,
        desk.settings,
        first,
        last,
        as_of,
        options.out or desk.settings.report_folder,
        personal=options.with_personal,
    )
    output.show(f"Register disimpan: {made.path} ({made.requests or 'nihil, 0'} permohonan)")
    if made.left_out:
        output.show(f"Tidak dimuat: {made.left_out}.")
    if options.with_personal:
        output.show("Berkas ini memuat data pribadi pemohon: jangan dibagikan.")
    return DONE


def _days(options: argparse.Namespace, as_of: date) -> tuple[date, date]:
    """The first and the last day of receipt."""
    from datetime import date

    check_span(options, "sebut keduanya")
    if options.month:
        return options.month.first, options.month.last
    if options.year:
        return date(options.year, 1, 1), date(options.year, 12, 31)
    return options.first, options.last or max(as_of, options.first)
