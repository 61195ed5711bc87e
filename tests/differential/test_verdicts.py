"""The fake and an independent emulator say the same to requests drawn at random."""

import json
import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.differential import drawn
from tests.differential.differences import aside
from tests.differential.documents import differing, document
from tests.differential.judges import Emulator, Fake, Verdict, ask
from tests.shared import needs_shared

DRAWS = int(os.environ.get("PPID_DIFFERENTIAL", "0"))
"""Sequences of calls that are drawn by hand, thousands; a landing sees the same few each time."""
FEW = 40


@pytest.mark.slow
@needs_shared
@settings(
    max_examples=DRAWS or FEW,
    derandomize=not DRAWS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(drawn.calls)
def test_both_accept_refuse_and_carry_out_alike(calls: list[tuple[str, Any]]) -> None:
    """Status, place and kind of a refusal, answer, and the spreadsheet after each call."""
    fake, emulator = Fake(), Emulator()
    for path, body in [(":batchUpdate", {"requests": drawn.FURNISHED}), *calls]:
        mine, other = (ask(judge, "POST", path, body) for judge in (fake, emulator))
        emulator.level(fake)
        if aside(mine, other):
            if 200 in (mine.status, other.status):
                return
            continue
        said = f"{path} {json.dumps(body)}"
        assert _outcome(mine) == _outcome(other), said
        if mine.status == 200:
            assert not differing(mine.answer, other.answer), said
            assert not differing(document(fake), document(emulator)), said


def _outcome(verdict: Verdict) -> tuple[int, str]:
    """Of two wrong ranges in one write of values either may be named."""
    ranged = verdict.place.startswith("data")
    return verdict.status, "data" if ranged else verdict.place
