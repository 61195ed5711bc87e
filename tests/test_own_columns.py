"""The job writes only below its own headers, whatever people and programs do to the sheet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ppid_sheets.deadlines.holiday_tab import holidays_tab
from ppid_sheets.errors import PpidError, ShapeError, UnsafeError
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.register import layout
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.xlsx.store import WorkbookStore
from tests.budget import draws
from tests.build import CALENDAR, GOOD, OPEN, SETTINGS, TODAY, grid
from tests.memory import MemoryStore
from tests.stores.registers import tagged, written

HOLIDAYS = holidays_tab(CALENDAR.holidays).rows
CHOICES = layout.choices_tab(REQUESTS, ("Petugas Satu", "Petugas Dua")).rows
ROWS = (
    {**OPEN, "reg_number": "001/PPID/XI/2026", "received_on": date(2026, 11, 2)},
    {**GOOD, "reg_number": "002/PPID/XI/2026"},
    {**OPEN, "reg_number": "003/PPID/XI/2026", "received_on": "entah"},
    {**OPEN, "reg_number": "004/PPID/XI/2026", "received_on": date(2026, 11, 20)},
    {**OPEN, "reg_number": "005/PPID/XI/2026", "received_on": date(2026, 11, 13)},
)
OWN = tuple(REQUESTS.header(key) for key in REQUESTS.job_keys)


@cache
def _first() -> MemoryStore:
    rows = [["REGISTER PERMOHONAN"], [], *grid(*ROWS)]
    store = MemoryStore({"Register": rows, "Hari Libur": HOLIDAYS, "Pilihan": CHOICES})
    init(store)
    jobs.check(store, SETTINGS, TODAY)
    return store


def checked(header_row: int = 0) -> MemoryStore:
    """A register of an office, adopted and checked; two rows stand above its header."""
    first = _first()
    store = MemoryStore(first.tabs, first.state.tags, "Register", header_row)
    store.state = replace(store.state, highlights=first.state.highlights)
    store.pages = dict(first.pages)
    return store


def sheet(store: MemoryStore) -> list[list[Any]]:
    """The rows of the register."""
    return store.tabs["Register"]


def at(store: MemoryStore, key: str) -> int:
    """Where the job's column was tagged."""
    return store.state.tags[key]


def value(row: list[Any], position: int) -> Any:
    """A cell of a ragged row."""
    return row[position] if position < len(row) else None


def run(store: MemoryStore) -> None:
    """One check on the day."""
    jobs.check(store, SETTINGS, TODAY)


def refused(store: MemoryStore, error: type[PpidError] = UnsafeError) -> str:
    """The sentence with which a check refuses, having written nothing."""
    before = [list(row) for row in sheet(store)]
    with pytest.raises(error) as caught:
        run(store)
    assert sheet(store) == before
    return str(caught.value)


@pytest.mark.parametrize("key", REQUESTS.job_keys)
def test_a_cleared_header_comes_back(key: str) -> None:
    """Headers of the five are cells of the job's."""
    store = checked()
    store.put("Register", 3, at(store, key), None)
    run(store)
    assert sheet(store)[2][at(store, key)] == REQUESTS.header(key)


@pytest.mark.parametrize("key", REQUESTS.job_keys)
def test_a_retyped_header_comes_back_over_the_jobs_own_results(key: str) -> None:
    """All below it is the job's own."""
    store = checked()
    store.put("Register", 3, at(store, key), "Judul lain")
    run(store)
    assert sheet(store)[2][at(store, key)] == REQUESTS.header(key)


def test_results_that_landed_a_row_too_high_leave_no_trace() -> None:
    """Rows inserted above the header between read and write: it comes back, what is above goes."""
    store = checked(header_row=0)
    undisturbed = [list(row) for row in sheet(store)]
    width = len(sheet(store)[2])
    for _ in range(2):  # rows inserted; results written where their rows stood before
        sheet(store).insert(2, [None] * width)
    for key in REQUESTS.job_keys:
        column = [value(row, at(store, key)) for row in undisturbed[3:]]
        for row, result in enumerate(column, 4):
            store.put("Register", row, at(store, key), result)
    run(store)
    for now, then in zip(sheet(store)[4:], undisturbed[2:], strict=True):
        assert [value(now, i) for i in range(width)] == [value(then, i) for i in range(width)]
    assert not any(any(row) for row in sheet(store)[1:4])


@pytest.mark.parametrize("typed", [date(2026, 1, 5), 3, "punya kantor"])
@pytest.mark.parametrize("key", REQUESTS.job_keys)
def test_a_column_that_somebody_began_is_never_written(key: str, typed: object) -> None:
    """Another header over values that the job does not want there: refused, and named."""
    store = checked()
    store.put("Register", 3, at(store, key), "Kolom kantor")
    for row in range(4, 9):
        store.put("Register", row, at(store, key), typed if row == 5 else None)
    assert REQUESTS.header(key) in refused(store)


