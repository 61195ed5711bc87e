"""Checks a register file as soon as it was saved and closed."""

import time
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from ppid_sheets.errors import BugError, PpidError, UnreachableError
from ppid_sheets.jobs.watch.once import Once
from ppid_sheets.stores.xlsx.file_mark import FileMark

SETTLED_SECONDS = 1.5
"""A file that did not change for so long is no longer being saved or copied."""
AGAIN_SECONDS = 30.0
"""Before a check that could not reach or write the register is tried again."""
OPEN_SECONDS = 3_600.0
"""A file that is open for so long is tried all the same: what says so may have been left behind."""


@dataclass
class Watch:
    """One watch over a register file, which holds nothing of it and no lock while it waits.

    `look` sees the file; `around` is what else a result rests on, as the day and the settings;
    `check` checks it; `complain` is given what went wrong, once while it stays the same, and
    `waiting` True while the file is open with changes that are not checked yet.
    """

    look: Callable[[], FileMark]
    around: Callable[[], Hashable]
    check: Callable[[], None]
    complain: Callable[[PpidError], None]
    waiting: Callable[[bool], None] = lambda _: None
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _done: Hashable = None
    _not_before: float = 0.0
    _open_since: float | None = None

    def __post_init__(self) -> None:
        self._failed = Once(self.complain)

    def over(self, wakes: Iterable[None]) -> None:
        """Look at each wake, and check what is new once it is closed and at rest."""
        for _ in wakes:
            while self._due():
                self.pause(SETTLED_SECONDS)

    def _due(self) -> bool:
        """Check the file if that is due; True where it should be looked at again soon."""
        now = self.look()
        state = (now.mark, self.around())
        new = now.mark is not None and state != self._done
        if not new or self._held(now) or self.clock() < self._not_before:
            return False
        self.pause(SETTLED_SECONDS)
        if self.look() == now:
            self._checked(state)
        return True

    def _held(self, now: FileMark) -> bool:
        """True while a changed file is open in another program, for less than `OPEN_SECONDS`."""
        self.waiting(now.opened)
        if not now.opened:
            self._open_since = None
            return False
        self._open_since = self._open_since or self.clock()
        return self.clock() - self._open_since < OPEN_SECONDS

    def _checked(self, state: Hashable) -> None:
        """Check one state; what the check itself wrote is a new one, which shows it at rest."""
        self._done = state
        try:
            self.check()
            self._failed.over()
        except BugError:
            raise
        except PpidError as error:
            self._failed(error)
            if isinstance(error, UnreachableError):
                self._done, self._not_before = None, self.clock() + AGAIN_SECONDS
