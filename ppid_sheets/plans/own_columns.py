"""Where the job may write: only below its own headers, and only where all below them is its own.

The one place that decides it for every store. Tags are hints (`register.header_row`); the text in
the header's row counts. Where the owner of a column is in doubt, nothing is written at all.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ppid_sheets.checks.tabs import job_places
from ppid_sheets.deadlines.clock import STATUSES
from ppid_sheets.errors import UnsafeError
from ppid_sheets.plans.alike import same
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.cells import cell_at, is_blank
from ppid_sheets.register.header import Header
from ppid_sheets.register.header_row import titles
from ppid_sheets.register.serials import FIRST_SERIAL, as_day, is_number
from ppid_sheets.register.text import one_line, squash
from ppid_sheets.register.values import Grid, Snapshot, Value


def _is_day(value: Value) -> bool:
    whole = not is_number(value) or float(value).is_integer()
    return whole and isinstance(as_day(value), date)


def _is_count(value: Value) -> bool:
    return is_number(value) and float(value).is_integer() and abs(value) < FIRST_SERIAL


_TELLING = frozenset(("deadline_status", "findings"))
"""Columns with results that people do not type: they show the owner of a column, dates and numbers
do not."""
_SENTENCE = re.compile(r"[\[(][^\n]+[\])] \S|… dan \d+ temuan lain")
_READERS: Mapping[str, Callable[[Value], bool]] = {
    "due_on": _is_day,
    "days_left": _is_count,
    "deadline_status": lambda value: value in STATUSES,
    "service_days": lambda value: is_number(value) and _is_count(value) and value >= 0,
    "findings": lambda value: (
        isinstance(value, str) and all(map(_SENTENCE.match, value.splitlines()))
    ),
}
_ENOUGH = 3
"""So many numbers that differ from those wanted by the same are no accident."""
WantedColumns = Mapping[str, Mapping[int, Value]]


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """The job's columns in a register: 0-based positions by key, and headers to be written again.

    `above` are the cells over a header that hold a result which landed too high: key -> rows.
    """

    places: Mapping[str, int]
    restored: frozenset[str]
    above: Mapping[str, Sequence[int]]


def own_columns(
    snapshot: Snapshot,
    tab: str,
    header: Header,
    rows: Sequence[int],
    wanted: WantedColumns | None = None,
) -> OwnColumns:
    """Where the job's columns stand in a tab.

    `rows` are the sheet rows that the job writes, `wanted` their new values by key and row, where
    there are any. Raises UnsafeError where a column may be somebody else's.
    """
    whose = _Whose(snapshot.tabs[tab], snapshot.tags, header, rows, wanted)
    places = job_places(snapshot, header)
    restored = frozenset(key for key in places if whose.to_restore(key, places[key]))
    above = {key: whose.strays(key, at) for key, at in places.items()}
    return OwnColumns(places, restored, above)


def looks_own(key: str, value: Value) -> bool:
    """True for a blank cell, and for a value that the job could have written in this column."""
    return is_blank(value) or _READERS[key](value)


class _Whose:
    """Decides whose a column is."""

    def __init__(
        self,
        grid: Grid,
        tags: Mapping[str, int],
        header: Header,
        rows: Sequence[int],
        wanted: WantedColumns | None,
    ) -> None:
        self.grid, self.tags, self.rows, self.wanted = grid, tags, rows, wanted
        self.schema, self.row = header.schema, header.rows[-1]
        self.names, self.own = header.schema.names, header.schema.job_names
        self.titles = titles(grid, self.row)

    def cell(self, row: int, position: int) -> Value:
        return cell_at(self.grid[row - 1], position)

    def title(self, position: int) -> str:
        return self.titles[position] if position < len(self.titles) else ""

    def filled(self, position: int) -> Mapping[int, Value]:
        cells = ((row, self.cell(row, position)) for row in self.rows)
        return {row: value for row, value in cells if not is_blank(value)}

    def to_restore(self, key: str, at: int) -> bool:
        """True where a column lacks its header and may get it; raises UnsafeError."""
        if self.own.get(self.title(at)) == key:
            if at != self.tags[key]:
                self._follow(key, at)
            self._refuse_twice(key, at)
            return False
        below, over = self.filled(at), self.cell(self.row, at)
        if is_blank(over) or looks_own(key, over):
            mine = all(looks_own(key, value) for value in below.values())
        else:
            mine = self.title(at) not in self.names and self._surely_own(key, below)
        if not mine:
            raise self._foreign(key, at)
        self._refuse_twice(key, at)
        return True

    def _refuse_twice(self, key: str, at: int) -> None:
        """Raise UnsafeError where another column bears the header, and in the job's own order."""
        twins = [i for i, title in enumerate(self.titles) if self.own.get(title) == key and i != at]
        ordered = [i for i in twins if self._beside_another(key, i)]
        if ordered and not self._beside_another(key, at):
            there = [at, ordered[0]] if self.own.get(self.title(at)) == key else twins
            places = " dan ".join(map(letters, there))
            raise UnsafeError(
                f"Judul kolom otomatis '{self.schema.header(key)}' ada di kolom {places}, "
                f"biasanya di kolom {letters(self.tags.get(key, at))}. Tidak ada yang ditulis",
                "ganti judul kolom kantor di antaranya, lalu jalankan lagi",
            )

    def _follow(self, key: str, at: int) -> None:
        """Raise UnsafeError unless the header that stands elsewhere is surely the job's own."""
        tag = self.tags[key]
        below, left = self.filled(at), self.filled(tag)
        if all(looks_own(key, value) for value in below.values()):
            if self._beside_another(key, at):
                return
            title = self.title(tag)
            another = title in self.names or title in self.own
            shed = another or not any(looks_own(key, value) for value in left.values())
            if key in _TELLING and below and shed:
                return
        raise UnsafeError(
            f"Kolom otomatis '{self.schema.header(key)}' biasanya di kolom {letters(tag)}, tetapi "
            f"judul itu kini di kolom {letters(at)}, dan tidak pasti isinya buatan program. Tidak "
            "ada yang ditulis",
            f"pindahkan kolomnya kembali ke {letters(tag)}, atau ganti judul di kolom "
            f"{letters(at)} bila itu kolom kantor",
        )

    def _beside_another(self, key: str, at: int) -> bool:
        """True where a neighbour has the header that the job puts beside this one."""
        left = self.own.get(self.title(at - 1)) if at else None
        right = self.own.get(self.title(at + 1))
        near = self.schema.neighbours
        return (left or "", key) in near or (key, right or "") in near

    def _surely_own(self, key: str, below: Mapping[int, Value]) -> bool:
        """Whether a column with another header holds nothing but results of the job's.

        Dates and numbers must be those that are wanted now; days left pass, for all alike.
        """
        if not all(looks_own(key, value) for value in below.values()):
            return False
        if key in _TELLING or self.wanted is None:
            return True
        pairs = [(value, self.wanted[key].get(row)) for row, value in below.items()]
        if key != "days_left":
            return all(same(value, then) for value, then in pairs)
        gaps = {v - w for v, w in pairs if isinstance(v, int | float) and isinstance(w, int)}
        alike = gaps <= {0} or (len(gaps) == 1 and len(pairs) >= _ENOUGH)
        return alike and all(w is not None for _, w in pairs)

    def strays(self, key: str, at: int) -> Sequence[int]:
        """Rows above the header where a result, or the header itself, was written too high.

        A date or a number may be the office's own there, unless a result lies on the header too.
        """
        over = self.cell(self.row, at)
        struck = not isinstance(over, str) and looks_own(key, over)
        found = []
        for row in range(self.row - 1, 0, -1):
            value = self.cell(row, at)
            struck = struck and looks_own(key, value)
            if struck or self._is_stray(key, value):
                found.append(row)
        return found[::-1]

    def _is_stray(self, key: str, value: Value) -> bool:
        own = isinstance(value, str) and squash(value) == self.schema.header(key)
        return own or (key in _TELLING and looks_own(key, value))

    def _foreign(self, key: str, at: int) -> UnsafeError:
        own, column = self.schema.header(key), letters(at)
        title = one_line(str(self.cell(self.row, at) or ""))
        now = f"kini berjudul '{title}'" if title else "kini tanpa judul"
        return UnsafeError(
            f"Kolom otomatis '{own}' (kolom {column}) {now} dan berisi yang bukan buatan program. "
            "Tidak ada yang ditulis",
            f"pindahkan isi itu ke kolom lain, tulis lagi judul '{own}' di {column}{self.row}, "
            "lalu jalankan lagi",
        )
