"""Layanan Harian: each day of the month, with weekends and holidays shaded and named."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from ppid_sheets.common.indonesian import DAYS as WEEKDAYS
from ppid_sheets.common.indonesian import typed_date
from ppid_sheets.deadlines.clock import UNKNOWN
from ppid_sheets.reports.month import drawn, terms, tiles
from ppid_sheets.reports.month.figure import Rows, compared, says
from ppid_sheets.reports.month.report import HEAD_LINE, Report, head
from ppid_sheets.reports.month.sheet_names import DAYS
from ppid_sheets.reports.month.table import Column, Labels, Line, Placed, Table
from ppid_sheets.reports.workbook.book import Cell, Grid, Sheet, Style
from ppid_sheets.reports.workbook.identities import Check, side
from ppid_sheets.reports.workbook.tally import Criterion, Point, Sign

_ROW = 4
_WIDTHS = (11.5, 9.0, 9.5, 9.0, 9.0, 10.0, 11.0, 27.0)
_OFF: Mapping[Style, Style] = {
    "text": "off_text",
    "day_date": "off_date",
    "pivot_count": "off_count",
}
_RECEIVED_AT, _FINISHED_AT, _DUE_AT, _OPEN_AT, _LATE_AT = 2, 3, 4, 5, 6
"""Columns."""
_NOTE = (
    "Diterima, selesai, dan jatuh tempo pada hari itu; masih terbuka dan terlambat pada akhir hari "
    "itu, menurut batas waktu yang diketahui pada akhir periode."
)


def sheet(report: Report) -> Sheet:
    """The sheet: header, a line a day, the month's totals."""
    placed = report.once(layout)
    feet = (Cell("Jumlah", "total", span=2), *drawn.feet(placed)[2:])
    rows = (drawn.heads(placed), *drawn.lines(placed), feet)
    table = Grid(_ROW, 0, rows, (28, *[18.0] * len(placed.rows), HEAD_LINE))
    note = Grid(table.end, 0, ((Cell(_NOTE, "note", span=len(_WIDTHS)),),), (28,))
    return Sheet(
        DAYS,
        DAYS,
        _WIDTHS,
        (head(report, "Layanan Harian", len(_WIDTHS)), table, note),
        one_page=True,
        repeat=(0, _ROW),
        freeze=(_ROW + 1, 1),
        prints=_active(placed),
    )


def _active(placed: Placed) -> bool:
    """True for a day with a request received, finished or due."""
    moved = (_RECEIVED_AT, _FINISHED_AT, _DUE_AT)
    return any(number and number.value for at in moved for number in placed.column(at))


def layout(report: Report) -> Placed:
    """The table in its place."""
    (table,) = tables(report, report.labels)
    return Placed(report, table, _ROW + 1)


def tables(report: Report, _: Labels) -> tuple[Table, ...]:
    """A line a day."""
    columns = (
        Column("Tanggal", "day_date", None, text=lambda line: line.label, above="head"),
        Column("Hari", "text", None, text=lambda line: line.beside["weekday"]),
        Column("Diterima", name="diterima", rows=_on("received_on")),
        Column("Selesai", name="selesai", rows=_on("finished_on")),
        Column("Jatuh tempo", name="jatuh tempo", rows=_on("due_on"), foot=None),
        Column("Masih terbuka", name="masih terbuka", rows=_open, foot=None),
        Column("Terlambat", name="terlambat", rows=_late, foot=None),
        Column("Keterangan", "text", None, text=lambda line: line.beside["remark"]),
    )
    words = (terms.RECEIVED, terms.FINISHED, terms.DUE, terms.REMAINING, terms.OVERDUE)
    lines = tuple(_line(report, day) for day in report.period.days)
    return (Table(DAYS, "", words, lines, columns, proofs=_proofs),)


def _line(report: Report, day: date) -> Line:
    off = day_off(report, day)
    beside = {"weekday": WEEKDAYS[day.weekday()], "remark": "Akhir pekan" if off == "" else off}
    looks = {} if off is None else _OFF
    return Line(day, name=typed_date(day), looks=looks, beside=beside)


def day_off(report: Report, day: date) -> str | None:
    """The reason for a day off; None for a working day, "" for a plain weekend."""
    holiday = report.calendar.by_day.get(day)
    if holiday:
        return f"{holiday.name} ({holiday.kind})" if holiday.name else holiday.kind
    return "" if day.weekday() in report.calendar.weekend else None


def _on(key: str, sign: Sign = "=") -> Callable[[Line], Rows]:
    """A date is the day of the line."""
    return lambda line: compared(Criterion(key, sign, Point(line.label, "")))


def _open(line: Line) -> Rows:
    return _on("received_on", "<=")(line) - _on("finished_on", "<=")(line)


def _late(line: Line) -> Rows:
    """Past their due date and not finished; those without a due date are not late."""
    due, gone = _on("due_on", "<")(line), _on("finished_on", "<=")(line)
    unclear = due & says("status", UNKNOWN)
    return due - (due & gone) - unclear + (unclear & gone)


def _proofs(report: Report, placed: Placed) -> Iterable[Check]:
    """The days' sums and the last day's states against the month's."""
    for name, column, tile in (
        ("diterima", _RECEIVED_AT, tiles.RECEIVED),
        ("selesai", _FINISHED_AT, tiles.FINISHED),
    ):
        summed = side(f"Jumlah {name} per hari (Layanan Harian)", placed.foot(column))
        yield Check(summed, tiles.side_of(report, tile))
    for name, column, tile in (
        ("terbuka", _OPEN_AT, tiles.REMAINING),
        ("terlambat", _LATE_AT, tiles.OVERDUE),
    ):
        at_end = placed.number(len(placed.table.lines) - 1, column)
        last = side(f"Hari terakhir, {name} (Layanan Harian)", at_end)
        yield Check(last, tiles.side_of(report, tile))
