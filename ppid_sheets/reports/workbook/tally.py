"""Numbers over the rows of a table, each declared once and read twice: as formula and as value.

Both readings start from the same criteria; a spreadsheet that calculates the formula must come to
the value.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from ppid_sheets.common.arrays import Mask, days
from ppid_sheets.reports.workbook.book import Cell, DataTable, Style, Value

NONE = "–"
"""Stands where there is nothing to be a share, mean or median of."""

Sign = Literal["=", "<", "<=", ">", ">="]
Statistic = Literal["AVERAGE", "MEDIAN", "PERCENTILE", "MAX", "MIN"]
_PLAIN = re.compile(r"(?!(true|false|benar|salah)$)[^\W\d_]([^\W\d_]|[ ./(),&-])*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Point:
    """A value, and the cell or literal by which formulas name it."""

    value: Value
    ref: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """A column of the table compared with a point; empty cells are equal to nothing."""

    key: str
    sign: Sign
    point: Point


@dataclass(frozen=True, slots=True)
class AnyOf:
    """A column of the table holds one of some words of our own."""

    key: str
    words: tuple[str, ...]


Condition = Criterion | AnyOf


@dataclass(frozen=True, slots=True)
class Number:
    """A value with the formula that yields it, without its "="; `array` formulas look at ranges."""

    value: int | float | str | date
    formula: str
    array: bool = False

    def cell(self, style: Style, span: int = 1) -> Cell:
        """The number as a cell."""
        return Cell(self.value, style, f"={self.formula}", span, array=self.array)

    def at(self, place: str) -> "Number":
        """The same number, read from the cell where it stands."""
        return Number(self.value, place)

    def __add__(self, other: "Number") -> "Number":
        """The sum of two counts."""
        return Number(_whole(self) + _whole(other), f"{self.formula}+{other.formula}")

    def __sub__(self, other: "Number") -> "Number":
        """The difference of two counts; what is taken away must not be a sum itself."""
        return Number(_whole(self) - _whole(other), f"{self.formula}-{other.formula}")


def _whole(number: Number) -> int:
    if not isinstance(number.value, int):
        raise TypeError(f"{number.formula} is no count")
    return number.value


def total(numbers: Sequence[Number], area: str) -> Number:
    """The sum of numbers that stand in an area."""
    return Number(sum(map(_whole, numbers)), f"SUM({area})")


def summed(numbers: Sequence[Number | None], formula: str) -> Number:
    """The sum of those that are numbers, read by a formula of its own."""
    return total([number for number in numbers if number is not None], "").at(formula)


def share(part: Number, whole: Number) -> Number:
    """A part of a whole, NONE where there is no whole; give both by their places."""
    value = _whole(part) / _whole(whole) if _whole(whole) else NONE
    return Number(value, f'IF({whole.formula}=0,"{NONE}",{part.formula}/{whole.formula})')


def word(text: str) -> Point:
    """One of our own words, written into the formula."""
    return Point(text, f'"{text}"')


def equals(key: str, text: str) -> Criterion:
    """A column holds one of our own words."""
    return Criterion(key, "=", word(text))


def is_plain(labels: Sequence[str], known: Container[str] = ()) -> bool:
    """Whether COUNTIFS takes labels for what they are; `known` ones are our own.

    It reads "*" or ">5" as a pattern, "1 Mei" as a date, and ignores case.
    """
    apart = len({label.casefold() for label in labels}) == len(labels)
    return apart and all(label in known or _PLAIN.fullmatch(label) for label in labels)


class Tally:
    """Counts and statistics over one table."""

    def __init__(self, table: DataTable) -> None:
        self.table = table
        self._masks: dict[tuple[object, ...], Mask] = {}
        self._columns: dict[str, Any] = {}
        self._areas: dict[str, str] = {}

    @cached_property
    def size(self) -> int:
        """The number of rows."""
        return len(self.table.columns[0].values)

    def count(self, *conditions: Condition, exact: bool = False) -> Number:
        """Rows that meet all conditions; `exact` compares texts as they are (see `is_plain`)."""
        return Number(
            int(np.count_nonzero(self.rows(*conditions))), self.formula(conditions, exact)
        )

    def statistic(self, name: Statistic, key: str, *criteria: Condition) -> Number:
        """A statistic of the numbers in a column over the rows that meet all criteria.

        PERCENTILE is the 90th, interpolated. NONE where there is no number.
        """
        rows = self.rows(*criteria)
        numbers = self.numbers(key)[rows]
        numbers = numbers[~np.isnan(numbers)]
        area = self._area(key)
        tests = "*".join(f"({self._test(c)})" for c in criteria)
        chosen = f'IF(ISNUMBER({area})*{tests},{area},"")'
        last = ",0.9" if name == "PERCENTILE" else ""
        formula = f'IF(COUNT({chosen})=0,"{NONE}",{name}({chosen}{last}))'
        return Number(_STATISTICS[name](numbers) if len(numbers) else NONE, formula, array=True)

    def rows(self, *conditions: Condition) -> Mask:
        """Mask of the rows that meet all conditions."""
        mask = np.ones(self.size, dtype=bool)
        for condition in conditions:
            mask &= self._mask(condition)
        return mask

    def _area(self, key: str) -> str:
        if key not in self._areas:
            self._areas[key] = str(self.table.area(key))
        return self._areas[key]

    def _mask(self, condition: Condition) -> Mask:
        if isinstance(condition, AnyOf):
            at: tuple[object, ...] = (condition.key, condition.words)
        else:
            at = (condition.key, condition.sign, condition.point.value)
        if at not in self._masks:
            self._masks[at] = self._compared(condition)
        return self._masks[at]

    def _compared(self, criterion: Condition) -> Mask:
        if isinstance(criterion, AnyOf):
            masks = [self._mask(equals(criterion.key, word)) for word in criterion.words]
            return np.asarray(np.any(masks, axis=0))
        value = criterion.point.value
        if isinstance(value, str):
            codes, words = self._texts(criterion.key)
            return np.asarray(codes == words.get(value, -2))
        compare = _COMPARISONS[criterion.sign]
        if isinstance(value, date):
            return np.asarray(compare(self._days(criterion.key), np.datetime64(value, "D")))
        return np.asarray(compare(self.numbers(criterion.key), value))

    def _values(self, key: str) -> Sequence[Value]:
        return next(column.values for column in self.table.columns if column.key == key)

    def _texts(self, key: str) -> tuple[npt.NDArray[np.intp], dict[str, int]]:
        if key not in self._columns:
            codes, words = pd.factorize(np.array([*self._values(key), None], dtype=object)[:-1])
            self._columns[key] = codes, {w: i for i, w in enumerate(words.tolist())}
        found: tuple[npt.NDArray[np.intp], dict[str, int]] = self._columns[key]
        return found

    def _days(self, key: str) -> npt.NDArray[np.datetime64]:
        if key not in self._columns:
            self._columns[key] = days(self._values(key))
        found: npt.NDArray[np.datetime64] = self._columns[key]
        return found

    def numbers(self, key: str) -> npt.NDArray[np.float64]:
        """The values of a column, NaN where it has none."""
        at = f"number {key}"
        if at not in self._columns:
            self._columns[at] = np.array(self._values(key), dtype=np.float64)
        found: npt.NDArray[np.float64] = self._columns[at]
        return found

    def formula(self, conditions: Sequence[Condition], exact: bool) -> str:
        """The formula that counts the rows; only its last condition may be `AnyOf`."""
        last = conditions[-1]
        if exact:
            words = [equals(last.key, w) for w in last.words] if isinstance(last, AnyOf) else [last]
            parts = ((*conditions[:-1], word) for word in words)
            return "+".join(f"SUMPRODUCT({','.join(map(self._product, part))})" for part in parts)
        counted = f"COUNTIFS({','.join(map(self._condition, conditions))})"
        return f"SUMPRODUCT({counted})" if isinstance(last, AnyOf) else counted

    def _condition(self, condition: Condition) -> str:
        """The pair of arguments of COUNTIFS."""
        area = self._area(condition.key)
        match condition:
            case AnyOf(words=words):
                return f"{area},{{{','.join(f'{chr(34)}{word}{chr(34)}' for word in words)}}}"
            case Criterion(sign="=", point=point):
                return f"{area},{point.ref}"
            case Criterion(sign=sign, point=point):
                return f'{area},"{sign}"&{point.ref}'

    def _test(self, condition: Condition) -> str:
        """True or false for each row."""
        if isinstance(condition, AnyOf):
            raise TypeError(f"{condition.key} is no single test")
        area, point = self._area(condition.key), condition.point
        if condition.sign == "=" and isinstance(point.value, str):
            return f"EXACT({area},{point.ref})"
        return f"{area}{condition.sign}{point.ref}"

    def _product(self, condition: Condition) -> str:
        """The factor of SUMPRODUCT."""
        test = self._test(condition)
        return f"--{test}" if test.startswith("EXACT(") else f"--({test})"


_COMPARISONS: dict[Sign, Any] = {
    "=": np.equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}
_STATISTICS: dict[Statistic, Any] = {
    "AVERAGE": lambda values: float(values.mean()),
    "MEDIAN": lambda values: float(np.median(values)),
    "PERCENTILE": lambda values: float(np.percentile(values, 90)),
    "MAX": lambda values: int(values.max()),
    "MIN": lambda values: int(values.min()),
}
