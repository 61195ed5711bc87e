"""A table of the monthly workbook in its place: its numbers, cells, sums and identities."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from ppid_sheets.register.a1 import letters
from ppid_sheets.reports.month.figure import Figure, Rows
from ppid_sheets.reports.month.recount import RECOUNTED, recount
from ppid_sheets.reports.month.report import Report, cell_of
from ppid_sheets.reports.month.table import Column, Line, Table
from ppid_sheets.reports.workbook.book import Area, Cell, Style, Value, absolute, relative
from ppid_sheets.reports.workbook.identities import Check, Side, side
from ppid_sheets.reports.workbook.tally import Number, share, total


@dataclass(frozen=True, eq=False)
class Placed:
    """A table in its place: `row` is that of its first line, `col` that of its first column.

    `sizes` are the lines of each block that it is cut into; a row of heads stands above each. None
    of them leaves it whole.
    """

    report: Report
    table: Table
    row: int
    col: int = 0
    sizes: tuple[int, ...] = ()

    @property
    def end(self) -> int:
        """The row below the last line: that of the sums."""
        return self.row + len(self.table.lines) + len(self.sizes[1:])

    @cached_property
    def blocks(self) -> tuple[range, ...]:
        """The rows of the lines, block by block."""
        sizes = self.sizes or (len(self.table.lines),)
        starts = (self.row + sum(sizes[:at]) + at for at in range(len(sizes)))
        return tuple(range(row, row + size) for row, size in zip(starts, sizes, strict=True))

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The row of each line."""
        return tuple(row for block in self.blocks for row in block)

    @property
    def later_heads(self) -> tuple[int, ...]:
        """The rows of the heads above each block but the first."""
        return tuple(block.start - 1 for block in self.blocks[1:])

    @cached_property
    def cols(self) -> tuple[int, ...]:
        """Where the columns stand on the sheet."""
        spans = [column.span for column in self.table.columns]
        return tuple(self.col + sum(spans[:i]) for i in range(len(spans)))

    @cached_property
    def numbers(self) -> tuple[tuple[Number | None, ...], ...]:
        """The numbers, line by line; None where a column has none."""
        lines = [self._line(i) for i in range(len(self.table.lines))]
        for at, column in enumerate(self.table.columns):
            if column.share_of is not None:
                self._shares(lines, at, column.share_of)
        return tuple(map(tuple, lines))

    def _line(self, index: int) -> list[Number | None]:
        """The numbers of a line: those counted in Data first, then those made of them."""
        here = Here(self, index, [None] * len(self.table.columns))
        for at, column in enumerate(self.table.columns):
            if not column.made:
                here.numbers[at] = here.counted(at, column)
        for at, column in enumerate(self.table.columns):
            if column.made:
                here.numbers[at] = column.made(here)
        return here.numbers

    def _shares(self, lines: Sequence[list[Number | None]], at: int, of: int) -> None:
        col = self.cols[of]
        whole = _sum([line[of] for line in lines], absolute(self.end, col))
        for row, line in zip(self.rows, lines, strict=True):
            part = line[of]
            line[at] = share(part.at(relative(row, col)), whole) if part else None

    def number(self, line: int, column: int) -> Number:
        """A number, read from its cell by formulas of other sheets."""
        found = self.numbers[line][column]
        if found is None:
            raise TypeError(f"column {column} of {self.table.name} has no numbers")
        return found.at(cell_of(self.table.sheet, self.rows[line], self.cols[column]))

    def column(self, column: int) -> Sequence[Number | None]:
        """The numbers of a column."""
        return [line[column] for line in self.numbers]

    def areas(self, first: int, last: int | None = None) -> str:
        """The lines of some columns as SUM takes them, an area for each block."""
        last = first if last is None else last
        end = self.cols[last] + self.table.columns[last].span - 1
        return ",".join(
            str(Area(self.table.sheet, block.start, self.cols[first], block.stop - 1, end))
            for block in self.blocks
        )

    def column_areas(self, column: int) -> tuple[str, ...]:
        """The cells of a column in each block, as formulas of the same sheet name them."""
        col = self.cols[column]
        return tuple(
            f"{relative(block.start, col)}:{relative(block.stop - 1, col)}" for block in self.blocks
        )

    def drawn(self, column: int) -> Area:
        """The cells that a chart reads, without those that a wide column covers."""
        col = self.cols[column]
        return Area(self.table.sheet, self.row, col, self.end - 1, col)

    def foot(self, column: int) -> Number:
        """The sum of a column, read from its cell by formulas of other sheets."""
        return _sum(self.column(column), cell_of(self.table.sheet, self.end, self.cols[column]))

    @property
    def heads(self) -> tuple[Cell, ...]:
        """The headings of the columns as cells."""
        return tuple(
            Cell(column.head, column.above or _head(column), span=column.span)
            for column in self.table.columns
        )  # fmt: skip

    @property
    def cells(self) -> tuple[tuple[Cell, ...], ...]:
        """The lines as cells."""
        return tuple(
            tuple(_cell(line, column, number) for column, number in zip(self.table.columns, numbers,
                                                                       strict=True))
            for line, numbers in zip(self.table.lines, self.numbers, strict=True)
        )  # fmt: skip

    @property
    def body(self) -> tuple[tuple[Cell, ...], ...]:
        """Heads and lines, block by block."""
        cells = iter(self.cells)
        return tuple(
            line for block in self.blocks for line in (self.heads, *islice(cells, len(block)))
        )

    def heights(self, head: float, line: float) -> tuple[float, ...]:
        """The heights of the rows of its body."""
        return tuple(points for block in self.blocks for points in (head, *[line] * len(block)))

    @property
    def feet(self) -> tuple[Cell, ...]:
        """The sums below the columns, a cell each."""
        return tuple(self._foot(at, column) for at, column in enumerate(self.table.columns))

    def _foot(self, at: int, column: Column) -> Cell:
        if at == self.table.label:
            return Cell("Jumlah", self.table.foot, span=column.span)
        if column.text or column.foot is None:
            return Cell(None, self.table.foot, span=column.span)
        if column.share_of is not None:
            pinned = self.table.pinned or self.table.pinned_feet
            place = absolute if pinned else relative
            whole = _sum(self.column(column.share_of), place(self.end, self.cols[column.share_of]))
            return share(whole, whole).cell(column.foot, column.span)
        return self.total(at).cell(column.foot, column.span)

    def total(self, at: int) -> Number:
        """The sum of a column with the formula that adds it."""
        return _sum(self.column(at), f"SUM({','.join(self.column_areas(at))})")

    def checks(self) -> Iterable[Check]:
        """The identities of the table."""
        if self.table.proofs:
            return self.table.proofs(self.report, self)
        return (self.recounted(),)

    def recounted(self) -> Check:
        """All its counts against the same rows counted in the frame behind Data."""
        counted = [
            at for at, column in enumerate(self.table.columns)
            if column.name is not None and column.statistic is None
        ]  # fmt: skip
        value = sum(_sum(self.column(at), "").value for at in counted)  # type: ignore[misc]
        areas = ",".join(self.areas(first, last) for first, last in _runs(counted))
        name = f"Semua angka {self.table.called or self.table.name} ({self.table.sheet})"
        figures = [f for f in self.table.figures() if f.statistic is None]
        again = sum(recount(self.report, figure) for figure in figures)
        return Check(side(name, Number(value, f"SUM({areas})")), Side(RECOUNTED, again))


