"""Finds what earlier years left: their tabs in the register, and the files that settings name."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ppid_sheets.checks.requests import requests_of
from ppid_sheets.checks.tabs import is_earlier, register_tab
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.clock import OPEN_STATUSES, OVERDUE, Clock
from ppid_sheets.errors import PpidError, ShapeError, UnreachableError
from ppid_sheets.register import numbers
from ppid_sheets.register.header import Header, find_header
from ppid_sheets.register.layout import YEAR
from ppid_sheets.register.parts import carried
from ppid_sheets.register.places import Part
from ppid_sheets.register.table import Table
from ppid_sheets.register.values import PastFile, Snapshot


@dataclass(frozen=True, slots=True)
class Earlier:
    """The earlier parts of a register, the newest first, and why others could not be read."""

    parts: Sequence[tuple[Part, Table]] = ()
    troubles: Mapping[str, PpidError] = field(default_factory=dict)

    def refuse_gaps(self) -> None:
        """Raise UnreachableError where a part could not be read: figures without it are wrong."""
        for name, trouble in self.troubles.items():
            raise UnreachableError(
                f"Laporan tidak dibuat, sebab register terdahulu '{name}' tidak dapat dibaca: "
                f"{trouble.what}",
                "betulkan itu, atau hapus namanya dari 'terdahulu' di ppid.toml",
            )


@dataclass(frozen=True, slots=True)
class EarlierTab:
    """A part of earlier years: its open requests that no newer part has, how many of them are late,
    and the sheet rows of the register whose number, which names a year, stands in it too.
    """

    place: str
    there: str
    open: int
    overdue: int
    repeated: tuple[int, ...]


def earlier(snapshot: Snapshot, tab: str, settings: Settings, present: int) -> Earlier:
    """The parts before the register's `tab` in the year `present`.

    A tab without the header of a register is none, whatever year it names.
    """
    found: list[tuple[Part, Table]] = []
    troubles: dict[str, PpidError] = {}
    read = _Reader(snapshot, settings, present)
    for past in (None, *snapshot.past):
        try:
            found += read.of_file(past) if past else read.tabs(snapshot, tab)
        except PpidError as error:
            troubles[past.name if past else tab] = error
    found.sort(key=_age, reverse=True)
    names = _names([_age(one)[0] for one in found])
    return Earlier(
        [(replace(part, name=n), table) for (part, table), n in zip(found, names, strict=True)],
        troubles,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads parts as the register of today and the settings say."""

    now: Snapshot
    settings: Settings
    present: int

    def of_file(self, past: PastFile) -> Iterator[tuple[Part, Table]]:
        if past.snapshot is None:
            raise past.trouble or ShapeError(f"{past.name} tidak terbaca")
        tab, header = register_tab(past.snapshot)
        yield Part("", tab, past.name, past.link), self._table(past.snapshot, tab, header)
        for part, table in self.tabs(past.snapshot, tab):
            yield replace(part, file=past.name, link=past.link), table

    def tabs(self, snapshot: Snapshot, tab: str) -> Iterator[tuple[Part, Table]]:
        """The tabs of years before that of `tab`."""
        for title, grid in snapshot.tabs.items():
            entries = snapshot.chosen.enters(title)
            if title != tab and not entries and is_earlier(title, tab, self.present):
                try:
                    header = find_header(grid, snapshot.schema, named=snapshot.chosen.columns)
                except ShapeError:
                    continue
                yield Part("", title), self._table(snapshot, title, header)

    def _table(self, snapshot: Snapshot, tab: str, header: Header) -> Table:
        return requests_of(snapshot, tab, header, self.settings, self.now)


def _age(found: tuple[Part, Table]) -> tuple[int, date]:
    """The one year that a tab or its file names, else that of the middle request, and its day."""
    part, table = found
    received = table.frame[table.schema.course.received].dropna().sort_values()
    middle = received.iloc[len(received) // 2].date() if len(received) else date.min
    named = (YEAR.findall(text) for text in (part.tab, part.file))
    year = next((years[0] for years in named if len(years) == 1), middle.year)
    return int(year), middle


def _names(years: Sequence[int]) -> Sequence[str]:
    """What people call parts of these years: 2025, or 2025-1 and 2025-2 where there are several."""
    counted = Counter[int]()
    names = []
    for year in years:
        counted[year] += 1
        nth = f"-{counted[year]}" if years.count(year) > 1 else ""
        names.append(f"{'lama' if year == date.min.year else year}{nth}")
    return names


def left(found: Earlier, table: Table, clock: Clock, as_of: date) -> tuple[EarlierTab, ...]:
    """The earlier parts that concern a register with this table, oldest first."""
    if not found.parts:
        return ()
    schema = table.schema
    given_now = table.frame[schema.number]
    own = {
        row: numbers.key(number)
        for row, number in zip(given_now.index.tolist(), given_now.tolist(), strict=True)
        if YEAR.search(number)
    }
    seen = [table.frame]
    told = []
    for part, past in found.parts:
        unread = past.all_unread(schema.course.deciding)
        statuses = clock.deadlines(past.frame, as_of, unread)["status"]
        again = carried(past.frame, seen, schema)
        mine = statuses[~statuses.index.isin(again)]
        moved = statuses[statuses.index.isin(again)].isin(OPEN_STATUSES)
        kept = past.frame[schema.number].drop(moved.index[moved])
        given = set(map(numbers.key, kept))
        told.append(
            EarlierTab(
                *_called(part, found.parts),
                int(mine.isin(OPEN_STATUSES).sum()),
                int((mine == OVERDUE).sum()),
                tuple(row for row, number in own.items() if number in given),
            )
        )
        seen.append(past.frame)
    return tuple(reversed(told))


def _called(part: Part, parts: Sequence[tuple[Part, Table]]) -> tuple[str, str]:
    """A part in a sentence, and in the next words of it."""
    if not part.file:
        return f"tab '{part.tab}'", "tab itu"
    alone = sum(other.file == part.file for other, _ in parts) == 1
    named = f"register terdahulu '{part.file}'"
    return (named if alone else f"{named}, tab '{part.tab}'"), "register itu"
