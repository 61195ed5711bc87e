"""`init`: a new register, or what an existing one lacks."""

from __future__ import annotations

import argparse
from itertools import chain

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
    add_verbose(init)


def carry_out(options: argparse.Namespace) -> int:
    """Build or adopt, and say what was added."""
    from ppid_sheets.cli import additions, parting
    from ppid_sheets.doctor.facts import command
    from ppid_sheets.jobs.init import init
    from ppid_sheets.jobs.objections import KINDS, init_objections
    from ppid_sheets.register.schema import with_wished
    from ppid_sheets.register.wishes import wished
    from ppid_sheets.stores.lock import only_one

    others = KINDS if options.objections is not False else ()
    desk = office.desk(options)
    where, store, schema = desk.where, desk.store, desk.settings.chosen.schema
    with only_one(where):
        columns, *rest = wished(options.add, (schema, *others))
        more, dry = tuple(chain.from_iterable(rest)), options.dry_run
        kinds = [with_wished(kind, keys) for kind, keys in zip(others, rest, strict=True)]
        adopted = init(store, dry_run=dry, wished=columns, beside=kinds)
        wanted = adopted and others and (options.objections or adopted.kin or more)
        beside = init_objections(store, dry_run=dry, wished=more) if wanted else None
    if adopted:
        output.show(*additions.lines(adopted, store.name, dry_run=options.dry_run))
    else:
        more_tabs, dry = desk.settings.chosen.pages, options.dry_run
        output.show(*additions.built(store.name, (schema, *others), more_tabs, dry_run=dry))
    if beside:
        output.show(*additions.lines(beside, f"Tab {beside.tab}", dry_run=options.dry_run))
    elif wanted:
        output.show("Tab Keberatan belum ada; register keberatan akan dibuat di sana.")
    again, check = (command(name, where, desk.settings) for name in ("init", "check"))
    advice = parting.after_init(dry_run=options.dry_run, init=again, check=check)
    output.show(*parting.lines(where, store, desk.clock(), advice))
    output.show_calls(options, store.calls)
    return DONE
