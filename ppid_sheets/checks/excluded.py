"""What a refusal rests on: entries of the list of excluded information, and tests of consequence.

An office names them in *Dasar Pengecualian*: the numbers of entries, or *Lembar pengujian* with the
number of that paper (UU 14/2008 Art. 19).
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, tzinfo
from functools import cached_property
from itertools import takewhile
from typing import Any

import pandas as pd

from ppid_sheets.checks.information_lists import read_list
from ppid_sheets.register import numbers
from ppid_sheets.register.information.article_17 import letters
from ppid_sheets.register.information.dik import EXCLUDED
from ppid_sheets.register.table import Table
from ppid_sheets.register.text import squash
from ppid_sheets.register.values import Snapshot

_DATES = ("in_force_from", "in_force_to")
_PAPER = re.compile(r"lembar|pengujian|uji konsekuensi|\blpk?\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[;\n]")
_LOOSELY = re.compile(r",|&|\bdan\b", re.IGNORECASE)
_LEADING = re.compile(r"(?:(?:no|nomor|entri|dik|butir)\b[\s.:#_/-]*)+(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ExcludedEntry:
    """One entry of the list: its sheet row, its texts, and the days from `first` to `last`, both
    inclusive; None is no bound.

    `grounds` are those of Art. 17 that its `ground` names, none where that does not say;
    `unread` is True where a cell of its days is filled and cannot be read.
    """

    row: int
    number: str
    what: str
    ground: str
    grounds: Set[str]
    consequence: str
    decree: str
    first: date | None
    last: date | None
    unread: bool

    def begun(self, day: date) -> bool:
        """True from its first day on."""
        return self.first is None or self.first <= day

    def over(self, day: date) -> bool:
        """True from the day after its last one."""
        return self.last is not None and self.last < day

    def in_force(self, day: date) -> bool:
        """True on its days; an entry whose days cannot be read is never surely in force."""
        return self.begun(day) and not self.over(day) and not self.unread


@dataclass(frozen=True, slots=True)
class Cited:
    """What a cell names: entries (those of one number together), whether a test of consequence, and
    how many parts of it are neither.
    """

    entries: tuple[tuple[ExcludedEntry, ...], ...]
    tests: tuple[str, ...]
    unknown: int

    def on(self, day: date) -> Sequence[ExcludedEntry]:
        """Of each number the entry that is in force on a day, else its first."""
        return [
            next((entry for entry in alike if entry.in_force(day)), alike[0])
            for alike in self.entries
        ]


@dataclass(frozen=True)
class Excluded:
    """The list of excluded information in a `tab`."""

    tab: str
    entries: tuple[ExcludedEntry, ...]

    @cached_property
    def by_key(self) -> Mapping[str, tuple[ExcludedEntry, ...]]:
        """The entries by what all spellings of their number have in common."""
        found: dict[str, tuple[ExcludedEntry, ...]] = {}
        for entry in self.entries:
            if entry.number:
                held = _key(entry.number)
                found[held] = (*found.get(held, ()), entry)
        return found

    def cited(self, text: str) -> Cited:
        """What a cell of *Dasar Pengecualian* names."""
        parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
        alone = [one for part in parts for one in self._apart(part)]
        keys = dict.fromkeys(key for one in alone if (key := _key(one)) in self.by_key)
        others = [one for one in alone if _key(one) not in self.by_key]
        tests = tuple(squash(one) for one in others if _PAPER.search(one))
        return Cited(tuple(self.by_key[key] for key in keys), tests, len(others) - len(tests))

    def _apart(self, part: str) -> Sequence[str]:
        """A part of a cell as it stands, or the several numbers that it lists."""
        if _key(part) in self.by_key:
            return [part]
        listed = [one for text in _LOOSELY.split(part) if (one := text.strip())]
        if not _PAPER.search(part):
            return listed or [part]
        before = takewhile(lambda one: not _PAPER.search(one), listed)
        return [*(one for one in before if _key(one) in self.by_key), part]


def excluded_in(snapshot: Snapshot, zone: tzinfo | None = None) -> Excluded | None:
    """The list of a workbook, None where there is none that can be read."""
    found = read_list(snapshot, EXCLUDED, zone)
    return excluded(found.tab, found.table) if found and found.table else None


def excluded(tab: str, table: Table) -> Excluded:
    """The entries of a list that was read."""
    frame = table.frame
    unread = table.unread(_DATES[0]) | table.unread(_DATES[1])
    rows = zip(frame.index.tolist(), frame.to_dict("records"), unread.tolist(), strict=True)
    return Excluded(tab, tuple(_entry(row, said, dark) for row, said, dark in rows))


def _entry(row: int, said: Mapping[Any, Any], unread: bool) -> ExcludedEntry:
    keys = ("dik_no", "excluded", "excluded_ground", "consequence", "decree")
    number, what, ground, consequence, decree = (str(said[key]) for key in keys)
    first, last = (_day(said[key]) for key in _DATES)
    return ExcludedEntry(
        row, squash(number), what, ground, letters(ground), consequence, decree, first, last, unread
    )


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else value.date()


def _key(text: str) -> str:
    bare = numbers.key(_LEADING.sub("", squash(text), count=1))
    return bare.lstrip("0") or bare if bare.isdecimal() else bare
