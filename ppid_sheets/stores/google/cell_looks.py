"""How the cells of tabs look that the toolkit draws, as the API says it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from ppid_sheets.register import layout
from ppid_sheets.register.look import Edge, Look
from ppid_sheets.register.looks import LOOKS, ROWS
from ppid_sheets.register.values import Value
from ppid_sheets.stores.google.rules import rgb
from ppid_sheets.stores.google.structure import Json

MOMENT_FORMAT = "dd/mm/yyyy hh:mm"


_SIDES = ("left", "right", "top", "bottom")
_LINES = {"thin": "SOLID", "thick": "SOLID_THICK", "double": "DOUBLE"}
_UPRIGHT = {"top": "TOP", "center": "MIDDLE"}
_CHANGES: Mapping[str, Mapping[str, Any]] = {
    "title": {"upright": ""},
    "heading": {"upright": ""},
    "header": {"across": "left", "bottom": None},
    "body": {"wraps": True},
    "tile_label": {"upright": "center"},
    "hint": {"upright": "center"},
    "line": {"bottom": Edge("thin", "D9D9D9")},
    "link": {"upright": "", "wraps": False, "bottom": None},
}
"""Where a page differs from one in a file: rows are as tall as Google makes them and show no grid,
hairlines there are none, and a link is laid over the look of its row.
"""
_LINKS = {"line": "PLAIN_TEXT", "link": "LINKED"}
_RUNS_ON = ("typed", "hint", *(name for name in ROWS if name.startswith("paper")))
"""Looks whose text runs on over the cells beside it."""


def lettered(style: str) -> Json:
    """The letters and the ground of a look; what it shares with any cell is left to the
    spreadsheet."""
    return _lettered(LOOKS[style])


def _lettered(look: Look) -> Json:
    return _said(
        textFormat=_said(
            foregroundColorStyle=look.colour and {"rgbColor": rgb(look.colour)},
            bold=look.bold,
            fontSize=look.size,
            underline=look.underlined,
        ),
        backgroundColorStyle=look.fill and {"rgbColor": rgb(look.fill)},
    )


def _said(**parts: Any) -> Json:
    return {name: value for name, value in parts.items() if value}


@cache
def _drawn(name: str) -> Json:
    """The format of a look of the table, as a Google Sheet has it."""
    found = replace(LOOKS[name], **_CHANGES.get(name, {}))
    edges = {side: _edge(edge) for side in _SIDES if (edge := getattr(found, side))}
    number = found.number and {"type": "TEXT", "pattern": found.number}
    wraps = "OVERFLOW_CELL" if name in _RUNS_ON else "WRAP" if found.wraps else ""
    placed = _said(
        verticalAlignment=_UPRIGHT.get(found.upright, ""),
        horizontalAlignment=found.across.upper(),
        wrapStrategy=wraps,
        numberFormat=number,
        borders=edges,
        hyperlinkDisplayType=_LINKS.get(name),
    )
    return {**_lettered(found), **placed}


def _edge(edge: Edge) -> Json:
    return {"style": _LINES[edge.line], "colorStyle": {"rgbColor": rgb(edge.colour)}}


def _date_format(value: Value) -> Json:
    if isinstance(value, datetime):
        return {"numberFormat": {"type": "DATE_TIME", "pattern": MOMENT_FORMAT}}
    if isinstance(value, date):
        return {"numberFormat": {"type": "DATE", "pattern": layout.DATE_FORMAT}}
    return {}


def look(name: str, value: Value = None) -> Json:
    """The format of a cell with a look of ours, and the number format that its value needs."""
    return {**_drawn(name), **_date_format(value)}
