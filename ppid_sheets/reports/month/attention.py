"""What a head of office asks first: what is late, with whom and why, and what shall be done."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ppid_sheets.common.severity import SEVERITY_NAMES
from ppid_sheets.deadlines.clock import FINISHED_LATE, OVERDUE
from ppid_sheets.reports.month import due, flow, quality, terms
from ppid_sheets.reports.month.figure import Figure, says, within
from ppid_sheets.reports.month.report import Report, cell_of
from ppid_sheets.reports.month.sheet_names import REPORT
from ppid_sheets.reports.month.shown import Shown
from ppid_sheets.reports.rows import UNDATED, UNDECIDED
from ppid_sheets.reports.workbook.book import Cell, Grid, Style
from ppid_sheets.reports.workbook.phrase import counted, words
from ppid_sheets.reports.workbook.plain_values import plain
from ppid_sheets.reports.workbook.tally import Number

MOST = 8
"""Overdue requests that are named; the others stand on Tenggat."""
_LINE, _BY_HAND = 13.2, 15.0
_TEXTS = (4, 5)
"""Columns that the two texts of a line take, each before its number."""
_SPANS = (1, 3, 2, 5)
_HEADS = ("No. Registrasi", "", "Hari kerja", "Sebab")
_ABOVE: tuple[Style, ...] = ("paper_head_left", "paper_head_left", "paper_head", "paper_head_left")
_LINES_BY_HAND = 3

_OVERDUE = Figure(
    REPORT, "Terbuka yang melewati batas waktu", (terms.OVERDUE,), says("status", OVERDUE)
)
_LATE = Figure(
    REPORT,
    "Selesai melewati batas waktu",
    (terms.ON_TIME,),
    within("finished_on") & says("status", FINISHED_LATE),
)
_TO_MEND = Figure(
    REPORT,
    "Kesalahan yang belum dibetulkan",
    (terms.FINDINGS,),
    says("severity", SEVERITY_NAMES["galat"]),
)
_PAPERWORK: Mapping[str, str] = {
    UNDATED: "Administrasi: tanggal kosong (L04)",
    UNDECIDED: "Administrasi: Keputusan kosong (L05)",
}
"""What is overdue only because something was not written down, in words and by its finding."""


def _row(report: Report) -> int:
    """The row of the heading."""
    return report.once(flow.layout)[1].end + 1


def shown(report: Report) -> tuple[Shown, ...]:
    """The numbers that are counted here; the others stand on sheets of their own."""
    row = _row(report)
    overdue, late = (figure.number(report.tally, report.times) for figure in (_OVERDUE, _LATE))
    found = quality.to_mend(report)
    return (
        Shown(_LATE, late, cell_of(REPORT, row + 2, _TEXTS[0])),
        Shown(_OVERDUE, overdue, cell_of(REPORT, row, flow.SPAN - 1)),
        Shown(
            _TO_MEND,
            found,
            cell_of(REPORT, row + 2, flow.SPAN - 1),
            again=int(str(found.value)),
            elsewhere=True,
        ),
    )


def grid(report: Report, most: int) -> Grid:
    """The overdue with their number and the obstacles; of the overdue at most so many."""
    late, overdue, found = (one.number for one in report.once(shown))
    became, extended = (
        one.number.at(one.place)
        for one in (report.once(due.shown)[at] for at in (due.BECAME_LATE, due.EXTENDED))
    )
    heading = Cell("B. Melewati batas waktu dan belum selesai", "paper_heading", span=flow.SPAN - 1)
    rows = (
        (heading, overdue.cell("paper_heading_count")),
        _pair(
            ("Menjadi terlambat dalam bulan ini", became),
            ("Perpanjangan terlambat diberitahukan", extended),
        ),
        _pair(("Selesai melewati batas waktu", late), ("Kesalahan yang belum dibetulkan", found)),
        *_listed(report, most),
    )
    return Grid(_row(report), 0, rows, (flow.HEADING, *[_LINE] * (len(rows) - 1)))


def _listed(report: Report, most: int) -> Iterator[tuple[Cell, ...]]:
    """The overdue by name, the longest first, then how many there are besides.

    A single one more stands where its number would.
    """
    rows = report.once(_late_ones)
    saved = most < MOST and len(rows) == most + 1
    listed = rows if saved else rows[:most]
    if listed:
        first, _, *further = _HEADS
        yield _cells((first, _second(report)[1], *further), _ABOVE)
        yield from listed
    if rest := len(rows) - len(listed):
        overdue = report.once(shown)[1]
        among = f"-{len(listed)}" if listed else ""
        others = Number(rest, f"{overdue.place}{among}")
        said = counted(others) + words(" lainnya" if listed else " permohonan")
        and_ = words("dan " if listed else "")
        yield ((and_ + said + words(", lihat Tenggat.")).cell("paper_text", flow.SPAN),)


def _pair(left: tuple[str, Number], right: tuple[str, Number]) -> tuple[Cell, ...]:
    """Two numbers in a line, each behind its text."""
    return tuple(
        cell
        for (text, number), span in zip((left, right), _TEXTS, strict=True)
        for cell in (Cell(text, "paper_label", span=span), number.cell("paper_count"))
    )


def _cells(values: Sequence[Any], styles: Sequence[Style]) -> tuple[Cell, ...]:
    return tuple(
        Cell(value, style, span=span)
        for value, style, span in zip(values, styles, _SPANS, strict=True)
    )


def _second(report: Report) -> tuple[str, str, Style]:
    """The second column: the officer, or the due date where the register names none."""
    if report.has("officer"):
        return "officer", "Petugas", "paper_label"
    return "due_on", "Batas waktu", "paper_date"


def _late_ones(report: Report) -> Sequence[tuple[Cell, ...]]:
    """A line for each overdue request, the longest overdue first."""
    rows = report.figures.open_requests
    rows = rows[rows["status"] == OVERDUE].sort_values("days_left", kind="stable")
    key, _, style = _second(report)
    columns = [plain(rows[key]) for key in ("reg_number", key, "days_left", "pending")]
    styles: tuple[Style, ...] = ("paper_label", style, "paper_days", "paper_label")
    return [
        _cells(
            (
                number or f"baris {report.figures.shown(row)}",
                second,
                -left,
                _PAPERWORK.get(why, why),
            ),
            styles,
        )
        for row, number, second, left, why in zip(rows.index.tolist(), *columns, strict=True)
    ]


def by_hand(row: int) -> Grid:
    """Lines in which the head writes what shall be done."""
    rows = (
        (Cell("C. Tindak lanjut", "paper_heading", span=flow.SPAN),),
        *((Cell(f"{i}.", "paper_by_hand", span=flow.SPAN),) for i in range(1, _LINES_BY_HAND + 1)),
    )
    return Grid(row, 0, rows, (flow.HEADING, *[_BY_HAND] * _LINES_BY_HAND))
