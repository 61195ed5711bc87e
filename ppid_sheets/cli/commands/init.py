"""`init`: a new register, or what an existing one lacks."""

from __future__ import annotations

import argparse

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_register, add_verbose

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ppid_sheets.jobs.init import Adopted
    from ppid_sheets.register.schema import Schema
    from ppid_sheets.stores.port import Installation


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
    """Build or adopt, and say what was added."""
    from ppid_sheets.cli import additions, parting
    from ppid_sheets.doctor.facts import command
    from ppid_sheets.jobs.init import init
    from ppid_sheets.jobs.objections import KINDS
    from ppid_sheets.register.information import LISTS
    from ppid_sheets.register.information.dik import BASIS, EXCLUDED
    from ppid_sheets.register.schema import with_wished
    from ppid_sheets.register.wishes import wished
    from ppid_sheets.stores.lock import only_one

    others = KINDS if options.objections is not False else ()
    desk = office.desk(options)
    where, store, schema = desk.where, desk.store, desk.settings.chosen.schema
    dry = options.dry_run
    with only_one(where):
        columns, *rest = wished(options.add, (schema, *others, *LISTS))
        more = dict(zip((*others, *LISTS), rest, strict=True))
        kinds = [with_wished(kind, more[kind]) for kind in others]
        adopted = init(store, dry_run=dry, wished=columns, beside=kinds)
        if adopted is None:
            more |= dict.fromkeys(others, ())  # built with all of it
        asked = {kind: bool(options.objections and adopted) for kind in others}
        asked |= dict.fromkeys(LISTS, options.lists)
        beside = dict(_beside(store, adopted, more, asked, dry_run=dry))
    if adopted:
        output.show(*additions.lines(adopted, store.name, dry_run=dry))
    else:
        pages = desk.settings.chosen.pages
        output.show(*additions.built(store.name, (schema, *others), pages, dry_run=dry))
    output.show(*additions.beside(beside, dry_run=dry))
    if beside.get(EXCLUDED) and BASIS not in columns and not (adopted and adopted.has(BASIS)):
        output.show(additions.basis_lacking(schema.header(BASIS)))
    again, check = (command(name, where, desk.settings) for name in ("init", "check"))
    advice = parting.after_init(dry_run=dry, init=again, check=check)
    output.show(*parting.lines(where, store, desk.clock(), advice))
    output.show_calls(options, store.calls)
    return DONE


def _beside(
    store: Installation,
    adopted: Adopted | None,
    wished: Mapping[Schema, Collection[str]],
    asked: Mapping[Schema, bool],
    *,
    dry_run: bool,
) -> Iterator[tuple[Schema, Adopted | None]]:
    """Put there what is asked for, adopt what is there or gets a column; None for what is to be
    made.
    """
    from ppid_sheets.jobs.init_beside import init_beside

    kin = adopted.kin if adopted else ()
    for kind, columns in wished.items():
        if asked[kind] or kind.name in kin or columns:
            made = dry_run and adopted is None  # of a register that is not there yet
            yield kind, None if made else init_beside(store, kind, dry_run=dry_run, wished=columns)
