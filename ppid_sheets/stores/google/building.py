"""Builds a new, empty register in a Google Sheet from what `layout` and `columns` declare."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from ppid_sheets.deadlines.calendar import Holiday
from ppid_sheets.deadlines.holiday_tab import holidays_tab
from ppid_sheets.register import bands, layout, own_tabs
from ppid_sheets.register.guide import guide_tab
from ppid_sheets.register.schema import Column, Schema
from ppid_sheets.register.values import Grid
from ppid_sheets.stores.google import drawing, rules
from ppid_sheets.stores.google.dropdowns import dropdown, lists_of
from ppid_sheets.stores.google.furnishing import protection, warning
from ppid_sheets.stores.google.structure import BUILT_TAG, Json

ROWS = 1_000
"""Rows of a new register; Google adds more as they are needed."""
ROOM = 200
"""Blank rows below the lists, for the office to go on."""


def requests(
    schemas: Sequence[Schema],
    first_id: int,
    holidays: Iterable[Holiday],
    account: str,
    optional: Sequence[str] = (),
) -> Iterator[Json]:
    """All of a new register, its tabs numbered from `first_id` on, in one batch.

    The lists are those of the first of the schemas; the others stand beside it. `optional` are the
    titles of further pages of the job.
    """
    ids = count(first_id)
    registers = [(schema, next(ids)) for schema in schemas]
    choices = layout.choices_tab(schemas[0])
    for place, (schema, register) in enumerate(registers):
        yield from _register(schema, register, place)
    made = {}
    for tab in (choices, holidays_tab(holidays), guide_tab(), *own_tabs.pages(optional)):
        made[tab.title] = next(ids)
        yield from drawing.new_tab(
            made[tab.title], tab, ROOM if tab.title not in layout.OWNED else 0
        )
    for schema, register in registers:
        yield from _guidance(schema, register, choices.rows)
    for title in (*layout.PAGES, *optional):
        yield protection(made[title], title, account)


def _register(schema: Schema, sheet_id: int, place: int) -> Iterator[Json]:
    grid = {
        "rowCount": ROWS,
        "columnCount": len(schema.built),
        "frozenRowCount": layout.HEADER_ROW,
        "frozenColumnCount": schema.frozen,
    }
    properties = {
        "sheetId": sheet_id,
        "title": schema.tab,
        "index": place,
        "gridProperties": grid,
    }
    yield {"addSheet": {"properties": properties}}
    yield _text(sheet_id, layout.TITLE_ROW, 0, schema.title)
    yield from _groups(schema, sheet_id)
    yield drawing.headers(sheet_id, schema.built, 0, layout.HEADER_ROW)
    yield from drawing.widths(sheet_id, 0, [column.width for column in schema.built])
    for position, column in enumerate(schema.built):
        yield from drawing.column_format(sheet_id, column, position, layout.HEADER_ROW)
        yield drawing.tag_column(sheet_id, schema, column.key, position)
    yield drawing.tag(BUILT_TAG, schema.tab, {"sheetId": sheet_id})
    wanted = layout.highlights(schema.positions, (layout.HEADER_ROW,), len(schema.built))
    for index, highlight in enumerate(wanted):
        yield rules.adding(sheet_id, index, highlight)
    yield drawing.filter_from(sheet_id, layout.HEADER_ROW)


def _text(sheet_id: int, row: int, position: int, text: str) -> Json:
    return {
        "updateCells": {
            "start": {"sheetId": sheet_id, "rowIndex": row - 1, "columnIndex": position},
            "rows": [{"values": [drawing.cell(text, "title")]}],
            "fields": "userEnteredValue,userEnteredFormat",
        }
    }


def _groups(schema: Schema, sheet_id: int) -> Iterator[Json]:
    row = {
        "sheetId": sheet_id,
        "startRowIndex": layout.GROUP_ROW - 1,
        "endRowIndex": layout.GROUP_ROW,
    }
    for group, colour, first, last in bands.groups(schema):
        shown = drawing.cell(group, "group")
        shown["userEnteredFormat"]["backgroundColorStyle"] = {"rgbColor": rules.rgb(colour)}
        for start, end in _beside_the_edge(first, last + 1, schema.frozen):
            span = {**row, "startColumnIndex": start, "endColumnIndex": end}
            yield {
                "updateCells": {
                    "range": {**span, "endColumnIndex": start + 1},
                    "rows": [{"values": [shown]}],
                    "fields": "userEnteredValue,userEnteredFormat",
                }
            }
            if end - start > 1:
                yield {"mergeCells": {"range": span, "mergeType": "MERGE_ALL"}}


def _beside_the_edge(start: int, end: int, frozen: int) -> Iterator[tuple[int, int]]:
    """The parts of a run of columns left and right of the edge of the frozen ones.

    Google refuses a merge across it.
    """
    edge = min(max(start, frozen), end)
    yield from ((a, b) for a, b in ((start, edge), (edge, end)) if a < b)


def _guidance(schema: Schema, sheet_id: int, lists: Grid) -> Iterator[Json]:
    choices = lists_of(schema, lists)
    for position, column in enumerate(schema.built):
        if column.kind == "choice":
            yield dropdown(sheet_id, column, position, (layout.HEADER_ROW, ROWS), choices)
        elif column.owner == "staff" and column.kind in _CONDITIONS:
            yield _checked(sheet_id, column, position)
        elif column.owner == "job":
            yield warning(sheet_id, position, column.header)


_CONDITIONS: dict[str, Json] = {
    "date": {"type": "DATE_IS_VALID"},
    "number": {"type": "NUMBER_GREATER_THAN_EQ", "values": [{"userEnteredValue": "0"}]},
}


def _checked(sheet_id: int, column: Column, position: int) -> Json:
    """A mark at what is no date or amount; nothing is rejected."""
    rule = {"condition": _CONDITIONS[column.kind], "inputMessage": column.help, "strict": False}
    return {
        "setDataValidation": {
            "range": drawing.below(sheet_id, position, layout.HEADER_ROW),
            "rule": rule,
        }
    }
