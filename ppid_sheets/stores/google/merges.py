"""Finds results that would be written under merged cells, out of sight."""

from collections.abc import Iterator, Sequence

from ppid_sheets.errors import UnsafeError
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.values import ColumnChange
from ppid_sheets.stores.google.structure import SheetTab

_NAMED = 3
"""Merged areas that a sentence names; of more it says how many."""


def hiding(tab: SheetTab, changes: Sequence[ColumnChange]) -> UnsafeError | None:
    """What to say where merged cells of a tab would hide results; None where none would.

    Google drops what is written to a merged cell but its first, so that a run never comes to rest.
    """
    found = list(_hidden(tab, changes))
    if not found:
        return None
    cell = found[0][0]
    areas = list(dict.fromkeys(area for _, area in found))
    more = len(areas) - _NAMED
    which = ", ".join(areas[:_NAMED]) + (f" dan {more} gabungan lain" if more > 0 else "")
    return UnsafeError(
        f"Tab {tab.title}, sel {cell} tergabung dengan sel lain, sehingga hasil yang ditulis di "
        "situ tidak akan tampak",
        f"pilih sel {which}, lalu Format > Gabungkan sel > Pisahkan (Merge cells > Unmerge), lalu "
        "jalankan lagi",
    )


def _hidden(tab: SheetTab, changes: Sequence[ColumnChange]) -> Iterator[tuple[str, str]]:
    """Each cell that would be hidden, and the merged area that hides it."""
    for top, left, bottom, right in tab.merged:
        area = f"{letters(left)}{top + 1}:{letters(right - 1)}{bottom}"
        for change in changes:
            at = tab.tags[change.key].position
            if not left <= at < right:
                continue
            for row, value in zip(change.rows, change.new, strict=True):
                first = (row - 1, at) == (top, left)
                if top < row <= bottom and not first and value not in (None, ""):
                    yield f"{letters(at)}{row}", area
