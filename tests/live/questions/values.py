"""Plain values: what is left alone, what is cleared, what a text becomes."""

from datetime import date

from ppid_sheets.register.values import Formula
from tests.live.asking import Question, outcome
from tests.live.scratch import ROWS, Scratch, by_tag


def _null_and_blank(scratch: Scratch) -> str:
    sheet = scratch.tab(("a",), ("b",), ("c",), ("d",))
    scratch.write((scratch.tag_column(sheet, 0), [None, "", "x"]))
    rows = [row[0] if row else "" for row in scratch.values(sheet)]
    return f"column A is {rows}"


def _too_long(scratch: Scratch) -> str:
    tag = scratch.tag_column(scratch.tab(), 0)
    return outcome(lambda: scratch.write((tag, ["x"] * (ROWS + 1))))


def _texts(scratch: Scratch) -> str:
    sheet = scratch.tab()
    pattern = {"numberFormat": {"type": "TEXT", "pattern": "@"}}
    span = {"sheetId": sheet, "startColumnIndex": 1, "endColumnIndex": 2}
    scratch.batch(
        {
            "repeatCell": {
                "range": span,
                "cell": {"userEnteredFormat": pattern},
                "fields": "userEnteredFormat(numberFormat)",
            }
        }
    )
    wrote = ["007", "=1+1", "6/3/2026", "'x", "1,5"]
    columns = [scratch.tag_column(sheet, position) for position in (0, 1)]
    scratch.write(*((tag, wrote) for tag in columns))
    return _kept(wrote, [row[0] for row in scratch.values(sheet)], "an ordinary") + _kept(
        wrote, [row[1] for row in scratch.values(sheet)], "; a text"
    )


def _kept(wrote: list[str], read: list[object], which: str) -> str:
    changed = [f"{old!r} to {new!r}" for old, new in zip(wrote, read, strict=True) if old != new]
    return f"{which} column: {', '.join(changed) or 'all as written'}"


def _number_into_text(scratch: Scratch) -> str:
    sheet = scratch.tab()
    pattern = {"numberFormat": {"type": "TEXT", "pattern": "@"}}
    span = {"sheetId": sheet, "startColumnIndex": 0, "endColumnIndex": 1}
    cell = {"userEnteredFormat": pattern}
    scratch.batch({"repeatCell": {"range": span, "cell": cell, "fields": "userEnteredFormat"}})
    scratch.write((scratch.tag_column(sheet, 0), [46087]))
    return repr(scratch.values(sheet)[0][0])


def _dates(scratch: Scratch) -> str:
    return repr(scratch.values(scratch.tab((date(2026, 3, 6),)))[0][0])


def _blank_tab(scratch: Scratch) -> str:
    (found,) = scratch.ranges({"gridRange": {"sheetId": scratch.tab()}})
    return "values" if "values" in found["valueRange"] else "no values"


def _ragged(scratch: Scratch) -> str:
    return repr(scratch.values(scratch.tab(("a", None, "c", None), (), ("d",), ())))


def _two_tabs(scratch: Scratch) -> str:
    ids = scratch.fill({"Satu": (("s",),), "Dua": (("d",),)})
    found = scratch.ranges(*({"gridRange": {"sheetId": one}} for one in reversed(ids)))
    named = {one["dataFilters"][0]["gridRange"].get("sheetId", 0): one for one in found}
    return " ".join(named[one]["valueRange"]["values"][0][0] for one in ids)


def _whole_column(scratch: Scratch) -> str:
    (found,) = scratch.ranges(by_tag(scratch.tag_column(scratch.tab(("a", "b"), ("c", "d")), 1)))
    return repr(found["valueRange"]["values"])


def _silent_formula(scratch: Scratch) -> str:
    """How many of four cells are filled: a text, a formula that says nothing, two blank ones."""
    count, silent = Formula('COUNTA($A$2:$B$3)&""'), Formula('IF($A$9="","",1)')
    return str(scratch.values(scratch.tab((count,), (silent, "b")))[0][0])


QUESTIONS = (
    Question(
        "null, '' and 'x' written over a, b, c (d below) by tag",
        "column A is ['a', '', 'x', 'd']",
        "plans.spread must write every cell of its column.",
        _null_and_blank,
    ),
    Question(
        "More values by tag than the column has cells",
        "refused (400)",
        "A write may grow the sheet where people deleted rows meanwhile; the next read mends it.",
        _too_long,
    ),
    Question(
        "RAW '007', '=1+1', '6/3/2026', \"'x\" and '1,5'",
        "an ordinary column: all as written; a text column: all as written",
        "Texts must be written as typed cells (updateCells), not as RAW values.",
        _texts,
    ),
    Question(
        "RAW number 46087 in a column of format text",
        "46087",
        "A job column that somebody gave the format text never comes to rest: compare as text.",
        _number_into_text,
    ),
    Question(
        "A date read with SERIAL_NUMBER",
        "46087",
        "register.cells reads other dates than people typed. Do not run the job.",
        _dates,
    ),
    Question("A blank tab", "no values", "structure reads both.", _blank_tab),
    Question(
        "Rows with gaps: a _ c _ / nothing / d / nothing",
        "[['a', '', 'c'], [], ['d']]",
        "Sheet row numbers may be off where gaps are left out.",
        _ragged,
    ),
    Question(
        "Two tabs by gridRange, asked for in the other order: which filter comes back with which",
        "s d",
        "Spreadsheet.values takes one tab for the other. Do not run the job.",
        _two_tabs,
    ),
    Question(
        "The values that a column's tag selects",
        "[['b'], ['d']]",
        "Nothing: the store reads whole tabs.",
        _whole_column,
    ),
    Question(
        "COUNTA over a text and a formula that says nothing",
        "2",
        "*Cetak* is written anew at each check: see _counted in reports.counter.page.",
        _silent_formula,
    ),
)
