"""Matriks Kegiatan & Penugasan: who did which step of the SOP, on which day, and what is open."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from operator import add

from ppid_sheets.common.indonesian import NOT_FILLED, NOT_READ
from ppid_sheets.reports.month import drawn, terms
from ppid_sheets.reports.month.areas import areas, column_areas, column_sum
from ppid_sheets.reports.month.blocks import GAP, Pages, Points
from ppid_sheets.reports.month.days import day_off
from ppid_sheets.reports.month.figure import Figure, Rows, compared, says, within
from ppid_sheets.reports.month.report import (
    HEAD_LINE,
    HEAD_LINES,
    LINE,
    STATUS_TONES,
    Report,
    head,
    is_exact,
)
from ppid_sheets.reports.month.sheet_names import MATRIX
from ppid_sheets.reports.month.table import Column, Labels, Line, Placed, Table, label_column
from ppid_sheets.reports.rows import STILL_OPEN, YES
from ppid_sheets.reports.workbook.book import (
    Area,
    Cell,
    Grid,
    Sheet,
    Style,
    Value,
    WordTones,
    relative,
)
from ppid_sheets.reports.workbook.identities import Check, side
from ppid_sheets.reports.workbook.paging import page_breaks
from ppid_sheets.reports.workbook.plain_values import plain
from ppid_sheets.reports.workbook.tally import Criterion, Number, Point

FEWEST = 2
"""SOP, Jumlah Pelaksana: at least two."""
DAILY = ("received_on", "disposition_on", "notified_on", "given_on")
"""Dates of work on a request."""
ACTIVITIES: tuple[tuple[str, str], ...] = (
    ("Diterima\n(1)", "received_on"),
    ("Diberi informasi\n(2–3)", "informed"),
    ("Dikoordinasikan\n(4)", "disposition_on"),
    ("Diberi tahu tertulis\n(4–5)", "notified_on"),
    ("Informasi diberikan\n(5)", "given_on"),
    ("Register selesai\n(6)", "finished_on"),
    ("Disupervisi\n(7)", "reviewed_on"),
)
"""Steps of the SOP with their columns of Data."""

_ROW = 4
_LABEL, _DAY, _DAYS = 21.0, 3.5, 31
_SPAN = 4
_WIDE = {"received_on": 3}
"""Columns of days under a heading, of which there are 31."""
_MOST = 200
"""More assignments than these are looked up on the sheet Tenggat."""
_STEPS = 40.0
"""Height of the heads that name a step of the SOP."""
_SHEET = Sheet(
    MATRIX, MATRIX, (_LABEL, *[_DAY] * _DAYS), (), landscape=True, repeat=(0, 2), freeze=(1, 1)
)
_NOTE = (
    "Angka = kegiatan yang tercatat pada hari itu: penerimaan, disposisi, pemberitahuan, dan "
    "pemberian informasi."
)


def sheets(report: Report) -> tuple[Sheet, ...]:
    """The sheet; none where the register names no officers.

    The list of assignments is for the screen: Tenggat has the same requests on paper.
    """
    if not report.has("officer"):
        return ()
    placed, by_day = report.once(layout)
    activities, days = _activities_grid(placed), _days_grid(report, by_day)
    serving = _serving(report, by_day, days.end)
    assignments = _assignments(report, serving.end + 1)
    status = Area(MATRIX, assignments.row + 2, _STATUS_AT, assignments.end - 1, _STATUS_AT)
    plain_sheet = replace(
        _SHEET,
        blocks=(
            head(report, "Matriks Kegiatan dan Penugasan", 1 + _DAYS),
            activities,
            days,
            serving,
            assignments,
            WordTones(status, STATUS_TONES),
        ),
        print_to=serving.end - 1,
        prints=any(number and number.value for line in placed.numbers for number in line[1:-1]),
    )
    starts = [activities.row, *placed.later_heads, days.row, *by_day.later_heads, assignments.row]
    return (page_breaks(plain_sheet, report.settings.paper, starts),)


def tables(report: Report, labels: Labels) -> tuple[Table, ...]:
    """Activities by officer, and by officer and day; none where the register names no officers."""
    if not report.has("officer"):
        return ()
    officers = labels("officer")
    lines = tuple(Line(officer, says("officer", officer)) for officer in officers)
    exact = is_exact("officer", officers)
    activities = (
        label_column("Petugas"),
        *(_column(title, _step(key), _WIDE.get(key, _SPAN)) for title, key in ACTIVITIES),
        _column("Masih ditangani", says("decision", STILL_OPEN), _SPAN),
    )
    days = (label_column("Hari"), *(_day(report, day) for day in report.period.days))
    return (
        Table(
            MATRIX,
            "",
            (terms.ACTIVITY, terms.REMAINING),
            lines,
            activities,
            exact,
            called="kegiatan",
        ),
        Table(MATRIX, "", (terms.ACTIVITY,), lines, days, exact, proofs=_proofs),
    )


def layout(report: Report) -> tuple[Placed, ...]:
    """The tables in their places."""
    made = tables(report, report.labels)
    if not made:
        return ()
    activities, days = made
    above = sum(HEAD_LINES)
    pages = Pages(report, _SHEET, above + GAP, above)
    placed = pages.place(activities, _ROW + 2, Points(HEAD_LINE, _STEPS, LINE, LINE + GAP))
    row = placed.end + 1 + 1 + 2
    return placed, pages.place(days, row, Points(HEAD_LINE, HEAD_LINE, LINE, 2 * LINE + GAP))


def _column(title: str, rows: Rows, span: int) -> Column:
    name = title.split("\n")[0].lower()
    return Column(title, name=name, among=rows, span=span, above="head_right")


def _step(key: str) -> Rows:
    """Requests that went through a step in the month."""
    if key == "informed":
        return within("received_on") & says("informed", YES)
    return within(key)


def _day(report: Report, day: date) -> Column:
    """What was recorded on a day of the month, whose number stands in the header."""
    above, style = _LOOKS[day_off(report, day) is not None]
    recorded = reduce(add, (compared(Criterion(key, "=", Point(day, ""))) for key in DAILY))

    def at(ref: str) -> dict[Value, str]:
        return {day: f"{report.times.first.ref}+{ref}-1"}

    return Column(day.day, style, f"tanggal {day.day}", among=recorded, at=at, above=above)


def _proofs(report: Report, placed: Placed) -> Iterable[Check]:
    """The days' numbers against what was recorded in the month."""
    value = sum(int(str(column_sum(placed, 1 + at).value)) for at in range(len(report.period.days)))
    area = areas(placed, 1, len(report.period.days))
    rows = reduce(add, map(within, DAILY))
    whole = Figure(MATRIX, "Kegiatan dalam periode", (), rows)
    yield Check(
        side(f"Jumlah kegiatan per hari ({MATRIX})", Number(value, f"SUM({area})")),
        side(whole.name, whole.number(report.tally, report.times)),
    )


