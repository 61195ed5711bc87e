"""Turns a plan into the requests of one batch, and recognises a batch that was carried out."""

from collections.abc import Iterator, Mapping
from typing import Any

from ppid_sheets.register.values import ColumnChange, Grid, Plan, Tab
from ppid_sheets.stores.google import drawing, guards, holding, page_look, pages, replacing, rules
from ppid_sheets.stores.google.anchors import Hung
from ppid_sheets.stores.google.batches import Atom
from ppid_sheets.stores.google.structure import Json, SheetTab, Structure, Tag
from ppid_sheets.stores.meanwhile import ChangedMeanwhile


def atoms(
    seen: Structure,
    held: Mapping[str, Grid],
    hung: Mapping[str, Hung],
    plan: Plan,
    status: Tab | None,
) -> Iterator[Atom]:
    """The requests for all of a plan but its cells, and for the page of the run, if any.

    `held` are the pages as they were read, `hung` the tags on their rows. Raises `ChangedMeanwhile`
    where the register's tab is gone.
    """
    if status:
        yield tuple(holding.lifting(seen))
    for sheet_id, tab in enumerate(plan.new_tabs, seen.free_id):
        yield tuple(drawing.new_tab(sheet_id, tab))
    for page in (*plan.pages, *((status,) if status else ())):
        place = seen.of_role(page.title)
        if place:
            rows = held.get(page.title, ())
            yield from pages.written(place, rows, page, hung.get(page.title, ()), seen.ids)
            yield tuple(page_look.drawn(place, rows, page, seen.ids))
    if plan.new_columns or plan.tags or plan.highlights is not None:
        yield tuple(_on_register(_register(seen, plan), plan))


def _register(seen: Structure, plan: Plan) -> SheetTab:
    try:
        return seen.titled(plan.register)
    except KeyError:
        raise ChangedMeanwhile from None


def _on_register(tab: SheetTab, plan: Plan) -> Iterator[Json]:
    """The requests that add columns, tags and rules to the register's tab."""
    new = sorted(plan.new_columns, key=lambda column: column.position)
    if new:
        keys = [column.key for column in new]
        yield from drawing.new_columns(tab, keys, new[0].position, new[0].header_row)
    moved = [key for key in plan.tags if key in tab.tags]
    yield from guards.columns(tab, moved)
    for tag in (*(tab.tags[key].id for key in moved), *(tab.spare_tags if plan.tags else ())):
        yield drawing.untag(tag)
    for key, position in plan.tags.items():
        yield drawing.tag_column(tab.id, tab.schema, key, position)
    if plan.highlights is not None:
        yield from replacing.replacing(tab, plan.highlights)


def as_before(before: Structure, after: Structure) -> bool:
    """True while tabs and tagged columns have their places of before."""
    return [(tab.id, tab.title, tab.tags) for tab in before.tabs] == [
        (tab.id, tab.title, tab.tags) for tab in after.tabs
    ]


def carried_out(before: Structure, after: Structure, plan: Plan) -> bool:
    """Whether the tags and rules of a plan are there, and all other tags where they were.

    A tag that has moved since the last read began says that this read may have been of two states.
    """
    if _places(before, plan) != _places(after, plan):
        return False
    register = after.register
    if register is None:
        return not plan.tags and not plan.highlights
    tagged = {key: tag.position for key, tag in register.tags.items() if key in plan.tags}
    ruled = plan.highlights is None or rules.read(register) == plan.highlights
    return tagged == dict(plan.tags) and ruled


def _places(seen: Structure, plan: Plan) -> Mapping[str, Tag]:
    """Where the tagged columns stand that a plan does not tag anew."""
    tags = seen.register.tags if seen.register else {}
    return {key: tag for key, tag in tags.items() if key not in plan.tags}


def spread(change: ColumnChange) -> list[Any]:
    """A column from row 1 on, None for what stays as it is."""
    values: list[Any] = [None] * max(change.rows)
    for row, value in zip(change.rows, change.new, strict=True):
        values[row - 1] = "" if value is None else drawing.serial(value)
    return values
