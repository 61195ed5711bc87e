"""`archive`: what the archive holds, and what of it shall be forgotten."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_tab, add_yes
from ppid_sheets.cli.parser import month
from ppid_sheets.errors import UsageError

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(archive: argparse.ArgumentParser) -> None:
    """The options."""
    which = archive.add_mutually_exclusive_group()
    which.add_argument(
        "--older-than",
        type=month,
        metavar="TTTT-BB",
        help="hapus yang terakhir terlihat sebelum bulan ini",
    )
    which.add_argument("--forget", metavar="NOMOR", help="hapus semua tentang nomor ini")
    add_tab(archive)
    add_yes(archive)


def carry_out(options: argparse.Namespace) -> int:
    """List the archive, or forget what was named once that is agreed to."""
    from ppid_sheets.cli import lookback
    from ppid_sheets.jobs import forget
    from ppid_sheets.jobs.archived import opened

    if options.tab and options.forget is None:
        raise UsageError("--tab dipakai bersama --forget saja", "sebut nomornya, atau hapus --tab")
    settings = office.settings(options)
    deletes = bool(options.older_than) or options.forget is not None
    with opened(settings, office.local_time(settings), read_only=not deletes) as archive:
        if not deletes:
            output.show(*lookback.archive(forget.contents(archive), settings.time_zone))
            return DONE
        number = options.forget or ""
        wanted = forget.ToForget(number, options.tab)
        doomed = forget.doomed(archive, settings, options.older_than, wanted)
        output.show(*lookback.doomed(doomed))
        if doomed.empty:
            return DONE
        if not (options.yes or output.agreed()):
            output.show("Dibatalkan; tidak ada yang diubah.")
            return DONE
        forget.forget(archive, settings, options.older_than, number, doomed.schema)
    output.show("Selesai. Register sendiri tidak diubah.")
    return DONE
