"""Writes a page of the job anew, but for the cells that are open to people."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from ppid_sheets.register import layout
from ppid_sheets.register.cells import cell_at
from ppid_sheets.register.looks import ROWS
from ppid_sheets.register.values import Grid, Tab
from ppid_sheets.stores.google import cell_looks, drawing, page_look
from ppid_sheets.stores.google.batches import Atom
from ppid_sheets.stores.google.structure import Json, SheetTab

BLOCK = 200
"""Rows that one request writes: a few hundred kilobytes at most."""
Span = tuple[int, int]
_PIXELS = 4 / 3
"""Of a point."""


def written(tab: SheetTab, wanted: Tab, width: int, ids: page_look.Ids) -> Iterator[Atom]:
    """The requests that make a page hold the wanted rows, whatever it holds."""
    yield (_sized(tab, wanted, width), *_bare(tab.id, wanted), *drawing.filtered(tab.id, wanted))
    rows = range(len(wanted.rows))
    for spans, run in groupby(rows, lambda row: _closed(wanted, row, width)):
        for block in blocks(list(run)) if spans else ():
            texts = [values(tab.id, wanted.rows, block, span) for span in spans]
            yield (*texts, *page_look.linked(tab.id, wanted, block, ids))
    yield tuple(formats(tab.id, wanted, [(0, width)]))
    yield tuple(_laid_out(tab.id, wanted))


def _closed(wanted: Tab, row: int, width: int) -> Sequence[Span]:
    """The parts of a row that people do not write in."""
    if wanted.title == layout.STATUS and row + 1 == layout.BOX_ROW:
        return []
    edges = sorted(column for at, column in wanted.open if at == row)
    starts, ends = [0, *(column + 1 for column in edges)], [*edges, width]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _laid_out(sheet_id: int, wanted: Tab) -> Iterator[Json]:
    """What lets a page of formulas print as it shall, and its open cells be chosen from lists."""
    for (row, column), items in wanted.open.items():
        if items:
            yield drawing.chosen(drawing.at(sheet_id, row, column), items)
    if wanted.printed_from:
        runs = groupby(range(wanted.printed_to), lambda row: drawing.look_of(wanted, row))
        for look, run in runs:
            found = list(run)
            if points := ROWS[look].height:
                span = {"sheetId": sheet_id, "dimension": "ROWS"}
                span |= {"startIndex": found[0], "endIndex": found[-1] + 1}
                yield _dimension(span, {"pixelSize": round(points * _PIXELS)})
    if wanted.hidden_from:
        columns = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": wanted.hidden_from}
        yield _dimension(columns, {"hiddenByUser": True})


def _dimension(span: Json, properties: Json) -> Json:
    fields = ",".join(properties)
    change = {"range": span, "properties": properties, "fields": fields}
    return {"updateDimensionProperties": change}


def _sized(tab: SheetTab, wanted: Tab, width: int) -> Json:
    rows = max(tab.rows, len(wanted.rows), wanted.frozen_rows + 1)
    grid = {"rowCount": rows, "columnCount": max(tab.columns, width)}
    return {
        "updateSheetProperties": {
            "properties": {"sheetId": tab.id, "gridProperties": grid},
            "fields": "gridProperties(rowCount,columnCount)",
        }
    }


def _bare(sheet_id: int, wanted: Tab) -> Iterator[Json]:
    """The requests that empty a page, but for what is open."""
    fields = "userEnteredValue,userEnteredFormat"
    boxed = [layout.BOX_ROW - 1] if wanted.title == layout.STATUS else []
    kept = sorted({*boxed, *(row for row, _ in wanted.open)})
    areas = [
        {"startRowIndex": start, **({} if end is None else {"endRowIndex": end})}
        for start, end in zip([0, *(row + 1 for row in kept)], [*kept, None], strict=True)
        if start != end
    ]
    for row in kept:
        for left, right in _closed(wanted, row, layout.MOST_COLUMNS):
            span = {"startRowIndex": row, "endRowIndex": row + 1, "startColumnIndex": left}
            areas.append(
                span if right == layout.MOST_COLUMNS else {**span, "endColumnIndex": right}
            )
    for area in areas:
        yield {"repeatCell": {"range": {"sheetId": sheet_id, **area}, "cell": {}, "fields": fields}}


def blocks(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    """Runs of consecutive row numbers, none longer than `BLOCK`."""
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or rows[at] != rows[at - 1] + 1 or at - start == BLOCK:
            yield rows[start:at]
            start = at


def values(sheet_id: int, rows: Grid, block: Sequence[int], span: Span) -> Json:
    """The request that writes a span of columns in consecutive rows."""
    left, right = span
    return {
        "updateCells": {
            "range": {
                "sheetId": sheet_id,
                "startRowIndex": block[0],
                "endRowIndex": block[-1] + 1,
                "startColumnIndex": left,
                "endColumnIndex": right,
            },
            "rows": [{"values": [*map(drawing.content, rows[at][left:right])]} for at in block],
            "fields": "userEnteredValue",
        }
    }


def formats(sheet_id: int, wanted: Tab, spans: Sequence[Span]) -> Iterator[Json]:
    """The looks of runs of rows, the last to the tab's end, and of the days among their cells."""
    numbers = range(len(wanted.rows))
    runs = [list(run) for _, run in groupby(numbers, lambda row: drawing.look_of(wanted, row))]
    for run in runs:
        end = None if run is runs[-1] else run[-1] + 1
        shown = cell_looks.look(drawing.look_of(wanted, run[0]))
        closed = _closed(wanted, run[0], spans[0][1]) if wanted.open else spans
        for span in closed:
            yield _format(sheet_id, (run[0], end), span, shown, page_look.FIELDS)
    yield from page_look.aligned(sheet_id, wanted)
    for column in (at for left, right in spans for at in range(left, right)):
        for first, last, value in _days(wanted.rows, column):
            shown = cell_looks.look("body", value)
            fields, span = "userEnteredFormat.numberFormat", (column, column + 1)
            yield _format(sheet_id, (first, last), span, shown, fields)


def _format(
    sheet_id: int, rows: tuple[int, int | None], span: Span, shown: Json, fields: str
) -> Json:
    area = {"sheetId": sheet_id, "startRowIndex": rows[0]}
    area |= {"startColumnIndex": span[0], "endColumnIndex": span[1]}
    area |= {} if rows[1] is None else {"endRowIndex": rows[1]}
    return {"repeatCell": {"range": area, "cell": {"userEnteredFormat": shown}, "fields": fields}}


def _days(rows: Grid, column: int) -> Iterator[tuple[int, int, date]]:
    """Runs of days or of moments in a column, blanks among them; each with one of its values."""
    first = last = 0
    seen: date | None = None
    for number, row in enumerate(rows):
        value = cell_at(row, column)
        if value in (None, "") or (seen is not None and type(value) is type(seen)):
            last = number + 1
            continue
        if seen is not None:
            yield first, last, seen
        seen = value if isinstance(value, date | datetime) else None
        first, last = number, number + 1
    if seen is not None:
        yield first, last, seen
