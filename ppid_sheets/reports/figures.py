"""The numbers of a month, counted from a register's typed frame as of one day.

Definitions: a request is *received* on its *Tanggal Diterima*. It is *finished* on the earlier of
its notice and its giving once a decision stands in the row, but never before it was received; one
that was withdrawn without any date counts as finished on the day it was received. It is *open* as
long as it is not finished. So opening + received - finished = remaining, whatever people type.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import pandas as pd

from ppid_sheets.deadlines.clock import (
    FINISHED_LATE,
    ON_TIME,
    OPEN_STATUSES,
    OVERDUE,
    UNKNOWN,
    WITHDRAWN_STATUS,
    Clock,
)
from ppid_sheets.register.columns import BY_KEY
from ppid_sheets.register.table import Table

STILL_OPEN = "Masih diproses"
NOT_FILLED = "(tidak diisi)"
NOT_READ = "(tidak terbaca)"
OWN_LABELS = (STILL_OPEN, NOT_FILLED, NOT_READ)
TREND_MONTHS = 13
FIRST_YEAR = 1950
"""An earlier date of receipt is a slip of the pen, and no date that Excel can count with."""

DECIDING = ("received_on", "complete_on", "decision")
GROUPED = ("channel", "applicant_type", "info_category", "officer")
OPEN_ORDER = (*OPEN_STATUSES, UNKNOWN)
"""Statuses of open requests, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Period:
    """A month, seen at the end of the day `as_of`, which lies in it."""

    first: date
    as_of: date

    @property
    def closed(self) -> bool:
        """Whether the month was over."""
        return (self.as_of + timedelta(days=1)).month != self.first.month

    @property
    def before(self) -> date:
        """The last day of the month before."""
        return self.first - timedelta(days=1)

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of the 13 months that end with this one."""
        return tuple(_month(self.first, back) for back in range(TREND_MONTHS - 1, -1, -1))


def period_of(year: int, month: int, as_of: date) -> Period:
    """A month as of a day, or as of its last day if that is earlier.

    Raises ValueError when `as_of` lies before the month.
    """
    first = date(year, month, 1)
    last = _month(first, -1) - timedelta(days=1)
    if as_of < first:
        raise ValueError(f"{as_of} lies before {first:%Y-%m}")
    return Period(first, min(as_of, last))


def _month(first: date, back: int) -> date:
    number = first.year * 12 + first.month - 1 - back
    return date(number // 12, number % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Flow:
    """The movement of requests in a month; `judged` are finished ones that have a due date."""

    opening: int
    received: int
    finished: int
    remaining: int
    withdrawn: int
    on_time: int
    judged: int
    overdue: int

    @property
    def on_time_rate(self) -> float | None:
        """Share of the judged that were on time, None where none was judged."""
        return self.on_time / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class TrendMonth:
    """One month of the trend; `remaining` as of its end."""

    first: date
    received: int
    finished: int
    remaining: int


@dataclass(frozen=True, slots=True)
class Pivot:
    """Requests received in the month: row labels against decisions, counted."""

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

    `data` holds the requests of the 13 months, those of this month first, on the register's sheet
    rows (see `report_rows`); `left_out` are sheet rows without a usable date of receipt;
    `registered` counts the month's receipts in the register itself.
    """

    period: Period
    current: Flow
    previous: Flow
    trend: tuple[TrendMonth, ...]
    decisions: tuple[str, ...]
    decided: tuple[int, ...]
    pivots: tuple[Pivot, ...]
    open_statuses: tuple[int, ...]
    finished_statuses: Mapping[str, int]
    data: pd.DataFrame
    left_out: tuple[int, ...]
    registered: int
    fingerprint: str

    @cached_property
    def open_requests(self) -> pd.DataFrame:
        """Open requests, the most urgent first: by status, due date, receipt."""
        rows = self.data[self.data["finished_on"].isna()]
        urgency = rows["status"].map({status: i for i, status in enumerate(OPEN_ORDER)})
        order = ["urgency", "due_on", "received_on"]
        return rows.assign(urgency=urgency).sort_values(order, kind="stable")


def figures(table: Table, clock: Clock, period: Period) -> Figures:
    """The numbers of a month; see the module for what counts as what."""
    rows = report_rows(table, clock, period)
    received = rows[rows["received_on"] >= _day(period.first)]
    decisions = _labels(received["decision"], (*BY_KEY["decision"].choices, STILL_OPEN))
    counted = Counter(received["decision"].tolist())
    before = period_of(period.before.year, period.before.month, period.before)
    data = _listed(rows, period)
    finished = rows.loc[_within(rows["finished_on"], period.first, period.as_of), "status"]
    dates = table.frame["received_on"]
    return Figures(
        period=period,
        current=_flow(rows, period, "status"),
        previous=_flow(rows, before, "status_before"),
        trend=_trend(rows, period),
        decisions=decisions,
        decided=tuple(counted[label] for label in decisions),
        pivots=tuple(
            _pivot(received, key, _group_labels(key, received, data), decisions) for key in GROUPED
        ),
        open_statuses=_open_statuses(rows),
        finished_statuses=Counter(finished.tolist()),
        data=data,
        left_out=tuple(table.frame.index[~_usable(dates)].tolist()),
        registered=int(_within(dates, period.first, period.as_of).sum()),
        fingerprint=_fingerprint(data),
    )


