"""batchUpdate requests about the spreadsheet and its sheets."""

import re
from typing import Any
from zoneinfo import available_timezones

from tests.fakesheets import frozen, masks
from tests.fakesheets.areas import Dimension
from tests.fakesheets.batch_lines import drop
from tests.fakesheets.batch_parts import Batch, Body, mask_of
from tests.fakesheets.cells import normal
from tests.fakesheets.errors import invalid, unmodelled
from tests.fakesheets.model import Book
from tests.fakesheets.reading import properties as sheet_properties
from tests.fakesheets.sheet import Sheet, new_lines

LONGEST_TITLE = 100
_GRID = (
    "frozenRowCount",
    "frozenColumnCount",
    "hideGridlines",
    "rowGroupControlAfter",
    "columnGroupControlAfter",
)
_SIZES: tuple[tuple[Dimension, str], ...] = (("ROWS", "rowCount"), ("COLUMNS", "columnCount"))


def _add_sheet(batch: Batch, body: Body) -> Body:
    given, book = body.get("properties", {}), batch.book
    sheet_id = _free_id(book, given.get("sheetId"))
    title = _free_title(book, given.get("title", _next_title(book)))
    index = _index(book, given.get("index"))
    grid = given.get("gridProperties", {})
    if given.get("sheetType", "GRID") != "GRID":
        raise unmodelled(f"sheets of type {given['sheetType']}")
    rows, columns = grid.get("rowCount") or 1000, grid.get("columnCount") or 26
    sheet = Sheet.blank(sheet_id, title, rows, columns)
    _set(sheet, {**given, "gridProperties": {name: grid[name] for name in _GRID if name in grid}})
    frozen.check(sheet)
    book.sheets.insert(index, sheet)
    book.check_size()
    return {"properties": sheet_properties(sheet, index)}


def _next_title(book: Book) -> str:
    number = len(book.sheets) + 1
    while _titled(book, f"Sheet{number}"):
        number += 1
    return f"Sheet{number}"


def _titled(book: Book, title: str) -> list[Sheet]:
    return [sheet for sheet in book.sheets if sheet.title.casefold() == title.casefold()]


def _free_title(book: Book, title: str, own: Sheet | None = None) -> str:
    if not title or len(title) > LONGEST_TITLE:
        raise invalid("The sheet name is empty or greater than 100 characters.")
    if any(sheet is not own for sheet in _titled(book, title)):
        raise invalid(f'A sheet with the name "{title}" already exists. Please enter another name.')
    return title


def _free_id(book: Book, wanted: int | None) -> int:
    if wanted is None:
        return book.new_id()
    if wanted < 0 or any(sheet.sheet_id == wanted for sheet in book.sheets):
        raise invalid(f"A sheet with id {wanted} already exists, or the id is negative.")
    return wanted


def _index(book: Book, index: int | None) -> int:
    index = len(book.sheets) if index is None else index
    if not 0 <= index <= len(book.sheets):
        raise invalid(f"Invalid sheet index: {index}")
    return index


def _set(sheet: Sheet, given: Body) -> None:
    modelled = ("sheetId", "title", "index", "sheetType")
    sheet.properties = normal({k: v for k, v in given.items() if k not in modelled})


def _duplicate_sheet(batch: Batch, body: Body) -> Body:
    """A copy with what lies on the cells, but without tags and protections.

    Two measured that a copied tab has no tags: https://github.com/byronbroughten/sheets-framework
    and https://github.com/jordfan/gsheets-pro.
    """
    book = batch.book
    source = book.sheet(body.get("sourceSheetId", 0))
    title = body.get("newSheetName") or _copy_title(book, source.title)
    sheet_id = _free_id(book, body.get("newSheetId"))
    index = _index(book, body.get("insertSheetIndex", 0))
    if source.kind != "GRID":
        raise unmodelled("copies of charts")
    book.sheets.insert(index, copied(source, sheet_id, _free_title(book, title)))
    book.check_size()
    return {"properties": sheet_properties(book.sheets[index], index)}


def _copy_title(book: Book, title: str) -> str:
    number, wanted = 2, f"Copy of {title}"
    while _titled(book, wanted):
        number, wanted = number + 1, f"Copy of {title} {number}"
    return wanted


def copied(source: Sheet, sheet_id: int, title: str) -> Sheet:
    """A copy of a sheet, with lines of its own."""
    twin = source.copy()
    twin.sheet_id, twin.title, twin.protections, twin.names = sheet_id, title, {}, []
    twin.rows, twin.columns = new_lines(len(source.rows)), new_lines(len(source.columns))
    new = dict(zip([*source.rows, *source.columns], [*twin.rows, *twin.columns], strict=True))
    twin.extras = {(new[row], new[at]): extra for (row, at), extra in source.extras.items()}
    twin.lines = {new[key]: line for key, line in source.lines.items()}
    twin.rules = [_elsewhere(rule, sheet_id) for rule in source.rules]
    twin.tables = [_elsewhere(table, sheet_id) for table in source.tables]
    twin.filter = _elsewhere(source.filter, sheet_id) if source.filter else None
    twin.merges = [area.on(sheet_id) for area in source.merges]
    return twin


