"""A spreadsheet as Google keeps it: sheets of cells, and all that hangs on rows and columns.

Each row and column carries a key of its own that never changes, so whatever is kept by key follows
its line when lines are inserted or moved. What stands inside the containers (rows of values,
extras, rules) is replaced and never changed in place, so that a copy of a book is shallow and fast.
"""

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.fakesheets import a1, formulas
from tests.fakesheets.areas import Area, Change, Deleted, Dimension, Inserted, Moved, after, longest
from tests.fakesheets.cells import NOTHING, Extra, Scalar
from tests.fakesheets.errors import invalid, not_found

_keys = count(1)
TAG_ROOM = 30_000
"""Characters of developer metadata that a sheet may hold."""


def new_lines(number: int) -> list[int]:
    return [next(_keys) for _ in range(number)]


@dataclass(frozen=True, slots=True)
class Tag:
    """One developer metadata; `sheet_id` and `line` (a key) say what it hangs on."""

    tag_id: int
    key: str
    value: str
    visibility: str
    place: str
    sheet_id: int | None = None
    line: int | None = None


@dataclass(eq=False)
class Sheet:
    """One tab. `properties` holds what needs no modelling: hidden, tabColor, frozen counts."""

    sheet_id: int
    title: str
    rows: list[int]
    columns: list[int]
    values: list[Sequence[Scalar]]
    properties: dict[str, Any] = field(default_factory=dict)
    extras: dict[tuple[int, int], Extra] = field(default_factory=dict)
    lines: dict[int, dict[str, Any]] = field(default_factory=dict)
    rules: list[dict[str, Any]] = field(default_factory=list)
    protections: dict[int, dict[str, Any]] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    filter: dict[str, Any] | None = None

    @classmethod
    def blank(cls, sheet_id: int, title: str, rows: int = 1000, columns: int = 26) -> "Sheet":
        """An empty tab of that size."""
        return cls(sheet_id, title, new_lines(rows), new_lines(columns), [()] * rows)

    def copy(self) -> "Sheet":
        """A sheet that changes apart from this one."""
        twin = copy.copy(self)
        for name, held in vars(self).items():
            if isinstance(held, list | dict) and name != "filter":
                setattr(twin, name, held.copy())
        return twin

    def keys(self, dimension: Dimension) -> list[int]:
        """The keys of the rows or of the columns, in their order."""
        return self.rows if dimension == "ROWS" else self.columns

    @property
    def whole(self) -> Area:
        """All cells."""
        return Area(self.sheet_id, 0, len(self.rows), 0, len(self.columns))

    def closed(self, area: Area) -> Area:
        """An area inside this sheet with both ends; refuses one that begins beyond the edge."""
        inside = area.closed(len(self.rows), len(self.columns))
        if inside.top >= len(self.rows) or inside.left >= len(self.columns):
            raise invalid(
                f"Range ({self.title}) exceeds grid limits. Max rows: {len(self.rows)}, "
                f"max columns: {len(self.columns)}"
            )
        return inside

    def value(self, row: int, column: int) -> Scalar:
        cells = self.values[row]
        return cells[column] if column < len(cells) else ""

    def extra(self, row: int, column: int) -> Extra:
        return self.extras.get((self.rows[row], self.columns[column]), NOTHING)

    def set_extra(self, row: int, column: int, extra: Extra) -> None:
        key = self.rows[row], self.columns[column]
        if extra:
            self.extras[key] = extra
        else:
            self.extras.pop(key, None)

    def put(self, row: int, left: int, new: Sequence[Scalar | None]) -> None:
        """Write values into a row; None leaves a cell alone. A formula that stood there is gone."""
        cells = list(self.values[row])
        cells += [""] * (left + len(new) - len(cells))
        row_key, extras = self.rows[row], self.extras
        for column, value in enumerate(new, left):
            if value is not None:
                cells[column] = value
                key = row_key, self.columns[column]
                if key in extras and "formula" in extras[key]:
                    rest = {name: item for name, item in extras[key].items() if name != "formula"}
                    self.set_extra(row, column, rest)
        self.values[row] = cells

    def cell(self, row: int, column: int) -> tuple[Scalar, Extra]:
        return self.value(row, column), self.extra(row, column)

    def set_cell(self, row: int, column: int, value: Scalar, extra: Extra) -> None:
        self.put(row, column, [value])
        self.set_extra(row, column, extra)

    def cells_of(self, area: Area) -> Iterator[tuple[int, int]]:
        """Every position in an area."""
        area = self.closed(area)
        columns = range(area.left, area.right or 0)
        return ((r, c) for r in range(area.top, area.bottom or 0) for c in columns)

    def insert(self, dimension: Dimension, at: int, number: int) -> None:
        """Blank lines before a position, or after the last."""
        size = len(self.keys(dimension))
        self.keys(dimension)[at:at] = new_lines(number)
        if dimension == "ROWS":
            self.values[at:at] = [()] * number
        else:
            blank = [""] * number
            self.values = [
                [*row[:at], *blank, *row[at:]] if len(row) > at else row for row in self.values
            ]
        self._carry(dimension, Inserted(at, number), size)

    def delete(self, dimension: Dimension, start: int, end: int) -> set[int]:
        """Lines with all that hangs on them; returns their keys."""
        size = len(self.keys(dimension))
        gone = set(self.keys(dimension)[start:end])
        del self.keys(dimension)[start:end]
        if dimension == "ROWS":
            del self.values[start:end]
        else:
            self.values = [
                [*row[:start], *row[end:]] if len(row) > start else row for row in self.values
            ]
        which = 0 if dimension == "ROWS" else 1
        self.extras = {key: extra for key, extra in self.extras.items() if key[which] not in gone}
        self.lines = {key: line for key, line in self.lines.items() if key not in gone}
        self._carry(dimension, Deleted(start, end), size)
        return gone

    def move(self, dimension: Dimension, start: int, end: int, to: int) -> None:
        """Lines to before the one that stands at `to`."""
        keys = self.keys(dimension)
        keys[:] = _moved(keys, start, end, to)
        if dimension == "ROWS":
            self.values = _moved(self.values, start, end, to)
        else:
            width = len(keys)
            self.values = [
                _moved([*row, *[""] * (width - len(row))], start, end, to) if row else row
                for row in self.values
            ]
        self._carry(dimension, Moved(start, end, to), len(keys))

    def sort(self, area: Area, by: int, descending: bool) -> None:
        """Sort the rows of a closed area by a column: contents move, the rows stay; blanks last."""
        columns = range(area.left, area.right or 0)
        rows = [
            [self.cell(row, column) for column in columns]
            for row in range(area.top, area.bottom or 0)
        ]
        at = by - area.left
        filled = [row for row in rows if row[at][0] != ""]
        filled.sort(key=lambda row: _order(row[at][0]), reverse=descending)
        for row, contents in enumerate([*filled, *(r for r in rows if r[at][0] == "")], area.top):
            for column, (value, extra) in zip(columns, contents, strict=True):
                self.set_cell(row, column, value, extra)

    def _carry(self, dimension: Dimension, change: Change, size: int) -> None:
        """Take rules, protections, merges and the filter along."""

        def pieces(grid_range: dict[str, Any]) -> list[Area]:
            return after(Area.of(grid_range), dimension, change, size)

        rules = []
        for rule in self.rules:
            areas = [area for one in rule["ranges"] for area in pieces(one)]
            if areas:
                ranges = [area.grid_range() for area in areas]
                rules.append({**formulas.carried(rule, dimension, change), "ranges": ranges})
        self.rules = rules
        for key, protection in list(self.protections.items()):
            left = longest(pieces(protection["range"]), dimension)
            if left:
                self.protections[key] = {**protection, "range": left[0].grid_range()}
            else:
                del self.protections[key]
        self.merges = [
            area
            for merge in self.merges
            for area in longest(after(merge, dimension, change, size), dimension)
        ]
        if self.filter:
            left = longest(pieces(self.filter["range"]), dimension)
            self.filter = {**self.filter, "range": left[0].grid_range()} if left else None


