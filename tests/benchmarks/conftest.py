"""What is measured is measured as in a program of its own."""

import gc
from collections.abc import Iterator

import pytest

_USUAL = (700, 10, 10)
"""How often Python searches for cycles unless it is told otherwise; the suite is."""


@pytest.fixture(autouse=True)
def _as_in_a_program(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Cycles are searched for as usual, for the floor and for what is held to it."""
    before = gc.get_threshold()
    gc.set_threshold(*_USUAL)
    monkeypatch.setattr(gc, "get_freeze_count", lambda: 0)
    yield
    gc.set_threshold(*before)
