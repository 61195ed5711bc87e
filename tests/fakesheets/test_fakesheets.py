"""The fake behaves as Google's documentation says, through the real client."""

import threading
from datetime import date
from typing import Any

import gspread
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import Request
from google.oauth2 import service_account

from tests.fakesheets import faults
from tests.fakesheets.accounts import SCOPE
from tests.fakesheets.books import (
    BOOK_ID,
    cells_by_identity,
    column_of,
    make_book,
    position_of,
    staff_view,
    values_of,
)
from tests.fakesheets.cells import Formula
from tests.fakesheets.errors import RefusedError
from tests.fakesheets.fixtures import LoopbackClient
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import CALLER, FakeSheets


def unformatted() -> dict[str, Any]:
    """Parameters of a read; new ones each time, for gspread adds to what it is given."""
    return {"valueRenderOption": "UNFORMATTED_VALUE"}


ROWS = [
    ["No", "Tanggal", "Nama"],
    ["001", date(2026, 3, 6), "Contoh"],
    ["002", date(2026, 3, 9)],
    ["003", None, "Lain"],
]


@pytest.fixture
def book(sheets: FakeSheets) -> Book:
    return sheets.add(make_book({"Register": ROWS, "Hari Libur": [["Tanggal"]]}, [CALLER], rows=6))


@pytest.fixture
def staff(book: Book) -> People:
    return People(book)


