"""A sample of the sweep; the whole of it is `python -m tests.sweep`."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.fakesheets.server import FakeSheets
from tests.shared import needs_shared
from tests.sweep.homes import FakeHome, Home, ImpossibleError, OracleHome
from tests.sweep.trial import COMMANDS, Desk, sample

SEED = 2026


@pytest.fixture
def fake(sheets_server: FakeSheets) -> Iterator[Home]:
    """The fake of this repository."""
    yield (home := FakeHome(sheets_server))
    home.close()


@pytest.fixture
def oracle() -> Iterator[Home]:
    """The oracle."""
    yield (home := OracleHome())
    home.close()


def some_of_each(home: Home, folder: Path, seed: int) -> None:
    """Of what may come before a command's requests, drawn from all, the first that can."""
    desk = Desk(home, folder)
    for command in COMMANDS:
        for trial in sample(desk.trials(commands=[command]), seed, 100):
            with suppress(ImpossibleError):
                assert not desk.failed(trial), trial
                break
        else:
            pytest.fail(f"nothing can come before the requests of {command}")


@pytest.mark.slow
def test_promises_hold_on_the_fake(fake: Home, tmp_path: Path) -> None:
    """Acts and faults before whichever request, always the same ones."""
    some_of_each(fake, tmp_path, SEED)


@needs_shared
@pytest.mark.slow
def test_promises_hold_on_the_oracle(oracle: Home, tmp_path: Path) -> None:
    """The same, before others."""
    some_of_each(oracle, tmp_path, SEED + 1)
