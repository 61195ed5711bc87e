"""Time in which nobody really waits, for a module's `time`."""

import time
from typing import Any


class Unhurried:
    """Sleeping moves the clock on instead."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self._ahead

    def sleep(self, seconds: float) -> None:
        self._ahead += seconds

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)
