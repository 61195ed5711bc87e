"""Laporan: the official page with letterhead, account, table by kind, obstacles, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass

from ppid_sheets.common.indonesian import long_date
from ppid_sheets.deadlines.clock import OVERDUE
from ppid_sheets.register.requests.words import (
    ARTICLE_17,
    GRANTED_PARTLY,
    GRANTED_WHOLLY,
    REFUSED,
    UNDOCUMENTED,
)
from ppid_sheets.reports.month import due, quality, service
from ppid_sheets.reports.month.narrative import month_in_words
from ppid_sheets.reports.month.report import (
    HEAD_LINE,
    LINE,
    REPORT,
    Report,
    is_exact,
)
from ppid_sheets.reports.rows import STILL_OPEN
from ppid_sheets.reports.workbook.book import (
    Area,
    Cell,
    Grid,
    Highlight,
    Sheet,
    Style,
    relative,
)
from ppid_sheets.reports.workbook.identities import ALL_GOOD, VERDICT
from ppid_sheets.reports.workbook.letterhead import HEIGHT, letterhead, signatures, signed_by
from ppid_sheets.reports.workbook.tally import Criterion, Number, Point, equals, total

_WIDTHS = (5.0, 32.0, 9.5, 10.5, 11.5, 11.5, 10.0, 12.5, 10.0, 12.5, 10.5)
_SPAN = len(_WIDTHS)
_TITLE_ROW = HEIGHT + 1
_STATE_ROW = _TITLE_ROW + 3
_ACCOUNT_ROW = _TITLE_ROW + 5
_NUMBER, _MEAN = 2, 3
NOT_POSSESSED = ("Tidak dikuasai", UNDOCUMENTED)
_CLOSING = (
    "Demikian laporan ini disampaikan. Rincian, tenggat, waktu layanan, dan pemeriksaan angkanya "
    "ada pada lembar-lembar berikutnya."
)
FINAL, RUNNING, WRONG = (
    "Status laporan: FINAL",
    "Status laporan: SEMENTARA, bulan masih berjalan",
    "Status laporan: BELUM FINAL, ada selisih pada lembar Pemeriksaan; jangan ditandatangani",
)


def sheet(report: Report) -> Sheet:
    """The sheet."""
    words = month_in_words(report.figures, report.settings.office.name)
    account = Grid(
        _ACCOUNT_ROW,
        0,
        ((Cell("A. Uraian", "heading", span=_SPAN),), (Cell(words, "paragraph", span=_SPAN),)),
        (HEAD_LINE, LINE),
    )
    kinds = _kinds(report, account.end + 1)
    obstacles = _obstacles(report, kinds.end + 1)
    signing = _signing(report, obstacles.end + 1)
    return Sheet(
        REPORT,
        REPORT,
        _WIDTHS,
        (
            letterhead(report.settings.office, _SPAN),
            _title(report),
            account,
            kinds,
            obstacles,
            *signing,
            Highlight(_state_area(), ((WRONG, "bad"), (RUNNING, "warn"))),
        ),
        one_page=True,
        running_head=False,
    )


def _state_area() -> Area:
    return Area(REPORT, _STATE_ROW, 0, _STATE_ROW, 0)


def _title(report: Report) -> Grid:
    state = FINAL if report.period.closed else RUNNING
    said = state if report.verdict == ALL_GOOD else WRONG
    rows = (
        (Cell("LAPORAN BULANAN PELAYANAN INFORMASI PUBLIK", "form_title", span=_SPAN),),
        (Cell(f"Periode {report.month}", "form_number", span=_SPAN),),
        (Cell(f"Keadaan per {long_date(report.period.as_of)}", "form_number", span=_SPAN),),
        (Cell(said, "form_number", f'=IF({VERDICT}="{ALL_GOOD}","{state}","{WRONG}")', _SPAN),),
    )
    return Grid(_TITLE_ROW, 0, rows, (22, 16, 16, 18))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the official table: which requests, their label, and their mean service time."""

    number: str
    label: str
    criteria: Sequence[Criterion]
    mean: Number
    exact: bool = False
    bold: bool = False


def _kinds(report: Report, row: int) -> Grid:
    """Per kind of information: number, mean service time, granted, refused by ground, others."""
    labels = report.figures.labels("info_category")
    exact = is_exact("info_category", labels)
    first = row + 3
    places = report.once(service.layout)
    received = report.times.this_month.holds("received_on")
    lines = [
        _Line(
            str(i + 1), label,
            (*received, Criterion("info_category", "=", Point(label, f"$B{first + i + 1}"))),
            Number(places.groups[0].rows[2 + i][service.MEAN].value or 0, places.mean(0, i)), exact,
        )
        for i, label in enumerate(labels)
    ]  # fmt: skip
    numbers = [_numbers(report, line, first + i) for i, line in enumerate(lines)]
    body = [_cells(line, n) for line, n in zip(lines, numbers, strict=True)]
    foot = first + len(lines)
    sums = [
        total(column, f"{relative(first, col)}:{relative(foot - 1, col)}")
        for column, col in zip(zip(*numbers, strict=True), _COUNT_COLUMNS, strict=True)
    ]
    whole = _Line("", "Jumlah", (), _overall(report, 0), bold=True)
    year = _Line(
        "", report.year_so_far, report.times.this_year.holds("received_on"), _overall(report, 3),
        bold=True,
    )  # fmt: skip
    note = (
        "Jumlah dan keputusan: permohonan yang diterima dalam periode, menurut keadaan pada akhir "
        "periode. Rata-rata waktu layanan: hari kerja, permohonan yang selesai dalam periode."
    )
    rows = (
        (Cell("B. Permohonan menurut jenis informasi", "heading", span=_SPAN),),
        *_headers(),
        *body,
        _cells(whole, sums),
        _cells(year, _numbers(report, year, foot + 1)),
        (Cell(note, "note", span=_SPAN),),
    )
    return Grid(row, 0, rows, (HEAD_LINE, LINE, 44, *[HEAD_LINE] * (len(body) + 2), 27))


