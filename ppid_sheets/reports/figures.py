"""The numbers of a month, counted from a register's typed frame as of one day.

Definitions: a request is *received* on its *Tanggal Diterima*. It is *finished* on the earlier of
its notice and its giving once a decision stands in the row, but never before it was received; one
that was withdrawn without any date counts as finished on the day it was received. It is *open* as
long as it is not finished. So opening + received - finished = remaining, whatever people type.
"""

import csv
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from io import SEEK_END, StringIO
from typing import Any

import numpy as np
import pandas as pd

from ppid_sheets.common.indonesian import NOT_FILLED
from ppid_sheets.common.month import Month, month_of
from ppid_sheets.deadlines.clock import (
    FINISHED_LATE,
    ON_TIME,
    OPEN_STATUSES,
    OVERDUE,
    UNKNOWN,
    WITHDRAWN_STATUS,
    Clock,
)
from ppid_sheets.register.places import Part, shown
from ppid_sheets.register.requests import column
from ppid_sheets.register.table import Table
from ppid_sheets.reports.period import Period
from ppid_sheets.reports.rows import (
    ACTS,
    FREE,
    GROUPED,
    NO_REFUSAL,
    STILL_OPEN,
    YES,
    report_rows,
    usable,
)

OPEN_ORDER = (*OPEN_STATUSES, UNKNOWN)
"""Statuses of open requests, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Flow:
    """The movement of requests in a month; `judged` are finished ones that have a due date.

    `mean_days` and `median_days` are working days of service, None where nothing was finished.
    """

    opening: int
    received: int
    finished: int
    remaining: int
    withdrawn: int
    on_time: int
    judged: int
    overdue: int
    mean_days: float | None
    median_days: float | None


@dataclass(frozen=True, slots=True)
class TrendMonth:
    """One month of the trend; `remaining` as of its end."""

    month: Month
    received: int
    finished: int
    remaining: int


@dataclass(frozen=True, slots=True)
class Pivot:
    """Requests received in the month: row labels against decisions, counted.

    The labels include those that only occur earlier in the year.
    """

    key: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        """All requests in the table."""
        return sum(map(sum, self.counts))


@dataclass(frozen=True)
class Figures:
    """Everything the monthly workbook says.

    `current`, `previous` and `year_ago` are this month, the one before and the same month of the
    year before, each as of its end. `data` holds the requests of the 13 months, those of this
    month first, on the register's sheet rows (see `report_rows`); `left_out` are sheet rows without
    a usable date of receipt, `skipped` those that are no requests, with the reason; `registered`
    counts the month's receipts in the register itself; `parts` are its tabs of earlier years.
    """

    period: Period
    current: Flow
    previous: Flow
    year_ago: Flow
    trend: tuple[TrendMonth, ...]
    decisions: tuple[str, ...]
    decided: tuple[int, ...]
    pivots: tuple[Pivot, ...]
    open_statuses: tuple[int, ...]
    finished_statuses: Mapping[str, int]
    data: pd.DataFrame
    left_out: tuple[int, ...]
    skipped: Mapping[int, str]
    registered: int
    fingerprint: str
    parts: tuple[Part, ...] = ()

    def shown(self, row: int) -> int | str:
        """What people call a row of the register."""
        return shown(row, self.parts)

    @cached_property
    def open_requests(self) -> pd.DataFrame:
        """Open requests, the most urgent first: by status, due date, receipt."""
        rows = self.data[self.data["finished_on"].isna()]
        urgency = rows["status"].map({status: i for i, status in enumerate(OPEN_ORDER)})
        order = ["urgency", "due_on", "received_on"]
        return rows.assign(urgency=urgency).sort_values(order, kind="stable")

    def labels(self, key: str) -> tuple[str, ...]:
        """The row labels of the pivot of a column."""
        return next(pivot.rows for pivot in self.pivots if pivot.key == key)


def figures(table: Table, clock: Clock, period: Period, subject: int = 0) -> Figures:
    """The numbers of a month (see the module for the terms, `report_rows` for `subject`)."""
    rows = report_rows(table, clock, period, subject)
    received = rows[rows["received_on"] >= _day(period.first)]
    counted = Counter(received["decision"].tolist())
    data = _listed(rows, period)
    ended = data["finished_on"]
    lately = data[~(ended < _day(period.months[1].first))]
    decisions = _in_use(lately["decision"], (*column("decision").choices, STILL_OPEN))
    finished = rows.loc[_within(rows["finished_on"], period.first, period.as_of), "status"]
    dates = table.frame["received_on"]
    before, year_ago = period.month.before(), period.months[0]
    return Figures(
        period=period,
        current=_flow(rows, period.first, period.as_of, rows["status"] == OVERDUE),
        previous=_flow(rows, before.first, before.last, rows["late_before"] == YES),
        year_ago=_flow(rows, year_ago.first, year_ago.last, rows["late_year"] == YES),
        trend=_trend(rows, period),
        decisions=decisions,
        decided=tuple(counted[label] for label in decisions),
        pivots=tuple(
            _pivot(received, key, _group_labels(key, lately), decisions) for key in GROUPED
        ),
        open_statuses=_open_statuses(rows),
        finished_statuses=Counter(finished.tolist()),
        data=data,
        left_out=tuple(table.frame.index[~usable(dates)].tolist()),
        skipped=table.skipped,
        registered=int(_within(dates, period.first, period.as_of).sum()),
        fingerprint=fingerprint(data),
        parts=table.parts,
    )


def _day(day: date) -> pd.Timestamp:
    return pd.Timestamp(day)


def _within(days: "pd.Series[pd.Timestamp]", first: date, last: date) -> "pd.Series[bool]":
    return (days >= _day(first)) & (days <= _day(last))


def _listed(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Requests that moved in the 13 months or are open, with `in_month`; the month's first.

    Those of other months say what trend and year need, and what else happened in this month.
    """
    finished = rows["finished_on"]
    in_month = finished.isna() | (finished >= _day(period.first))
    slim = {key: rows[key].where(in_month | (rows[key] >= _day(period.first))) for key in ACTS}
    slim |= {key: rows[key].where(in_month, "") for key in ("informed", "desk_result")}
    slim |= {key: rows[key].where(in_month) for key in ("desk_minutes", "desk_standard")}
    slim["extension"] = rows["extension"].where(slim["extended_on"].notna(), "")
    listed = rows.assign(in_month=in_month, **slim)
    listed = listed[finished.isna() | (finished >= _day(period.months[0].first))]
    return listed.sort_values(
        ["in_month", "received_on", "reg_number"], ascending=[False, True, True], kind="stable"
    )