def batch(client: LoopbackClient, *changes: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.batch_update(BOOK_ID, {"requests": list(changes), **more})
    return answer


def post(client: LoopbackClient, verb: str, body: Any, **params: Any) -> dict[str, Any]:
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{BOOK_ID}{verb}"
    answer: dict[str, Any] = client.request("post", url, json=body, params=params).json()
    return answer


def tag(value: str, column: int, sheet_id: int = 0) -> dict[str, Any]:
    place = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": column}
    place["endIndex"] = column + 1
    metadata = {"metadataKey": "ppid", "metadataValue": value, "visibility": "DOCUMENT"}
    return {
        "createDeveloperMetadata": {
            "developerMetadata": {**metadata, "location": {"dimensionRange": place}}
        }
    }


def by_tag(value: str) -> dict[str, Any]:
    return {"developerMetadataLookup": {"metadataKey": "ppid", "metadataValue": value}}


def write(client: LoopbackClient, value: str, cells: list[Any]) -> dict[str, Any]:
    data = [{"dataFilter": by_tag(value), "majorDimension": "COLUMNS", "values": [cells]}]
    body = {"valueInputOption": "RAW", "data": data}
    return post(client, "/values:batchUpdateByDataFilter", body)


def refused(code: int) -> Any:
    return pytest.raises(gspread.exceptions.APIError, match=rf"\[{code}\]")


def test_reads_are_ragged_and_an_empty_range_has_no_values(
    client: LoopbackClient, book: Book
) -> None:
    """Trailing blanks are dropped, inner blanks are empty text, dates are serial numbers."""
    answer = client.values_batch_get(BOOK_ID, ["Register", "'Hari Libur'!A2:A"], unformatted())
    full, empty = answer["valueRanges"]
    assert full["range"] == "Register!A1:C6"
    assert full["values"] == [
        ["No", "Tanggal", "Nama"],
        ["001", 46087, "Contoh"],
        ["002", 46090],
        ["003", "", "Lain"],
    ]
    assert empty == {"range": "'Hari Libur'!A2:A6", "majorDimension": "ROWS"}


def test_a_tag_follows_its_column(client: LoopbackClient, book: Book, staff: People) -> None:
    """A tagged column is written wherever it has gone."""
    batch(client, tag("nama", 2))
    staff.insert_columns("Register", before="A", count=2)
    staff.move_column("Register", "E", before="A")
    staff.type("Register", "A1", "Nama Pemohon")
    answer = write(client, "nama", [None, "baru", ""])
    assert answer["responses"][0]["updatedRange"] == "Register!A1:A3"
    assert values_of(book, "Register")[:3] == [
        ["Nama Pemohon", "", "", "No", "Tanggal"],
        ["baru", "", "", "001", 46087],
        ["", "", "", "002", 46090],
    ]


def test_null_leaves_alone_and_empty_text_clears(client: LoopbackClient, book: Book) -> None:
    """RAW text stays text, also where it looks like a formula."""
    batch(client, tag("nama", 2))
    write(client, "nama", [None, "", "=1+1"])
    assert column_of(book, "nama") == ["Nama", "", "=1+1", "Lain", "", ""]


def test_a_tag_dies_with_its_column(client: LoopbackClient, book: Book, staff: People) -> None:
    """What is gone is not found, and a write to it is refused."""
    batch(client, tag("nama", 2))
    staff.delete_columns("Register", "C")
    found = post(client, "/developerMetadata:search", {"dataFilters": [by_tag("nama")]})
    assert found == {}
    with refused(400):
        write(client, "nama", ["x"])


def test_a_write_larger_than_its_range_is_refused(client: LoopbackClient, book: Book) -> None:
    """Seven values do not fit a column of six rows, and none of them is written."""
    batch(client, tag("nama", 2))
    before = values_of(book, "Register")
    with refused(400):
        write(client, "nama", ["x"] * 7)
    assert values_of(book, "Register") == before


def test_all_matches_are_written(client: LoopbackClient, book: Book) -> None:
    """Two columns with the same tag are both written."""
    batch(client, tag("dua", 0), tag("dua", 2))
    assert write(client, "dua", ["x"])["totalUpdatedCells"] == 2
    assert values_of(book, "Register")[0] == ["x", "Tanggal", "x"]


def test_one_read_by_filters_says_which_filter_matched(client: LoopbackClient, book: Book) -> None:
    """A range that two filters select comes once, with both."""
    batch(client, tag("nama", 2))
    filters = [by_tag("nama"), {"a1Range": "'Hari Libur'!A1:A6"}, {"a1Range": "Register!C1:C6"}]
    answer = post(client, "/values:batchGetByDataFilter", {"dataFilters": filters, **unformatted()})
    assert [found["dataFilters"] for found in answer["valueRanges"]] == [
        [filters[0], filters[2]],
        [filters[1]],
    ]


def test_a_batch_applies_wholly_or_not_at_all(client: LoopbackClient, book: Book) -> None:
    """A request that fails at the end undoes those before it."""
    with refused(400):
        batch(client, tag("nama", 2), {"addSheet": {"properties": {"title": "Register"}}})
    assert not book.tags
    assert [sheet.title for sheet in book.sheets] == ["Register", "Hari Libur"]


def test_the_answer_of_a_batch_obeys_a_mask(client: LoopbackClient, book: Book) -> None:
    """Replies and the wanted part of the spreadsheet come back, defaults left out."""
    tags = "data.columnMetadata.developerMetadata(metadataValue,location)"
    mask = f"replies,updatedSpreadsheet(sheets(properties(title,index),{tags}))"
    body = {"requests": [tag("nama", 2)], "includeSpreadsheetInResponse": True}
    answer = post(client, ":batchUpdate", body, fields=mask)
    first, second = answer["updatedSpreadsheet"]["sheets"]
    place = {"dimension": "COLUMNS", "startIndex": 2, "endIndex": 3}
    assert first["properties"] == {"title": "Register"}
    assert first["data"][0]["columnMetadata"][2]["developerMetadata"] == [
        {
            "metadataValue": "nama",
            "location": {"locationType": "COLUMN", "dimensionRange": place},
        }
    ]
    assert second["properties"] == {"title": "Hari Libur", "index": 1}


def test_insert_beyond_the_edge_is_refused_and_append_is_not(
    client: LoopbackClient, book: Book
) -> None:
    """Columns are appended, not inserted, at the right end."""
    place = {"dimension": "COLUMNS", "startIndex": 3, "endIndex": 4}
    with refused(400):
        batch(client, {"insertDimension": {"range": place}})
    batch(client, {"appendDimension": {"dimension": "COLUMNS", "length": 2}})
    assert len(book.tab("Register").columns) == 5


def test_rules_follow_their_cells(client: LoopbackClient, book: Book, staff: People) -> None:
    """A rule grows with rows that come in, is torn by a paste, and comes back when deleted."""
    condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": "=$A2=1"}]}
    red = {"backgroundColorStyle": {"rgbColor": {"red": 0.9}}}
    rule = {
        "ranges": [{"startRowIndex": 1, "endRowIndex": 4}],
        "booleanRule": {"condition": condition, "format": red},
    }
    batch(client, {"addConditionalFormatRule": {"rule": rule}})
    staff.insert_rows("Register", before=3, count=2)
    staff.paste_over("Register", "B3", [["x"]])
    staff.move_column("Register", "A", before="D")
    staff.move_column("Register", "C", before="A")
    staff.insert_rows("Register", before=1)
    staff.delete_rows("Register", 1)
    answer = batch(client, {"deleteConditionalFormatRule": {"index": 0}})
    deleted = answer["replies"][0]["deleteConditionalFormatRule"]["rule"]
    assert deleted["booleanRule"]["format"]["backgroundColor"] == {"red": 0.8980392}
    assert deleted["ranges"] == [
        {"startRowIndex": 1, "endRowIndex": 2, "endColumnIndex": 3},
        {"startRowIndex": 2, "endRowIndex": 3, "endColumnIndex": 1},
        {"startRowIndex": 2, "endRowIndex": 3, "startColumnIndex": 2, "endColumnIndex": 3},
        {"startRowIndex": 3, "endRowIndex": 6, "endColumnIndex": 3},
    ]


def test_formulas_of_rules_follow_their_cells(book: Book, staff: People) -> None:
    """A rule asks the same cell still; texts in it stay."""
    staff.add_rule("Register", "A2:C6", '=AND($C2="C2";C$1=LOG10(1);SUM(A2:B2)>0)')
    staff.insert_columns("Register", before="B")
    staff.insert_rows("Register", before=1)
    staff.delete_columns("Register", "A")
    (rule,) = book.tab("Register").rules
    (value,) = rule["booleanRule"]["condition"]["values"]
    assert value["userEnteredValue"] == '=AND($C3="C2";C$2=LOG10(1);SUM(#REF!:B3)>0)'


def test_sorting_carries_formats_and_leaves_what_is_beside(book: Book, staff: People) -> None:
    """A sort of two columns of three moves values with their formats."""
    staff.sort("Register", "A2:B4", by="A", descending=True)
    assert values_of(book, "Register")[1:] == [
        ["003", "", "Contoh"],
        ["002", 46090],
        ["001", 46087, "Lain"],
    ]
    assert not book.tab("Register").extra(1, 1)


def test_cells_keep_their_identity(book: Book, staff: People) -> None:
    """Moved columns and inserted rows leave every cell what it was."""
    before = cells_by_identity(book)
    staff.move_column("Register", "A", before="D")
    staff.insert_rows("Register", before=2)
    assert cells_by_identity(book) == before


def test_cells_are_written_with_dropdowns_and_formats(client: LoopbackClient, book: Book) -> None:
    """A mask changes the named fields of a cell and nothing else."""
    grid = {"startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 1, "endColumnIndex": 2}
    condition = {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": "='Hari Libur'!$A$2:$A"}]}
    rule = {"condition": condition, "showCustomUi": True, "strict": False}
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    repeated = {"range": grid, "cell": bold, "fields": "userEnteredFormat.textFormat.bold"}
    batch(client, {"setDataValidation": {"range": grid, "rule": rule}}, {"repeatCell": repeated})
    fields = "sheets.data(startRow,rowData.values(userEnteredFormat,dataValidation))"
    answer = client.fetch_sheet_metadata(BOOK_ID, {"ranges": "Register!B2", "fields": fields})
    assert answer["sheets"][0]["data"][0]["rowData"][0]["values"][0] == {
        "userEnteredFormat": {
            "numberFormat": {"type": "DATE", "pattern": "dd/mm/yyyy"},
            "textFormat": {"bold": True},
        },
        "dataValidation": {"condition": condition, "showCustomUi": True},
    }
    assert values_of(book, "Register")[1][1] == 46087


def test_a_closed_range_refuses_who_is_not_named(
    client: LoopbackClient, book: Book, staff: People
) -> None:
    """The refusal is a 400; a warning refuses nobody; people are kept out too."""
    batch(client, tag("nama", 2))
    People(book, book.owner).protect("Register", "C:C", [], warning=True)
    write(client, "nama", ["dengan peringatan"])
    People(book, book.owner).protect("Register", "C:C", ["lain@kpu.example"])
    with pytest.raises(gspread.exceptions.APIError, match="protected cell or object"):
        write(client, "nama", ["x"])
    with pytest.raises(RefusedError):
        staff.type("Register", "C2", "x")


def test_an_unknown_field_is_refused_and_remembered(
    client: LoopbackClient, sheets: FakeSheets, book: Book
) -> None:
    """What Google's description does not know fails the request, and the test that sent it."""
    with refused(400):
        batch(client, {"addSheet": {"propertys": {}}})
    with refused(400):
        batch(client, {"addSheet": {"properties": {"sheetId": "1"}}})
    with refused(400):
        client.values_batch_get(BOOK_ID, ["A1"], {"valueRenderOption": "PLAIN"})
    with refused(501):
        batch(client, {"trimWhitespace": {"range": {"sheetId": 0}}})
    assert len(sheets.violations) == 4
    sheets.violations.clear()


def test_a_watched_part_may_not_change(
    client: LoopbackClient, sheets: FakeSheets, book: Book
) -> None:
    """A write into a column that is not the job's is a violation."""
    batch(client, tag("nama", 2))
    sheets.watched = lambda book: staff_view(book, {"nama"})
    write(client, "nama", ["boleh"])
    assert not sheets.violations
    batch(client, {"deleteDimension": {"range": {"dimension": "COLUMNS", "endIndex": 1}}})
    assert sheets.violations.pop().startswith("batchUpdate changed")


def test_people_come_in_between(
    client: LoopbackClient, sheets: FakeSheets, book: Book, staff: People
) -> None:
    """An action planned around the second read is seen by the second or by the third."""
    sheets.before(lambda: staff.type("Register", "A1", "satu"), "read", skip=1)
    sheets.after(lambda: staff.type("Register", "A1", "dua"), "read", skip=1)
    seen = [client.values_get(BOOK_ID, "Register!A1")["values"] for _ in range(3)]
    assert seen == [[["No"]], [["satu"]], [["dua"]]]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (faults.too_many(7), 429),
        (faults.status(500), 500),
        (faults.status(503), 503),
        (faults.bad_gateway(), -1),
    ],
)
def test_a_fault_answers_once(
    client: LoopbackClient, sheets: FakeSheets, book: Book, fault: faults.Fault, code: int
) -> None:
    """The next call fails as told, and the one after it does not."""
    sheets.fail(fault, "read")
    with refused(code) as caught:
        client.values_get(BOOK_ID, "Register!A:A")
    assert caught.value.response.headers.get("Retry-After", "") == fault.retry_after
    assert client.values_get(BOOK_ID, "Hari Libur")["values"] == [["Tanggal"]]


def test_an_expired_token_is_renewed(
    client: LoopbackClient, sheets: FakeSheets, book: Book
) -> None:
    """One 401 makes google-auth renew the token and ask again."""
    sheets.fail(faults.expired())
    client.values_get(BOOK_ID, "Register!A:A")
    assert [call.status for call in sheets.log] == [401, 200]


def test_connections_break(client: LoopbackClient, sheets: FakeSheets, book: Book) -> None:
    """A dropped write is not applied; a write whose answer is lost is."""
    batch(client, tag("nama", 2))
    for fault, expected in ((faults.dropped(), "Nama"), (faults.answer_lost(), "x")):
        sheets.fail(fault, "write")
        with pytest.raises(requests.ConnectionError):
            write(client, "nama", ["x"])
        assert column_of(book, "nama")[0] == expected


def test_answers_come_late_or_in_part(
    client: LoopbackClient, sheets: FakeSheets, book: Book
) -> None:
    """A slow answer times out, half an answer is no JSON, a cut one is no answer."""
    client.set_timeout(0.05)
    sheets.fail(faults.slow(0.15))
    with pytest.raises(requests.Timeout):
        client.values_get(BOOK_ID, "Register!A:A")
    client.set_timeout(5)
    sheets.fail(faults.truncated())
    with pytest.raises(requests.JSONDecodeError):
        client.values_get(BOOK_ID, "Register!A:A")
    sheets.fail(faults.cut())
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        client.values_get(BOOK_ID, "Register!A:A")


def test_the_door_is_closed_in_three_ways(
    client: LoopbackClient, sheets: FakeSheets, book: Book
) -> None:
    """Switched off, not shared and read-only are told apart by their words."""
    sheets.read_only = True
    client.fetch_sheet_metadata(BOOK_ID, {"fields": "spreadsheetId"})
    with refused(403):
        batch(client, tag("nama", 2))
    sheets.api_off = True
    answer = requests.get(
        f"{sheets.url}/{BOOK_ID}", headers={"Authorization": "Bearer x"}, timeout=5
    )
    error = answer.json()["error"]
    assert "has not been used in project" in error["message"]
    assert error["details"][0]["reason"] == "SERVICE_DISABLED"
    assert requests.get(f"{sheets.url}/{BOOK_ID}", timeout=5).status_code == 401


def test_a_quota_runs_out_and_comes_back(
    client: LoopbackClient, sheets: FakeSheets, book: Book
) -> None:
    """Calls beyond the quota of a minute are 429; the log counts them all."""
    sheets.quota = {"read": 1}
    client.values_get(BOOK_ID, "Register!A:A")
    with refused(429):
        client.values_get(BOOK_ID, "Register!A:A")
    sheets.new_minute()
    client.values_get(BOOK_ID, "Register!A:A")
    assert (sheets.reads, sheets.writes) == (3, 0)


def test_a_service_account_earns_its_token(sheets: FakeSheets, book: Book) -> None:
    """A signed JWT is exchanged for a token that opens the sheet; another key's is not."""
    keys = [rsa.generate_private_key(public_exponent=65537, key_size=1024) for _ in range(2)]
    public = keys[0].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    sheets.accounts.register(CALLER, public)
    sheets.only_issued_tokens = True
    credentials = [
        service_account.Credentials.from_service_account_info(
            {
                "client_email": CALLER,
                "token_uri": sheets.token_url,
                "private_key": key.private_bytes(
                    Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
                ).decode(),
            },
            scopes=[SCOPE],
        )
        for key in keys
    ]
    with requests.Session() as session:
        credentials[0].refresh(Request(session))
        own = LoopbackClient(credentials[0])
        own.server = sheets
        assert own.values_get(BOOK_ID, "Register!A1")["values"] == [["No"]]
        own.session.close()
        sheets.fail(faults.expired(), "token")
        with pytest.raises(RefreshError, match="UNAUTHENTICATED"):
            credentials[0].refresh(Request(session))
        with pytest.raises(RefreshError, match="invalid_grant"):
            credentials[1].refresh(Request(session))


def test_formulas_are_seen_and_kept(client: LoopbackClient, book: Book, staff: People) -> None:
    """Values give what a formula came to, cells give the formula, a write takes its place."""
    staff.type("Register", "C5", Formula("=1/0", "#DIV/0!"))
    read = client.values_get(BOOK_ID, "Register!C5", unformatted())
    assert read["values"] == [["#DIV/0!"]]
    fields = "sheets.data.rowData.values(userEnteredValue,effectiveValue)"
    answer = client.fetch_sheet_metadata(BOOK_ID, {"ranges": "Register!C5", "fields": fields})
    assert answer["sheets"][0]["data"][0]["rowData"][0]["values"][0] == {
        "userEnteredValue": {"formulaValue": "=1/0"},
        "effectiveValue": {"errorValue": {"type": "DIVIDE_BY_ZERO"}},
    }
    batch(client, tag("nama", 2))
    write(client, "nama", [None] * 4 + ["teks"])
    assert not book.tab("Register").extra(4, 2)


def test_position_and_threads(client: LoopbackClient, sheets: FakeSheets, book: Book) -> None:
    """Several clients at once are served one after another."""
    batch(client, tag("nama", 2))
    headers = {"Authorization": "Bearer x"}
    url = f"{sheets.url}/{BOOK_ID}/values/Register!A:A"
    threads = [
        threading.Thread(
            target=requests.get, args=(url,), kwargs={"headers": headers, "timeout": 5}
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sheets.reads == 4
    assert position_of(book, "nama")[1] == 2
