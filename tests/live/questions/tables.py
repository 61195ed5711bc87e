"""Google Tables: what their typed columns let through."""

from collections.abc import Callable
from typing import Any

from ppid_sheets.register.values import Highlight
from ppid_sheets.stores.google import rules
from tests.live.asking import Question, words
from tests.live.scratch import Scratch

_TYPED = 1
"""The position of the typed column."""


def _table(scratch: Scratch) -> int:
    """The id of a tab whose first three columns are a Table, the second of numbers."""
    sheet = scratch.tab(("a", "b", "c"), ("x", 1, "y"), ("z", 2, "w"))
    span = {"sheetId": sheet, "startRowIndex": 0, "endRowIndex": 3, "startColumnIndex": 0}
    columns = [{"columnIndex": _TYPED, "columnName": "b", "columnType": "DOUBLE"}]
    table = {"name": "Coba", "range": {**span, "endColumnIndex": 3}, "columnProperties": columns}
    scratch.batch({"addTable": {"table": table}})
    return sheet


def _below(sheet: int) -> dict[str, Any]:
    column = {"startColumnIndex": _TYPED, "endColumnIndex": _TYPED + 1}
    return {"sheetId": sheet, "startRowIndex": 1, "endRowIndex": 3, **column}


def _change(request: Callable[[int], dict[str, Any]]) -> Callable[[Scratch], str]:
    def ask(scratch: Scratch) -> str:
        change = request(_table(scratch))
        return words(lambda: scratch.batch(change))

    return ask


def _dropdown(sheet: int) -> dict[str, Any]:
    condition = {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "1"}]}
    return {"setDataValidation": {"range": _below(sheet), "rule": {"condition": condition}}}


def _number_format(sheet: int) -> dict[str, Any]:
    look = {"userEnteredFormat": {"numberFormat": {"type": "TEXT", "pattern": "@"}}}
    fields = "userEnteredFormat.numberFormat"
    return {"repeatCell": {"range": _below(sheet), "cell": look, "fields": fields}}


def _highlight(sheet: int) -> dict[str, Any]:
    return dict(rules.adding(sheet, 0, Highlight("overdue", "A2:C3", "$B2>1")))


def _written(scratch: Scratch) -> str:
    tag = scratch.tag_column(_table(scratch), _TYPED)
    return words(lambda: scratch.write((tag, [None, "teks"])))


def _listed(scratch: Scratch) -> str:
    _table(scratch)
    (found,) = scratch.look("sheets(tables)")["sheets"]
    (table,) = found["tables"]
    kinds = [column.get("columnType") for column in table["columnProperties"]]
    return f"{table['name']}, {[kind for kind in kinds if kind]}"


_REFUSED = "refused (400): This operation is not allowed on cells in typed columns."

QUESTIONS = (
    Question(
        "A dropdown over a typed column of a Table",
        _REFUSED,
        "'accepted': init may give its dropdowns there too. Other words: init stops half done; "
        "see stores.google.refusals.",
        _change(_dropdown),
    ),
    Question(
        "A number format over a typed column of a Table",
        _REFUSED,
        "'accepted' is safe: the job formats no column of the office's.",
        _change(_number_format),
    ),
    Question(
        "A conditional rule over a Table",
        "accepted",
        "'refused': a register that is a Table gets no highlights; init must go on without them.",
        _change(_highlight),
    ),
    Question(
        "A text written by tag into a typed column of numbers",
        "accepted",
        "'refused': where people give a column of the job's a type, its results cannot be "
        "written; say which column.",
        _written,
    ),
    Question(
        "A Table as it is listed",
        "Coba, ['DOUBLE']",
        "Typed columns are not recognised: init asks for dropdowns there and is refused.",
        _listed,
    ),
)