def test_an_office_s_header_over_a_tag_is_refused() -> None:
    """The header of a staff column is never taken for the job's."""
    store = checked()
    store.put("Register", 3, at(store, "due_on"), "Tanggal Disposisi")
    assert "'Tanggal Disposisi'" in refused(store)


def test_columns_moved_without_their_tags_are_followed() -> None:
    """A program inserted a staff column: the headers count, the tags are set anew."""
    store = checked(header_row=3)
    first = at(store, "due_on")
    for number, row in enumerate(sheet(store), 1):
        row.extend([None] * (first - len(row)))
        row.insert(first, {3: "Catatan Kantor"}.get(number, date(2026, 5, number)))
    before = [row[first] for row in sheet(store)]
    run(store)
    assert [row[first] for row in sheet(store)] == before
    assert at(store, "due_on") == first + 1 and at(store, "findings") == first + 5
    assert jobs.check(store, SETTINGS, TODAY).plan.empty


def test_a_date_column_cut_away_alone_is_named() -> None:
    """Its header stands elsewhere over dates: nobody can tell whose these are."""
    store = checked()
    away = len(sheet(store)[2]) + 3
    for row in range(3, 9):
        store.put("Register", row, away, sheet(store)[row - 1][at(store, "due_on")])
        store.put("Register", row, at(store, "due_on"), None)
    assert "Batas Waktu" in refused(store)


def test_a_staff_column_cut_and_pasted_is_followed() -> None:
    """A tag over a blank header while that header stands elsewhere: the header counts."""
    store = checked()
    tag, away = store.state.tags["received_on"], len(sheet(store)[2]) + 3
    for row in range(3, 9):
        store.put("Register", row, away, sheet(store)[row - 1][tag])
        store.put("Register", row, tag, None)
    run(store)
    assert store.state.tags["received_on"] == away
    assert sheet(store)[3][at(store, "deadline_status")] != "Tidak dapat dihitung"


@pytest.mark.parametrize("remembered", [0, 3])
def test_a_header_row_that_moved_down_is_followed(remembered: int) -> None:
    """Rows were inserted above it, and the names stayed behind."""
    store = checked(remembered)
    sheet(store).insert(0, ["catatan"])
    run(store)
    assert jobs.check(store, SETTINGS, TODAY).plan.empty
    assert store.state.header_row in (0, 4)


@pytest.mark.parametrize("remembered", [0, 3])
def test_a_header_row_sorted_into_the_data_is_named(remembered: int) -> None:
    """The requests above it would not be judged."""
    store = checked(remembered)
    sheet(store).insert(5, sheet(store).pop(2))
    assert "baris 6" in refused(store)


def test_a_request_without_a_readable_date_is_seen_above_the_header() -> None:
    """The header was sorted below the one request that has none."""
    store = checked(0)
    sheet(store)[2:4] = [sheet(store)[5], sheet(store)[2]]
    assert "baris 4" in refused(store)


def test_a_request_that_says_a_header_is_none() -> None:
    """*Email* stands where the column of that name was: the row with the headers is the header."""
    store = checked(3)
    tags = store.state.tags
    sheet(store).pop(1)  # a row above the header is gone, and the names stayed behind
    for row in sheet(store):
        row.extend([None] * (_width(store) - len(row)))
        row[tags["email"]], row[tags["delivery"]] = row[tags["delivery"]], row[tags["email"]]
        row[tags["due_on"]], row[tags["remarks"]] = row[tags["remarks"]], row[tags["due_on"]]
    before = [list(row) for row in sheet(store)]
    try:
        run(store)
    except UnsafeError:
        assert sheet(store) == before
    assert sheet(store)[1] == before[1]


@pytest.mark.parametrize("remembered", [0, 3])
def test_a_header_row_that_was_deleted_is_missed(remembered: int) -> None:
    """None of the rows is the header now."""
    store = checked(remembered)
    del sheet(store)[2]
    assert "Tidak satu baris pun" in refused(store)


def test_an_emptied_tab_is_no_register() -> None:
    """Exit 11, one sentence."""
    store = checked(3)
    store.tabs["Register"] = [[None] * 5] * 8
    assert "kosong" in refused(store, ShapeError)


Act = Callable[[MemoryStore, st.DataObject], None]


def _shift(store: MemoryStore, places: Callable[[int], int | None]) -> None:
    """Move the tags along with their columns, as a spreadsheet does."""
    moved = {key: places(position) for key, position in store.state.tags.items()}
    tags = {key: position for key, position in moved.items() if position is not None}
    store.state = replace(store.state, tags=tags)


