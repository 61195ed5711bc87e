"""What Google refuses and its documentation does not tell, in the words that were seen."""

from typing import Any

import gspread
import pytest

from tests.fakesheets import model
from tests.fakesheets.books import BOOK_ID, empty_book, make_book, values_of
from tests.fakesheets.cells import Formula
from tests.fakesheets.exchange import LARGEST
from tests.fakesheets.fixtures import LoopbackClient
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import CALLER, FakeSheets

ONE_CELL = {"endRowIndex": 1, "endColumnIndex": 1}
TOP = {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 3}
FREEZE = "gridProperties(frozenRowCount,frozenColumnCount)"


def _freeze(rows: int, columns: int) -> dict[str, Any]:
    grid = {"frozenRowCount": rows, "frozenColumnCount": columns}
    return {"updateSheetProperties": {"properties": {"gridProperties": grid}, "fields": FREEZE}}


def _formula(text: str) -> dict[str, Any]:
    condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": text}]}
    rule = {"ranges": [TOP], "booleanRule": {"condition": condition, "format": {}}}
    return {"addConditionalFormatRule": {"rule": rule}}


def _drop_down(column: int) -> dict[str, Any]:
    span = {"startRowIndex": 1, "startColumnIndex": column, "endColumnIndex": column + 1}
    condition = {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "a"}]}
    return {"setDataValidation": {"range": span, "rule": {"condition": condition}}}


MERGE = {"mergeCells": {"range": TOP, "mergeType": "MERGE_ALL"}}
NEW = {"properties": {"title": "Baru", "gridProperties": {"rowCount": 3, "frozenRowCount": 3}}}
REFUSED = (
    ([{"addSheet": NEW}], "addSheet: You can't freeze all visible rows on the sheet."),
    ([_freeze(0, 4)], "updateSheetProperties: You can't freeze all visible columns on the sheet."),
    ([_freeze(1, 0), MERGE], "mergeCells: You can't merge frozen and non-frozen rows."),
    ([_freeze(0, 1), MERGE], "mergeCells: You can't merge frozen and non-frozen columns."),
    (
        [MERGE, _freeze(0, 2)],
        "updateSheetProperties: You can't freeze columns which contain only part of a merged cell.",
    ),
    ([{"deleteConditionalFormatRule": {"index": 3}}], "deleteConditionalFormatRule: No condition"),
    ([_formula("=AND(A1,B1)")], "addConditionalFormatRule: Invalid ConditionValue"),
    (
        [_drop_down(1)],
        "setDataValidation: This operation is not allowed on cells in typed columns.",
    ),
    (
        [{"appendDimension": {"dimension": "ROWS", "length": 2_500_001}}],
        "appendDimension: This action would increase the number of cells",
    ),
)


@pytest.fixture
def book(sheets: FakeSheets) -> Book:
    """Four columns, the second of a Table is typed."""
    made = sheets.add(make_book({"Register": [["a", "b", "c", "d"]]}, [CALLER], rows=6))
    People(made).make_table("Register", "A1:B4", {1: "DROPDOWN"})
    return made


