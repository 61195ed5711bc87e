"""Runs the rules over a register and gathers what they find.

A `Rule` judges rows: its function takes a `Case` and returns a mask of the rows at fault. A
`RegisterRule` judges the register as a whole: its function yields the values of its message, once
per fault. Neither raises on bad data; a rule whose columns are missing is left out, and the missing
column is one finding.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from string import Formatter
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from ppid_sheets.checks.arrivals import Arrived
from ppid_sheets.checks.earlier import EarlierTab
from ppid_sheets.checks.findings import Finding
from ppid_sheets.checks.information_lists import InformationList
from ppid_sheets.checks.tabs import OtherKind
from ppid_sheets.common.arrays import Mask
from ppid_sheets.common.indonesian import number, typed_date
from ppid_sheets.common.severity import Severity
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.calendar import WorkCalendar
from ppid_sheets.deadlines.holiday_tab import HolidayList
from ppid_sheets.errors import PpidError
from ppid_sheets.register.cells import AND
from ppid_sheets.register.places import place
from ppid_sheets.register.reading import UNREAD, Note
from ppid_sheets.register.rows import empty
from ppid_sheets.register.table import Table

T = TypeVar("T")
ColumnValues = npt.NDArray[Any]


@dataclass(frozen=True)
class Case:
    """What the rules look at: one register, read and reckoned as of one day.

    `deadlines` is the frame of `Clock.deadlines` on the index of `table.frame`; `lists` are the
    choices of the tab Pilihan by header; `present` is the day of reading, where that is later than
    `as_of`; `job_columns` are the keys of the job's columns present; `others` are tabs
    beside the register's that look like one, or like another tab of the job's; `narrow` is where a
    filter ends too early;
    `earlier` are the parts of earlier years, `lost` why others could not be read, by their name;
    `far` are cells by their tab that were not read; `desk` has the rows of those parts as well,
    `everything` also those received after `as_of`; `information` has the lists that the
    office has of it, by the names of their schemas; `arrived` is what came in and is not there yet.
    """

    table: Table
    deadlines: pd.DataFrame
    calendar: WorkCalendar
    holidays: HolidayList
    lists: Mapping[str, Sequence[str]]
    settings: Settings
    as_of: date
    present: date | None = None
    job_columns: frozenset[str] = frozenset()
    others: Mapping[str, OtherKind] = field(default_factory=dict)
    narrow: str = ""
    earlier: tuple[EarlierTab, ...] = ()
    lost: Mapping[str, PpidError] = field(default_factory=dict)
    far: Mapping[str, Sequence[str]] = field(default_factory=dict)
    desk: Table | None = None
    everything: Table | None = None
    information: Mapping[str, InformationList] = field(default_factory=dict)
    arrived: Arrived | None = None
    _reckoned: dict[object, Any] = field(default_factory=dict, init=False, repr=False)

    def __getitem__(self, key: str) -> ColumnValues:
        """The typed column `key` of all requests, as an array."""
        if ("column", key) not in self._reckoned:
            self._reckoned["column", key] = self.table.frame[key].to_numpy()
        column: ColumnValues = self._reckoned["column", key]
        return column

    def deadline(self, key: str) -> ColumnValues:
        """The column `key` of the deadlines of all requests, as an array."""
        if ("deadline", key) not in self._reckoned:
            self._reckoned["deadline", key] = self.deadlines[key].to_numpy()
        column: ColumnValues = self._reckoned["deadline", key]
        return column

    def once(self, reckon: "Callable[[Case], T]") -> T:
        """`reckon(case)`, worked out once however many rules ask for it."""
        if reckon not in self._reckoned:
            self._reckoned[reckon] = reckon(self)
        result: T = self._reckoned[reckon]
        return result

    def blank(self, key: str) -> Mask:
        """Rows whose cell in `key` is empty (a filled cell that cannot be read is not)."""
        if ("blank", key) not in self._reckoned:
            self._reckoned["blank", key] = empty(self[key]) & ~self.unread(key)
        blank: Mask = self._reckoned["blank", key]
        return blank

    def filled(self, key: str) -> Mask:
        """Rows whose cell in `key` has anything in it, readable or not."""
        return ~self.blank(key)

    def says(self, key: str, *choices: str) -> Mask:
        """Rows whose choice in column `key`, or one of several there, is one of `choices`."""
        if ("says", key) not in self._reckoned:
            self._reckoned["says", key] = pd.factorize(self[key])
        codes, words = self._reckoned["says", key]
        chosen: Mask = np.array(
            [not choices_of(word).isdisjoint(choices) for word in words], dtype=bool
        )[codes]
        return chosen

    def noted(self, key: str, *notes: Note) -> Mask:
        """Rows whose cell in column `key` was read with one of `notes`."""
        return self.table.mask(key, *notes)

    def unread(self, key: str) -> Mask:
        """Rows whose cell in column `key` is filled but has no value."""
        return self.noted(key, *UNREAD)

    @cached_property
    def rows(self) -> npt.NDArray[np.int64]:
        """The sheet row of each request."""
        return self.table.frame.index.to_numpy()

    @cached_property
    def today(self) -> np.datetime64:
        """`as_of` for comparison with date columns."""
        return np.datetime64(self.as_of, "s")

    @cached_property
    def last_day(self) -> np.datetime64:
        """The last day that has come, whatever day is asked about: all after it is the future."""
        return np.datetime64(max(self.as_of, self.present or self.as_of), "s")

    def working_days_since(self, start: ColumnValues) -> npt.NDArray[np.float64]:
        """Working days after each day of `start` up to `as_of`; NaN where unknown."""
        return self.calendar.between(start, np.full(len(start), self.today))


class Hits(NamedTuple):
    """Rows at fault, with values for the message by name: one for all or one for each of them."""

    mask: Mask
    values: Mapping[str, str | Sequence[str]]


Find = Callable[[Case], Mask | Hits]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule over rows.

    `column` is the key of the cell that lights up; `basis` the SOP step or article; `needs` the
    columns without which it cannot judge: each that the sheet lacks is one finding, so a column
    that an office may do without is left out and read as blank. `message` and `remedy` may name
    columns of the frame or the deadlines, and the values of `Hits`, in braces: `{first_due_on}`;
    never personal ones. A rule on what a cell was read as has its `note`, and is asked only where
    there is such a cell.
    """

    code: str
    severity: Severity
    column: str
    message: str
    remedy: str
    basis: str
    needs: tuple[str, ...]
    find: Find
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class RegisterRule:
    """One rule over the register as a whole; `find` yields the message's values per fault."""

    code: str
    severity: Severity
    message: str
    remedy: str
    basis: str
    find: Callable[[Case], Iterable[Mapping[str, object]]]


