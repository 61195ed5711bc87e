"""Does something that may hang, and does not wait for it longer than it may take."""

from collections.abc import Callable
from threading import Thread
from time import monotonic
from typing import TypeVar

T = TypeVar("T")
_STEP = 0.5
"""Windows hears of an interruption only between two waits."""


def within(seconds: float, act: Callable[[], T]) -> T:
    """The result of `act`, or what it raises; raises TimeoutError after `seconds`.

    Time limits of sockets are for one byte, and a server that sends one now and then never meets
    them; names are looked up, and certificates read, without any. So the work is done in a thread
    of its own, which is left behind: it ends with the process at the latest.
    """
    results: list[T] = []
    failures: list[BaseException] = []

    def work() -> None:
        try:
            results.append(act())
        except BaseException as error:
            failures.append(error)

    thread = Thread(target=work, daemon=True)
    thread.start()
    end = monotonic() + seconds
    while thread.is_alive() and (left := end - monotonic()) > 0:
        thread.join(min(left, _STEP))
    if failures:
        raise failures[0]
    if not results:
        raise TimeoutError
    return results[0]
