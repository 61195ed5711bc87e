"""Protections: whom they let in; some need a second person at another keyboard."""

from collections.abc import Callable
from typing import Any

from ppid_sheets.stores.google import furnishing
from tests.live.asking import Question, outcome
from tests.live.person import Person
from tests.live.scratch import COLUMNS, Scratch


def _close(scratch: Scratch, sheet: int, **rest: Any) -> Any:
    span = {"sheetId": sheet, "startColumnIndex": 1, "endColumnIndex": 2}
    entry = {"range": span, "editors": {"users": [scratch.account]}, **rest}
    (reply,) = scratch.batch({"addProtectedRange": {"protectedRange": entry}})
    return reply["addProtectedRange"]["protectedRange"]


def _editors(scratch: Scratch) -> str:
    _close(scratch, scratch.tab(("a", "b")))
    (found,) = scratch.look("sheets(protectedRanges(editors))")["sheets"]
    users = found["protectedRanges"][0]["editors"]["users"]
    others = [user for user in users if user != scratch.account]
    return f"{'the job' if scratch.account in users else 'not the job'}, {len(others)} other"


def _warning(scratch: Scratch) -> str:
    sheet = scratch.tab(("a", "b"))
    scratch.batch(furnishing.warning(sheet, 1, "Temuan"))
    return outcome(lambda: scratch.write((scratch.tag_column(sheet, 1), ["x"])))


def _closed_to_others(scratch: Scratch) -> str:
    sheet = scratch.tab(("a", "b"))
    number = _close(scratch, sheet)["protectedRangeId"]
    write = outcome(lambda: scratch.write((scratch.tag_column(sheet, 1), ["x"])))
    request = {"deleteProtectedRange": {"protectedRangeId": number}}
    return f"write {write}, release {outcome(lambda: scratch.batch(request))}"


def _try(act: Callable[[Person], None]) -> Callable[[Scratch], str]:
    """What becomes of the first column when a second person acts across a closed column."""

    def ask(scratch: Scratch) -> str:
        assert scratch.person
        sheet = scratch.tab(("c", 1), ("a", 2), ("b", 3))
        _close(scratch, sheet)
        act(scratch.person)
        left = [row[0] for row in scratch.values(sheet)]
        return "refused" if left == ["c", "a", "b"] else f"column A is {left}"

    return ask


def _closed_to_the_job(scratch: Scratch) -> str:
    assert scratch.person
    sheet = scratch.tab(("a", "b"))
    tag = scratch.tag_column(sheet, 1)
    scratch.person.close_column()
    became = outcome(lambda: scratch.write((tag, ["x"])))
    scratch.person.open_column()
    return became


def _seen_by_a_viewer(scratch: Scratch) -> str:
    assert scratch.person
    _close(scratch, scratch.tab(("a", "b")))
    scratch.person.make_viewer()
    try:
        found = scratch.look("sheets(protectedRanges(requestingUserCanEdit,editors))")["sheets"]
    finally:
        scratch.person.make_editor()
    (entry,) = (entry for sheet in found for entry in sheet.get("protectedRanges", ()))
    editors = "shown" if entry.get("editors") else "hidden"
    may = "may edit" if entry.get("requestingUserCanEdit") else "may not edit"
    return f"editors {editors}, {may}"


def _strict(scratch: Scratch) -> str:
    sheet = scratch.tab(("a",))
    condition = {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "a"}]}
    span = {"sheetId": sheet, "startColumnIndex": 0, "endColumnIndex": 1}
    rule = {"condition": condition, "strict": True}
    scratch.batch({"setDataValidation": {"range": span, "rule": rule}})
    return outcome(lambda: scratch.write((scratch.tag_column(sheet, 0), ["b"])))


def _open_part(scratch: Scratch) -> str:
    sheet = scratch.tab(("a", "b"))
    free = {"sheetId": sheet, "startColumnIndex": 1, "endColumnIndex": 2}
    beyond = {"sheetId": sheet, "startColumnIndex": COLUMNS, "endColumnIndex": COLUMNS + 1}
    results = []
    for part in (free, beyond):
        entry = {"range": {"sheetId": sheet}, "unprotectedRanges": [part]}
        closed = {**entry, "editors": {"users": [scratch.account]}}
        request = {"addProtectedRange": {"protectedRange": closed}}
        results.append(outcome(lambda request=request: scratch.batch(request)))  # type: ignore[misc]
    return f"inside {results[0]}, beyond the edge {results[1]}"


def _inserted(scratch: Scratch) -> str:
    """Whether a person inserts a row in a tab that is closed to all but the job."""
    assert scratch.person
    sheet = scratch.tab(("a", 1), ("b", 2), ("c", 3))
    entry = {"range": {"sheetId": sheet}, "editors": {"users": [scratch.account]}}
    scratch.batch({"addProtectedRange": {"protectedRange": entry}})
    scratch.person.insert_row()
    left = [row[0] if row else "" for row in scratch.values(sheet)]
    return "refused" if left == ["a", "b", "c"] else f"column A is {left}"


QUESTIONS = (
    Question(
        "A value against a strict dropdown, written by the job",
        "accepted",
        "'refused': a strict rule that people put on a column of the job's stops its writes; say "
        "which column.",
        _strict,
    ),
    Question(
        "A closed tab with a part that stays open",
        "inside accepted, beyond the edge refused (400)",
        "'beyond the edge accepted' is safe: a page is made as wide as it must be first.",
        _open_part,
    ),
    Question(
        "Who may edit a range that names the job alone",
        "the job, 1 other",
        "'1 other' is the owner of the file. 'not the job': protections keep the job out of its "
        "own tabs; see furnishing.protection.",
        _editors,
    ),
    Question(
        "A write into a column that warns (warningOnly)",
        "accepted",
        "The job cannot write its own columns; see furnishing.warning.",
        _warning,
    ),
    Question(
        "A write into a range closed to others, and its release",
        "write accepted, release accepted",
        "init and remove leave the register closed; see GoogleStore.held.",
        _closed_to_others,
    ),
)

BY_HAND = (
    Question(
        "Inserting a row in a tab that is closed to the person who inserts",
        "refused",
        "'column A is …': rows may come in while init holds the register; it writes by tags and "
        "looks again either way.",
        _inserted,
    ),
    Question(
        "Sorting rows across a column closed to the person who sorts",
        "refused",
        "Nothing: the job only warns in the staff's tab. It could close its columns there.",
        _try(lambda person: person.sort()),
    ),
    Question(
        "Deleting a row across a column closed to the person who deletes",
        "refused",
        "Nothing: as above.",
        _try(lambda person: person.delete_row()),
    ),
    Question(
        "A write into a column closed to the job",
        "refused (400)",
        "SheetsClient does not explain the refusal; see client._is_protected.",
        _closed_to_the_job,
    ),
    Question(
        "A protected range that names the job, once the job may only view the spreadsheet",
        "editors hidden, may not edit",
        "'editors shown, may edit': the doctor takes a Viewer for an Editor; see "
        "inspection._opened.",
        _seen_by_a_viewer,
    ),
)
