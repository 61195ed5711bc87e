"""How tall a row has to be for its wrapped texts; estimated, for only Excel knows its fonts."""

import re
from collections.abc import Iterable
from functools import cache
from math import ceil

from ppid_sheets.register.values import Value
from ppid_sheets.stores.xlsx.xml import Edit

LINE = 14
"""Points that a line of ten-point text takes."""

_HEIGHT = re.compile(rb"""\sht\s*=\s*["']([\d.]+)["']""")


@cache
def _lines(text: str, width: float) -> int:
    """Ten-point letters are narrower than the unit of widths; a line ends half a word short."""
    return sum(ceil(len(part) / max(1.25 * width - 4, 1)) or 1 for part in text.split("\n"))


def height(texts: Iterable[tuple[Value, float]]) -> int:
    """Points for the tallest of these texts in columns so many characters wide; 0 for one line."""
    lines = max((_lines(text, wide) for text, wide in texts if isinstance(text, str)), default=1)
    return LINE * lines if lines > 1 else 0


def growth(row: re.Match[bytes], group: int, needed: int) -> tuple[Edit, ...]:
    """The edit that makes a row `needed` points tall, unless it is, or was set by hand.

    `group` of the match holds the attributes of the row's tag. A row that no hand has set is as
    tall as Excel last found right, and Excel does not look again when it opens a file.
    """
    if not needed or b"customHeight" in row[group]:
        return ()
    present = _HEIGHT.search(row[group])
    if present is None:
        return ((row.end(group), row.end(group), b' ht="%d"' % needed),)
    if float(present[1]) >= needed:
        return ()
    start = row.start(group)
    return ((start + present.start(1), start + present.end(1), b"%d" % needed),)
