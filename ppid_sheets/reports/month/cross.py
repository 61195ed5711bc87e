"""The crosses of Pivot: what became of the month's receipts, who has what open, why was refused."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ppid_sheets.deadlines.clock import FINISHED_LATE, OVERDUE
from ppid_sheets.register import requests
from ppid_sheets.register.requests.words import GRANTED_PARTLY, GRANTED_WHOLLY, REFUSED
from ppid_sheets.reports.figures import OPEN_ORDER
from ppid_sheets.reports.month import terms, tiles
from ppid_sheets.reports.month.figure import EVERY, Rows, Term, says, within
from ppid_sheets.reports.month.proofs import recounted
from ppid_sheets.reports.month.report import Report, is_exact
from ppid_sheets.reports.month.sheet_names import PIVOT
from ppid_sheets.reports.month.table import (
    Column,
    Here,
    Labels,
    Line,
    Placed,
    Table,
    label_column,
    share_column,
)
from ppid_sheets.reports.month.window import Times, Window
from ppid_sheets.reports.rows import GROUPED, NO_REFUSAL, STILL_OPEN
from ppid_sheets.reports.workbook.book import Area, Block, Chart, Series, Style
from ppid_sheets.reports.workbook.identities import Check, side
from ppid_sheets.reports.workbook.tally import Number

COHORT = "Perkembangan"
_OPEN, _REFUSED = "Masih terbuka", "Penolakan"
_SPAN, _MOST = 2, 6
"""Columns of the sheet under each heading, and how many headings there are at most."""
_WHOLE = 1
_KEYS = tuple(key for key in GROUPED if key not in ("refusal_ground", "purpose"))
_CHARTED = "channel"
_CHART_LINES = 11
_RECEIVED = within("received_on")
_Section = tuple[str, str, tuple[Table, ...]]


def sections(
    report: Report, labels: Labels, last_year: Callable[[Times], Window]
) -> Iterator[_Section]:
    """The crosses that have anything to say."""
    if report.figures.current.received:
        yield (
            f"Perkembangan permohonan yang diterima pada {report.month}",
            "Menurut keadaan pada akhir periode, apa pun bulan jawabannya.",
            _cohort(report, labels),
        )
    waiting = set(report.figures.open_requests["officer"].tolist())
    if waiting and report.has("officer"):
        officers = [label for label in labels("officer") if label in waiting]
        yield "Permohonan yang masih terbuka menurut petugas", "", (_waiting(officers),)
    grounds = [label for label in labels("refusal_ground") if label != NO_REFUSAL]
    if grounds and report.has("refusal_ground") and report.has("info_class"):
        heading = "Alasan penolakan menurut klasifikasi informasi, dua belas bulan"
        yield heading, "", (_refused(grounds, labels("info_class"), last_year),)


def _cohort(report: Report, labels: Labels) -> tuple[Table, ...]:
    keys = [key for key in _KEYS if report.has(key)]
    by_key = (
        _table(
            COHORT,
            requests.column(key).header,
            terms.RECEIVED,
            _lines(key, _received(report, key, labels)),
            _RECEIVED,
            _outcomes(),
            is_exact(key, labels(key)),
            proofs=_all_received(requests.column(key).header),
        )
        for key in keys
    )
    whole = _table(
        COHORT,
        "Permohonan",
        terms.RECEIVED,
        (Line("Semua permohonan"),),
        _RECEIVED,
        _outcomes(),
        proofs=_all_received("semua"),
    )
    return tuple(by_key) if keys else (whole,)


def _received(report: Report, key: str, labels: Labels) -> Sequence[str]:
    """The labels of what was received in the month; all of them where issues are compared."""
    if labels != report.labels:
        return labels(key)
    (pivot,) = (pivot for pivot in report.figures.pivots if pivot.key == key)
    counted = zip(pivot.rows, pivot.counts, strict=True)
    return [label for label, counts in counted if sum(counts)]


def _lines(key: str, labels: Sequence[str]) -> tuple[Line, ...]:
    return tuple(Line(label, says(key, label)) for label in labels)


def _outcomes() -> tuple[Column, ...]:
    """The outcomes of requests; the last column is among the others."""
    named = (GRANTED_WHOLLY, GRANTED_PARTLY, REFUSED, STILL_OPEN)
    columns = [_column(word, says("decision", word)) for word in named]
    others = EVERY
    for word in named:
        others = others - says("decision", word)
    late = says("status", FINISHED_LATE) + says("status", OVERDUE)
    rest = _column("Dicabut, lainnya", others, made=_less(range(3, 3 + len(named))))
    return (*columns, rest, _column("Di antaranya terlambat", late))


def _less(columns: Sequence[int]) -> Callable[[Here], Number]:
    """The part of the line's whole in none of some columns."""

    def rest(here: Here) -> Number:
        number = here.get(_WHOLE)
        for at in columns:
            number = number - here.get(at)
        return number

    return rest


