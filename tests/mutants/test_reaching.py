"""A mark stands before every statement of a function, and says where the program comes to."""

import builtins
from typing import Any

import pytest

from tests.mutants.making import mutants_of
from tests.mutants.reaching import MARK, Reach, marked, statement

SOURCE = '''LIMIT = 3

def due(days):
    """As it is."""
    try:
        if days > LIMIT:
            return [day + 1 for day in range(days)]
        elif (days <
                0):
            raise ValueError(days)
    finally:
        days += 1
    return days * 2
'''


def reached(monkeypatch: pytest.MonkeyPatch, days: int) -> tuple[Any, set[int]]:
    """What the marked function gives, and the lines that it says it came to."""
    lines: set[int] = set()
    monkeypatch.setattr(builtins, MARK, lambda path, line: lines.add(line), raising=False)
    space: dict[str, Any] = {}
    exec(marked("a.py", SOURCE), space)
    assert (space["due"].__doc__, lines) == ("As it is.", set())
    return space["due"](days), lines


def test_marks_change_nothing_and_say_where_it_comes_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each branch is another set of lines."""
    assert reached(monkeypatch, 4) == ([1, 2, 3, 4], {5, 6, 7, 12})
    assert reached(monkeypatch, 2) == (6, {5, 6, 8, 12, 13})


def test_a_fault_is_looked_for_by_tests_that_come_to_its_statement() -> None:
    """The innermost one around it; all tests may notice one of a module, or of another process."""
    where = {f"{m.kind} {m.old}": statement(m, SOURCE) for m in mutants_of("a.py", SOURCE)}
    assert where["constant 3"] is None
    assert where["arithmetic day + 1"] == 7
    assert where["comparison days <\n                0"] == 8
    assert where["statement days += 1"] == 12
    reach = Reach({"slow": 9.0, "quick": 1.0, "far": 0.1}, {"a.py:12": ["slow", "quick"]}, ["far"])
    found = [reach.tests(m, SOURCE) for m in mutants_of("a.py", SOURCE) if m.old == "days += 1"]
    assert found == [["quick", "slow", "far"]]