def report_rows(table: Table, clock: Clock, period: Period) -> pd.DataFrame:
    """The requests received up to `as_of`, in the register's order, on their sheet rows.

    Columns: `reg_number`, `received_on`, the grouped columns, `info_class`, `decision` and
    `refusal_ground` as labels, `due_on`, `finished_on` (see the module), `status`, `days_left`,
    `service_days`, and `status_before` as of the end of the month before ("" if not yet received).
    """
    frame = table.frame
    unread = {key: table.unread(key) for key in DECIDING}
    now = clock.deadlines(frame, period.as_of, unread)
    before = clock.deadlines(frame, period.before, unread)
    received, finished = frame["received_on"], now["finished_on"]
    finished = finished.mask(finished.isna() & (now["status"] == WITHDRAWN_STATUS), received)
    finished = finished.mask(finished < received, received)
    columns = {
        "reg_number": frame["reg_number"],
        "received_on": received,
        **{key: _label_column(table, key) for key in (*GROUPED, "info_class")},
        "decision": _label_column(table, "decision").where(finished.notna(), STILL_OPEN),
        "refusal_ground": frame["refusal_ground"].where(finished.notna(), ""),
        "due_on": now["due_on"],
        "finished_on": finished,
        "status": now["status"],
        "days_left": now["days_left"],
        "service_days": now["service_days"],
        "status_before": before["status"].where(before["known"], ""),
    }
    return pd.DataFrame(columns)[now["known"] & _usable(received)]


def _usable(received: "pd.Series[pd.Timestamp]") -> "pd.Series[bool]":
    return received >= pd.Timestamp(FIRST_YEAR, 1, 1)


def _label_column(table: Table, key: str) -> "pd.Series[str]":
    """A column of choices without blanks; an office's own choice is kept apart from our labels."""
    values = table.frame[key]
    own = {label.casefold() for label in OWN_LABELS}
    apart = {v: f"{v} (Pilihan)" for v in set(values.tolist()) if v.casefold() in own}
    labels = values.map(lambda value: apart.get(value, value)) if apart else values
    labels = labels.mask(table.unread(key), NOT_READ)
    return labels.mask(labels == "", NOT_FILLED)


def _day(day: date) -> pd.Timestamp:
    return pd.Timestamp(day)


def _within(days: "pd.Series[pd.Timestamp]", first: date, last: date) -> "pd.Series[bool]":
    return (days >= _day(first)) & (days <= _day(last))


def _listed(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Requests that moved in the 13 months or are open, with `in_month`; the month's first."""
    finished = rows["finished_on"]
    listed = rows.assign(in_month=finished.isna() | (finished >= _day(period.first)))
    listed = listed[finished.isna() | (finished >= _day(period.months[0]))]
    return listed.sort_values(
        ["in_month", "received_on", "reg_number"], ascending=[False, True, True], kind="stable"
    )


def _flow(rows: pd.DataFrame, month: Period, status: str) -> Flow:
    received, finished = rows["received_on"], rows["finished_on"]
    started = received < _day(month.first)
    ended = finished < _day(month.first)
    done = _within(finished, month.first, month.as_of)
    statuses = Counter(rows.loc[done, status].tolist())
    return Flow(
        opening=int((started & ~ended).sum()),
        received=int(_within(received, month.first, month.as_of).sum()),
        finished=int(done.sum()),
        remaining=int(((received <= _day(month.as_of)) & ~(finished <= _day(month.as_of))).sum()),
        withdrawn=statuses[WITHDRAWN_STATUS],
        on_time=statuses[ON_TIME],
        judged=statuses[ON_TIME] + statuses[FINISHED_LATE],
        overdue=int((rows[status] == OVERDUE).sum()),
    )


def _trend(rows: pd.DataFrame, period: Period) -> tuple[TrendMonth, ...]:
    received = Counter(rows["received_on"].to_numpy().astype("datetime64[M]").tolist())
    finished = rows["finished_on"].dropna().to_numpy().astype("datetime64[M]").tolist()
    ended = Counter(finished)
    months = period.months
    remaining = sum(n for month, n in received.items() if month < months[0])
    remaining -= sum(n for month, n in ended.items() if month < months[0])
    trend = []
    for month in months:
        remaining += received[month] - ended[month]
        trend.append(TrendMonth(month, received[month], ended[month], remaining))
    return tuple(trend)


def _labels(values: "pd.Series[str]", declared: Sequence[str]) -> tuple[str, ...]:
    """Declared labels in their order, then whatever else occurs."""
    others = set(values.tolist()) - set(declared)
    return (*declared[:-1], *sorted(others), declared[-1])


def _group_labels(key: str, received: pd.DataFrame, data: pd.DataFrame) -> tuple[str, ...]:
    """All choices of a column; of a list that the office keeps, those in use in the 13 months."""
    values = data[key] if BY_KEY[key].listed else received[key]
    return _labels(values, (*BY_KEY[key].choices, NOT_FILLED))


def _pivot(
    received: pd.DataFrame, key: str, labels: tuple[str, ...], decisions: tuple[str, ...]
) -> Pivot:
    counted = Counter(zip(received[key].tolist(), received["decision"].tolist(), strict=True))
    counts = tuple(tuple(counted[row, decision] for decision in decisions) for row in labels)
    return Pivot(key, labels, decisions, counts)


def _open_statuses(rows: pd.DataFrame) -> tuple[int, ...]:
    counted = Counter(rows.loc[rows["finished_on"].isna(), "status"].tolist())
    return tuple(counted[status] for status in OPEN_ORDER)


def _fingerprint(data: pd.DataFrame) -> str:
    """12 hexadecimal digits that change when any value of the rows does."""
    text = data.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\n")
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
