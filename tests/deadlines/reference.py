"""The law of `domain.md` for one request, day by day, with nothing to share mistakes with.

`judged` is what a careful reader of the row would say, where every cell can be read. `certain` says
it of a row with cells that cannot: it tries what they might have said, and where the answer depends
on that there is none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any, Literal

from ppid_sheets.register.requests.words import ELECTION_STAGES
from tests.deadlines import naive

UNKNOWN = "Tidak dapat dihitung"
DATES = ("received", "incomplete", "complete", "extended", "notified", "given")
DECISIONS = (
    "Dikabulkan Seluruhnya",
    "Dikabulkan Sebagian",
    "Ditolak",
    "Dicabut Pemohon",
    "Tidak Diproses",
)


@dataclass(frozen=True)
class Request:
    """One row: dates, the decision ("" for none), whether a reason stands there, the category."""

    received: date | None = None
    incomplete: date | None = None
    complete: date | None = None
    extended: date | None = None
    reason: bool = False
    category: str = ""
    decision: str = ""
    notified: date | None = None
    given: date | None = None


@dataclass(frozen=True)
class Office:
    """The settings that count."""

    start: Literal["lengkap", "diterima"] = "lengkap"
    election: bool = False
    soon: int = 3


@dataclass(frozen=True)
class Result:
    """What the job writes; None where a cell stays blank."""

    status: str
    due: date | None = None
    left: int | None = None
    service: int | None = None


def judged(request: Request, office: Office, today: date) -> Result:
    """A request as it is known at the end of a day."""
    known = {
        name: day if (day := getattr(request, name)) and day <= today else None for name in DATES
    }
    answers = [day for day in (request.notified, request.given) if day]
    decided = bool(request.decision) and not (answers and min(answers) > today)
    withdrawn = decided and request.decision == "Dicabut Pemohon"
    finished = min(answers) if decided and answers else None
    complete = known["complete"] if office.start == "lengkap" else None
    told = known["incomplete"] if office.start == "lengkap" else None
    waiting = bool(told) and not complete and not decided
    received = known["received"]
    if waiting:
        return Result("Menunggu kelengkapan")
    due, begun = None, None
    if received:
        begun = max(received, complete) if complete else received
        due = _due(request, known["extended"], begun, office)
    service = naive.between(begun, finished) if begun and finished and begun <= finished else None
    if withdrawn:
        return Result("Dicabut", due)
    if due is None:
        return Result(UNKNOWN)
    if finished:
        on_time = finished <= due
        return Result("Selesai tepat waktu" if on_time else "Selesai terlambat", due, None, service)
    if today > due:
        return Result("TERLAMBAT", due, -_late(due, today))
    left = naive.between(today, due)
    if today == due:
        return Result("Jatuh tempo hari ini", due, 0)
    return Result("Segera jatuh tempo" if left <= office.soon else "Dalam proses", due, left)


def _due(request: Request, notice: date | None, begun: date, office: Office) -> date | None:
    stages = office.election and request.category == ELECTION_STAGES
    days, more = (3, 2) if stages else (10, 7)
    first = naive.add(begun, days)
    if first is None:
        return None
    extends = request.reason and notice is not None and begun <= notice <= first
    return naive.add(first, more) if extends else first


def _late(due: date, today: date) -> int:
    while not naive.works(today):
        today += naive.DAY
    return naive.between(due, today)


def certain(
    request: Request, unread: Sequence[str], office: Office, today: date, days: Sequence[date]
) -> Result:
    """What holds whatever the unread cells may have said; a day may be any of `days`."""
    if "received" in unread:
        return Result(UNKNOWN)
    results = {judged(world, office, today) for world in worlds(request, unread, days)}
    return results.pop() if len(results) == 1 else Result(UNKNOWN)


def worlds(request: Request, unread: Sequence[str], days: Sequence[date]) -> Iterator[Request]:
    """The request with every reading of its unread cells."""
    other = {
        "decision": DECISIONS,
        "reason": (False, True),
        "category": ("", ELECTION_STAGES),
    }
    readings: Mapping[str, Sequence[Any]] = {name: other.get(name, days) for name in unread}
    for values in product(*readings.values()):
        yield replace(request, **dict(zip(readings, values, strict=True)))
