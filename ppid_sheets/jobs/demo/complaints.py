"""The objections of the made-up register: one of each kind, and a few faults."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ppid_sheets.common.indonesian import ROMAN
from ppid_sheets.common.month import month_of
from ppid_sheets.deadlines.calendar import WorkCalendar
from ppid_sheets.jobs.demo.faults import DemoRow
from ppid_sheets.jobs.demo.working import after
from ppid_sheets.register.objections import (
    ACCEPTED_PARTLY,
    ACCEPTED_WHOLLY,
    GROUNDS,
    LETTERS,
    UPHELD,
    WITHDRAWN_OBJECTION,
)
from ppid_sheets.register.requests.words import GRANTED_PARTLY, GRANTED_WHOLLY, REFUSED

_GROUND = dict(zip(LETTERS, GROUNDS, strict=True))
_IN_TIME, _LATE = 26, 34
"""Working days after the notice; 30 is the term."""
_SUPERIOR = "Rekaan Atasan, Sekretaris"
_CASES = {
    "a": "Permohonan ditolak, padahal menurut pemohon informasinya terbuka",
    "c": "Belum ada jawaban sampai batas waktu lewat",
    "d": "Yang diberikan bukan yang diminta",
    "f": "Biaya salinan dianggap tidak wajar",
}


@dataclass(frozen=True)
class _Objection:
    """One objection to a request so `decided`, received `back` days before the demo or earlier, for
    it is still in time unless `late`; answered `taken` working days later, 0 for not at all."""

    letter: str
    decided: str
    back: int
    taken: int = 0
    cells: Mapping[str, Any] = field(default_factory=dict)
    late: bool = False


def _ruled(ruling: str, **cells: Any) -> Mapping[str, Any]:
    return {"ruling": ruling, "superior": _SUPERIOR, **cells}


def _objections(today: date) -> tuple[_Objection, ...]:
    """Most of those that are answered are so in the month that a report is made of."""
    last = (today - month_of(today).before().first).days
    return (
        _Objection(
            "d",
            GRANTED_PARTLY,
            last - 1,
            11,
            _ruled(ACCEPTED_WHOLLY, reaction="Puas dengan tanggapan"),
        ),
        _Objection(
            "f", GRANTED_WHOLLY, last - 5, 8, _ruled(ACCEPTED_PARTLY, reaction="Menerima tanggapan")
        ),
        _Objection("a", REFUSED, last + 3, 12, _ruled("ditolak", reaction="Menerima tanggapan")),
        _Objection(
            "a", REFUSED, last + 60, 20, _ruled(UPHELD, reaction="Melanjutkan ke Komisi Informasi")
        ),
        _Objection("d", GRANTED_WHOLLY, last - 12, 0, {"ruling": WITHDRAWN_OBJECTION}),
        _Objection("d", GRANTED_WHOLLY, 62),
        _Objection("d", GRANTED_WHOLLY, 5, cells={"objection_ground": "huruf d"}),
        # what follows is faulty
        _Objection("a", REFUSED, last + 10, 9, _ruled(ACCEPTED_WHOLLY)),
        _Objection("d", GRANTED_PARTLY, last + 1, 5, _ruled(UPHELD), late=True),
        _Objection("f", GRANTED_WHOLLY, 26, 6),
        _Objection("f", GRANTED_WHOLLY, 16, 0, {"request_no": "999/PPID/I/2020"}),
    )


def objections(
    requests: Sequence[DemoRow], today: date, calendar: WorkCalendar
) -> Sequence[DemoRow]:
    """The rows of *Keberatan*, in the order of receipt, about sound ones of these requests."""
    made = [*_about_answers(requests, today, calendar), *_about_silence(requests, today, calendar)]
    made.sort(key=lambda row: row["objected_on"])
    serial: dict[int, int] = {}
    for row in made:
        day: date = row["objected_on"]
        serial[day.year] = serial.get(day.year, 0) + 1
        row["objection_no"] = f"K.{serial[day.year]:03}/PPID/{ROMAN[day.month - 1]}/{day.year}"
    return made


def _about_answers(
    requests: Sequence[DemoRow], today: date, calendar: WorkCalendar
) -> Iterator[DemoRow]:
    used: set[str] = set()
    for wanted in _objections(today):
        day = after(calendar, today - timedelta(days=wanted.back + 1), 1)
        latest = day - timedelta(days=60 if wanted.late else 4)
        fitting = [
            row
            for row in requests
            if row.get("decision") == wanted.decided
            and row["notified_on"] <= latest
            and row["reg_number"] not in used
        ]
        if fitting:
            about = max(fitting, key=lambda row: row["notified_on"])
            used.add(about["reg_number"])
            term = after(calendar, about["notified_on"], _LATE if wanted.late else _IN_TIME)
            received = term if wanted.late else min(day, term, today)
            yield _about_answer(about, received, wanted, calendar)


def _about_answer(
    about: DemoRow, received: date, wanted: _Objection, calendar: WorkCalendar
) -> DemoRow:
    row = _row(about, received, wanted.letter) | dict(wanted.cells)
    if wanted.taken:
        row["answered_on"] = after(calendar, received, wanted.taken)
    if "Komisi" in row.get("reaction", ""):
        row["disputed_on"] = after(calendar, row["answered_on"], 7)
        row["dispute_no"] = f"001/REG/KI/{row['disputed_on'].year}"
    return row


def _about_silence(
    requests: Sequence[DemoRow], today: date, calendar: WorkCalendar
) -> Iterator[DemoRow]:
    """One to the latest request whose answer is overdue."""
    waiting = [
        row
        for row in requests
        if isinstance(row.get("received_on"), date)
        and not row.get("decision")
        and not row.get("extended_on")
        and after(calendar, row["received_on"], 12) <= today
    ]
    if waiting:
        about = max(waiting, key=lambda row: row["received_on"])
        yield _row(about, after(calendar, about["received_on"], 12), "c")


def _row(about: DemoRow, received: date, letter: str) -> DemoRow:
    return {
        "objected_on": received,
        "objector": about["applicant_name"],
        "request_no": about["reg_number"],
        "objection_ground": _GROUND[letter],
        "objection_case": _CASES[letter],
        "objection_purpose": about["purpose"],
    }
