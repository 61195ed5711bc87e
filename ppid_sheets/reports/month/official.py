"""Laporan: the official page with letterhead, account, table by kind, obstacles, signatures."""

from collections.abc import Callable, Mapping

from ppid_sheets.checks.findings import SEVERITY_NAMES
from ppid_sheets.common.indonesian import long_date
from ppid_sheets.deadlines.clock import FINISHED_LATE, OVERDUE
from ppid_sheets.register.requests.words import (
    ARTICLE_17,
    GRANTED_PARTLY,
    GRANTED_WHOLLY,
    REFUSED,
    UNDOCUMENTED,
)
from ppid_sheets.reports.month import due, quality, service, terms
from ppid_sheets.reports.month.figure import EVERY, Figure, Rows, one_of, says, within, year
from ppid_sheets.reports.month.narrative import month_in_words
from ppid_sheets.reports.month.placed import Here, Placed
from ppid_sheets.reports.month.report import (
    HEAD_LINE,
    LINE,
    REPORT,
    Report,
    cell_of,
    is_exact,
)
from ppid_sheets.reports.month.shown import Shown
from ppid_sheets.reports.month.table import Column, Labels, Line, Table, label_column
from ppid_sheets.reports.rows import STILL_OPEN
from ppid_sheets.reports.workbook.book import (
    Area,
    Cell,
    Grid,
    Highlight,
    Sheet,
    Style,
)
from ppid_sheets.reports.workbook.identities import ALL_GOOD, VERDICT
from ppid_sheets.reports.workbook.letterhead import HEIGHT, letterhead, signatures, signed_by
from ppid_sheets.reports.workbook.tally import Number

