"""Columns typed block by block."""

from datetime import date, datetime, time
from unittest.mock import patch

import hypothesis.strategies as st
import numpy as np
from hypothesis import given, settings

from ppid_sheets.register import typed
from ppid_sheets.register.header import find_header
from ppid_sheets.register.requests import REQUESTS
from tests.budget import draws
from tests.build import LISTS, grid

HEADER = find_header(grid(), REQUESTS)
CELLS = st.sampled_from([
    "", None, " ", "-", "n/a", "Nihil", "#N/A", "#tag", " x", "y ", "a|b", "satu\ndua tiga",
    "tak\u200btampak", "bunyi\x07 lonceng", "é dan kawan", "Surat", "surat", "Surat, Email", "KTP",
    "3/11/2026", "Senin, 3 Nov 2026", "31/02/2026", "pukul 09.15", "Rp 15.000,-", "1,500",
    True, False, 0, 1, 1.0, 2, 0.5, 46329, 46329.0, 1e308, float("inf"),
    date(2026, 3, 6), datetime(2026, 3, 6, 9, 15), time(9, 15), date(1900, 1, 1),
])  # fmt: skip


def columns(cells: list[object]) -> dict[str, list[object]]:
    """What each column says where every one holds `cells`: values, notes, and where it is blank."""
    found = typed.typed_columns([[cell] * HEADER.width for cell in cells], HEADER, LISTS)
    return {
        key: [
            (repr(value), column.notes.get(i), bool(blank))
            for i, (value, blank) in enumerate(zip(column.values, column.empty, strict=True))
        ]
        for key, column in found.items()
    }


@settings(max_examples=draws(100))
@given(cells=st.lists(CELLS, max_size=9), block=st.integers(1, 4))
def test_a_cell_says_the_same_whatever_stands_above_and_below_it(cells, block):
    """A column is read by blocks and by what differs, and still as each of its cells alone."""
    alone = [columns([cell]) for cell in cells]
    with patch.object(typed, "BLOCK", block):
        together = columns(cells)
    for key, said in together.items():
        assert said == [each[key][0] for each in alone]


def test_a_column_that_the_sheet_lacks_is_blank_in_every_row():
    """Columns that are not there have as many cells as the others."""
    cells = grid({}, {}, without=["cost", "email"])
    found = typed.typed_columns(cells[1:], find_header(cells, REQUESTS), LISTS)
    assert np.isnan(found["cost"].values).tolist() == [True, True]
    assert found["email"].values.tolist() == ["", ""]
    assert found["email"].empty.all() and found["cost"].empty.all()
