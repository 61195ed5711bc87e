"""Checks a Google Sheet on request: as soon as its box is ticked."""

import time
from collections.abc import Callable
from typing import Protocol

from ppid_sheets.errors import BugError, PpidError
from ppid_sheets.jobs.watch.once import Once
from ppid_sheets.stores.port import Installation

MINUTE = 60.0


class TickBox(Protocol):
    """A tick box in a sheet."""

    def ticked(self) -> bool:
        """True once the box is ticked; raises PpidError."""

    def clear(self) -> None:
        """Take the tick away; raises PpidError."""


def box_of(store: Installation) -> TickBox:
    """The box of a register in a Google Sheet."""
    from ppid_sheets.stores.google.box import Box
    from ppid_sheets.stores.google.store import GoogleStore

    if not isinstance(store, GoogleStore):
        raise TypeError(store)
    return Box(store.sheet)


def answer(
    box: TickBox,
    check: Callable[[], None],
    complain: Callable[[PpidError], None],
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Look at the box each minute, without end, and check whenever it was ticked.

    The tick goes before the check begins, so that one set meanwhile is asked for again. A check
    that failed is tried again each minute; a failure is reported once while it stays the same.
    """
    asked, failed = False, Once(complain)
    while True:
        try:
            if box.ticked():
                asked = True
                box.clear()
            if asked:
                check()
            asked = False
            failed.over()
        except BugError:
            raise
        except PpidError as error:
            failed(error)
        pause(MINUTE)
