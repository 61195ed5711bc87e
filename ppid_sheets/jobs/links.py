"""Finds the address of a row, whichever part of the register it stands in."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ppid_sheets.register.places import Part, place
from ppid_sheets.stores.port import Store


def links(store: Store, tab: str, parts: Sequence[Part], folder: Path) -> Callable[[int], str]:
    """The addresses of the rows of the register's `tab` and of its earlier parts, for a workbook
    that is to lie in `folder`.
    """

    def link(row: int) -> str:
        part, at = place(row)
        if not part:
            return store.link(tab, at, folder)
        earlier = parts[part - 1]
        return (earlier.link or store.link)(earlier.tab, at, folder)

    return link
