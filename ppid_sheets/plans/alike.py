"""Whether cells and pages already say what is wanted, however their store types it."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import zip_longest

from ppid_sheets.register.dates import EPOCH
from ppid_sheets.register.text import storable
from ppid_sheets.register.values import Grid, Snapshot, Tab, Value


def differs(snapshot: Snapshot, page: Tab) -> bool:
    """Whether the register has this page and it holds other rows or is drawn otherwise."""
    held = snapshot.pages.get(page.title)
    return held is not None and not (_says(held, page) and drawn(snapshot, page))


def _says(held: Grid, page: Tab) -> bool:
    """Whether a page holds what it shall, by its proof where it has one."""
    if not page.proof:
        return alike(held, page.rows)
    return all(
        same(cell, wanted)
        for (row, at), wanted in page.proof.items()
        for cell in (held[row][at] if row < len(held) and at < len(held[row]) else None,)
    )


def drawn(snapshot: Snapshot, page: Tab) -> bool:
    """Whether a page has its rules, and links that lead where they shall, as far as is known."""
    look = snapshot.looks.get(page.title)
    wanted = page.look
    return look is None or (look.highlights, {*look.leads}) == (wanted.highlights, {*wanted.leads})


def differing(snapshot: Snapshot, pages: Iterable[Tab]) -> tuple[Tab, ...]:
    """Those of the pages that differ."""
    return tuple(page for page in pages if differs(snapshot, page))


def alike(held: Grid, wanted: Grid) -> bool:
    """Whether two grids say the same, blanks at their ends aside."""
    size = max(len(held), len(wanted))
    lines = zip([*held, *[()] * (size - len(held))], [*wanted, *[()] * size], strict=False)
    return all(
        before == after or same(before, after)
        for old, new in lines
        for before, after in zip_longest(old, new, fillvalue=None)
    )


def same(before: Value, after: Value, epoch: date = EPOCH) -> bool:
    """Whether a cell already says what is wanted, however its store types it.

    `epoch` is day 0 of its bare numbers.
    """
    if before == after:
        return True
    if after is None or after == "":
        return before in (None, "")
    if isinstance(after, date):
        if isinstance(before, datetime):
            return before.date() == after
        serial = (after - epoch).days
        return isinstance(before, int | float) and before == serial
    if isinstance(after, str) and isinstance(before, str):
        return storable(before) == after
    return False
