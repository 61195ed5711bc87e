"""Whether cells and pages already say what is wanted, however their store types it."""

from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import zip_longest

from ppid_sheets.register.cells import UNCALCULATED, cell_at
from ppid_sheets.register.dates import EPOCH
from ppid_sheets.register.serials import is_number, moment_of_number
from ppid_sheets.register.text import storable
from ppid_sheets.register.values import Formula, Grid, Snapshot, Tab, Value


def differs(snapshot: Snapshot, page: Tab) -> bool:
    """True where the register has this page with other rows or another look."""
    held = snapshot.pages.get(page.title)
    return held is not None and not (_says(held, page) and drawn(snapshot, page))


def _says(held: Grid, page: Tab) -> bool:
    """True where a page has the wanted content, by its proof where it has one."""
    if not page.proof:
        return alike(held, page.rows)
    idle = _worked_out_by_none(held, page)
    proven = all(
        same(_cell(held, *place), wanted) or (idle and _is_formula(page, place))
        for place, wanted in page.proof.items()
    )
    return proven and not _written_over(held, page, idle=idle)


def _is_formula(page: Tab, place: tuple[int, int]) -> bool:
    return isinstance(_cell(page.rows, *place), Formula)


def _worked_out_by_none(held: Grid, page: Tab) -> bool:
    """True where all formulas of a page read alike: what keeps them works none out, and to write
    them again would change nothing."""
    texts = (
        _visible(_cell(held, row, at))
        for row, cells in enumerate(page.rows)
        for at, wanted in enumerate(cells)
        if isinstance(wanted, Formula)
    )
    first = next(texts, "")
    return first != "" and all(text == first for text in texts)


def _written_over(held: Grid, page: Tab, *, idle: bool) -> bool:
    """Whether somebody wrote on a page of formulas beside its open cells, by the values alone.

    A formula's value is certain while the first of the open cells is blank: it is blank too.
    """
    silent = not idle and not _visible(_cell(held, *next(iter(page.open), (-1, -1))))
    apart = {*page.open, *page.proof}
    for row, lines in enumerate(zip_longest(held, page.rows, fillvalue=())):
        for at, (there, wanted) in enumerate(zip_longest(*lines, fillvalue=None)):
            if isinstance(wanted, Formula):
                if not silent:
                    continue
                wanted = None
            if there != wanted and (row, at) not in apart and _visible(there) != _visible(wanted):
                return True
    return False


def _cell(grid: Grid, row: int, at: int) -> Value:
    return cell_at(grid[row], at) if 0 <= row < len(grid) else None


def _visible(value: Value) -> str:
    """What people see of a cell, spaces aside: programs keep them differently."""
    if value == UNCALCULATED:
        return ""
    text = f"{value:g}" if isinstance(value, int | float) else str(value or "")
    return " ".join(text.split())


def drawn(snapshot: Snapshot, page: Tab) -> bool:
    """Whether a page has its rules and the right links; True where the store has no looks."""
    look = snapshot.looks.get(page.title)
    wanted = page.look
    return look is None or (look.highlights, {*look.leads}) == (wanted.highlights, {*wanted.leads})


def differing(snapshot: Snapshot, pages: Iterable[Tab]) -> tuple[Tab, ...]:
    """The pages that differ."""
    return tuple(page for page in pages if differs(snapshot, page))


def alike(held: Grid, wanted: Grid) -> bool:
    """True for two grids of equal content, blanks at their ends aside."""
    size = max(len(held), len(wanted))
    lines = zip([*held, *[()] * (size - len(held))], [*wanted, *[()] * size], strict=False)
    return all(
        before == after or same(before, after)
        for old, new in lines
        if old != new
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
        moment = moment_of_number(before, epoch) if is_number(before) else None
        if moment:
            return moment == datetime.combine(after, time())
        return isinstance(before, datetime) and before.date() == after
    if isinstance(after, str) and isinstance(before, str):
        return storable(before) == after
    return False