def _elsewhere(thing: Body, sheet_id: int) -> Body:
    def on(grid_range: Any) -> Any:
        return {**grid_range, "sheetId": sheet_id}

    new = {"ranges": list(map(on, thing["ranges"]))} if "ranges" in thing else {}
    return {**thing, **new, **({"range": on(thing["range"])} if "range" in thing else {})}


def _delete_sheet(batch: Batch, body: Body) -> None:
    book, sheet = batch.book, batch.book.sheet(body.get("sheetId", 0))
    batch.may_edit(sheet, sheet.whole)
    if not any(other is not sheet and not other.properties.get("hidden") for other in book.sheets):
        raise invalid("You can't remove all the visible sheets in a document.")
    book.delete_sheet(sheet)


def _update_sheet_properties(batch: Batch, body: Body) -> None:
    book, given, mask = batch.book, body["properties"], mask_of(body)
    sheet = book.sheet(given.get("sheetId", 0))
    if not mask:
        raise unmodelled("all properties of a sheet at once")
    before = sheet.frozen("ROWS"), sheet.frozen("COLUMNS")
    for name, inside in mask.items():
        if name == "title":
            sheet.title = _free_title(book, given.get("title", ""), sheet)
        elif name == "index":
            _move_sheet(book, sheet, _index(book, given.get("index")))
        elif name == "gridProperties":
            _regrid(batch, sheet, given.get("gridProperties", {}), inside)
        elif name in ("hidden", "tabColor", "tabColorStyle", "rightToLeft"):
            _set_one(sheet, name, given.get(name))
        else:
            raise invalid(f"Invalid field: {name}")
    if all(each.properties.get("hidden") for each in book.sheets):
        raise invalid("You can't hide all the sheets in a document.")
    book.check_size()
    frozen.check(sheet)
    if before != (sheet.frozen("ROWS"), sheet.frozen("COLUMNS")):
        frozen.check_merges(sheet)


def _set_one(sheet: Sheet, name: str, value: Any) -> None:
    twins = ("tabColor", "tabColorStyle") if name.startswith("tabColor") else (name,)
    rest = {key: item for key, item in sheet.properties.items() if key not in twins}
    sheet.properties = rest if value is None else normal({**rest, name: value})


def _regrid(batch: Batch, sheet: Sheet, given: Body, mask: masks.Mask) -> None:
    for dimension, name in _SIZES:
        if not mask or name in mask:
            _resize(batch, sheet, dimension, given.get(name, 0))
    changed = {name: given.get(name, 0) for name in _GRID if not mask or name in mask}
    old = sheet.properties.get("gridProperties", {})
    sheet.properties = {**sheet.properties, "gridProperties": {**old, **changed}}


def _resize(batch: Batch, sheet: Sheet, dimension: Dimension, wanted: int) -> None:
    size = len(sheet.keys(dimension))
    if wanted <= 0:
        raise invalid(f"You can't delete all the {dimension.lower()} on the sheet.")
    if wanted > size:
        sheet.insert(dimension, size, wanted - size)
    elif wanted < size:
        drop(batch, sheet, dimension, wanted, size)


def _move_sheet(book: Book, sheet: Sheet, index: int) -> None:
    """To before the sheet that now stands at `index`, as the API counts."""
    old = book.sheets.index(sheet)
    book.sheets.insert(index, sheet)
    del book.sheets[old if old < index else old + 1]


def _update_spreadsheet_properties(batch: Batch, body: Body) -> None:
    book, given = batch.book, body.get("properties", {})
    for name in mask_of(body):
        text = given.get(name, "")
        if name == "title":
            book.title = text
        elif name == "locale" and re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", text):
            book.locale = text
        elif name == "timeZone" and text in available_timezones():
            book.time_zone = text
        elif name in ("locale", "timeZone"):
            raise invalid(f"Invalid {name}: {text}")
        else:
            raise unmodelled(f"the spreadsheet property {name}")


def _add_chart(batch: Batch, body: Body) -> Body:
    """Only one on a tab of its own."""
    if not body["chart"].get("position", {}).get("newSheet"):
        raise unmodelled("charts on cells")
    return {"chart": add_chart_sheet(batch.book)}


def add_chart_sheet(book: Book) -> Body:
    """A chart on a new tab, which has no grid."""
    chart_id, number = book.new_id(), 1
    while _titled(book, f"Chart{number}"):
        number += 1
    sheet = Sheet.blank(book.new_id(), f"Chart{number}", 0, 0)
    sheet.kind = "OBJECT"
    book.sheets.append(sheet)
    return {"chartId": chart_id, "position": {"sheetId": sheet.sheet_id}}


KINDS = {
    "addSheet": _add_sheet,
    "duplicateSheet": _duplicate_sheet,
    "deleteSheet": _delete_sheet,
    "updateSheetProperties": _update_sheet_properties,
    "updateSpreadsheetProperties": _update_spreadsheet_properties,
    "addChart": _add_chart,
}
