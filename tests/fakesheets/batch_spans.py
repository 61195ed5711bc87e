"""batchUpdate requests about ranges with a name of their own: merges, named ranges, tables."""

import re

from tests.fakesheets import frozen
from tests.fakesheets.areas import Area
from tests.fakesheets.batch_parts import Batch, Body
from tests.fakesheets.errors import invalid, unmodelled
from tests.fakesheets.sheet import Sheet

_NAME = re.compile(r"[^\W\d]\w{0,249}")
_CELL = re.compile(r"[A-Za-z]{1,3}[1-9][0-9]*|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]")


def _merge_cells(batch: Batch, body: Body) -> None:
    sheet, area = batch.area(body["range"])
    if body.get("mergeType", "MERGE_ALL") != "MERGE_ALL":
        raise unmodelled("merges other than MERGE_ALL")
    merge(sheet, area)


def merge(sheet: Sheet, area: Area) -> None:
    """One cell of many; what stood in others than the first is gone."""
    _unmerge(sheet, area)
    if ((area.bottom or 0) - area.top) * ((area.right or 0) - area.left) < 2:
        return
    frozen.check_merge(sheet, area)
    sheet.merges = [*sheet.merges, area]
    for row, column in list(sheet.cells_of(area))[1:]:
        if sheet.value(row, column) != "":
            sheet.put(row, column, [""])


def _unmerge_cells(batch: Batch, body: Body) -> None:
    _unmerge(*batch.area(body["range"]))


def _unmerge(sheet: Sheet, area: Area) -> None:
    if any(merge.meets(area) and not area.holds(merge) for merge in sheet.merges):
        raise invalid("You must select all cells in a merged range to merge or unmerge them.")
    sheet.merges = [merge for merge in sheet.merges if not merge.meets(area)]


def _add_named_range(batch: Batch, body: Body) -> Body:
    given, book = body["namedRange"], batch.book
    name = given.get("name", "")
    sheet, area = batch.open_area(given["range"])
    known = [named for each in book.sheets for named in each.names]
    if not _NAME.fullmatch(name) or _CELL.fullmatch(name):
        raise invalid(f'The name "{name}" is not a valid range name.')
    if any(named["name"].casefold() == name.casefold() for named in known):
        raise invalid(f'A named range with the name "{name}" already exists.')
    named_id = given.get("namedRangeId") or str(book.new_id())
    if any(named["namedRangeId"] == named_id for named in known):
        raise invalid(f"A named range with id {named_id} already exists.")
    new = {"namedRangeId": named_id, "name": name, "range": area.grid_range()}
    sheet.names = [*sheet.names, new]
    return {"namedRange": new}


def _delete_named_range(batch: Batch, body: Body) -> None:
    for sheet in batch.book.sheets:
        left = [named for named in sheet.names if named["namedRangeId"] != body["namedRangeId"]]
        if left != sheet.names:
            sheet.names = left
            return
    raise invalid(f"No named range with id: {body['namedRangeId']}")


def _add_table(batch: Batch, body: Body) -> Body:
    given = body["table"]
    sheet, area = batch.area(given["range"])
    if any(Area.of(table["range"]).meets(area) for table in sheet.tables):
        raise invalid("A table cannot overlap another table.")
    table_id = given.get("tableId") or str(batch.book.new_id())
    new = {**given, "tableId": table_id, "range": area.grid_range()}
    sheet.tables = [*sheet.tables, new]
    return {"table": new}


def _delete_table(batch: Batch, body: Body) -> None:
    for sheet in batch.book.sheets:
        left = [table for table in sheet.tables if table["tableId"] != body["tableId"]]
        if left != sheet.tables:
            sheet.tables = left
            return
    raise invalid(f"No table with id: {body['tableId']}")


def check_untyped(sheet: Sheet, area: Area) -> None:
    """Refuse a change of type in the typed columns of a Google Table.

    The words are those of many reports of clients in 2025.
    """
    for table in sheet.tables:
        span = Area.of(table["range"])
        for column in table.get("columnProperties", ()):
            at = span.left + column.get("columnIndex", 0)
            typed = column.get("columnType", "COLUMN_TYPE_UNSPECIFIED")
            cells = Area(sheet.sheet_id, span.top + 1, span.bottom, at, at + 1)
            if typed != "COLUMN_TYPE_UNSPECIFIED" and cells.meets(area):
                raise invalid("This operation is not allowed on cells in typed columns.")


KINDS = {
    "mergeCells": _merge_cells,
    "unmergeCells": _unmerge_cells,
    "addNamedRange": _add_named_range,
    "deleteNamedRange": _delete_named_range,
    "addTable": _add_table,
    "deleteTable": _delete_table,
}
