"""Google's own description of the API, as a gate for every request and answer."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Any

from tests.fakesheets import masks

_SCALARS = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}
_CELL_TYPES = frozenset((str, int, float, bool, type(None)))
Check = Callable[[Any], Sequence[str]]
_COMMON = frozenset(("fields", "alt", "prettyPrint", "key", "quotaUser"))
_MASKED = {
    "updateSheetProperties": "SheetProperties",
    "updateSpreadsheetProperties": "SpreadsheetProperties",
    "updateDimensionProperties": "DimensionProperties",
    "updateCells": "CellData",
    "repeatCell": "CellData",
    "updateDeveloperMetadata": "DeveloperMetadata",
    "updateProtectedRange": "ProtectedRange",
}
"""What the `fields` of a batchUpdate request are fields of."""


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the API."""

    name: str
    verb: str
    path: re.Pattern[str]
    parameters: dict[str, Any]
    request: str
    response: str

    @property
    def kind(self) -> str:
        """Which quota it is counted against."""
        reads = self.verb == "GET" or "Get" in self.name or "get" in self.name
        return "read" if reads or self.name.endswith(".search") else "write"


@cache
def document() -> dict[str, Any]:
    """The discovery document that ships with Google's client."""
    path = files("googleapiclient") / "discovery_cache/documents/sheets.v4.json"
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def methods() -> tuple[Method, ...]:
    """Every method of the API, the longest paths first."""
    found = list(_methods(document()["resources"]))
    return tuple(sorted(found, key=lambda method: -len(method.path.pattern)))


def _methods(resources: dict[str, Any]) -> Iterator[Method]:
    for resource in resources.values():
        for one in resource.get("methods", {}).values():
            pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+?)", one["path"])
            yield Method(
                one["id"].removeprefix("sheets.spreadsheets."),
                one["httpMethod"],
                re.compile("/" + pattern),
                one.get("parameters", {}),
                one.get("request", {}).get("$ref", ""),
                one["response"]["$ref"],
            )
        yield from _methods(resource.get("resources", {}))


def find(verb: str, path: str) -> tuple[Method, dict[str, str]] | None:
    """The method that a request calls, and what its path names."""
    for method in methods():
        found = method.path.fullmatch(path)
        if found and method.verb == verb:
            return method, found.groupdict()
    return None


def wrong_in_query(method: Method, query: dict[str, list[str]]) -> Iterator[str]:
    """What the API would not take of the query parameters."""
    for name, texts in query.items():
        declared = method.parameters.get(name)
        if declared is None or declared["location"] != "query":
            if name not in _COMMON:
                yield f"unknown query parameter {name}"
            continue
        if len(texts) > 1 and not declared.get("repeated"):
            yield f"query parameter {name} given {len(texts)} times"
        allowed = declared.get("enum", ["true", "false"] if declared["type"] == "boolean" else None)
        yield from (
            f"query parameter {name}: {text}" for text in texts if allowed and text not in allowed
        )
    for text in query.get("fields", ()):
        yield from _wrong_in_mask(text, method.response, "fields")


def wrong(schema: str, value: Any) -> list[str]:
    """Where a message is none of that schema; `null` is nobody's value but a cell's."""
    found = _message(schema, value)
    return [one.removeprefix(".") if one[0] != ":" else f"{schema}{one}" for one in found]


def _message(schema: str, value: Any) -> list[str]:
    if not isinstance(value, dict):
        return [": not an object"]
    checks = _checks(schema)
    found = []
    for name, item in value.items():
        check = checks.get(name)
        if check is None:
            found.append(f".{name}: no such field in {schema}")
        elif faults := check(item):
            found += [f".{name}{one}" for one in faults]
    if schema == "Request":
        found += _wrong_in_request(value)
    return found


@cache
def _checks(schema: str) -> dict[str, Check]:
    return {
        name: _check(declared)
        for name, declared in document()["schemas"][schema]["properties"].items()
    }


def _check(declared: dict[str, Any]) -> Check:
    """What says where a value of such a declaration is wrong, each place from that value on."""
    if "$ref" in declared:
        return partial(_message, declared["$ref"])
    if declared["type"] == "array":
        plain = declared["items"].get("type") == "any"
        return partial(_array, _cells if plain else _check(declared["items"]), plain)
    if declared["type"] == "object":
        inner = _check(declared["additionalProperties"])
        return lambda value: [f".{k}{one}" for k, item in value.items() for one in inner(item)]
    kinds, allowed = _SCALARS.get(declared["type"], ()), declared.get("enum")
    due = allowed or declared["type"]

    def scalar(value: Any) -> Sequence[str]:
        if type(value) in kinds and (not allowed or value in allowed):
            return ()
        return [f": a {type(value).__name__} where {due} is due"]

    return scalar


def _array(check: Check, whole: bool, value: Any) -> Sequence[str]:
    if not isinstance(value, list | tuple):
        return [": not a list"]
    if whole:
        return check(value)
    alike = isinstance(value, masks.Finished)
    items = {id(item): item for item in value}.values() if alike else value
    return [f"[{i}]{one}" for i, item in enumerate(items) for one in check(item)]


def _cells(values: Any) -> Sequence[str]:
    others = set(map(type, values)) - _CELL_TYPES
    return [f": a {other.__name__} is no cell value" for other in others]


def _wrong_in_request(request: dict[str, Any]) -> Iterator[str]:
    if len(request) != 1:
        yield f": {len(request)} kinds in one request"
    for kind, body in request.items():
        if kind in _MASKED and isinstance(body, dict) and body.get("fields"):
            yield from _wrong_in_mask(body["fields"], _MASKED[kind], f".{kind}.fields")


def _wrong_in_mask(text: str, schema: str, path: str) -> Iterator[str]:
    try:
        mask = masks.parse(text)
    except ValueError:
        yield f"{path}: malformed mask {text}"
        return
    yield from _unknown_fields(mask, schema, path)


def _unknown_fields(mask: masks.Mask, schema: str, path: str) -> Iterator[str]:
    properties = document()["schemas"][schema]["properties"]
    for name, deeper in mask.items():
        declared = properties.get(name)
        if declared is None:
            yield f"{path}: no field {name} in {schema}"
        elif deeper:
            inner = declared.get("$ref") or declared.get("items", {}).get("$ref")
            if inner:
                yield from _unknown_fields(deeper, inner, path)
            else:
                yield f"{path}: nothing inside {name}"
