"""The outcomes of objections in the months of a report, counted in their list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from ppid_sheets.deadlines.clock import FINISHED_LATE, OVERDUE, UNKNOWN
from ppid_sheets.register.objections import ACCEPTED_PARTLY, ACCEPTED_WHOLLY, UPHELD
from ppid_sheets.reports.objections.listed import GROUND_WORDS, PRINTED, list_sheet
from ppid_sheets.reports.rows import STILL_OPEN
from ppid_sheets.reports.workbook.book import Cell, Grid, Sheet, Tone
from ppid_sheets.reports.workbook.identities import Check, Side, side
from ppid_sheets.reports.workbook.tally import Criterion, Number, Point, equals
from ppid_sheets.reports.year.year import Which, Year, head

OPENING, RECEIVED, ANSWERED, WITHDRAWN, LEFT, DISPUTED, RULED, PENDING = (
    "Sisa keberatan dari masa sebelumnya",
    "Keberatan yang diterima Atasan PPID",
    "Keberatan yang ditanggapi",
    "Keberatan yang dicabut",
    "Keberatan yang belum ditanggapi",
    "Permohonan penyelesaian sengketa ke Komisi Informasi",
    "Sengketa yang diputus Komisi Informasi",
    "Sengketa yang belum diputus",
)
_RULINGS = {
    ACCEPTED_WHOLLY: "diterima seluruhnya",
    ACCEPTED_PARTLY: "diterima sebagian",
    UPHELD: "ditolak",
}
_TONES: tuple[tuple[str, Tone], ...] = (
    (OVERDUE, "bad"),
    (FINISHED_LATE, "warn"),
    (UNKNOWN, "warn"),
)
_EXPLAINED = (
    "Keberatan yang diterima, selesai, atau bersengketa dalam masa laporan dan pembandingnya, atau "
    "masih terbuka; tanpa nama, identitas, kontak, atau uraian."
)


@dataclass(frozen=True, slots=True)
class ObjectionCount:
    """A number with its name: of these months, and of those a year before, None where the register
    has them no more. A `part` is one of the number above it.
    """

    name: str
    now: Number
    past: Number | None
    part: bool = False


def counts(year: Year) -> tuple[ObjectionCount, ...]:
    """All of them, in the order shown; none without objections to count."""
    if not year.has_objections:
        return ()
    now, before = _Counted(year, "this"), _Counted(year, "before")

    def both(name: str, what: str, *, part: bool = False, word: str = "") -> ObjectionCount:
        one, past = (getattr(span, what)(word) for span in (now, before))
        return ObjectionCount(name, one, past, part)

    return (
        both(OPENING, "opening"),
        both(RECEIVED, "received"),
        *_grounds(now, before),
        both(ANSWERED, "answered"),
        *(both(name, "ruled_so", part=True, word=word) for word, name in _RULINGS.items()),
        both("ditanggapi melewati batas waktu", "late", part=True),
        both(WITHDRAWN, "withdrawn"),
        both(LEFT, "left"),
        ObjectionCount("terbuka melewati batas waktu", now.overdue, None, part=True),
        both(DISPUTED, "disputed"),
        both("mediasi", "mediated", part=True),
        both(RULED, "ruled"),
        both(PENDING, "pending"),
    )


def _grounds(now: "_Counted", before: "_Counted") -> Iterator[ObjectionCount]:
    """What was received by ground: those of the law that occur, and the others together."""
    rest = [one.received("") for one in (now, before)]
    for label, words in GROUND_WORDS.items():
        one, past = (span.received(label) for span in (now, before))
        rest = [left - some for left, some in zip(rest, (one, past), strict=True)]
        if one.value:
            yield ObjectionCount(words, one, past, part=True)
    if rest[0].value:
        yield ObjectionCount("alasan lain atau tidak terbaca", rest[0], rest[1], part=True)


class _Counted:
    """The counts of one span; each takes a word, most do not need it."""

    def __init__(self, year: Year, which: Which) -> None:
        self._year, self._which = year, which
        self._count = year.objection_tally.count
        self._first = year.begin(0, which)
        self._after = year.begin(len(year.months), which)

    def _within(self, key: str) -> tuple[Criterion, Criterion]:
        return self._year.whole(key, self._which)

    def _open(self, began: str, ended: str, day: Point) -> Number:
        count = self._count
        return count(Criterion(began, "<", day)) - count(Criterion(ended, "<", day))

    def opening(self, _: str) -> Number:
        return self._open("received_on", "finished_on", self._first)

    def received(self, ground: str) -> Number:
        chosen = (equals("ground", ground),) if ground else ()
        return self._count(*self._within("received_on"), *chosen)

    def ruled_so(self, word: str) -> Number:
        return self._count(*self._within("finished_on"), equals("decision", word))

    def answered(self, _: str) -> Number:
        return reduce(add, map(self.ruled_so, _RULINGS))

    def late(self, _: str) -> Number:
        done = self._within("finished_on")
        return self._count(*done, equals("status", FINISHED_LATE))

    def withdrawn(self, _: str) -> Number:
        left = self._count(*self._within("finished_on"))
        for word in _RULINGS:
            left = left - self.ruled_so(word)
        return left

    def left(self, _: str) -> Number:
        return self._open("received_on", "finished_on", self._after)

    @property
    def overdue(self) -> Number:
        return self._count(equals("decision", STILL_OPEN), equals("status", OVERDUE))

    def disputed(self, _: str) -> Number:
        return self._count(*self._within("disputed_on"))

    def mediated(self, _: str) -> Number:
        return self._count(*self._within("mediated_on"))

    def ruled(self, _: str) -> Number:
        return self._count(*self._within("ruled_on"))

    def pending(self, _: str) -> Number:
        return self._open("disputed_on", "ruled_on", self._after)


def proofs(year: Year) -> Sequence[Check]:
    """What there was to answer is what ended and what is left, and so are grounds and disputes."""
    found = {one.name: one.now for one in counts(year)}
    if not found:
        return ()
    ended = found[ANSWERED] + found[WITHDRAWN] + found[LEFT]
    frame = year.objections.frame if year.objections else None
    days = frame["received_on"] if frame is not None else ()
    came = sum(year.span.first.first <= day.date() <= year.as_of for day in days)
    return (
        Check(
            side("Keberatan: sisa awal + diterima", found[OPENING] + found[RECEIVED]),
            side("Keberatan: ditanggapi + dicabut + belum ditanggapi", ended),
        ),
        Check(
            side(RECEIVED, found[RECEIVED]),
            Side("Keberatan diterima, dihitung langsung dari register", came),
        ),
    )


def sheet(year: Year) -> tuple[Sheet, ...]:
    """The list; none without objections."""
    if not year.has_objections:
        return ()
    table = year.objected
    note = (Cell(_EXPLAINED, "note", span=PRINTED),)
    above = (
        head(year, "Keberatan dan Sengketa Informasi", PRINTED),
        Grid(table.row - 1, 0, (note,), (18,)),
    )
    pinned = table.row, table.row
    freeze = table.row + 1, 1
    return (list_sheet(above, table, _TONES, repeat=pinned, freeze=freeze, rows=table.size),)
