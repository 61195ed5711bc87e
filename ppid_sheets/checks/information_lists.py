"""Reads the office's lists of open and of excluded information, whatever stands in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from ppid_sheets.checks.requests import refuse_loading, unfinished
from ppid_sheets.checks.tabs import register_tab
from ppid_sheets.errors import ShapeError, UnsafeError
from ppid_sheets.register.cells import is_blank
from ppid_sheets.register.dates import Customs
from ppid_sheets.register.header import Header, is_register
from ppid_sheets.register.home import writes_months_first
from ppid_sheets.register.information import LISTS
from ppid_sheets.register.information.dip import KINDS, OPEN
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.table import Table, read_table
from ppid_sheets.register.text import fold, plain
from ppid_sheets.register.values import Chosen, Grid, Snapshot, Tags

UNRECOGNISED = "judul kolomnya tidak dikenali"


@dataclass(frozen=True, slots=True)
class InformationList:
    """One of the lists in its tab: its entries, or the `trouble` that keeps them from being read.

    A choice of the office's own is no fault there, and keeps its text.
    """

    tab: str
    table: Table | None
    trouble: str = ""


def _alone(snapshot: Snapshot, tags: Tags, schema: Schema) -> Snapshot:
    """The tab with these tags as the one register of its workbook."""
    return replace(
        snapshot,
        tabs={tags.title: snapshot.tabs.get(tags.title, ())},
        register=tags.title if tags.positions else "",
        tags=tags.positions,
        header_row=tags.header_row,
        chosen=Chosen(tab=tags.title, schema=schema),
    )


def read_list(
    snapshot: Snapshot, schema: Schema, zone: tzinfo | None = None
) -> InformationList | None:
    """The list of this kind in a workbook: the tagged tab, else one of its title with its header.

    None where there is none. `zone` is that of the office. Nothing that people type makes it raise
    but what is still being loaded: UnfinishedError.
    """
    tags = _tags(snapshot, schema)
    if tags is None:
        return None
    tab, grid = tags.title, snapshot.tabs.get(tags.title, ())
    try:
        _, header = register_tab(_alone(snapshot, tags, schema))
    except (ShapeError, UnsafeError):
        for cell in snapshot.loading:
            if cell[0] == tab:
                raise unfinished(*cell) from None
        return InformationList(tab, None, UNRECOGNISED)
    if schema.number not in header.places:
        return InformationList(tab, None, f"kolom '{schema.header(schema.number)}' tidak ditemukan")
    refuse_loading(snapshot, tab, header)
    customs = Customs(snapshot.epoch, writes_months_first(snapshot.locale), zone)
    table = read_table(grid, header, {}, customs, _own_choices(grid, header))
    return InformationList(tab, _under_headings(table, grid) if schema is OPEN else table)


def list_tab(snapshot: Snapshot, schema: Schema) -> str:
    """The title of the tab that `read_list` reads, "" where there is none."""
    tags = _tags(snapshot, schema)
    return tags.title if tags else ""


def of_requests(snapshot: Snapshot, zone: tzinfo | None = None) -> Mapping[str, InformationList]:
    """The lists beside the requests, by the names of their schemas; none beside others."""
    if snapshot.schema.name:
        return {}
    found = {schema.name: read_list(snapshot, schema, zone) for schema in LISTS}
    return {name: one for name, one in found.items() if one}


def _tags(snapshot: Snapshot, schema: Schema) -> Tags | None:
    return snapshot.beside.get(schema.name) or _untagged(snapshot, schema)


def _untagged(snapshot: Snapshot, schema: Schema) -> Tags | None:
    wanted = schema.tab.casefold()
    tab = next((title for title in snapshot.tabs if title.casefold() == wanted), None)
    if tab is None or tab == snapshot.register or not is_register(snapshot.tabs[tab], schema):
        return None
    return Tags(tab)


def _own_choices(grid: Grid, header: Header) -> Mapping[str, frozenset[str]]:
    """What an office writes in its columns of choices, folded."""
    keys = header.schema.choices.keys() & header.places.keys()
    places = {key: header.places[key].position for key in keys}
    return {
        key: frozenset(
            fold(plain(str(row[at]))) for row in grid[header.rows[-1] :] if at < len(row)
        )
        for key, at in places.items()
    }


def _under_headings(table: Table, grid: Grid) -> Table:
    """The list with the kind that stands in a row of its own above entries which name none."""
    headings = {row: kind for row in table.skipped if (kind := _kind(grid[row - 1]))}
    if not headings:
        return table
    kinds = []
    for row, kind in table.frame["offered"].items():
        above = [at for at in headings if at < int(str(row))]
        kinds.append(kind or (headings[max(above)] if above else ""))
    skipped = {row: why for row, why in table.skipped.items() if row not in headings}
    return replace(table, frame=table.frame.assign(offered=kinds), skipped=skipped)


def _kind(row: Sequence[object]) -> str:
    """The kind that a heading names, "" for another text."""
    text = fold(" ".join(str(cell) for cell in row if not is_blank(cell))).replace("-", " ")
    named = [kind for kind in KINDS if kind.casefold() in text]
    return named[0] if len(named) == 1 else ""
