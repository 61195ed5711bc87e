"""Shows on a terminal what a command is doing just now, once that takes more than a moment."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from threading import Event, Thread

from ppid_sheets.cli.overview import columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

AFTER_SECONDS = 2.0
"""What takes less is over before anybody wonders."""
_LOOK = "{desc} ({elapsed})"


class ProgressLine:
    """One line on a terminal with what is done and for how long; anywhere else there is none."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream and not stream.closed and stream.isatty() else None
        self._text = ""
        self._over = Event()
        self._shower: Thread | None = None

    def __call__(self, text: str) -> None:
        """Show a text in place of the one before, the first one after a while."""
        self._text = text
        if self._stream and not self._shower:
            self._over = Event()
            self._shower = Thread(target=self._show, args=(self._stream, self._over), daemon=True)
            self._shower.start()

    def clear(self) -> None:
        """Leave the terminal as it was found, so that something else can be printed."""
        self._over.set()
        if self._shower:
            self._shower.join()
            self._shower = None

    def _show(self, stream: TextIO, over: Event) -> None:
        if over.wait(AFTER_SECONDS):
            return
        from tqdm import tqdm

        with tqdm(
            desc=self._text, file=stream, bar_format=_LOOK, leave=False, ncols=columns() - 1
        ) as bar:
            while not over.is_set():
                bar.set_description_str(self._text)
                over.wait(1)


_line = ProgressLine(None)


@contextmanager
def shown() -> Iterator[None]:
    """Show on standard error what is done meanwhile."""
    from ppid_sheets.common.doing import reported_to

    global _line
    _line = ProgressLine(getattr(sys.stderr, "beneath", sys.stderr))
    try:
        with reported_to(_line):
            yield
    finally:
        _line.clear()


def clear() -> None:
    """Clear the line, before something is printed or asked."""
    _line.clear()
