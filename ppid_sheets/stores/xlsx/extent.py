"""Finds a filled cell so far out that reading its sheet would exhaust the memory."""

import re

from ppid_sheets.register.a1 import letters, position_of
from ppid_sheets.stores.xlsx.xml import document

MOST_CELLS = 20_000_000
"""Readers allocate the whole rectangle from A1; this many cells take about a gigabyte."""

_COLUMNS = 16_384


def far_cell(data: bytes) -> str | None:
    """A filled cell whose rectangle from A1 holds more than `MOST_CELLS`, or None.

    `data` is a worksheet part whose rows and cells state their places, as Excel writes them.
    """
    prefix = document(data).prefix.encode()
    row = _last_filled_row(data, prefix)
    if row * _COLUMNS <= MOST_CELLS:
        return None
    width = MOST_CELLS // row
    pattern = rb'<%sc r="(%s)\d+"[^<>]*>\s*<%s[vif]' % (prefix, _columns_from(width), prefix)
    for cell in re.finditer(pattern, data):
        column = cell[1].decode()
        if position_of(column) >= width:
            return f"{column}{row}"
    return None


def _last_filled_row(data: bytes, prefix: bytes) -> int:
    """The number of the last row with a value, or 0."""
    last = max(data.rfind(b"<%sv" % prefix), data.rfind(b"<%sis" % prefix))
    number = re.compile(rb'<%srow\s[^<>]*?\br="(\d+)"' % prefix)
    found = number.match(data, max(0, data.rfind(b"<%srow" % prefix, 0, max(0, last))))
    return int(found[1]) if found else 0


def _columns_from(position: int) -> bytes:
    """A pattern for the letters of all columns from about this 0-based position on."""
    first = letters(position)
    narrow = {1: "[{0}-Z]|[A-Z]{{2,3}}", 2: "[{0}-Z][A-Z]|[A-Z]{{3}}", 3: "[{0}-Z][A-Z]{{2}}"}
    return narrow[len(first)].format(first[0]).encode()
