"""Rows of a Google Sheet that its owner inserts, deletes, moves or sorts while something is written
by its place in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.remove import remove
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.requests import REQUESTS
from tests.build import OPEN
from tests.fakesheets.books import cells_by_identity
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.shared import needs_shared
from tests.stores.sheets import office, store
from tests.sweep.homes import FakeHome, Home, ImpossibleError, OracleHome
from tests.sweep.trial import Desk, Trial

ROWS = [
    "insert a row above",
    "insert a row above the header",
    "insert a row among the blank",
    "delete a row",
    "move a row",
    "move a row far up",
    "sort",
]
LINES = [
    "insert a row among findings",
    "delete a finding's row",
    "move a finding's row",
    "sort the findings",
]


@pytest.fixture(scope="module", params=["fake", pytest.param("oracle", marks=needs_shared)])
def desk(
    request: pytest.FixtureRequest,
    sheets_server: FakeSheets,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Desk]:
    """A desk at a server, whose stages are made once for all trials."""
    home: Home = FakeHome(sheets_server) if request.param == "fake" else OracleHome()
    yield Desk(home, tmp_path_factory.mktemp("meja"))
    home.close()


def broken(desk: Desk, command: str, what: str, before_the_last: int, who: str = "") -> list[str]:
    """What one trial breaks; nothing where people cannot do that then."""
    try:
        return desk.failed(Trial(command, desk.calm(command)[1] - before_the_last, what, who))
    except ImpossibleError:
        return []


@pytest.mark.slow
@pytest.mark.parametrize("command", ["init", "remove"])
def test_no_dropdown_of_the_offices_is_lost_where_rows_move(desk: Desk, command: str) -> None:
    """Whatever its owner does to the rows between the read of the cells and the write to them."""
    places = (2, 3, 4, 5) if isinstance(desk.home, FakeHome) else (2, 4)
    assert [
        (act, before_the_last, found)
        for act in ROWS
        for before_the_last in places
        if (found := broken(desk, command, act, before_the_last, desk.home.owner))
    ] == []


@pytest.mark.slow
@pytest.mark.parametrize("command", ["init", "remove", "check lines"])
def test_tags_of_rows_go_with_a_run_more(desk: Desk, command: str) -> None:
    """A run that is killed around the writes leaves nothing that the next one cannot mend."""
    for before_the_last in (2, 3):
        for kill in ("kill before", "kill after"):
            assert broken(desk, command, kill, before_the_last) == []


@pytest.mark.slow
def test_words_stay_beside_their_findings(desk: Desk) -> None:
    """Where people insert, delete, move or sort rows of the page before it is written."""
    for act in LINES:
        assert broken(desk, "check lines", act, 0, desk.home.owner) == []


@pytest.mark.slow
def test_a_word_stays_beside_its_finding(sheets_server: FakeSheets, tmp_path: Path) -> None:
    """Where the row of another finding is deleted just before the page is written."""
    home = FakeHome(sheets_server)
    assert broken(Desk(home, tmp_path), "check lines", LINES[1], 0, home.owner) == []


@pytest.mark.slow
def test_more_rows_than_can_be_held_at_once_are_held_in_turn(sheets: FakeSheets) -> None:
    """Where rules of the office's stand in each third row, all cells between get their dropdown,
    remove takes these again, and the office's are there as before."""
    book = office(sheets, OPEN, rows=520)
    at = [column.key for column in REQUESTS.columns].index("channel")
    staff = People(book, book.owner)
    for row in range(3, 520, 3):
        staff.set_validation("Register", f"{letters(at)}{row}", ["Ya"])
    before = cells_by_identity(book, lambda s, _: s.title == "Register")
    init(store(sheets))
    register = book.tab("Register")
    given = [register.extra(row, at)["dataValidation"]["condition"] for row in range(1, 520)]
    kinds = ["ONE_OF_LIST" if row % 3 == 2 else "ONE_OF_RANGE" for row in range(1, 520)]
    assert [one["type"] for one in given] == kinds
    remove(store(sheets))
    assert cells_by_identity(book, lambda s, _: s.title == "Register") == before
