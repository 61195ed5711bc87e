"""What is measured is measured as in a program of its own."""

import gc
from typing import Any

import pytest

_USUAL = (700, 10, 10)
"""How often Python searches for cycles unless it is told otherwise; the suite is."""


@pytest.fixture
def benchmark(benchmark: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The plugin's, which searches for cycles as usual, and not in what the tests have made."""
    measure = benchmark.pedantic

    def alone(*args: Any, **kwargs: Any) -> Any:
        gc.collect()
        gc.freeze()
        before = gc.get_threshold()
        gc.set_threshold(*_USUAL)
        try:
            return measure(*args, **kwargs)
        finally:
            gc.set_threshold(*before)

    monkeypatch.setattr(benchmark, "pedantic", alone)
    monkeypatch.setattr(gc, "get_freeze_count", lambda: 0)  # as the product would find it
    monkeypatch.setattr(gc, "unfreeze", lambda: None)
    return benchmark
