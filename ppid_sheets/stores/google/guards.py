"""Makes a batch fail as a whole where what it reaches by place no longer stands there.

Google offers no compare-and-set, but refuses to change a tag that is nowhere and to make a second
one of the same id. A guarded tag is therefore named at its place, taken away from exactly that
place and made again: where it stands elsewhere, or nowhere, one of the three is refused, and with
it all of the batch. What is not refused leaves the tag as it was.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from ppid_sheets.stores.google.structure import Json, SheetTab, column_tag

Dimension = Literal["ROWS", "COLUMNS"]


def columns(tab: SheetTab, keys: Iterable[str]) -> Iterator[Json]:
    """The requests that fail unless the tagged columns of a tab stand where they were read."""
    for key in keys:
        if key in tab.tags:
            place = line(tab.id, "COLUMNS", tab.tags[key].position)
            yield from guarded(tab.tags[key].id, column_tag(tab.schema), key, place)


def guarded(tag: int, key: str, value: str, place: Json) -> Iterator[Json]:
    """The requests that fail unless a tag of this id stands at exactly that place."""
    there = {
        "developerMetadataLookup": {
            "metadataId": tag,
            "metadataLocation": place,
            "locationMatchingStrategy": "EXACT_LOCATION",
        }
    }
    entry = {"metadataKey": key, "metadataValue": value, "visibility": "DOCUMENT"}
    yield {
        "updateDeveloperMetadata": {
            "dataFilters": [there],
            "developerMetadata": entry,
            "fields": "metadataValue",
        }
    }
    yield {"deleteDeveloperMetadata": {"dataFilter": there}}
    made = {**entry, "metadataId": tag, "location": place}
    yield {"createDeveloperMetadata": {"developerMetadata": made}}


def line(sheet_id: int, dimension: Dimension, index: int) -> Json:
    """The place of a tag on one row or column."""
    span = {"sheetId": sheet_id, "dimension": dimension, "startIndex": index, "endIndex": index + 1}
    return {"dimensionRange": span}
