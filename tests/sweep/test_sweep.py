"""A sample of the sweep; the whole of it is `python -m tests.sweep`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakesheets.server import FakeSheets
from tests.shared import needs_shared
from tests.sweep.homes import FakeHome, Home, ImpossibleError, OracleHome
from tests.sweep.trial import Desk, sample

TRIALS = 10
"""For each of the two servers."""
SEED = 2026


@pytest.fixture(params=["fake", pytest.param("oracle", marks=needs_shared)])
def home(request: pytest.FixtureRequest, sheets_server: FakeSheets) -> Iterator[Home]:
    """A server."""
    made: Home = FakeHome(sheets_server) if request.param == "fake" else OracleHome()
    yield made
    made.close()


@pytest.mark.slow
def test_promises_hold_whatever_comes_before_whichever_request(home: Home, tmp_path: Path) -> None:
    """Acts and faults drawn from all, always the same ones."""
    desk = Desk(home, tmp_path)
    held = 0
    for trial in sample(desk.trials(), SEED, 1000):
        try:
            assert not desk.failed(trial), trial
        except ImpossibleError:
            continue
        held += 1
        if held == TRIALS:
            break
    assert held == TRIALS
