"""The throw-away spreadsheet that the questions are asked on: emptied, filled and looked at."""

from collections.abc import Mapping, Sequence
from typing import Any

import stamina
from gspread.exceptions import APIError

from ppid_sheets.config import Google
from ppid_sheets.register.values import Value
from ppid_sheets.stores.google import credentials
from ppid_sheets.stores.google.client import ANSWER_SECONDS, SheetsClient
from ppid_sheets.stores.google.drawing import cell
from ppid_sheets.stores.google.structure import Json
from tests.live.person import Person

NAME = "ppid-live"
"""How the title of a spreadsheet must begin that may be emptied."""
TAG = "ppid-live"
ROWS, COLUMNS = 200, 26
QUOTA_SECONDS = 180.0
"""Google counts calls by the minute."""
Rows = Sequence[Sequence[Value]]


class NotThrowAwayError(Exception):
    """The spreadsheet may be somebody's; nothing was changed."""


class FrankClient(SheetsClient):
    """A client that says what the API refused, in the API's own words."""

    def ask(
        self, method: str, path: str, body: Json | None = None, params: Json | None = None
    ) -> Any:
        """The answer; raises APIError as it came, but waits where the quota is used up."""
        for attempt in stamina.retry_context(
            on=_is_one_too_many,
            attempts=None,
            timeout=QUOTA_SECONDS,
            wait_initial=5.0,
            wait_max=20.0,
        ):
            with attempt:
                return self._answer(method, path, body, params)
        raise AssertionError("stamina ends with a result or an exception")

    def _answer(self, method: str, path: str, body: Json | None, params: Json | None) -> Any:
        response = self.session.request(
            method, f"{self._base}/{path}", params=params, json=body, timeout=ANSWER_SECONDS
        )
        if not response.ok:
            raise APIError(response)
        return response.json()


def _is_one_too_many(error: Exception) -> bool:
    return isinstance(error, APIError) and error.response.status_code == 429


