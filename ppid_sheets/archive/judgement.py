"""What happened to a request between two states that the Kasubag ought to know."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ppid_sheets.archive.content import Cells, typed
from ppid_sheets.register import numbers
from ppid_sheets.register.cells import choice_reader, read_date, read_text
from ppid_sheets.register.reading import UNREAD
from ppid_sheets.register.schema import Schema

Code = Literal["M01", "M02", "M03", "M04", "M05"]
GONE: Code = "M01"
RENUMBERED: Code = "M02"
BACKDATED: Code = "M03"
REVERSED: Code = "M04"
EMPTIED: Code = "M05"
CODES: tuple[Code, ...] = (GONE, RENUMBERED, BACKDATED, REVERSED, EMPTIED)

UNREADABLE = "?"
"""Stands for a filled cell without a value: what it says may be personal."""

RowFacts = Mapping[str, str]
"""What decides of a request, by column key: dates as ISO text, "" for blank, `UNREADABLE`.

Columns that the sheet does not have are absent.
"""


@dataclass(frozen=True, slots=True)
class Alteration:
    """A change of a request that lasts until it is undone or acknowledged.

    `number` is the registration number; `place` the key of the altered column, "" for the whole
    row. `old` and `new` are facts; of a missing request `old` is the moment of its last run.
    `reviewed` is True after a review by the Kasubag. `first_seen` is a moment as the archive writes
    it. `id` and `request` are 0 for what the archive does not hold yet.
    """

    code: Code
    place: str
    number: str
    old: str
    new: str
    reviewed: bool
    first_seen: str
    request: int = 0
    id: int = 0


Reader = Callable[[object], str]


def fact_reader(
    schema: Schema, decisions: Iterable[str]
) -> Callable[[Cells, Collection[str]], RowFacts]:
    """What turns the cells of a row into facts, given the columns that its sheet has.

    `decisions` are the office's own choices beside the declared ones.
    """
    course, column = schema.course, schema.by_key.get(schema.course.decision)
    declared = column.choices if column else ()
    read_choice = choice_reader((*declared, *decisions), column.spellings if column else {})
    dates = filter(None, (course.received, *course.answered, schema.reviewed))

    def decision(value: object) -> str:
        reading = read_choice(value)
        return UNREADABLE if reading.note in UNREAD else reading.value or ""

    readers: dict[str, Reader] = {
        schema.number: _number,
        course.decision: decision,
        **dict.fromkeys(dates, _date),
    }

    def facts(cells: Cells, columns: Collection[str]) -> RowFacts:
        return {key: read(typed(cells.get(key))) for key, read in readers.items() if key in columns}

    return facts


def _number(value: object) -> str:
    return read_text(value).value or ""


def _date(value: object) -> str:
    reading = read_date(value)
    if reading.note in UNREAD:
        return UNREADABLE
    return reading.value.isoformat() if reading.value else ""


def name_of(facts: RowFacts, schema: Schema) -> str:
    """How people know a request: its number, else the day it was received."""
    if facts.get(schema.number):
        return facts[schema.number]
    received = facts.get(schema.course.received, "")
    if received in ("", UNREADABLE):
        return "tanpa nomor registrasi"
    return f"tanpa nomor registrasi (diterima {date.fromisoformat(received):%d/%m/%Y})"


def is_request(cells: Cells, schema: Schema) -> bool:
    """Whether the loss of a row would be one: it has a number, or says who asked or for what."""
    return any(key in cells for key in (schema.number, *schema.what))


def gone(request: int, facts: RowFacts, last_seen: str, moment: str, schema: Schema) -> Alteration:
    """A request whose row is not there any more."""
    reviewed = facts.get(schema.reviewed, "") not in ("", UNREADABLE)
    return Alteration(GONE, "", name_of(facts, schema), last_seen, "", reviewed, moment, request)


@dataclass(frozen=True)
class Altered:
    """The alterations of a request that hold now, and the former ones that do not any more."""

    open: Sequence[Alteration]
    undone: Sequence[Alteration]


def compare(
    request: int,
    old: RowFacts,
    new: RowFacts,
    known: Sequence[Alteration],
    seen: date,
    moment: str,
    schema: Schema,
) -> Altered:
    """The alterations of a request whose content was `old` on the day `seen` of its last run.

    A `known` alteration goes on from the content before it, and is undone by the return of that
    content. One that becomes another kind of alteration ends, and that one begins.
    """
    said = {alteration.place: alteration for alteration in known}
    found, undone = [], [a for a in known if a.code == GONE]
    course = schema.course
    places = (schema.number, course.received, course.decision, *course.answered)
    for place in filter(None, places):
        before = said.get(place)
        if place not in old or place not in new:
            found += [before] if before else []
            continue
        base = before.old if before else old[place]
        reviewed = before.reviewed if before else old.get(schema.reviewed, "") not in _NO_DAY
        code = _code(schema, place, base, new[place], reviewed, seen)
        if before and code != before.code:
            undone.append(before)
        if code:
            now = Alteration(
                code, place, name_of(new, schema), base, new[place], reviewed, moment, request
            )
            found.append(_going_on(before, now) if before else now)
    return Altered(found, undone)


def _going_on(before: Alteration, now: Alteration) -> Alteration:
    """An alteration that goes on; as another kind it begins anew."""
    same = now.code == before.code
    began, number = (before.first_seen, before.id) if same else (now.first_seen, 0)
    return replace(
        before, code=now.code, new=now.new, number=now.number, first_seen=began, id=number
    )


_NO_DAY = ("", UNREADABLE)


def _code(
    schema: Schema, place: str, old: str, new: str, reviewed: bool, seen: date
) -> Code | None:
    """The code of a changed fact; None for a change without one."""
    if old in _NO_DAY or old == new:
        return None
    match place:
        case schema.number:
            return RENUMBERED if numbers.key(old) != numbers.key(new) else None
        case schema.course.received:
            slip_of_the_pen = date.fromisoformat(old) > seen
            return None if slip_of_the_pen else BACKDATED
        case _ if new == "":
            return EMPTIED
        case schema.course.decision:
            return REVERSED if reviewed else None
        case _:
            return None
