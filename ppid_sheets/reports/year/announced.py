"""What may be announced of objections: counts of the whole report, nothing by month.

A report of less than half a year shows them only where none is so small that it could point to a
person: they add up, so that one alone cannot be hidden. Plain values alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ppid_sheets.reports.workbook.tally import NONE, Number
from ppid_sheets.reports.year.objected import counts
from ppid_sheets.reports.year.year import Year

MARK: Literal["*"] = "*"
"""Stands for a number that is not shown."""
HEADING = "Keberatan dan sengketa informasi"
NIHIL = "Nihil"


@dataclass(frozen=True, slots=True)
class AnnouncedCount:
    """A count now and a year before, None where nothing is compared; `whole` is its full name.

    A `part` is one of the number above it.
    """

    name: str
    whole: str
    value: int | str
    past: int | str | None
    part: bool


def has_objections(year: Year) -> bool:
    """True where the office has a register of objections that could be read."""
    return bool(year.objections and not year.objections.trouble)


def announced(year: Year, *, small: bool) -> Sequence[AnnouncedCount]:
    """The counts, with `small` ones too; nothing without objections."""
    found, above = counts(year), ""
    least = 0 if small else year.settings.small_cell
    now = _shown([one.now for one in found], least)
    past = _shown([one.past for one in found], least)
    lines = []
    for one, value, before in zip(found, now, past, strict=True):
        above = above if one.part else one.name
        whole = f"{above}: {one.name}" if one.part else one.name
        lines.append(
            AnnouncedCount(one.name, whole, value, before if year.compared else None, one.part)
        )
    return lines


def _shown(numbers: Sequence[Number | None], least: int) -> Sequence[int | str]:
    """The counts; all but zeros are hidden where one of them is small."""
    values = [one.value if one and isinstance(one.value, int) else None for one in numbers]
    hides = any(value is not None and 0 < value < least for value in values)
    return [NONE if value is None else MARK if hides and value else value for value in values]
