"""Shows on a terminal what a command is doing just now, in one line that goes when it is done."""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

WIDTH = 78


class Line:
    """The line; nothing is shown where the errors of a command go anywhere but to a terminal."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream and not stream.closed and stream.isatty() else None
        self._shown = ""

    def __call__(self, text: str) -> None:
        """Show a text in place of the one before."""
        if self._stream and text != self._shown:
            with suppress(OSError, ValueError):
                self._stream.write(f"\r{text[:WIDTH]:<{len(self._shown)}}\r{text[:WIDTH]}")
                self._stream.flush()
            self._shown = text[:WIDTH]

    def over(self) -> None:
        """Leave the line as it was found."""
        self("")
        self._shown = ""


@contextmanager
def shown() -> Iterator[Line]:
    """A line on standard error meanwhile."""
    line = Line(getattr(sys.stderr, "beneath", sys.stderr))
    try:
        yield line
    finally:
        line.over()
