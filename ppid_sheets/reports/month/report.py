"""What the sheets of the monthly workbook share: figures, and formulas that count rows of Data."""

from collections.abc import Callable
from dataclasses import dataclass

from ppid_sheets.config import Settings
from ppid_sheets.deadlines.clock import DUE_SOON, DUE_TODAY, FINISHED_LATE, OVERDUE, UNKNOWN
from ppid_sheets.register.indonesian import SHORT_MONTHS, long_date, month_name
from ppid_sheets.reports.book import Cell, DataTable, Grid, Style, Tone, absolute
from ppid_sheets.reports.figures import Figures, Period

SUMMARY, PIVOT, DUE, DATA, CHECKS, NOTES = (
    "Ringkasan", "Pivot", "Tenggat", "Data", "Pemeriksaan", "Keterangan",
)  # fmt: skip
NONE = "–"
"""Stands where a share has nothing to be a share of."""

ALL_GOOD, NOT_GOOD = "Semua cocok", "ADA SELISIH: jangan ditandatangani"
VERDICT_ROW = 4
VERDICT = f"{CHECKS}!{absolute(VERDICT_ROW, 0)}"

STATUS_TONES: tuple[tuple[str, Tone], ...] = (
    (OVERDUE, "bad"), (FINISHED_LATE, "warn"), (UNKNOWN, "warn"), (DUE_TODAY, "warn"),
    (DUE_SOON, "warn"),
)  # fmt: skip

LINE, HEAD_LINE = 16.5, 18.0
"""Heights of a table's rows in points."""

DAY_ROWS = (3, 4, 5)
DAY_COL = 2
FIRST, FIRST_BEFORE, AS_OF = (f"{DATA}!{absolute(row, DAY_COL)}" for row in DAY_ROWS)
"""The days that formulas compare with: they stand in the head of the sheet Data."""


@dataclass(frozen=True)
class Report:
    """What every sheet is made from; `link` gives the address of a row of the register."""

    figures: Figures
    settings: Settings
    source: str
    link: Callable[[int], str] | None
    data: DataTable

    @property
    def period(self) -> Period:
        """The month and the day it is seen from."""
        return self.figures.period

    @property
    def month(self) -> str:
        """`Oktober 2026`."""
        return month_name(self.period.first.year, self.period.first.month)

    @property
    def month_before(self) -> str:
        """`September 2026`."""
        return month_name(self.period.before.year, self.period.before.month)

    @property
    def short_month_before(self) -> str:
        """`Sep 2026`."""
        return f"{SHORT_MONTHS[self.period.before.month - 1]} {self.period.before.year}"

    def count(self, *criteria: "Criterion", exact: bool = False) -> str:
        """A formula that counts rows of Data.

        `exact` compares texts as they are: in COUNTIFS a label such as "*" or ">5" is a pattern.
        """
        if exact:
            return f"=SUMPRODUCT({','.join(c.product(self.data) for c in criteria)})"
        return f"=COUNTIFS({','.join(c.condition(self.data) for c in criteria)})"

    def open_before(self, day: str) -> str:
        """A formula that counts requests received before a day and not finished before it."""
        started = self.count(Criterion("received_on", "<", day))
        return f"{started}-{bare(self.count(Criterion('finished_on', '<', day)))}"


@dataclass(frozen=True, slots=True)
class Criterion:
    """A column of Data, a comparison, and the cell or literal to compare with."""

    key: str
    sign: str
    operand: str

    def condition(self, data: DataTable) -> str:
        """The pair of arguments of COUNTIFS."""
        operand = self.operand if self.sign == "=" else f'"{self.sign}"&{self.operand}'
        return f"{data.area(self.key)},{operand}"

    def product(self, data: DataTable) -> str:
        """The factor of SUMPRODUCT."""
        area = data.area(self.key)
        if self.sign == "=":
            return f"--EXACT({area},{self.operand})"
        return f"--({area}{self.sign}{self.operand})"


RECEIVED = (Criterion("received_on", ">=", FIRST), Criterion("received_on", "<=", AS_OF))
FINISHED = (Criterion("finished_on", ">=", FIRST), Criterion("finished_on", "<=", AS_OF))
RECEIVED_BEFORE = (
    Criterion("received_on", ">=", FIRST_BEFORE),
    Criterion("received_on", "<", FIRST),
)
FINISHED_BEFORE = (
    Criterion("finished_on", ">=", FIRST_BEFORE),
    Criterion("finished_on", "<", FIRST),
)


def equals(key: str, word: str) -> Criterion:
    """A column equals one of our own words."""
    return Criterion(key, "=", f'"{word}"')


def bare(formula: str) -> str:
    """A formula without its "=", to stand inside another."""
    return formula.removeprefix("=")


def share(part: int, whole: int) -> float | str:
    """A part of a whole, or NONE where there is no whole."""
    return part / whole if whole else NONE


def share_formula(part: str, whole: str) -> str:
    """The formula of `share`."""
    return f'=IF({whole}=0,"{NONE}",{part}/{whole})'


def head(report: Report, title: str, span: int) -> Grid:
    """The three lines above every sheet: title with month, office with period, as-of date."""
    closed = "" if report.period.closed else " (sementara, bulan berjalan)"
    texts: tuple[tuple[str, Style], ...] = (
        (f"{title} — {report.month}", "title"),
        (f"{report.settings.office.name} · Periode {report.month}", "meta"),
        (f"Keadaan per {long_date(report.period.as_of)}{closed}", "meta"),
    )
    rows = tuple((Cell(text, style, span=span),) for text, style in texts)
    return Grid(0, 0, rows, (24, 15, 15))