_WIDTHS = (5.0, 32.0, 9.5, 10.5, 11.5, 11.5, 10.0, 12.5, 10.0, 12.5, 10.5)
_SPAN = len(_WIDTHS)
_TITLE_ROW = HEIGHT + 1
_STATE_ROW = _TITLE_ROW + 3
_ACCOUNT_ROW = _TITLE_ROW + 5
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
    account, kinds = report.once(_account), _kinds(report)
    obstacles = _obstacles(report, kinds.end + 1)
    signing = _signing(report, obstacles.end + 1)
    return Sheet(
        REPORT,
        REPORT,
        _WIDTHS,
        (
            *letterhead(report.settings.office, _WIDTHS),
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


def _account(report: Report) -> Grid:
    """The month in sentences."""
    words = month_in_words(report.figures, report.settings.office.name)
    return Grid(
        _ACCOUNT_ROW,
        0,
        ((Cell("A. Uraian", "heading", span=_SPAN),), (Cell(words, "paragraph", span=_SPAN),)),
        (HEAD_LINE, LINE),
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


def tables(report: Report, labels: Labels) -> tuple[Table, ...]:
    """Per kind of information: number, mean service time, granted, refused by ground, others."""
    kinds = labels("info_category")
    lines = tuple(
        Line(kind, says("info_category", kind), beside={"number": str(at)})
        for at, kind in enumerate(kinds, 1)
    )
    whole = Line(report.year_so_far, at=lambda _: {}, looks=_BOLD, beside={"number": ""})
    by_kind = within("received_on"), lambda here: _mean(report, here.index)
    of_year = within("received_on", year), lambda _: _overall(report, 3)
    return (
        _table("Jenis informasi", lines, _columns(*by_kind), is_exact("info_category", kinds)),
        _table("Tahun ini", (whole,), _columns(*of_year), False),
    )


def _table(name: str, lines: tuple[Line, ...], columns: tuple[Column, ...], exact: bool) -> Table:
    words = (terms.RECEIVED, terms.SERVICE)
    return Table(REPORT, name, words, lines, columns, exact, label=1)


def _columns(among: Rows, mean: Callable[[Here], Number]) -> tuple[Column, ...]:
    refused = says("decision", REFUSED)
    grounds = [refused & one_of("refusal_ground", words) for words in (ARTICLE_17, NOT_POSSESSED)]

    def unclear(here: Here) -> Number:
        """Refused on neither ground."""
        return here.count(among & here.line.rows & refused) - here.get(6) - here.get(7)

    def others(here: Here) -> Number:
        """Neither granted nor refused nor open."""
        rest = here.get(2)
        for at in (4, 5, 6, 7, 8, 10):
            rest = rest - here.get(at)
        return rest

    rest = EVERY
    for word in (GRANTED_WHOLLY, GRANTED_PARTLY, REFUSED, STILL_OPEN):
        rest = rest - says("decision", word)
    return (
        Column("No.", "centre", None, text=lambda line: line.beside["number"], above="head"),
        label_column("Jenis informasi"),
        _count("Jumlah", "", among),
        Column("Rata-rata waktu layanan", "mean", None, made=mean, foot=None, above="head"),
        _count("Seluruhnya", "dikabulkan seluruhnya", among, says("decision", GRANTED_WHOLLY)),
        _count("Sebagian", "dikabulkan sebagian", among, says("decision", GRANTED_PARTLY)),
        _count("Pasal 17 UU KIP", "ditolak, Pasal 17 UU KIP", among, grounds[0]),
        _count("Tidak dikuasai / belum didoku-\nmentasikan",
               "ditolak, tidak dikuasai atau belum didokumentasikan", among, grounds[1]),
        _count("Alasan lain", "ditolak, alasan lain", among,
               refused - grounds[0] - grounds[1], unclear),
        _count("Dicabut, tidak diproses, lainnya", "dicabut, tidak diproses, lainnya", among, rest,
               others),
        _count("Masih diproses", "masih diproses", among, says("decision", STILL_OPEN)),
    )  # fmt: skip


def _count(
    head: str, name: str, among: Rows, rows: Rows = EVERY,
    made: Callable[[Here], Number] | None = None,
) -> Column:  # fmt: skip
    return Column(head, name=name, rows=rows, among=among, made=made, above="head")


_BOLD: Mapping[Style, Style] = {
    "centre": "total", "text": "total", "pivot_count": "total_count", "mean": "total_mean",
}  # fmt: skip


def layout(report: Report) -> tuple[Placed, Placed]:
    """The kinds in their place, and the line of the year two rows below the last of them."""
    kinds, whole = tables(report, report.labels)
    account = _account(report)
    placed = Placed(report, kinds, account.end + 1 + 3)
    return placed, Placed(report, whole, placed.end + 1)


def _kinds(report: Report) -> Grid:
    kinds, whole = report.once(layout)
    note = (
        "Jumlah dan keputusan: permohonan yang diterima dalam periode, menurut keadaan pada akhir "
        "periode. Rata-rata waktu layanan: hari kerja, permohonan yang selesai dalam periode."
    )
    sums = kinds.feet
    mean = _overall(report, 0).cell("total_mean")
    rows = (
        (Cell("B. Permohonan menurut jenis informasi", "heading", span=_SPAN),),
        _GROUPS,
        kinds.heads,
        *kinds.cells,
        (Cell("", "total"), *sums[1:3], mean, *sums[4:]),
        *whole.cells,
        (Cell(note, "note", span=_SPAN),),
    )
    heights = (HEAD_LINE, LINE, 44, *[HEAD_LINE] * (len(kinds.cells) + 2), 27)
    return Grid(kinds.row - 3, 0, rows, heights)


_GROUPS: tuple[Cell, ...] = (
    Cell(None, "head", span=2),
    Cell("Diterima", "head", span=2),
    Cell("Dikabulkan", "head", span=2),
    Cell("Ditolak", "head", span=3),
    Cell("Lainnya", "head", span=2),
)


def _mean(report: Report, kind: int) -> Number:
    """The mean service time of a kind, from Waktu Layanan."""
    groups = report.once(service.layout).groups
    return groups[service.GROUPS.index("info_category")].number(kind, service.MEAN)


def _overall(report: Report, window: int) -> Number:
    return report.once(service.layout).overall.number(window, service.MEAN)


_OVERDUE = Figure(
    REPORT, "Terbuka yang melewati batas waktu", (terms.OVERDUE,), says("status", OVERDUE)
)
_LATE = Figure(
    REPORT, "Selesai melewati batas waktu", (terms.ON_TIME,),
    within("finished_on") & says("status", FINISHED_LATE),
)  # fmt: skip
_TO_MEND = Figure(
    REPORT,
    "Kesalahan yang belum dibetulkan",
    (terms.FINDINGS,),
    says("severity", SEVERITY_NAMES["galat"]),
)


def shown(report: Report) -> tuple[Shown, ...]:
    """The obstacles that are counted here; the others stand on sheets of their own."""
    first = report.once(layout)[1].end + 3
    places = [cell_of(REPORT, first + at, _SPAN - 1) for at in (0, 2, 4)]
    overdue, late = (figure.number(report.tally, report.times) for figure in (_OVERDUE, _LATE))
    found = quality.to_mend(report)
    return (
        Shown(_OVERDUE, overdue, places[0]),
        Shown(_LATE, late, places[1]),
        Shown(_TO_MEND, found, places[2], again=int(str(found.value)), elsewhere=True),
    )


def _obstacles(report: Report, row: int) -> Grid:
    """What stood in the way, as the data show it."""
    overdue, late, found = report.once(shown)
    listed = [one.number.at(one.place) for one in report.once(due.shown)]
    lines = (
        ("Permohonan terbuka yang melewati batas waktu", overdue.number),
        ("Permohonan yang menjadi terlambat dalam bulan ini", listed[due.BECAME_LATE]),
        ("Permohonan yang selesai melewati batas waktu dalam bulan ini", late.number),
        ("Perpanjangan yang terlambat diberitahukan", listed[due.EXTENDED]),
        ("Kesalahan pada register yang belum dibetulkan (Kualitas Data)", found.number),
    )
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
