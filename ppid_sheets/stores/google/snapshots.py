"""A register in a Google Sheet as the values that the port knows."""

from collections.abc import Mapping, Sequence

from ppid_sheets.register import layout
from ppid_sheets.register.cells import LOADING
from ppid_sheets.register.information import LISTS
from ppid_sheets.register.values import Chosen, Grid, PageLook, Snapshot
from ppid_sheets.stores.google import rules
from ppid_sheets.stores.google.loading import loading_cells
from ppid_sheets.stores.google.spreadsheet import Spreadsheet, WholeRead
from ppid_sheets.stores.google.structure import SheetTab, Structure

_LIST_TITLES = frozenset(schema.tab.casefold() for schema in LISTS)


def read(sheet: Spreadsheet, chosen: Chosen) -> Snapshot:
    """The register as it is now, in two calls, or in none where a reading was handed on.

    Of tabs that a run has no use for the first rows are there, hidden ones are `unread`.
    """
    reading = sheet.taken() or _asked(sheet)
    seen = sheet.seen
    whole = [tab for tab in seen.tabs if _is_read(tab, seen)]
    return _snapshot(seen, reading.grids, whole if reading.loading else (), chosen)


def _asked(sheet: Spreadsheet) -> WholeRead:
    seen = sheet.look()
    whole = [tab for tab in seen.tabs if _is_read(tab, seen)]
    heads = [tab for tab in seen.tabs if tab not in whole and not tab.hidden]
    grids = sheet.values(whole, heads)
    return sheet.keep(grids, loading=any(map(sheet.client.mentioned, LOADING)))


def _snapshot(
    seen: Structure, grids: Mapping[int, Grid], loading: Sequence[SheetTab], chosen: Chosen
) -> Snapshot:
    """`loading` are the tabs in which cells may be that are still being loaded."""
    register = seen.register
    doubted = {tab.role or tab.title for tab in loading}
    tabs = _tabs(seen, grids)
    return Snapshot(
        tabs=tabs,
        register=register.title if register else "",
        tags={key: tag.position for key, tag in register.tags.items()} if register else {},
        highlights=rules.read(register) if register else (),
        pages={tab.role: grids.get(tab.id, ()) for tab in seen.tabs if tab.role in layout.OWNED},
        unread=[tab.title for tab in _offices(seen) if tab.id not in grids],
        locale=seen.locale,
        time_zone=seen.time_zone,
        loading=tuple(loading_cells({t: g for t, g in tabs.items() if t in doubted})),
        ruled=[tab.title for tab in seen.tabs if tab is not register and _is_ruled(tab)],
        beside=seen.beside,
        chosen=chosen,
        merged={tab.title: tab.merged for tab in seen.tabs},
        typed={tab.title: tab.typed for tab in seen.tabs},
        filters=tuple(register.filters) if register else (),
        looks={tab.role: _look(tab, seen) for tab in seen.tabs if tab.role in layout.PAGES},
    )


def _look(tab: SheetTab, seen: Structure) -> PageLook:
    titles = {one.id: one.title for one in seen.tabs}
    return PageLook(rules.read(tab), {titles.get(one, "") for one in tab.leads})


def _tabs(seen: Structure, grids: Mapping[int, Grid]) -> dict[str, Grid]:
    """The values of all tabs but the job's pages, by their titles and by their roles."""
    read = [tab for tab in _offices(seen) if tab.id in grids]
    tabs: dict[str, Grid] = {}
    for tab in read:
        tabs.setdefault(tab.title, grids[tab.id])
    return tabs | {tab.role: grids[tab.id] for tab in read if tab.role}


def _offices(seen: Structure) -> Sequence[SheetTab]:
    return [tab for tab in seen.tabs if tab.role not in layout.OWNED]


def _is_ruled(tab: SheetTab) -> bool:
    """True for a tab of the office's with rules of ours: the copy of a register."""
    return not (tab.role or tab.foreign or tab.hidden) and any(map(rules.is_ours, tab.rules))


def _is_read(tab: SheetTab, seen: Structure) -> bool:
    """Whether a run needs all of a tab's values: those of tabs that are visible while the register
    is unknown, and of tabs that hold a year, for earlier ones may have open requests. What stands
    beside the requests is judged in their light, and the office's lists with them.
    """
    if tab.foreign:
        return True
    if tab.title.casefold() in _LIST_TITLES and not tab.hidden:
        return True
    if tab.role or tab.title in (layout.CHOICES, layout.HOLIDAYS) or tab is seen.register:
        return True
    if seen.chosen.enters(tab.title):
        return True
    return not tab.hidden and (seen.register is None or bool(layout.YEAR.search(tab.title)))
