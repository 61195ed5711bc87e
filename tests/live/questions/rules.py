"""Conditional rules: how they come back, which is how the store knows its own again."""

from typing import Any

from ppid_sheets.register import layout
from ppid_sheets.register.values import Highlight
from ppid_sheets.stores.google import rules
from ppid_sheets.stores.google.structure import FIELDS, structure
from tests.live.asking import Question, outcome
from tests.live.scratch import Scratch, lines

_OURS = Highlight("overdue", f"A4:D{layout.LAST_ROW}", f'AND($C4="a, b; c",{layout.MARK})')


def _rules(scratch: Scratch) -> list[Any]:
    (found,) = scratch.look("sheets(conditionalFormats)")["sheets"]
    return list(found.get("conditionalFormats", ()))


def _open_end(scratch: Scratch) -> str:
    scratch.batch(rules.adding(scratch.tab(), 0, _OURS))
    end = _rules(scratch)[0]["ranges"][0].get("endRowIndex")
    return "none" if end is None else str(end)


def _formula(scratch: Scratch) -> str:
    seen = []
    for locale in ("in_ID", "en_US"):
        scratch.set_locale(locale)
        scratch.batch(rules.adding(scratch.tab(), 0, _OURS))
        condition = _rules(scratch)[0]["booleanRule"]["condition"]
        seen.append(condition["values"][0]["userEnteredValue"])
    return " | ".join(seen)


def _round_trip(scratch: Scratch) -> str:
    sheet = scratch.tab()
    wanted = layout.highlights({"findings": 3, "deadline_status": 2}, (2, 3), 4)
    scratch.batch(*(rules.adding(sheet, at, one) for at, one in enumerate(wanted)))
    (tab,) = structure(scratch.look(FIELDS)).tabs
    read = rules.read(tab)
    return "as written" if read == wanted else f"otherwise: {read}"


def _row_above(scratch: Scratch) -> str:
    sheet = scratch.tab(("a",))
    scratch.batch(rules.adding(sheet, 0, _OURS))
    scratch.batch({"insertDimension": {"range": lines(sheet, "ROWS", 0)}})
    (tab,) = structure(scratch.look(FIELDS)).tabs
    (read,) = rules.read(tab)
    return f"{read.area}, {read.formula.removesuffix(f',{layout.MARK})')}"


def _deleted(scratch: Scratch) -> str:
    sheet = scratch.tab()
    scratch.batch(rules.adding(sheet, 0, _OURS))
    place = {"sheetId": sheet, "index": 0}
    (reply,) = scratch.batch({"deleteConditionalFormatRule": place})
    rule = reply.get("deleteConditionalFormatRule", {}).get("rule", {})
    return "the rule" if rules.is_ours(rule) else "nothing"


def _beyond_the_end(scratch: Scratch) -> str:
    sheet = scratch.tab()
    added = outcome(lambda: scratch.batch(rules.adding(sheet, 1, _OURS)))
    request = {"deleteConditionalFormatRule": {"sheetId": sheet, "index": 1}}
    return f"adding {added}, deleting {outcome(lambda: scratch.batch(request))}"


def _with_commas(scratch: Scratch) -> str:
    request: Any = rules.adding(scratch.tab(), 0, _OURS)
    (value,) = request["addConditionalFormatRule"]["rule"]["booleanRule"]["condition"]["values"]
    value["userEnteredValue"] = "=AND($A1>0,$B1>0)"
    scratch.set_locale("in_ID")
    return outcome(lambda: scratch.batch(request))


def _by_filter(scratch: Scratch) -> str:
    sheet = scratch.tab()
    scratch.batch(rules.adding(sheet, 0, _OURS))
    body = {"dataFilters": [{"gridRange": {"sheetId": sheet}}]}
    fields = {"fields": "sheets(conditionalFormats)"}
    sheets = scratch.post(":getByDataFilter", body, fields).get("sheets", ())
    return "told" if any(one.get("conditionalFormats") for one in sheets) else "left out"


_SENT = f'=AND($C4="a, b; c";{layout.MARK})'

QUESTIONS = (
    Question(
        "endRowIndex of a rule that was given none",
        "200",
        "'none' is safe: rules._area reads both alike, and such a rule need not be replaced when "
        "rows are added.",
        _open_end,
    ),
    Question(
        "A rule's formula, sent with ';', as it comes back in a spreadsheet of Indonesia | the USA",
        f"{_SENT} | {_SENT}",
        "',' for ';' is safe outside quotes: rules._commas reads both alike. Else the job replaces "
        "its rules on each run.",
        _formula,
    ),
    Question(
        "All rules of a register, written and read again by the store",
        "as written",
        "The job replaces its rules on each run; see rules._highlight.",
        _round_trip,
    ),
    Question(
        "Our rule after a row was inserted above it",
        f'A5:D{layout.LAST_ROW}, AND($C5="a, b; c"',
        "The job replaces its rules after people insert rows above the header.",
        _row_above,
    ),
    Question(
        "A rule at index 1 where there is none",
        "adding refused (400), deleting refused (400)",
        "'accepted' is safe: rules are put back at the smaller of index and number.",
        _beyond_the_end,
    ),
    Question(
        "A rule's formula with commas, in a spreadsheet of Indonesia",
        "refused (400)",
        "'accepted' is safe: the job sends semicolons.",
        _with_commas,
    ),
    Question(
        "Conditional rules asked for by getByDataFilter with a filter",
        "left out",
        "'told': rules could be read with the columns in one call.",
        _by_filter,
    ),
    Question(
        "The reply to deleteConditionalFormatRule",
        "the rule",
        "replacing.closing cannot restore a rule of the office's that took the place of ours.",
        _deleted,
    ),
)
