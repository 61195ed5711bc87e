"""What every store promises and what a run promises, tried on the throw-away spreadsheet."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from inspect import signature

from gspread.exceptions import APIError

from ppid_sheets.errors import PpidError
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.remove import remove
from ppid_sheets.register import layout
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.values import Plan
from ppid_sheets.stores.google.drawing import serial
from ppid_sheets.stores.google.store import GoogleStore
from ppid_sheets.stores.meanwhile import ChangedMeanwhile
from ppid_sheets.stores.port import Installation
from tests.build import GOOD, OPEN, SETTINGS, TODAY
from tests.live.asking import Answer
from tests.live.scratch import Rows, Scratch
from tests.stores import test_contract

KEPT = "kept"
_LAST = layout.letters(len(REQUESTS.built) - 1)
_JOB = {column.header for column in REQUESTS.job}


def contract(scratch: Scratch) -> Iterator[Answer]:
    """The contract test of all stores, test by test."""

    def home(tabs: Mapping[str, Rows], tags: Mapping[str, int]) -> Installation:
        scratch.fill(tabs)
        if tags:
            _store(scratch).apply(Plan(REQUESTS.tab, tags=tags, header_row=3))
        return _store(scratch)

    for name, test in vars(test_contract).items():
        if name.startswith("test_") and list(signature(test).parameters) == ["home"]:
            sentence = (test.__doc__ or name).strip().removesuffix(".")
            yield Answer(f"Installation: {sentence}", KEPT, _tried(partial(test, home)))


def whole_run(scratch: Scratch) -> Iterator[Answer]:
    """A register from nothing to removed, as an operator has it."""
    scratch.fill({"Sheet1": ()})
    yield Answer("Run: init builds a register", KEPT, _tried(partial(_init, scratch)))
    staff = _type(scratch)
    for name, calls in (("annotates", (4, 2)), ("then changes nothing", (2, 1))):
        text = f"Run: check {name}, with at most {calls[0]} reads and {calls[1]} writes"
        yield Answer(text, KEPT, _tried(partial(_check, scratch, *calls)))
    text = "Run: what staff typed stands as they typed it"
    yield Answer(text, KEPT, _tried(lambda: _same(staff, _staff_cells(scratch))))
    text = "Run: remove leaves no trace and what staff typed"
    yield Answer(text, KEPT, _tried(partial(_remove, scratch, staff)))


def _tried(act: Callable[[], object]) -> str:
    """Whether a promise was kept, or in a line why not."""
    try:
        act()
    except ChangedMeanwhile:
        return "the API refused, or did not say what became of the call"
    except (AssertionError, APIError, PpidError, KeyError, ValueError) as error:
        return f"{type(error).__name__}: {(str(error).splitlines() or [''])[0]}"
    return KEPT


def _store(scratch: Scratch) -> GoogleStore:
    return GoogleStore(scratch.id, scratch.client())


def _init(scratch: Scratch) -> None:
    init(_store(scratch))
    again = init(_store(scratch))
    assert again and again.empty, "a second init adds something"


def _type(scratch: Scratch) -> Rows:
    """Two requests as staff type them; returns what is in their columns then."""
    rows = [
        ["" if row.get(c.key) is None else serial(row[c.key]) for c in REQUESTS.built]
        for row in (GOOD, {**OPEN, "reg_number": "002/PPID/XI/2026", "applicant_name": "=1+1"})
    ]
    first, last = layout.HEADER_ROW + 1, layout.HEADER_ROW + len(rows)
    span = f"{REQUESTS.tab}!A{first}:{_LAST}{last}"
    data = [{"range": span, "values": rows}]
    scratch.post("/values:batchUpdate", {"valueInputOption": "RAW", "data": data})
    return _staff_cells(scratch)


def _staff_cells(scratch: Scratch) -> Rows:
    (found,) = scratch.ranges({"a1Range": f"{REQUESTS.tab}!A1:{_LAST}"})
    rows: Rows = found["valueRange"].get("values", ())
    head = rows[layout.HEADER_ROW - 1]
    job = [at for at, title in enumerate(head) if title in _JOB]
    return [_trimmed([cell for at, cell in enumerate(row) if at not in job]) for row in rows]


def _trimmed(row: list[object]) -> list[object]:
    while row and row[-1] == "":
        row.pop()
    return row


def _check(scratch: Scratch, reads: int, writes: int) -> None:
    store = _store(scratch)
    moment = datetime(TODAY.year, TODAY.month, TODAY.day, 8)
    checked = jobs.check(store, SETTINGS, TODAY, local_time=lambda: moment)
    assert len(checked.verdict.table.frame) == 2, "the requests are not read"
    used = (store.client.reads, store.client.writes)
    assert used[0] <= reads and used[1] <= writes, f"it took {used}"


def _remove(scratch: Scratch, staff: Rows) -> None:
    remove(_store(scratch))
    assert not _store(scratch).traces(), "traces are left"
    _same(staff, _staff_cells(scratch))


def _same(before: Rows, after: Rows) -> None:
    assert before == after, "cells of the staff's differ"
