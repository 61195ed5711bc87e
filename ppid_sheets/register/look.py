"""The look of a cell as a value, which no library of spreadsheets knows of."""

from dataclasses import dataclass
from typing import Literal

SIZE = 10
"""Points of letters whose look names no size."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line along one side of a cell; its colour as RRGGBB, "" for the program's own."""

    line: Literal["hair", "thin", "dotted", "thick", "double"]
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """Letters, ground, edges, place of the text and number format of a cell.

    Whatever a look leaves at its default is as in any cell: black letters of `SIZE` points on no
    fill, along the bottom. Colours are RRGGBB, `size` and `height` points, `turned` degrees;
    `height` is that of a row which is taller than its text.
    """

    size: float = 0
    colour: str = ""
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    fill: str = ""
    across: Literal["", "left", "center", "right", "justify"] = ""
    upright: Literal["", "top", "center", "bottom"] = ""
    wraps: bool = False
    indent: int = 0
    turned: int = 0
    left: Edge | None = None
    right: Edge | None = None
    top: Edge | None = None
    bottom: Edge | None = None
    number: str = ""
    height: int = 0

    def __or__(self, other: "Look") -> "Look":
        """This look, but for whatever the other says."""
        return Look(*(getattr(other, name) or getattr(self, name) for name in Look.__slots__))

    @property
    def points(self) -> float:
        """The size of the letters."""
        return self.size or SIZE


def boxed(edge: Edge) -> Look:
    """The same line along all four sides."""
    return Look(left=edge, right=edge, top=edge, bottom=edge)