def _width(store: MemoryStore) -> int:
    return max(map(len, sheet(store)))


def permute_columns(store: MemoryStore, data: st.DataObject) -> None:
    """Columns in another order."""
    order = data.draw(st.permutations(range(_width(store))))
    store.tabs["Register"] = [[value(row, i) for i in order] for row in sheet(store)]
    if data.draw(st.booleans()):
        _shift(store, lambda at: order.index(at) if at in order else at)


def move_columns(store: MemoryStore, data: st.DataObject) -> None:
    """A run of columns stands elsewhere."""
    width = _width(store)
    first = data.draw(st.integers(0, width - 1))
    count = data.draw(st.integers(1, 6))
    rest = [i for i in range(width) if not first <= i < first + count]
    to = data.draw(st.integers(0, len(rest)))
    order = [*rest[:to], *range(first, min(first + count, width)), *rest[to:]]
    store.tabs["Register"] = [[value(row, i) for i in order] for row in sheet(store)]
    if data.draw(st.booleans()):
        _shift(store, lambda at: order.index(at) if at in order else at)


def insert_column(store: MemoryStore, data: st.DataObject) -> None:
    """A new column of the office's, blank or not."""
    to = data.draw(st.integers(0, _width(store)))
    title = data.draw(st.sampled_from([None, "Catatan", "Tanggal Kirim", "Jumlah Lembar"]))
    typed = data.draw(st.sampled_from([None, "catatan", date(2026, 11, 12), 4]))
    for number, row in enumerate(sheet(store), 1):
        row.extend([None] * (to - len(row)))
        row.insert(to, title if number == 3 else typed if number > 3 else None)
    if data.draw(st.booleans()):
        _shift(store, lambda at: at + (at >= to))


def delete_column(store: MemoryStore, data: st.DataObject) -> None:
    """A column is gone, with its tag or without."""
    gone = data.draw(st.integers(0, _width(store) - 1))
    for row in sheet(store):
        del row[gone : gone + 1]
    if data.draw(st.booleans()):
        _shift(store, lambda at: None if at == gone else at - (at > gone))


def insert_row(store: MemoryStore, data: st.DataObject) -> None:
    """A blank row anywhere."""
    sheet(store).insert(data.draw(st.integers(0, len(sheet(store)))), [])


def delete_row(store: MemoryStore, data: st.DataObject) -> None:
    """A row is gone."""
    del sheet(store)[data.draw(st.integers(0, len(sheet(store)) - 1))]


def sort_rows(store: MemoryStore, data: st.DataObject) -> None:
    """Rows in another order, with the header or without."""
    first = data.draw(st.sampled_from([2, 3]))
    order = data.draw(st.permutations(range(first, len(sheet(store)))))
    sheet(store)[first:] = [sheet(store)[i] for i in order]


def retype_header(store: MemoryStore, data: st.DataObject) -> None:
    """Another text, or none, where a header was."""
    words = ["Catatan", "Tanggal Disposisi", "Tgl Kirim", "Batas Waktu", "Temuan", None]
    store.put(
        "Register",
        3,
        data.draw(st.integers(0, _width(store) - 1)),
        data.draw(st.sampled_from(words)),
    )


def retype_own_header(store: MemoryStore, data: st.DataObject) -> None:
    """The same over a column of the job's."""
    words = ["Catatan", "Tanggal Disposisi", "Tgl Kirim", *OWN, None]
    position = data.draw(
        st.sampled_from(sorted(store.state.tags.get(k, 0) for k in REQUESTS.job_keys))
    )
    store.put("Register", 3, position, data.draw(st.sampled_from(words)))


ACTS: tuple[Act, ...] = (
    permute_columns,
    move_columns,
    insert_column,
    delete_column,
    insert_row,
    delete_row,
    sort_rows,
    retype_header,
    retype_own_header,
)


HARMLESS = frozenset((permute_columns, move_columns, insert_row, sort_rows))
"""Acts after which every request must be judged as before, where the check does not refuse."""
Known = tuple[Any, int | None, int | None]
"""A cell with the column and the row where it stood before people came."""


def marked(store: MemoryStore) -> None:
    """Let each cell know where it stands, also the blank ones."""
    width = _width(store)
    store.tabs["Register"] = [
        [(value(row, c), c, r) for c in range(width)] for r, row in enumerate(sheet(store))
    ]


def unmarked(store: MemoryStore) -> list[list[Known]]:
    """The cells as they were marked; the sheet then holds their values alone."""
    known = [
        [cell if isinstance(cell, tuple) else (cell, None, None) for cell in row]
        for row in sheet(store)
    ]
    store.tabs["Register"] = [[cell[0] for cell in row] for row in known]
    return known


