"""Ends a run that takes too long, wherever it hangs."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from ppid_sheets.errors import PpidError, UnreachableError

GRACE_SECONDS = 30.0
"""For what a run still has to do once its time is up; then it is interrupted again."""


class TimeUpError(PpidError):
    """The run took longer than the settings allow; the next one may be quicker."""

    exit_code = UnreachableError.exit_code


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TimeUpError in the middle of whatever is done after `seconds`.

    To a run this is what being killed is, only that it can still say so. Where there are no alarm
    signals (Windows), the interruption waits until a call to the system returns.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
    elif hasattr(signal, "setitimer"):
        yield from _by_signal(seconds)
    else:
        yield from _by_thread(seconds)


def _by_signal(seconds: float) -> Iterator[None]:
    def ring(number: int, frame: FrameType | None) -> None:
        raise _time_up(seconds)

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, GRACE_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _by_thread(seconds: float) -> Iterator[None]:
    import _thread

    rang = threading.Event()

    def ring() -> None:
        rang.set()
        _thread.interrupt_main()

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    # started in the background, a process may ignore the very signal that interrupts it
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer.start()
    try:
        yield
    except KeyboardInterrupt:
        if rang.is_set():
            raise _time_up(seconds) from None
        raise
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)


def _time_up(seconds: float) -> TimeUpError:
    return TimeUpError(
        f"Belum selesai dalam {seconds:g} detik lalu dihentikan, dan tidak ada yang setengah jadi",
        "jalankan lagi, atau perbesar run.batas_waktu",
    )
