"""`demo`: a made-up register, its check and its report."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_as_of
from ppid_sheets.cli.parser import path, whole

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(demo: argparse.ArgumentParser) -> None:
    """The options."""
    demo.add_argument(
        "--dir",
        type=path,
        default="ppid-demo",
        metavar="FOLDER",
        help="tempat berkas contoh (bawaan: ppid-demo)",
    )
    demo.add_argument(
        "--seed",
        type=whole,
        default=2026,
        metavar="N",
        help="angka acak; angka sama, berkas sama (bawaan: 2026)",
    )
    add_as_of(demo)


def carry_out(options: argparse.Namespace) -> int:
    """Make the demo with the code that works for an office."""
    from ppid_sheets.cli import check_summary
    from ppid_sheets.common.month import month_of
    from ppid_sheets.jobs import check as jobs
    from ppid_sheets.jobs.demo.make import demo_day, demo_morning, make_demo
    from ppid_sheets.jobs.desk import Desk
    from ppid_sheets.jobs.month_workbook import write_month

    settings = office.settings(options)
    asked = options.as_of or office.local_time(settings).date()
    today = demo_day(asked)
    if today < asked:
        output.show(
            f"Daftar libur bawaan belum memuat tahun sesudah {today.year}; contoh dibuat per "
            f"{today:%d/%m/%Y}."
        )
    register = options.dir / "register.xlsx"
    make_demo(register, today, options.seed)
    store = Desk(register, settings, lambda: office.local_time(settings)).store
    checked = jobs.check(store, settings, today, local_time=lambda: demo_morning(today))
    month = month_of(today).before()
    report = write_month(store, settings, month, today, options.dir, turned=True)
    output.show(*check_summary.lines(checked, store.name, today))
    output.show(*output.aligned((("Register", str(register)), ("Laporan bulanan", str(report)))))
    return DONE
