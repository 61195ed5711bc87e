"""Laporan: the paper of a year under the headings that the KPU's annual reports have.

What the register does not know has lines to write on: policy, means, staff, budget, objections,
obstacles, recommendations.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ppid_sheets.register.requests.words import GRANTED_PARTLY, REFUSED
from ppid_sheets.reports.workbook.book import Cell, Chart, Grid, Series, Sheet, Style
from ppid_sheets.reports.workbook.letterhead import (
    HEIGHT,
    dated_by_hand,
    letterhead,
    signatures,
    signed_by,
)
from ppid_sheets.reports.workbook.paging import page_breaks
from ppid_sheets.reports.workbook.tally import Number, share, total
from ppid_sheets.reports.year.month_by_month import (
    NO_REFUSAL,
    column,
    judged,
    month_names,
    place,
    reason,
)
from ppid_sheets.reports.year.objection_sentences import labels, part_f
from ppid_sheets.reports.year.rows import OUTCOMES
from ppid_sheets.reports.year.sentences import in_words
from ppid_sheets.reports.year.typed_in import ABOVE, BASIS, NUMBER, RUNNING, Typed, typed
from ppid_sheets.reports.year.year import HEAD_LINE, LINE, REPORT, Year

_WIDTHS = (40.0, 15.5, 10.0, 15.5, 10.0)
_SPAN = len(_WIDTHS)
_TITLE_ROW = HEIGHT
_BLANK_LINE = 21.0
_CHART_ROWS, _CHART_HEIGHT, _CHART_WIDTH = 13, 250, 640
NOTHING = Typed()


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of the paper: its heading, the text below it, and the number of lines left."""

    title: str
    lines: int
    notes: tuple[str, ...] = ()


def headings(year: Year) -> tuple[tuple[Heading, ...], tuple[Heading, ...]]:
    """The parts before the account of the service, and those after it."""
    basis = "; ".join(year.settings.legal_basis)
    return (
        (
            Heading(
                "A. Kebijakan Pelayanan Informasi Publik", 4, (f"{BASIS}{basis}.",) if basis else ()
            ),
            Heading("B. Sarana dan Prasarana", 3),
            Heading("C. Sumber Daya Manusia", 3),
            Heading("D. Anggaran dan Penggunaannya", 3),
        ),
        (
            Heading("G. Kendala Internal dan Eksternal", 4),
            Heading("H. Rekomendasi dan Rencana Tindak Lanjut", 4),
        ),
    )


def typed_before(year: Year, content: bytes) -> Typed:
    """What people typed into an earlier report."""
    parts = (part.title for group in headings(year) for part in group)
    return typed(content, {title[0]: title for title in parts}, labels(year))


def sheet(year: Year, said: Typed = NOTHING) -> Sheet:
    """The sheet, with a place for both signatures once the months are over.

    `said` is the text that people typed into an earlier one.
    """
    before, after = headings(year)
    title = _title(year, said)
    grids = [title, *_stacked(before, said, title.end + 1)]
    figures = _figures_of(year, grids[-1].end + 1)
    grounds = _grounds(year, figures.end + _CHART_ROWS + 1)
    objections = part_f(year, said, grounds.end + 1, _SPAN)
    grids += [figures, grounds, objections, *_stacked(after, said, objections.end + 1)]
    grids.append(_signing(year, grids[-1].end + 1))
    starts = [grid.row for grid in grids[1:]]
    made = Sheet(
        REPORT,
        REPORT,
        _WIDTHS,
        (*letterhead(year.settings.office, _WIDTHS), *grids, _chart(year, figures.end)),
        running_head=False,
    )
    return page_breaks(made, year.settings.paper, starts)


def _title(year: Year, said: Typed) -> Grid:
    kind = "LAPORAN TAHUNAN" if year.span.is_year else "LAPORAN"
    rows = (
        (Cell(f"{kind} LAYANAN INFORMASI PUBLIK", "form_title", span=_SPAN),),
        (Cell(year.span.name.upper(), "form_title", span=_SPAN),),
        (Cell(said.number or f"{NUMBER} ………………………………", "form_number", span=_SPAN),),
        (Cell(year.state, "form_number", span=_SPAN),),
        (in_words(year).cell("form_text", _SPAN),),
    )
    return Grid(_TITLE_ROW, 0, rows, (19, 19, 17, 17, 34))


def _stacked(parts: Sequence[Heading], said: Typed, row: int) -> list[Grid]:
    """The parts below each other from a row on."""
    grids: list[Grid] = []
    for part in parts:
        lines = said.lines.get(part.title[0], ())
        grids.append(_lined(part, lines, grids[-1].end + 1 if grids else row))
    return grids