def _order(value: Scalar) -> tuple[int, Any]:
    """Numbers before text before ticks, as Google sorts."""
    if isinstance(value, bool):
        return 2, value
    return (1, value.casefold()) if isinstance(value, str) else (0, value)


def _moved(items: Iterable[Any], start: int, end: int, to: int) -> list[Any]:
    items = list(items)
    taken = items[start:end]
    rest = items[:start] + items[end:]
    at = to - len(taken) if to > start else to
    return rest[:at] + taken + rest[at:]


@dataclass(eq=False)
class Book:
    """One spreadsheet; `owner` and `editors` are the people who may edit all of it."""

    book_id: str
    title: str
    sheets: list[Sheet]
    locale: str = "in_ID"
    time_zone: str = "Asia/Jakarta"
    owner: str = "kasubag@kpu.example"
    editors: tuple[str, ...] = ()
    tags: dict[int, Tag] = field(default_factory=dict)
    last_id: int = 1000

    def copy(self) -> "Book":
        """The state of this moment, to go back to."""
        twin = copy.copy(self)
        twin.sheets = [sheet.copy() for sheet in self.sheets]
        twin.tags = dict(self.tags)
        return twin

    def restore(self, saved: "Book") -> None:
        """Go back to a copy."""
        vars(self).update(vars(saved))

    def new_id(self) -> int:
        """An id nobody has yet."""
        self.last_id += 7
        return self.last_id

    def sheet(self, sheet_id: int) -> Sheet:
        """The sheet with that id."""
        found = next((sheet for sheet in self.sheets if sheet.sheet_id == sheet_id), None)
        if found is None:
            raise invalid(f"No grid with id: {sheet_id}")
        return found

    def tab(self, title: str) -> Sheet:
        """The sheet with that title; for tests, which know their tabs."""
        return next(sheet for sheet in self.sheets if sheet.title == title)

    def area(self, notation: str) -> Area:
        """The closed area of a range in A1 notation."""
        area = a1.parse(notation, list(self.sheets))
        return self.sheet(area.sheet_id).closed(area)

    def delete_lines(self, sheet: Sheet, dimension: Dimension, start: int, end: int) -> None:
        """Lines of a sheet, with their tags."""
        gone = sheet.delete(dimension, start, end)
        self.tags = {key: tag for key, tag in self.tags.items() if tag.line not in gone}

    def delete_sheet(self, sheet: Sheet) -> None:
        """A sheet, with its tags."""
        self.sheets.remove(sheet)
        self.tags = {k: tag for k, tag in self.tags.items() if tag.sheet_id != sheet.sheet_id}

    def add_tag(self, tag: Tag) -> None:
        """A tag, if there is room for it."""
        if tag.tag_id in self.tags:
            raise invalid(f"Developer metadata with id {tag.tag_id} already exists.")
        there = [t for t in self.tags.values() if t.sheet_id == tag.sheet_id]
        if sum(len(t.key) + len(t.value) for t in [*there, tag]) > TAG_ROOM:
            raise invalid("Developer metadata storage limit exceeded.")
        self.tags[tag.tag_id] = tag

    def tag(self, tag_id: int) -> Tag:
        """The tag with that id."""
        if tag_id not in self.tags:
            raise not_found(f"No developer metadata with id {tag_id}.")
        return self.tags[tag_id]

    def area_of(self, tag: Tag) -> Area | None:
        """The closed area that a tag hangs on; None for the spreadsheet as a whole."""
        if tag.sheet_id is None:
            return None
        sheet = self.sheet(tag.sheet_id)
        if tag.line is None:
            return sheet.whole
        dimension: Dimension = "ROWS" if tag.place == "ROW" else "COLUMNS"
        at = sheet.keys(dimension).index(tag.line)
        return sheet.whole.with_span(dimension, at, at + 1)
