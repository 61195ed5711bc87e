"""Laporan: the paper of a year under the headings that the KPU's annual reports have.

What the register does not know has lines to write on: policy, means, staff, budget, objections,
obstacles, recommendations.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ppid_sheets.common.indonesian import long_date, number
from ppid_sheets.register.requests.words import GRANTED_PARTLY, REFUSED
from ppid_sheets.reports.workbook.book import Cell, Chart, Grid, Series, Sheet, Style
from ppid_sheets.reports.workbook.letterhead import (
    HEIGHT,
    dated_by_hand,
    letterhead,
    signatures,
    signed_by,
)
from ppid_sheets.reports.workbook.pages import page_breaks
from ppid_sheets.reports.workbook.tally import Number, share, total
from ppid_sheets.reports.year.month_by_month import (
    NO_REFUSAL,
    column,
    judged,
    month_names,
    place,
    reason,
)
from ppid_sheets.reports.year.rows import OUTCOMES
from ppid_sheets.reports.year.year import HEAD_LINE, LINE, REPORT, Line, Year

_WIDTHS = (40.0, 15.5, 10.0, 15.5, 10.0)
_SPAN = len(_WIDTHS)
_TITLE_ROW = HEIGHT
_BLANK_LINE = 21.0
_CHART_ROWS, _CHART_HEIGHT, _CHART_WIDTH = 13, 250, 640
NIHIL = "Isi “nihil” bila tidak ada."


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of the paper: its heading, what is said below it, and how many lines are left."""

    title: str
    lines: int
    notes: tuple[str, ...] = ()


def headings(year: Year) -> tuple[tuple[Heading, ...], tuple[Heading, ...]]:
    """The parts before the account of the service, and those after it."""
    basis = "; ".join(year.settings.legal_basis)
    return (
        (
            Heading("A. Kebijakan Pelayanan Informasi Publik", 4,
                    (f"Dasar: {basis}.",) if basis else ()),
            Heading("B. Sarana dan Prasarana", 3),
            Heading("C. Sumber Daya Manusia", 3),
            Heading("D. Anggaran dan Penggunaannya", 3),
        ),
        (
            Heading("G. Kendala Internal dan Eksternal", 4),
            Heading("H. Rekomendasi dan Rencana Tindak Lanjut", 4),
        ),
    )  # fmt: skip


def sheet(year: Year) -> Sheet:
    """The sheet, with a place for both signatures once the months are over."""
    before, after = headings(year)
    grids = [_title(year), *_stacked(before, _title(year).end + 1)]
    figures = _figures_of(year, grids[-1].end + 1)
    grounds = _grounds(year, figures.end + _CHART_ROWS + 1)
    objections = _objections(grounds.end + 1)
    grids += [figures, grounds, objections, *_stacked(after, objections.end + 1)]
    grids.append(_signing(year, grids[-1].end + 1))
    starts = [grid.row for grid in grids[1:]]
    made = Sheet(
        REPORT, REPORT, _WIDTHS,
        (*letterhead(year.settings.office, _WIDTHS), *grids, _chart(year, figures.end)),
        running_head=False,
    )  # fmt: skip
    return page_breaks(made, year.settings.paper, starts)


def _title(year: Year) -> Grid:
    kind = "LAPORAN TAHUNAN" if year.span.is_year else "LAPORAN"
    rows = (
        (Cell(f"{kind} LAYANAN INFORMASI PUBLIK", "form_title", span=_SPAN),),
        (Cell(year.span.name.upper(), "form_title", span=_SPAN),),
        (Cell("Nomor: ………………………………", "form_number", span=_SPAN),),
        (Cell(year.state, "form_number", span=_SPAN),),
        (Cell(in_words(year), "form_text", span=_SPAN),),
    )
    return Grid(_TITLE_ROW, 0, rows, (19, 19, 17, 17, 34))


def _stacked(parts: Sequence[Heading], row: int) -> list[Grid]:
    """The parts below each other from a row on."""
    grids: list[Grid] = []
    for part in parts:
        grids.append(_lined(part, grids[-1].end + 1 if grids else row))
    return grids


def _lined(part: Heading, row: int) -> Grid:
    """A heading over lines to write on, which print as such while they are empty."""
    rows = (
        (Cell(part.title, "form_heading", span=_SPAN),),
        *((Cell(note, "form_text", span=_SPAN),) for note in part.notes),
        *((Cell(None, "lined", span=_SPAN),) for _ in range(part.lines)),
    )
    heights = (20.0, *[LINE] * len(part.notes), *[_BLANK_LINE] * part.lines)
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
        Cell("Uraian", "head_left"),
        *(
            cell
            for span in (year.told, *((year.before,) if year.compared else ()))
            for cell in (Cell(span.short, "head_right"), Cell("%", "head_right"))
        ),
    )
    top = (Cell("E. Rincian Pelayanan Informasi Publik", "form_heading", span=_SPAN),)
    note = ((Cell(year.short_comparison, "note", span=_SPAN),),) if year.short_comparison else ()
    return Grid(row, 0, (top, header, *(_cells(year, line) for line in lines), *note),
                (20.0, 20.0 if year.closed else 30.0, *[LINE] * len(lines)))  # fmt: skip


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
            _Row(f"   {outcome}", place(year, outcome), past.outcomes[at],
                 (share(place(year, outcome), finished),
                  share(past.outcomes[at].at(cells[outcome]), done)))
            for at, outcome in enumerate(OUTCOMES)
        ),
        _Row("Sisa permohonan pada akhir masa laporan", remaining, past.remaining),
        _Row("Selesai tepat waktu", place(year, "Tepat waktu"), past.on_time,
             (share(place(year, "Tepat waktu"), judged(year)),
              share(past.on_time.at(cells["on_time"]), timely))),
        _Row("Selesai terlambat", place(year, "Terlambat"), past.late,
             (share(place(year, "Terlambat"), judged(year)),
              share(past.late.at(cells["late"]), timely))),
        _Row("Rata-rata waktu layanan (hari kerja)",
             place(year, "Rata-rata waktu layanan (hari kerja)"), past.mean, mean=True),
    )  # fmt: skip


