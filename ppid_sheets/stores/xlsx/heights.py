"""How tall a row has to be for its wrapped texts."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache

from ppid_sheets.common import typeface
from ppid_sheets.register.values import Value

LINE = 14
"""Points that a line of ten-point text takes."""
_SIZE = 10


@cache
def _lines(text: str, width: float, bold: bool) -> int:
    room = width * typeface.POINTS_OF_WIDTH - typeface.POINTS_OF_EDGE
    return typeface.lines(text, max(room, 1.0), _SIZE, bold=bold)


def height(texts: Iterable[tuple[Value, float]], *, bold: bool = False) -> int:
    """Points for the tallest of these texts in columns so many characters wide; 0 for one line."""
    found = (_lines(text, wide, bold) for text, wide in texts if isinstance(text, str))
    lines = max(found, default=1)
    return LINE * lines if lines > 1 else 0


def lit(value: Value) -> Value:
    """The lines of a finding that make its row taller: all but those in round brackets."""
    if not isinstance(value, str):
        return value
    return "\n".join(line for line in value.split("\n") if not line.startswith("("))


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
