"""What may come between a read and a write, and when starting over makes no more sense."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from ppid_sheets.errors import PpidError, UnreachableError

ROUNDS = 5
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cause:
    """The answer, or the silence, of the register's home to a request that was to change it.

    `error` is the message for people once it is certain. `refused` identifies the request and the
    answer that refused it: two of the same are no chance. "" where no answer came, so that the
    request may have been carried out. `words` are the answer's own, cleaned of what people typed.
    `moved` is whether the answer itself proves a change: what was read at its place is not there.
    """

    error: PpidError
    refused: str = ""
    words: str = ""
    moved: bool = False


class ChangedMeanwhile(Exception):  # noqa: N818 - an event, not an error
    """The register was, or may have been, changed between read and apply; read again.

    `cause` is None where a read itself showed the change.
    """

    def __init__(self, cause: Cause | None = None) -> None:
        super().__init__(cause)
        self.cause = cause


def undisturbed(attempt: Callable[[], T], name: Callable[[], str]) -> T:
    """The result of `attempt`, which begins with a read, started over when it was disturbed.

    A request that is refused again, in the same words and of the same content although it was made
    from a fresh read, does not fit because the program is wrong: its error is raised at the second
    refusal, unless both prove a change (people may move rows to and fro). After `ROUNDS` the error
    of the last cause is raised where no answer came, else that the register (by its `name`) does
    not come to rest.
    """
    refused: set[str] = set()
    cause: Cause | None = None
    for _ in range(ROUNDS):
        try:
            return attempt()
        except ChangedMeanwhile as event:
            cause = event.cause
        if cause and cause.refused in refused:
            raise cause.error
        if cause and cause.refused and not cause.moved:
            refused.add(cause.refused)
    raise cause.error if cause and not cause.refused else restless(name())


def restless(name: str) -> UnreachableError:
    """The error where people change a register faster than it can be written."""
    return UnreachableError(
        f"{name} terus berubah selama dikerjakan", "jalankan lagi beberapa menit kemudian"
    )
