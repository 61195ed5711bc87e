"""batchUpdate requests about the spreadsheet, its sheets, and their rows and columns."""

from dataclasses import replace

from tests.fakesheets import masks
from tests.fakesheets.areas import Dimension
from tests.fakesheets.batch_parts import Batch, Body, dimension_of, mask_of
from tests.fakesheets.cells import normal
from tests.fakesheets.errors import invalid, unmodelled
from tests.fakesheets.model import Book, Sheet, new_lines
from tests.fakesheets.reading import properties as sheet_properties


def _add_sheet(batch: Batch, body: Body) -> Body:
    given = body.get("properties", {})
    book = batch.book
    sheet_id = given.get("sheetId", book.new_id())
    if any(sheet.sheet_id == sheet_id for sheet in book.sheets):
        raise invalid(f"A sheet with id {sheet_id} already exists.")
    title = given.get("title", f"Sheet{len(book.sheets) + 1}")
    _is_free(book, title)
    grid = given.get("gridProperties", {})
    sheet = Sheet.blank(sheet_id, title, grid.get("rowCount", 1000), grid.get("columnCount", 26))
    index = given.get("index", len(book.sheets))
    if not 0 <= index <= len(book.sheets):
        raise invalid("Sheet index out of range.")
    book.sheets.insert(index, sheet)
    _set_properties(sheet, given)
    return {"properties": sheet_properties(sheet, index)}


def _is_free(book: Book, title: str) -> None:
    if any(sheet.title == title for sheet in book.sheets):
        raise invalid(f'A sheet with the name "{title}" already exists. Please enter another name.')


def _set_properties(sheet: Sheet, given: Body) -> None:
    modelled = ("sheetId", "title", "index", "sheetType")
    sheet.properties = normal({k: v for k, v in given.items() if k not in modelled})


def _duplicate_sheet(batch: Batch, body: Body) -> Body:
    """A copy of cells, lines and tags; the tags have new ids."""
    book = batch.book
    source = book.sheet(body.get("sourceSheetId", 0))
    if source.rules or source.protections or source.merges or source.filter:
        raise unmodelled("duplicateSheet of a tab with rules, protections, merges or a filter")
    twin = source.copy()
    twin.sheet_id = body.get("newSheetId", book.new_id())
    twin.title = body.get("newSheetName", f"Copy of {source.title}")
    _is_free(book, twin.title)
    index = body.get("insertSheetIndex", 0)
    book.sheets.insert(index, twin)
    twin.rows, twin.columns = new_lines(len(source.rows)), new_lines(len(source.columns))
    new = dict(zip([*source.rows, *source.columns], [*twin.rows, *twin.columns], strict=True))
    twin.extras = {(new[row], new[at]): extra for (row, at), extra in source.extras.items()}
    twin.lines = {new[key]: line for key, line in source.lines.items()}
    for tag in [tag for tag in book.tags.values() if tag.sheet_id == source.sheet_id]:
        line = None if tag.line is None else new[tag.line]
        book.add_tag(replace(tag, tag_id=book.new_id(), sheet_id=twin.sheet_id, line=line))
    return {"properties": sheet_properties(twin, index)}


def _delete_sheet(batch: Batch, body: Body) -> None:
    sheet = batch.book.sheet(body.get("sheetId", 0))
    batch.may_edit(sheet, sheet.whole)
    if not any(
        other is not sheet and not other.properties.get("hidden") for other in batch.book.sheets
    ):
        raise invalid("You can't remove all the visible sheets in a document.")
    batch.book.delete_sheet(sheet)


def _update_sheet_properties(batch: Batch, body: Body) -> None:
    book, given = batch.book, body["properties"]
    sheet = book.sheet(given.get("sheetId", 0))
    index = book.sheets.index(sheet)
    new = masks.replaced(mask_of(body), sheet_properties(sheet, index), given)
    if new.get("sheetId", 0) != sheet.sheet_id:
        raise invalid("The id of a sheet cannot be changed.")
    if new.get("title") != sheet.title:
        _is_free(book, new.get("title", ""))
        sheet.title = new["title"]
    _resize(batch, sheet, new.get("gridProperties", {}))
    _set_properties(sheet, new)
    if new.get("index", 0) != index:
        _move_sheet(book, sheet, new.get("index", 0))


