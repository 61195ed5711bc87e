"""How a page of the job is drawn beside its rows: alignment, links, rules, no grid, a filter."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from ppid_sheets.register.values import Grid, Tab
from ppid_sheets.stores.google import cell_looks, drawing, replacing, rules
from ppid_sheets.stores.google.structure import LEADS_TAG, Json, SheetTab

Ids = Mapping[str, int]
"""The ids of tabs by their titles."""
FIELDS = (
    "userEnteredFormat(backgroundColorStyle,borders,numberFormat,horizontalAlignment,"
    "verticalAlignment,wrapStrategy,hyperlinkDisplayType,"
    "textFormat(bold,fontSize,foregroundColorStyle,underline))"
)
"""All that a look of ours says of a cell; its link is not among them, for it goes with its line."""
_IN_LISTS = ("header", "line")


def linked(sheet_id: int, wanted: Tab, block: Sequence[int], ids: Ids) -> Iterator[Json]:
    """The requests that give the cells of consecutive rows the links that they shall have."""
    for column in _columns(wanted):
        yield {
            "updateCells": {
                "range": _area(sheet_id, block[0], block[-1] + 1, column),
                "rows": [{"values": [_link(wanted, (row, column), ids)]} for row in block],
                "fields": "userEnteredFormat.textFormat.link",
            }
        }


def leads(wanted: Tab, ids: Ids) -> Collection[int]:
    """The ids of the tabs that the links of a page lead to."""
    return {ids[title] for title in wanted.look.leads if title in ids}


def _link(wanted: Tab, at: tuple[int, int], ids: Ids) -> Json:
    tab, row = wanted.links.get(at, ("", 0))
    if tab not in ids:
        return {}
    link = {"uri": f"#gid={ids[tab]}&range=A{row}"}
    return {"userEnteredFormat": {"textFormat": {"link": link}}}


def _columns(wanted: Tab) -> Sequence[int]:
    return sorted({column for _, column in wanted.links})


def aligned(sheet_id: int, wanted: Tab) -> Iterator[Json]:
    """The requests that let figures, days and links of a page stand and look as they shall, over
    the looks of its rows.
    """
    looks = (drawing.look_of(wanted, row) for row in range(len(wanted.rows)))
    first = next((row for row, look in enumerate(looks) if look in _IN_LISTS), None)
    if first is None:
        return
    for column, stands in wanted.aligned.items():
        yield _repeated(
            _area(sheet_id, first, None, column),
            {"horizontalAlignment": stands.upper()},
            "userEnteredFormat.horizontalAlignment",
        )
    shown = cell_looks.look("link")
    for column in _columns(wanted):
        rows = sorted(row for row, at in wanted.links if at == column)
        for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
            found = [row for _, row in run]
            yield _repeated(
                _area(sheet_id, found[0], found[-1] + 1, column),
                shown,
                "userEnteredFormat(hyperlinkDisplayType,textFormat(foregroundColorStyle,underline))",
            )


def _repeated(area: Json, shown: Json, fields: str) -> Json:
    return {"repeatCell": {"range": area, "cell": {"userEnteredFormat": shown}, "fields": fields}}


def _area(sheet_id: int, first: int, end: int | None, column: int) -> Json:
    last = {} if end is None else {"endRowIndex": end}
    return {
        "sheetId": sheet_id,
        "startRowIndex": first,
        "startColumnIndex": column,
        "endColumnIndex": column + 1,
        **last,
    }


def drawn(tab: SheetTab, held: Grid, wanted: Tab, ids: Ids) -> Iterator[Json]:
    """The requests that give a page its rules, and the note of where its links lead.

    Where it had other rules it was drawn by an earlier version, and gets the rest of the look of a
    new one; the widths that people gave its columns stay. Rules end with the rows that there were,
    and rows put in below the last one are not under them: a page that fills its tab, now or with
    the rows that it `held`, gets them anew.
    """
    full = max(len(held), len(wanted.rows)) >= tab.rows
    if wanted.highlights and (full or rules.read(tab) != wanted.highlights):
        yield gridless(tab.id)
        if not tab.filter:
            yield from drawing.filtered(tab.id, wanted)
        yield from replacing.replacing(tab, wanted.highlights)
    there = leads(wanted, ids)
    if there != {*tab.leads}:
        yield from map(drawing.untag, tab.lead_tags)
        if there:
            value = " ".join(map(str, sorted(there)))
            yield drawing.tag(LEADS_TAG, value, {"sheetId": tab.id})


def gridless(sheet_id: int) -> Json:
    """Take the lines between cells off the screen."""
    properties = {"sheetId": sheet_id, "gridProperties": {"hideGridlines": True}}
    fields = "gridProperties.hideGridlines"
    return {"updateSheetProperties": {"properties": properties, "fields": fields}}
