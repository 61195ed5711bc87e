"""`report annual`: the year, inside the office and for publication."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_as_of, add_out, add_register
from ppid_sheets.cli.parser import year

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(annual: argparse.ArgumentParser) -> None:
    """The options."""
    annual.add_argument(
        "--year", type=year, required=True, metavar="TTTT", help="tahun laporan, contoh 2026"
    )
    add_out(annual)
    add_register(annual)
    add_as_of(annual)


def carry_out(options: argparse.Namespace) -> int:
    """Write both workbooks."""
    from ppid_sheets.jobs import papers

    desk = office.desk(options)
    out = options.out or desk.settings.report_folder
    as_of = office.as_of(options, desk)
    inside, outside = papers.report_annual(desk.store, desk.settings, options.year, as_of, out)
    output.show(f"Laporan disimpan: {inside}", f"Untuk diumumkan:  {outside}")
    return DONE
