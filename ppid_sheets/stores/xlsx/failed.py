"""Finds the cells whose formula failed, such as #N/A, which a reader passes over as blank."""

import re
from collections.abc import Iterator

from ppid_sheets.stores.xlsx.sheet import corners
from ppid_sheets.stores.xlsx.xml import ATTRIBUTES, attributes, document

_MARK = re.compile(rb"""\st\s*=\s*["']e["']""")


def failed_cells(data: bytes) -> Iterator[tuple[int, int, str]]:
    """The row (1-based), the position (0-based) and the text of each cell that holds an error.

    `data` is a worksheet part whose cells state their places, as Excel writes them.
    """
    if b'"e"' not in data and b"'e'" not in data:
        return
    prefix = document(data).prefix.encode()
    cell = re.compile(
        rb"<%sc(?=\s)(%s)\s*>(?:(?!</%sc\s*>).)*?<%sv\s*>([^<]*)<"
        % (prefix, ATTRIBUTES, prefix, prefix),
        re.DOTALL,
    )
    for found in cell.finditer(data):
        if _MARK.search(found[1]):
            area = corners(attributes(found[1]).get("r", ""))
            if area:
                yield area[0], area[1], found[2].decode()