_COUNT_COLUMNS = (2, 4, 5, 6, 7, 8, 9, 10)


def _overall(report: Report, window: int) -> Number:
    places = report.once(service.layout)
    value = places.overall.rows[2 + window][service.MEAN].value or 0
    return Number(value, places.overall_of(window, service.MEAN))


def _headers() -> tuple[tuple[Cell, ...], ...]:
    above: tuple[Cell, ...] = (
        Cell(None, "head", span=2),
        Cell("Diterima", "head", span=2),
        Cell("Dikabulkan", "head", span=2),
        Cell("Ditolak", "head", span=3),
        Cell("Lainnya", "head", span=2),
    )
    texts = (
        "No.", "Jenis informasi", "Jumlah", "Rata-rata waktu layanan", "Seluruhnya", "Sebagian",
        "Pasal 17 UU KIP", "Tidak dikuasai / belum didoku-\nmentasikan", "Alasan lain",
        "Dicabut, tidak diproses, lainnya", "Masih diproses",
    )  # fmt: skip
    below = tuple(Cell(t, "head_left" if i == 1 else "head") for i, t in enumerate(texts))
    return above, below


def _numbers(report: Report, line: _Line, row: int) -> list[Number]:
    """Received, granted wholly, in part, refused by three kinds of ground, others, still open."""
    tally, exact = report.tally, line.exact

    def decided(decision: str, *more: Criterion) -> Number:
        return tally.count(*line.criteria, equals("decision", decision), *more, exact=exact)

    received = tally.count(*line.criteria, exact=exact)
    granted, partly, open_ = map(decided, (GRANTED_WHOLLY, GRANTED_PARTLY, STILL_OPEN))
    refused = (*line.criteria, equals("decision", REFUSED))
    exempt = tally.any_of("refusal_ground", ARTICLE_17, *refused, exact=exact)
    lacking = tally.any_of("refusal_ground", NOT_POSSESSED, *refused, exact=exact)
    at = [relative(row, col) for col in _COUNT_COLUMNS]
    unclear = decided(REFUSED) - exempt.at(at[3]) - lacking.at(at[4])
    others = received.at(at[0])
    for number, place in ((granted, 1), (partly, 2), (exempt, 3), (lacking, 4), (unclear, 5),
                          (open_, 7)):  # fmt: skip
        others = others - number.at(at[place])
    return [received, granted, partly, exempt, lacking, unclear, others, open_]


def _cells(line: _Line, numbers: Sequence[Number]) -> tuple[Cell, ...]:
    count: Style = "total_count" if line.bold else "pivot_count"
    text: Style = "total" if line.bold else "text"
    received, *others = numbers
    return (
        Cell(line.number, "total" if line.bold else "centre"),
        Cell(line.label, text),
        received.cell(count),
        line.mean.cell("total_mean" if line.bold else "mean"),
        *(number.cell(count) for number in others),
    )


def _obstacles(report: Report, row: int) -> Grid:
    """What stood in the way, as the data show it."""
    late = report.finished_late(report.times.this_month)
    lines = (
        ("Permohonan terbuka yang melewati batas waktu", report.count(equals("status", OVERDUE))),
        ("Permohonan yang menjadi terlambat dalam bulan ini",
         due.became_late(report).at(due.count_of(report, 1))),
        ("Permohonan yang selesai melewati batas waktu dalam bulan ini", late),
        ("Perpanjangan yang terlambat diberitahukan",
         due.late_extensions(report).at(due.count_of(report, 2))),
        *quality.counts(report),
    )  # fmt: skip
    rows = [
        (Cell(i, "centre"), Cell(text, "text", span=_SPAN - 2), number.cell("count"))
        for i, (text, number) in enumerate(lines, 1)
    ]
    heading = (Cell("C. Kendala menurut data", "heading", span=_SPAN),)
    return Grid(row, 0, (heading, *rows), (HEAD_LINE, *[LINE] * len(rows)))


def _signing(report: Report, row: int) -> tuple[Grid, Grid]:
    office = report.settings.office
    place = f"{office.city}, {long_date(report.period.as_of)}"
    closing = Grid(row, 0, ((Cell(_CLOSING, "form_text", span=_SPAN),),), (32,))
    left = signed_by(office.sekretaris, "Mengetahui,")
    right = signed_by(office.kasubag, place)
    return closing, signatures(row + 2, ((left, 4), (None, 3), (right, 4)))
