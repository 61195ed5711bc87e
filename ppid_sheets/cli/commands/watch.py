"""`watch`: check a register as soon as somebody saved and closed it, or asks for it there."""

from __future__ import annotations

import sys

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_register

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse
    from collections.abc import Hashable
    from pathlib import Path

    from ppid_sheets.jobs.desk import Desk


def declare(watch: argparse.ArgumentParser) -> None:
    """The options."""
    add_register(watch)
    watch.add_argument("--quiet", action="store_true", help="diam bila tidak ada yang gagal")


def carry_out(options: argparse.Namespace) -> int:
    """Watch until somebody stops it; a line a check."""
    from pathlib import Path

    desk = office.desk(options)
    options.register = desk.where
    if isinstance(desk.where, Path):
        _follow_saves(desk, desk.where, _Checks(options, "disimpan dan ditutup"))
    else:
        _follow_box(desk, _Checks(options, "dicentang"))
    return DONE


def _follow_saves(desk: Desk, path: Path, checks: _Checks) -> None:
    from functools import partial

    from ppid_sheets.common.doing import doing
    from ppid_sheets.jobs.watch.waking import wakes
    from ppid_sheets.jobs.watch.watching import Watch
    from ppid_sheets.stores.xlsx import disk
    from ppid_sheets.stores.xlsx.file_mark import look, mark

    disk.load(path)  # a wrong name is an error at once, not something to wait for
    source = desk.settings.source

    def around() -> Hashable:
        return desk.today, source and mark(source)

    def waiting(held: bool) -> None:
        if held:
            doing(f"{path.name} sedang dibuka, diperiksa setelah ditutup")

    Watch(partial(look, path), around, checks, output.complain, waiting).over(wakes(path))


def _follow_box(desk: Desk, checks: _Checks) -> None:
    from ppid_sheets.jobs.watch import asking

    box = asking.box_of(desk.store)
    box.ticked()  # what cannot be reached or has no page is an error at once
    asking.answer(box, checks, output.complain)


class _Checks:
    """Checks as `check` makes them, under the settings of the moment."""

    def __init__(self, options: argparse.Namespace, awaited: str) -> None:
        self._options, self._awaited, self._shown = options, awaited, False

    def __call__(self) -> None:
        """Check once, and say so in a line where something was written, or the first time."""
        from ppid_sheets.cli import run_line
        from ppid_sheets.common.doing import doing
        from ppid_sheets.jobs.check import check_desk

        desk = office.desk(self._options)
        checked, trouble = check_desk(desk, desk.today)
        if not self._options.quiet and (checked.written or not self._shown):
            self._shown = True
            output.show(run_line.of_check(checked, desk.store.name, desk.clock()))
            sys.stdout.flush()
        doing(f"Pukul {desk.clock():%H.%M} diperiksa, menunggu {desk.store.name} {self._awaited}")
        if trouble:
            raise trouble
