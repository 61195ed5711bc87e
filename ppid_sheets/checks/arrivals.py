"""Which requests that came in are not in the register yet, and what staff should know of each."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from ppid_sheets.checks.registered import Likeness, Registered
from ppid_sheets.deadlines.calendar import WorkCalendar
from ppid_sheets.errors import PpidError, UnfinishedError
from ppid_sheets.register.question_row import Questions
from ppid_sheets.register.submissions import IntakeSource, Submission, SubmissionReader
from ppid_sheets.register.table import Table

LATE = 1
"""A request is registered at once (UU 14/2008 Art. 22(4)): more working days than this are late."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entry that is not in the register, which has waited so many working days.

    It may repeat what is `like` it, a row of the register, or its `twin`, an earlier arrival by its
    position: each with what of the person is the same.
    """

    entry: Submission
    waits: int
    like: tuple[str, int] | None = None
    twin: tuple[str, int] | None = None

    @property
    def late(self) -> bool:
        """True after more than `LATE` working days."""
        return self.waits > LATE


@dataclass(frozen=True, slots=True)
class Arrived:
    """The submissions that are not in the register, in the order of receipt.

    `taken` are entries without a readable day that a row of the register holds all the same.
    `asked` are the questions of each source, `troubles` say why others could not be read. So many
    came `before` the first day that the office looks at.
    """

    waiting: tuple[Arrival, ...] = ()
    taken: tuple[tuple[Submission, int], ...] = ()
    asked: Mapping[str, Questions] = field(default_factory=dict)
    troubles: tuple[PpidError, ...] = ()
    before: int = 0

    @property
    def late(self) -> int:
        """How many have waited too long."""
        return sum(one.late for one in self.waiting)

    @property
    def undated(self) -> int:
        """How many have a stamp that names no day."""
        return sum(one.entry.stamp.day is None for one in self.waiting)


def arrived(
    sources: Iterable[IntakeSource],
    reader: SubmissionReader,
    table: Table,
    calendar: WorkCalendar,
    as_of: date,
    since: date | None = None,
) -> Arrived:
    """The submissions of the sources that are not in a register's `table`, as of a day.

    An entry that stands in two of the sources is one. Trouble with one source stops no other.
    Raises UnfinishedError while one is still being loaded.
    """
    asked, entries, troubles = _gathered(sources, reader)
    looked = [e for e in entries if not (since and e.stamp.day and e.stamp.day < since)]
    looked.sort(key=lambda e: (e.stamp.day or date.max, e.stamp.minutes or 0))
    held = Registered(table)
    taken = held.taken(looked)
    left = [entry for at, entry in enumerate(looked) if at not in taken]
    undated = [(looked[at], row) for at, row in taken.items() if looked[at].stamp.day is None]
    return Arrived(
        tuple(_arrivals(left, held, calendar, as_of)),
        tuple((entry, row) for entry, row in undated if held.said(row).day),
        asked,
        tuple(troubles),
        len(entries) - len(looked),
    )


def _gathered(
    sources: Iterable[IntakeSource], reader: SubmissionReader
) -> tuple[dict[str, Questions], list[Submission], list[PpidError]]:
    """What each source asks, their entries, each once, and what is wrong with some of them."""
    asked, entries, troubles = {}, list[Submission](), list[PpidError]()
    met = Counter[Hashable]()
    for source in sources:
        try:
            asked[source.name], found = reader.entries(source)
        except UnfinishedError:
            raise
        except PpidError as error:
            troubles.append(error)
            continue
        again = Counter[Hashable]()
        for entry in found:
            same = _same(entry)
            again[same] += 1
            if again[same] > met[same]:
                entries.append(entry)
        met |= again
    return asked, entries, troubles


def _same(entry: Submission) -> Hashable:
    """What makes an entry the same in another export of one form."""
    stamp = entry.stamp
    return (
        stamp.day,
        stamp.minutes,
        stamp.text,
        tuple(sorted((key, str(value)) for key, value in entry.cells.items())),
        tuple(sorted((key, str(value)) for key, value in entry.others.items())),
    )


def _arrivals(
    left: Sequence[Submission], held: Registered, calendar: WorkCalendar, as_of: date
) -> Iterator[Arrival]:
    """Entries with how long they wait, and what they may repeat."""
    days = np.array([entry.stamp.day or as_of for entry in left], dtype="datetime64[D]")
    waited = calendar.between(days, np.full(len(left), np.datetime64(as_of, "D")))
    waited = np.where(np.isnan(waited), np.busday_count(days, as_of), waited)
    earlier = defaultdict[str, list[tuple[Likeness, int]]](list)
    for nth, (entry, waits) in enumerate(zip(left, waited.tolist(), strict=True)):
        said = held.of_entry(entry)
        before = earlier[said.text] if said.text else []
        like = _first((said.shared(one), row) for row, one in held.alike(said.text))
        twin = _first((said.shared(one), at) for one, at in before)
        before.append((said, nth))
        yield Arrival(entry, max(0, int(waits)), like, twin)


def _first(found: Iterable[tuple[str, int]]) -> tuple[str, int] | None:
    return next((one for one in found if one[0]), None)
