"""Faults are made where code runs, and each changes just its place."""

import ast

from tests.mutants.making import drawn, mutants_of

SOURCE = '''"""Not 1 < 2."""
LAST: int = 9

def due(day, least=1):
    """Return day + 1."""
    if day < LAST and not day == 3:
        days.append("é")
        return day + least
    raise ValueError(f"{day + 1}")
'''


def test_each_kind_of_fault_is_made() -> None:
    """Docstrings, annotations and texts stay; what is left is still a program."""
    mutants = mutants_of("a.py", SOURCE)
    assert sorted(f"{m.kind}: {m.old} -> {m.new}" for m in mutants if m.kind != "constant") == [
        "arithmetic: day + least -> (day - least)",
        "boolean: day < LAST and not day == 3 -> (day < LAST or not day == 3)",
        "boolean: not day == 3 -> (day == 3)",
        "boundary: day < LAST -> (day <= LAST)",
        "comparison: day < LAST -> (day >= LAST)",
        "comparison: day == 3 -> (day != 3)",
        "return: return day + least -> return None",
        'statement: days.append("é") -> pass',
        'statement: raise ValueError(f"{day + 1}") -> pass',
    ]
    assert [m.new for m in mutants if m.kind == "constant"] == ["10", "2", "4"]
    assert len({m.applied(SOURCE) for m in mutants} - {SOURCE}) == len(mutants)
    assert all(ast.parse(m.applied(SOURCE)) for m in mutants)


def test_a_draw_stays_when_the_code_around_it_changes() -> None:
    """So that before and after can be compared."""
    moved = mutants_of("a.py", SOURCE.replace("def due", "def other():\n    pass\n\ndef due"))
    before = drawn(mutants_of("a.py", SOURCE), seed=1, size=5)
    assert [(m.old, m.new) for m in drawn(moved, 1, 5)] == [(m.old, m.new) for m in before]
