"""Tables of the monthly workbook, as declared and in their places: lines by columns of figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from ppid_sheets.register.a1 import letters
from ppid_sheets.reports.month.figure import EVERY, Figure, Rows, Term
from ppid_sheets.reports.month.report import Report, cell_of
from ppid_sheets.reports.month.sheet_names import DATA
from ppid_sheets.reports.workbook.book import Style, Value, absolute, relative
from ppid_sheets.reports.workbook.identities import Check
from ppid_sheets.reports.workbook.tally import Number, Statistic, Tally, share, summed

Labels = Callable[[str], Sequence[str]]
"""The labels of a column of Data: a report's own, or also those of an earlier issue."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: the label before it, the rows it is about, what Perubahan calls it.

    `at` says which values its formulas read from which cells, by default the label from its own;
    `looks` are the styles that it wears instead of those of the columns.
    """

    label: Value
    rows: Rows = EVERY
    name: str | None = None
    at: Callable[[Here], Mapping[Value, str]] | None = None
    looks: Mapping[Style, Style] = field(default_factory=dict)
    beside: Mapping[str, Value] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """The line's name, by default its label."""
        return str(self.label) if self.name is None else self.name


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the rows it is about, and how it looks.

    Its rows and the line's together are a figure's, unless its `name` is None; in the formula
    `among` stands before the line's, `rows` after them. `made` reads the number from other cells
    instead of Data, `share_of` makes it the part of another column's sum, `text` no number at all.
    `at` are the values that its formulas read from the cell of its heading.
    """

    head: Value
    style: Style = "pivot_count"
    name: str | None = ""
    rows: Rows | Callable[[Line], Rows] = EVERY
    among: Rows = EVERY
    statistic: Statistic | None = None
    over: str = "service_days"
    made: Callable[[Here], Number] | None = None
    share_of: int | None = None
    text: Callable[[Line], Value] | None = None
    at: Callable[[str], Mapping[Value, str]] | None = None
    span: int = 1
    above: Style | None = None
    foot: Style | None = "total_count"


def label_column(head: str, span: int = 1, style: Style = "text") -> Column:
    """The column of the lines' labels."""
    return Column(head, style, None, text=lambda line: line.label, span=span)


def share_column(of: int) -> Column:
    """The share of each line in the sum of a column."""
    return Column(
        "%", "grid_share", None, share_of=of, above="grid_head_gap", foot="grid_total_share"
    )


@dataclass(frozen=True, slots=True)
class Table:
    """A table, not yet placed; its `name` stands before those of its lines in Perubahan.

    `proofs` are the identities it must meet; without them its cells are counted again. `exact`
    compares labels as they are, `pinned` writes places with both dollar signs; `called` is its name
    in Pemeriksaan, `foot` the style before its sums. `source` is the sheet of the list that it
    counts; a `tally` counts one that no earlier issue is compared by.
    """

    sheet: str
    name: str
    terms: tuple[Term, ...]
    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    exact: bool = False
    pinned: bool = False
    pinned_feet: bool = False
    label: int = 0
    called: str = ""
    tally: Tally | None = None
    proofs: Callable[[Report, Placed], Iterable[Check]] | None = None
    foot: Style = "total"
    source: str = DATA

    def figure(
        self,
        line: Line,
        column: Column,
        label: Mapping[Value, str] = MappingProxyType({}),
        head: Mapping[Value, str] = MappingProxyType({}),
    ) -> Figure | None:
        """The number where a line and a column cross, None where that is no figure of its own.

        Its formulas read the line's values from the cells of `label`, the column's from both.
        """
        if column.name is None:
            return None
        rows = column.rows if isinstance(column.rows, Rows) else column.rows(line)
        both = {**label, **head}
        called = ", ".join(filter(None, (line.called, column.name)))
        return Figure(
            self.sheet,
            ": ".join(filter(None, (self.name, called))),
            self.terms,
            column.among.read_from(both) & line.rows.read_from(label) & rows.read_from(both),
            column.statistic,
            column.over,
            source=self.source,
        )

    def figures(self) -> Iterator[Figure]:
        """All its figures, line by line."""
        for line in self.lines:
            yield from filter(None, (self.figure(line, column) for column in self.columns))


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
        whole = summed([line[of] for line in lines], absolute(self.end, col))
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

    def foot(self, column: int) -> Number:
        """The sum of a column, read from its cell by formulas of other sheets."""
        return summed(self.column(column), cell_of(self.table.sheet, self.end, self.cols[column]))


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
        return summed(self.numbers[first : last + 1], f"SUM({self.ref(first)}:{self.ref(last)})")

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
