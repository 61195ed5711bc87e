"""The months that a report of a year, or of a part of one, is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ppid_sheets.common.indonesian import MONTHS
from ppid_sheets.common.month import Month, month_of

_PARTS: Mapping[tuple[int, int], str] = {
    (1, 12): "Tahun {}",
    (1, 6): "Semester I Tahun {}",
    (7, 12): "Semester II Tahun {}",
    (1, 3): "Triwulan I Tahun {}",
    (4, 6): "Triwulan II Tahun {}",
    (7, 9): "Triwulan III Tahun {}",
    (10, 12): "Triwulan IV Tahun {}",
}
"""First and last month of the parts of a year that have a name."""


@dataclass(frozen=True, slots=True)
class MonthSpan:
    """The months from `first` to `last`, both within it."""

    first: Month
    last: Month

    @property
    def is_year(self) -> bool:
        """True for the twelve months of one year."""
        return self == year(self.first.year)

    @property
    def months(self) -> tuple[Month, ...]:
        """All its months."""
        count = (self.last.year - self.first.year) * 12 + self.last.number - self.first.number + 1
        return tuple(self.first.before(-at) for at in range(count))

    @property
    def name(self) -> str:
        """`Tahun 2026`, `Semester I Tahun 2026`, `Maret–Agustus 2026`."""
        if self.first.year == self.last.year:
            part = _PARTS.get((self.first.number, self.last.number))
            if part:
                return part.format(self.first.year)
        return self.covered

    @property
    def short(self) -> str:
        """`2026`, `Semester I 2026`: its name as the head of a column."""
        return self.name.removeprefix("Tahun ").replace(" Tahun", "")

    @property
    def covered(self) -> str:
        """`Januari–Desember 2026`, `November 2025–Februari 2026`."""
        if self.first == self.last:
            return self.first.name
        if self.first.year == self.last.year:
            return f"{MONTHS[self.first.number - 1]}–{self.last.name}"
        return f"{self.first.name}–{self.last.name}"

    @property
    def label(self) -> str:
        """`2026`, `2026-01-sampai-2026-06`, as files are named."""
        if self.is_year:
            return str(self.first.year)
        return f"{self.first.label}-sampai-{self.last.label}"

    @property
    def back(self) -> int:
        """Months back to the span that it is compared with: whole years, no month in both."""
        return 12 * -(-len(self.months) // 12)

    @property
    def before(self) -> "MonthSpan":
        """The same months of the year before."""
        return MonthSpan(self.first.before(self.back), self.last.before(self.back))

    def until(self, day: date) -> "MonthSpan":
        """The part of it that has begun on a day."""
        return MonthSpan(self.first, min(self.last, month_of(day)))


def year(number: int) -> MonthSpan:
    """The months of a year."""
    return MonthSpan(Month(number, 1), Month(number, 12))
