"""One tab as Google keeps it: cells, and all that hangs on its rows and columns.

Each row and column carries a key of its own that never changes, so whatever is kept by key follows
its line when lines are inserted or moved. What stands inside the containers (rows of values,
extras, rules) is replaced and never changed in place, so that a copy is shallow and fast.
"""

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, zip_longest
from typing import Any

from tests.fakesheets import formulas
from tests.fakesheets.areas import Area, Change, Deleted, Dimension, Inserted, Moved, after, longest
from tests.fakesheets.cells import NOTHING, Extra, Scalar
from tests.fakesheets.errors import invalid

_keys = count(1)
_LOOKS = ("userEnteredFormat", "dataValidation")
_COUNTS: Mapping[Dimension, str] = {"ROWS": "frozenRowCount", "COLUMNS": "frozenColumnCount"}


def new_lines(number: int) -> list[int]:
    return [next(_keys) for _ in range(number)]


@dataclass(eq=False)
class Sheet:
    """One tab. `properties` holds what needs no modelling: hidden, tabColor, frozen counts.

    `kind` is OBJECT for a chart on a tab of its own, which has no cells; `names` are named ranges.
    """

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
    names: list[dict[str, Any]] = field(default_factory=list)
    tables: list[dict[str, Any]] = field(default_factory=list)
    filter: dict[str, Any] | None = None
    kind: str = "GRID"

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

    def frozen(self, dimension: Dimension) -> int:
        """How many rows or columns are frozen."""
        found: int = self.properties.get("gridProperties", {}).get(_COUNTS[dimension], 0)
        return found

    def freeze(self, dimension: Dimension, count: int) -> None:
        """Freeze so many rows or columns."""
        grid = {**self.properties.get("gridProperties", {}), _COUNTS[dimension]: count}
        self.properties = {**self.properties, "gridProperties": grid}

    @property
    def whole(self) -> Area:
        """All cells."""
        return Area(self.sheet_id, 0, len(self.rows), 0, len(self.columns))

    def closed(self, area: Area) -> Area:
        """An area inside this sheet with both ends; refuses one that begins beyond the edge."""
        if self.kind != "GRID":
            raise invalid(f"No grid with id: {self.sheet_id}")
        if area.top >= len(self.rows) or area.left >= len(self.columns):
            raise invalid(
                f"Range ({self.title}) exceeds grid limits. Max rows: {len(self.rows)}, "
                f"max columns: {len(self.columns)}"
            )
        return area.closed(len(self.rows), len(self.columns))

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

    def cells_in(self, row: int, area: Area) -> Iterator[tuple[Scalar, Extra]]:
        """The cells of a row that lie in a closed area."""
        values, row_key, extras = self.values[row], self.rows[row], self.extras
        columns = self.columns[area.left : area.right]
        found = zip_longest(values[area.left : area.right], columns, fillvalue="")
        return ((value, extras.get((row_key, column), NOTHING)) for value, column in found)

    def set_cells(self, row: int, left: int, new: Sequence[tuple[Scalar, Extra]]) -> None:
        """Write cells into a row, with all that they have."""
        self.put(row, left, [value for value, _ in new])
        for column, (_, extra) in enumerate(new, left):
            self.set_extra(row, column, extra)

    def cells_of(self, area: Area) -> Iterator[tuple[int, int]]:
        """Every position in an area."""
        area = self.closed(area)
        columns = range(area.left, area.right or 0)
        return ((r, c) for r in range(area.top, area.bottom or 0) for c in columns)

    def alter(self, area: Area, changed: Callable[[Scalar, Extra], Extra]) -> None:
        """Change what cells have beside their values, once for all that were alike."""
        area, extras = self.closed(area), self.extras
        columns = self.columns[area.left : area.right or 0]
        known: dict[int, tuple[Extra, Extra]] = {}
        for row in range(area.top, area.bottom or 0):
            row_key = self.rows[row]
            for column, column_key in enumerate(columns, area.left):
                key = row_key, column_key
                old = extras.get(key, NOTHING)
                found = known.get(id(old))
                if found is None:  # the old one is kept as well, so that its id stays its own
                    found = known[id(old)] = old, changed(self.value(row, column), old)
                if found[1]:
                    extras[key] = found[1]
                else:
                    extras.pop(key, None)

    def insert(self, dimension: Dimension, at: int, number: int, like: int | None = None) -> None:
        """Blank lines before a position, or after the last.

        `like` is the position of the line whose formats and dropdowns they take over.
        """
        size = len(self.keys(dimension))
        new = new_lines(number)
        if like is not None:
            self._dress(dimension, new, self.keys(dimension)[like])
        self.keys(dimension)[at:at] = new
        if dimension == "ROWS":
            self.values[at:at] = [()] * number
        else:
            blank = [""] * number
            self.values = [
                [*row[:at], *blank, *row[at:]] if len(row) > at else row for row in self.values
            ]
        self._carry(dimension, Inserted(at, number), size)

    def _dress(self, dimension: Dimension, new: Sequence[int], model: int) -> None:
        which = 0 if dimension == "ROWS" else 1
        for place, extra in list(self.extras.items()):
            looks = {name: extra[name] for name in _LOOKS if name in extra}
            if place[which] == model and looks:
                for key in new:
                    self.extras[(key, place[1]) if which == 0 else (place[0], key)] = looks

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

    def sort(self, area: Area, by: int, descending: bool) -> dict[int, int]:
        """Sort the rows of a closed area by a column: contents move, the rows stay; blanks last.

        Returns which row's contents went where, by their keys.
        """
        columns = range(area.left, area.right or 0)
        places = range(area.top, area.bottom or 0)
        held = {row: [self.cell(row, column) for column in columns] for row in places}
        filled = [row for row in places if self.value(row, by) != ""]
        filled.sort(key=lambda row: _order(self.value(row, by)), reverse=descending)
        order = [*filled, *(row for row in places if self.value(row, by) == "")]
        for row, old in zip(places, order, strict=True):
            self.set_cells(row, area.left, held[old])
        return {self.rows[old]: self.rows[new] for old, new in zip(order, places, strict=True)}

    def _carry(self, dimension: Dimension, change: Change, size: int) -> None:
        """Take rules, protections, merges, names, tables, the filter and what is frozen along."""
        if self.frozen(dimension) and not isinstance(change, Moved):
            runs = change.runs(0, self.frozen(dimension))
            self.freeze(dimension, runs[0][1] if runs and runs[0][0] == 0 else 0)

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
                free = [a for one in protection.get("unprotectedRanges", ()) for a in pieces(one)]
                opened = {"unprotectedRanges": [area.grid_range() for area in free]} if free else {}
                rest = {k: v for k, v in protection.items() if k != "unprotectedRanges"}
                self.protections[key] = {**rest, "range": left[0].grid_range(), **opened}
            else:
                del self.protections[key]
        self.merges = [
            area
            for merge in self.merges
            for area in longest(after(merge, dimension, change, size), dimension)
        ]
        self.names = _carried(self.names, pieces)
        self.tables = _carried(self.tables, pieces)
        if self.filter:
            self.filter = next(iter(_carried([self.filter], pieces)), None)


def _carried(
    things: list[dict[str, Any]], pieces: Callable[[dict[str, Any]], list[Area]]
) -> list[dict[str, Any]]:
    """Things with one range each, where it is now; those whose range is gone are gone."""
    left = [(thing, pieces(thing["range"])) for thing in things]
    return [{**thing, "range": areas[0].grid_range()} for thing, areas in left if areas]


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