def choices_of(word: str) -> Set[str]:
    """What a cell chooses: one thing, several, or "" for nothing."""
    return {word, *word.split(AND)}


def is_blank(key: str) -> Find:
    """The finder of rows whose cell in column `key` is empty."""
    return lambda case: case.blank(key)


def lines(values: ColumnValues) -> str:
    """Texts one a line, without case and spaces: all at once is ten times faster than each."""
    texts: list[str] = values.tolist()
    joined = "\0".join(texts)
    if joined.count("\0") >= len(texts) > 0:
        joined = "\0".join(text.replace("\0", "") for text in texts)
    return "".join(joined.casefold().split()).replace("\0", "\n")


def unlike(values: ColumnValues, usual: re.Pattern[str]) -> Sequence[int]:
    """Positions of the texts that do not match `usual` as a whole: the few worth a closer look."""
    matches = map(usual.fullmatch, values.tolist())
    return [i for i, match in enumerate(matches) if match is None]


def run(
    case: Case, rules: Sequence[Rule], register_rules: Sequence[RegisterRule]
) -> tuple[Finding, ...]:
    """All findings, those of the register first, then by row and in the order of the rules."""
    lacking = case.table.lacking
    found = [
        Finding(
            0,
            rule.code,
            rule.severity,
            "",
            "",
            rule.message.format(**values),
            rule.remedy.format(**values),
        )
        for rule in register_rules
        for values in rule.find(case)
    ]
    in_rows: list[Finding] = []
    for rule in rules:
        judged = [keys.isdisjoint(rule.needs) for keys in lacking]
        if any(judged):
            hits = _findings(rule, case)
            in_rows += hits if all(judged) else [f for f in hits if judged[place(f.row)[0]]]
    in_rows.sort(key=lambda finding: finding.row)
    return (*found, *in_rows)


def _findings(rule: Rule, case: Case) -> Iterable[Finding]:
    if rule.note and not case.table.has(rule.column, rule.note):
        return ()
    found = rule.find(case)
    mask, values = found if isinstance(found, Hits) else (found, {})
    (hit,) = mask.nonzero()
    if not len(hit):
        return ()
    rows = case.rows[hit].tolist()
    label = case.table.label(rule.column)
    message, remedy = (_filled_in(text, case, hit, values) for text in (rule.message, rule.remedy))
    return [
        Finding(row, rule.code, rule.severity, rule.column, label, wrong, mend)
        for row, wrong, mend in zip(rows, message, remedy, strict=True)
    ]


def _filled_in(
    text: str, case: Case, hit: npt.NDArray[np.intp], values: Mapping[str, str | Sequence[str]]
) -> list[str]:
    """`text` with its braces filled, for each row of `hit`."""
    names = [name for _, name, _, _ in Formatter().parse(text) if name]
    if not names:
        return [text] * len(hit)
    columns = [
        _given(values[name], len(hit)) if name in values else _shown(case, name, hit)
        for name in names
    ]
    return [text.format(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True)]


def _given(value: str | Sequence[str], size: int) -> Sequence[str]:
    return [value] * size if isinstance(value, str) else value


def _shown(case: Case, name: str, hit: npt.NDArray[np.intp]) -> list[str]:
    values = (case.deadline(name) if name in case.deadlines else case[name])[hit]
    if values.dtype.kind == "M":
        days = values.astype("datetime64[D]").tolist()
        return [typed_date(day) if day else "" for day in days]
    if values.dtype.kind == "f":
        return [number(value) for value in values.tolist()]
    return [str(value) for value in values.tolist()]