def _cells(year: Year, line: _Row) -> tuple[Cell, ...]:
    style: Style = "mean" if line.mean else "count"
    shares = [one.cell("share") if one else Cell(None, "share") for one in line.shares]
    past = (line.past.cell(style), shares[1]) if year.compared else ()
    return Cell(line.name, "text"), line.now.cell(style), shares[0], *past


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
        Cell(f"{REFUSED}, {year.told.short}", "head_right", span=2),
        Cell(f"{GRANTED_PARTLY}, {year.told.short}", "head_right", span=2),
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
        total([reason(year, ground, partly=partly) for ground in year.grounds],
              f"${col}${first}:${col}${last}")
        for partly, col in ((False, "B"), (True, "D"))
    )  # fmt: skip
    foot = (Cell("Jumlah", "total"), *(one.cell("total_count", 2) for one in sums))
    return Grid(row, 0, (header, *lines, foot), (30.0, *[LINE] * len(lines), HEAD_LINE))


def _objections(row: int) -> Grid:
    """F: what the register of requests does not know, to be filled in."""
    names = (
        "Keberatan yang diterima Atasan PPID",
        "Keberatan yang ditanggapi",
        "Permohonan penyelesaian sengketa ke Komisi Informasi",
        "Sengketa yang selesai (mediasi, putusan)",
    )
    rows = (
        (Cell("F. Keberatan dan Sengketa Informasi", "form_heading", span=_SPAN),),
        (Cell("Uraian", "head_left"), Cell("Jumlah", "head_right"),
         Cell("Keterangan", "head_left", span=_SPAN - 2)),
        *((Cell(name, "text"), Cell(None, "count"), Cell(None, "text", span=_SPAN - 2))
          for name in names),
        (Cell(NIHIL, "note", span=_SPAN),),
    )  # fmt: skip
    return Grid(row, 0, rows, (20.0, 20.0, *[_BLANK_LINE] * len(names), LINE))


def _signing(year: Year, row: int) -> Grid:
    office = year.settings.office
    if not year.closed:
        words = "Laporan sementara: ditandatangani sesudah masa laporan berakhir."
        return Grid(row, 0, ((Cell(words, "note", span=_SPAN),),), (LINE,))
    known = signed_by(office.sekretaris, "Mengetahui,")
    kasubag = signed_by(office.kasubag, dated_by_hand(office.city))
    return signatures(row, ((known, 1), (None, 1), (kasubag, 3)))


def in_words(year: Year) -> str:
    """The report in formal sentences."""
    office, name = year.settings.office.name, year.told.name.replace("Tahun", "tahun")
    received, finished = (place(year, name).value for name in ("Diterima", "Jumlah selesai"))
    left = place(year, "Sisa akhir").value
    sentences = [
        f"Selama {name} {office} menerima {_requests(received)}{_beside(year, year.past)}."
        if received
        else f"Selama {name} {office} tidak menerima permohonan informasi publik.",
        _finished(year) if finished else "Tidak ada permohonan yang diselesaikan.",
        f"Pada {long_date(year.as_of)} "
        + (f"tersisa {_requests(left)}." if left else "tidak ada permohonan yang tersisa."),
    ]
    return " ".join(sentences)


def _beside(year: Year, past: Line) -> str:
    if not year.compared:
        return ""
    then = year.before.name.replace("Tahun", "tahun")
    return f" ({number(_int(past.received.value))} pada {then})"


def _requests(count: object) -> str:
    return (
        "satu permohonan informasi publik"
        if count == 1
        else f"{number(_int(count))} permohonan informasi publik"
    )


def _finished(year: Year) -> str:
    counts = [(outcome, _int(place(year, outcome).value)) for outcome in OUTCOMES]
    named = "; ".join(f"{outcome.lower()} {number(count)}" for outcome, count in counts if count)
    mean = year.mean.value
    time = f", rata-rata dalam {number(mean, 1)} hari kerja" if isinstance(mean, float) else ""
    done = number(_int(place(year, "Jumlah selesai").value))
    return f"Diselesaikan {done} permohonan{time}: {named}."


def _int(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value} is no count")
    return value
