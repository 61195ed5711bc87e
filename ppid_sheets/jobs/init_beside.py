"""What stands beside the requests put there, or adopted where the office has it already."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from ppid_sheets.checks.tabs import registers_in
from ppid_sheets.jobs.init import Adopted, init
from ppid_sheets.jobs.settle import consistent, settle
from ppid_sheets.register import layout
from ppid_sheets.register.registers import SHAPES
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.values import Chosen, Plan, Snapshot
from ppid_sheets.stores.port import Installation


def others(store: Installation) -> Iterator[Installation]:
    """The stores of registers and lists that are there beside a store of requests; none beside
    another.
    """
    snapshot = store.read()
    for schema in SHAPES if not snapshot.schema.name else ():
        if schema.name in snapshot.kin:
            yield store.beside(schema)


def init_beside(
    store: Installation,
    schema: Schema,
    *,
    dry_run: bool = False,
    wished: Collection[str] = (),
) -> Adopted | None:
    """Put another register or list beside the requests, or adopt the one that is there.

    None where `dry_run` cannot look at a tab that is still to be made. Raises as `init` does.
    """
    tab = layout.register_tab(schema)

    def lacking(snapshot: Snapshot) -> Plan:
        tagged = schema.name in snapshot.kin or snapshot.has(tab.title)
        there = tagged or registers_in(_looked_for(snapshot, schema))
        return Plan(snapshot.register, new_tabs=() if there else (tab,))

    missing = consistent(store, lacking) if dry_run else settle(store, lacking)
    if dry_run and not missing.empty:
        return None
    adopted = init(store.beside(schema), dry_run=dry_run, wished=wished)
    made = tuple(tab.title for tab in missing.new_tabs)
    return replace(adopted, made=made) if adopted else None


def _looked_for(snapshot: Snapshot, schema: Schema) -> Snapshot:
    """What stands beside the requests, read as the other kind of register."""
    beside = {t: grid for t, grid in snapshot.tabs.items() if t != snapshot.register}
    return replace(snapshot, tabs=beside, register="", tags={}, chosen=Chosen(schema=schema))
