"""Fills the job's own tabs with rows, each in its look."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ppid_sheets.register import own_tabs
from ppid_sheets.register.text import storable
from ppid_sheets.register.values import Tab, Value

OF_ALL = "Temuan atas register secara keseluruhan"
BLANK = {tab.title: tab for tab in own_tabs.pages()}
"""The pages that every register has, by their titles, still without rows."""


def storable_row(row: Sequence[Value]) -> Sequence[Value]:
    """A row whose texts are as every store keeps them."""
    if storable(together := "".join(cell for cell in row if isinstance(cell, str))) is together:
        return list(row)
    return [storable(cell) if isinstance(cell, str) else cell for cell in row]


def filled(title: str, lines: Iterable[Sequence[Value]]) -> Tab:
    """A page with these rows, each in its own look where the page names one."""
    home, rows = BLANK[title], tuple(map(storable_row, lines))
    rest = [_look(row) for row in rows[len(home.styles) :]]
    return replace(home, rows=rows, styles=(*home.styles, *rest))


def _look(row: Sequence[Value]) -> str:
    """The look of a row: what stands alone in it may run on to the right, lists must not."""
    return "heading" if row == [OF_ALL] else "line" if len(row) > 1 else "body"
