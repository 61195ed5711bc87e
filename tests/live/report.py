"""The answers as a table that people read."""

from collections.abc import Iterator
from textwrap import wrap

from tests.live.asking import Answer

WIDTH = 96
_INDENT = 10


def lines(answer: Answer) -> Iterator[str]:
    """An answer: one line where it agrees, and what follows where it does not."""
    mark = "agrees" if answer.agrees else "DIFFERS"
    yield from _entry(mark, answer.text)
    yield from _entry("  seen", answer.seen)
    if not answer.agrees:
        yield from _entry("  fake", answer.expected)
        if answer.otherwise:
            yield from _entry("  so", answer.otherwise)


def _entry(head: str, text: str) -> Iterator[str]:
    first, *rest = wrap(text, WIDTH - _INDENT) or [""]
    yield f"{head:<{_INDENT}}{first}"
    for line in rest:
        yield f"{'':<{_INDENT}}{line}"
