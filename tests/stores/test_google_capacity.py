"""A spreadsheet near its ten million cells."""

from collections.abc import Mapping
from typing import Any

import pytest

from ppid_sheets.errors import UnreachableError
from ppid_sheets.jobs.init import init
from ppid_sheets.stores.google.capacity import MOST_CELLS, refuse_overflow
from ppid_sheets.stores.google.structure import structure
from tests.build import OPEN
from tests.fakesheets.server import FakeSheets
from tests.stores.sheets import office, store

NEAR = structure(
    {
        "properties": {"title": "Register"},
        "sheets": [
            {
                "properties": {
                    "sheetId": 1,
                    "gridProperties": {"rowCount": 99_990, "columnCount": 100},
                }
            }
        ],
    }
)


def span(kind: str, dimension: str, length: int) -> Mapping[str, Any]:
    """Rows or columns that come or go."""
    place = {"sheetId": 1, "dimension": dimension, "startIndex": 5, "endIndex": 5 + length}
    return {kind: {"range": place}}


def grid(rows: int, columns: int) -> Mapping[str, Any]:
    """The properties of a tab of that size."""
    return {"sheetId": 2, "gridProperties": {"rowCount": rows, "columnCount": columns}}


ADD = {"addSheet": {"properties": grid(10, 101)}}


@pytest.mark.parametrize(
    ("requests", "fits"),
    [
        ([], True),
        ([{"addSheet": {"properties": grid(10, 100)}}], True),
        ([ADD], False),
        ([{"addSheet": {"properties": {"sheetId": 2}}}], False),
        ([{"appendDimension": {"sheetId": 1, "dimension": "ROWS", "length": 10}}], True),
        ([{"appendDimension": {"sheetId": 1, "dimension": "ROWS", "length": 11}}], False),
        ([span("insertDimension", "COLUMNS", 1)], False),
        ([span("deleteDimension", "COLUMNS", 1), ADD], True),
        ([{"deleteSheet": {"sheetId": 1}}, ADD], True),
        ([ADD, {"updateSheetProperties": {"properties": grid(5, 9), "fields": "x"}}], True),
        ([{"updateCells": {"range": {"sheetId": 1}}}], True),
    ],
)
def test_what_is_to_be_added_is_reckoned(requests: list[Mapping[str, Any]], fits: bool) -> None:
    """To the last cell; what only changes cells, or makes room first, is let through."""
    if fits:
        refuse_overflow(NEAR, requests)
        return
    with pytest.raises(UnreachableError, match="10 juta sel"):
        refuse_overflow(NEAR, requests)


def test_a_full_spreadsheet_is_not_asked_to_grow(sheets: FakeSheets) -> None:
    """Beside the hold on the tab and its release nothing was written."""
    book = office(sheets, OPEN)
    book.tab("Hari Libur").rows.extend([None] * (MOST_CELLS // 26))
    with pytest.raises(UnreachableError, match="10 juta sel"):
        init(store(sheets))
    assert not [call for call in sheets.log if call.kind == "write" and call.status == 200][2:]
