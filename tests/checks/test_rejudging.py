"""What a register is judged to be again without a second look is what a second look finds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.checks.judge import Judged, judge
from ppid_sheets.checks.rejudging import Rejudging, unchanged
from ppid_sheets.deadlines.holiday_tab import holidays_tab
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.register import layout
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.values import Snapshot, Value
from tests.budget import draws
from tests.build import CALENDAR, GOOD, OPEN, SETTINGS, TODAY, grid
from tests.memory import MemoryStore

AT = REQUESTS.positions
JOB = [AT[key] for key in REQUESTS.job_keys]
WIDE = len(AT)
HOLIDAYS = {layout.HOLIDAYS: holidays_tab(CALENDAR.holidays).rows}


def line(**cells: Value) -> list[Any]:
    """A row as it stands in a newly built register."""
    return [cells.get(column.key) for column in REQUESTS.built]


ROWS = (
    line(**GOOD),
    line(**OPEN),
    line(reg_number="003/PPID/XI/2026", applicant_name="Contoh", information="Daftar"),
    line(applicant_name="Januari"),
    line(reg_number="JUMLAH"),
    line(),
    line(reg_number="004/PPID/XI/2026"),
)


def read(rows: Sequence[list[Any]], **other: Any) -> Snapshot:
    """A tagged register with these rows from the second on."""
    tabs = {
        REQUESTS.tab: [[column.header for column in REQUESTS.built], *map(list, rows)],
        "Catatan": [["Tanggal", True], ["abc", 3]],
        **HOLIDAYS,
    }
    return Snapshot(**({"tabs": tabs, "register": REQUESTS.tab, "tags": AT} | other))


def judged(snapshot: Snapshot) -> Judged:
    """The judgement of a fresh look."""
    return judge(snapshot, SETTINGS, TODAY)


def said(found: Judged) -> object:
    """All of a judgement."""
    tables = [
        (one.frame.to_csv(), one.notes, one.header, one.skipped, one.prepared, one.drawn, one.meant)
        for one in (found.whole, found.table, found.desk)
    ]
    told = (found.tab, found.findings, found.hidden, found.later, found.upcoming, found.lists)
    return tables, told, found.deadlines.to_csv()


def edited(rows: Sequence[list[Any]], edits: Sequence[tuple[int, int, Any]]) -> list[list[Any]]:
    """The rows with other values in some cells."""
    cells = [list(row) for row in rows]
    for row, position, value in edits:
        cells[row % len(cells)][position] = value
    return cells


VALUES = st.sampled_from(
    ("", None, True, False, 1, 1.0, 0, "1", "TERLAMBAT", "Januari", "(3)", "x", date(2026, 11, 9))
)
COLUMNS = st.sampled_from([*JOB, *JOB, *range(WIDE)])
EDITS = st.lists(st.tuples(st.integers(0, 80), COLUMNS, VALUES), max_size=4)


@settings(max_examples=draws(150))
@given(st.permutations(ROWS), EDITS, EDITS, st.integers(0, 60))
def test_what_is_not_judged_again_would_be_judged_the_same(rows, held, edits, blank):
    """Whoever writes what and where: a judgement is kept only where a second one is equal."""
    lines = edited([*rows, *[line()] * blank], held)
    before, now = read(lines), read(edited(lines, edits))
    first = judged(before)
    if unchanged(first, before, now):
        assert said(judged(now)) == said(first)


RESULTS = [(row, at, "hasil") for row in (0, 1, 2) for at in JOB]


def test_results_of_the_job_are_no_reason_to_judge_again() -> None:
    """After the job's own write the judgement of before holds."""
    before, now = read(ROWS), read(edited(ROWS, RESULTS))
    assert unchanged(judged(before), before, now)


def test_rows_that_end_with_their_last_cell_are_the_same() -> None:
    """Google leaves out the blanks behind the last cell of a row."""
    short = [line(**OPEN)[: AT["officer"] + 1]]
    long = [[*short[0], *[""] * (WIDE - len(short[0]) - 1), "hasil"]]
    before, now = read(short), read(long)
    assert unchanged(judged(before), before, now)


@pytest.mark.parametrize(
    "changes",
    [
        {"tabs": read(edited(ROWS, [(0, AT["phone"], "0813")])).tabs},
        {"tabs": read(edited(ROWS, [(3, JOB[-1], "hasil")])).tabs},
        {"tabs": read((*ROWS, line(**GOOD))).tabs},
        {"tabs": {**read(ROWS).tabs, "Catatan": [["Tanggal", 1], ["abc", 3]]}},
        {"tabs": {**read(ROWS).tabs, "Register 2025": [["No"]]}},
        {"locale": "en_US"},
        {"filters": ((1, 0, 3),)},
        {"tags": {**AT, "due_on": WIDE}},
    ],
    ids=["cell", "undated row", "row", "checkbox", "tab", "locale", "filter", "tag"],
)
def test_what_staff_change_is_judged_again(changes: dict[str, Any]) -> None:
    """A cell of theirs, a row, another tab, the spreadsheet's settings."""
    before = read(ROWS)
    assert not unchanged(judged(before), before, replace(before, **changes))


def test_another_day_is_judged_again() -> None:
    """A check that passes midnight."""
    asked = []
    judging = Rejudging(lambda snapshot, day: asked.append(day) or judged(snapshot))
    for day in (TODAY, TODAY, date(2026, 11, 24)):
        judging(read(ROWS), day)
    assert asked == [TODAY, date(2026, 11, 24)]


@pytest.mark.parametrize(("phone", "looks"), [(GOOD["phone"], 1), ("abc", 2)])
def test_a_first_check_judges_again_only_what_staff_changed(monkeypatch, phone, looks) -> None:
    """The read after its own write is judged where somebody typed something else meanwhile."""
    asked = []
    monkeypatch.setattr(jobs, "judge", lambda *a, **b: asked.append(1) or judge(*a, **b))
    store = MemoryStore({REQUESTS.tab: grid(GOOD, OPEN), **HOLIDAYS})
    init(store)
    at = store.tabs[REQUESTS.tab][0].index(REQUESTS.header("phone"))
    store.meddle = lambda store: store.put(REQUESTS.tab, 2, at, phone)
    checked = jobs.check(store, SETTINGS, TODAY)
    assert len(asked) == looks
    assert said(checked.verdict) == said(judged(store.read()))