def _column(
    word: str, rows: Rows, style: Style = "grid_count", made: Callable[[Here], Number] | None = None
) -> Column:
    return Column(
        word,
        style,
        word.lower(),
        rows=rows,
        made=made,
        span=_SPAN,
        above="grid_head_right",
        foot="grid_total_count",
        at=lambda ref: {word: ref},
    )


def at_edge(column: Column, style: Style) -> Column:
    """A column that ends where the sheet does, with room behind its figures."""
    return replace(column, style=style, above="head_right", foot="grid_end_total")


def _table(
    name: str,
    label: str,
    term: Term,
    lines: tuple[Line, ...],
    among: Rows,
    columns: Sequence[Column],
    exact: bool = False,
    proofs: Callable[[Report, Placed], Iterable[Check]] | None = None,
) -> Table:
    """Lines with their whole, its share, and columns of it."""
    whole = Column("Jumlah", "grid_now_count", among=among, foot="grid_total_count")
    share = share_column(_WHOLE)
    within_whole = [replace(column, among=among) for column in columns]
    if len(columns) == _MOST:
        within_whole[-1] = at_edge(within_whole[-1], "grid_end_count")
    words = (term, terms.GROUPED) if label == _header("occupation") else (term,)
    return Table(
        PIVOT,
        f"{name} menurut {label}",
        words,
        lines,
        (label_column(label, style="grid_text"), whole, share, *within_whole),
        exact,
        proofs=proofs,
        foot="grid_total",
    )


def _header(key: str) -> str:
    return requests.column(key).header


def _all_received(name: str) -> Callable[[Report, Placed], Iterable[Check]]:
    def proofs(report: Report, placed: Placed) -> Iterable[Check]:
        yield recounted(placed)
        counted = side(f"Jumlah perkembangan menurut {name} (Pivot)", placed.foot(_WHOLE))
        yield Check(counted, tiles.side_of(report, tiles.RECEIVED))

    return proofs


def _waiting(officers: Sequence[str]) -> Table:
    """Open requests of each officer by their state, the most urgent first."""
    columns = [_column(status, says("status", status)) for status in OPEN_ORDER]

    def proofs(report: Report, placed: Placed) -> Iterable[Check]:
        yield recounted(placed)
        counted = side("Jumlah masih terbuka menurut petugas (Pivot)", placed.foot(_WHOLE))
        yield Check(counted, tiles.side_of(report, tiles.REMAINING))

    return _table(
        _OPEN,
        _header("officer"),
        terms.REMAINING,
        _lines("officer", officers),
        says("decision", STILL_OPEN),
        columns,
        is_exact("officer", officers),
        proofs,
    )


def _refused(
    grounds: Sequence[str], classes: Sequence[str], last_year: Callable[[Times], Window]
) -> Table:
    """Grounds of what was refused in twelve months, by class of information."""
    key, other = "refusal_ground", "info_class"
    shown = classes if len(classes) <= _MOST else classes[: _MOST - 1]
    columns = [_column(word, says(other, word)) for word in shown]
    if len(shown) < len(classes):
        rest = EVERY
        for word in shown:
            rest = rest - says(other, word)
        columns.append(_column("Lainnya", rest, made=_less(range(3, 3 + len(shown)))))
    exact = is_exact(key, grounds) or is_exact(other, classes)
    return _table(
        _REFUSED,
        _header(key),
        terms.FINISHED,
        _lines(key, grounds),
        within("finished_on", last_year),
        columns,
        exact,
    )


def room(report: Report, placed: Placed) -> int:
    """Rows that a chart below a table takes."""
    return _CHART_LINES + 1 if any(chart(report, placed)) else 0


def chart(report: Report, placed: Placed) -> Iterator[Block]:
    """Bars below the month's receipts by channel: what became of them."""
    if placed.table.name != f"{COHORT} menurut {_header(_CHARTED)}":
        return
    rows = placed.row, placed.end - 1
    names = Area(PIVOT, rows[0], 0, rows[1], 0)
    stacked = range(3, len(placed.table.columns) - 1)
    series = tuple(
        Series(str(placed.table.columns[at].head), names, Area(PIVOT, rows[0], col, rows[1], col))
        for at in stacked
        if any(number and number.value for number in placed.column(at))
        for col in (placed.cols[at],)
    )
    title = f"Perkembangan permohonan {report.month} menurut {_header(_CHARTED)}"
    said = "; ".join(
        f"{line.label}: {number.value}"
        for line, number in zip(placed.table.lines, placed.column(_WHOLE), strict=True)
        if number
    )
    yield Chart(
        placed.end + 2,
        0,
        680,
        round(_CHART_LINES * 15 / 0.75) - 4,
        "bar",
        title,
        series,
        f"Grafik batang bertumpuk: {title}. {said}.",
        stacked=True,
    )