def _lined(part: Heading, said: Sequence[str], row: int) -> Grid:
    """A heading over lines to write on, which print as such while they are empty."""
    lines = [*said, *[None] * (part.lines - len(said))]
    rows = (
        (Cell(part.title, "form_heading", span=_SPAN),),
        *((Cell(note, "form_text", span=_SPAN),) for note in part.notes),
        *((Cell(line, "lined", span=_SPAN),) for line in lines),
    )
    heights = (20.0, *[LINE] * len(part.notes), *[_BLANK_LINE] * len(lines))
    return Grid(row, 0, rows, heights)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the account: its number of these months and of those a year before."""

    name: str
    now: Number
    past: Number
    shares: tuple[Number | None, Number | None] = (None, None)
    mean: bool = False


def _figures_of(year: Year, row: int) -> Grid:
    """E: the figures beside those of the year before."""
    lines = _figures(year, row + 2)
    header = (
        Cell("Uraian", "head_left", span=_wide(year)),
        *(
            cell
            for span in (year.covered, *((year.before,) if year.compared else ()))
            for cell in (Cell(span.short, "head_right"), Cell("%", "head_right"))
        ),
    )
    top = (Cell("E. Rincian Pelayanan Informasi Publik", "form_heading", span=_SPAN),)
    note = ((Cell(year.short_comparison, "note", span=_SPAN),),) if year.short_comparison else ()
    return Grid(
        row,
        0,
        (top, header, *(_cells(year, line) for line in lines), *note),
        (20.0, 20.0 if year.closed else 30.0, *[LINE] * len(lines)),
    )


def _figures(year: Year, row: int) -> tuple[_Row, ...]:
    """The lines; where one is a share of another, that one's cell is looked at."""
    past, names = year.past, ("Diterima", "Jumlah selesai", "Sisa awal", "Sisa akhir")
    received, finished, opening, remaining = (place(year, name) for name in names)
    order = ["opening", "received", "finished", *OUTCOMES, "remaining", "on_time", "late"]
    cells = {name: f"$D${row + 1 + at}" for at, name in enumerate(order)}
    done = past.finished.at(cells["finished"])
    both = past.on_time.at(cells["on_time"]) + past.late.at(cells["late"])
    timely = both.at(f"({both.formula})")
    return (
        _Row("Sisa permohonan dari masa sebelumnya", opening, past.opening),
        _Row("Permohonan diterima", received, past.received),
        _Row("Permohonan selesai", finished, past.finished),
        *(
            _part(f"   {name}", (place(year, name), finished), (number, done), cells[name])
            for name, number in zip(OUTCOMES, past.outcomes, strict=True)
        ),
        _Row("Sisa permohonan pada akhir masa laporan", remaining, past.remaining),
        *(
            _part(f"Selesai {name.lower()}", (place(year, name), judged(year)), (was, timely), cell)
            for name, was, cell in (
                ("Tepat waktu", past.on_time, cells["on_time"]),
                ("Terlambat", past.late, cells["late"]),
            )
        ),
        _Row(
            "Rata-rata waktu layanan (hari kerja)",
            place(year, "Rata-rata waktu layanan (hari kerja)"),
            past.mean,
            mean=True,
        ),
    )


def _part(name: str, now: tuple[Number, Number], past: tuple[Number, Number], cell: str) -> _Row:
    """A line with its shares: number and whole of both spans, the past number read from a cell."""
    number, whole = past
    return _Row(name, now[0], number, (share(*now), share(number.at(cell), whole)))


def _wide(year: Year) -> int:
    """Columns of a label: those of the year before too, where there is none."""
    return 1 if year.compared else _SPAN - 2


def _cells(year: Year, line: _Row) -> tuple[Cell, ...]:
    style: Style = "mean" if line.mean else "count"
    shares = [one.cell("share") if one else Cell(None, "share") for one in line.shares]
    past = (line.past.cell(style), shares[1]) if year.compared else ()
    return Cell(line.name, "text", span=_wide(year)), line.now.cell(style), shares[0], *past


def _chart(year: Year, row: int) -> Chart:
    series = tuple(
        Series(name, month_names(year), column(year, source))
        for name, source in (("Diterima", "Diterima"), ("Selesai", "Jumlah selesai"))
    )
    title = f"Permohonan per bulan, {year.begun.covered}"
    counts = (
        f"{month.short_name}: {line.received.value} dan {line.finished.value}"
        for month, line in zip(year.months, year.lines, strict=True)
    )
    alt = f"Grafik batang permohonan yang diterima dan yang selesai tiap bulan. {'; '.join(counts)}"
    return Chart(row + 1, 0, _CHART_WIDTH, _CHART_HEIGHT, "column", title, series, alt)


def _grounds(year: Year, row: int) -> Grid:
    """Why requests were refused, wholly or in part."""
    header = (
        Cell("Alasan penolakan", "head_left"),
        Cell(f"{REFUSED}, {year.covered.short}", "head_right", span=2),
        Cell(f"{GRANTED_PARTLY}, {year.covered.short}", "head_right", span=2),
    )
    lines = [
        (
            Cell(ground, "text"),
            reason(year, ground).cell("count", 2),
            reason(year, ground, partly=True).cell("count", 2),
        )
        for ground in year.grounds
    ]
    if not lines:
        none = Cell(NO_REFUSAL, "note", span=_SPAN)
        return Grid(row, 0, (header, (none,)), (30.0, LINE))
    first, last = row + 2, row + 1 + len(lines)
    sums = (
        total(
            [reason(year, ground, partly=partly) for ground in year.grounds],
            f"${col}${first}:${col}${last}",
        )
        for partly, col in ((False, "B"), (True, "D"))
    )
    foot = (Cell("Jumlah", "total"), *(one.cell("total_count", 2) for one in sums))
    return Grid(row, 0, (header, *lines, foot), (30.0, *[LINE] * len(lines), HEAD_LINE))


def _signing(year: Year, row: int) -> Grid:
    office = year.settings.office
    if not year.closed:
        return Grid(row, 0, ((Cell(RUNNING, "note", span=_SPAN),),), (LINE,))
    known = signed_by(office.sekretaris, ABOVE)
    kasubag = signed_by(office.kasubag, dated_by_hand(office.city))
    return signatures(row, ((known, 1), (None, 1), (kasubag, 3)))
