"""The cells of a column that do not take what is typed into them as text."""

import re
from collections.abc import Iterable, Sequence

from ppid_sheets.register.a1 import letters
from ppid_sheets.stores.xlsx.sheet import SheetXml, column_style
from ppid_sheets.stores.xlsx.styles import Styles

_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")


def not_text(sheet: SheetXml, styles: Styles, position: int, rows: Iterable[int]) -> Sequence[int]:
    """The 1-based rows whose cell at a position is not formatted as text.

    A cell that the sheet does not have yet will have the style of its column. Cells state their
    places, as Excel writes them.
    """
    pattern = rb'<%sc r="%s(\d+)"([^>]*)>' % (sheet.prefix.encode(), letters(position).encode())
    found = re.finditer(pattern, sheet.data[sheet.cells.inner : sheet.cells.inner_end])
    given = {int(cell[1]): _style(cell[2]) for cell in found}
    usual = column_style(sheet, position) or 0
    text = {style: styles.is_text(style) for style in {usual, *given.values()}}
    return [row for row in rows if not text[given.get(row, usual)]]


def _style(attributes: bytes) -> int:
    found = _STYLE.search(attributes)
    return int(found[1]) if found else 0