def _resize(batch: Batch, sheet: Sheet, grid: Body) -> None:
    for dimension, name in (("ROWS", "rowCount"), ("COLUMNS", "columnCount")):
        size, wanted = len(sheet.keys(dimension)), grid.get(name, 0)
        if wanted <= 0:
            raise invalid("A sheet needs at least one row and one column.")
        if wanted > size:
            sheet.insert(dimension, size, wanted - size)
        elif wanted < size:
            _drop(batch, sheet, dimension, wanted, size)


def _move_sheet(book: Book, sheet: Sheet, index: int) -> None:
    """To before the sheet that now stands at `index`, as the API counts."""
    if not 0 <= index <= len(book.sheets):
        raise invalid("Sheet index out of range.")
    old = book.sheets.index(sheet)
    book.sheets.insert(index, sheet)
    del book.sheets[old if old < index else old + 1]


def _update_spreadsheet_properties(batch: Batch, body: Body) -> None:
    names = {"title": "title", "locale": "locale", "timeZone": "time_zone"}
    for name in mask_of(body):
        if name not in names:
            raise unmodelled(f"the spreadsheet property {name}")
        setattr(batch.book, names[name], body["properties"][name])


def _insert_dimension(batch: Batch, body: Body) -> None:
    found = body["range"]
    sheet, dimension = batch.book.sheet(found.get("sheetId", 0)), dimension_of(found)
    start, end = found.get("startIndex", 0), found["endIndex"]
    size = len(sheet.keys(dimension))
    behind = bool(body.get("inheritFromBefore"))
    if not 0 <= start < size + behind or end <= start:
        raise invalid(f"Cannot insert {dimension} at {start} in a sheet of {size}.")
    if behind and not start:
        raise invalid("inheritFromBefore needs a line before.")
    batch.may_edit(sheet, sheet.whole.with_span(dimension, start, start + 1))
    sheet.insert(dimension, start, end - start)


def _append_dimension(batch: Batch, body: Body) -> None:
    sheet, dimension = batch.book.sheet(body.get("sheetId", 0)), dimension_of(body)
    if body.get("length", 0) <= 0:
        raise invalid("length must be positive.")
    sheet.insert(dimension, len(sheet.keys(dimension)), body["length"])


def _delete_dimension(batch: Batch, body: Body) -> None:
    _drop(batch, *batch.lines(body["range"]))


def _drop(batch: Batch, sheet: Sheet, dimension: Dimension, start: int, end: int) -> None:
    batch.may_edit(sheet, sheet.whole.with_span(dimension, start, end))
    if end - start == len(sheet.keys(dimension)):
        raise invalid(f"You can't delete all the {dimension.lower()} on the sheet.")
    batch.book.delete_lines(sheet, dimension, start, end)


def _move_dimension(batch: Batch, body: Body) -> None:
    sheet, dimension, start, end = batch.lines(body["source"])
    to = body.get("destinationIndex", 0)
    if not 0 <= to <= len(sheet.keys(dimension)) or start <= to <= end:
        raise invalid(f"Cannot move [{start}, {end}) to {to}.")
    batch.may_edit(sheet, sheet.whole.with_span(dimension, start, end))
    sheet.move(dimension, start, end, to)


def _update_dimension_properties(batch: Batch, body: Body) -> None:
    sheet, dimension, start, end = batch.lines(body["range"])
    mask = mask_of(body)
    if set(mask) - {"pixelSize", "hiddenByUser"}:
        raise unmodelled(f"dimension properties {sorted(mask)}")
    for key in sheet.keys(dimension)[start:end]:
        sheet.lines[key] = masks.replaced(mask, sheet.lines.get(key), body["properties"])


KINDS = {
    "addSheet": _add_sheet,
    "duplicateSheet": _duplicate_sheet,
    "deleteSheet": _delete_sheet,
    "updateSheetProperties": _update_sheet_properties,
    "updateSpreadsheetProperties": _update_spreadsheet_properties,
    "insertDimension": _insert_dimension,
    "appendDimension": _append_dimension,
    "deleteDimension": _delete_dimension,
    "moveDimension": _move_dimension,
    "updateDimensionProperties": _update_dimension_properties,
}
