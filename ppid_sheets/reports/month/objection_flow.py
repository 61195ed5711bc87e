"""What the sheet Keberatan counts: its tables as they are declared, and how they are proven."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from ppid_sheets.common.indonesian import NOT_FILLED, NOT_READ
from ppid_sheets.deadlines.clock import FINISHED_LATE, ON_TIME, OVERDUE
from ppid_sheets.register.objections import (
    ACCEPTED_PARTLY,
    ACCEPTED_WHOLLY,
    UPHELD,
)
from ppid_sheets.reports.month import terms
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
from ppid_sheets.reports.month.proofs import recounted
from ppid_sheets.reports.month.report import Report
from ppid_sheets.reports.month.table import Column, Here, Labels, Line, Placed, Table, label_column
from ppid_sheets.reports.month.window import Times, Window
from ppid_sheets.reports.objections.listed import (
    GROUND_WORDS,
    OBJECTED,
)
from ppid_sheets.reports.rows import STILL_OPEN, UNPLACED, YES
from ppid_sheets.reports.workbook.book import Style
from ppid_sheets.reports.workbook.identities import Check, side
from ppid_sheets.reports.workbook.tally import Number, Point, equals, is_plain

OPENING, RECEIVED, WHOLLY, PARTLY, REFUSED, OTHERS, LEFT, OVERDUE_ONES, UNCLEAR = range(1, 10)
"""Columns of the flow, right of the ground."""
IN_TIME, LATE, DISPUTED_BEFORE, DISPUTED, MEDIATED, RULED, DISPUTED_AFTER, SUED = range(1, 9)
"""Columns of the second table, right of the days."""
_ANSWERED = (WHOLLY, PARTLY, REFUSED, OTHERS)
_BOLD: Mapping[Style, Style] = {"text_wrapped": "total", "count": "total_count"}
_FLOW, _YEAR, _PROGRESS = "Keberatan", "Keberatan tahun ini", "Ketepatan dan sengketa"
_NOTHING_LATELY = "Semua alasan"


def tables(report: Report, labels: Labels) -> tuple[Table, ...]:
    """The month by ground, the year up to its end, and both days' answers and disputes.

    None where there are no objections, unless an earlier issue is compared, which may have some.
    """
    if not (report.has_objections or labels != report.labels):
        return ()
    grounds = labels("ground")
    of_month = _columns(month, lambda times: times.first)
    of_year = _columns(year, lambda times: times.points["Awal tahun"])
    lines = tuple(map(_of_ground, grounds)) or (Line(_NOTHING_LATELY, at=lambda _: {}),)
    own = [label for label in grounds if label not in GROUND_WORDS]
    return (
        _table(_FLOW, lines, of_month, not is_plain(own, (NOT_FILLED, NOT_READ)), _closes_in_month),
        _table(_YEAR, (_whole(report.year_so_far),), of_year, False, _closes_in_year),
        _table(_PROGRESS, (_whole(report.month),), _progress(month), False, _disputes),
        _table(
            f"{_PROGRESS}, tahun ini",
            (_whole(report.year_so_far),),
            _progress(year),
            False,
            _disputes,
        ),
    )


def _table(
    name: str,
    lines: tuple[Line, ...],
    columns: tuple[Column, ...],
    exact: bool,
    proofs: Callable[[Report, Placed], Iterable[Check]],
) -> Table:
    words = (terms.OBJECTIONS, terms.DISPUTES)
    return Table(OBJECTED, name, words, lines, columns, exact, proofs=proofs, source=OBJECTED)


def _of_ground(label: str) -> Line:
    """A ground, in words where it is one of the law's; formulas name that by its label."""
    if label not in GROUND_WORDS:
        return Line(label, says("ground", label))
    return Line(GROUND_WORDS[label], says("ground", label), at=lambda _: {})


def _whole(label: str) -> Line:
    return Line(label, at=lambda _: {}, looks=_BOLD)


