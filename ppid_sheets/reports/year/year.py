"""What the sheets of the annual workbook share: its rows, and each month's numbers over them.

A request counts in the month in which it was finished, as in the monthly workbooks, so that over
the years each is counted once (for the terms see `reports.figures`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from ppid_sheets.common.indonesian import MONTHS, NOT_FILLED, NOT_READ, long_date
from ppid_sheets.common.month import Month, month_of
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.clock import FINISHED_LATE, ON_TIME, Clock
from ppid_sheets.register.places import Part
from ppid_sheets.register.requests import column
from ppid_sheets.register.requests.words import (
    GRANTED_PARTLY,
    GRANTED_WHOLLY,
    NOT_PROCESSED,
    REFUSED,
    WITHDRAWN,
)
from ppid_sheets.register.table import Table
from ppid_sheets.reports.month.data import plain
from ppid_sheets.reports.period import period_of
from ppid_sheets.reports.rows import STILL_OPEN, report_rows, usable
from ppid_sheets.reports.workbook.book import (
    Cell,
    DataColumn,
    DataTable,
    Grid,
    Style,
    absolute,
    quoted,
)
from ppid_sheets.reports.workbook.linked import linked
from ppid_sheets.reports.workbook.tally import Criterion, Number, Point, Tally, equals

REPORT, REASONS, DATA, CHECKS, NOTES = (
    "Laporan Tahunan", "Alasan Penolakan", "Data", "Pemeriksaan", "Keterangan",
)  # fmt: skip
OTHER = "Lainnya"
"""A decision or ground that is none of the listed ones."""
OUTCOMES = (GRANTED_WHOLLY, GRANTED_PARTLY, REFUSED, WITHDRAWN, NOT_PROCESSED, OTHER)
GROUNDS = (*column("refusal_ground").choices, OTHER, NOT_READ, NOT_FILLED)
LINE, HEAD_LINE = 16.5, 18.0
FIRST_ROW = 8
"""The row of January on the sheet Laporan Tahunan; its first column holds the months."""
_DATA_ROW = 4

COLUMNS: tuple[tuple[str, str, Style, float], ...] = (
    ("reg_number", "No. Registrasi", "cell", 22),
    ("row", "Baris", "cell_number", 9),
    ("received_on", "Diterima", "cell_date", 13),
    ("finished_on", "Selesai", "cell_date", 13),
    ("outcome", "Hasil", "cell", 24),
    ("ground", "Alasan Penolakan", "cell", 24),
    ("due_on", "Batas Waktu", "cell_date", 13),
    ("status", "Status", "cell", 22),
    ("service_days", "Lama Layanan", "cell_number", 12),
)
"""The columns of Data: nothing in them is personal."""


@dataclass(frozen=True, slots=True)
class Line:
    """The numbers of one month, in the order of Art. 12 UU 14/2008 and then the movement."""

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
    """A year as of a day in it.

    `registered` counts its receipts in the register itself; `left_out` are sheet rows without a
    usable date of receipt, as people call them; `parts` are the register's tabs of earlier years.
    """

    number: int
    as_of: date
    settings: Settings
    source: str
    data: DataTable
    registered: int
    left_out: tuple[int | str, ...]
    parts: tuple[Part, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether the year was over."""
        return self.as_of == date(self.number, 12, 31)

    @property
    def state(self) -> str:
        """`Keadaan per 31 Desember 2026`."""
        running = "" if self.closed else " (sementara, tahun berjalan)"
        return f"Keadaan per {long_date(self.as_of)}{running}"

    @property
    def months(self) -> tuple[Month, ...]:
        """The months that have begun."""
        return tuple(Month(self.number, month) for month in range(1, self.as_of.month + 1))

    @property
    def total_row(self) -> int:
        """The row of the totals on the sheet Laporan Tahunan."""
        return FIRST_ROW + len(self.months)

    @cached_property
    def tally(self) -> Tally:
        """Counts over the rows of Data."""
        return Tally(self.data)

    def first(self, month: int) -> Point:
        """The first day of a month by its position; one beyond the last is the day after them."""
        at = f"{quoted(REPORT)}!{absolute(FIRST_ROW + min(month, len(self.months) - 1), 0)}"
        if month < len(self.months):
            return Point(self.months[month].first, at)
        return Point(self.months[-1].before(-1).first, f"EDATE({at},1)")

    def within(self, key: str, month: int) -> tuple[Criterion, Criterion]:
        """The date in a column lies in a month."""
        return Criterion(key, ">=", self.first(month)), Criterion(key, "<", self.first(month + 1))

    def whole(self, key: str) -> tuple[Criterion, Criterion]:
        """The date in a column lies in the year."""
        return (
            Criterion(key, ">=", self.first(0)),
            Criterion(key, "<", self.first(len(self.months))),
        )

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The months, counted."""
        return tuple(self._line(month) for month in range(len(self.months)))

    def _line(self, month: int) -> Line:
        done, count = self.within("finished_on", month), self.tally.count
        return Line(
            received=count(*self.within("received_on", month)),
            mean=self.tally.statistic("AVERAGE", "service_days", *done),
            outcomes=tuple(count(*done, equals("outcome", outcome)) for outcome in OUTCOMES),
            finished=count(*done),
            opening=self._open_before(self.first(month)),
            remaining=self._open_before(self.first(month + 1)),
            on_time=count(*done, equals("status", ON_TIME)),
            late=count(*done, equals("status", FINISHED_LATE)),
        )

    def _open_before(self, day: Point) -> Number:
        count = self.tally.count
        return count(Criterion("received_on", "<", day)) - count(Criterion("finished_on", "<", day))

    @cached_property
    def mean(self) -> Number:
        """Working days that the year's finished requests took on average."""
        return self.tally.statistic("AVERAGE", "service_days", *self.whole("finished_on"))

    def timed(self, month: int) -> int:
        """Requests of a month whose working days are known: what its mean stands on."""
        days = next(column.values for column in self.data.columns if column.key == "service_days")
        rows = self.tally.rows(*self.within("finished_on", month)).tolist()
        return sum(here and value is not None for here, value in zip(rows, days, strict=True))

    def refused_in(self, month: int, ground: str) -> Number:
        """Refusals of a month on one ground."""
        done = self.within("finished_on", month)
        return self.tally.count(*done, equals("outcome", REFUSED), equals("ground", ground))

    def partly_refused(self, ground: str) -> Number:
        """Requests granted in part whose other part was refused on one ground, in the year."""
        done = self.whole("finished_on")
        return self.tally.count(*done, equals("outcome", GRANTED_PARTLY), equals("ground", ground))