def _runs(columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of those that stand beside each other: SUM takes 255 areas at most."""
    first = columns[0] if columns else 0
    for at, after in zip(columns, (*columns[1:], None), strict=True):
        if after != at + 1:
            yield first, at
            first = after or 0


def _head(column: Column) -> Style:
    narrow = column.style.startswith("grid_")
    if column.text:
        return "grid_head" if narrow else "head_left"
    return "grid_head_right" if narrow else "head_right"


def _sum(numbers: Sequence[Number | None], formula: str) -> Number:
    summed = total([number for number in numbers if number is not None], "")
    return summed.at(formula)


def _cell(line: Line, column: Column, number: Number | None) -> Cell:
    style = line.looks.get(column.style, column.style)
    if column.text:
        return Cell(column.text(line), style, span=column.span)
    if number is None:
        return Cell(None, style, span=column.span)
    return number.cell(style, column.span)


@dataclass(frozen=True, slots=True)
class Here:
    """A line that is being worked out, for numbers that are made of others beside them."""

    placed: Placed
    index: int
    numbers: list[Number | None]

    @property
    def row(self) -> int:
        """The line's row on the sheet."""
        return self.placed.rows[self.index]

    @property
    def line(self) -> Line:
        """What it is about."""
        return self.placed.table.lines[self.index]

    @property
    def label(self) -> str:
        """The cell of the label."""
        col = self.placed.cols[self.placed.table.label]
        return (
            absolute(self.row, col)
            if self.placed.table.pinned
            else f"${letters(col)}{self.row + 1}"
        )

    def ref(self, column: int) -> str:
        """The cell in a column."""
        return relative(self.row, self.placed.cols[column])

    def get(self, column: int) -> Number:
        """The number in a column, read from its cell."""
        number = self.numbers[column]
        if number is None:
            raise TypeError(f"column {column} has no numbers")
        return number.at(self.ref(column))

    def sum(self, first: int, last: int) -> Number:
        """The sum of neighbouring columns."""
        return _sum(self.numbers[first : last + 1], f"SUM({self.ref(first)}:{self.ref(last)})")

    def count(self, rows: Rows) -> Number:
        """Rows of Data, where the formula stands in this line."""
        table = self.placed.table
        figure = Figure(table.sheet, "", (), rows.read_from(self._at()), source=table.source)
        return self._number(figure)

    def counted(self, at: int, column: Column) -> Number | None:
        """The figure of a column in this line, None where there is none."""
        head = f"{letters(self.placed.cols[at])}${self.placed.row}"
        heads = column.at(head) if column.at else {}
        figure = self.placed.table.figure(self.line, column, self._at(), heads)
        return self._number(figure) if figure else None

    def _at(self) -> Mapping[Value, str]:
        return self.line.at(self) if self.line.at else {self.line.label: self.label}

    def _number(self, figure: Figure) -> Number:
        report, table = self.placed.report, self.placed.table
        tally = table.tally or report.tallies[table.source]
        return figure.number(tally, report.times, table.exact)
