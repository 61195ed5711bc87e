"""Our own conditional rules in a Google Sheet: recognised and drawn."""

import re

from ppid_sheets.register.a1 import letters
from ppid_sheets.register.layout import LAST_ROW
from ppid_sheets.register.look import Look
from ppid_sheets.register.looks import HIGHLIGHTS
from ppid_sheets.register.values import Highlight, Style
from ppid_sheets.stores.google.structure import Json, SheetTab

_OURS = re.compile(r'N\(\s*"ppid"\s*\)', re.IGNORECASE)
_AREA = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


def is_ours(rule: Json) -> bool:
    """Whether a rule, as the API writes it, is one of the toolkit's."""
    return bool(_OURS.search(formula(rule)))


def read(tab: SheetTab) -> tuple[Highlight, ...]:
    """Our rules in a tab, in order, as the port knows them.

    A rule over several ranges, or with another look, equals none that is wanted.
    """
    return tuple(_highlight(rule, tab) for rule in tab.rules if is_ours(rule))


def _highlight(rule: Json, tab: SheetTab) -> Highlight:
    area = ",".join(_area(grid, tab) for grid in rule.get("ranges", ()))
    return Highlight(_style(rule), area, _commas(formula(rule).removeprefix("=")))


def formula(rule: Json) -> str:
    """The formula of a rule, "" where it has none."""
    values = rule.get("booleanRule", {}).get("condition", {}).get("values", ())
    return str(values[0].get("userEnteredValue", "")) if values else ""


def _area(grid: Json, tab: SheetTab) -> str:
    """A1 text of a range; one that reaches the tab's last row reaches the last row there can be."""
    last = grid.get("endRowIndex", tab.rows)
    last = LAST_ROW if last >= tab.rows else last
    right = grid.get("endColumnIndex", tab.columns) - 1
    first = f"{letters(grid.get('startColumnIndex', 0))}{grid.get('startRowIndex', 0) + 1}"
    return f"{first}:{letters(right)}{last}"


def _style(rule: Json) -> Style:
    drawn = _colour(rule.get("booleanRule", {}).get("format", {}), "backgroundColor")
    for style, look in HIGHLIGHTS.items():
        if drawn == look.fill:
            return style
    return ""  # type: ignore[return-value]  # no style of ours


def _colour(cell_format: Json, name: str) -> str:
    colour = cell_format.get(f"{name}Style", {}).get("rgbColor") or cell_format.get(name, {})
    parts = (round(colour.get(part, 0) * 255) for part in ("red", "green", "blue"))
    return "".join(f"{part:02X}" for part in parts)


def rgb(colour: str) -> Json:
    """A colour RRGGBB as the API writes it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return dict(zip(("red", "green", "blue"), parts, strict=True))


def _looks(look: Look) -> Json:
    return {
        "backgroundColorStyle": {"rgbColor": rgb(look.fill)},
        "textFormat": {"foregroundColorStyle": {"rgbColor": rgb(look.colour)}, "bold": look.bold},
    }


def adding(sheet_id: int, index: int, highlight: Highlight) -> Json:
    """The request that adds one rule at a place."""
    found = _AREA.fullmatch(highlight.area)
    if found is None:
        raise ValueError(f"not a range: {highlight.area}")
    grid = {
        "sheetId": sheet_id,
        "startRowIndex": int(found[2]) - 1,
        "startColumnIndex": _position(found[1]),
        "endColumnIndex": _position(found[3]) + 1,
    }
    if int(found[4]) != LAST_ROW:
        grid["endRowIndex"] = int(found[4])
    formula = f"={semicolons(highlight.formula)}"
    condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}
    look = _looks(HIGHLIGHTS[highlight.style])
    rule = {"ranges": [grid], "booleanRule": {"condition": condition, "format": look}}
    return {"addConditionalFormatRule": {"rule": rule, "index": index}}


def _position(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - 64
    return number - 1


def semicolons(formula: str) -> str:
    """Arguments apart by semicolons, which every locale understands."""
    return _swapped(formula, ",", ";")


def _commas(formula: str) -> str:
    return _swapped(formula, ";", ",")


def _swapped(formula: str, old: str, new: str) -> str:
    """One sign for another, outside quotes."""
    parts = formula.split('"')
    return '"'.join(part if i % 2 else part.replace(old, new) for i, part in enumerate(parts))
