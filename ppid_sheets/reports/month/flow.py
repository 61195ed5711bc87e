"""The flow of requests on the page to sign, by month of answer: it closes, kind by kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ppid_sheets.common.indonesian import MONTHS, NOT_FILLED
from ppid_sheets.register.requests.words import (
    ARTICLE_17,
    GRANTED_PARTLY,
    GRANTED_WHOLLY,
    NOT_PROCESSED,
    REFUSED,
    UNDOCUMENTED,
    WITHDRAWN,
)
from ppid_sheets.reports.month import drawn, terms, tiles
from ppid_sheets.reports.month.areas import column_sum
from ppid_sheets.reports.month.figure import (
    EVERY,
    Rows,
    month,
    one_of,
    open_before,
    says,
    within,
    year,
)
from ppid_sheets.reports.month.monthwise import closings, neighbours, summed
from ppid_sheets.reports.month.report import Report, is_exact
from ppid_sheets.reports.month.sheet_names import REPORT
from ppid_sheets.reports.month.table import Column, Here, Labels, Line, Placed, Table, label_column
from ppid_sheets.reports.month.window import Times, Window
from ppid_sheets.reports.rows import STILL_OPEN, UNPLACED
from ppid_sheets.reports.workbook.book import Cell, Grid, Style
from ppid_sheets.reports.workbook.identities import Check, side
from ppid_sheets.reports.workbook.letterhead import HEIGHT
from ppid_sheets.reports.workbook.tally import Number, Point

NOT_POSSESSED = ("Tidak dikuasai", UNDOCUMENTED)
OPENING, RECEIVED, WHOLLY, PARTLY, ARTICLE, LACKING, UNCLEAR, OTHERS, LEFT = range(1, 10)
"""Columns of the flow, right of the kind."""
WIDTHS = (19.1, 5.0, 7.4, 10.0, 8.4, 5.0, 7.3, 6.1, 7.5, 5.0, 7.0)
"""Of the page, which is as wide as its table: that wide it is not shrunk, whoever prints it."""
SPAN = len(WIDTHS)
_ANSWERED = (WHOLLY, PARTLY, ARTICLE, LACKING, UNCLEAR, OTHERS)
HEADING, LINE = 17.0, 14.0
_HEADS = 42.0
_KINDS, _YEAR = "Jenis informasi", "Tahun ini"
_ALL = "Semua permohonan"
_NOTE = (
    "Menurut bulan jawaban: sisa lalu + diterima = dikabulkan + ditolak + dicabut atau tidak "
    "diproses + sisa. Tidak dapat dihitung: bagian sisa yang jawabannya tidak lengkap atau tidak "
    "terbaca."
)
_GROUPED = (
    Cell(None, "paper_group", span=3),
    Cell("Dikabulkan", "paper_group", span=2),
    Cell("Ditolak", "paper_group", span=3),
    Cell(None, "paper_group"),
    Cell("Sisa", "paper_group", span=2),
)
_BOLD: Mapping[Style, Style] = {"paper_label": "paper_total", "paper_count": "paper_total_count"}


def tables(report: Report, labels: Labels) -> tuple[Table, ...]:
    """The month by kind of information, and the year up to its end."""
    kinds = labels("info_category")
    lines = tuple(Line(kind, says("info_category", kind)) for kind in kinds)
    whole = Line(_short_year(report), at=lambda _: {}, looks=_BOLD, name=report.year_so_far)
    of_year = _columns(report, year, lambda times: times.points["Awal tahun"])
    return (
        _table(
            _KINDS,
            lines,
            _columns(report, month, lambda times: times.first),
            is_exact("info_category", kinds),
            _closes_in_month,
        ),
        _table(_YEAR, (whole,), of_year, False, _closes_in_year),
    )


def _table(
    name: str,
    lines: tuple[Line, ...],
    columns: tuple[Column, ...],
    exact: bool,
    proofs: Callable[[Report, Placed], Iterable[Check]],
) -> Table:
    words = (terms.OPENING, terms.RECEIVED, terms.ANSWERED, terms.REMAINING, terms.UNPLACED)
    return Table(REPORT, name, words, lines, columns, exact, proofs=proofs)


def _short_year(report: Report) -> str:
    """`Jan–Okt 2026`."""
    first, last = MONTHS[0][:3], report.period.month.short_name
    return last if last.startswith(first) else f"{first}–{last}"


def _columns(
    report: Report, window: Callable[[Times], Window], start: Callable[[Times], Point]
) -> tuple[Column, ...]:
    done = within("finished_on", window)
    refused = says("decision", REFUSED)
    grounds = [refused & one_of("refusal_ground", some) for some in (ARTICLE_17, NOT_POSSESSED)]
    rest = EVERY
    for word in (GRANTED_WHOLLY, GRANTED_PARTLY, REFUSED):
        rest = rest - says("decision", word)

    def unclear(here: Here) -> Number:
        """Refused on neither ground."""
        return here.count(done & here.line.rows & refused) - here.get(ARTICLE) - here.get(LACKING)

    def others(here: Here) -> Number:
        """Answered, and neither granted nor refused."""
        left = here.count(done & here.line.rows)
        for at in (WHOLLY, PARTLY, ARTICLE, LACKING, UNCLEAR):
            left = left - here.get(at)
        return left

    waiting = says("decision", STILL_OPEN)
    return (
        replace(label_column("Jenis informasi", style="paper_label"), above="paper_head_left"),
        _count("Sisa lalu", "sisa lalu", open_before(start)),
        _count("Diterima", "diterima", within("received_on", window)),
        _count("Seluruhnya", "dikabulkan seluruhnya", done & says("decision", GRANTED_WHOLLY)),
        _count("Sebagian", "dikabulkan sebagian", done & says("decision", GRANTED_PARTLY)),
        _count("Pasal 17", "ditolak, Pasal 17 UU KIP", done & grounds[0]),
        _count(
            "Tidak dikuasai",
            "ditolak, tidak dikuasai atau belum didokumentasikan",
            done & grounds[1],
        ),
        _count(
            "Alasan lain",
            "ditolak, alasan lain",
            done & (refused - grounds[0] - grounds[1]),
            unclear,
        ),
        _count(_others_head(report), "dicabut, tidak diproses, lainnya", done & rest, others),
        _count("Akhir", "sisa akhir", waiting),
        _count(
            "Tidak dapat dihitung",
            "sisa yang tidak dapat dihitung",
            waiting & one_of("pending", UNPLACED),
        ),
    )


def _others_head(report: Report) -> str:
    """Names decisions of the office's own only where there are any."""
    known = {GRANTED_WHOLLY, GRANTED_PARTLY, REFUSED, WITHDRAWN, NOT_PROCESSED, STILL_OPEN}
    data = report.figures.data
    answered = data["finished_on"] >= report.period.year_first.isoformat()
    own = set(data.loc[answered, "decision"].tolist()) - known
    return "Dicabut, tidak diproses" + (", lainnya" if own else "")


