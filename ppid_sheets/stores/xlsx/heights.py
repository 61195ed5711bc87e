"""How tall a row has to be for its wrapped texts; estimated, for only Excel knows its fonts."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from math import ceil

from ppid_sheets.register.values import Value

LINE = 14
"""Points that a line of ten-point text takes."""


@cache
def _lines(text: str, width: float) -> int:
    """Ten-point letters are narrower than the unit of widths; a line ends half a word short."""
    return sum(ceil(len(part) / max(1.25 * width - 4, 1)) or 1 for part in text.split("\n"))


def height(texts: Iterable[tuple[Value, float]]) -> int:
    """Points for the tallest of these texts in columns so many characters wide; 0 for one line."""
    lines = max((_lines(text, wide) for text, wide in texts if isinstance(text, str)), default=1)
    return LINE * lines if lines > 1 else 0


def grown(row: Mapping[str, str], needed: int) -> str | None:
    """The height of a row that is to be `needed` points tall; None where it may stay as it is.

    `row` are the attributes of its tag. A row that no hand has set is as tall as Excel last found
    right, and Excel does not look again when it opens a file.
    """
    if not needed or row.get("customHeight") in ("1", "true"):
        return None
    with suppress(ValueError):
        if float(row.get("ht", "0")) >= needed:
            return None
    return str(needed)
