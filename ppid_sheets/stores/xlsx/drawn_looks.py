"""A look as a file has it: as XlsxWriter takes it, and as the XML of a table of styles."""

from typing import Any

from ppid_sheets.register.layout import FONT
from ppid_sheets.register.look import SIZE, Edge, Look
from ppid_sheets.register.looks import BLACK

_SIDES = ("left", "right", "top", "bottom")
_LINES = {"thin": 1, "dotted": 4, "thick": 5, "double": 6, "hair": 7}
"""The numbers of lines in XlsxWriter."""
_UPRIGHT = {"center": "vcenter"}


def options(ink: str = BLACK) -> dict[str, Any]:
    """How XlsxWriter is to write a workbook whose letters are of this colour; made anew each time,
    for it notes things in it. Texts stay texts."""
    colour = {"font_color": f"#{ink}"} if ink != BLACK else {}
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": SIZE, **colour},
    }


def format_of(look: Look) -> dict[str, Any]:
    """The properties of a format of XlsxWriter; what the look leaves open is not among them."""
    edges = {side: edge for side in _SIDES if (edge := getattr(look, side))}
    properties = {
        "font_size": look.size,
        "font_color": look.colour != BLACK and _hashed(look.colour),
        "bold": look.bold,
        "italic": look.italic,
        "underline": int(look.underlined),
        "bg_color": _hashed(look.fill),
        "align": look.across,
        "valign": _UPRIGHT.get(look.upright, look.upright),
        "text_wrap": look.wraps,
        "indent": look.indent,
        "rotation": look.turned,
        "num_format": look.number,
        **{side: _LINES[edge.line] for side, edge in edges.items()},
        **{f"{side}_color": _hashed(edge.colour) for side, edge in edges.items()},
    }
    return {name: value for name, value in properties.items() if value}


def _hashed(colour: str) -> str:
    return f"#{colour}" if colour else ""


def parts_of(look: Look) -> dict[str, str]:
    """The elements of a table of styles that a cell style of this look is made of, by their names;
    its number format is not among them."""
    letters = "<b/>" * look.bold + "<u/>" * look.underlined
    coloured = f'<sz val="{look.points:g}"/><color rgb="FF{look.colour or BLACK}"/>'
    filled = f'<patternFill patternType="solid"><fgColor rgb="FF{look.fill}"/></patternFill>'
    parts = {
        "font": f'<font>{letters}{coloured}<name val="{FONT}"/></font>',
        "fill": f"<fill>{filled}</fill>" if look.fill else "",
        "border": _border(look),
        "alignment": _alignment(look),
    }
    return {name: xml for name, xml in parts.items() if xml}


def _border(look: Look) -> str:
    edges = [(side, getattr(look, side)) for side in _SIDES]
    lines = "".join(_line(side, edge) for side, edge in edges)
    return f"<border>{lines}<diagonal/></border>" if any(edge for _, edge in edges) else ""


def _line(side: str, edge: Edge | None) -> str:
    if not edge:
        return f"<{side}/>"
    return f'<{side} style="{edge.line}"><color rgb="FF{edge.colour}"/></{side}>'


def _alignment(look: Look) -> str:
    stands = {
        "horizontal": look.across,
        "vertical": look.upright,
        "wrapText": int(look.wraps),
        "indent": look.indent,
    }
    said = "".join(f' {name}="{value}"' for name, value in stands.items() if value)
    return f"<alignment{said}/>" if said else ""
