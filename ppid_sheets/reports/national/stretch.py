"""The days of receipt that a printed register covers."""

from dataclasses import dataclass
from datetime import date

from ppid_sheets.common.indonesian import long_date
from ppid_sheets.common.month import month_of


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the first day to the last, both included."""

    first: date
    last: date

    @property
    def name(self) -> str:
        """`Bulan Oktober 2026`, `Tahun 2026`, `1 Januari 2026 s.d. 30 Juni 2026`."""
        month = month_of(self.first)
        if (self.first, self.last) == (month.first, month.last):
            return f"Bulan {month.name}"
        if self._whole_year:
            return f"Tahun {self.first.year}"
        if self.first == self.last:
            return long_date(self.first)
        return f"{long_date(self.first)} s.d. {long_date(self.last)}"

    @property
    def label(self) -> str:
        """`2026-10`, `2026`, `2026-01-01-sd-2026-06-30`, as files are called."""
        month = month_of(self.first)
        if (self.first, self.last) == (month.first, month.last):
            return month.label
        if self._whole_year:
            return f"{self.first.year:04}"
        return f"{self.first}-sd-{self.last}"

    @property
    def _whole_year(self) -> bool:
        year = self.first.year
        return (self.first, self.last) == (date(year, 1, 1), date(year, 12, 31))
