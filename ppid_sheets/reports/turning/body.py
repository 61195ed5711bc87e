"""What a PivotTable shows: its lines, its columns, and how many rows each pair of them counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ppid_sheets.register.a1 import letters
from ppid_sheets.reports.turning.cache import CacheField, axis_field, likeness, plain_field
from ppid_sheets.reports.workbook.book import Cell, DataTable, Grid, Style, Value

ALL = "(Semua)"


@dataclass(frozen=True)
class PivotTable:
    """A PivotTable as it is declared: which columns of `source` stand on which axis.

    `pages` are the filters above it, each with the label that is chosen, None for all. `counted`
    is a column that is nowhere empty, on no axis. `orders` are the labels of a column in the order
    to be shown; others follow. It begins in the first column of `row`.
    """

    name: str
    sheet: str
    row: int
    source: DataTable
    rows: str
    columns: str
    pages: tuple[tuple[str, str | None], ...]
    counted: str
    caption: str
    total: str
    orders: Mapping[str, Sequence[Value]]

    @cached_property
    def fields(self) -> tuple[CacheField, ...]:
        """The columns of the source."""
        axes = {self.rows, self.columns, *(key for key, _ in self.pages)}
        return tuple(
            (axis_field if column.key in axes else plain_field)(column)
            for column in self.source.columns
        )

    @cached_property
    def size(self) -> int:
        """Rows of the source."""
        return len(self.source.columns[0].values)

    def at(self, key: str) -> int:
        """The place of a column in the source."""
        return [field.key for field in self.fields].index(key)

    def field(self, key: str) -> CacheField:
        """A column of the source."""
        return self.fields[self.at(key)]

    def shown(self, key: str) -> tuple[int, ...]:
        """All items of an axis in the order to be shown, by their places in the cache."""
        return self._shown[key]

    @cached_property
    def _shown(self) -> Mapping[str, tuple[int, ...]]:
        return {field.key: self._sorted(field) for field in self.fields if field.items}

    def _sorted(self, field: CacheField) -> tuple[int, ...]:
        labels = map(str, self.orders.get(field.key, ()))
        order = {likeness(label): at for at, label in reversed(list(enumerate(labels)))}

        def rank(place: int) -> tuple[bool, int, str]:
            name = likeness(str(field.items[place]))
            return field.items[place] is None, order.get(name, len(order)), name

        return tuple(sorted(range(len(field.items)), key=rank))

    def chosen(self, key: str, label: str | None) -> int | None:
        """The place of a chosen label among the items shown, None for all; raises ValueError."""
        if label is None:
            return None
        items = self.field(key).items
        names = [likeness(str(items[place])) for place in self.shown(key)]
        return names.index(likeness(label))

    @cached_property
    def counts(self) -> Counter[tuple[int, int]]:
        """Rows that pass the filters, by the items of line and column (places in the cache)."""
        kept = [True] * self.size
        for key, label in self.pages:
            at = self.chosen(key, label)
            if at is not None:
                wanted = self.shown(key)[at]
                places = self.field(key).places
                kept = [keep and place == wanted for keep, place in zip(kept, places, strict=True)]
        pairs = zip(self.field(self.rows).places, self.field(self.columns).places, strict=True)
        return Counter(pair for pair, keep in zip(pairs, kept, strict=True) if keep)

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """Places among the items shown of the lines that count anything."""
        used = {line for line, _ in self.counts}
        return tuple(at for at, item in enumerate(self.shown(self.rows)) if item in used)

    @cached_property
    def heads(self) -> tuple[int, ...]:
        """Places among the items shown of the columns that count anything."""
        used = {head for _, head in self.counts}
        return tuple(at for at, item in enumerate(self.shown(self.columns)) if item in used)

    @property
    def body_row(self) -> int:
        """The first row of the table itself, below the filters and an empty row."""
        return self.row + len(self.pages) + 1

    @property
    def location(self) -> str:
        """The cells of the table itself."""
        last = self.body_row + 2 + len(self.lines)
        return f"A{self.body_row + 1}:{letters(len(self.heads) + 1)}{last + 1}"

    @property
    def buttons(self) -> tuple[str, ...]:
        """The cells that show a button of a field."""
        first = self.body_row + 1
        pages = (f"A{self.row + 1 + at}" for at in range(len(self.pages)))
        return (*pages, f"A{first}", f"B{first}", f"A{first + 1}")


def drawn(pivot: PivotTable) -> tuple[Grid, ...]:
    """The cells as Excel draws them: they are there before anything is refreshed."""
    pages = tuple(
        (_label(pivot.field(key).header), _label(label or ALL)) for key, label in pivot.pages
    )
    return Grid(pivot.row, 0, pages), Grid(pivot.body_row, 0, tuple(_body(pivot)))


def _body(pivot: PivotTable) -> Sequence[tuple[Cell, ...]]:
    lines = [pivot.shown(pivot.rows)[at] for at in pivot.lines]
    heads = [pivot.shown(pivot.columns)[at] for at in pivot.heads]
    across, down = pivot.field(pivot.columns), pivot.field(pivot.rows)
    counts = pivot.counts
    return [
        (_label(pivot.caption), _label(across.header)),
        (_label(down.header), *(_item(across.items[head]) for head in heads), _label(pivot.total)),
        *(
            (
                _item(down.items[line]),
                *(_count(counts[line, head]) for head in heads),
                _count(sum(counts[line, head] for head in heads)),
            )
            for line in lines
        ),
        (
            _label(pivot.total),
            *(_count(sum(counts[line, head] for line in lines)) for head in heads),
            _count(counts.total()),
        ),
    ]


_PLAIN: Style = "turned"


def _label(text: str) -> Cell:
    return Cell(text, _PLAIN)


def _item(item: Value) -> Cell:
    return Cell("(blank)" if item is None else item, _PLAIN)


def _count(count: int) -> Cell:
    return Cell(count or None, _PLAIN)
