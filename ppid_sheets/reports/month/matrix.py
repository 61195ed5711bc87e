"""Matriks Kegiatan & Penugasan: who did which step of the SOP, on which day, and what is open."""

from collections.abc import Sequence
from datetime import date

from ppid_sheets.common.indonesian import NOT_FILLED, NOT_READ
from ppid_sheets.register.a1 import letters
from ppid_sheets.reports.month.data import plain
from ppid_sheets.reports.month.days import day_off
from ppid_sheets.reports.month.report import (
    HEAD_LINE,
    LINE,
    MATRIX,
    STATUS_TONES,
    Report,
    cell_of,
    head,
    is_exact,
)
from ppid_sheets.reports.rows import STILL_OPEN, YES
from ppid_sheets.reports.workbook.book import (
    Area,
    Cell,
    Grid,
    Highlight,
    Sheet,
    Style,
    relative,
)
from ppid_sheets.reports.workbook.pages import page_breaks
from ppid_sheets.reports.workbook.tally import NONE, Criterion, Number, Point, equals, total

FEWEST = 2
"""SOP, Jumlah Pelaksana: at least two."""
DAILY = ("received_on", "disposition_on", "notified_on", "given_on")
"""Dates on which somebody was at work on a request."""
ACTIVITIES: tuple[tuple[str, str], ...] = (
    ("Diterima\n(1)", "received_on"),
    ("Diberi informasi\n(2–3)", "informed"),
    ("Dikoordinasi\n(4)", "disposition_on"),
    ("Diberitahu tertulis\n(4–5)", "notified_on"),
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
    activities, days, assignments = report.once(layout)
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


def layout(report: Report) -> tuple[Grid, Grid, Grid]:
    """Activities by officer, activities by day, open assignments."""
    activities = _activities(report)
    days = _days(report, activities.end + 1)
    return activities, days, _assignments(report, days.end + 2)


def sum_of(report: Report, activity: int) -> str:
    """The total of an activity."""
    return cell_of(MATRIX, report.once(layout)[0].end - 1, 1 + activity * _SPAN)


def _activities(report: Report) -> Grid:
    """A line per officer: how many requests went through each step in the month."""
    officers = report.figures.labels("officer")
    exact = is_exact("officer", officers)
    first = _ROW + 2
    numbers = [
        [_count(report, key, label, first + i, exact) for _, key in ACTIVITIES]
        + [_open(report, label, first + i, exact)]
        for i, label in enumerate(officers)
    ]
    titles = (*(title for title, _ in ACTIVITIES), "Masih ditangani")
    header = (
        Cell("Petugas", "head_left"),
        *(Cell(title, "head", span=_SPAN) for title in titles),
    )
    body = [
        (Cell(label, "text"), *(number.cell("pivot_count", _SPAN) for number in line))
        for label, line in zip(officers, numbers, strict=True)
    ]
    foot = (
        Cell("Jumlah", "total"),
        *(
            total(column, _column(first, len(officers), 1 + i * _SPAN)).cell("total_count", _SPAN)
            for i, column in enumerate(zip(*numbers, strict=True))
        ),
    )
    heading = (Cell("Kegiatan menurut langkah SOP", "heading", span=1 + _DAYS),)
    heights = (HEAD_LINE, 40, *[LINE] * (len(body) + 1))
    return Grid(_ROW, 0, (heading, header, *body, foot), heights)


def _column(first: int, size: int, col: int) -> str:
    return f"{relative(first, col)}:{relative(first + size - 1, col)}"


def _count(report: Report, key: str, officer: str, row: int, exact: bool) -> Number:
    """Requests of an officer that went through a step in the month."""
    here = Criterion("officer", "=", Point(officer, f"$A{row + 1}"))
    if key == "informed":
        received = report.times.this_month.holds("received_on")
        return report.tally.count(*received, equals("informed", YES), here, exact=exact)
    return report.tally.count(*report.times.this_month.holds(key), here, exact=exact)


def _open(report: Report, officer: str, row: int, exact: bool) -> Number:
    here = Criterion("officer", "=", Point(officer, f"$A{row + 1}"))
    return report.tally.count(equals("decision", STILL_OPEN), here, exact=exact)


def _days(report: Report, row: int) -> Grid:
    """A line per officer, a column per day: how much was recorded, and by how many officers."""
    officers = report.figures.labels("officer")
    exact = is_exact("officer", officers)
    days = report.period.days
    head_row, first = row + 1, row + 2
    numbers = [
        [_on(report, label, first + i, day, 1 + at, head_row, exact)
         for at, day in enumerate(days)]
        for i, label in enumerate(officers)
    ]  # fmt: skip
    looks = [_LOOKS[day_off(report, day) is not None] for day in days]
    header = (
        Cell("Hari", "head_left"),
        *(Cell(day.day, look[0]) for day, look in zip(days, looks, strict=True)),
    )
    body = [
        (Cell(label, "text"),
         *(n.cell(look[1]) for n, look in zip(line, looks, strict=True)))
        for label, line in zip(officers, numbers, strict=True)
    ]  # fmt: skip
    active = _active(officers, numbers, first, len(days))
    words = (
        Cell(f"Minimal {FEWEST} petugas", "total"),
        *(
            _enough(number, first + len(officers), 1 + at).cell("small_word")
            for at, number in enumerate(active)
        ),
    )
    counted = (
        Cell("Petugas yang melayani", "total"),
        *(n.cell(look[1]) for n, look in zip(active, looks, strict=True)),
    )
    heading = (Cell("Kegiatan tercatat per hari", "heading", span=1 + _DAYS),)
    rows = (heading, header, *body, counted, words)
    return Grid(row, 0, rows, (HEAD_LINE, HEAD_LINE, *[LINE] * (len(body) + 2)))


_LOOKS: dict[bool, tuple[Style, Style]] = {
    False: ("small_head", "small_count"),
    True: ("small_head_off", "small_off"),
}


def _on(
    report: Report, officer: str, row: int, day: date, col: int, head_row: int, exact: bool
) -> Number:
    """What an officer recorded on a day of the month, whose number stands in the header."""
    here = Criterion("officer", "=", Point(officer, f"$A{row + 1}"))
    at = f"{report.times.first.ref}+{letters(col)}${head_row + 1}-1"
    counts = [
        report.tally.count(Criterion(key, "=", Point(day, at)), here, exact=exact) for key in DAILY
    ]
    return counts[0] + counts[1] + counts[2] + counts[3]


def _active(
    officers: Sequence[str], numbers: Sequence[Sequence[Number]], first: int, days: int
) -> list[Number]:
    """How many named officers recorded anything, day by day."""
    named = [i for i, label in enumerate(officers) if label not in (NOT_FILLED, NOT_READ)]
    active = []
    for at in range(days):
        value = sum(int(str(numbers[i][at].value)) > 0 for i in named)
        area = _column(first, len(officers), 1 + at)
        unnamed = [i for i in range(len(officers)) if i not in named]
        less = "".join(f"-({relative(first + i, 1 + at)}>0)" for i in unnamed)
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
