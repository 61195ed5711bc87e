"""How often a property is tried: a profile of Hypothesis says it for all of them.

At a desk each property is tried a few times, elsewhere in every run; the slow checks of `.ci/run`
try each as often as its own number says.
"""

from collections.abc import Container, Iterable
from typing import Any

import pytest
from hypothesis import settings

QUICK, STEADY, THOROUGH = "quick", "steady", "thorough"
WHOLE, SOME, FEWEST = 100, 5, 2

settings.register_profile(QUICK, max_examples=SOME, deadline=None)
settings.register_profile(STEADY, max_examples=SOME, derandomize=True, deadline=None)
settings.register_profile(THOROUGH, max_examples=WHOLE, derandomize=True, deadline=None)
"""A busy computer is no fault of the code, and a landing must not hang on a draw."""


def draws(whole: int) -> int:
    """The share that the profile grants of so many examples."""
    return max(min(whole, FEWEST), whole * settings.default.max_examples // WHOLE)


def chosen(cases: Iterable[Any], at_a_desk: Container[Any]) -> list[Any]:
    """All cases of a parameter; those that are not tried `at_a_desk` are slow ones."""
    return [
        case if case in at_a_desk else pytest.param(case, marks=pytest.mark.slow) for case in cases
    ]