def _activities_grid(placed: Placed) -> Grid:
    """A line per officer: how many requests went through each step in the month."""
    heading = (Cell("Kegiatan menurut langkah SOP", "report_heading", span=1 + _DAYS),)
    rows = (heading, *drawn.body(placed), drawn.feet(placed))
    return Grid(placed.row - 2, 0, rows, (HEAD_LINE, *drawn.heights(placed, _STEPS, LINE), LINE))


_LOOKS: dict[bool, tuple[Style, Style]] = {
    False: ("small_head", "small_count"),
    True: ("small_head_off", "small_off"),
}


def _days_grid(report: Report, placed: Placed) -> Grid:
    """A line per officer, a column per day: how much was recorded, and by how many officers."""
    styles = [column.style for column in placed.table.columns[1:]]
    counted = (
        Cell("Petugas yang melayani", "total"),
        *(number.cell(style) for number, style in zip(_active(placed), styles, strict=True)),
    )
    heading = (Cell("Kegiatan tercatat per hari", "report_heading", span=1 + _DAYS),)
    rows = (heading, *drawn.body(placed), counted)
    return Grid(placed.row - 2, 0, rows, (HEAD_LINE, *drawn.heights(placed, HEAD_LINE, LINE), LINE))


def _unnamed(placed: Placed) -> Sequence[int]:
    """The lines that stand for no officer."""
    labels = enumerate(line.label for line in placed.table.lines)
    return [at for at, label in labels if label in (NOT_FILLED, NOT_READ)]


