"""How the cells of tabs look that the toolkit draws, as the API says it."""

from collections.abc import Mapping
from datetime import date, datetime

from ppid_sheets.register import layout
from ppid_sheets.register.values import Value
from ppid_sheets.stores.google.rules import rgb
from ppid_sheets.stores.google.structure import Json

MOMENT_FORMAT = "dd/mm/yyyy hh:mm"


def lettered(style: str) -> Json:
    """The table's look of a style; what it shares with any cell is left to the spreadsheet."""
    wanted, plain = layout.LETTERING[style], layout.Lettering()
    text: dict[str, object] = {"foregroundColorStyle": {"rgbColor": rgb(wanted.font)}}
    if wanted.bold:
        text["bold"] = True
    if wanted.size != plain.size:
        text["fontSize"] = wanted.size
    fill = {"backgroundColorStyle": {"rgbColor": rgb(wanted.fill)}} if wanted.fill else {}
    return {"textFormat": text, **fill}


def _edge(style: str, colour: str) -> Json:
    return {"style": style, "colorStyle": {"rgbColor": rgb(colour)}}


_TOP = {"verticalAlignment": "TOP", "wrapStrategy": "WRAP"}
_CENTRE = {"verticalAlignment": "MIDDLE", "wrapStrategy": "WRAP", "horizontalAlignment": "CENTER"}
_APART = {"borders": dict.fromkeys(("left", "right"), _edge("SOLID_THICK", "FFFFFF"))}
_ON_PAPER = {"verticalAlignment": "MIDDLE", "wrapStrategy": "OVERFLOW_CELL"}
_LOOKS: Mapping[str, Json] = {
    **{
        style: {**lettered(style), **_ON_PAPER}
        for style in ("typed", "hint", "paper", "paper_office", "paper_unit", "paper_model")
    },
    "paper_title": {**lettered("paper_title"), **_ON_PAPER},
    "paper_rule": {
        **lettered("paper_rule"),
        **_ON_PAPER,
        "borders": {"bottom": _edge("DOUBLE", "000000")},
    },
    "open": {
        **lettered("typed"),
        "verticalAlignment": "MIDDLE",
        "horizontalAlignment": "LEFT",
        "numberFormat": {"type": "TEXT", "pattern": layout.TEXT_FORMAT},
        "backgroundColorStyle": {"rgbColor": rgb("FFF9E5")},
        "borders": dict.fromkeys(("left", "right", "top", "bottom"), _edge("SOLID", "7F7F7F")),
    },
    "title": lettered("title"),
    "heading": lettered("heading"),
    "header": {**lettered("header"), **_TOP, "horizontalAlignment": "LEFT"},
    "body": _TOP,
    "wrap": _TOP,
    "line": {
        **_TOP,
        "borders": {"bottom": _edge("SOLID", "D9D9D9")},
        "hyperlinkDisplayType": "PLAIN_TEXT",
    },
    "link": {
        "textFormat": {**lettered("link")["textFormat"], "underline": True},
        "hyperlinkDisplayType": "LINKED",
    },
    **{style: {**lettered(style), **_CENTRE} for style in ("group", "job_header", "staff_header")},
    **{style: {**lettered(style), **_CENTRE, **_APART} for style in ("tile", "tile_label")},
}


def _date_format(value: Value) -> Json:
    if isinstance(value, datetime):
        return {"numberFormat": {"type": "DATE_TIME", "pattern": MOMENT_FORMAT}}
    if isinstance(value, date):
        return {"numberFormat": {"type": "DATE", "pattern": layout.DATE_FORMAT}}
    return {}


def look(name: str, value: Value = None) -> Json:
    """The format of a cell with a look of ours, and the number format that its value needs."""
    return {**_LOOKS[name], **_date_format(value)}
