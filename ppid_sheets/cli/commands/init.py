"""`init`: a new register, or what an existing one lacks."""

from __future__ import annotations

import argparse

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_register, add_verbose


def declare(init: argparse.ArgumentParser) -> None:
    """The options."""
    add_register(init)
    init.add_argument(
        "--dry-run", action="store_true", help="jangan menulis; tampilkan yang akan ditambah"
    )
    init.add_argument(
        "--add",
        action="append",
        default=[],
        metavar="KOLOM",
        help="tambahkan kolom isian ini di ujung kanan; beberapa dipisahkan dengan koma; kolom "
        'tab Keberatan: "Keberatan: Kasus Posisi"',
    )
    init.add_argument(
        "--objections",
        action=argparse.BooleanOptionalAction,
        help="tambahkan juga register keberatan (tab Keberatan), atau pakai yang sudah ada; "
        "register baru selalu mendapatnya, kecuali dengan --no-objections",
    )
    init.add_argument(
        "--lists",
        action="store_true",
        help="tambahkan juga tab DIP dan DIK (daftar informasi publik dan yang dikecualikan), atau "
        "pakai yang sudah ada",
    )
    add_verbose(init)


def carry_out(options: argparse.Namespace) -> int:
    """Build or adopt, and print what was added."""
    from ppid_sheets.cli import additions, parting
    from ppid_sheets.doctor.facts import command
    from ppid_sheets.jobs.init_all import init_all
    from ppid_sheets.register.information.dik import BASIS

    desk, dry = office.desk(options), options.dry_run
    where, store, chosen = desk.where, desk.store, desk.settings.chosen
    made = init_all(
        desk, options.add, objections=options.objections, lists=options.lists, dry_run=dry
    )
    if made.adopted:
        output.show(*additions.lines(made.adopted, store.name, dry_run=dry))
    else:
        output.show(*additions.built(store.name, made.kinds, chosen.pages, dry_run=dry))
    output.show(*additions.beside(made.beside, dry_run=dry))
    if made.lacks_basis:
        output.show(additions.basis_lacking(chosen.schema.header(BASIS)))
    again, check = (command(name, where, desk.settings) for name in ("init", "check"))
    advice = parting.after_init(dry_run=dry, init=again, check=check)
    output.show(*parting.lines(where, store, desk.clock(), advice))
    output.show_calls(options, store.calls)
    return DONE
