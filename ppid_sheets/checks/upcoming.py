"""Which registration number comes next, counted on in the office's own pattern and spelling."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import numpy as np

from ppid_sheets.checks.engine import Case, ColumnValues
from ppid_sheets.checks.numbering import (
    Numbers,
    again,
    identities,
    parsed,
    patterns,
    read_numbers,
    repeated,
    span,
)
from ppid_sheets.common.arrays import Mask
from ppid_sheets.common.indonesian import listed
from ppid_sheets.register import numbers
from ppid_sheets.register.reading import UNREAD
from ppid_sheets.register.table import Table

RECENT_DAYS = 60
"""A pattern of which no number was given for longer is not the one in use."""
_MOST_GAPS = 3
_SHOWN = 20
_FAR = 50


@dataclass(frozen=True)
class Upcoming:
    """The numbers that requests get next.

    `number` is that of the next request, `of_rows` those of the rows that have none of their own,
    by sheet row, of which so many get theirs `ahead` of it. `anew` is what the number would be
    where numbering begins anew with the year, "" where there is no doubt. `row` is the sheet row in
    which `number` is prepared, 0 for none. `others` are the next numbers of other patterns in use,
    `gaps` the year's missing serials. `arrivals` are those of what came in and is still to be
    registered, in its order, when it is registered before all else.
    """

    number: str
    of_rows: Mapping[int, str] = field(default_factory=dict)
    ahead: int = 0
    anew: str = ""
    row: int = 0
    others: Sequence[str] = ()
    gaps: str = ""
    arrivals: Sequence[str] = ()


def upcoming(case: Case) -> Upcoming | None:
    """The next numbers in the office's pattern; None without one, as where rows are counted.

    Gaps stay: a missing number may have been given all the same. All that was given up to the day
    of reading counts, whatever day is judged.
    """
    table, schema = case.everything or case.desk or case.table, case.table.schema
    if case.table.unnumbered or schema.number not in case.table.header.places:
        return None
    known = case.once(patterns)
    own = table is case.table
    read = case.once(parsed) if own else read_numbers(table.frame, schema, known)
    if not known or ((read.text != "").any() and not (read.scheme >= 0).any()):
        return None
    again_given = case.once(repeated) if own else again(read)
    return _Counting(case, table, read, again_given).upcoming()


def to_give(case: Case, mask: Mask, unknown: str) -> Sequence[str]:
    """The number that each of these rows is to get; of one that keeps its own that of the next with
    the same number. `unknown` where there is none.
    """
    found, rows = case.once(upcoming), case.table.frame.index[mask].tolist()
    if found is None:
        return [unknown] * len(rows)
    same = identities(case.once(parsed), mask)
    later: dict[object, str] = {}
    for row, one in zip(rows, same, strict=True):
        if row in found.of_rows:
            later.setdefault(one, found.of_rows[row])
    return [
        found.of_rows.get(row) or later.get(one, found.number)
        for row, one in zip(rows, same, strict=True)
    ]


def _last(days: ColumnValues) -> np.datetime64:
    """The last of some days; the earliest possible day for none."""
    known = days[~np.isnat(days)]
    return known.max() if len(known) else np.datetime64(date.min, "s")


class _Counting:
    """Counts on from the numbers of a register, year by year."""

    def __init__(self, case: Case, table: Table, read: Numbers, again_given: Mask) -> None:
        self.case, self.read, self.again_given = case, read, again_given
        frame = table.frame
        self.patterns = case.once(patterns)
        self.today: date = case.last_day.astype("datetime64[D]").item()
        schema = case.table.schema
        self.received = frame[schema.course.received].to_numpy()
        self.blank = (read.text == "") & ~table.mask(schema.number, *UNREAD)
        self.written: Sequence[str] = frame[schema.number].tolist()
        self.rows: Sequence[int] = frame.index.tolist()
        self._spelled: dict[int, Sequence[str]] = {}
        self._nexts: dict[tuple[int, int], int] = {}

    def upcoming(self) -> Upcoming:
        """The next numbers."""
        schemes = [*self._in_use()] or [0]
        scheme, year = schemes[0], self.today.year
        given = Counter[int]()
        of_rows = {}
        for at in self._without():
            day = self._day(at)
            serial = self._next(scheme, day.year) + given[day.year]
            given[day.year] += 1
            of_rows[self.rows[at]] = self._number(scheme, serial, day)
        serial = self._next(scheme, year) + given[year]
        number = self._number(scheme, serial, self.today)
        prepared = self._prepared({*of_rows.values()})
        row, number = next(iter(prepared), (0, number))
        return Upcoming(
            number,
            of_rows,
            given[year],
            self._anew(scheme, year),
            row,
            [self._number(one, self._next(one, year), self.today) for one in schemes[1:]],
            self._gaps(scheme, year),
            self._of_arrivals(scheme, given, [number for _, number in prepared]),
        )

    def _of_arrivals(
        self, scheme: int, given: Counter[int], prepared: Sequence[str]
    ) -> Sequence[str]:
        """The numbers of what came in: those that are prepared, and on from there, each in the
        year and month of its receipt.
        """
        came = self.case.arrived.waiting if self.case.arrived else ()
        found = []
        for nth, day in enumerate(one.entry.stamp.day or self.today for one in came):
            day = min(day, self.today)
            serial = self._next(scheme, day.year) + given[day.year]
            given[day.year] += 1
            found.append(
                prepared[nth] if nth < len(prepared) else self._number(scheme, serial, day)
            )
        return found

    def _in_use(self) -> Iterator[int]:
        """The patterns in use, that of the last number first."""
        last: dict[int, np.datetime64] = {}
        for scheme in set(self.read.scheme.tolist()) - {-1}:
            days = self.received[self.read.scheme == scheme]
            last[scheme] = _last(days[days <= self.case.last_day])
        order = sorted(last, key=lambda scheme: (last[scheme], -scheme), reverse=True)
        since = self.case.last_day - np.timedelta64(RECENT_DAYS, "D")
        return (one for nth, one in enumerate(order) if nth == 0 or last[one] >= since)

    def _without(self) -> Sequence[int]:
        """Rows of the register's own tab that are to get a number, in the order of receipt: blank
        ones, and all with the number of an earlier one.
        """
        order = np.argsort(self.received, kind="stable")
        waiting = self.blank | (self.again_given & (self.read.text != ""))
        same = dict(
            zip(np.flatnonzero(waiting).tolist(), identities(self.read, waiting), strict=True)
        )
        met: set[object] = set()
        found = []
        for at in order[waiting[order]].tolist():
            if (self.blank[at] or same[at] in met) and self.rows[at] > 0:
                found.append(at)
            if self.read.text[at] != "":
                met.add(same[at])
        return found

    def _day(self, at: int) -> date:
        """The day to number a row by: that of its receipt, unless it is unknown or yet to come."""
        day = self.received[at]
        if np.isnat(day) or day > self.case.last_day:
            return self.today
        found: date = day.astype("datetime64[D]").item()
        return found

    def _of(self, scheme: int, year: int) -> Mask:
        """The numbers of a pattern that belong to a year, by their row or by what they say."""
        read = self.read
        mine: Mask = (read.scheme == scheme) & ((read.of == year) | (read.year == year))
        return mine

    def _next(self, scheme: int, year: int) -> int:
        if (scheme, year) not in self._nexts:
            self._nexts[scheme, year] = self._after(scheme, year)
        return self._nexts[scheme, year]

    def _after(self, scheme: int, year: int) -> int:
        serials = self._serials(scheme, year)
        if serials:
            return serials[-1] + 1
        earlier = self._earlier(scheme, year)
        return 1 if self._begins_anew(scheme, year) or not earlier else max(earlier) + 1

    def _serials(self, scheme: int, year: int) -> Sequence[int]:
        """The serials of a year in their order, without strays: what lies far above all others and
        was not gone on with is a slip of the pen.
        """
        mine = self._of(scheme, year)
        given, days = self.read.serial[mine], self.received[mine]
        serials = sorted({int(one) for one in given.tolist()})
        far = max(_FAR, len(given))
        for nth, (below, above) in enumerate(pairwise(serials), 1):
            if above > below + far and _last(days[given < above]) > _last(days[given >= above]):
                return serials[:nth]
        return serials

    def _earlier(self, scheme: int, year: int) -> Sequence[int]:
        """All serials before a year."""
        before = (self.read.scheme == scheme) & (self.read.of < year)
        found: list[int] = self.read.serial[before].tolist()
        return found

    def _begins_anew(self, scheme: int, year: int) -> bool | None:
        """Whether serials begin anew with each year, by the last turn of a year in the register;
        else by the pattern, None where that leaves it open.
        """
        before = self.read.scheme == scheme
        held = sorted({int(one) for one in self.read.of[before & (self.read.of < year)].tolist()})
        if len(held) > 1:
            old, new = (self.read.serial[before & (self.read.of == one)] for one in held[-2:])
            return bool(new.min() <= old.max())
        return True if "{tahun}" in self.patterns[scheme].template else None

    def _anew(self, scheme: int, year: int) -> str:
        """The first number of the year, where it may be that or not."""
        open_question = (
            not self._of(scheme, year).any()
            and self._earlier(scheme, year)
            and self._begins_anew(scheme, year) is None
        )
        return self._number(scheme, 1, self.today) if open_question else ""

    def _number(self, scheme: int, serial: int, day: date) -> str:
        return self.patterns[scheme].written(serial, day.month, day.year, self._like(scheme))

    def _like(self, scheme: int) -> Sequence[str]:
        """Numbers of a pattern that show how the office writes them, the last of all at the end."""
        if scheme not in self._spelled:
            mine = np.flatnonzero(self.read.scheme == scheme)
            last = np.lexsort([self.read.serial[mine], np.nan_to_num(self.read.of[mine])])
            ordered = mine[last].tolist()
            shown = [*ordered[:_SHOWN], *ordered[_SHOWN:][-_SHOWN:]]
            self._spelled[scheme] = [self.written[at] for at in shown]
        return self._spelled[scheme]

    def _prepared(self, given: Iterable[str]) -> Sequence[tuple[int, str]]:
        """The numbers that are drawn down for requests to come, and their rows."""
        drawn = self.case.table.drawn.items()
        taken = {numbers.key(one) for one in (*given, *self.written)} if drawn else ()
        return [(row, number) for row, number in drawn if numbers.key(number) not in taken]

    def _gaps(self, scheme: int, year: int) -> str:
        """Serials of the year that are missing; a pattern's first year may begin anywhere."""
        serials = self._serials(scheme, year)
        from_one = self._earlier(scheme, year) and self._begins_anew(scheme, year)
        steps = zip([0 if from_one else (serials or [1])[0] - 1, *serials], serials, strict=False)
        spans = [span(before + 1, after - 1) for before, after in steps if after > before + 1]
        more = [f"{len(spans) - _MOST_GAPS} rentang lain"] if len(spans) > _MOST_GAPS else []
        return listed([*spans[:_MOST_GAPS], *more])
