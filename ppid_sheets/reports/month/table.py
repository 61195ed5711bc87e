"""Tables of the monthly workbook as they are declared: lines by columns, each crossing a figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from ppid_sheets.reports.month.figure import EVERY, Figure, Rows, Term
from ppid_sheets.reports.month.report import DATA
from ppid_sheets.reports.workbook.book import Style, Value
from ppid_sheets.reports.workbook.identities import Check
from ppid_sheets.reports.workbook.tally import Number, Statistic, Tally

if TYPE_CHECKING:
    from ppid_sheets.reports.month.placed import Here, Placed
    from ppid_sheets.reports.month.report import Report

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
        """Its name, by default its label."""
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
            self.sheet, ": ".join(filter(None, (self.name, called))), self.terms,
            column.among.read_from(both) & line.rows.read_from(label) & rows.read_from(both),
            column.statistic, column.over, source=self.source,
        )  # fmt: skip

    def figures(self) -> Iterator[Figure]:
        """All its figures, line by line."""
        for line in self.lines:
            yield from filter(None, (self.figure(line, column) for column in self.columns))
