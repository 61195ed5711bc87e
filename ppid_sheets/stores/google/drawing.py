"""Draws described tabs and columns: the requests of one batchUpdate, in order."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from ppid_sheets.register import layout
from ppid_sheets.register.dates import EPOCH
from ppid_sheets.register.schema import Column, Schema
from ppid_sheets.register.values import Formula, Tab, Value
from ppid_sheets.stores.google.cell_looks import lettered, look
from ppid_sheets.stores.google.rules import adding, semicolons
from ppid_sheets.stores.google.structure import TAB_TAG, Json, SheetTab, column_tag

PIXELS = 7.5
"""Width of a character; a column as the port knows it is so many characters wide."""
DAY = timedelta(days=1)
_ROOM = 500
"""Rows below the headers of a tab that people are to fill."""
_OWN_ROWS = 50
"""Rows of a page of the job before a run fills it."""


def serial(value: Value) -> Value:
    """A value as the API takes it: days and times as days since 1899-12-30."""
    match value:
        case None | str() | int() | float():
            return value
        case datetime():
            return (value - datetime(EPOCH.year, EPOCH.month, EPOCH.day)) / DAY  # noqa: DTZ001
        case date():
            return (value - EPOCH).days
        case time():
            return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second) / DAY
        case timedelta():
            return value / DAY


def content(value: Value) -> dict[str, Any]:
    """A cell with a typed value alone: a text stays a text, whatever it looks like."""
    if isinstance(value, Formula):
        return {"userEnteredValue": {"formulaValue": f"={semicolons(value)}"}}
    plain = serial(value)
    match plain:
        case None | "":
            return {}
        case bool():
            return {"userEnteredValue": {"boolValue": plain}}
        case int() | float():
            return {"userEnteredValue": {"numberValue": plain}}
        case _:
            return {"userEnteredValue": {"stringValue": plain}}


def cell(value: Value, name: str = "body", note: str = "") -> dict[str, Any]:
    """One cell with a typed value, its look and a note."""
    noted = {"note": note} if note else {}
    return {"userEnteredFormat": look(name, value), **content(value), **noted}


def _rows(tab: Tab) -> list[Json]:
    return [
        {"values": [cell(value, look_of(tab, number)) for value in row]}
        for number, row in enumerate(tab.rows)
    ]


def look_of(tab: Tab, number: int) -> str:
    """The name of the look of a row, 0-based."""
    return tab.styles[number] if number < len(tab.styles) else "body"


def new_tab(sheet_id: int, tab: Tab, room: int = 0) -> Iterator[Json]:
    """A new tab with its rows, and `room` blank rows below for people to go on."""
    room = room or (_ROOM if tab.columns else 0)
    properties = {"sheetId": sheet_id, "title": tab.title, "gridProperties": _grid(tab, room)}
    properties |= {"hidden": True} if tab.hidden else {}
    yield {"addSheet": {"properties": properties}}
    yield from widths(sheet_id, 0, tab.widths)
    yield {
        "updateCells": {
            "start": {"sheetId": sheet_id, "rowIndex": 0, "columnIndex": 0},
            "rows": _rows(tab),
            "fields": "userEnteredValue,userEnteredFormat",
        }
    }
    for position, column in enumerate(tab.columns):
        yield from column_format(sheet_id, column, position, tab.frozen_rows)
    for index, highlight in enumerate(tab.highlights):
        yield adding(sheet_id, index, highlight)
    for row, position in tab.open:
        shown, place = {"userEnteredFormat": look("open")}, at(sheet_id, row, position)
        yield {"repeatCell": {"range": place, "cell": shown, "fields": "userEnteredFormat"}}
    for position, items in tab.choices.items():
        yield chosen(below(sheet_id, position, tab.frozen_rows), items)
    yield from filtered(sheet_id, tab)
    yield tag_tab(sheet_id, tab.title)


def _grid(tab: Tab, room: int) -> Json:
    own = tab.title in layout.OWNED
    return {
        # one row at least is not frozen, or Google refuses the tab; rules speak of more
        "rowCount": max(len(tab.rows) + room, tab.frozen_rows + 1, _OWN_ROWS * own),
        "columnCount": max(len(tab.widths), *(len(row) for row in tab.rows), 1),
        "frozenRowCount": tab.frozen_rows,
        "hideGridlines": own,
    }


def at(sheet_id: int, row: int, column: int) -> dict[str, int]:
    """The range of one cell, 0-based."""
    rows = {"sheetId": sheet_id, "startRowIndex": row, "endRowIndex": row + 1}
    return {**rows, "startColumnIndex": column, "endColumnIndex": column + 1}


def filtered(sheet_id: int, tab: Tab) -> Iterator[Json]:
    """Give a page of lines a filter from its header down."""
    if tab.title in layout.OPEN_COLUMNS:
        yield filter_from(sheet_id, tab.frozen_rows)


def filter_from(sheet_id: int, header_row: int) -> Json:
    """The request that gives a tab a filter from its 1-based header row down."""
    header = {"sheetId": sheet_id, "startRowIndex": header_row - 1}
    return {"setBasicFilter": {"filter": {"range": header}}}


def chosen(cells: Json, items: Sequence[str] | str) -> Json:
    """The request that lets cells be chosen from a list or a range; it rejects nothing."""
    ranged = isinstance(items, str)
    source = [f"={items.rpartition('$')[0]}"] if isinstance(items, str) else items
    values = [{"userEnteredValue": item} for item in source]
    condition = {"type": "ONE_OF_RANGE" if ranged else "ONE_OF_LIST", "values": values}
    rule = {"condition": condition, "showCustomUi": True, "strict": False}
    return {"setDataValidation": {"range": cells, "rule": rule}}


def widths(sheet_id: int, first: int, characters: Sequence[float]) -> Iterator[Json]:
    """The widths of columns from a position on."""
    for position, width in enumerate(characters, first):
        yield {
            "updateDimensionProperties": {
                "range": columns(sheet_id, position, position + 1),
                "properties": {"pixelSize": round(width * PIXELS)},
                "fields": "pixelSize",
            }
        }


def columns(sheet_id: int, start: int, end: int) -> Json:
    """The range of whole columns [start, end)."""
    return {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": start, "endIndex": end}


def new_columns(tab: SheetTab, keys: Sequence[str], first: int, header_row: int) -> Iterator[Json]:
    """New columns of the job at `first`, headers in the 1-based `header_row`.

    They are inserted, so that whatever was moved meanwhile the cells written are the new ones.
    """
    span = columns(tab.id, first, first + len(keys))
    yield {"insertDimension": {"range": span, "inheritFromBefore": first >= tab.columns}}
    yield plain(tab.id, first, first + len(keys))
    new = [tab.schema.by_key[key] for key in keys]
    yield headers(tab.id, new, first, header_row)
    for position, column in enumerate(new, first):
        yield from column_format(tab.id, column, position, header_row)
    yield from widths(tab.id, first, [column.width for column in new])


def plain(sheet_id: int, start: int, end: int) -> Json:
    """Take from whole columns [start, end) the looks and rules that a neighbour passed on."""
    span = {"sheetId": sheet_id, "startColumnIndex": start, "endColumnIndex": end}
    return {"repeatCell": {"range": span, "cell": {}, "fields": "userEnteredFormat,dataValidation"}}


def headers(sheet_id: int, shown: Iterable[Column], first: int, header_row: int) -> Json:
    """The header cells of columns, with their help as a note."""
    cells = [
        cell(column.header, "job_header" if column.owner == "job" else "staff_header", column.help)
        for column in shown
    ]
    return {
        "updateCells": {
            "start": {"sheetId": sheet_id, "rowIndex": header_row - 1, "columnIndex": first},
            "rows": [{"values": cells}],
            "fields": "userEnteredValue,userEnteredFormat,note",
        }
    }


_NUMBER_TYPES = {
    layout.DATE_FORMAT: "DATE",
    layout.TIME_FORMAT: "TIME",
    layout.TEXT_FORMAT: "TEXT",
    layout.MONEY_FORMAT: "NUMBER",
}


def column_format(sheet_id: int, column: Column, position: int, header_row: int) -> Iterator[Json]:
    """The look of a column's cells below its header."""
    look: dict[str, object] = {"verticalAlignment": "TOP"}
    pattern = layout.number_format(column)
    if pattern:
        look["numberFormat"] = {"type": _NUMBER_TYPES[pattern], "pattern": pattern}
    if column.kind in ("text", "choice"):
        look["wrapStrategy"] = "WRAP"
    if column.owner == "job":
        look |= lettered("job_cell")
    yield {
        "repeatCell": {
            "range": below(sheet_id, position, header_row),
            "cell": {"userEnteredFormat": look},
            "fields": f"userEnteredFormat({','.join(look)})",
        }
    }


