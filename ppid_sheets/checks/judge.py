"""Judges a register as of one day: its requests, their deadlines, and what is wrong with it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from ppid_sheets.checks.arrivals import Arrived, arrived
from ppid_sheets.checks.earlier import Earlier, earlier, left
from ppid_sheets.checks.engine import Case, run
from ppid_sheets.checks.findings import Finding
from ppid_sheets.checks.information_lists import of_requests
from ppid_sheets.checks.requests import requests_of, unfinished
from ppid_sheets.checks.rules import RuleBook, rule_book
from ppid_sheets.checks.rules.dates import ACT_IN_FORCE
from ppid_sheets.checks.rulings import ruled
from ppid_sheets.checks.tabs import job_places, narrow_filter, other_registers, register_tab
from ppid_sheets.checks.upcoming import Upcoming, upcoming
from ppid_sheets.common.indonesian import listed
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.calendar import WorkCalendar, calendar_of
from ppid_sheets.deadlines.clock import OPEN_STATUSES, OVERDUE, Clock
from ppid_sheets.deadlines.holiday_tab import HolidayList, read_holidays
from ppid_sheets.errors import CalendarError, ShapeError, UnsafeError
from ppid_sheets.register import layout
from ppid_sheets.register.as_of import without_later_dates
from ppid_sheets.register.header import Header
from ppid_sheets.register.lists import read_lists
from ppid_sheets.register.parts import joined
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.submissions import IntakeSource, SubmissionReader
from ppid_sheets.register.table import Table
from ppid_sheets.register.values import Snapshot


@dataclass(frozen=True)
class Judged:
    """The deadlines and findings of a register as of one day.

    `whole` is the table as read, `table` without the requests that came after that day; `later` has
    the registration numbers, by sheet row, of the requests that were received after it. `desk` is
    the work of the desk, and `desk_deadlines` are its due dates: `table` and the open requests of
    earlier parts. `hidden` are findings that the office has switched off: they count for nothing,
    and are remembered, so that they do not look mended. `upcoming` are the next numbers, None where
    there is no pattern and as of a day gone by. `arrived` are the submissions that are not in the
    register, None where none were read. `lists` are the choices of the tab Pilihan by header.
    """

    tab: str
    whole: Table
    table: Table
    clock: Clock
    deadlines: pd.DataFrame
    findings: tuple[Finding, ...]
    hidden: tuple[Finding, ...]
    later: Mapping[int, str]
    desk: Table
    desk_deadlines: pd.DataFrame
    earlier: Earlier
    upcoming: Upcoming | None
    arrived: Arrived | None
    lists: Mapping[str, Sequence[str]]

    @cached_property
    def statuses(self) -> Counter[str]:
        """Requests by their status."""
        return Counter(self.deadlines["status"].tolist())

    @cached_property
    def severities(self) -> Counter[str]:
        """Findings by their severity."""
        return Counter(finding.severity for finding in self.findings)

    def texts(self, key: str) -> Mapping[int, str]:
        """What a column of texts says by sheet row; nothing where the register has no such one."""
        if key not in self._texts:
            frame = self.table.frame
            rows = frame.index.tolist()
            self._texts[key] = dict(zip(rows, frame[key], strict=True)) if key in frame else {}
        return self._texts[key]

    @cached_property
    def _texts(self) -> dict[str, Mapping[int, str]]:
        return {}

    @property
    def open(self) -> int:
        """Requests without an answer."""
        return sum(self.statuses[word] for word in OPEN_STATUSES)

    @property
    def overdue(self) -> int:
        """Open requests past their due date."""
        return self.statuses[OVERDUE]

    @property
    def faulty(self) -> bool:
        """True with a finding of severity *galat*, or an overdue request."""
        return bool(self.overdue or self.severities["galat"])


def clock_of(settings: Settings, calendar: WorkCalendar, schema: Schema) -> Clock:
    """The clock an office has set, on a calendar, for the rows of a register."""
    return Clock(calendar, settings.profiles, settings.start, settings.due_soon, schema.course)


def holidays_of(snapshot: Snapshot) -> HolidayList:
    """The list in the register's tab Hari Libur; empty without the tab."""
    return read_holidays(snapshot.tab(layout.HOLIDAYS))


def read_register(snapshot: Snapshot, settings: Settings | None = None) -> tuple[str, Table]:
    """The tab that holds the requests, and its table.

    The settings give the office's time zone, and the staff that mail goes to.

    Raises UnfinishedError while a cell that counts is still being loaded.
    """
    tab, header = located(snapshot)
    return tab, requests_of(snapshot, tab, header, settings)


def located(snapshot: Snapshot) -> tuple[str, Header]:
    """The tab that holds the requests, and its header; raises as `read_register` does."""
    try:
        return register_tab(snapshot)
    except (ShapeError, UnsafeError) as error:
        if snapshot.loading:
            raise unfinished(*snapshot.loading[0]) from error
        raise


