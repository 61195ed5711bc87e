"""Requests that build: columns at the end, whole tabs, and what a batch answers."""

from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.values import Tab
from ppid_sheets.stores.google import drawing, page_look
from ppid_sheets.stores.google.structure import FIELDS, structure
from tests.live.asking import Question, outcome
from tests.live.scratch import COLUMNS, Scratch, lines


def _insert_at_the_end(scratch: Scratch) -> str:
    span = lines(scratch.tab(("a",)), "COLUMNS", COLUMNS)
    request = {"insertDimension": {"range": span, "inheritFromBefore": False}}
    return outcome(lambda: scratch.batch(request))


def _append(scratch: Scratch) -> str:
    sheet = scratch.tab(("a",))
    request = {"sheetId": sheet, "dimension": "COLUMNS", "length": 2}
    scratch.batch({"appendDimension": request})
    return f"{_width(scratch)} columns"


def _width(scratch: Scratch) -> int:
    (tab,) = structure(scratch.look(FIELDS)).tabs
    return tab.columns


def _new_columns(scratch: Scratch) -> str:
    sheet = scratch.tab(tuple(f"k{number}" for number in range(COLUMNS)))
    (tab,) = structure(scratch.look(FIELDS)).tabs
    scratch.batch(*drawing.new_columns(tab, ["due_on", "findings"], COLUMNS, 1))
    return f"{scratch.values(sheet)[0][COLUMNS - 1 :]} of {_width(scratch)}"


def _masked_answer(scratch: Scratch) -> str:
    sheet = scratch.tab(("a",))
    body = {
        "requests": [drawing.tag_column(sheet, REQUESTS, "findings", 1)],
        "includeSpreadsheetInResponse": True,
    }
    params = {"fields": f"replies,updatedSpreadsheet({FIELDS})"}
    answer = scratch.post(":batchUpdate", body, params)
    (tab,) = structure(answer["updatedSpreadsheet"]).tabs
    tag = tab.tags.get("findings")
    held = {key for grid in answer["updatedSpreadsheet"]["sheets"][0]["data"] for key in grid}
    return f"{'the tag' if tag and tag.position == 1 else 'no tag'}, {_cells(held)}"


def _cells(keys: set[str]) -> str:
    return "cells" if "rowData" in keys else "no cells"


def _page(scratch: Scratch) -> str:
    sheet = scratch.tab(("a", "b"), ("c", "d"), ("e",))
    rows = [{"values": [drawing.cell("x")]}]
    fields = "userEnteredValue,userEnteredFormat"
    request = {"range": {"sheetId": sheet}, "rows": rows, "fields": fields}
    scratch.batch({"updateCells": request})
    return repr(scratch.values(sheet))


def _all_or_nothing(scratch: Scratch) -> str:
    sheet = scratch.tab(("a",))
    new = {
        "updateCells": {
            "start": {"sheetId": sheet, "rowIndex": 0, "columnIndex": 0},
            "rows": [{"values": [drawing.cell("x")]}],
            "fields": "userEnteredValue",
        }
    }
    missing = {"deleteProtectedRange": {"protectedRangeId": 123456789}}
    became = outcome(lambda: scratch.batch(new, missing))
    return f"{became}, A1 is {scratch.values(sheet)[0][0]}"


def _linked(scratch: Scratch) -> str:
    sheet = scratch.tab((17,))
    page = Tab("a", ((17,),), (9,), links={(0, 0): ("a", 17)})
    became = outcome(lambda: scratch.batch(*page_look.linked(sheet, page, [0], {"a": sheet})))
    return f"{became}, {scratch.values(sheet)}"


QUESTIONS = (
    Question(
        "insertDimension at the end of the grid",
        "refused (400)",
        "Nothing: drawing.new_columns appends first, so that it never inserts there.",
        _insert_at_the_end,
    ),
    Question(
        "appendDimension of two columns to 26",
        "28 columns",
        "init builds the job's columns in a wrong place. Do not run it; tell its authors.",
        _append,
    ),
    Question(
        "The job's new columns behind the last one of a full grid: the end of the header row",
        "['k25', 'Batas Waktu', 'Temuan'] of 28",
        "init builds the job's columns in a wrong place. Do not run it; tell its authors.",
        _new_columns,
    ),
    Question(
        "The answer to batchUpdate with the mask replies,updatedSpreadsheet(…)",
        "the tag, no cells",
        "Without the tag each write needs a read after it: see Spreadsheet.batch.",
        _masked_answer,
    ),
    Question(
        "updateCells over a whole tab with one cell",
        "[['x']]",
        "The job's tabs keep old rows below new ones: see drawing.page.",
        _page,
    ),
    Question(
        "A batch whose second request is refused",
        "refused (400), A1 is a",
        "The promise of atomic writes does not hold. Do not run the job.",
        _all_or_nothing,
    ),
    Question(
        "A link on a cell that holds a number",
        "accepted, [[17]]",
        "Numbers in *Baris* lead nowhere or become texts: see page_look.linked.",
        _linked,
    ),
)
