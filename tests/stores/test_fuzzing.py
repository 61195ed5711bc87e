"""Whatever XML a register is made of, it is edited rightly or refused untouched."""

import pytest
from hypothesis import HealthCheck, given, settings

from ppid_sheets.register.values import Plan
from tests.budget import draws
from tests.stores import fuzzing


@given(fuzzing.packages(), fuzzing.plans())
@settings(max_examples=draws(25), deadline=None, suppress_health_check=list(HealthCheck))
def test_a_few_shapes(data: bytes, plan: Plan) -> None:
    """Staff cells and row tags are as before, results are what was asked for."""
    fuzzing.tried(data, plan)


@pytest.mark.slow
@given(fuzzing.packages(), fuzzing.plans())
@settings(max_examples=draws(500), deadline=None, suppress_health_check=list(HealthCheck))
def test_many_shapes(data: bytes, plan: Plan) -> None:
    """The same for many; `python -m tests.stores.fuzzing 20000` tries more."""
    fuzzing.tried(data, plan)
