"""Results that would be written under merged cells of a Google Sheet."""

import pytest

from ppid_sheets.errors import UnsafeError
from ppid_sheets.register.a1 import letters
from tests.build import OPEN
from tests.fakesheets.books import column_of, position_of
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.stores.sheets import adopted, check


@pytest.mark.parametrize(("above", "beside"), [(1, 0), (0, 1)], ids=["two rows", "two columns"])
def test_a_result_under_a_merge_is_told(sheets: FakeSheets, above: int, beside: int) -> None:
    """The sentence names the cell, the merged area and what to choose; nothing is written."""
    book = adopted(sheets, OPEN, OPEN)
    _, left = position_of(book, "due_on")
    area = f"{letters(left)}2:{letters(left + beside)}{2 + above}"
    hidden = f"{letters(left + beside)}{2 + above}"
    People(book, book.owner).merge("Register", area)
    sheets.log.clear()
    with pytest.raises(UnsafeError, match=f"sel {hidden} tergabung .* pilih sel {area}, lalu"):
        check(sheets)
    assert not sheets.writes
    assert column_of(book, "findings")[1:3] == ["", ""]


def test_a_merge_beside_the_results_or_over_blank_rows_is_nobodys_concern(
    sheets: FakeSheets,
) -> None:
    """Only what would be hidden is refused."""
    book = adopted(sheets, OPEN, OPEN)
    _, left = position_of(book, "due_on")
    People(book, book.owner).merge("Register", f"{letters(left)}5:{letters(left + 4)}5")
    People(book, book.owner).merge("Register", "A6:B7")
    assert check(sheets).plan.cells
