"""The units on Waktu Layanan that were asked: asked, answered, still owed, and how long."""

from collections.abc import Iterable
from functools import partial

from ppid_sheets.reports.asked_units import (
    ANSWERED,
    ASKED_ON,
    DAYS,
    LEFT_ON,
    STATE,
    UNANSWERED,
    UNIT,
    WAITING,
)
from ppid_sheets.reports.month import terms
from ppid_sheets.reports.month.figure import EVERY, Rows, month, open_before, says, within
from ppid_sheets.reports.month.monthwise import closings
from ppid_sheets.reports.month.proofs import recounted
from ppid_sheets.reports.month.report import Report, is_exact
from ppid_sheets.reports.month.sheet_names import SERVICE
from ppid_sheets.reports.month.table import Column, Labels, Line, Placed, Table, label_column
from ppid_sheets.reports.workbook.book import Style
from ppid_sheets.reports.workbook.identities import Check
from ppid_sheets.reports.workbook.tally import Statistic

NAME = "Permintaan ke unit"
OPENING, ASKED, REPLIED, WITHOUT, LEFT = range(1, 6)
_ANSWERED = within(LEFT_ON) & says(STATE, ANSWERED)
_STATISTICS: tuple[tuple[str, str, Statistic, Style], ...] = (
    ("Terlama", "terlama", "MAX", "count"),
    ("Median", "median", "MEDIAN", "mean"),
    ("Rata-rata", "rata-rata", "AVERAGE", "mean"),
)


def tables(report: Report, labels: Labels) -> tuple[Table, ...]:
    """The units of the month; none where no unit was waited for, or the register records none."""
    units = labels(UNIT) if UNIT in report.figures.data else ()
    if not units:
        return ()
    waited = partial(open_before, began=ASKED_ON, ended=LEFT_ON)
    columns = (
        label_column("Unit/bagian", 2, "text_wrapped"),
        _count("Sisa lalu", waited(lambda times: month(times).first)),
        _count("Diminta", within(ASKED_ON)),
        _count(ANSWERED, _ANSWERED),
        _count(UNANSWERED, within(LEFT_ON) & says(STATE, UNANSWERED)),
        _count("Masih ditunggu", says(STATE, WAITING)),
        *(
            Column(title, style, f"{name} hari kerja", among=_ANSWERED, statistic=taken, over=DAYS)
            for title, name, taken, style in _STATISTICS
        ),
    )
    lines = tuple(Line(label, says(UNIT, label)) for label in units)
    return (
        Table(SERVICE, NAME, (terms.UNITS,), lines, columns, is_exact(UNIT, units), proofs=_closes),
    )


def _count(head: str, rows: Rows) -> Column:
    return Column(head, name=head.lower(), rows=EVERY, among=rows)


def _closes(_: Report, placed: Placed) -> Iterable[Check]:
    """What each unit owed and was asked for is answered, overtaken or still owed."""
    told = "Dijawab + tanpa jawaban + masih ditunggu"
    yield from closings(placed, (OPENING, ASKED), (REPLIED, WITHOUT, LEFT), told, "diminta")
    yield recounted(placed)
