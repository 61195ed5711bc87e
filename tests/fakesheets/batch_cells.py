"""batchUpdate requests about cells: values, formats, dropdowns, borders."""

from typing import Any

from tests.fakesheets import conditions, masks
from tests.fakesheets.areas import Area
from tests.fakesheets.batch_parts import Batch, Body, mask_of
from tests.fakesheets.batch_spans import check_untyped
from tests.fakesheets.cells import Extra, Scalar, as_cell, formatted, from_cell, normal, raw
from tests.fakesheets.errors import invalid, unmodelled
from tests.fakesheets.sheet import Sheet

Known = dict[tuple[int, int, type, Scalar], tuple[Body, Extra, tuple[Scalar, Extra]]]


def _update_cells(batch: Batch, body: Body) -> None:
    rows = [list(map(normal, row.get("values", []))) for row in body.get("rows", [])]
    mask = _mask(body)
    if "start" in body:
        start = body["start"]
        top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
        sheet, room = batch.open_area(Area(start.get("sheetId", 0), top, left=left).grid_range())
        _fits(rows, sheet.closed(room))
        width = max(map(len, rows), default=0)
        area = Area(sheet.sheet_id, top, top + len(rows), left, left + width)
        if width:
            batch.may_edit(sheet, area)
            _may_be_typed(sheet, area, mask)
        for row, cells in enumerate(rows, top):
            _put_cells(sheet, row, left, cells, mask)
        return
    sheet, area = batch.area(body["range"])
    _fits(rows, area)
    _may_be_typed(sheet, area, mask)
    height, width = (area.bottom or 0) - area.top, (area.right or 0) - area.left
    rows += [[] for _ in range(height - len(rows))]
    for row, cells in enumerate(rows, area.top):
        _put_cells(sheet, row, area.left, cells + [{}] * (width - len(cells)), mask)


def _fits(rows: list[list[Body]], area: Area) -> None:
    height, width = (area.bottom or 0) - area.top, (area.right or 0) - area.left
    if len(rows) > height or max(map(len, rows), default=0) > width:
        raise invalid("Attempting to write beyond the last requested row or column.")


def _may_be_typed(sheet: Sheet, area: Area, mask: masks.Mask) -> None:
    formats = masks.wants(mask, "userEnteredFormat", "numberFormat")
    if formats or masks.wants(mask, "dataValidation"):
        check_untyped(sheet, area)


def _mask(body: Body) -> masks.Mask:
    mask = mask_of(body)
    if set(mask) - {"userEnteredValue", "userEnteredFormat", "dataValidation", "note"}:
        raise invalid(f"Invalid field: {sorted(mask)}")
    return masks.with_twins(mask)


def _repeat_cell(batch: Batch, body: Body) -> None:
    mask, cell = _mask(body), normal(body["cell"])
    sheet, area = batch.open_area(body["range"])
    area = sheet.closed(area)
    if area.top == area.bottom or area.left == area.right:
        return
    batch.may_edit(sheet, area)
    _may_be_typed(sheet, area, mask)
    if mask and "userEnteredValue" not in mask:
        sheet.alter(area, lambda value, old: _changed(value, old, cell, mask)[1])
        return
    cells = [cell] * ((area.right or 0) - area.left)
    known: Known = {}
    for row in range(area.top, area.bottom or 0):
        _put_cells(sheet, row, area.left, cells, mask, known)


def _put_cells(
    sheet: Sheet,
    row: int,
    left: int,
    cells: list[Body],
    mask: masks.Mask,
    known: Known | None = None,
) -> None:
    """Change the cells of a row, once all that were alike and become alike."""
    if set(mask) == {"userEnteredValue"} and all(_is_plain(cell) for cell in cells):
        sheet.put(row, left, [_plain(cell) for cell in cells])
        return
    known = {} if known is None else known
    new: list[tuple[Scalar, Extra]] = []
    for column, cell in enumerate(cells, left):
        value, old = sheet.cell(row, column)
        key = id(cell), id(old), type(value), value
        if key not in known:  # the two are kept as well, so that their ids stay their own
            known[key] = cell, old, _changed(value, old, cell, mask)
        new.append(known[key][2])
    sheet.set_cells(row, left, new)


def _changed(value: Scalar, extra: Extra, cell: Body, mask: masks.Mask) -> tuple[Scalar, Extra]:
    """A cell after a request that changes what the mask names."""
    old = as_cell(value, extra)
    old.pop("effectiveValue", None)
    new = masks.replaced(mask, old, {k: v for k, v in cell.items() if not mask or k in mask})
    return from_cell(new, value, extra.get("formula"))


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
    batch.book.follow(sheet.sort(area, spec.get("dimensionIndex", 0), descending))


def _set_data_validation(batch: Batch, body: Body) -> None:
    sheet, area = batch.area(body["range"])
    if body.get("filteredRowsIncluded"):
        raise unmodelled("filteredRowsIncluded")
    check_untyped(sheet, area)
    rule = normal(body["rule"]) if "rule" in body else None
    if rule:
        conditions.check_dropdown(rule)

    def changed(_: Scalar, old: Extra) -> Extra:
        rest = {name: item for name, item in old.items() if name != "dataValidation"}
        return {**rest, "dataValidation": rule} if rule else rest

    sheet.alter(area, changed)


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
    "updateBorders": _update_borders,
    "setDataValidation": _set_data_validation,
}
