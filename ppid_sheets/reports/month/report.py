"""What the sheets of the monthly workbook share: what they are made from, and their head."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import pandas as pd

from ppid_sheets.archive.ages import Lives
from ppid_sheets.common.indonesian import MONTHS, NOT_FILLED, long_date
from ppid_sheets.common.month import Month
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.calendar import WorkCalendar
from ppid_sheets.deadlines.clock import (
    DUE_SOON,
    DUE_TODAY,
    FINISHED_LATE,
    OVERDUE,
    STATUSES,
    UNKNOWN,
)
from ppid_sheets.register.requests import choices
from ppid_sheets.register.schema import Schema
from ppid_sheets.reports.asked_units import UNIT, in_use
from ppid_sheets.reports.figures import Figures, fingerprint
from ppid_sheets.reports.month.remarks import Remark
from ppid_sheets.reports.month.sheet_names import DATA
from ppid_sheets.reports.month.window import Times
from ppid_sheets.reports.objections.listed import OBJECTED, ground_labels
from ppid_sheets.reports.objections.rows import ObjectionRows
from ppid_sheets.reports.period import Period
from ppid_sheets.reports.rows import FREE, NO_REFUSAL, OWN_LABELS
from ppid_sheets.reports.workbook.book import Cell, DataTable, Grid, Style, Tone, absolute, quoted
from ppid_sheets.reports.workbook.identities import ALL_GOOD, VERDICT
from ppid_sheets.reports.workbook.tally import Tally, is_plain

T = TypeVar("T")

_DRAFT = " — BELUM FINAL: ada selisih"

STATUS_TONES: tuple[tuple[str, Tone], ...] = (
    (OVERDUE, "bad"),
    (FINISHED_LATE, "warn"),
    (UNKNOWN, "warn"),
    (DUE_TODAY, "warn"),
    (DUE_SOON, "warn"),
)

LINE, HEAD_LINE = 16.5, 18.0
"""Heights of a table's rows in points."""
HEAD_LINES = (24.0, 15.0, 20.0)
"""Heights of the three lines above a sheet."""


@dataclass(frozen=True, eq=False)
class Report:
    """The contents of every sheet.

    `link` gives the address of a row of the register; `remarks` are the findings on the register as
    of the end of the period, `lives` those of findings in it; `judge` gives the verdict on all
    identities. `objections` are None where no register has them, `objected` is their list.
    """

    figures: Figures
    settings: Settings
    calendar: WorkCalendar
    source: str
    link: Callable[[int], str] | None
    data: DataTable
    judge: "Callable[[Report], str]"
    remarks: Sequence[Remark]
    lives: Lives
    schema: Schema
    objections: ObjectionRows | None
    objected: DataTable
    _made: dict[object, Any] = field(default_factory=dict, init=False, repr=False)

    def once(self, make: "Callable[[Report], T]") -> T:
        """`make(report)`, worked out once however many sheets ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        result: T = self._made[make]
        return result

    @property
    def verdict(self) -> str:
        """ALL_GOOD or NOT_GOOD."""
        return self.once(self.judge)

    @property
    def period(self) -> Period:
        """The month, and the day as of which it counts."""
        return self.figures.period

    @property
    def month(self) -> str:
        """`Oktober 2026`."""
        return self.period.month.name

    @property
    def before(self) -> Month:
        """The month before."""
        return self.period.month.before()

    @property
    def year_ago(self) -> Month:
        """The same month of the year before."""
        return self.period.months[0]

    @property
    def year_so_far(self) -> str:
        """`Januari–Oktober 2026`."""
        name = self.period.month.name
        return name if name.startswith(MONTHS[0]) else f"{MONTHS[0]}–{name}"

    @cached_property
    def tally(self) -> Tally:
        """Counts over the rows of Data."""
        return Tally(self.data)

    @cached_property
    def tallies(self) -> Mapping[str, Tally]:
        """Counts over each list that figures are taken from, by its sheet."""
        return {DATA: self.tally, OBJECTED: Tally(self.objected)}

    @cached_property
    def frames(self) -> Mapping[str, pd.DataFrame]:
        """The rows behind each list, by its sheet."""
        objections = self.objections or ObjectionRows()
        return {DATA: self.figures.data, OBJECTED: objections.frame}

    @property
    def has_objections(self) -> bool:
        """True where there are objections to report, so that they have a sheet."""
        return bool(self.objections and self.objections.any)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the requests, and of the objections where there are any."""
        if not len(self.frames[OBJECTED]):
            return self.figures.fingerprint
        return fingerprint(self.frames[OBJECTED], self.figures.fingerprint)

    @cached_property
    def times(self) -> Times:
        """The days and windows that formulas compare with."""
        return Times(self.period)

    def labels(self, key: str) -> Sequence[str]:
        """The labels of a column of a list, in the order in which the workbook lists them."""
        if key == "ground":
            return ground_labels(self.frames[OBJECTED], self.period.year_first)
        if key == UNIT:
            return in_use(self.figures.data, pd.Timestamp(self.period.first))
        return self.figures.decisions if key == "decision" else self.figures.labels(key)

    def has(self, key: str) -> bool:
        """True for a column of the register with content; one without has no table."""
        return bool(set(self.labels(key)) - {NOT_FILLED, NO_REFUSAL})


def is_exact(key: str, labels: Sequence[str]) -> bool:
    """True for labels that COUNTIFS would misread: people's own (see `tally.is_plain`)."""
    grouped = FREE[key].labels if key in FREE else ()
    known = {*choices(key), *OWN_LABELS, *STATUSES, *grouped}
    return not is_plain(labels, known)


def cell_of(sheet: str, row: int, col: int) -> str:
    """A cell of a sheet as formulas of other sheets name it."""
    return f"{quoted(sheet)}!{absolute(row, col)}"


def head(report: Report, title: str, span: int) -> Grid:
    """The three lines above a sheet: title with month, office with period, as-of date and state.

    The state is live: no page calls itself final while an identity fails.
    """
    as_of = f"Keadaan per {long_date(report.period.as_of)}"
    if not report.period.closed:
        as_of += " (sementara, bulan berjalan)"
    said = as_of if report.verdict == ALL_GOOD else f"{as_of}{_DRAFT}"
    state = Cell(said, "meta", f'="{as_of}"&IF({VERDICT}="{ALL_GOOD}","","{_DRAFT}")', span)
    rows = (
        (Cell(f"{title} — {report.month}", "report_title", span=span),),
        (Cell(f"{report.settings.office.name} · Periode {report.month}", "meta", span=span),),
        (state,),
    )
    return Grid(0, 0, rows, HEAD_LINES)


def header(columns: Sequence[tuple[str, Style]]) -> tuple[Cell, ...]:
    """A line of column headers."""
    return tuple(Cell(text, style) for text, style in columns)
