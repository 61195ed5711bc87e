"""Matriks Kegiatan & Penugasan: who did which step of the SOP, on which day, and what is open."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import add

from ppid_sheets.common.indonesian import NOT_FILLED, NOT_READ
from ppid_sheets.reports.month import terms
from ppid_sheets.reports.month.data import plain
from ppid_sheets.reports.month.days import day_off
from ppid_sheets.reports.month.figure import Figure, Rows, compared, says, within
from ppid_sheets.reports.month.placed import Placed
from ppid_sheets.reports.month.report import (
    HEAD_LINE,
    LINE,
    MATRIX,
    STATUS_TONES,
    Report,
    head,
    is_exact,
)
from ppid_sheets.reports.month.table import Column, Labels, Line, Table, label_column
from ppid_sheets.reports.rows import STILL_OPEN, YES
from ppid_sheets.reports.workbook.book import (
    Area,
    Cell,
    Grid,
    Highlight,
    Sheet,
    Style,
    Value,
    relative,
)
from ppid_sheets.reports.workbook.identities import Check, side
from ppid_sheets.reports.workbook.pages import page_breaks
from ppid_sheets.reports.workbook.tally import NONE, Criterion, Number, Point

FEWEST = 2
"""SOP, Jumlah Pelaksana: at least two."""
DAILY = ("received_on", "disposition_on", "notified_on", "given_on")
"""Dates on which somebody was at work on a request."""
ACTIVITIES: tuple[tuple[str, str], ...] = (
    ("Diterima\n(1)", "received_on"),
    ("Diberi informasi\n(2–3)", "informed"),
    ("Dikoordinasikan\n(4)", "disposition_on"),
    ("Diberi tahu tertulis\n(4–5)", "notified_on"),
    ("Informasi diberikan\n(5)", "given_on"),
    ("Register selesai\n(6)", "finished_on"),
    ("Disupervisi\n(7)", "reviewed_on"),
)
"""Steps of the SOP with the column of Data that tells of them."""

_ROW = 4
_LABEL, _DAY, _DAYS = 25.0, 4.1, 31
_SPAN = 3
_ENOUGH, _FEW = "ya", "tidak"
_MOST = 200
"""More assignments than these are looked up on the sheet Tenggat."""
_NOTE = (
    "Angka = kegiatan yang tercatat pada hari itu: penerimaan, disposisi, pemberitahuan, dan "
    "pemberian informasi. SOP meminta minimal 2 pelaksana; hari tanpa kegiatan tidak dinilai."
)


def sheet(report: Report) -> Sheet:
    """The sheet."""
    placed, by_day = report.once(layout)
    activities, days = _activities_grid(placed), _days_grid(report, by_day)
    assignments = _assignments(report, days.end + 2)
    words = Area(MATRIX, days.end - 1, 1, days.end - 1, len(report.period.days))
    status = Area(MATRIX, assignments.row + 2, _STATUS_AT, assignments.end - 1, _STATUS_AT)
    plain_sheet = Sheet(
        MATRIX,
        MATRIX,
        (_LABEL, *[_DAY] * _DAYS),
        (
            head(report, "Matriks Kegiatan dan Penugasan", 1 + _DAYS),
            activities,
            days,
            Grid(days.end, 0, ((Cell(_NOTE, "note", span=1 + _DAYS),),), (LINE,)),
            assignments,
            Highlight(words, ((_FEW, "warn"),)),
            Highlight(status, STATUS_TONES),
        ),
        landscape=True,
        repeat=(0, 2),
    )
    return page_breaks(
        plain_sheet, report.settings.paper, [activities.row, days.row, assignments.row]
    )


def tables(report: Report, labels: Labels) -> tuple[Table, ...]:
    """Activities by officer, and by officer and day."""
    officers = labels("officer")
    lines = tuple(Line(officer, says("officer", officer)) for officer in officers)
    exact = is_exact("officer", officers)
    activities = (
        label_column("Petugas"),
        *(_column(title, _step(key)) for title, key in ACTIVITIES),
        _column("Masih ditangani", says("decision", STILL_OPEN)),
    )
    days = (label_column("Hari"), *(_day(report, day) for day in report.period.days))
    return (
        Table(MATRIX, "", (terms.ACTIVITY, terms.REMAINING), lines, activities, exact,
              called="kegiatan"),
        Table(MATRIX, "", (terms.ACTIVITY,), lines, days, exact, proofs=_proofs),
    )  # fmt: skip


def layout(report: Report) -> tuple[Placed, Placed]:
    """The tables in their places."""
    activities, days = tables(report, report.labels)
    placed = Placed(report, activities, _ROW + 2)
    return placed, Placed(report, days, placed.end + 1 + 1 + 2)


def _column(title: str, rows: Rows) -> Column:
    return Column(title, name=title.split("\n")[0].lower(), among=rows, span=_SPAN, above="head")


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
    value = sum(int(str(placed.total(1 + at).value)) for at in range(len(report.period.days)))
    area = placed.area(1, len(report.period.days))
    rows = reduce(add, map(within, DAILY))
    whole = Figure(MATRIX, "Kegiatan dalam periode", (), rows)
    yield Check(
        side(f"Jumlah kegiatan per hari ({MATRIX})", Number(value, f"SUM({area})")),
        side(whole.name, whole.number(report.tally, report.times)),
    )


def _activities_grid(placed: Placed) -> Grid:
    """A line per officer: how many requests went through each step in the month."""
    heading = (Cell("Kegiatan menurut langkah SOP", "heading", span=1 + _DAYS),)
    rows = (heading, placed.heads, *placed.cells, placed.feet)
    return Grid(placed.row - 2, 0, rows, (HEAD_LINE, 40, *[LINE] * (len(rows) - 2)))


_LOOKS: dict[bool, tuple[Style, Style]] = {
    False: ("small_head", "small_count"),
    True: ("small_head_off", "small_off"),
}


def _days_grid(report: Report, placed: Placed) -> Grid:
    """A line per officer, a column per day: how much was recorded, and by how many officers."""
    styles = [column.style for column in placed.table.columns[1:]]
    active = _active(placed)
    words = (
        Cell(f"Minimal {FEWEST} petugas", "total"),
        *(
            _enough(number, placed.end, 1 + at).cell("small_word")
            for at, number in enumerate(active)
        ),
    )
    counted = (
        Cell("Petugas yang melayani", "total"),
        *(number.cell(style) for number, style in zip(active, styles, strict=True)),
    )
    heading = (Cell("Kegiatan tercatat per hari", "heading", span=1 + _DAYS),)
    rows = (heading, placed.heads, *placed.cells, counted, words)
    return Grid(placed.row - 2, 0, rows, (HEAD_LINE, HEAD_LINE, *[LINE] * (len(rows) - 2)))


def _active(placed: Placed) -> list[Number]:
    """How many named officers recorded anything, day by day."""
    officers = [line.label for line in placed.table.lines]
    unnamed = [i for i, label in enumerate(officers) if label in (NOT_FILLED, NOT_READ)]
    active = []
    for col in range(1, len(placed.table.columns)):
        numbers = [int(str(number.value)) for number in placed.column(col) if number]
        value = sum(n > 0 for i, n in enumerate(numbers) if i not in unnamed)
        area = f"{relative(placed.row, col)}:{relative(placed.end - 1, col)}"
        less = "".join(f"-({relative(placed.row + i, col)}>0)" for i in unnamed)
        active.append(Number(value, f'COUNTIF({area},">0"){less}'))
    return active


def _enough(active: Number, row: int, col: int) -> Number:
    here = relative(row, col)
    value = int(str(active.value))
    word = NONE if not value else _ENOUGH if value >= FEWEST else _FEW
    formula = f'IF({here}=0,"{NONE}",IF({here}>={FEWEST},"{_ENOUGH}","{_FEW}"))'
    return Number(word, formula)


_ASSIGNED: tuple[tuple[str, str, Style, int], ...] = (
    ("officer", "Petugas", "cell", 1),
    ("reg_number", "No. Registrasi", "cell", 7),
    ("received_on", "Diterima", "cell_date", 4),
    ("due_on", "Batas Waktu", "cell_date", 4),
    ("days_left", "Sisa Hari Kerja", "cell_number", 4),
    ("status", "Status", "cell", 7),
    ("row", "Baris di Register", "cell_number", 5),
)
_STATUS_AT = 1 + 7 + 4 + 4 + 4


def _assignments(report: Report, row: int) -> Grid:
    """Open requests by officer, the earliest due date first."""
    rows = report.figures.open_requests.sort_values(["officer", "urgency", "due_on"], kind="stable")
    shown = rows.head(_MOST)
    header = tuple(
        Cell(text, "head" if style in ("cell_date", "cell_number") else "head_left", span=span)
        for _, text, style, span in _ASSIGNED
    )
    columns = [plain(shown[key]) for key, *_ in _ASSIGNED[:-1]]
    body = [
        (
            *(Cell(value, style, span=span)
              for value, (_, _, style, span) in zip(values, _ASSIGNED, strict=False)),
            Cell(report.figures.shown(at), "cell_number", span=_ASSIGNED[-1][3]),
        )
        for *values, at in zip(*columns, shown.index.tolist(), strict=True)
    ]  # fmt: skip
    heading = (Cell("Penugasan yang masih terbuka", "heading", span=1 + _DAYS),)
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