def judge(
    snapshot: Snapshot,
    settings: Settings,
    as_of: date,
    today: date | None = None,
    *,
    as_then_known: bool = False,
    rules: RuleBook | None = None,
    complete: Callable[[Table], Table] = lambda table: table,
    sources: Sequence[IntakeSource] | None = None,
) -> Judged:
    """Deadlines and findings of a register as of a day.

    `today` is the day on which it is read: what was received after `as_of` and up to then is left
    out; only a date beyond both days lies in the future. With `as_then_known` every cell dated
    after `as_of` is left out, so that a report on a time that is over finds the same whenever it is
    made, also when the job's columns were added since; the table then has the requests of earlier
    parts as well. `rules` are those of the register's schema where none are given; `complete` adds
    columns from another register to its rows. `sources` are the places where requests come in, None
    where none were read. Raises CalendarError when requests wait for a deadline and the calendar
    yields none at all.
    """
    rules = rules or rule_book(snapshot.schema)
    tab, read = read_register(snapshot, settings)
    present = max(as_of, today or as_of)
    past = earlier(snapshot, tab, settings, present.year)
    present = as_of if as_then_known else present
    rows = _rows(complete(read), past, as_of, None if as_then_known else present)
    holidays = holidays_of(snapshot)
    calendar = calendar_of(holidays.holidays, settings.weekend)
    clock = clock_of(settings, calendar, rows.whole.schema)
    unread = rows.desk.all_unread(clock.course.deciding)
    desk_deadlines = clock.deadlines(rows.desk.frame, as_of, unread)
    deadlines = desk_deadlines.loc[rows.table.frame.index] if past.parts else desk_deadlines
    _refuse_blind(deadlines, calendar, as_of, holidays.missing)
    lists = read_lists(snapshot.tab(layout.CHOICES), snapshot.schema)
    came = _arrived(sources, settings, lists, rows.everything, calendar, as_of)
    case = Case(
        table=rows.table,
        deadlines=deadlines,
        calendar=calendar,
        holidays=holidays,
        lists=lists,
        settings=settings,
        as_of=as_of,
        present=present,
        job_columns=frozenset(rows.table.schema.job_keys),
        desk=rows.desk,
        information=of_requests(snapshot, settings.time_zone) if rules.rows else {},
        arrived=came,
    )
    case = case if as_then_known else _in_the_present(case, snapshot, tab, rows, past, clock)
    findings, hidden = ruled(run(case, rules.rows, rules.register), settings.rulings)
    return Judged(
        tab=tab,
        whole=rows.whole,
        table=rows.table,
        clock=clock,
        deadlines=deadlines,
        findings=findings,
        hidden=hidden,
        later=rows.later,
        desk=rows.desk,
        desk_deadlines=desk_deadlines,
        earlier=past,
        upcoming=case.once(upcoming) if as_of == present and not as_then_known else None,
        arrived=came,
        lists=lists,
    )


class _Rows(NamedTuple):
    """The rows of a register, named as in `Judged`; `everything` has those of earlier parts too."""

    whole: Table
    everything: Table
    table: Table
    later: Mapping[int, str]
    desk: Table


def _rows(whole: Table, past: Earlier, as_of: date, present: date | None) -> _Rows:
    """The rows as of a day, read on the day `present`; without later cells where that is None."""
    everything = joined(whole, past.parts)
    table, later = whole.without_later(as_of, present or as_of)
    if present is None:
        known = without_later_dates(everything, as_of)
        return _Rows(whole, everything, known, later, known)
    desk = everything.without_later(as_of, present)[0] if past.parts else table
    return _Rows(whole, everything, table, later, desk)


def _in_the_present(
    case: Case, snapshot: Snapshot, tab: str, rows: _Rows, past: Earlier, clock: Clock
) -> Case:
    """A case with what is judged of the present register alone, not of an earlier day's."""
    places = job_places(snapshot, rows.table.header)
    present = case.present or case.as_of
    return replace(
        case,
        job_columns=frozenset(places),
        narrow=narrow_filter(snapshot, rows.table.header, places.values()),
        others=other_registers(snapshot, tab, present.year),
        far=snapshot.far,
        earlier=left(past, rows.whole, clock, case.as_of),
        lost=past.troubles,
        everything=rows.everything,
    )


def _arrived(
    sources: Sequence[IntakeSource] | None,
    settings: Settings,
    lists: Mapping[str, Sequence[str]],
    everything: Table,
    calendar: WorkCalendar,
    as_of: date,
) -> Arrived | None:
    """The submissions that are not among the requests; None where no source was read."""
    if sources is None:
        return None
    intake = settings.intake
    reader = SubmissionReader(settings.chosen.schema, intake.columns, intake.order, lists)
    return arrived(sources, reader, everything, calendar, as_of, intake.since)


def _refuse_blind(
    deadlines: pd.DataFrame, calendar: WorkCalendar, as_of: date, lacking: Sequence[str]
) -> None:
    """Raise CalendarError where this year's list is missing and there is no deadline at all.

    A year that only a slip of the pen names is a finding: one cell never stops a register.
    `lacking` are the columns that the list has not.
    """
    if np.isnat(deadlines["first_due_on"].to_numpy()).all():
        starts = deadlines["start_on"].to_numpy()
        years = calendar.undecreed(starts[starts >= ACT_IN_FORCE])
        if not {as_of.year, as_of.year + 1}.isdisjoint(years):
            raise _no_calendar(years, calendar, lacking)


def _no_calendar(
    years: Sequence[int], calendar: WorkCalendar, lacking: Sequence[str]
) -> CalendarError:
    if lacking:
        return CalendarError(
            f"Tidak satu pun batas waktu dapat dihitung: tab {layout.HOLIDAYS} tidak mempunyai "
            f"kolom {listed([*map(repr, lacking)])}",
            "tambahkan kolom itu; judulnya Tanggal, Jenis, Keterangan, Dasar",
        )
    missing = "" if calendar.holidays else "; bila tab itu belum ada, jalankan ppid-sheets init"
    return CalendarError(
        f"Tidak satu pun batas waktu dapat dihitung: tab {layout.HOLIDAYS} belum memuat libur "
        f"nasional dan cuti bersama tahun {listed([str(year) for year in years])}",
        f"isi menurut SKB 3 Menteri{missing}",
    )
