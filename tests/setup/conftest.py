"""Fixtures of the set-up."""

from pathlib import Path

import pytest

from tests.fakesheets.fixtures import sheets, sheets_server
from tests.fakesheets.server import FakeSheets
from tests.setup.premises import Premises

__all__ = ["sheets", "sheets_server"]


@pytest.fixture
def premises(tmp_path: Path, sheets: FakeSheets, monkeypatch: pytest.MonkeyPatch) -> Premises:
    """An office with nothing yet."""
    return Premises(tmp_path, sheets, monkeypatch)
