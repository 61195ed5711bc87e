"""Finds the cells whose formula no program has calculated yet, which a reader takes for blank."""

import re
from collections.abc import Iterator

from ppid_sheets.register.cells import UNCALCULATED
from ppid_sheets.stores.xlsx.sheet import SheetXml, corners
from ppid_sheets.stores.xlsx.xml import ATTRIBUTES, attributes


def uncalculated_cells(sheet: SheetXml) -> Iterator[tuple[int, int, str]]:
    """The row (1-based), the position (0-based) and the mark of each formula without a value.

    The cells of the sheet state their places, as Excel writes them. A formula whose result is an
    empty text says so by its type.
    """
    data, begin, end = sheet.data, sheet.cells.inner, sheet.cells.inner_end
    prefix = sheet.prefix.encode()
    first = re.compile(rb"<%sf" % prefix).search(data, begin, end)
    if not first:
        return
    bare = re.compile(
        rb"<%(p)sf(?=[\s/>])%(a)s\s*(?:/>|>[^<]*</%(p)sf\s*>)\s*"
        rb"(?:<%(p)sv\s*(?:/>|>\s*</%(p)sv\s*>)\s*)?</%(p)sc\s*>" % {b"p": prefix, b"a": ATTRIBUTES}
    )
    cell = re.compile(rb"<%sc(?=\s)(%s)\s*>" % (prefix, ATTRIBUTES))
    for found in bare.finditer(data, first.start(), end):
        start = data.rfind(b"<%sc" % prefix, begin, found.start())
        opened = cell.match(data, max(start, 0))
        told = attributes(opened[1]) if opened else {}
        area = corners(told.get("r", ""))
        if area and told.get("t") != "str":
            yield area[0], area[1], UNCALCULATED
