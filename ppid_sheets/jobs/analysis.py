"""A register as frames, for notebooks and scripts: read when asked for, judged as of one day."""

import warnings
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import pandas as pd

from ppid_sheets.checks.findings import Finding
from ppid_sheets.checks.judge import Judged, judge
from ppid_sheets.common.month import Month
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.calendar import calendar_of, decreed_holidays
from ppid_sheets.deadlines.explain import Explanation, explain
from ppid_sheets.errors import UsageError
from ppid_sheets.jobs import handed_in
from ppid_sheets.jobs.check import Checked, check_desk
from ppid_sheets.jobs.demo.make import demo_day, make_demo
from ppid_sheets.jobs.desk import Desk, desk
from ppid_sheets.jobs.month_workbook import write_month
from ppid_sheets.jobs.ruled_settings import load
from ppid_sheets.reports.figures import Figures, figures
from ppid_sheets.reports.period import period_of


class Register:
    """One register. Its frames are indexed by the row in the sheet, one row a request.

    It is read once, and each frame is the caller's own; `refresh()` reads anew.
    """

    def __init__(self, office: Desk, as_of: date | None = None) -> None:
        self._desk = office
        self._as_of = as_of

    def __repr__(self) -> str:
        return f"<Register {self._desk.store.name!r} per {self.today}>"

    @property
    def today(self) -> date:
        """The day the register is judged as of."""
        return self._as_of or self._desk.today

    @cached_property
    def _judged(self) -> Judged:
        return judge(self._desk.store.read(), self._desk.settings, self.today)

    @property
    def requests(self) -> pd.DataFrame:
        """What staff typed, without personal columns: dates as datetime64, choices as their list
        has them, NaT or None where a cell is empty or cannot be read."""
        personal = [column.key for column in self._judged.table.schema.staff if column.personal]
        return self.everything.drop(columns=personal, errors="ignore")

    @property
    def everything(self) -> pd.DataFrame:
        """The same with personal columns (UU 27/2022): not for reports."""
        return self._judged.table.frame.copy()

    @property
    def deadlines(self) -> pd.DataFrame:
        """`start_on`, `first_due_on`, `due_on`, `finished_on`, `extended`, `days_left` and
        `service_days` (working days), `status`; `known` (received by that day)."""
        return self._judged.deadlines.copy()

    @property
    def findings(self) -> pd.DataFrame:
        """One row a fault: `row` (0: the register as a whole), `code`, `severity`, `column`,
        `label`, `message`, `remedy`; no personal data. The index is `row` as well."""
        found = self._judged.findings
        rows = pd.Index([finding.row for finding in found], dtype="int64")
        return pd.DataFrame(found, rows, Finding._fields).drop(columns="remembered")

    def refresh(self) -> "Register":
        """The same register, to be read anew."""
        return Register(self._desk, self._as_of)

    def due(
        self, received: date | str, *, extended: date | str | None = None, profile: str = "biasa"
    ) -> Explanation:
        """Like `ppid_sheets.due`, with the holidays of the register's own tab *Hari Libur*."""
        chosen = self._desk.settings.profiles.named(profile)
        notice = None if extended is None else handed_in.day(extended)
        return explain(self._judged.clock.calendar, handed_in.day(received), chosen, notice)

    def check(self, *, dry_run: bool = False) -> Checked:
        """Write the job's own columns and tabs, as `ppid-sheets check` does, with its memory.

        With `dry_run` nothing is written and the result says what would be. Warns of a memory that
        cannot be used.
        """
        checked, trouble = check_desk(self._desk, self.today, dry_run=dry_run)
        if trouble:
            warnings.warn(str(trouble), stacklevel=2)
        return checked

    def month(self, year: int, month: int) -> "MonthOfRegister":
        """The figures of a month, as of its end, or of `today` where it still runs."""
        asked = handed_in.month(year, month)
        if asked.first > self.today:
            raise UsageError(f"{asked.name} belum dimulai", "pilih bulan yang sudah berjalan")
        return MonthOfRegister(self._desk, self.today, asked)


@dataclass(frozen=True)
class MonthOfRegister:
    """One month of a register."""

    _desk: Desk
    _today: date
    month: Month

    def __repr__(self) -> str:
        return f"<Month {self.month.label} of {self._desk.store.name!r} per {self._today}>"

    @cached_property
    def figures(self) -> Figures:
        """Every number of the monthly workbook as a value."""
        period = period_of(self.month, self._today)
        judged = judge(
            self._desk.store.read(),
            self._desk.settings,
            period.as_of,
            self._today,
            as_then_known=True,
        )
        judged.earlier.refuse_gaps()
        return figures(judged.table, judged.clock, period)

    @property
    def flow(self) -> pd.Series:
        """*Sisa bulan lalu* + *Diterima* - *Selesai* = *Sisa akhir bulan*, and *Terlambat*."""
        now = self.figures.current
        return pd.Series(
            {
                "Sisa bulan lalu": now.opening,
                "Diterima": now.received,
                "Selesai": now.finished,
                "Sisa akhir bulan": now.remaining,
                "Terlambat": now.overdue,
            }
        )

    @property
    def trend(self) -> pd.DataFrame:
        """*Diterima*, *Selesai* and *Sisa* of the 13 months that end with this one."""
        trend = self.figures.trend
        return pd.DataFrame(
            [(one.received, one.finished, one.remaining) for one in trend],
            pd.PeriodIndex([one.month.label for one in trend], freq="M", name="Bulan"),
            ["Diterima", "Selesai", "Sisa"],
        )

    @property
    def data(self) -> pd.DataFrame:
        """The requests of these 13 months without names, identities, contacts or free text.

        Rows of earlier years' tabs and files are named `2025!14`.
        """
        data = self.figures.data.copy()
        return data.set_axis(data.index.map(self.figures.shown)) if self.figures.parts else data

    def write(self, folder: str | Path) -> Path:
        """Write the month's workbook into a folder; it is no issue and the archive gets no copy."""
        office, today = self._desk, self._today
        place = handed_in.path(folder)
        return write_month(office.store, office.settings, self.month, today, place)


def register(
    where: str | Path | None, settings: str | Path | None, today: date | str | None
) -> Register:
    """What `ppid_sheets.open` returns."""
    place = None if where is None else handed_in.place(where)
    office = desk(place, _settings_file(settings), _local_time)
    return Register(office, None if today is None else handed_in.day(today))


def due(
    received: date | str,
    extended: date | str | None,
    profile: str,
    settings: str | Path | None,
) -> Explanation:
    """What `ppid_sheets.due` returns."""
    office = load(_settings_file(settings))
    calendar = calendar_of(decreed_holidays(), office.weekend)
    notice = None if extended is None else handed_in.day(extended)
    return explain(calendar, handed_in.day(received), office.profiles.named(profile), notice)


def demo(folder: str | Path, today: date | str | None) -> Register:
    """What `ppid_sheets.demo` returns."""
    path = handed_in.path(folder) / "register.xlsx"
    opened = register(path, None, today)
    day = demo_day(opened.today)
    make_demo(path, day, seed=2026)
    return Register(opened._desk, day)


def _settings_file(path: str | Path | None) -> Path | None:
    return None if path is None else handed_in.path(path)


def _local_time(settings: Settings) -> datetime:
    return datetime.now(settings.time_zone)
