"""`restore`: rows of the archive on a tab of their own."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_moment, add_register, add_tab

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(restore: argparse.ArgumentParser) -> None:
    """The options."""
    what = restore.add_mutually_exclusive_group(required=True)
    what.add_argument("number", nargs="?", metavar="NOMOR", help="nomor registrasi")
    what.add_argument("--missing", action="store_true", help="semua baris yang hilang")
    add_moment(restore, "isian pada waktu ini (bawaan: isian terakhir)")
    add_tab(restore)
    add_register(restore)


def carry_out(options: argparse.Namespace) -> int:
    """Write the tab; staff copy from it."""
    from ppid_sheets.jobs.archived import past
    from ppid_sheets.jobs.restore import restore
    from ppid_sheets.stores.lock import only_one

    desk = office.desk(options)
    store, settings = desk.store, desk.settings
    with only_one(desk.where), past(desk.where, settings, desk.clock()) as archived:
        moment = office.moment(options, settings)
        restored = restore(store, archived, options.tab, options.number, moment)
    instead = ", menggantikan isi lama tab itu" if restored.replaced else ""
    home = restored.home
    output.show(
        f"{restored.rows} {restored.noun} ditulis di tab {restored.tab} {store.name}{instead}. "
        f"Salin barisnya ke tab {home}; tab {home} sendiri tidak diubah."
    )
    return DONE
