"""A spreadsheet as one comparable value, read through the API."""

from typing import Any

from tests.differential.judges import Judge, ask

_SHEET = (
    "properties,merges,conditionalFormats,protectedRanges,basicFilter,developerMetadata,"
    "data(startRow,startColumn,rowMetadata,columnMetadata,"
    "rowData(values(userEnteredValue,userEnteredFormat,note,dataValidation)))"
)
UNEVALUATED = "#ORACLE: formula not evaluated"
"""What the emulator shows in place of the result of a formula that is beyond it."""
_BOOK = "properties(title,locale,timeZone),developerMetadata,namedRanges"
FIELDS = f"{_BOOK},sheets({_SHEET})"
_NOTHING = (None, False, 0, "", [], {})
_SIGNIFICANT = frozenset(("numberValue", "boolValue", "stringValue"))
_UNORDERED = frozenset(
    (
        "developerMetadata",
        "deletedDeveloperMetadata",
        "matchedDeveloperMetadata",
        "protectedRanges",
        "merges",
        "namedRanges",
        "valueRanges",
        "dataFilters",
        "clearedRanges",
        "responses",
    )
)
_COLOURS = ("olor", "olorStyle")


def document(judge: Judge) -> Any:
    """All of the spreadsheet that the toolkit can touch."""
    found = ask(judge, "GET", "", params={"fields": FIELDS})
    assert found.status == 200, found.words
    return found.answer


def differing(one: Any, other: Any) -> str:
    """Where two messages say something else, defaults and what has no order aside; "" where they
    say the same.
    """
    return _differing(*(_canonical(message) for message in _pruned(one, other)))


_ALIKE = "="
"""Stands for whatever both say."""


def _pruned(one: Any, other: Any, name: str = "") -> tuple[Any, Any]:
    """Two messages without most of what they say alike, which need not be looked at further."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = [key for key in {*one, *other} if one.get(key, ...) != other.get(key, ...)]
        both = [key for key in keys if key in one and key in other]
        pairs = {key: _pruned(one[key], other[key], key) for key in both}
        first = {key: one[key] for key in keys if key in one}
        second = {key: other[key] for key in keys if key in other}
        return (
            first | {key: pair[0] for key, pair in pairs.items()},
            second | {key: pair[1] for key, pair in pairs.items()},
        )
    lists = isinstance(one, list) and isinstance(other, list) and name not in _UNORDERED
    if lists and len(one) == len(other):
        end = len(one)
        while end and one[end - 1] == other[end - 1] and _canonical(one[end - 1]) in _NOTHING:
            end -= 1  # blank ends go, whatever stands before them
        items = [
            (_ALIKE, _ALIKE) if a == b else _pruned(a, b)
            for a, b in zip(one[:end], other[:end], strict=True)
        ]
        return [item[0] for item in items], [item[1] for item in items]
    return one, other


def _canonical(message: Any, name: str = "") -> Any:
    """A message without what is at its default, and what has no order in one."""
    if isinstance(message, list):
        items = [_canonical(item, name) for item in message]
        if name in _UNORDERED:
            return sorted({repr(item): item for item in items}.values(), key=repr)
        while items and items[-1] in _NOTHING:
            items.pop()
        return items
    if not isinstance(message, dict):
        return message
    new = {key: _canonical(item, key) for key, item in sorted(message.items())}
    return {key: item for key, item in new.items() if _says(key, item)}


def _says(key: str, item: Any) -> bool:
    return key in _SIGNIFICANT or key.endswith(_COLOURS) or item not in _NOTHING


def _differing(one: Any, other: Any, path: str = "") -> str:
    """Where two values differ first; "" where they are alike, or where the emulator says that it
    does not evaluate a formula.
    """
    if other == UNEVALUATED:
        return ""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted({*one, *other}):
            found = _differing(one.get(key), other.get(key), f"{path}.{key}")
            if found:
                return found
        return ""
    if isinstance(one, list) and isinstance(other, list) and UNEVALUATED in other:
        one = [*one, *[""] * (len(other) - len(one))]  # blank ends of rows are left out
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return next((d for i, (a, b) in pairs if (d := _differing(a, b, f"{path}[{i}]"))), "")
    return "" if one == other else f"{path}: fake {one!r}, emulator {other!r}"
