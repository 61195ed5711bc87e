"""`watch`: check a register as soon as somebody saved and closed it."""

from __future__ import annotations

import sys

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_register

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse
    from collections.abc import Hashable


def declare(watch: argparse.ArgumentParser) -> None:
    """The options."""
    add_register(watch)
    watch.add_argument("--quiet", action="store_true", help="diam bila tidak ada yang gagal")


def carry_out(options: argparse.Namespace) -> int:
    """Watch until somebody stops it; a line a check."""
    from functools import partial
    from pathlib import Path

    from ppid_sheets.cli import run_line
    from ppid_sheets.common.doing import doing
    from ppid_sheets.errors import UsageError
    from ppid_sheets.jobs.check import check_desk
    from ppid_sheets.jobs.watch.waking import wakes
    from ppid_sheets.jobs.watch.watching import Watch
    from ppid_sheets.stores.xlsx import disk
    from ppid_sheets.stores.xlsx.look import look, mark

    first = office.desk(options)
    path, source = first.where, first.settings.source
    if not isinstance(path, Path):
        raise UsageError(
            "Yang diawasi baru berkas .xlsx, belum Google Sheet",
            "pasang jadwal tiap jam dengan ppid-sheets schedule",
        )
    disk.load(path)  # a wrong name is an error at once, not something to wait for
    options.register = path
    shown: list[str] = []

    def around() -> Hashable:
        return first.today, source and mark(source)

    def check() -> None:
        desk = office.desk(options)
        checked, trouble = check_desk(desk, desk.today)
        if not options.quiet and (checked.written or not shown):
            shown.append(run_line.of_check(checked, desk.store.name, desk.clock()))
            output.show(shown[-1])
            sys.stdout.flush()
        doing(f"Pukul {desk.clock():%H.%M} diperiksa, menunggu {path.name} disimpan dan ditutup")
        if trouble:
            raise trouble

    def waiting(held: bool) -> None:
        if held:
            doing(f"{path.name} sedang dibuka, diperiksa setelah ditutup")

    Watch(partial(look, path), around, check, output.complain, waiting).over(wakes(path))
    return DONE
