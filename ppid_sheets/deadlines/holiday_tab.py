"""The tab Hari Libur, the only place a register's calendar comes from: read, and made anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ppid_sheets.deadlines.calendar import JOINT_LEAVE, KINDS, LOCAL, Holiday
from ppid_sheets.register import layout
from ppid_sheets.register.cells import choice_reader, is_blank, read_date
from ppid_sheets.register.header import Row
from ppid_sheets.register.schema import SEARCHED_ROWS
from ppid_sheets.register.text import normal, squash
from ppid_sheets.register.values import Tab, Value

_COLUMNS = ("tanggal", "jenis", "keterangan", "dasar")
_NEEDED = ("tanggal", "jenis")
_read_kind = choice_reader(
    KINDS, {"libur": KINDS[0], "nasional": KINDS[0], "cuti": JOINT_LEAVE, "libur lokal": LOCAL}
)


@dataclass(frozen=True, slots=True)
class HolidayList:
    """The holidays of a tab, and the 1-based sheet rows that could not be read or repeat a day.

    `missing` are the headers that it lacks, without which none of its rows can be read.
    """

    holidays: tuple[Holiday, ...]
    unreadable: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()


def holidays_tab(holidays: Iterable[Holiday]) -> Tab:
    """The tab with a list of holidays."""
    rows: list[Sequence[Value]] = [("Tanggal", "Jenis", "Keterangan", "Dasar")]
    rows += ((h.day, h.kind, h.name, h.basis) for h in holidays)
    return Tab(
        layout.HOLIDAYS,
        rows,
        (13, 17, 46, 104),
        styles=("header",),
        date_columns=(0,),
        frozen_rows=1,
    )


def read_holidays(grid: Sequence[Row]) -> HolidayList:
    """The list in a tab with the headers Tanggal, Jenis, Keterangan, Dasar in any order.

    A kind that is not one of `KINDS` makes the row unreadable, for a year's list is judged by them.
    """
    missing = _missing(grid)
    if missing:
        return HolidayList((), missing=missing)
    start, places = _header(grid)
    holidays: list[Holiday] = []
    unreadable, repeated = [], []
    seen = set()
    for number, row in enumerate(grid[start:], start + 1):
        cells = [row[p] if p is not None and p < len(row) else None for p in places]
        if all(map(is_blank, cells)):
            continue
        holiday = _holiday(*cells)
        if holiday is None:
            unreadable.append(number)
            continue
        if holiday.day in seen:
            repeated.append(number)
        seen.add(holiday.day)
        holidays.append(holiday)
    if unreadable and not (holidays or start):
        return HolidayList((), missing=tuple(name.title() for name in _NEEDED))
    return HolidayList(tuple(holidays), tuple(unreadable), tuple(repeated))


@lru_cache(maxsize=1024, typed=True)
def _holiday(day: object, kind: object, name: object, basis: object) -> Holiday | None:
    """What a row says; None where its day or its kind cannot be read."""
    read, of = read_date(day).value, _read_kind(kind).value
    if read is None or not of:
        return None
    return Holiday(read, of, squash(str(name or "")) or of, squash(str(basis or "")))


def _missing(grid: Sequence[Row]) -> tuple[str, ...]:
    """The headers that an office's own list lacks; none where it has both, or no header at all."""
    found: set[str] = set()
    for row in grid[:SEARCHED_ROWS]:
        names = {normal(cell) for cell in row if isinstance(cell, str)} & set(_COLUMNS)
        found = max(found, names, key=lambda words: (len(words & set(_NEEDED)), len(words)))
    lacking = tuple(name.title() for name in _NEEDED if name not in found)
    return lacking if found & set(_NEEDED) or len(found) > 1 else ()


def _header(grid: Sequence[Row]) -> tuple[int, list[int | None]]:
    """The row below the header and the position of each column, by default from A in order."""
    for number, row in enumerate(grid[:SEARCHED_ROWS]):
        names = [normal(str(cell or "")) for cell in row]
        if {"tanggal", "jenis"} <= set(names):
            return number + 1, [names.index(c) if c in names else None for c in _COLUMNS]
    return 0, [0, 1, 2, 3]
