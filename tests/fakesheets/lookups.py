"""Data filters: which areas and which tags they select."""

from collections.abc import Iterator
from typing import Any

from tests.fakesheets.areas import Area, Dimension
from tests.fakesheets.errors import invalid
from tests.fakesheets.model import Book, Tag

_FIELDS = {"metadataKey": "key", "metadataValue": "value", "visibility": "visibility"}


def tag_message(book: Book, tag: Tag) -> dict[str, Any]:
    """The DeveloperMetadata of a tag, with the place where it is now."""
    return {
        "metadataId": tag.tag_id,
        "metadataKey": tag.key,
        "metadataValue": tag.value,
        "visibility": tag.visibility,
        "location": _location(book, tag),
    }


def _location(book: Book, tag: Tag) -> dict[str, Any]:
    if tag.sheet_id is None:
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    if tag.line is None:
        return {"locationType": "SHEET", "sheetId": tag.sheet_id}
    dimension: Dimension = "ROWS" if tag.place == "ROW" else "COLUMNS"
    at = book.sheet(tag.sheet_id).keys(dimension).index(tag.line)
    found = {"dimension": dimension, "sheetId": tag.sheet_id, "startIndex": at, "endIndex": at + 1}
    return {"locationType": tag.place, "dimensionRange": found}


def located(book: Book, location: dict[str, Any]) -> tuple[str, int | None, int | None]:
    """Place, sheet and line that a DeveloperMetadataLocation names."""
    if "dimensionRange" in location:
        found = location["dimensionRange"]
        sheet = book.sheet(found.get("sheetId", 0))
        start, end = found.get("startIndex", 0), found.get("endIndex", 0)
        dimension = found.get("dimension")
        if dimension not in ("ROWS", "COLUMNS") or end - start != 1:
            raise invalid("Developer metadata hangs on a single row or column.")
        keys = sheet.keys(dimension)
        if not 0 <= start < len(keys):
            raise invalid(f"No {dimension} at {start} in sheet {sheet.sheet_id}.")
        return ("ROW" if dimension == "ROWS" else "COLUMN"), sheet.sheet_id, keys[start]
    if "sheetId" in location:
        return "SHEET", book.sheet(location["sheetId"]).sheet_id, None
    if location.get("spreadsheet"):
        return "SPREADSHEET", None, None
    raise invalid("Developer metadata must have a location.")


def tags(book: Book, data_filter: dict[str, Any]) -> list[Tag]:
    """The tags that a filter selects: by its lookup, or those that meet its range."""
    lookup = data_filter.get("developerMetadataLookup")
    if lookup is not None:
        return [tag for tag in book.tags.values() if _matches(book, tag, lookup)]
    if not book.tags:
        return []
    area = _range(book, data_filter)
    sheet = book.sheet(area.sheet_id)
    area = area.closed(len(sheet.rows), len(sheet.columns))
    return [tag for tag in book.tags.values() if (at := book.area_of(tag)) and at.meets(area)]


def _matches(book: Book, tag: Tag, lookup: dict[str, Any]) -> bool:
    if "metadataId" in lookup and tag.tag_id != lookup["metadataId"]:
        return False
    if any(name in lookup and getattr(tag, own) != lookup[name] for name, own in _FIELDS.items()):
        return False
    if "locationType" in lookup and tag.place != lookup["locationType"]:
        return False
    return _is_there(book, tag, lookup)


def _is_there(book: Book, tag: Tag, lookup: dict[str, Any]) -> bool:
    strategy = lookup.get("locationMatchingStrategy")
    if "metadataLocation" not in lookup:
        if strategy:
            raise invalid("locationMatchingStrategy needs a metadataLocation.")
        return True
    place, sheet_id, line = located(book, lookup["metadataLocation"])
    if strategy == "EXACT_LOCATION":
        if "locationType" in lookup:
            raise invalid("locationType must be left unspecified with EXACT_LOCATION.")
        return (tag.place, tag.sheet_id, tag.line) == (place, sheet_id, line)
    if lookup.get("locationType") == "SPREADSHEET" and place != "SPREADSHEET":
        raise invalid("Spreadsheet metadata intersects no other location.")
    wanted = book.area_of(Tag(0, "", "", "", place, sheet_id, line))
    at = book.area_of(tag)
    return wanted is at is None or bool(wanted and at and at.meets(wanted))


def areas(book: Book, data_filter: dict[str, Any]) -> list[Area]:
    """The closed areas that a filter selects, in the order of the spreadsheet."""
    if "developerMetadataLookup" not in data_filter:
        area = _range(book, data_filter)
        return [book.sheet(area.sheet_id).closed(area)]
    found = {area for tag in tags(book, data_filter) for area in _cells(book, tag)}
    order = [sheet.sheet_id for sheet in book.sheets]
    return sorted(found, key=lambda area: (order.index(area.sheet_id), area.top, area.left))


def _cells(book: Book, tag: Tag) -> list[Area]:
    area = book.area_of(tag)
    return [area] if area else [sheet.whole for sheet in book.sheets]


def _range(book: Book, data_filter: dict[str, Any]) -> Area:
    if len(data_filter) != 1:
        raise invalid("A data filter needs exactly one of its fields.")
    if "a1Range" in data_filter:
        return book.open_area(data_filter["a1Range"])
    return book.grid_area(data_filter["gridRange"])


def by_area(
    book: Book, data_filters: list[dict[str, Any]]
) -> Iterator[tuple[Area, list[dict[str, Any]]]]:
    """Each selected area once, with all filters that selected it, in the spreadsheet's order."""
    found: dict[Area, list[dict[str, Any]]] = {}
    for data_filter in data_filters:
        for area in areas(book, data_filter):
            found.setdefault(area, []).append(data_filter)
    order = [sheet.sheet_id for sheet in book.sheets]
    yield from sorted(
        found.items(), key=lambda item: (order.index(item[0].sheet_id), item[0].top, item[0].left)
    )
