"""`remove`: the register without the toolkit."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_register, add_verbose, add_yes

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(remove: argparse.ArgumentParser) -> None:
    """The options."""
    add_register(remove)
    add_yes(remove)
    add_verbose(remove)


def carry_out(options: argparse.Namespace) -> int:
    """Name what goes and what looks at it, ask, and take it out."""
    from ppid_sheets.jobs.remove import onlookers, remove, traces
    from ppid_sheets.stores.lock import only_one

    desk = office.desk(options)
    store = desk.store
    found = traces(store)
    if not found:
        output.show(f"{store.name}: tidak ada bagian program yang tersisa.")
        return DONE
    output.show(f"Yang dikeluarkan dari {store.name}:", *(f"  {line}" for line in found))
    looking = onlookers(store)
    if looking:
        output.show(
            "Yang memandang bagian itu dan akan kehilangan acuannya (#REF!):",
            *(f"  {line}" for line in looking),
        )
    if not (options.yes or output.agreed()):
        output.show("Dibatalkan; tidak ada yang diubah.")
        return DONE
    with only_one(desk.where):
        remove(store)
    but = ", kecuali acuan pada rumus dan rentang yang disebut di atas" if looking else ""
    output.show(f"Selesai. Isian petugas dan tab lain tidak diubah{but}.")
    output.show_calls(options, store.calls)
    return DONE
