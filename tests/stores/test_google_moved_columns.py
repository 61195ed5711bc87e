"""Columns and rows that people and programs moved in a Google Sheet: ends right, or untouched."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ppid_sheets.errors import PpidError
from ppid_sheets.jobs.init import init
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.values import Value
from tests.budget import draws
from tests.build import grid
from tests.fakesheets.books import OWNER
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.memory import MemoryStore
from tests.stores.sheets import check, serve, store
from tests.sweep.homes import plain
from tests.test_own_columns import ACTS, CHOICES, HOLIDAYS, ROWS, checked, run, sheet, value

_BASE: list[Book] = []


def base(server: FakeSheets) -> Book:
    """The register of `test_own_columns`, adopted and checked, as a Google Sheet."""
    rows = [["REGISTER PERMOHONAN"], [], *grid(*ROWS)]
    tabs = {"Register": rows, "Hari Libur": HOLIDAYS, "Pilihan": CHOICES}
    if not _BASE:
        book = serve(server, tabs, columns=70, rows=30)
        init(store(server))
        check(server)
        _BASE.append(book.copy())
    return _BASE[0].copy()


def laid(server: FakeSheets, memory: MemoryStore) -> Book:
    """The sheet with the cells and the tags of a register in memory."""
    book = base(server)
    tab, staff = book.tab("Register"), People(book, OWNER)
    staff.clear("Register", f"A1:{letters(len(tab.columns) - 1)}{len(tab.rows)}")
    staff.paste("Register", "A1", sheet(memory))
    places = memory.state.tags
    book.tags = {
        tag_id: replace(tag, line=tab.columns[places[tag.value]]) if tag.value in places else tag
        for tag_id, tag in book.tags.items()
        if tag.place != "COLUMN" or tag.value in places
    }
    server.reset()
    server.caller = "emulator@localhost"
    return server.add(book)


def cells(server: FakeSheets) -> list[list[Value]]:
    """What stands in the register, as a run reads it."""
    return [list(row) for row in store(server).read().tabs["Register"]]


def _plain(cell: Any) -> Any:
    """A value as Google gives it: days are numbers, and nothing is ""."""
    return plain(cell.date() if isinstance(cell, datetime) else cell) or None


@pytest.mark.slow
@settings(
    max_examples=draws(150),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(data=st.data())
def test_a_sheet_ends_as_the_decision_says(sheets: FakeSheets, data: st.DataObject) -> None:
    """The decision is one for all stores: refused untouched, or the same cells in their places.

    A permutation, insertion, deletion or retyping, with its tags or without, and up to three of
    them one after another.
    """
    memory = checked()
    for act in data.draw(st.lists(st.sampled_from(ACTS), min_size=1, max_size=3)):
        act(memory, data)
    book = laid(sheets, memory)
    before = book.copy()
    try:
        run(memory)
    except PpidError as error:
        with pytest.raises(type(error)):
            check(sheets)
        assert book.tab("Register").values == before.tab("Register").values
        assert {t.value: t.line for t in book.tags.values()} == {
            t.value: t.line for t in before.tags.values()
        }
        return
    check(sheets)
    after = cells(sheets)
    for r, row in enumerate(sheet(memory)):
        found = list(after[r]) if r < len(after) else []
        assert [_plain(value(found, c)) for c in range(len(row))] == [_plain(cell) for cell in row]
    assert check(sheets).plan.empty