def _active(placed: Placed) -> list[Number]:
    """How many named officers recorded anything, day by day."""
    unnamed = _unnamed(placed)
    active = []
    for col in range(1, len(placed.table.columns)):
        numbers = [int(str(number.value)) for number in placed.column(col) if number]
        value = sum(n > 0 for i, n in enumerate(numbers) if i not in unnamed)
        counts = "+".join(f'COUNTIF({area},">0")' for area in column_areas(placed, col))
        less = "".join(f"-({relative(placed.rows[i], col)}>0)" for i in unnamed)
        active.append(Number(value, f"{counts}{less}"))
    return active


def _serving(report: Report, placed: Placed, row: int) -> Grid:
    """How many officers served in the month, beside how many the SOP wants; none is accused."""
    days, unnamed = len(report.period.days), _unnamed(placed)
    served = [
        (at, sum(int(str(number.value)) for number in line[1:] if number))
        for at, line in enumerate(placed.numbers)
        if at not in unnamed
    ]
    sums = "+".join(
        f"N(SUM({relative(placed.rows[at], 1)}:{relative(placed.rows[at], days)})>0)"
        for at, _ in served
    )
    count = sum(total > 0 for _, total in served)
    words = (
        f" petugas tercatat melayani dalam bulan ini; SOP meminta minimal {FEWEST} petugas "
        f"ditugaskan. {_NOTE}"
    )
    said = Cell(f"{count}{words}", "note", f'={sums or 0}&"{words}"', 1 + _DAYS)
    return Grid(row, 0, ((said,),), (HEAD_LINE,))


_ASSIGNED: tuple[tuple[str, str, Style, int], ...] = (
    ("officer", "Petugas", "cell", 1),
    ("reg_number", "No. Registrasi", "cell", 7),
    ("received_on", "Diterima", "cell_date", 4),
    ("due_on", "Batas Waktu", "cell_date", 4),
    ("days_left", "Sisa Hari Kerja", "days_left", 5),
    ("status", "Status", "cell", 7),
    ("row", "Baris di Register", "row_number", 5),
)
_STATUS_AT = 1 + 7 + 4 + 4 + 5


def _assignments(report: Report, row: int) -> Grid:
    """Open requests by officer, the earliest due date first."""
    rows = report.figures.open_requests.sort_values(["officer", "urgency", "due_on"], kind="stable")
    shown = rows.head(_MOST)
    header = tuple(
        Cell(
            text,
            "head" if style in ("cell_date", "days_left", "row_number") else "head_left",
            span=span,
        )
        for _, text, style, span in _ASSIGNED
    )
    columns = [plain(shown[key]) for key, *_ in _ASSIGNED[:-1]]
    body = [
        (
            *(
                Cell(value, style, span=span)
                for value, (_, _, style, span) in zip(values, _ASSIGNED, strict=False)
            ),
            Cell(
                report.figures.shown(at),
                "row_number",
                span=_ASSIGNED[-1][3],
                link=report.link(at) if report.link else "",
            ),
        )
        for *values, at in zip(*columns, shown.index.tolist(), strict=True)
    ]
    heading = (Cell("Penugasan yang masih terbuka", "report_heading", span=1 + _DAYS),)
    rest = _rest(len(rows) - len(shown), len(rows))
    heights = (HEAD_LINE, 30, *[LINE] * (len(body) + len(rest)))
    return Grid(row, 0, (heading, header, *body, *rest), heights)


def _rest(left: int, size: int) -> tuple[tuple[Cell, ...], ...]:
    """A sentence below the list where it is empty or cut."""
    if not size:
        return ((Cell("Tidak ada penugasan yang masih terbuka.", "note", span=20),),)
    if not left:
        return ()
    return ((Cell(f"… dan {left} permohonan lain; lihat lembar Tenggat.", "note", span=20),),)
