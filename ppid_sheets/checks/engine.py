"""Runs the rules over a register and gathers what they find.

A `Rule` judges rows: its function takes a `Case` and returns a mask of the rows at fault. A
`RegisterRule` judges the register as a whole: its function yields the values of its message, once
per fault. Neither raises on bad data; a rule whose columns are missing is left out, and the missing
column is one finding.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from string import Formatter
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from ppid_sheets.config import Settings
from ppid_sheets.deadlines.calendar import WorkCalendar
from ppid_sheets.deadlines.holiday_tab import HolidayList
from ppid_sheets.register.indonesian import number, typed_date
from ppid_sheets.register.table import Table

Severity = Literal["galat", "peringatan", "info"]
SEVERITIES: tuple[Severity, ...] = ("galat", "peringatan", "info")


class Finding(NamedTuple):
    """One fault: in a cell (`row` is the sheet row, `column` the key) or in the register (row 0).

    `label` is the column's header as it stands in the sheet; `message` says what is wrong and
    `remedy` how to mend it, both without personal data.
    """

    row: int
    code: str
    severity: Severity
    column: str
    label: str
    message: str
    remedy: str

    @property
    def sentence(self) -> str:
        """The finding as the column *Temuan* shows it."""
        return f"[{self.label}] {self.message}; {self.remedy}" if self.label else self.register_text

    @property
    def register_text(self) -> str:
        """The finding without its column."""
        return f"{self.message}; {self.remedy}"


@dataclass(frozen=True)
class Case:
    """What the rules look at: one register, read and reckoned as of one day.

    `deadlines` is the frame of `Clock.deadlines` on the index of `table.frame`; `lists` are the
    choices of the tab Pilihan by header; `job_columns` are the keys of the job's columns present.
    """

    table: Table
    deadlines: pd.DataFrame
    calendar: WorkCalendar
    holidays: HolidayList
    lists: Mapping[str, Sequence[str]]
    settings: Settings
    as_of: date
    job_columns: frozenset[str] = frozenset()

    def __getitem__(self, key: str) -> "pd.Series":
        """The typed column `key` of all requests."""
        return self.table.frame[key]

    def blank(self, key: str) -> "pd.Series[bool]":
        """Rows whose cell in `key` is empty (a filled cell that cannot be read is not)."""
        values = self.table.frame[key]
        empty = values == "" if values.dtype == object else values.isna()
        return empty & ~self.table.unread(key)

    def filled(self, key: str) -> "pd.Series[bool]":
        """Rows whose cell in `key` has anything in it, readable or not."""
        return ~self.blank(key)

    @cached_property
    def today(self) -> np.datetime64:
        """`as_of` for comparison with date columns."""
        return np.datetime64(self.as_of, "s")

    def working_days(self, start: "pd.Series", end: "pd.Series") -> npt.NDArray[np.float64]:
        """Working days in (start, end] row by row; NaN where unknown."""
        return self.calendar.between(
            start.to_numpy().astype("datetime64[D]"), end.to_numpy().astype("datetime64[D]")
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule over rows.

    `column` is the key of the cell that lights up; `basis` the SOP step or article; `needs` the
    columns without which it cannot judge. `message` may name date and number columns of the frame
    or the deadlines in braces: `{first_due_on}`; never personal ones.
    """

    code: str
    severity: Severity
    column: str
    message: str
    remedy: str
    basis: str
    needs: tuple[str, ...]
    find: Callable[[Case], "pd.Series[bool] | npt.NDArray[np.bool_]"]


@dataclass(frozen=True, slots=True)
class RegisterRule:
    """One rule over the register as a whole; `find` yields the message's values per fault."""

    code: str
    severity: Severity
    message: str
    remedy: str
    basis: str
    find: Callable[[Case], Iterable[Mapping[str, object]]]


def run(
    case: Case, rules: Sequence[Rule], register_rules: Sequence[RegisterRule]
) -> tuple[Finding, ...]:
    """All findings, those of the register first, then by row and in the order of the rules."""
    missing = {column.key for column in case.table.missing}
    found = [
        Finding(0, rule.code, rule.severity, "", "", rule.message.format(**values), rule.remedy)
        for rule in register_rules
        for values in rule.find(case)
    ]
    in_rows: list[Finding] = []
    for rule in rules:
        if missing.isdisjoint(rule.needs):
            in_rows += _findings(rule, case)
    in_rows.sort(key=lambda finding: finding.row)
    return (*found, *in_rows)


def _findings(rule: Rule, case: Case) -> Iterable[Finding]:
    mask = np.asarray(rule.find(case), dtype=bool)
    if not mask.any():
        return ()
    hit = np.flatnonzero(mask)
    rows = case.table.frame.index[hit].tolist()
    label = case.table.label(rule.column)
    fields = [name for _, name, _, _ in Formatter().parse(rule.message) if name]
    if not fields:
        return [
            Finding(row, rule.code, rule.severity, rule.column, label, rule.message, rule.remedy)
            for row in rows
        ]
    columns = [_shown(case, name, hit) for name in fields]
    return [
        Finding(
            row, rule.code, rule.severity, rule.column, label,
            rule.message.format(**dict(zip(fields, values, strict=True))), rule.remedy,
        )
        for row, *values in zip(rows, *columns, strict=True)
    ]  # fmt: skip


def _shown(case: Case, name: str, hit: npt.NDArray[np.intp]) -> list[str]:
    frame = case.deadlines if name in case.deadlines else case.table.frame
    values = frame[name].iloc[hit]
    if values.dtype.kind == "M":
        return [typed_date(value) if value is not pd.NaT else "" for value in values]
    if values.dtype.kind == "f":
        return [number(value) for value in values]
    return [str(value) for value in values]