def year_of(
    table: Table,
    clock: Clock,
    settings: Settings,
    number: int,
    as_of: date,
    source: str,
    link: Callable[[int], str] | None,
) -> Year:
    """The year as it stood at the end of `as_of`, which lies in it."""
    rows = report_rows(table, clock, period_of(month_of(as_of), as_of))
    first = pd.Timestamp(number, 1, 1)
    rows = rows[rows["finished_on"].isna() | (rows["finished_on"] >= first)]
    received = table.frame["received_on"]
    in_year = (received >= first) & (received <= pd.Timestamp(as_of))
    return Year(
        number=number,
        as_of=as_of,
        settings=settings,
        source=source,
        data=_table(rows.sort_values(["received_on", "reg_number"], kind="stable"), table, link),
        registered=int(in_year.sum()),
        left_out=tuple(map(table.shown, table.frame.index[~usable(received)].tolist())),
        parts=table.parts,
    )


def _table(rows: pd.DataFrame, read: Table, link: Callable[[int], str] | None) -> DataTable:
    index = rows.index.tolist()
    values: Mapping[str, Sequence[Any]] = {
        **{str(key): plain(rows[key]) for key in rows.columns},
        "row": [*map(read.shown, index)],
        "outcome": [_known(word, (*OUTCOMES, STILL_OPEN)) for word in rows["decision"].tolist()],
        "ground": _grounds(rows),
    }
    links = {"row": [link(row) for row in linked(index)]} if link else {}
    columns = (
        DataColumn(key, header, style, values[key], links.get(key, ()))
        for key, header, style, _ in COLUMNS
    )
    return DataTable(DATA, "DataTahun", _DATA_ROW, tuple(columns))


def _known(word: str, words: Sequence[str]) -> str:
    return word if word in words else OTHER


def _grounds(rows: pd.DataFrame) -> list[str | None]:
    """The ground where something was refused."""
    pairs = zip(rows["decision"].tolist(), rows["refusal_ground"].tolist(), strict=True)
    return [
        _known(ground, GROUNDS) if decision in (REFUSED, GRANTED_PARTLY) else None
        for decision, ground in pairs
    ]


def month_names(year: Year) -> str:
    """`Januari–November`."""
    return f"{MONTHS[0]}–{MONTHS[len(year.months) - 1]}" if len(year.months) > 1 else MONTHS[0]


def head(year: Year, title: str, span: int) -> Grid:
    """The three lines above a sheet: title with year, office, as-of date."""
    texts: tuple[tuple[str, Style], ...] = (
        (f"{title} — {year.number}", "title"),
        (f"{year.settings.office.name} · {month_names(year)} {year.number}", "meta"),
        (year.state, "meta"),
    )
    return Grid(0, 0, tuple((Cell(text, style, span=span),) for text, style in texts), (24, 15, 15))
