"""Whatever staff type and wherever they move rows meanwhile, a check comes to rest harmlessly."""

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.errors import ShapeError
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.register.requests import REQUESTS
from tests.budget import draws
from tests.build import GOOD, OPEN, SETTINGS, TODAY, grid
from tests.memory import MemoryStore
from tests.test_planning import CHOICES, HOLIDAYS

WIDTH = len(REQUESTS.staff)
RECEIVED = next(i for i, column in enumerate(REQUESTS.staff) if column.key == "received_on")

days = st.dates(date(2024, 1, 1), date(2027, 6, 30))
cells = st.one_of(
    st.none(),
    days,
    days.map(lambda day: f"{day:%d/%m/%Y}"),
    st.sampled_from(["Ditolak", "di tolak\n", "Ya", "-", "Rp 5.000", "#N/A", "[Tanggal Diterima]"]),
    st.floats(-1e6, 1e6),
    st.booleans(),
    st.text(max_size=12),
)
rows = st.builds(
    lambda base, changed: {**base, **changed},
    st.sampled_from([{}, OPEN, GOOD]),
    st.dictionaries(st.sampled_from([column.key for column in REQUESTS.staff]), cells, max_size=6),
)

Edit = Callable[[list[list[Any]]], None]


def insert(at: int) -> Edit:
    """Insert a blank row below the header."""
    return lambda grid: grid.insert(1 + at % len(grid), [None] * WIDTH)


def delete(at: int) -> Edit:
    """Delete a row below the header."""
    return lambda grid: grid.__delitem__(slice(1 + at, 2 + at))


def reverse(_: int) -> Edit:
    """Sort the rows the other way round."""

    def edit(grid: list[list[Any]]) -> None:
        grid[1:] = grid[:0:-1]

    return edit


def receive(at: int) -> Edit:
    """Type another date of receipt."""

    def edit(grid: list[list[Any]]) -> None:
        if len(grid) > 1:
            grid[1 + at % (len(grid) - 1)][RECEIVED] = date(2026, 10, 1 + at % 28)

    return edit


edits = st.builds(
    lambda make, at: make(at),
    st.sampled_from([insert, delete, reverse, receive]),
    st.integers(0, 30),
)


def office(requests: list[dict[str, Any]]) -> MemoryStore:
    """An adopted register with these rows, every one of full width."""
    tabs = {
        "Register": grid(*requests, wished=REQUESTS.by_key),
        "Hari Libur": HOLIDAYS,
        "Pilihan": CHOICES,
    }
    store = MemoryStore(tabs)
    init(store)
    return store


def staff_part(store: MemoryStore) -> list[list[Any]]:
    """What staff typed, without the job's columns."""
    return [[*row, *[None] * WIDTH][:WIDTH] for row in store.tabs["Register"]]


def trimmed(grid: list[list[Any]]) -> list[list[Any]]:
    """A grid without the blank rows at its end."""
    filled = [i for i, row in enumerate(grid) if any(cell is not None for cell in row)]
    return grid[: filled[-1] + 1]


@settings(max_examples=draws(15), deadline=None)
@given(st.lists(rows, max_size=5), st.lists(edits, max_size=3))
def test_a_check_comes_to_rest_and_keeps_every_staff_cell(requests, meanwhile):
    """Staff's cells are what staff last made them, and what came after the last read is mended by
    the next run."""
    store = office(requests)
    shadow = staff_part(store)
    waiting = list(meanwhile)

    def meddle(store: MemoryStore) -> None:
        if waiting:
            edit = waiting.pop(0)
            missing = len(store.tabs["Register"]) - len(shadow)
            shadow.extend([None] * WIDTH for _ in range(missing))
            edit(store.tabs["Register"])
            edit(shadow)

    store.meddle = meddle
    jobs.check(store, SETTINGS, TODAY)
    store.meddle = lambda store: None
    jobs.check(store, SETTINGS, TODAY)
    assert trimmed(staff_part(store)) == trimmed(shadow)
    assert jobs.check(store, SETTINGS, TODAY, dry_run=True).plan.empty


@settings(max_examples=draws(15), deadline=None)
@given(st.lists(rows, max_size=5))
def test_the_second_plan_is_empty(requests):
    """Applied once, a plan leaves nothing to plan."""
    store = office(requests)
    jobs.check(store, SETTINGS, TODAY)
    assert jobs.check(store, SETTINGS, TODAY, dry_run=True).plan.empty


def test_a_torn_read_is_no_reason_to_refuse() -> None:
    """A header that is gone at one read and there at the next was never gone."""
    store = MemoryStore({"Register": [[], *grid(OPEN)[1:]], "Hari Libur": HOLIDAYS})

    def put_back(store: MemoryStore) -> None:
        store.tabs["Register"][0] = grid()[0]

    store.meddle = put_back
    assert jobs.check(store, SETTINGS, TODAY).verdict.open == 1


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_refusal_is_read_twice(dry_run: bool) -> None:
    """A header that is gone for good is refused at the second read."""
    store = MemoryStore({"Register": [[], *grid(OPEN)[1:]], "Hari Libur": HOLIDAYS})
    reads = count()

    def noted(_: MemoryStore) -> None:
        next(reads)

    store.meddle = noted
    with pytest.raises(ShapeError):
        jobs.check(store, SETTINGS, TODAY, dry_run=dry_run)
    assert next(reads) == 2
