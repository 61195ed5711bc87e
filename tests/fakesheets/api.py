"""What the API answers to a request that passed the gate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fakesheets import batch, gate, lookups, masks, reading, values
from tests.fakesheets.errors import invalid, not_found, unmodelled
from tests.fakesheets.model import Book


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: what its path names, its query, its body, the caller and the field mask."""

    path: Mapping[str, str]
    query: Mapping[str, list[str]]
    body: dict[str, Any]
    caller: str
    mask: masks.Mask = field(default_factory=dict)
    ignore_missing: bool = False

    @property
    def options(self) -> dict[str, str]:
        """The query parameters that are given once."""
        return {name: texts[0] for name, texts in self.query.items()}


def answer(books: Mapping[str, Book], name: str, asked: Asked) -> dict[str, Any]:
    """The answer of a method, before its field mask; raises ApiError."""
    if name not in METHODS:
        raise unmodelled(f"the method {name}")
    book = books.get(asked.path["spreadsheetId"])
    if book is None:
        raise not_found()
    return METHODS[name](book, asked)


def _get(book: Book, asked: Asked) -> dict[str, Any]:
    areas = [book.area(text) for text in asked.query.get("ranges", ())]
    grid_data = asked.options.get("includeGridData") == "true"
    return reading.spreadsheet(book, asked.mask, asked.caller, areas, grid_data)


def _get_by_filter(book: Book, asked: Asked) -> dict[str, Any]:
    filters = asked.body.get("dataFilters", [])
    areas = [area for area, _ in lookups.by_area(book, filters)]
    grid_data = asked.body.get("includeGridData", False)
    found = reading.spreadsheet(book, asked.mask, asked.caller, areas, grid_data)
    if not filters:
        return found
    sheets = found.get("sheets", []) if areas else []
    bare = [{k: v for k, v in sheet.items() if k != "conditionalFormats"} for sheet in sheets]
    return {**found, "sheets": bare}


def _batch_update(book: Book, asked: Asked) -> dict[str, Any]:
    body = asked.body
    replies = batch.run(book, body.get("requests", []), asked.caller)
    answer: dict[str, Any] = {"spreadsheetId": book.book_id, "replies": replies}
    if body.get("includeSpreadsheetInResponse") and masks.wants(asked.mask, "updatedSpreadsheet"):
        answer["updatedSpreadsheet"] = reading.spreadsheet(
            book,
            masks.inside(asked.mask, "updatedSpreadsheet"),
            asked.caller,
            [book.area(text) for text in body.get("responseRanges", ())],
            body.get("responseIncludeGridData", False),
        )
    return answer


def _all_or_nothing(book: Book, write: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    saved = book.copy()
    try:
        return write()
    except BaseException:
        book.restore(saved)
        raise


def _search(book: Book, asked: Asked) -> dict[str, Any]:
    if not asked.body.get("dataFilters"):
        raise invalid("At least one data filter must be specified.")
    found: dict[int, list[dict[str, Any]]] = {}
    for one in asked.body.get("dataFilters", []):
        for tag in lookups.tags(book, one):
            found.setdefault(tag.tag_id, []).append(one)
    return {
        "matchedDeveloperMetadata": [
            {"developerMetadata": lookups.tag_message(book, book.tag(key)), "dataFilters": filters}
            for key, filters in found.items()
        ]
    }


METHODS: dict[str, Callable[[Book, Asked], dict[str, Any]]] = {
    "get": _get,
    "getByDataFilter": _get_by_filter,
    "batchUpdate": _batch_update,
    "values.get": lambda book, asked: values.get(book, asked.path["range"], asked.options),
    "values.batchGet": lambda book, asked: values.batch_get(
        book, asked.query.get("ranges", []), asked.options
    ),
    "values.batchGetByDataFilter": lambda book, asked: values.batch_get_by_filter(book, asked.body),
    "values.batchUpdate": lambda book, asked: _all_or_nothing(
        book, lambda: values.batch_update(book, asked.body, asked.caller)
    ),
    "values.batchUpdateByDataFilter": lambda book, asked: _all_or_nothing(
        book,
        lambda: values.batch_update_by_filter(book, asked.body, asked.caller, asked.ignore_missing),
    ),
    "values.batchClearByDataFilter": lambda book, asked: _all_or_nothing(
        book, lambda: values.batch_clear_by_filter(book, asked.body, asked.caller)
    ),
    "developerMetadata.get": lambda book, asked: lookups.tag_message(
        book, book.tag(int(asked.path["metadataId"]))
    ),
    "developerMetadata.search": _search,
}
assert METHODS.keys() <= {method.name for method in gate.methods()}
