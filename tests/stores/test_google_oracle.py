"""The life of a Google Sheet by rules that this project did not write."""

from collections.abc import Mapping

import pytest

from ppid_sheets.jobs import check as jobs
from tests.build import GOOD, OPEN, grid
from tests.register.forms import NATIONAL, NATIONAL_REQUEST
from tests.shared import needs_shared
from tests.stores.judged import Rows, check, oracle, store
from tests.stores.sheets import CHOICES, HOLIDAYS

pytestmark = needs_shared

OFFICE: Mapping[str, Rows] = {
    "Register": grid(OPEN, GOOD), "Hari Libur": HOLIDAYS, "Pilihan": CHOICES,
}  # fmt: skip
LIVES: Mapping[str, Mapping[str, Rows]] = {
    "blank": {"Sheet1": ()},
    "office": OFFICE,
    "national": {"Register": [*NATIONAL, NATIONAL_REQUEST]},
}


@pytest.mark.parametrize("tabs", LIVES.values(), ids=LIVES)
def test_a_register_lives_its_whole_life(tabs: Mapping[str, Rows]) -> None:
    """Init, check and remove are done at once, each is at rest, and nothing is refused."""
    with oracle(tabs) as judge:
        jobs.init(store(judge))
        again = jobs.init(store(judge))
        assert again and again.empty
        check(judge)
        assert not check(judge).written
        jobs.remove(store(judge))
        assert store(judge).traces() == ()
        assert [c for c in judge.audit().changes if c["before"] is not None] == []
        assert [entry.error for entry in judge.log if entry.status != 200] == []
        assert judge.counts()["violations"] == judge.counts()["oracle_faults"] == []
