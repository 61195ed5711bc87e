"""Whether an answer with JSON in it is one to what was asked."""

from collections.abc import Mapping, Sequence
from typing import Any

_LISTS = frozenset(
    {
        "sheets",
        "valueRanges",
        "dataFilters",
        "replies",
        "data",
        "rowData",
        "columnMetadata",
        "developerMetadata",
        "conditionalFormats",
        "protectedRanges",
        "merges",
        "tables",
        "charts",
    }
)
_OBJECTS = frozenset(
    {"properties", "gridProperties", "valueRange", "gridRange", "updatedSpreadsheet"}
)
_NUMBERS = frozenset({"sheetId", "metadataId", "rowCount", "columnCount", "protectedRangeId"})
_TEXTS = frozenset({"title", "locale", "timeZone", "metadataKey", "description", "spreadsheetId"})
_LOOKED_AT = _LISTS | _OBJECTS | _NUMBERS | _TEXTS | {"values"}
_NEEDED = {
    "developerMetadata": ("metadataId",),
    "valueRanges": ("valueRange", "dataFilters"),
}
"""What each part of a list must hold."""


def fits(answer: Any, path: str, params: Mapping[str, Any]) -> bool:
    """Whether an answer has what the call to `path` with these `params` asked for.

    What is not asked for is not looked at; cells are whatever people typed.
    """
    if not isinstance(answer, Mapping) or not all(name in answer for name in _tops(path, params)):
        return False
    return all(_fits(name, part) for name, part in answer.items())


def _tops(path: str, params: Mapping[str, Any]) -> Sequence[str]:
    """What always stands at the top of an answer."""
    fields = str(params.get("fields", ""))
    if not fields:
        return ("spreadsheetId",)
    if "/" in path or ":" in path:
        return ("updatedSpreadsheet",) if "updatedSpreadsheet" in fields else ()
    return tuple(name for name in ("properties", "sheets") if name in fields)


def _fits(name: str, part: Any) -> bool:
    if name == "values" and isinstance(part, list):
        return set(map(type, part)) <= {list, dict}
    if name in _LISTS:
        needed = _NEEDED.get(name, ())
        return isinstance(part, list) and all(
            isinstance(one, Mapping)
            and all(key in one for key in needed)
            and all(_fits(key, value) for key, value in one.items() if key in _LOOKED_AT)
            for one in part
        )
    if name in _OBJECTS:
        return isinstance(part, Mapping) and all(_fits(key, value) for key, value in part.items())
    if name in _NUMBERS:
        return isinstance(part, int) and not isinstance(part, bool)
    return name not in _TEXTS or isinstance(part, str)
