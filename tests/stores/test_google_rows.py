"""Rows of a Google Sheet that its owner inserts, deletes, moves or sorts while something is written
by its place in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakesheets.server import FakeSheets
from tests.shared import needs_shared
from tests.sweep.homes import FakeHome, Home, ImpossibleError, OracleHome
from tests.sweep.trial import Desk, Trial

ROWS = [
    "insert a row above", "insert a row above the header", "insert a row among the blank",
    "delete a row", "move a row", "move a row far up", "sort",
]  # fmt: skip
LINES = [
    "insert a row among findings", "delete a finding's row", "move a finding's row",
    "sort the findings",
]  # fmt: skip


@pytest.fixture(params=["fake", pytest.param("oracle", marks=needs_shared)])
def home(request: pytest.FixtureRequest, sheets_server: FakeSheets) -> Iterator[Home]:
    """A server."""
    made: Home = FakeHome(sheets_server) if request.param == "fake" else OracleHome()
    yield made
    made.close()


def broken(desk: Desk, command: str, what: str, before_the_last: int, who: str = "") -> list[str]:
    """What one trial breaks; nothing where people cannot do that then."""
    try:
        return desk.failed(Trial(command, desk.calm(command)[1] - before_the_last, what, who))
    except ImpossibleError:
        return []


@pytest.mark.slow
@pytest.mark.parametrize("command", ["init", "remove"])
def test_no_dropdown_of_the_offices_is_lost_where_rows_move(
    home: Home, command: str, tmp_path: Path
) -> None:
    """Whatever its owner does to the rows between the read of the cells and the write to them."""
    desk = Desk(home, tmp_path)
    assert [
        (act, before_the_last, found)
        for act in ROWS
        for before_the_last in (2, 3, 4, 5)
        if (found := broken(desk, command, act, before_the_last, home.owner))
    ] == []


@pytest.mark.slow
@pytest.mark.parametrize("command", ["init", "remove", "check lines"])
def test_tags_of_rows_go_with_a_run_more(home: Home, command: str, tmp_path: Path) -> None:
    """A run that is killed around the writes leaves nothing that the next one cannot mend."""
    desk = Desk(home, tmp_path)
    for before_the_last in (2, 3):
        for kill in ("kill before", "kill after"):
            assert broken(desk, command, kill, before_the_last) == []


def test_words_stay_beside_their_findings(home: Home, tmp_path: Path) -> None:
    """Where people insert, delete, move or sort rows of the page before it is written."""
    desk = Desk(home, tmp_path)
    for act in LINES:
        assert broken(desk, "check lines", act, 0, home.owner) == []
