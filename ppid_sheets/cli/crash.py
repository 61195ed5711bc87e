"""What is shown of a fault of the program: where it is, and nothing that stands in a register.

Standard error is a journal on many computers, and messages of Python and of libraries quote values.
"""

import traceback
from collections.abc import Iterator

from ppid_sheets.errors import PpidError

_DEEPEST = 10


def lines(error: BaseException) -> Iterator[str]:
    """Places and kinds of an error and of those behind it, the first one first."""
    chain: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in chain and len(chain) < _DEEPEST:
        chain.append(at)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    for one in reversed(chain):
        yield "Traceback (most recent call last):"
        for frame in traceback.extract_tb(one.__traceback__):
            yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
            if frame.line:
                yield f"    {frame.line}"
        yield _kind(one)


def _kind(error: BaseException) -> str:
    """An error's type; what it says only where that is ours, or a number of the system's."""
    kind = type(error)
    name = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
    if isinstance(error, PpidError):
        return f"{name}: {error}"
    if isinstance(error, OSError) and error.errno:
        return f"{name}: errno {error.errno}"
    return name
