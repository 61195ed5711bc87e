"""The lives of findings over some days, as reports show them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ppid_sheets.checks.rulings import severity
from ppid_sheets.config import Ruling

UNREMEMBERED = (
    "Tidak ada arsip pemeriksaan tentang bulan ini, jadi temuan yang baru dan yang dibetulkan "
    "tidak diketahui."
)
"""What a month says whether there is no memory or a younger one: a check does not change it."""


@dataclass(frozen=True, slots=True)
class Life:
    """One finding: whose it is, what it is, and its days.

    `row` is its present sheet row, 0 for the register as a
    whole, None where the row is unknown or of no matter; `number` and `officer` are those that its
    request had ("" for the register). `place` is the key of its column, "" for the register.
    `since` is the day of the first run that found it, `ended` that of the first which found it no
    more. `new` ones came in these days: one that memory began with did not.
    """

    row: int | None
    number: str
    officer: str
    code: str
    severity: str
    place: str
    since: date
    ended: date | None
    new: bool


@dataclass(frozen=True)
class Lives:
    """All findings that were open at some time from `first` to `last`, the oldest first.

    `since` is the day on which memory began, where that lies in these days. `past` is True where
    the days were over at the time of the question. `unknown` is a sentence with the reason where
    memory has nothing.
    """

    first: date
    last: date
    found: tuple[Life, ...] = ()
    since: date | None = None
    past: bool = True
    unknown: str = ""

    def ruled(self, rulings: Mapping[str, Ruling]) -> "Lives":
        """As the office sees them: what it does not want to see lives on in the archive alone."""
        if not rulings:
            return self
        found = (
            replace(life, severity=severity(life.code, life.severity, rulings))
            for life in self.found
            if rulings.get(life.code) is not False
        )
        return replace(self, found=tuple(found))

    @cached_property
    def new(self) -> tuple[Life, ...]:
        """The findings that came in these days."""
        return tuple(life for life in self.found if life.new)

    @cached_property
    def mended(self) -> tuple[Life, ...]:
        """The findings that ended in these days."""
        return tuple(life for life in self.found if life.ended)

    @cached_property
    def open(self) -> tuple[Life, ...]:
        """The findings that were open at the end of these days."""
        return tuple(life for life in self.found if not life.ended)