def _count(
    head: str, name: str, rows: Rows, made: Callable[[Here], Number] | None = None
) -> Column:
    return Column(
        head, "paper_count", name, rows, made=made, above="paper_head", foot="paper_total_count"
    )


def layout(report: Report) -> tuple[Placed, Placed]:
    """The kinds in their place, and the line of the year below their sum."""
    kinds, whole = tables(report, lambda _: report.once(_kinds))
    placed = Placed(report, kinds, FIRST_ROW + 3)
    return placed, Placed(report, whole, placed.end + 1)


FIRST_ROW = HEIGHT + 7
"""The row of the table's heading."""


def _kinds(report: Report) -> Sequence[str]:
    """The kinds of which there was a request in the year or is one still open.

    Requests without a kind have a line where the month has any. Where there is no kind at all, one
    line stands for all requests, that of the label for an empty cell.
    """
    data, first = report.figures.data, report.period.year_first.isoformat()
    lively = data["finished_on"].isna() | (data["finished_on"] >= first)
    used = set(data.loc[lively, "info_category"].tolist()) - {NOT_FILLED}
    used |= {NOT_FILLED} & set(data.loc[data["in_month"], "info_category"].tolist())
    return [label for label in report.labels("info_category") if label in used] or [NOT_FILLED]


def refused(report: Report) -> Number:
    """The month's refusals on whatever ground, read from their cells."""
    kinds, _ = report.once(layout)
    feet = [kinds.foot(at) for at in (ARTICLE, LACKING, UNCLEAR)]
    return neighbours(feet)


