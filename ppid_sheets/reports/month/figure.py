"""A number of the monthly workbook, declared once: what it is called, and which requests it counts.

The cell (formula and value), the comparison with an earlier issue (Perubahan), the recount
(Pemeriksaan) and the definition (Keterangan) all follow from the declaration.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ppid_sheets.common.arrays import Mask
from ppid_sheets.reports.month.sheet_names import DATA
from ppid_sheets.reports.month.window import Times, Window
from ppid_sheets.reports.workbook.book import Value
from ppid_sheets.reports.workbook.tally import (
    NONE,
    AnyOf,
    Condition,
    Criterion,
    Number,
    Point,
    Statistic,
    Tally,
    equals,
)

_Part = tuple[int, tuple[Condition, ...]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of Data, as the days of an issue choose them: selections with the signs 1 and -1."""

    parts: Callable[[Times], tuple[_Part, ...]]

    def read_from(self, at: Mapping[Value, str]) -> "Rows":
        """The same, its formulas reading some of the values from the cells where they stand."""
        if self is EVERY or not at:
            return self
        return Rows(
            lambda times: tuple(
                (sign, tuple(_placed(one, at) for one in chosen))
                for sign, chosen in self.parts(times)
            )
        )

    def __and__(self, other: "Rows") -> "Rows":
        """The rows that both choose."""
        if self is EVERY or other is EVERY:
            return other if self is EVERY else self
        return Rows(
            lambda times: tuple(
                (sign * more, (*these, *those))
                for sign, these in self.parts(times)
                for more, those in other.parts(times)
            )
        )

    def __add__(self, other: "Rows") -> "Rows":
        """Both, a row of both counted twice."""
        return Rows(lambda times: (*self.parts(times), *other.parts(times)))

    def __sub__(self, other: "Rows") -> "Rows":
        """These without the others, which are among them."""
        return Rows(
            lambda times: (
                *self.parts(times),
                *((-sign, these) for sign, these in other.parts(times)),
            )
        )


def meeting(choose: Callable[[Times], Sequence[Condition]]) -> Rows:
    """The rows that meet conditions which depend on the days of an issue."""
    return Rows(lambda times: ((1, tuple(choose(times))),))


EVERY = meeting(lambda _: ())


def month(times: Times) -> Window:
    """The month of the report."""
    return times.this_month


def year(times: Times) -> Window:
    """The year of the report up to its day."""
    return times.this_year


def within(key: str, window: Callable[[Times], Window] = month) -> Rows:
    """A date lies in a window of the issue."""
    return meeting(lambda times: window(times).holds(key))


def compared(criterion: Criterion) -> Rows:
    """A criterion that no issue changes."""
    return meeting(lambda _: (criterion,))


def says(key: str, text: str) -> Rows:
    """A column holds a label."""
    return compared(equals(key, text))


def one_of(key: str, words: Sequence[str]) -> Rows:
    """A column holds one of some words of our own."""
    return meeting(lambda _: (AnyOf(key, tuple(words)),))


def open_before(
    day: Callable[[Times], Point], began: str = "received_on", ended: str = "finished_on"
) -> Rows:
    """Received before a day and not finished before it, or begun and ended by other dates."""
    first, last = (
        meeting(lambda times, key=key: (Criterion(key, "<", day(times)),))  # type: ignore[misc]
        for key in (began, ended)
    )
    return first - last


def same(times: Times) -> Times:
    """The days of the issue itself."""
    return times


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the workbook and its definition."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: its sheet, its name, its definition, its rows and its statistic.

    Without a `statistic` rows are counted, with one it is taken of the numbers in `over`. `seen`
    chooses another month's days than those of the issue, `source` is the sheet of the list whose
    rows are meant.
    """

    sheet: str
    name: str
    terms: tuple[Term, ...]
    rows: Rows
    statistic: Statistic | None = None
    over: str = "service_days"
    seen: Callable[[Times], Times] = same
    source: str = DATA

    def parts(self, times: Times) -> tuple[_Part, ...]:
        """The selections of an issue."""
        return self.rows.parts(self.seen(times))

    def number(self, tally: Tally, times: Times, exact: bool = False) -> Number:
        """The value with its formula; `exact` compares texts as they are."""
        (_, first), *rest = self.parts(times)
        if self.statistic:
            return tally.statistic(self.statistic, self.over, *first)
        counted = tally.count(*first, exact=exact)
        for sign, chosen in rest:
            one = tally.count(*chosen, exact=exact)
            counted = counted + one if sign > 0 else counted - one
        return counted

    def meaning(self, times: Times) -> Hashable:
        """Equal for figures that take the same of the same rows, wherever they stand."""
        parts = [
            (sign, frozenset((one.key, *compared_with(one)) for one in chosen))
            for sign, chosen in self.parts(times)
        ]
        return self.source, self.statistic, self.statistic and self.over, tuple(parts)

    def needs(self, times: Times) -> frozenset[str]:
        """The columns of its list that it is reckoned from."""
        keys = {one.key for _, chosen in self.parts(times) for one in chosen}
        return frozenset(keys | {self.over} if self.statistic else keys)

    def value(self, tally: Tally, times: Times) -> int | float | None:
        """What it is over the rows of an issue, None where there is nothing to take it of."""
        value = self.number(tally, times).value
        return None if value == NONE else round(float(str(value)), 6) if self.statistic else value  # type: ignore[return-value]

    def mask(self, tally: Tally, times: Times) -> Mask:
        """The rows that it is taken from."""
        return np.asarray(self._counted(tally, times) != 0)

    def _counted(self, tally: Tally, times: Times) -> npt.NDArray[np.int_]:
        """How often each row is counted."""
        counted: npt.NDArray[np.int_] = np.zeros(tally.size, dtype=int)
        for sign, chosen in self.parts(times):
            counted += sign * tally.rows(*chosen)
        return counted

    def behind(self, tally: Tally, times: Times) -> Counter[tuple[int, float]]:
        """The positions of the requests it is taken from; of a statistic also their numbers."""
        counted = self._counted(tally, times)
        taken = tally.numbers(self.over) if self.statistic else np.zeros(tally.size)
        return Counter(
            {
                (i, float(np.nan_to_num(taken[i], nan=-1.0))): int(counted[i])
                for i in np.flatnonzero(counted).tolist()
            }
        )


def compared_with(condition: Condition) -> tuple[Hashable, ...]:
    """What its column is compared with, wherever that stands."""
    if isinstance(condition, AnyOf):
        return condition.words
    return condition.sign, condition.point.value


def _placed(condition: Condition, at: Mapping[Value, str]) -> Condition:
    """A condition that reads its value from the cell in which it stands."""
    if isinstance(condition, AnyOf) or condition.point.value not in at:
        return condition
    return replace(condition, point=Point(condition.point.value, at[condition.point.value]))
