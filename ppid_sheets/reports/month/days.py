"""Layanan Harian: each day of the month, with weekends and holidays shaded and named."""

from datetime import date

from ppid_sheets.common.indonesian import DAYS as WEEKDAYS
from ppid_sheets.deadlines.clock import UNKNOWN
from ppid_sheets.reports.month.report import DAYS, HEAD_LINE, Report, cell_of, head, header
from ppid_sheets.reports.workbook.book import Cell, Grid, Sheet, Style, relative
from ppid_sheets.reports.workbook.tally import Criterion, Number, Point, equals, total

_ROW = 4
_COLUMNS: tuple[tuple[str, Style, float], ...] = (
    ("Tanggal", "head", 13),
    ("Hari", "head_left", 11),
    ("Diterima", "head_right", 11),
    ("Selesai", "head_right", 11),
    ("Jatuh tempo", "head_right", 11),
    ("Masih terbuka", "head_right", 11),
    ("Terlambat", "head_right", 11),
    ("Keterangan", "head_left", 44),
)
_NOTE = (
    "Diterima, selesai, dan jatuh tempo pada hari itu; masih terbuka dan terlambat pada akhir hari "
    "itu, menurut batas waktu yang diketahui pada akhir periode."
)


def sheet(report: Report) -> Sheet:
    """The sheet."""
    table = report.once(layout)
    note = Grid(table.end, 0, ((Cell(_NOTE, "note", span=len(_COLUMNS)),),), (28,))
    return Sheet(
        DAYS,
        DAYS,
        tuple(width for *_, width in _COLUMNS),
        (head(report, "Layanan Harian", len(_COLUMNS)), table, note),
        one_page=True,
        repeat=(0, _ROW),
        freeze=(_ROW + 1, 0),
    )


def layout(report: Report) -> Grid:
    """Header, a line a day, the month's totals."""
    days = report.period.days
    lines = [_line(report, _ROW + 1 + i, day) for i, day in enumerate(days)]
    first, last = _ROW + 1, _ROW + len(days)
    sums = [
        total([Number(int(str(line[col].value)), "") for line in lines],
              f"{relative(first, col)}:{relative(last, col)}").cell("total_count")
        for col in (2, 3)
    ]  # fmt: skip
    footer = (
        Cell("Jumlah", "total", span=2),
        *sums,
        *(Cell(None, "total") for _ in _COLUMNS[4:]),
    )
    rows = (header([(text, style) for text, style, _ in _COLUMNS]), *lines, footer)
    return Grid(_ROW, 0, rows, (30, *[19.0] * len(lines), HEAD_LINE))


def last_of(report: Report, column: int) -> str:
    """The last day's number in a column: 5 open, 6 late."""
    return cell_of(DAYS, _ROW + len(report.period.days), column)


def sum_of(report: Report, column: int) -> str:
    """The month's total in a column: 2 received, 3 finished."""
    return cell_of(DAYS, _ROW + 1 + len(report.period.days), column)


def day_off(report: Report, day: date) -> str | None:
    """Why nobody works on a day; None for a working day, "" for a plain weekend."""
    holiday = report.calendar.by_day.get(day)
    if holiday:
        return f"{holiday.name} ({holiday.kind})" if holiday.name else holiday.kind
    return "" if day.weekday() in report.calendar.weekend else None


def _line(report: Report, row: int, day: date) -> tuple[Cell, ...]:
    here = Point(day, f"$A{row + 1}")
    off = day_off(report, day)
    text, dated, count = _LOOKS[off is not None]
    numbers = (
        report.count(Criterion("received_on", "=", here)),
        report.count(Criterion("finished_on", "=", here)),
        report.count(Criterion("due_on", "=", here)),
        _open(report, here),
        _late(report, here),
    )
    return (
        Cell(day, dated),
        Cell(WEEKDAYS[day.weekday()], text),
        *(number.cell(count) for number in numbers),
        Cell("Akhir pekan" if off == "" else off, text),
    )


_LOOKS: dict[bool, tuple[Style, Style, Style]] = {
    False: ("text", "day_date", "pivot_count"),
    True: ("off_text", "off_date", "off_count"),
}


def _open(report: Report, day: Point) -> Number:
    return report.count(Criterion("received_on", "<=", day)) - report.count(
        Criterion("finished_on", "<=", day)
    )


def _late(report: Report, day: Point) -> Number:
    """Past their due date and not finished; those whose due date cannot be told are not late."""
    due = Criterion("due_on", "<", day)
    late = report.count(due) - report.count(due, Criterion("finished_on", "<=", day))
    unclear = (due, equals("status", UNKNOWN))
    gone = (*unclear, Criterion("finished_on", "<=", day))
    counted = late - report.count(*unclear)
    return counted + report.count(*gone)
