"""An office to run in."""

from pathlib import Path

import pytest

from tests.running.office import Office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office with an empty register."""
    return Office(tmp_path, monkeypatch)
