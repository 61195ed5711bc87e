"""What the sheets of the annual workbook share: its rows, and each month's numbers over them.

A request counts in the month in which it was finished, as in the monthly workbooks, so that over
the years each is counted once (for the terms see `reports.figures`). A report of a part of a year
is made in the same way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import pandas as pd

from ppid_sheets.common.indonesian import long_date
from ppid_sheets.common.month import Month
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.clock import FINISHED_LATE, ON_TIME, Clock
from ppid_sheets.register.places import Part
from ppid_sheets.register.requests.words import GRANTED_PARTLY, REFUSED
from ppid_sheets.register.table import Table
from ppid_sheets.reports.objections.listed import table as list_of
from ppid_sheets.reports.objections.rows import ObjectionRows
from ppid_sheets.reports.rows import usable
from ppid_sheets.reports.workbook.book import Cell, DataTable, Grid, Style, absolute, quoted
from ppid_sheets.reports.workbook.tally import Criterion, Number, Point, Tally, equals
from ppid_sheets.reports.year.rows import GROUNDS, OUTCOMES, table_of
from ppid_sheets.reports.year.span import MonthSpan

REPORT, MONTHS_SHEET, CHECKS, NOTES = ("Laporan", "Rincian Bulanan", "Pemeriksaan", "Keterangan")
LINE, HEAD_LINE = 16.5, 18.0
FIRST_ROW = 5
"""The row of the first month on the sheet Rincian Bulanan; its first column holds the months."""

Which = Literal["this", "before"]
"""The span of the report, or the same months of the year before."""


@dataclass(frozen=True, slots=True)
class YearLine:
    """The numbers of some days, in the order of Art. 12 UU 14/2008 and then the movement."""

    received: Number
    mean: Number
    outcomes: tuple[Number, ...]
    finished: Number
    opening: Number
    remaining: Number
    on_time: Number
    late: Number


@dataclass(frozen=True)
class Year:
    """A year, or another span of months, as of a day in it.

    `registered` counts its receipts in the register itself; `left_out` are sheet rows without a
    usable date of receipt, as people call them; `parts` are the register's tabs of earlier years.
    `compared` says whether there is anything in the same months of the year before, `oldest` when
    the register's oldest request was received. `objections` are None where no register has them.
    """

    span: MonthSpan
    as_of: date
    settings: Settings
    source: str
    data: DataTable
    registered: int
    left_out: tuple[int | str, ...]
    parts: tuple[Part, ...] = ()
    compared: bool = False
    oldest: date | None = None
    objections: ObjectionRows | None = None

    @property
    def closed(self) -> bool:
        """True once the span is over."""
        return self.as_of == self.span.last.last

    @property
    def begun(self) -> MonthSpan:
        """The months that have begun."""
        return self.span.until(self.as_of)

    @property
    def covered(self) -> MonthSpan:
        """The months that the figures are of: all of them, or those that have begun."""
        return self.span if self.closed else self.begun

    @property
    def before(self) -> MonthSpan:
        """The months that they are compared with."""
        back = self.span.back
        return MonthSpan(self.covered.first.before(back), self.covered.last.before(back))

    @property
    def months(self) -> tuple[Month, ...]:
        """The months that have begun."""
        return self.begun.months

    @property
    def short_comparison(self) -> str:
        """What to say where the register began within the months that are compared; else ""."""
        if not (self.compared and self.oldest and self.oldest > self.before.first.last):
            return ""
        return (
            f"Register memuat permohonan sejak {long_date(self.oldest)}, sehingga angka "
            f"{self.before.covered} tidak penuh."
        )

    @property
    def state(self) -> str:
        """`Keadaan per 31 Desember 2026`."""
        running = "" if self.closed else " (sementara, masih berjalan)"
        return f"Keadaan per {long_date(self.as_of)}{running}"

    @property
    def called(self) -> str:
        """What its sums are called: `Setahun`, or the months that they are of."""
        return "Setahun" if self.span.is_year and self.closed else self.begun.covered

    @property
    def total_row(self) -> int:
        """The row of the totals on the sheet Rincian Bulanan."""
        return FIRST_ROW + len(self.months)

    @cached_property
    def tally(self) -> Tally:
        """Counts over the rows of Data."""
        return Tally(self.data)

    @property
    def has_objections(self) -> bool:
        """True where there are objections to count."""
        return bool(self.objections and len(self.objections.frame))

    @cached_property
    def objected(self) -> DataTable:
        """The list of objections."""
        return list_of(self.objections or ObjectionRows(), self.span.first.first, 4)

    @cached_property
    def objection_tally(self) -> Tally:
        """Counts over that list."""
        return Tally(self.objected)

    def begin(self, month: int, which: Which = "this") -> Point:
        """The first day of a month by its position; one beyond the last is the day after them."""
        at = f"{quoted(MONTHS_SHEET)}!{absolute(FIRST_ROW + min(month, len(self.months) - 1), 0)}"
        beyond = month - min(month, len(self.months) - 1)
        back = self.span.back if which == "before" else 0
        day = self.span.first.before(back - month).first
        shift = beyond - back
        return Point(day, f"EDATE({at},{shift})" if shift else at)

    def within(self, key: str, month: int) -> tuple[Criterion, Criterion]:
        """The date in a column lies in a month."""
        return Criterion(key, ">=", self.begin(month)), Criterion(key, "<", self.begin(month + 1))

    def whole(self, key: str, which: Which = "this") -> tuple[Criterion, Criterion]:
        """The date in a column lies in the span."""
        first, after = self.begin(0, which), self.begin(len(self.months), which)
        return Criterion(key, ">=", first), Criterion(key, "<", after)

    @cached_property
    def lines(self) -> tuple[YearLine, ...]:
        """The months, counted."""
        return tuple(
            self._line(
                self.within("received_on", at),
                self.within("finished_on", at),
                self.begin(at),
                self.begin(at + 1),
            )
            for at in range(len(self.months))
        )

    @cached_property
    def past(self) -> YearLine:
        """The same months of the year before, counted together."""
        return self._line(
            self.whole("received_on", "before"),
            self.whole("finished_on", "before"),
            self.begin(0, "before"),
            self.begin(len(self.months), "before"),
        )

    def _line(
        self,
        came: tuple[Criterion, Criterion],
        done: tuple[Criterion, Criterion],
        first: Point,
        after: Point,
    ) -> YearLine:
        count = self.tally.count
        return YearLine(
            received=count(*came),
            mean=self.tally.statistic("AVERAGE", "service_days", *done),
            outcomes=tuple(count(*done, equals("outcome", outcome)) for outcome in OUTCOMES),
            finished=count(*done),
            opening=self.open_before(first),
            remaining=self.open_before(after),
            on_time=count(*done, equals("status", ON_TIME)),
            late=count(*done, equals("status", FINISHED_LATE)),
        )

    def open_before(self, day: Point) -> Number:
        """What was open when a day began."""
        count = self.tally.count
        return count(Criterion("received_on", "<", day)) - count(Criterion("finished_on", "<", day))

    @cached_property
    def mean(self) -> Number:
        """Working days that the finished requests took on average."""
        return self.tally.statistic("AVERAGE", "service_days", *self.whole("finished_on"))

    def timed(self, month: int) -> int:
        """Requests of a month with working days, the base of its mean."""
        return self._timed(self.within("finished_on", month))

    @property
    def timed_before(self) -> int:
        """The timed requests of the months that are compared."""
        return self._timed(self.whole("finished_on", "before"))

    def _timed(self, done: tuple[Criterion, Criterion]) -> int:
        days = next(column.values for column in self.data.columns if column.key == "service_days")
        rows = self.tally.rows(*done).tolist()
        return sum(here and value is not None for here, value in zip(rows, days, strict=True))

    def refused_in(self, month: int, ground: str) -> Number:
        """Refusals of a month on one ground."""
        done = self.within("finished_on", month)
        return self.tally.count(*done, equals("outcome", REFUSED), equals("ground", ground))

    def refused(self, ground: str, which: Which) -> Number:
        """Refusals of the span on one ground."""
        done = self.whole("finished_on", which)
        return self.tally.count(*done, equals("outcome", REFUSED), equals("ground", ground))

    def partly_refused(self, ground: str) -> Number:
        """Requests granted in part whose other part was refused on one ground."""
        done = self.whole("finished_on")
        return self.tally.count(*done, equals("outcome", GRANTED_PARTLY), equals("ground", ground))

    @cached_property
    def grounds(self) -> tuple[str, ...]:
        """The grounds of refusal that occur, in the order of the law."""
        return tuple(ground for ground in GROUNDS if self._occurs(ground))

    def _occurs(self, ground: str) -> bool:
        return bool(self.refused(ground, "this").value or self.partly_refused(ground).value)


def span_of(
    table: Table,
    clock: Clock,
    settings: Settings,
    span: MonthSpan,
    as_of: date,
    source: str,
    link: Callable[[int], str] | None,
) -> Year:
    """A span of months as it stood at the end of `as_of`, which lies in it."""
    received = table.frame["received_on"]
    in_span = _between(received, span.first.first, as_of)
    compared = bool(_between(received, span.before.first.first, span.before.last.last).any())
    since = span.before.first if compared else span.first
    oldest = received[usable(received)].min()
    return Year(
        span=span,
        as_of=as_of,
        settings=settings,
        source=source,
        data=table_of(table, clock, since, as_of, link),
        registered=int(in_span.sum()),
        left_out=tuple(map(table.shown, table.frame.index[~usable(received)].tolist())),
        parts=table.parts,
        compared=compared,
        oldest=None if pd.isna(oldest) else oldest.date(),
    )


def _between(days: "pd.Series[pd.Timestamp]", first: date, last: date) -> "pd.Series[bool]":
    return (days >= pd.Timestamp(first)) & (days <= pd.Timestamp(last))


def head(year: Year, title: str, span: int) -> Grid:
    """The three lines above a sheet: title with the span, office, as-of date."""
    texts: tuple[tuple[str, Style], ...] = (
        (f"{title} — {year.span.name}", "report_title"),
        (f"{year.settings.office.name} · {year.begun.covered}", "meta"),
        (year.state, "meta"),
    )
    return Grid(0, 0, tuple((Cell(text, style, span=span),) for text, style in texts), (24, 15, 15))
