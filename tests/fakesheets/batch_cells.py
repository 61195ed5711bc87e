"""batchUpdate requests about cells: values, formats, dropdowns, merges, borders."""

from typing import Any

from tests.fakesheets import masks
from tests.fakesheets.areas import Area
from tests.fakesheets.batch_parts import Batch, Body, mask_of
from tests.fakesheets.cells import as_cell, formatted, from_cell, normal, raw
from tests.fakesheets.errors import invalid, unmodelled
from tests.fakesheets.model import Sheet


def _update_cells(batch: Batch, body: Body) -> None:
    rows = [row.get("values", []) for row in body.get("rows", [])]
    mask = mask_of(body)
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
    mask, cell = mask_of(body), body.get("cell", {})
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


def _sort_range(batch: Batch, body: Body) -> None:
    sheet, area = batch.area(body["range"])
    if len(body.get("sortSpecs", ())) != 1:
        raise unmodelled("sorting by several columns")
    (spec,) = body["sortSpecs"]
    descending = spec.get("sortOrder") == "DESCENDING"
    sheet.sort(area, spec.get("dimensionIndex", 0), descending)


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


KINDS = {
    "updateCells": _update_cells,
    "repeatCell": _repeat_cell,
    "sortRange": _sort_range,
    "mergeCells": _merge_cells,
    "updateBorders": _update_borders,
    "setDataValidation": _set_data_validation,
}