def _columns(
    window: Callable[[Times], Window], start: Callable[[Times], Point]
) -> tuple[Column, ...]:
    done, waiting, rest = within("finished_on", window), says("decision", STILL_OPEN), EVERY
    named = (ACCEPTED_WHOLLY, ACCEPTED_PARTLY, UPHELD)
    for word in named:
        rest = rest - says("decision", word)

    def others(here: Here) -> Number:
        """Ended, and neither accepted nor refused."""
        left = here.count(done & here.line.rows)
        for at in (WHOLLY, PARTLY, REFUSED):
            left = left - here.get(at)
        return left

    return (
        label_column("Alasan keberatan", style="text_wrapped"),
        _count("Sisa lalu", "sisa lalu", open_before(start)),
        _count("Diterima", "diterima", within("received_on", window)),
        *(_count(word, word.lower(), done & says("decision", word)) for word in named),
        _count("Dicabut, lainnya", "dicabut, lainnya", done & rest, others),
        _count("Sisa akhir", "sisa akhir", waiting),
        _count("Terlambat", "sisa yang terlambat", waiting & says("status", OVERDUE)),
        _count(
            "Tidak dapat dihitung",
            "sisa yang tidak dapat dihitung",
            waiting & one_of("pending", UNPLACED),
        ),
    )


def _progress(window: Callable[[Times], Window]) -> tuple[Column, ...]:
    """Answers within the term and after it, and disputes before the Komisi Informasi and the
    courts."""
    done = within("finished_on", window)
    disputed = partial(open_before, began="disputed_on", ended="ruled_on")
    return (
        label_column("Masa", style="text_wrapped"),
        _count("Tepat waktu", "ditanggapi tepat waktu", done & says("status", ON_TIME)),
        _count("Terlambat", "ditanggapi terlambat", done & says("status", FINISHED_LATE)),
        _count(
            "Di KI, awal", "di Komisi Informasi, awal", disputed(lambda times: window(times).first)
        ),
        _count("Ke KI", "ke Komisi Informasi", within("disputed_on", window)),
        _count("Mediasi", "mediasi", within("mediated_on", window)),
        _count("Putusan KI", "putusan Komisi Informasi", within("ruled_on", window)),
        _count(
            "Di KI, akhir",
            "di Komisi Informasi, akhir",
            disputed(lambda times: window(times).after),
        ),
        _count("Gugatan", "gugatan", within("sued_on", window)),
    )


def _count(
    head: str, name: str, rows: Rows, made: Callable[[Here], Number] | None = None
) -> Column:
    return Column(head, "count", name, rows, made=made)


def _closings(placed: Placed) -> Iterable[Check]:
    return closings(
        placed, (OPENING, RECEIVED), (*_ANSWERED, LEFT), "Diterima + ditolak + dicabut + sisa"
    )


def _closes_in_month(report: Report, placed: Placed) -> Iterable[Check]:
    """Each ground closes, its numbers are counted again, and the list has what is left."""
    yield from _closings(placed)
    yield recounted(placed)
    waiting = report.tallies[OBJECTED].count(
        equals("in_month", YES), equals("decision", STILL_OPEN)
    )
    yield Check(
        side("Jumlah sisa akhir (Keberatan)", placed.foot(LEFT)),
        side("Baris terbuka pada daftarnya", waiting),
    )


def _closes_in_year(report: Report, placed: Placed) -> Iterable[Check]:
    """The year closes, and its months, each counted by itself, come to it."""
    yield from _closings(placed)
    answered = [placed.number(0, at) for at in _ANSWERED]
    for name, key, number in (
        ("keberatan diterima", "received_on", placed.number(0, RECEIVED)),
        ("keberatan selesai", "finished_on", neighbours(answered)),
    ):
        yield summed(report, placed, name, partial(within, key), number)


def _disputes(report: Report, placed: Placed) -> Iterable[Check]:
    """What was at the Komisi Informasi, came and was ruled on leaves what is there."""
    before, came, ruled, after = (
        placed.number(0, at) for at in (DISPUTED_BEFORE, DISPUTED, RULED, DISPUTED_AFTER)
    )
    name = placed.table.lines[0].called
    yield Check(
        side(f"Di KI, awal + ke KI − putusan, {name} (Keberatan)", before + came - ruled),
        side("Di KI, akhir", after),
    )
    yield recounted(placed)