def _flow(rows: pd.DataFrame, first: date, last: date, overdue: "pd.Series[bool]") -> Flow:
    received, finished = rows["received_on"], rows["finished_on"]
    done = _within(finished, first, last)
    statuses = Counter(rows.loc[done, "status"].tolist())
    days = rows.loc[done, "service_days"].dropna()
    return Flow(
        opening=int(((received < _day(first)) & ~(finished < _day(first))).sum()),
        received=int(_within(received, first, last).sum()),
        finished=int(done.sum()),
        remaining=int(((received <= _day(last)) & ~(finished <= _day(last))).sum()),
        withdrawn=statuses[WITHDRAWN_STATUS],
        on_time=statuses[ON_TIME],
        judged=statuses[ON_TIME] + statuses[FINISHED_LATE],
        overdue=int(overdue.sum()),
        mean_days=float(days.mean()) if len(days) else None,
        median_days=float(days.median()) if len(days) else None,
    )


def _trend(rows: pd.DataFrame, period: Period) -> tuple[TrendMonth, ...]:
    received, ended = (_by_month(rows[key]) for key in ("received_on", "finished_on"))
    months = period.months
    remaining = sum(n for month, n in received.items() if month < months[0])
    remaining -= sum(n for month, n in ended.items() if month < months[0])
    trend = []
    for month in months:
        remaining += received[month] - ended[month]
        trend.append(TrendMonth(month, received[month], ended[month], remaining))
    return tuple(trend)


def _by_month(days: "pd.Series[pd.Timestamp]") -> Counter[Month]:
    months = days.dropna().to_numpy().astype("datetime64[M]")
    found, times = np.unique(months, return_counts=True)
    return Counter(dict(zip(map(month_of, found.tolist()), times.tolist(), strict=True)))


def _labels(values: "pd.Series[str]", declared: Sequence[str]) -> tuple[str, ...]:
    """Declared labels in their order, then whatever else occurs."""
    others = set(values.tolist()) - set(declared)
    return (*declared[:-1], *sorted(others), declared[-1])


def _group_labels(key: str, lately: pd.DataFrame) -> tuple[str, ...]:
    """The labels of a column that are in use, in the order of its choices."""
    declared = FREE[key].labels if key in FREE else column(key).choices
    last = (NOT_FILLED, NO_REFUSAL) if key == "refusal_ground" else (NOT_FILLED,)
    return _in_use(lately[key], (*declared, *last))


def _in_use(values: "pd.Series[str]", declared: Sequence[str]) -> tuple[str, ...]:
    used = set(values.tolist()) or {declared[-1]}
    return tuple(label for label in _labels(values, declared) if label in used)


def _pivot(
    received: pd.DataFrame, key: str, labels: tuple[str, ...], decisions: tuple[str, ...]
) -> Pivot:
    counted = Counter(zip(received[key].tolist(), received["decision"].tolist(), strict=True))
    counts = tuple(tuple(counted[row, decision] for decision in decisions) for row in labels)
    return Pivot(key, labels, decisions, counts)


def _open_statuses(rows: pd.DataFrame) -> tuple[int, ...]:
    counted = Counter(rows.loc[rows["finished_on"].isna(), "status"].tolist())
    return tuple(counted[status] for status in OPEN_ORDER)


def fingerprint(data: pd.DataFrame, more: str = "") -> str:
    """12 hexadecimal digits that change when any value of the rows does, or what is `more`."""
    text = StringIO(more)
    text.seek(0, SEEK_END)
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(map(str, data.columns))
    lines.writerows(zip(*(_written(of) for _, of in data.items()), strict=True))
    return hashlib.sha256(text.getvalue().encode("utf-8", "replace")).hexdigest()[:12]


def _written(values: "pd.Series[Any]") -> list[Any]:
    """A column as `DataFrame.to_csv` gives it to the writer, in half its time: days as 2026-11-23,
    "" where there is nothing.
    """
    if values.dtype.kind == "M":
        days, at = np.unique(values.to_numpy().astype("datetime64[D]"), return_inverse=True)
        return [*np.where(np.isnat(days), "", np.datetime_as_string(days))[at].tolist()]
    written = values.tolist()
    for row in values.isna().to_numpy().nonzero()[0].tolist():
        written[row] = ""
    return written
