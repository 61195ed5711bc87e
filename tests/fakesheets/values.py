"""The values.* methods: plain values in and out."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby, zip_longest
from typing import Any

from tests.fakesheets import a1, lookups
from tests.fakesheets.areas import Area
from tests.fakesheets.cells import Scalar, raw, shown
from tests.fakesheets.errors import ApiError, invalid, is_protected, unmodelled
from tests.fakesheets.model import Book
from tests.fakesheets.protection import may_edit
from tests.fakesheets.sheet import Sheet

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
    _count_again(sheet)
    cells = [row[area.left : area.right] for row in sheet.values[area.top : area.bottom]]
    rows = [_trimmed(row) for row in cells]
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
        case "FORMULA":
            return [
                _trimmed(
                    [sheet.extra(r, c).get("formula", v) for c, v in enumerate(row, area.left)]
                )
                for r, row in enumerate(cells, area.top)
            ]
    raise unmodelled("another way of reading values")


def _count_again(sheet: Sheet) -> None:
    """Work out how many cells hold anything, formulas that say nothing among them, where the first
    row asks for it."""
    for at in range(len(sheet.values[0])):
        extra = sheet.extra(0, at)
        formula = extra.get("formula", "")
        if formula.startswith("=COUNTA("):
            sheet.set_cells(0, at, [(str(_filled(sheet, formula)), extra)])


def _filled(sheet: Sheet, formula: str) -> int:
    texts = formula.removeprefix("=COUNTA(").removesuffix(')&""').replace("$", "").split(";")
    areas = (a1.cells(text, sheet.sheet_id) for text in texts)
    return sum(
        sheet.value(row, at) != "" or "formula" in sheet.extra(row, at)
        for area in areas
        for row in range(area.top, area.bottom)
        for at in range(area.left, area.right)
    )


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
    found = []
    for number, data in enumerate(body.get("data", [])):
        with _placed(number):
            found.append((number, book.area(data["range"]), data))
    answers = [_write(book, *one, caller) for one in found]
    return _totals(book, [{"spreadsheetId": book.book_id, **answer} for answer in answers])


def batch_update_by_filter(
    book: Book, body: Options, caller: str, ignore_missing: bool
) -> dict[str, Any]:
    """Write to whatever the filters select, wherever it is now."""
    _needs_raw(body)
    found = []
    for number, data in enumerate(body.get("data", [])):
        areas = lookups.areas(book, data["dataFilter"])
        if not areas and not ignore_missing:
            raise invalid("No matching range was found for a data filter.").at(f"data[{number}]")
        found += [(number, area, data) for area in areas]
    answers = [{**_write(book, *one, caller), "dataFilter": one[2]["dataFilter"]} for one in found]
    return _totals(book, answers)


@contextmanager
def _placed(number: int) -> Iterator[None]:
    try:
        yield
    except ApiError as error:
        raise error.at(f"data[{number}]") from error


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


def _write(book: Book, number: int, area: Area, data: Options, caller: str) -> dict[str, Any]:
    with _placed(number):
        return _written(book, area, data, caller)


def _written(book: Book, area: Area, data: Options, caller: str) -> dict[str, Any]:
    sheet = book.sheet(area.sheet_id)
    rows = data.get("values", [])
    if data.get("majorDimension") == "COLUMNS":
        rows = list(zip_longest(*rows))
    touched = _touched(sheet, area, rows)
    for row, cells in enumerate(rows, area.top):
        for start, run in _runs(cells):
            left = area.left + start
            span = Area(area.sheet_id, row, row + 1, left, left + len(run))
            if not may_edit(sheet, span, caller):
                raise is_protected()
            sheet.put(row, span.left, run)
    written = [(r, c) for r, row in enumerate(rows) for c, v in enumerate(row) if v is not None]
    return {
        "updatedRange": a1.write(touched, sheet.title),
        "updatedRows": len({r for r, _ in written}),
        "updatedColumns": len({c for _, c in written}),
        "updatedCells": len(written),
    }


def _touched(sheet: Sheet, area: Area, rows: Sequence[Sequence[Any]]) -> Area:
    """What is written of an area; a single cell is but the corner of what is."""
    height, width = len(rows), max(map(len, rows), default=0)
    bottom, right = area.bottom or 0, area.right or 0
    if (bottom - area.top, right - area.left) == (1, 1):
        bottom, right = len(sheet.rows), len(sheet.columns)
    if height > bottom - area.top or width > right - area.left:
        raise invalid(
            f"Requested writing within range [{a1.write(area, sheet.title)}], but tried writing "
            f"{height} rows and {width} columns"
        )
    ends = area.top + max(height, 1), area.left + max(width, 1)
    return Area(area.sheet_id, area.top, ends[0], area.left, ends[1])


def _runs(cells: Sequence[Any]) -> Iterator[tuple[int, list[Scalar]]]:
    """Runs of cells that are not left alone, each with where it begins."""
    for kept, run in groupby(enumerate(cells), lambda pair: pair[1] is not None):
        found = list(run)
        if kept:
            yield found[0][0], [raw(cell) for _, cell in found]


def _totals(book: Book, answers: list[dict[str, Any]]) -> dict[str, Any]:
    areas = [(book.area(one["updatedRange"]), one) for one in answers if one["updatedCells"]]
    rows = {(a.sheet_id, a.top + row) for a, one in areas for row in range(one["updatedRows"])}
    columns = {(a.sheet_id, a.left + at) for a, one in areas for at in range(one["updatedColumns"])}
    return {
        "spreadsheetId": book.book_id,
        "totalUpdatedRows": len(rows),
        "totalUpdatedColumns": len(columns),
        "totalUpdatedCells": sum(answer["updatedCells"] for answer in answers),
        "totalUpdatedSheets": len({area.sheet_id for area, _ in areas}),
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
