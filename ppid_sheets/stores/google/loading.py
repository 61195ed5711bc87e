"""Finds the cells whose formula still waits for its value, as IMPORTRANGE does."""

from collections.abc import Iterator, Mapping

from ppid_sheets.register.cells import LOADING
from ppid_sheets.register.values import Grid


def loading_cells(tabs: Mapping[str, Grid]) -> Iterator[tuple[str, int, int]]:
    """The title of the tab, the 1-based row and the 0-based position of each."""
    for title, grid in tabs.items():
        for number, row in enumerate(grid, 1):
            if any(word in row for word in LOADING):
                yield from ((title, number, at) for at, cell in enumerate(row) if cell in LOADING)
