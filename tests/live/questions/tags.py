"""Tags: whether they stay with their column, and what a write by tag reaches."""

from functools import partial

from ppid_sheets.stores.google import guards
from tests.live.asking import Question, outcome
from tests.live.scratch import TAG, Scratch, by_tag, lines

_FIRST = ("a", "b", "c")


def _deleted_tag(scratch: Scratch) -> str:
    tag = scratch.tag_column(scratch.tab(_FIRST), 1)
    scratch.batch({"deleteDeveloperMetadata": {"dataFilter": by_tag(tag)}})
    return outcome(lambda: scratch.write((tag, ["x"])))


def _deleted_beside_living(scratch: Scratch) -> str:
    sheet = scratch.tab(_FIRST)
    living, dead = scratch.tag_column(sheet, 0), scratch.tag_column(sheet, 1)
    scratch.batch({"deleteDeveloperMetadata": {"dataFilter": by_tag(dead)}})
    became = outcome(lambda: scratch.write((living, ["x"]), (dead, ["y"])))
    written = scratch.values(sheet)[0][0] == "x"
    return f"{became}, the other {'written' if written else 'not written'}"


def _moved_column(scratch: Scratch) -> str:
    sheet = scratch.tab(_FIRST)
    tag = scratch.tag_column(sheet, 1)
    scratch.batch({"insertDimension": {"range": lines(sheet, "COLUMNS", 0, 2)}})
    inserted = scratch.column_of(tag)
    source = lines(sheet, "COLUMNS", 3)
    scratch.batch({"moveDimension": {"source": source, "destinationIndex": 0}})
    scratch.write((tag, ["x"]))
    return f"at {inserted}, then {scratch.column_of(tag)}; row 1 is {scratch.values(sheet)[0]}"


def _deleted_column(scratch: Scratch) -> str:
    sheet = scratch.tab(_FIRST)
    tag = scratch.tag_column(sheet, 1)
    scratch.batch({"deleteDimension": {"range": lines(sheet, "COLUMNS", 1)}})
    return "gone" if scratch.column_of(tag) is None else "still there"


def _insert_at_tag(scratch: Scratch) -> str:
    sheet = scratch.tab(_FIRST)
    tag = scratch.tag_column(sheet, 1)
    span = lines(sheet, "COLUMNS", 1)
    scratch.batch({"insertDimension": {"range": span, "inheritFromBefore": False}})
    return f"at {scratch.column_of(tag)}"


def _row_tag_and_sort(scratch: Scratch) -> str:
    sheet = scratch.tab(("c",), ("a",), ("b",))
    tag = scratch.tag({"dimensionRange": lines(sheet, "ROWS", 0)})
    span = {"sheetId": sheet, "startRowIndex": 0, "endRowIndex": 3}
    order = {"dimensionIndex": 0, "sortOrder": "ASCENDING"}
    scratch.batch({"sortRange": {"range": span, "sortSpecs": [order]}})
    (found,) = scratch.ranges(by_tag(tag))
    place = found["valueRange"]["values"][0][0]
    return "stays in its place" if place == "a" else f"goes with its contents ({place})"


def _guarded_row(scratch: Scratch, change: str) -> str:
    """What becomes of a batch that names a row's tag where it stood before rows were changed."""
    sheet = scratch.tab(("c",), ("a",), ("b",))
    place = guards.line(sheet, "ROWS", 1)
    tag = scratch.tag(place)
    scratch.batch({change: {"range": lines(sheet, "ROWS", 0 if change[0] == "i" else 1)}})
    return outcome(lambda: scratch.batch(*guards.guarded(tag, TAG, "1", place)))


def _without_cells(scratch: Scratch) -> str:
    sheet = scratch.tab(_FIRST)
    tag = scratch.tag_column(sheet, 1)
    fields = "sheets(properties(sheetId),data(columnMetadata(developerMetadata)))"
    (found,) = scratch.look(fields)["sheets"]
    keys = {key for grid in found["data"] for key in grid}
    cells = "cells" if "rowData" in keys else "no cells"
    return f"{'the tag' if scratch.column_of(tag) == 1 else 'no tag'}, {cells}"


def _copied_tab(scratch: Scratch) -> str:
    sheet = scratch.tab(_FIRST)
    tag = scratch.tag_column(sheet, 1)
    copied = {"sourceSheetId": sheet, "newSheetId": sheet + 1, "newSheetName": "Salinan"}
    scratch.batch({"duplicateSheet": copied})
    fields = "sheets(properties(sheetId),data(columnMetadata(developerMetadata)))"
    found = [
        (entry["metadataId"], position)
        for tab in scratch.look(fields)["sheets"]
        if tab["properties"].get("sheetId", 0) == sheet + 1
        for grid in tab.get("data", ())
        for position, column in enumerate(grid.get("columnMetadata", ()))
        for entry in column.get("developerMetadata", ())
    ]
    return (
        ", ".join(
            f"{'the same id' if copy == tag else 'a new id'} at {position}"
            for copy, position in found
        )
        or "no tag"
    )


QUESTIONS = (
    Question(
        "A write by the id of a deleted tag",
        "refused (400)",
        "Either is safe: the store reads again before it calls a run finished. Set "
        "FakeSheets.ignore_missing_filters to see the other in tests.",
        _deleted_tag,
    ),
    Question(
        "A write to a living and to a deleted tag in one call",
        "refused (400), the other not written",
        "Either is safe, as above; but a plan may then be half written until the next round.",
        _deleted_beside_living,
    ),
    Question(
        "A tag on column B after two columns were inserted before it, then moved to the front",
        "at 3, then 0; row 1 is ['x', '', '', 'a', 'c']",
        "Writes may reach a column of the staff's. Do not run the job; tell its authors.",
        _moved_column,
    ),
    Question(
        "A tag whose column was deleted",
        "gone",
        "A lost job column is not noticed; see planning.adoption.",
        _deleted_column,
    ),
    Question(
        "A tag on the very column before which one is inserted",
        "at 2",
        "init may add its columns beside a wrong one; see drawing.new_columns.",
        _insert_at_tag,
    ),
    Question(
        "A tag on a row after the rows were sorted",
        "goes with its contents (c)",
        "Rows that their owner sorts between a read and a write by place go unseen: a dropdown of "
        "the office's, or a word on *Temuan*, may be lost; see anchors.",
        _row_tag_and_sort,
    ),
    Question(
        "A guard on a row that went down as one was inserted above",
        "refused (400)",
        "Guards do not guard: do not run init or remove while people work; see guards.",
        partial(_guarded_row, change="insertDimension"),
    ),
    Question(
        "A guard on a row that was deleted",
        "refused (400)",
        "A deleted row of the office's goes unseen where it was the only one that was held; see "
        "anchors.",
        partial(_guarded_row, change="deleteDimension"),
    ),
    Question(
        "The tag on column B in a copy of its tab",
        "no tag",
        "'a new id': what copies a tab for the new year takes its tags along, and reading it as a "
        "tab without tags is idle. 'the same id': a write by tag may reach the copy; see "
        "structure.register.",
        _copied_tab,
    ),
    Question(
        "data(columnMetadata(developerMetadata)) asked for without includeGridData",
        "the tag, no cells",
        "With cells every read is slow; without the tag no column is known: use "
        "developerMetadata:search.",
        _without_cells,
    ),
)
