"""The search for cycles, paused while much is made that stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MUCH = 10_000
"""Objects that take a millisecond or more to search."""


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Pause the search for cycles, which costs more than the work on a large register.

    Much that was made meanwhile counts as old afterwards, or it would be searched at once.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if gc.get_count()[0] > _MUCH and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
