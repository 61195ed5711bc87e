"""The work in progress, for whoever shows it to the person who waits.

Any room may report it, whether somebody listens or not. Nothing of a register's content is
reported.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str], None]

_listener: ContextVar[Listener] = ContextVar("listener", default=lambda _: None)


def doing(text: str) -> None:
    """Report a step to the listener, if any: a few Indonesian words without a full stop."""
    _listener.get()(text)


@contextmanager
def reported_to(listener: Listener) -> Iterator[None]:
    """Let a listener hear all that is done meanwhile."""
    before = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(before)