def dates(sheet_id: int, position: int) -> Json:
    """Show the numbers of a whole column as dates."""
    span = {"sheetId": sheet_id, "startColumnIndex": position, "endColumnIndex": position + 1}
    shown = {"numberFormat": {"type": "DATE", "pattern": layout.DATE_FORMAT}}
    fields = "userEnteredFormat.numberFormat"
    return {"repeatCell": {"range": span, "cell": {"userEnteredFormat": shown}, "fields": fields}}


def below(sheet_id: int, position: int, header_row: int) -> Json:
    """The cells of a column below its header, to the end."""
    return {
        "sheetId": sheet_id,
        "startRowIndex": header_row,
        "startColumnIndex": position,
        "endColumnIndex": position + 1,
    }


def tag_column(sheet_id: int, schema: Schema, key: str, position: int) -> Json:
    """Tag a column; the tag moves with it."""
    place = {"dimensionRange": columns(sheet_id, position, position + 1)}
    return tag(column_tag(schema), key, place)


def tag_tab(sheet_id: int, title: str) -> Json:
    """Tag a tab with the title it was given."""
    return tag(TAB_TAG, title, {"sheetId": sheet_id})


def tag(key: str, value: str, location: Json) -> Json:
    """The request that makes a tag at a place."""
    entry = {
        "metadataKey": key,
        "metadataValue": value,
        "location": location,
        "visibility": "DOCUMENT",
    }
    return {"createDeveloperMetadata": {"developerMetadata": entry}}


def untag(metadata_id: int) -> Json:
    """Remove one tag."""
    lookup = {"developerMetadataLookup": {"metadataId": metadata_id}}
    return {"deleteDeveloperMetadata": {"dataFilter": lookup}}
