"""spreadsheets.get: a spreadsheet, or the part of it that a field mask wants, as a message."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.fakesheets import lookups, masks
from tests.fakesheets.areas import Area
from tests.fakesheets.cells import Extra, Scalar, as_cell, shown
from tests.fakesheets.errors import unmodelled
from tests.fakesheets.masks import Mask, inside, wants
from tests.fakesheets.model import Book
from tests.fakesheets.protection import message as protection_message
from tests.fakesheets.sheet import Sheet

_COMPUTED = ("effectiveFormat", "hyperlink", "textFormatRuns", "chipRuns", "pivotTable")
_VALUES = {"userEnteredValue", "effectiveValue", "formattedValue"}
_DEFAULT_WIDTH = {"ROWS": 21, "COLUMNS": 100}


def spreadsheet(
    book: Book, mask: Mask, caller: str, areas: Sequence[Area] = (), grid_data: bool = False
) -> dict[str, Any]:
    """The Spreadsheet: of the sheets that `areas` touch, or of all; cells as the mask wants."""
    if not mask and grid_data:
        raise unmodelled("grid data without a field mask")
    answer: dict[str, Any] = {
        "spreadsheetId": book.book_id,
        "namedRanges": [named for sheet in book.sheets for named in sheet.names],
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{book.book_id}/edit",
        "properties": {
            "title": book.title,
            "locale": book.locale,
            "timeZone": book.time_zone,
            "autoRecalc": "ON_CHANGE",
        },
        "developerMetadata": _tags(book, lambda tag: tag.place == "SPREADSHEET"),
    }
    touched = {area.sheet_id for area in areas}
    if wants(mask, "sheets"):
        answer["sheets"] = [
            _sheet(book, sheet, i, inside(mask, "sheets"), caller, areas)
            for i, sheet in enumerate(book.sheets)
            if not areas or sheet.sheet_id in touched
        ]
    return answer


def _tags(book: Book, hangs_here: Any) -> list[dict[str, Any]]:
    return [lookups.tag_message(book, tag) for tag in book.tags.values() if hangs_here(tag)]


def _sheet(
    book: Book, sheet: Sheet, index: int, mask: Mask, caller: str, areas: Sequence[Area]
) -> dict[str, Any]:
    own = sheet.sheet_id
    answer: dict[str, Any] = {
        "properties": properties(sheet, index),
        "conditionalFormats": sheet.rules,
        "protectedRanges": [protection_message(p, caller) for p in sheet.protections.values()],
        "merges": [area.grid_range() for area in sheet.merges],
        "tables": sheet.tables,
        "developerMetadata": _tags(book, lambda tag: tag.sheet_id == own and tag.line is None),
    }
    if sheet.filter:
        answer["basicFilter"] = sheet.filter
    if mask and wants(mask, "data") and sheet.kind == "GRID":
        mine = [area for area in areas if area.sheet_id == own] or [sheet.whole]
        answer["data"] = [_grid(book, sheet, area, inside(mask, "data")) for area in mine]
    return answer


def properties(sheet: Sheet, index: int) -> dict[str, Any]:
    """The SheetProperties of a sheet."""
    grid = sheet.properties.get("gridProperties", {})
    size = {"rowCount": len(sheet.rows), "columnCount": len(sheet.columns)}
    return {
        **sheet.properties,
        "sheetId": sheet.sheet_id,
        "title": sheet.title,
        "index": index,
        "sheetType": sheet.kind,
        **({"gridProperties": {**grid, **size}} if sheet.kind == "GRID" else {}),
    }


def _grid(book: Book, sheet: Sheet, area: Area, mask: Mask) -> dict[str, Any]:
    answer: dict[str, Any] = {"startRow": area.top, "startColumn": area.left}
    if wants(mask, "rowData"):
        answer["rowData"] = _row_data(sheet, area, inside(inside(mask, "rowData"), "values"))
    if wants(mask, "rowMetadata"):
        keys = sheet.rows[area.top : area.bottom]
        answer["rowMetadata"] = _lines(book, sheet, "ROWS", keys, inside(mask, "rowMetadata"))
    if wants(mask, "columnMetadata"):
        keys = sheet.columns[area.left : area.right]
        answer["columnMetadata"] = _lines(
            book, sheet, "COLUMNS", keys, inside(mask, "columnMetadata")
        )
    return answer


def _lines(
    book: Book, sheet: Sheet, dimension: str, keys: list[int], mask: Mask
) -> list[dict[str, Any]]:
    tagged: dict[int | None, list[dict[str, Any]]] = {}
    asked = set(keys)
    for tag in book.tags.values():
        if tag.sheet_id == sheet.sheet_id and tag.line in asked:
            tagged.setdefault(tag.line, []).append(lookups.tag_message(book, tag))

    def message(key: int | None) -> Any:
        own = sheet.lines.get(key, {}) if key else {}
        line = {"pixelSize": _DEFAULT_WIDTH[dimension], **own}
        return _sent(mask, {**line, "developerMetadata": tagged.get(key, [])})

    usual = message(None)
    own = sheet.lines.keys() | tagged.keys()
    return masks.Finished(message(key) if key in own else usual for key in keys)


def _sent(mask: Mask, message: Mapping[str, Any]) -> Any:
    return masks.prune(masks.only(mask, message), zeros=False)


def _row_data(sheet: Sheet, area: Area, mask: Mask) -> list[dict[str, Any]]:
    for name in _COMPUTED:
        if name in mask:
            raise unmodelled(name)
    known: dict[Any, Any] = {}
    rows = masks.Finished()
    for r in range(area.top, area.bottom or 0):
        cells = _known(sheet, r, area, mask, known)
        key = tuple(map(id, cells))
        if key not in known:
            row = list(cells)
            while row and not row[-1]:
                row.pop()
            known[key] = {"values": row} if row else {}
        rows.append(known[key])
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _known(sheet: Sheet, row: int, area: Area, mask: Mask, known: dict[Any, Any]) -> list[Any]:
    """The messages of the cells of a row; cells that are alike are one object."""
    shows = not mask or mask.keys() & _VALUES
    cells = []
    for value, extra in sheet.cells_in(row, area):
        key = id(extra), (type(value), value) if shows else value == ""
        if key not in known:
            known[key] = _sent(mask, _cell(value, extra, mask))
        cells.append(known[key])
    return cells


def _cell(value: Scalar, extra: Extra, mask: Mask) -> Mapping[str, Any]:
    cell = as_cell(value, extra)
    if not mask:
        return {**cell, "formattedValue": shown(value, extra)} if value != "" else cell
    kept = {name: item for name, item in cell.items() if name in mask}
    if "formattedValue" in mask and value != "":
        kept["formattedValue"] = shown(value, extra)
    return kept
