"""Spreadsheets for tests: made from tabs of rows, and looked at afterwards."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from tests.fakesheets.cells import NOTHING, Extra, Scalar
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.sheet import Sheet

OWNER = "kasubag@kpu.example"
BOOK_ID = "1fakeSpreadsheetIdOfTheRegisterAAAAAAAAAAAAAA"


def make_book(
    tabs: Mapping[str, Sequence[Sequence[Any]]],
    editors: Sequence[str] = (),
    book_id: str = BOOK_ID,
    rows: int = 0,
    columns: int = 0,
) -> Book:
    """A spreadsheet with these tabs (at least `rows` x `columns`); the first has sheetId 0.

    `editors` may edit whatever nobody closed; include the service account where it matters.
    Dates and times become serial numbers with a number format, Formula a formula.
    """
    sheets = []
    for number, (title, grid) in enumerate(tabs.items()):
        height = max(rows, len(grid), 1)
        width = max(columns, *map(len, grid), 1) if grid else max(columns, 1)
        sheets.append(Sheet.blank(number and 1000 + number, title, height, width))
    book = Book(book_id, "Register contoh", sheets, owner=OWNER, editors=tuple(editors))
    for title, grid in tabs.items():
        People(book, OWNER).paste(title, "A1", grid)
    return book


def empty_book(editors: Sequence[str] = (), rows: int = 1000, columns: int = 26) -> Book:
    """What a person gets who creates a new spreadsheet, whoever and wherever they are."""
    book = make_book({"Sheet1": []}, editors, rows=rows, columns=columns)
    book.locale, book.time_zone = "en_US", "America/Los_Angeles"
    return book


def values_of(book: Book, tab: str) -> list[list[Scalar]]:
    """A tab's values as values.get gives them: trailing blanks dropped."""
    rows = [_trimmed(row) for row in book.tab(tab).values]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _trimmed(row: Sequence[Scalar]) -> list[Scalar]:
    cells = list(row)
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def position_of(book: Book, value: str, key: str | None = None) -> tuple[Sheet, int]:
    """The sheet and the 0-based position of the column that carries this tag."""
    for tag in book.tags.values():
        if tag.place == "COLUMN" and tag.value == value and key in (None, tag.key):
            sheet = book.sheet(tag.sheet_id or 0)
            assert tag.line is not None
            return sheet, sheet.columns.index(tag.line)
    raise KeyError(value)


def column_of(book: Book, value: str, key: str | None = None) -> list[Scalar]:
    """The values of the column that carries this tag, for every row."""
    sheet, at = position_of(book, value, key)
    return [sheet.value(row, at) for row in range(len(sheet.rows))]


Cells = dict[tuple[int, int, int], tuple[Scalar, Extra]]


def cells_by_identity(
    book: Book, mine: Callable[[Sheet, int], bool] = lambda sheet, column: True
) -> Cells:
    """Every filled cell of the columns that `mine(sheet, position)` names, by its identity.

    The identity (sheet id, row key, column key) stays the same wherever the cell's row and column
    move; a cell is its value and its extras (format, dropdown, note, formula). A sort moves
    contents between rows, so compare before and after one request, not across a sort.
    """
    found: Cells = {}
    for sheet in book.sheets:
        columns = {key for c, key in enumerate(sheet.columns) if mine(sheet, c)}
        own, extras, rows = sheet.sheet_id, sheet.extras, set(sheet.rows)
        for row, cells in zip(sheet.rows, sheet.values, strict=True):
            for column, value in zip(sheet.columns, cells, strict=False):
                if value != "" and column in columns:
                    found[own, row, column] = (value, extras.get((row, column), NOTHING))
        for (row, column), extra in extras.items():
            if extra and row in rows and column in columns:
                found.setdefault((own, row, column), ("", extra))
    return found


def staff_view(
    book: Book,
    job_columns: Collection[str],
    is_job_tab: Callable[[Sheet], bool] = lambda sheet: False,
    key: str | Iterable[str] = (),
) -> dict[Any, Any]:
    """All that a run may not touch, for `FakeSheets.watched`: equal before and after its calls.

    Cells, names, order of rows and columns, merges and filters, without the columns that carry one
    of these tags (under one of these keys, where some are named) and without the job's tabs. Rules
    and protections are left to other tests.
    """
    keys = {key} if isinstance(key, str) else set(key)
    tagged = {
        tag.line
        for tag in book.tags.values()
        if tag.place == "COLUMN" and tag.value in job_columns and (not keys or tag.key in keys)
    }
    sheets = [sheet for sheet in book.sheets if not is_job_tab(sheet)]
    ids = {sheet.sheet_id for sheet in sheets}
    view: dict[Any, Any] = {
        sheet.sheet_id: (
            sheet.title,
            sheet.properties,
            list(sheet.rows),
            [column for column in sheet.columns if column not in tagged],
            sheet.filter,
            len(sheet.merges),
        )
        for sheet in sheets
    }
    view["cells"] = cells_by_identity(
        book, lambda sheet, c: sheet.sheet_id in ids and sheet.columns[c] not in tagged
    )
    return view
