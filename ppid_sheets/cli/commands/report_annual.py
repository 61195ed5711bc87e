"""`report annual`: a year or some months, inside the office and for publication."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_as_of, add_out, add_register, add_span, check_span
from ppid_sheets.cli.parser import month
from ppid_sheets.errors import UsageError

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse

    from ppid_sheets.reports.year.span import MonthSpan


def declare(annual: argparse.ArgumentParser) -> None:
    """The options."""
    which = annual.add_mutually_exclusive_group(required=True)
    helps = (
        "tahun laporan, contoh 2026",
        "bulan pertama, untuk semester atau masa lain, contoh 2026-01",
        "bulan terakhir, bersama --from, contoh 2026-06",
    )
    add_span(annual, which, (month, month), "TTTT-BB", helps)
    add_out(annual)
    add_register(annual)
    add_as_of(annual)


def carry_out(options: argparse.Namespace) -> int:
    """Write the workbook and what may be announced of it."""
    from ppid_sheets.jobs import papers

    desk = office.desk(options)
    out = options.out or desk.settings.report_folder
    as_of = office.as_of(options, desk)
    made = papers.report_annual(desk.store, desk.settings, _span(options), as_of, out)
    output.show(f"Laporan disimpan: {made.inside}")
    output.show(*(f"Untuk diumumkan:  {path}" for path in made.outside))
    return DONE


def _span(options: argparse.Namespace) -> MonthSpan:
    from ppid_sheets.reports.year import span

    check_span(options, "hapus --to, atau ganti --year")
    if options.year:
        return span.year(options.year)
    if not options.last:
        raise UsageError("--from tanpa --to", "sebut juga bulan terakhir, contoh --to 2026-06")
    if options.last < options.first:
        raise UsageError(
            f"{options.last.name} lebih dahulu dari {options.first.name}", "tukar --from dan --to"
        )
    return span.MonthSpan(options.first, options.last)
