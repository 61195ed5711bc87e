"""spreadsheets.batchUpdate: each kind of request is one short function, all or none apply."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.fakesheets import lookups, masks, protection
from tests.fakesheets.areas import Area, Dimension
from tests.fakesheets.cells import as_cell, formatted, from_cell, normal, raw
from tests.fakesheets.errors import invalid, is_protected, unmodelled
from tests.fakesheets.model import Book, Sheet, Tag
from tests.fakesheets.reading import properties as sheet_properties

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """One call by one caller on one spreadsheet."""

    book: Book
    caller: str

    def area(self, grid_range: Body) -> tuple[Sheet, Area]:
        """The sheet and the closed area of a range that the caller may edit."""
        sheet, area = self.open_area(grid_range)
        area = sheet.closed(area)
        self.may_edit(sheet, area)
        return sheet, area

    def open_area(self, grid_range: Body) -> tuple[Sheet, Area]:
        """The sheet and the area of a range, open ends kept."""
        area = Area.of(grid_range)
        sheet = self.book.sheet(area.sheet_id)
        for dimension, size in (("ROWS", len(sheet.rows)), ("COLUMNS", len(sheet.columns))):
            start, end = area.span(dimension)
            if start < 0 or (end is not None and not start < end <= size) or start >= size:
                raise invalid(f"Range {grid_range} exceeds grid limits or is empty.")
        return sheet, area

    def lines(self, found: Body) -> tuple[Sheet, Dimension, int, int]:
        """Sheet, dimension, start and end of a DimensionRange."""
        sheet = self.book.sheet(found.get("sheetId", 0))
        dimension = _dimension(found)
        size = len(sheet.keys(dimension))
        start, end = found.get("startIndex", 0), found.get("endIndex", size)
        if not 0 <= start < end <= size:
            raise invalid(f"No {dimension} [{start}, {end}) in a sheet of {size}.")
        return sheet, dimension, start, end

    def may_edit(self, sheet: Sheet, area: Area) -> None:
        if not protection.may_edit(sheet, area, self.caller):
            raise is_protected()


def _dimension(body: Body) -> Dimension:
    dimension = body.get("dimension")
    if dimension not in ("ROWS", "COLUMNS"):
        raise invalid("No dimension specified.")
    return dimension


def _mask(body: Body) -> masks.Mask:
    if not body.get("fields"):
        raise invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all)")
    return masks.parse(body["fields"])


def run(book: Book, requests: list[Body], caller: str) -> list[Body]:
    """The replies; the book is changed by all requests, or by none when one is refused."""
    if not requests:
        raise invalid("Must specify at least one request.")
    saved = book.copy()
    batch = Batch(book, caller)
    try:
        return [_one(batch, request, i) for i, request in enumerate(requests)]
    except BaseException:
        book.restore(saved)
        raise


def _one(batch: Batch, request: Body, number: int) -> Body:
    for kind, body in request.items():
        if kind not in KINDS:
            raise unmodelled(f"the batchUpdate request {kind}")
        try:
            reply = KINDS[kind](batch, body)
        except KeyError as error:
            raise invalid(f"Invalid requests[{number}].{kind}: {error} is missing") from error
        return {kind: reply} if reply else {}
    raise invalid(f"requests[{number}]: no request")


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
    new = masks.replaced(_mask(body), sheet_properties(sheet, index), given)
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
    for name in _mask(body):
        if name not in names:
            raise unmodelled(f"the spreadsheet property {name}")
        setattr(batch.book, names[name], body["properties"][name])


def _insert_dimension(batch: Batch, body: Body) -> None:
    found = body["range"]
    sheet, dimension = batch.book.sheet(found.get("sheetId", 0)), _dimension(found)
    start, end = found.get("startIndex", 0), found["endIndex"]
    size = len(sheet.keys(dimension))
    if not 0 <= start < size or end <= start:
        raise invalid(f"Cannot insert {dimension} at {start} in a sheet of {size}.")
    if body.get("inheritFromBefore") and not start:
        raise invalid("inheritFromBefore needs a line before.")
    batch.may_edit(sheet, sheet.whole.with_span(dimension, start, start + 1))
    sheet.insert(dimension, start, end - start)


def _append_dimension(batch: Batch, body: Body) -> None:
    sheet, dimension = batch.book.sheet(body.get("sheetId", 0)), _dimension(body)
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
    mask = _mask(body)
    if set(mask) - {"pixelSize", "hiddenByUser"}:
        raise unmodelled(f"dimension properties {sorted(mask)}")
    for key in sheet.keys(dimension)[start:end]:
        sheet.lines[key] = masks.replaced(mask, sheet.lines.get(key), body["properties"])


def _update_cells(batch: Batch, body: Body) -> None:
    rows = [row.get("values", []) for row in body.get("rows", [])]
    mask = _mask(body)
    if "start" in body:
        start = body["start"]
        top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
        width = max(map(len, rows), default=0)
        if not width:
            return
        area = Area(start.get("sheetId", 0), top, top + len(rows), left, left + width)
        sheet, area = batch.area(area.grid_range())
        for row, cells in enumerate(rows, top):
            _put_cells(sheet, row, left, cells, mask)
        return
    sheet, area = batch.area(body["range"])
    height, width = (area.bottom or 0) - area.top, (area.right or 0) - area.left
    if len(rows) > height or max(map(len, rows), default=0) > width:
        raise invalid("Attempting to write beyond the requested range.")
    rows += [[] for _ in range(height - len(rows))]
    for row, cells in enumerate(rows, area.top):
        _put_cells(sheet, row, area.left, cells + [{}] * (width - len(cells)), mask)


def _repeat_cell(batch: Batch, body: Body) -> None:
    sheet, area = batch.area(body["range"])
    mask, cell = _mask(body), body.get("cell", {})
    for row in range(area.top, area.bottom or 0):
        _put_cells(sheet, row, area.left, [cell] * ((area.right or 0) - area.left), mask)


def _put_cells(sheet: Sheet, row: int, left: int, cells: list[Body], mask: masks.Mask) -> None:
    unknown = set(mask) - {"userEnteredValue", "userEnteredFormat", "dataValidation", "note"}
    if unknown:
        raise unmodelled(f"cell fields {sorted(unknown)}")
    if set(mask) == {"userEnteredValue"} and all(_is_plain(cell) for cell in cells):
        sheet.put(row, left, [_plain(cell) for cell in cells])
        return
    for column, cell in enumerate(cells, left):
        value, extra = sheet.cell(row, column)
        old = as_cell(value, extra)
        old.pop("effectiveValue", None)
        new = masks.replaced(mask, old, {k: v for k, v in cell.items() if not mask or k in mask})
        sheet.set_cell(row, column, *from_cell(new, value, extra.get("formula")))


def _is_plain(cell: Body) -> bool:
    value = cell.get("userEnteredValue", {})
    return len(value) < 2 and not value.keys() & {"formulaValue", "errorValue"}


def _plain(cell: Body) -> Any:
    return next((raw(item) for item in cell.get("userEnteredValue", {}).values()), "")


def _merge_cells(batch: Batch, body: Body) -> None:
    sheet, area = batch.area(body["range"])
    if body.get("mergeType") != "MERGE_ALL":
        raise unmodelled("merges other than MERGE_ALL")
    if any(merge.meets(area) and not area.holds(merge) for merge in sheet.merges):
        raise invalid("You must select all cells in a merged range to merge or unmerge them.")
    sheet.merges = [merge for merge in sheet.merges if not merge.meets(area)] + [area]
    for row, column in list(sheet.cells_of(area))[1:]:
        sheet.put(row, column, [""])


def _set_data_validation(batch: Batch, body: Body) -> None:
    sheet, area = batch.area(body["range"])
    if body.get("filteredRowsIncluded"):
        raise unmodelled("filteredRowsIncluded")
    rule = normal(body["rule"]) if "rule" in body else None
    if rule and "condition" not in rule:
        raise invalid("A data validation rule needs a condition.")
    for row, column in sheet.cells_of(area):
        extra = {k: v for k, v in sheet.extra(row, column).items() if k != "dataValidation"}
        sheet.set_extra(row, column, {**extra, "dataValidation": rule} if rule else extra)


def _update_borders(batch: Batch, body: Body) -> None:
    sheet, area = batch.area(body["range"])
    bottom, right = (area.bottom or 0) - 1, (area.right or 0) - 1
    for row, column in sheet.cells_of(area):
        names = {
            "top": "top" if row == area.top else "innerHorizontal",
            "bottom": "bottom" if row == bottom else "innerHorizontal",
            "left": "left" if column == area.left else "innerVertical",
            "right": "right" if column == right else "innerVertical",
        }
        new = {side: body[name] for side, name in names.items() if name in body}
        old = sheet.extra(row, column)
        borders = {**old.get("userEnteredFormat", {}).get("borders", {}), **normal(new)}
        sheet.set_extra(row, column, formatted(old, {"borders": borders}))


def _add_rule(batch: Batch, body: Body) -> None:
    sheet, rule = _rule(batch, body["rule"])
    index = body.get("index", 0)
    if not 0 <= index <= len(sheet.rules):
        raise invalid(f"No conditional format index {index} on sheet {sheet.sheet_id}.")
    sheet.rules.insert(index, rule)


def _rule(batch: Batch, rule: Body) -> tuple[Sheet, Body]:
    if not rule.get("ranges") or not ("booleanRule" in rule) ^ ("gradientRule" in rule):
        raise invalid("A conditional format rule needs ranges and one rule.")
    found = [batch.open_area(one) for one in rule["ranges"]]
    if len({area.sheet_id for _, area in found}) != 1:
        raise invalid("All ranges of a rule must be on one sheet.")
    ranges = [area.grid_range() for _, area in found]
    return found[0][0], {**normal(rule), "ranges": ranges}


def _rule_at(sheet: Sheet, index: int) -> Body:
    if not 0 <= index < len(sheet.rules):
        raise invalid(f"No conditional format on sheet: {sheet.sheet_id} at index: {index}")
    return sheet.rules[index]


def _update_rule(batch: Batch, body: Body) -> Body:
    index = body.get("index", 0)
    if "rule" in body:
        sheet, rule = _rule(batch, body["rule"])
        old = _rule_at(sheet, index)
        sheet.rules[index] = rule
        return {"oldIndex": index, "oldRule": old, "newIndex": index, "newRule": rule}
    sheet = batch.book.sheet(body.get("sheetId", 0))
    rule, to = _rule_at(sheet, index), body["newIndex"]
    _rule_at(sheet, to)
    sheet.rules.insert(to, sheet.rules.pop(index))
    return {"oldIndex": index, "newIndex": to, "newRule": rule}


def _delete_rule(batch: Batch, body: Body) -> Body:
    sheet = batch.book.sheet(body.get("sheetId", 0))
    rule = _rule_at(sheet, body.get("index", 0))
    del sheet.rules[body.get("index", 0)]
    return {"rule": rule}


def _create_tag(batch: Batch, body: Body) -> Body:
    given, book = body["developerMetadata"], batch.book
    if not given.get("metadataKey"):
        raise invalid("Developer metadata must have a key.")
    if given.get("visibility") not in ("DOCUMENT", "PROJECT"):
        raise invalid("Developer metadata must have a visibility.")
    tag_id = given.get("metadataId", book.new_id())
    if tag_id <= 0:
        raise invalid("metadataId must be positive.")
    tag = Tag(
        tag_id,
        given["metadataKey"],
        given.get("metadataValue", ""),
        given["visibility"],
        *lookups.located(book, given.get("location", {})),
    )
    book.add_tag(tag)
    return {"developerMetadata": lookups.tag_message(book, tag)}


def _update_tag(batch: Batch, body: Body) -> Body:
    book, given, mask = batch.book, body.get("developerMetadata", {}), _mask(body)
    found = [tag for one in body["dataFilters"] for tag in lookups.tags(book, one)]
    if set(mask) - {"metadataKey", "metadataValue", "visibility", "location"}:
        raise unmodelled(f"metadata fields {sorted(mask)}")
    names = {"metadataKey": "key", "metadataValue": "value", "visibility": "visibility"}
    changed = {own: given.get(name, "") for name, own in names.items() if name in mask}
    if "location" in mask:
        place, sheet_id, line = lookups.located(book, given["location"])
        changed |= {"place": place, "sheet_id": sheet_id, "line": line}
    answers = []
    for tag in found:
        new = replace(tag, **changed)
        del book.tags[tag.tag_id]
        book.add_tag(new)
        answers.append(lookups.tag_message(book, new))
    return {"developerMetadata": answers}


def _delete_tag(batch: Batch, body: Body) -> Body:
    found = lookups.tags(batch.book, body["dataFilter"])
    answers = [lookups.tag_message(batch.book, tag) for tag in found]
    for tag in found:
        del batch.book.tags[tag.tag_id]
    return {"deletedDeveloperMetadata": answers}


def _add_protection(batch: Batch, body: Body) -> Body:
    given, book = body["protectedRange"], batch.book
    sheet, area = batch.open_area(given["range"])
    number = given.get("protectedRangeId", book.new_id())
    if any(number in sheet.protections for sheet in book.sheets):
        raise invalid(f"A protected range with id {number} already exists.")
    kept = protection.stored(book, {**given, "range": area.grid_range()}, number)
    sheet.protections[number] = kept
    return {"protectedRange": protection.message(kept, batch.caller)}


def _protection(batch: Batch, number: int) -> tuple[Sheet, Body]:
    for sheet in batch.book.sheets:
        if number in sheet.protections:
            if not protection.may_change(sheet.protections[number], batch.caller):
                raise is_protected()
            return sheet, sheet.protections[number]
    raise invalid(f"No protected range with ID: {number}")


def _update_protection(batch: Batch, body: Body) -> None:
    given = body["protectedRange"]
    number = given["protectedRangeId"]
    sheet, old = _protection(batch, number)
    new = masks.replaced(_mask(body), old, given)
    home, area = batch.open_area(new["range"])
    if home is not sheet:
        raise unmodelled("a protection that moves to another sheet")
    sheet.protections[number] = protection.stored(
        batch.book, {**new, "range": area.grid_range()}, number
    )


def _delete_protection(batch: Batch, body: Body) -> None:
    number = body["protectedRangeId"]
    sheet, _ = _protection(batch, number)
    del sheet.protections[number]


def _set_filter(batch: Batch, body: Body) -> None:
    given = body["filter"]
    sheet, area = batch.area(given["range"])
    sheet.filter = {**normal(given), "range": area.grid_range()}


def _clear_filter(batch: Batch, body: Body) -> None:
    batch.book.sheet(body.get("sheetId", 0)).filter = None


KINDS: dict[str, Callable[[Batch, Body], Body | None]] = {
    "addSheet": _add_sheet,
    "deleteSheet": _delete_sheet,
    "updateSheetProperties": _update_sheet_properties,
    "updateSpreadsheetProperties": _update_spreadsheet_properties,
    "insertDimension": _insert_dimension,
    "appendDimension": _append_dimension,
    "deleteDimension": _delete_dimension,
    "moveDimension": _move_dimension,
    "updateDimensionProperties": _update_dimension_properties,
    "updateCells": _update_cells,
    "repeatCell": _repeat_cell,
    "mergeCells": _merge_cells,
    "updateBorders": _update_borders,
    "setDataValidation": _set_data_validation,
    "addConditionalFormatRule": _add_rule,
    "updateConditionalFormatRule": _update_rule,
    "deleteConditionalFormatRule": _delete_rule,
    "createDeveloperMetadata": _create_tag,
    "updateDeveloperMetadata": _update_tag,
    "deleteDeveloperMetadata": _delete_tag,
    "addProtectedRange": _add_protection,
    "updateProtectedRange": _update_protection,
    "deleteProtectedRange": _delete_protection,
    "setBasicFilter": _set_filter,
    "clearBasicFilter": _clear_filter,
}