def grid(report: Report) -> Grid:
    """The table with its heading, sums, the year, and what they are."""
    kinds, whole = report.once(layout)
    lines = drawn.lines(kinds)
    if [line.label for line in kinds.table.lines] == [NOT_FILLED]:
        lines = ((Cell(_ALL, "paper_label"), *lines[0][1:]),)
    counted = (column_sum(kinds, at).cell("paper_total_count") for at in range(1, SPAN))
    sums = (Cell("Jumlah", "paper_total"), *counted)
    rows = (
        (Cell("A. Permohonan menurut jenis informasi", "paper_heading", span=SPAN),),
        _GROUPED,
        drawn.heads(kinds),
        *lines,
        sums,
        *drawn.lines(whole),
        (Cell(_NOTE, "paper_note", span=SPAN),),
    )
    heights = (HEADING, LINE, _HEADS, *[LINE] * (len(lines) + 2), LINE)
    return Grid(FIRST_ROW, 0, rows, heights)


def _closings(placed: Placed) -> Iterable[Check]:
    return closings(
        placed, (OPENING, RECEIVED), (*_ANSWERED, LEFT), "Dikabulkan + ditolak + dicabut + sisa"
    )


def _closes_in_month(report: Report, placed: Placed) -> Iterable[Check]:
    """Each kind closes, and all of them are the movement of the month."""
    yield from _closings(placed)
    feet = [placed.foot(at) for at in range(1, SPAN)]
    answered = [feet[at - 1] for at in _ANSWERED]
    for name, number, tile in (
        ("Jumlah sisa lalu", feet[OPENING - 1], tiles.OPENING),
        ("Jumlah diterima", feet[RECEIVED - 1], tiles.RECEIVED),
        ("Jumlah semua jawaban", neighbours(answered), tiles.FINISHED),
        ("Jumlah sisa akhir", feet[LEFT - 1], tiles.REMAINING),
    ):
        yield Check(side(f"{name} (Laporan)", number), tiles.side_of(report, tile))


def _closes_in_year(report: Report, placed: Placed) -> Iterable[Check]:
    """The year closes, and its months, each counted by itself, come to it."""
    yield from _closings(placed)
    answered = [placed.number(0, at) for at in _ANSWERED]
    refused = answered[ARTICLE - WHOLLY : UNCLEAR - WHOLLY + 1]
    every, no = partial(within, "finished_on"), says("decision", REFUSED)
    for name, rows, number in (
        ("diterima", partial(within, "received_on"), placed.number(0, RECEIVED)),
        ("dikabulkan seluruhnya", _said(GRANTED_WHOLLY), answered[0]),
        ("dikabulkan sebagian", _said(GRANTED_PARTLY), answered[1]),
        (
            "ditolak",
            lambda window: every(window) & no,
            neighbours(refused),
        ),
        ("semua jawaban", every, neighbours(answered)),
    ):
        yield summed(report, placed, name, rows, number)


def _said(word: str) -> Callable[[Callable[[Times], Window]], Rows]:
    return lambda window: within("finished_on", window) & says("decision", word)
