"""Small numbers of a published table cannot be worked out from the others."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.reports.year.suppression import Link, hidden
from tests.budget import draws

Table = Sequence[Sequence[int]]


def links(table: Table) -> list[Link]:
    """A table with the totals of its rows and columns, and their total."""
    rows, columns = range(len(table)), range(len(table[0]))
    cells = [Link(f"{i},{j}", f"r{i}", f"c{j}", table[i][j]) for i in rows for j in columns]
    across = [Link(f"{i},+", "all", f"r{i}", sum(table[i]), True) for i in rows]
    down = [Link(f"+,{j}", f"c{j}", "sum", sum(r[j] for r in table), True) for j in columns]
    return [*cells, *across, *down, Link("+,+", "sum", "all", sum(map(sum, table)), True)]


def test_nothing_small_hides_nothing() -> None:
    """Zeros and numbers from the threshold on name nobody."""
    assert hidden(links([[0, 3], [5, 0]]), 3) == set()


def test_a_small_number_takes_a_rectangle_with_it() -> None:
    """One alone would follow from its row and its column."""
    assert hidden(links([[1, 9, 8], [7, 6, 20], [30, 40, 50]]), 3) == {"0,0", "0,1", "1,0", "1,1"}


def test_ones_that_fill_their_total_are_protected_too() -> None:
    """1 + 1 + 1 = 3 would tell all three to whoever knows that nothing hidden is 0."""
    kept = hidden(links([[1, 1, 1], [9, 9, 9]]), 3)
    assert {"0,0", "0,1", "0,2"} < kept and len(kept) > 3


def test_a_lone_request_hides_its_totals() -> None:
    """A year with one request says only that there are few."""
    assert hidden(links([[1, 0], [0, 0]]), 3) == {"0,0", "0,+", "+,0", "+,+"}


def test_a_threshold_of_one_hides_nothing() -> None:
    """The office has switched it off."""
    assert hidden(links([[1, 2], [1, 1]]), 1) == set()


def test_the_same_table_hides_the_same_numbers() -> None:
    """The choice does not hang on chance."""
    table = links([[1, 5, 5], [5, 5, 5], [5, 5, 2]])
    assert hidden(table, 3) == hidden(table, 3) == hidden(list(table), 3)


def others(table: Table, kept: frozenset[str]) -> Iterator[Mapping[str, int]]:
    """Every other table with the same printed numbers and no hidden number below 1."""
    height, width = len(table), len(table[0])
    places = [(i, j) for i in range(height) for j in range(width)]
    most = max(max(row) for row in table) + 2
    choices = [range(1, most + 1) if f"{i},{j}" in kept else (table[i][j],) for i, j in places]
    printed = {link.key: link.value for link in links(table) if link.key not in kept}
    for values in product(*choices):
        made = [values[i * width : (i + 1) * width] for i in range(height)]
        all_of = {link.key: link.value for link in links(made)}
        same = all(all_of[key] == value for key, value in printed.items())
        if same and all(all_of[key] >= 1 for key in kept):
            yield all_of


@settings(max_examples=draws(30), deadline=None)
@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=2))
def test_no_small_number_can_be_worked_out(table: Table) -> None:
    """Trying all tables: every small number could also be another one."""
    kept = hidden(links(table), 3)
    wanted = {link.key for link in links(table) if 0 < link.value < 3}
    seen: dict[str, set[int]] = {key: set() for key in wanted}
    for other in others(table, kept):
        for key in wanted:
            seen[key].add(other[key])
        if all(len(values) > 1 for values in seen.values()):
            return
    assert not wanted


YEARS = st.lists(
    st.lists(st.integers(0, 9) | st.integers(0, 2), min_size=5, max_size=5),
    min_size=12,
    max_size=12,
)


@settings(max_examples=draws(30), deadline=None)
@given(YEARS, st.integers(2, 6))
def test_no_equation_of_a_year_determines_a_small_number(table: Table, threshold: int) -> None:
    """The sums as equations: no hidden small number has a single solution."""
    all_links = links(table)
    kept = sorted(hidden(all_links, threshold))
    small = [link.key for link in all_links if 0 < link.value < threshold]
    assert set(small) <= set(kept)
    nodes = sorted({link.source for link in all_links} | {link.target for link in all_links})
    sums = np.zeros((len(nodes), len(kept)))
    for link in all_links:
        if link.key in kept:
            sums[nodes.index(link.source), kept.index(link.key)] -= 1
            sums[nodes.index(link.target), kept.index(link.key)] += 1
    _, values, vectors = np.linalg.svd(sums, full_matrices=True)
    free = vectors[int((values > 1e-9).sum()) :]
    for key in small:
        assert np.abs(free[:, kept.index(key)]).max(initial=0) > 1e-9, key


@pytest.mark.parametrize("value", [0, 3, 70])
def test_printed_numbers_are_zero_or_not_small(value: int) -> None:
    """What stays on the page is nothing or many."""
    table = links([[1, value, 4], [2, 2, value]])
    kept = hidden(table, 3)
    assert all(link.value == 0 or link.value >= 3 for link in table if link.key not in kept)


def months(table: Table) -> list[Link]:
    """Months by outcomes with the sum of each month; the sums of the year are in print."""
    rows, columns = range(len(table)), range(len(table[0]))
    cells = [Link(f"{i},{j}", f"r{i}", f"c{j}", table[i][j]) for i in rows for j in columns]
    return [*cells, *(Link(f"{i},+", "all", f"r{i}", sum(table[i]), True) for i in rows)]


def alike(table: Table, kept: frozenset[str]) -> Iterator[Mapping[str, int]]:
    """Every table of months with the same printed numbers and the same sums of the year."""
    height, width = len(table), len(table[0])
    wanted = [sum(row[j] for row in table) for j in range(width)]
    columns = [
        [
            column
            for column in product(
                *(
                    range(wanted[j] + 1) if f"{i},{j}" in kept else (table[i][j],)
                    for i in range(height)
                )
            )
            if sum(column) == wanted[j]
        ]
        for j in range(width)
    ]
    printed = {link.key: link.value for link in months(table) if link.key not in kept}
    for chosen in product(*columns):
        found = {link.key: link.value for link in months([*zip(*chosen, strict=True)])}
        if all(found[key] == value for key, value in printed.items()):
            yield found


@settings(max_examples=draws(40), deadline=None)
@given(st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), min_size=2, max_size=4))
def test_sums_of_the_year_in_print_give_no_month_away(table: Table) -> None:
    """Trying all tables: also the one refusal of a year could be another month's."""
    kept = hidden(months(table), 3)
    small = {link.key for link in months(table) if 0 < link.value < 3}
    seen: dict[str, set[int]] = {key: set() for key in small}
    for other in alike(table, kept):
        for key in small:
            seen[key].add(other[key])
    assert small <= kept and all(len(values) > 1 for values in seen.values())