@pytest.mark.parametrize(("requests", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_a_batch_is_refused_as_a_whole(
    client: LoopbackClient, book: Book, requests: list[Any], words: str, monkeypatch: Any
) -> None:
    """The place and the kind of the request stand before the reason; nothing was done."""
    monkeypatch.setattr(model, "MOST_CELLS", 10_000)  # so many rows would take their time
    requests = [
        {kind: {**body, "length": 2_500}} if body.get("length") else {kind: body}
        for one in requests
        for kind, body in one.items()
    ]
    with pytest.raises(gspread.exceptions.APIError) as refused:
        client.batch_update(BOOK_ID, {"requests": [_drop_down(2), *requests]})
    message = refused.value.error["message"]
    assert message.startswith(f"Invalid requests[{len(requests)}].{words}")
    assert not book.tab("Register").extra(2, 2)
    assert not book.tab("Register").merges


def test_a_chart_on_a_tab_of_its_own_has_no_cells(client: LoopbackClient, book: Book) -> None:
    """It is listed without a grid, and a range on it fails the whole read."""
    People(book).add_chart_tab()
    chart = client.fetch_sheet_metadata(BOOK_ID, {"fields": "sheets(properties)"})["sheets"][1]
    assert chart["properties"]["sheetType"] == "OBJECT"
    assert "gridProperties" not in chart["properties"]
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{BOOK_ID}/values:batchGetByDataFilter"
    filters = [{"gridRange": {}}, {"gridRange": {"sheetId": chart["properties"]["sheetId"]}}]
    with pytest.raises(gspread.exceptions.APIError, match="No grid with id"):
        client.request("post", url, json={"dataFilters": filters})


def test_a_copied_tab_keeps_its_rules_and_loses_its_tags(
    book: Book, client: LoopbackClient
) -> None:
    """Dropdowns and rules go with it; whatever is tagged stays with the old one."""
    place = {"dimensionRange": {"dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}}
    entry = {"metadataKey": "ppid", "visibility": "DOCUMENT", "location": place}
    tag = {"createDeveloperMetadata": {"developerMetadata": entry}}
    client.batch_update(BOOK_ID, {"requests": [tag, _formula("=A1=1"), _drop_down(2)]})
    People(book).duplicate_tab("Register", "Register 2027")
    copy = book.tab("Register 2027")
    assert [rule["ranges"][0]["sheetId"] for rule in copy.rules] == [copy.sheet_id]
    assert copy.extra(2, 2)
    assert [tag.sheet_id for tag in book.tags.values()] == [0]


def test_a_cut_column_leaves_its_tag_behind(book: Book, client: LoopbackClient) -> None:
    """The cells are elsewhere, the tag stands where they were."""
    place = {"dimensionRange": {"dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}}
    entry = {"metadataKey": "ppid", "visibility": "DOCUMENT", "location": place}
    tag = {"createDeveloperMetadata": {"developerMetadata": entry}}
    client.batch_update(BOOK_ID, {"requests": [tag]})
    People(book).cut_column("Register", "A", "D")
    assert values_of(book, "Register") == [["", "b", "c", "a"]]
    assert [tag.line for tag in book.tags.values()] == [book.tab("Register").columns[0]]


def test_an_excel_file_in_drive_takes_no_call(
    client: LoopbackClient, sheets: FakeSheets, book: Book
) -> None:
    """Read or write, all are answered alike."""
    sheets.office_file = True
    with pytest.raises(
        gspread.exceptions.APIError, match="not supported for this document"
    ) as caught:
        client.values_get(BOOK_ID, "Register!A1")
    assert (caught.value.code, caught.value.error["status"]) == (400, "FAILED_PRECONDITION")


def test_a_body_may_be_too_large(client: LoopbackClient, book: Book) -> None:
    """One byte more than Google takes is one too many."""
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{BOOK_ID}/values:batchUpdate"
    body = '{"valueInputOption":"RAW"}'
    headers = {"Content-Type": "application/json"}
    client.request("post", url, data=body.ljust(LARGEST).encode(), headers=headers)
    with pytest.raises(gspread.exceptions.APIError, match="payload size exceeds the limit"):
        client.request("post", url, data=body.ljust(LARGEST + 1).encode(), headers=headers)


def test_a_new_spreadsheet_is_american_and_a_formula_may_wait(
    client: LoopbackClient, book: Book
) -> None:
    """Whoever makes it; and what IMPORTRANGE has not brought yet reads as a text."""
    new = empty_book()
    assert (new.locale, new.time_zone) == ("en_US", "America/Los_Angeles")
    People(book).type("Register", "A2", Formula("=IMPORTRANGE(A1)", "Loading..."))
    read = client.values_get(BOOK_ID, "Register!A2", {"valueRenderOption": "UNFORMATTED_VALUE"})
    assert read["values"] == [["Loading..."]]
