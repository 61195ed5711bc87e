"""A register that is a Google Table, whose typed columns refuse dropdowns and formats."""

from collections.abc import Mapping
from typing import Any
from unittest.mock import PropertyMock, patch

import pytest

from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.remove import remove, traces
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.google.structure import ROW_TAG, SheetTab
from tests.build import GOOD, OPEN
from tests.fakesheets.books import column_of, staff_view
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.stores.sheets import check, office, store

TYPES = {"choice": "DROPDOWN", "date": "DATE", "number": "DOUBLE", "text": "TEXT"}
FAULTY = (
    GOOD,
    {**OPEN, "reg_number": "002/PPID/XI/2026", "email": "salah", "channel": "Merpati"},
    {**OPEN, "reg_number": "003/PPID/XI/2026", "received_on": "kemarin", "cost": "entah"},
    {**GOOD, "reg_number": "004/PPID/XI/2026", "decision": "Ditolak", "id_number": "12"},
)


def table(server: FakeSheets, *, some: bool = False) -> Book:
    """An office's register as a Table; `some`: only its choices have a type."""
    book = office(server, *FAULTY, rows=40)
    columns = REQUESTS.usual
    types = {
        at: TYPES[column.kind]
        for at, column in enumerate(columns)
        if column.kind in TYPES and (column.kind == "choice" or not some)
    }
    People(book, book.owner).make_table("Register", f"A1:{letters(len(columns) - 1)}40", types)
    return book


def results(book: Book) -> Mapping[str, list[Any]]:
    """The job's columns."""
    return {key: column_of(book, key)[:6] for key in REQUESTS.job_keys}


@pytest.mark.slow
@pytest.mark.parametrize("some", [False, True])
def test_a_table_lives_its_whole_life(sheets: FakeSheets, some: bool) -> None:
    """init goes on without the dropdowns and says so, findings stand on their rows as in a plain
    sheet, the second check writes the page of the run alone, and remove leaves the Table."""
    office(sheets, *FAULTY, rows=40)
    init(store(sheets))
    check(sheets)
    plain = results(next(iter(sheets.books.values())))
    sheets.books.clear()
    book = table(sheets, some=some)
    before = staff_view(book, REQUESTS.job_keys, lambda s: s.title != "Register")
    tables = book.tab("Register").tables
    added = init(store(sheets))
    assert added and REQUESTS.header("channel") in added.spared
    first = check(sheets)
    assert {"email", "channel"} <= {finding.column for finding in first.verdict.findings}
    assert results(book) == plain
    sheets.log.clear()
    assert check(sheets).plan.empty and (sheets.reads, sheets.writes) == (2, 1)
    assert init(store(sheets)).empty
    remove(store(sheets))
    assert not traces(store(sheets))
    assert staff_view(book, REQUESTS.job_keys, lambda s: s.title != "Register") == before
    assert book.tab("Register").tables == tables


def test_a_table_of_which_google_does_not_tell(sheets: FakeSheets) -> None:
    """Where the types of its columns stay unknown, the refusal tells, and no tag is left behind."""
    book = table(sheets)
    with patch.object(SheetTab, "typed", new_callable=PropertyMock, return_value=frozenset()):
        init(store(sheets))
    assert not any(tag.key == ROW_TAG for tag in book.tags.values())
    check(sheets)
    assert column_of(book, "findings")[2]