@settings(
    max_examples=draws(25),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(st.data())
def test_whatever_is_moved_ends_right_or_is_refused_untouched(data: st.DataObject) -> None:
    """No cell that staff own changes, and results stand on their rows under their headers."""
    store = checked(data.draw(st.sampled_from([0, 3])))
    own = {at(store, key): key for key in REQUESTS.job_keys}
    results = {
        (r, key): value(row, c) for r, row in enumerate(sheet(store)) for c, key in own.items()
    }
    marked(store)
    acts = data.draw(st.lists(st.sampled_from(ACTS), min_size=1, max_size=3))
    for act in acts:
        act(store, data)
    known = unmarked(store)
    ours = {c for row in known for c, cell in enumerate(row) if cell[1] in own}
    before = [list(row) for row in sheet(store)]
    try:
        run(store)
    except PpidError as error:
        assert error.exit_code in (11, 13) and sheet(store) == before, str(error)
        return
    for r, row in enumerate(before):
        for c, cell in enumerate(row):
            assert c in ours or value(sheet(store)[r], c) == cell, (r, c)
    if HARMLESS.issuperset(acts):
        for r, row in enumerate(known):
            for key in REQUESTS.job_keys:
                came = next((cell[2] for cell in row if cell[2] is not None), None)
                if came and came > 2:
                    found = value(sheet(store)[r], at(store, key))
                    assert found == results[came, key], (r, key)
    assert jobs.check(store, SETTINGS, TODAY).plan.empty


def _plain(cell: Any) -> Any:
    return (cell.date() if isinstance(cell, datetime) else cell) or None


@settings(
    max_examples=draws(10),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(data=st.data())
def test_a_file_ends_as_the_decision_says(data: st.DataObject, tmp_path: Path) -> None:
    """The same acts on an .xlsx: refused untouched, or the same cells in the same places."""
    store = checked(3)
    for act in data.draw(st.lists(st.sampled_from(ACTS), min_size=1, max_size=2)):
        act(store, data)
    path = tmp_path / "register.xlsx"
    written(path, store.tabs)
    tagged(path, store.state.tags)
    register = WorkbookStore(path, now=lambda: datetime(2026, 11, 23, 8, 15))
    before = path.read_bytes()
    try:
        run(store)
    except PpidError as error:
        with pytest.raises(type(error)):
            jobs.check(register, SETTINGS, TODAY)
        assert path.read_bytes() == before
        return
    jobs.check(register, SETTINGS, TODAY)
    after = register.read().tabs["Register"]
    for r, row in enumerate(sheet(store)):
        cells = list(after[r]) if r < len(after) else []
        assert [_plain(value(cells, c)) for c in range(len(row))] == [_plain(cell) for cell in row]
    assert jobs.check(register, SETTINGS, TODAY).plan.empty


def test_a_header_that_stands_twice_is_not_written_a_third_time() -> None:
    """Its tag was left over a blank column: nothing is written, the sentence names both columns."""
    memory = checked()
    memory.put("Register", 3, 35, "Temuan")
    for row in sheet(memory):
        del row[11:12]
    before = [list(row) for row in sheet(memory)]
    with pytest.raises(UnsafeError, match="'Temuan' ada di kolom AI dan AO, biasanya di kolom AP"):
        run(memory)
    assert [list(row) for row in sheet(memory)] == before


def test_a_header_that_is_only_spelled_otherwise_stays_so() -> None:
    """It is the job's own still, and nobody's spelling is corrected."""
    store = checked()
    head = sheet(store)[2]
    at = head.index(OWN[0])
    head[at] = f" {OWN[0].upper()} "
    jobs.check(store, SETTINGS, TODAY)
    assert sheet(store)[2][at] == f" {OWN[0].upper()} "


@pytest.mark.parametrize("own", [True, False])
def test_days_left_of_an_earlier_day_are_the_jobs_under_any_header(own: bool) -> None:
    """All have passed alike; an office's own numbers do not, and stay untouched."""
    store = checked()
    rows = sheet(store)
    at = rows[2].index(REQUESTS.header("days_left"))
    rows[2][at] = "Sisa"
    if not own:
        last = max(n for n, row in enumerate(rows) if len(row) > at and isinstance(row[at], int))
        rows[last][at] += 7
    if own:
        jobs.check(store, SETTINGS, date(2026, 11, 24))
        assert sheet(store)[2][at] == REQUESTS.header("days_left")
    else:
        with pytest.raises(PpidError):
            jobs.check(store, SETTINGS, date(2026, 11, 24))
        assert sheet(store)[2][at] == "Sisa"
