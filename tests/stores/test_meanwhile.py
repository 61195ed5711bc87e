"""When a disturbed job starts over, and what it says when it gives up."""

from collections.abc import Sequence

import pytest

from ppid_sheets.errors import PpidError, UnreachableError
from ppid_sheets.stores.meanwhile import ROUNDS, Cause, ChangedMeanwhile, undisturbed

BUG, SILENCE = PpidError("Kesalahan program"), UnreachableError("Google diam")
MOVED = None
LOST = Cause(SILENCE)


def refused(what: str) -> Cause:
    """A refusal of one request in one set of words."""
    return Cause(BUG, what)


@pytest.mark.parametrize(
    ("causes", "rounds", "told"),
    [
        ([], 1, "selesai"),
        ([MOVED, LOST, refused("a"), MOVED], 5, "selesai"),
        ([refused("a"), refused("b"), refused("c")], 4, "selesai"),
        ([refused("a"), refused("a")], 2, "Kesalahan program."),
        ([refused("a"), LOST, refused("a")], 3, "Kesalahan program."),
        ([refused("a"), MOVED, refused("a")], 3, "Kesalahan program."),
        ([LOST] * ROUNDS, ROUNDS, "Google diam."),
        ([MOVED] * ROUNDS, ROUNDS, "Register terus berubah selama dikerjakan"),
        ([LOST] * (ROUNDS - 1) + [MOVED], ROUNDS, "Register terus berubah"),
        ([refused(str(n)) for n in range(ROUNDS)], ROUNDS, "Register terus berubah"),
        ([Cause(BUG, "a", moved=True)] * ROUNDS, ROUNDS, "Register terus berubah"),
    ],
)
def test_each_cause_has_its_end(causes: Sequence[Cause | None], rounds: int, told: str) -> None:
    """The same refusal twice is a bug, silence to the end is Google's, all else is people's."""
    waiting = list(causes)
    began = []

    def attempt() -> str:
        began.append(1)
        if waiting:
            raise ChangedMeanwhile(waiting.pop(0))
        return "selesai"

    try:
        outcome = undisturbed(attempt, lambda: "Register")
    except PpidError as error:
        outcome = str(error)
    assert outcome.startswith(told)
    assert len(began) == rounds
