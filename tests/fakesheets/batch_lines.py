"""batchUpdate requests about rows and columns."""

from tests.fakesheets import masks, protection
from tests.fakesheets.areas import Area, Dimension
from tests.fakesheets.batch_parts import Batch, Body, dimension_of, mask_of
from tests.fakesheets.errors import invalid, is_protected
from tests.fakesheets.sheet import Sheet


def _insert_dimension(batch: Batch, body: Body) -> None:
    found, before = body["range"], body.get("inheritFromBefore", False)
    sheet, dimension = batch.book.sheet(found.get("sheetId", 0)), dimension_of(found)
    start, end = found.get("startIndex", 0), found["endIndex"]
    size = len(sheet.keys(dimension))
    if not 0 <= start < end or start > size:
        raise invalid(f"Cannot insert {dimension} at {start} in a sheet of {size}.")
    if start == size and not before:
        raise invalid(
            f"range.startIndex must be less than the grid size ({size}) if inheritFromBefore is "
            "false."
        )
    if before and not start:
        raise invalid("inheritFromBefore can't be true if the start index is 0.")
    if not protection.may_insert(sheet, dimension, start, batch.caller):
        raise is_protected()
    sheet.insert(dimension, start, end - start, like=start - 1 if before else start)
    batch.book.check_size()


def _append_dimension(batch: Batch, body: Body) -> None:
    sheet, dimension = batch.book.sheet(body.get("sheetId", 0)), dimension_of(body)
    if body.get("length", 0) <= 0:
        raise invalid("length must be greater than 0.")
    sheet.insert(dimension, len(sheet.keys(dimension)), body["length"])
    batch.book.check_size()


def _delete_dimension(batch: Batch, body: Body) -> None:
    sheet, dimension, start, end = batch.lines(body["range"])
    if start == end:
        raise invalid(f"There are no {dimension.lower()} [{start}, {end}) to delete.")
    drop(batch, sheet, dimension, start, end)


def drop(batch: Batch, sheet: Sheet, dimension: Dimension, start: int, end: int) -> None:
    """Delete lines where the caller may, and something is left that is not frozen."""
    batch.may_edit(sheet, sheet.whole.with_span(dimension, start, end))
    size, word = len(sheet.keys(dimension)), dimension.lower()
    if end - start == size:
        raise invalid(f"You can't delete all the {word} on the sheet.")
    if 0 < sheet.frozen(dimension) >= start and end == size:
        raise invalid(f"Sorry, it is not possible to delete all non-frozen {word}.")
    batch.book.delete_lines(sheet, dimension, start, end)


def _move_dimension(batch: Batch, body: Body) -> None:
    sheet, dimension, start, end = batch.lines(body["source"])
    to = body.get("destinationIndex", 0)
    if not 0 <= to <= len(sheet.keys(dimension)) or start == end:
        raise invalid(f"Cannot move [{start}, {end}) to {to}.")
    batch.may_edit(sheet, sheet.whole.with_span(dimension, min(start, to), max(end, to)))
    if not start <= to <= end:
        sheet.move(dimension, start, end, to)


def _update_dimension_properties(batch: Batch, body: Body) -> None:
    sheet, dimension, start, end = batch.lines(body["range"])
    mask = mask_of(body)
    if set(mask) - {"pixelSize", "hiddenByUser"}:
        raise invalid(f"Invalid field: {sorted(mask)}")
    for key in sheet.keys(dimension)[start:end]:
        sheet.lines[key] = masks.replaced(mask, sheet.lines.get(key), body["properties"])


def _cut_paste(batch: Batch, body: Body) -> None:
    """The cells go with all they hold; tags stay on the columns that they leave.

    Seen by https://github.com/byronbroughten/sheets-framework, docs/architecture.
    """
    home, source = batch.area(body["source"])
    point = body.get("destination", {})
    top, left = point.get("rowIndex", 0), point.get("columnIndex", 0)
    bottom = top + (source.bottom or 0) - source.top
    right = left + (source.right or 0) - source.left
    goal = Area(point.get("sheetId", 0), top, bottom, left, right)
    sheet, inside = batch.area(goal.grid_range())
    if inside != goal:
        raise invalid("Range exceeds grid limits.")
    cut(home, source, sheet, goal)


def cut(home: Sheet, source: Area, sheet: Sheet, goal: Area) -> None:
    """Move cells with all they hold."""
    held = [home.cell(row, column) for row, column in home.cells_of(source)]
    for row, column in home.cells_of(source):
        home.set_cells(row, column, [("", {})])
    for (row, column), cell in zip(sheet.cells_of(goal), held, strict=True):
        sheet.set_cells(row, column, [cell])


KINDS = {
    "insertDimension": _insert_dimension,
    "appendDimension": _append_dimension,
    "deleteDimension": _delete_dimension,
    "moveDimension": _move_dimension,
    "updateDimensionProperties": _update_dimension_properties,
    "cutPaste": _cut_paste,
}
