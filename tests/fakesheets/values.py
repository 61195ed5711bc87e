"""The values.* methods: plain values in and out."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from tests.fakesheets import a1, lookups
from tests.fakesheets.areas import Area
from tests.fakesheets.cells import Scalar, raw, shown
from tests.fakesheets.errors import invalid, is_protected, unmodelled
from tests.fakesheets.model import Book, Sheet
from tests.fakesheets.protection import may_edit

Options = Mapping[str, Any]


def read(book: Book, area: Area, options: Options) -> dict[str, Any]:
    """The ValueRange of an area: trailing blanks dropped, inner rows ragged."""
    sheet = book.sheet(area.sheet_id)
    answer: dict[str, Any] = {
        "range": a1.write(area, sheet.title),
        "majorDimension": options.get("majorDimension", "ROWS"),
    }
    rows = _rows(sheet, area, options)
    if answer["majorDimension"] == "COLUMNS":
        rows = [_trimmed(column) for column in zip_longest(*rows, fillvalue="")]
    while rows and not rows[-1]:
        rows.pop()
    return {**answer, "values": rows} if rows else answer


def _rows(sheet: Sheet, area: Area, options: Options) -> list[Sequence[Scalar]]:
    rows = [_trimmed(row[area.left : area.right]) for row in sheet.values[area.top : area.bottom]]
    match options.get("valueRenderOption", "FORMATTED_VALUE"):
        case "UNFORMATTED_VALUE":
            if options.get("dateTimeRenderOption", "SERIAL_NUMBER") != "SERIAL_NUMBER":
                raise unmodelled("dates as text")
            return rows
        case "FORMATTED_VALUE":
            return [
                [shown(v, sheet.extra(r, c)) for c, v in enumerate(row, area.left)]
                for r, row in enumerate(rows, area.top)
            ]
    raise unmodelled("reading formulas through values")


def _trimmed(row: Sequence[Scalar]) -> Sequence[Scalar]:
    if not row or row[-1] != "":
        return row
    end = len(row)
    while end and row[end - 1] == "":
        end -= 1
    return row[:end]


def get(book: Book, range_: str, options: Options) -> dict[str, Any]:
    return read(book, book.area(range_), options)


def batch_get(book: Book, ranges: Sequence[str], options: Options) -> dict[str, Any]:
    found = [get(book, range_, options) for range_ in ranges]
    return {"spreadsheetId": book.book_id, "valueRanges": found}


def batch_get_by_filter(book: Book, body: Options) -> dict[str, Any]:
    found = [
        {"valueRange": read(book, area, body), "dataFilters": filters}
        for area, filters in lookups.by_area(book, body.get("dataFilters", []))
    ]
    return {"spreadsheetId": book.book_id, "valueRanges": found}


def batch_update(book: Book, body: Options, caller: str) -> dict[str, Any]:
    """Write to ranges; all or nothing is the caller's part."""
    _needs_raw(body)
    answers = [
        _write(book, book.area(data["range"]), data, caller) for data in body.get("data", [])
    ]
    return _totals(book, answers, [book.area(data["range"]) for data in body.get("data", [])])


def batch_update_by_filter(
    book: Book, body: Options, caller: str, ignore_missing: bool
) -> dict[str, Any]:
    """Write to whatever the filters select, wherever it is now."""
    _needs_raw(body)
    answers, written = [], []
    for data in body.get("data", []):
        areas = lookups.areas(book, data["dataFilter"])
        if not areas and not ignore_missing:
            raise invalid("No matching range was found for a data filter.")
        for area in areas:
            answers.append({**_write(book, area, data, caller), "dataFilter": data["dataFilter"]})
            written.append(area)
    return _totals(book, answers, written)


def _needs_raw(body: Options) -> None:
    match body.get("valueInputOption"):
        case "RAW":
            pass
        case "USER_ENTERED":
            raise unmodelled("USER_ENTERED: nothing here may run as a formula")
        case _:
            raise invalid("'valueInputOption' is required but not specified")
    if body.get("includeValuesInResponse"):
        raise unmodelled("includeValuesInResponse")


def _write(book: Book, area: Area, data: Options, caller: str) -> dict[str, Any]:
    sheet = book.sheet(area.sheet_id)
    rows = data.get("values", [])
    if data.get("majorDimension") == "COLUMNS":
        rows = list(zip_longest(*rows))
    width = max(map(len, rows), default=0)
    assert area.bottom is not None and area.right is not None
    if len(rows) > area.bottom - area.top or width > area.right - area.left:
        raise invalid(
            f"Requested writing within range [{a1.write(area, sheet.title)}], but tried writing "
            f"{len(rows)} rows and {width} columns"
        )
    touched = Area(area.sheet_id, area.top, area.top + len(rows), area.left, area.left + width)
    if rows and not may_edit(sheet, touched, caller):
        raise is_protected()
    for row, cells in enumerate(rows, area.top):
        sheet.put(row, area.left, [None if cell is None else raw(cell) for cell in cells])
    return {
        "updatedRange": a1.write(touched if rows and width else area, sheet.title),
        "updatedRows": len(rows),
        "updatedColumns": width,
        "updatedCells": sum(cell is not None for cells in rows for cell in cells),
    }


def _totals(book: Book, answers: list[dict[str, Any]], written: list[Area]) -> dict[str, Any]:
    names = {"Rows": "updatedRows", "Columns": "updatedColumns", "Cells": "updatedCells"}
    return {
        "spreadsheetId": book.book_id,
        **{f"totalUpdated{n}": sum(a[own] for a in answers) for n, own in names.items()},
        "totalUpdatedSheets": len({area.sheet_id for area in written}),
        "responses": answers,
    }


def batch_clear_by_filter(book: Book, body: Options, caller: str) -> dict[str, Any]:
    """Empty whatever the filters select; formats and dropdowns stay."""
    cleared = []
    for area, _ in lookups.by_area(book, body.get("dataFilters", [])):
        sheet = book.sheet(area.sheet_id)
        if not may_edit(sheet, area, caller):
            raise is_protected()
        width = (area.right or 0) - area.left
        for row in range(area.top, area.bottom or 0):
            sheet.put(row, area.left, [""] * width)
        cleared.append(a1.write(area, sheet.title))
    return {"spreadsheetId": book.book_id, "clearedRanges": cleared}
