"""An office to run in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running.forking import Forker, forking
from tests.running.office import Office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office with an empty register."""
    return Office(tmp_path, monkeypatch)


@pytest.fixture(scope="session")
def forker() -> Iterator[Forker]:
    """What starts runs as processes of their own."""
    with forking() as forker:
        yield forker