class Scratch:
    """A spreadsheet that is emptied again and again; refuses one that is not named for it."""

    def __init__(
        self, spreadsheet: str, google: Google, person: Person | None = None, pause: float = 1.0
    ) -> None:
        self.id, self.google, self.person, self.pause = spreadsheet, google, person, pause
        self._client = FrankClient(credentials.find(google), google, pause=pause)
        self.account = self._client.access.account
        found = self.look("properties(title,locale)")["properties"]
        title, self._locale = found["title"], found["locale"]
        if not title.startswith(NAME):
            raise NotThrowAwayError(
                f"This script empties the spreadsheet, and '{title}' may be somebody's. Use one "
                f"whose title begins with {NAME}."
            )

    def close(self) -> None:
        """Leave one empty tab behind."""
        self.fill({"Sheet1": ()})
        self.set_locale(self._locale)
        self._client.session.close()

    def client(self) -> SheetsClient:
        """A client as a new run of the job has it."""
        return SheetsClient(self._client.access, self.google, pause=self.pause)

    def look(self, fields: str) -> Json:
        """The spreadsheet as far as a field mask asks for it."""
        answer: Json = self._client.ask("get", self.id, params={"fields": fields})
        return answer

    def post(self, path: str, body: Json, params: Json | None = None) -> Json:
        """The answer to a call; `path` follows the spreadsheet's id."""
        answer: Json = self._client.ask("post", f"{self.id}{path}", body, params)
        return answer

    def batch(self, *requests: Json) -> Sequence[Json]:
        """The replies to one batchUpdate."""
        answer = self.post(":batchUpdate", {"requests": requests})
        replies: Sequence[Json] = answer.get("replies", ())
        return replies

    def fill(self, tabs: Mapping[str, Rows]) -> Sequence[int]:
        """Make the spreadsheet hold these tabs and nothing else; returns their ids."""
        found = self.look("sheets(properties(sheetId))")["sheets"]
        old = [sheet.get("properties", {}).get("sheetId", 0) for sheet in found]
        spare = max(old) + 1
        ids = range(spare + 1, spare + 1 + len(tabs))
        requests: list[Json] = [_new(spare, f"spare {spare}")]
        requests += [{"deleteSheet": {"sheetId": sheet_id}} for sheet_id in old]
        for sheet_id, (title, rows) in zip(ids, tabs.items(), strict=True):
            requests += [_new(sheet_id, title), *typed(sheet_id, rows)]
        self.batch(*requests, {"deleteSheet": {"sheetId": spare}})
        return ids

    def set_locale(self, locale: str) -> None:
        """Make it a spreadsheet of another country."""
        new = {"properties": {"locale": locale}, "fields": "locale"}
        self.batch({"updateSpreadsheetProperties": new})

    def tab(self, *rows: Sequence[Value]) -> int:
        """The id of the only tab, which holds these rows."""
        (sheet_id,) = self.fill({"Coba": rows})
        return sheet_id

    def tag(self, place: Json) -> int:
        """The id of a new tag at a place."""
        entry = {"metadataKey": TAG, "location": place, "visibility": "DOCUMENT"}
        (reply,) = self.batch({"createDeveloperMetadata": {"developerMetadata": entry}})
        found: int = reply["createDeveloperMetadata"]["developerMetadata"]["metadataId"]
        return found

    def tag_column(self, sheet_id: int, position: int) -> int:
        """The id of a new tag on a column."""
        return self.tag({"dimensionRange": lines(sheet_id, "COLUMNS", position)})

    def column_of(self, tag: int) -> int | None:
        """Where the column with a tag is now, or None."""
        for sheet in self.look("sheets(data(columnMetadata(developerMetadata)))")["sheets"]:
            for grid in sheet.get("data", ()):
                for position, column in enumerate(grid.get("columnMetadata", ())):
                    ids = [entry["metadataId"] for entry in column.get("developerMetadata", ())]
                    if tag in ids:
                        return position
        return None

    def write(self, *columns: tuple[int, Sequence[Any]]) -> Json:
        """Write into tagged columns from their first row on."""
        data = [
            {"dataFilter": by_tag(tag), "majorDimension": "COLUMNS", "values": [list(values)]}
            for tag, values in columns
        ]
        body = {"valueInputOption": "RAW", "data": data}
        return self.post("/values:batchUpdateByDataFilter", body)

    def values(self, sheet_id: int) -> list[list[Any]]:
        """The values of a tab, unformatted."""
        found = self.ranges({"gridRange": {"sheetId": sheet_id}})
        rows: list[list[Any]] = found[0]["valueRange"].get("values", [])
        return rows

    def ranges(self, *filters: Json) -> Sequence[Json]:
        """The value ranges that data filters select."""
        body = {
            "dataFilters": filters,
            "valueRenderOption": "UNFORMATTED_VALUE",
            "dateTimeRenderOption": "SERIAL_NUMBER",
        }
        found: Sequence[Json] = self.post("/values:batchGetByDataFilter", body)["valueRanges"]
        return found


def lines(sheet_id: int, dimension: str, start: int, count: int = 1) -> Json:
    """Rows or columns from a position on."""
    end = start + count
    return {"sheetId": sheet_id, "dimension": dimension, "startIndex": start, "endIndex": end}


def by_tag(tag: int) -> Json:
    """The filter that selects what carries a tag."""
    return {"developerMetadataLookup": {"metadataId": tag}}


def _new(sheet_id: int, title: str) -> Json:
    grid = {"rowCount": ROWS, "columnCount": COLUMNS}
    return {
        "addSheet": {"properties": {"sheetId": sheet_id, "title": title, "gridProperties": grid}}
    }


def typed(sheet_id: int, rows: Rows) -> list[Json]:
    """The request that puts values into a tab, if there are any."""
    if not any(rows):
        return []
    return [
        {
            "updateCells": {
                "start": {"sheetId": sheet_id, "rowIndex": 0, "columnIndex": 0},
                "rows": [{"values": [cell(value) for value in row]} for row in rows],
                "fields": "userEnteredValue,userEnteredFormat(numberFormat)",
            }
        }
    ]
