"""What one cell holds, as the fake keeps it and as the API says it.

A sheet keeps the effective value of each cell as a plain scalar (blank is "") in its rows, and in
`extras` whatever else a few cells have: `formula`, `userEnteredFormat`, `dataValidation`, `note`.
"""

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from tests.fakesheets import a1, conditions
from tests.fakesheets.errors import invalid, unmodelled

Scalar = str | int | float | bool
Extra = Mapping[str, Any]
NOTHING: Extra = {}

_DAY_ZERO = datetime(1899, 12, 30)
_ERRORS = {
    "#DIV/0!": "DIVIDE_BY_ZERO",
    "#VALUE!": "VALUE",
    "#REF!": "REF",
    "#NAME?": "NAME",
    "#NUM!": "NUM",
    "#N/A": "N_A",
    "#ERROR!": "ERROR",
    "Loading...": "LOADING",
}
_DATE_FORMAT = {"numberFormat": {"type": "DATE", "pattern": "dd/mm/yyyy"}}
_TIME_FORMAT = {"numberFormat": {"type": "TIME", "pattern": "hh:mm"}}
LONGEST = 50_000


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as somebody typed it, and what it came to."""

    text: str
    result: Scalar = ""


def typed(value: Any, extra: Extra = NOTHING) -> tuple[Scalar, Extra]:
    """A cell after somebody typed a Python value into it; dates bring their number format."""
    extra = {name: item for name, item in extra.items() if name != "formula"}
    match value:
        case None:
            return "", extra
        case Formula(text, result):
            return result, {**extra, "formula": text}
        case datetime():
            return plain((value - _DAY_ZERO) / timedelta(days=1)), formatted(extra, _DATE_FORMAT)
        case date():
            return (value - _DAY_ZERO.date()).days, formatted(extra, _DATE_FORMAT)
        case time():
            seconds = value.hour * 3600 + value.minute * 60 + value.second
            return plain(seconds / 86400), formatted(extra, _TIME_FORMAT)
        case _:
            return plain(value), extra


def formatted(extra: Extra, format_: Mapping[str, Any]) -> Extra:
    """An extra with more of a format."""
    return {**extra, "userEnteredFormat": {**extra.get("userEnteredFormat", {}), **format_}}


def plain(value: Any) -> Scalar:
    """A value as the API prints it: whole numbers without a fraction."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    assert isinstance(value, str | int | float | bool), value
    return value


def raw(value: Any) -> Scalar:
    """What RAW input makes of a JSON scalar: exactly that."""
    if isinstance(value, str) and len(value) > LONGEST:
        raise invalid(
            f"Your input contains more than the maximum of {LONGEST} characters in a single cell."
        )
    return plain(value)


def as_cell(value: Scalar, extra: Extra) -> dict[str, Any]:
    """The CellData of a cell, without what is computed for display."""
    cell = {name: item for name, item in extra.items() if name != "formula"}
    if "formula" in extra:
        cell["userEnteredValue"] = {"formulaValue": extra["formula"]}
    elif value != "":
        cell["userEnteredValue"] = _extended(value)
    if value != "":
        error = _ERRORS.get(str(value)) if "formula" in extra else None
        cell["effectiveValue"] = {"errorValue": {"type": error}} if error else _extended(value)
    return cell


def _extended(value: Scalar) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"boolValue": value}
    return {"stringValue": value} if isinstance(value, str) else {"numberValue": value}


def from_cell(
    cell: Mapping[str, Any], old: Scalar, old_formula: str | None
) -> tuple[Scalar, Extra]:
    """The cell that a normal CellData asks for; a formula is kept only where it stood before."""
    names = ("userEnteredFormat", "dataValidation", "note")
    extra = {name: cell[name] for name in names if cell.get(name)}
    if "dataValidation" in extra:
        conditions.check_dropdown(extra["dataValidation"])
    value = cell.get("userEnteredValue", {})
    if len(value) > 1:
        raise invalid("userEnteredValue: more than one value")
    match value:
        case {"formulaValue": text} if text == old_formula:
            return old, {**extra, "formula": text}
        case {"formulaValue": text}:
            return _worked_out(text), {**extra, "formula": text}
        case {"errorValue": _}:
            raise unmodelled("errors written through the API")
    return next((raw(item) for item in value.values()), ""), extra


_GUARDED = re.compile(r'=IF\(\$?[A-Z]+\$?\d+="";"";')
_COLUMN = re.compile(r"COLUMN\('[^']*'!\$([A-Z]+):\$\1\)")


def _worked_out(formula: str) -> str:
    """The value of a formula that says nothing while nothing is typed, or tells where columns are.

    Nothing else is worked out, and references follow nothing that moves.
    """
    if _GUARDED.match(formula) or formula.startswith("=COUNTA("):  # counted as it is read
        return ""
    parts = formula.removeprefix("=").removesuffix('&""').split('&","&')
    found = [_COLUMN.fullmatch(part) for part in parts]
    if not all(found):
        raise unmodelled("formulas written through the API")
    return ",".join(str(a1.position(one[1]) + 1) for one in found if one)


def shown(value: Scalar, extra: Extra) -> str:
    """The text that people see, where it needs no number format."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, str):
        return value
    if "numberFormat" in extra.get("userEnteredFormat", {}):
        raise unmodelled("formatted numbers and dates")
    return f"{value:.10g}"


_COLOURS = {
    field: name
    for name in ("backgroundColor", "foregroundColor", "color", "tabColor")
    for field in (name, f"{name}Style")
}


def normal(message: Any) -> Any:
    """A message as Google gives it back: colours in 8-bit steps, in the old field and the new."""
    if isinstance(message, list):
        return [normal(item) for item in message]
    if not isinstance(message, dict):
        return message
    result = {
        name: normal(item) if isinstance(item, dict | list) else item
        for name, item in message.items()
    }
    for name in {_COLOURS[name] for name in result if name in _COLOURS}:
        style = result.get(f"{name}Style", {})
        colour = style.get("rgbColor", result.get(name))
        if colour is not None:
            colour = {part: _step(share) for part, share in colour.items()}
            result |= {name: colour, f"{name}Style": {"rgbColor": colour}}
    return result


@cache
def _step(share: float) -> float:
    """The step of 256 below it, with as many digits as a 32-bit float needs."""
    single = struct.pack("f", int(share * 255 + 1e-4) / 255)
    (exact,) = struct.unpack("f", single)
    shortest = (float(f"{exact:.{digits}g}") for digits in range(1, 10))
    return next(number for number in shortest if struct.pack("f", number) == single)
