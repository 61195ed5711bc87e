"""Places the tables of a sheet below each other; one that no page holds is cut into blocks.

Each block has the heads of the columns above it, so that no page shows figures without them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ppid_sheets.common.indonesian import NOT_FILLED, NOT_READ
from ppid_sheets.reports.month import drawn
from ppid_sheets.reports.month.report import Report
from ppid_sheets.reports.month.table import Column, Placed, Table
from ppid_sheets.reports.workbook.book import Cell, Sheet, Value
from ppid_sheets.reports.workbook.paging import line_heights, page_height, room
from ppid_sheets.reports.workbook.tally import NONE

GAP = 15.0
"""Points of a row in which nothing stands."""
_FULL = 2 / 3
"""How full a page is at least that a table leaves in order to stay whole on the next one."""
_TOGETHER = 3
"""Lines that the first and the last block of a table have at least."""


def without_dashes(report: Report, table: Table) -> Table:
    """A table without its lines for what is not filled in or not read, where they count nothing."""
    lines = tuple(
        line
        for line in table.lines
        if line.label not in (NOT_FILLED, NOT_READ)
        or _counts(Placed(report, replace(table, lines=(line,)), 1))
    )
    return replace(table, lines=lines or table.lines)


def _counts(line: Placed) -> bool:
    return any(number and number.value not in (0, NONE) for number in line.numbers[0])


@dataclass(frozen=True, slots=True)
class Points:
    """Heights in a table: its heading, the heads of its columns, a line, and what stands below
    the last one with the gap to the next table."""

    heading: float
    head: float
    line: float
    below: float


@dataclass(slots=True)
class Pages:
    """The pages of a sheet while its tables are placed, from the top to the bottom.

    `sheet` says how wide and which way round it is, `repeated` are the points of what each page
    after the first repeats, `used` those that the page at hand has spent.
    """

    report: Report
    sheet: Sheet
    used: float
    repeated: float

    @property
    def _tall(self) -> float:
        return page_height(self.sheet, self.report.settings.paper)

    def spend(self, points: float) -> None:
        """Leave room for what is no table and stays whole."""
        if self.used + points > self._tall:
            self.used = self.repeated
        self.used += points

    def place(self, table: Table, row: int, points: Points, whole: bool = False) -> Placed:
        """A table whose first line stands in a row, and which begins in the first column.

        With `whole` it is not cut, since a chart reads it.
        """
        table = without_dashes(self.report, table)
        labels = [line.label for line in table.lines]
        heads = drawn.heads(Placed(self.report, table, row))
        (high,) = line_heights([heads], self.sheet.widths, points.head)
        sizes = self.sizes(labels, table.columns[0], replace(points, head=high), whole)
        return Placed(self.report, table, row, 0, sizes)

    def sizes(
        self, labels: Sequence[Value], column: Column, points: Points, whole: bool = False
    ) -> tuple[int, ...]:
        """How many lines each block of a table has, whose labels stand in a column."""
        cells = [(Cell(label, column.style, span=column.span),) for label in labels]
        lines = line_heights(cells, self.sheet.widths, points.line)
        needed = points.heading + points.head + sum(lines) + points.below
        if whole or self._stays(needed):
            self.spend(needed)
            return (len(lines),)
        if self.used + points.heading + points.head + sum(lines[:_TOGETHER]) > self._tall:
            self.used = self.repeated
        self.used += points.heading
        return self._cut(lines, points)

    def _stays(self, needed: float) -> bool:
        """Whether a table of so many points is whole on this page or on the next one."""
        full = self.used >= _FULL * self._tall
        return needed <= self._tall - (self.repeated if full else self.used)

    def _cut(self, lines: Sequence[float], points: Points) -> tuple[int, ...]:
        sizes, surely = [0], room(self.sheet, self.report.settings.paper)
        self.used += points.head
        for at, line in enumerate(lines, 1):
            needed = line + points.below * (at == len(lines))
            if sizes[-1] and self.used + needed > surely:
                sizes.append(0)
                self.used = self.repeated + points.head
            sizes[-1] += 1
            self.used += needed
        if len(sizes) > 1 and (few := _TOGETHER - sizes[-1]) > 0 and sizes[-2] > 2 * _TOGETHER:
            sizes[-2:] = sizes[-2] - few, _TOGETHER
            self.used += few * points.line
        return tuple(sizes)
