"""Rectangles of cells, and what becomes of them when rows and columns move."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal

Dimension = Literal["ROWS", "COLUMNS"]


@dataclass(frozen=True, slots=True)
class Area:
    """A half-open rectangle of 0-based positions; a missing end reaches to the edge."""

    sheet_id: int
    top: int = 0
    bottom: int | None = None
    left: int = 0
    right: int | None = None

    @classmethod
    def of(cls, grid_range: dict[str, Any]) -> "Area":
        """The area of a GridRange."""
        get = grid_range.get
        return cls(
            get("sheetId", 0),
            get("startRowIndex", 0),
            get("endRowIndex"),
            get("startColumnIndex", 0),
            get("endColumnIndex"),
        )

    def grid_range(self) -> dict[str, Any]:
        """The GridRange of the area."""
        ends = {"endRowIndex": self.bottom, "endColumnIndex": self.right}
        return {
            "sheetId": self.sheet_id,
            "startRowIndex": self.top,
            "startColumnIndex": self.left,
            **{name: end for name, end in ends.items() if end is not None},
        }

    def closed(self, rows: int, columns: int) -> "Area":
        """The area with both ends, inside a grid of that size."""
        top, left = min(self.top, rows), min(self.left, columns)
        bottom = rows if self.bottom is None else min(self.bottom, rows)
        right = columns if self.right is None else min(self.right, columns)
        return Area(self.sheet_id, top, max(top, bottom), left, max(left, right))

    @property
    def is_whole(self) -> bool:
        """Whether it is all of a sheet, whatever its size."""
        return (self.top, self.bottom, self.left, self.right) == (0, None, 0, None)

    def on(self, sheet_id: int) -> "Area":
        """The same area on another sheet."""
        return replace(self, sheet_id=sheet_id)

    def meets(self, other: "Area") -> bool:
        """Whether the two have a cell in common."""
        return (
            self.sheet_id == other.sheet_id
            and _overlap(self.top, self.bottom, other.top, other.bottom)
            and _overlap(self.left, self.right, other.left, other.right)
        )

    def holds(self, other: "Area") -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.sheet_id == other.sheet_id
            and self.top <= other.top
            and self.left <= other.left
            and (self.bottom is None or (other.bottom is not None and other.bottom <= self.bottom))
            and (self.right is None or (other.right is not None and other.right <= self.right))
        )

    def span(self, dimension: Dimension) -> tuple[int, int | None]:
        """Start and end along one dimension."""
        return (self.top, self.bottom) if dimension == "ROWS" else (self.left, self.right)

    def with_span(self, dimension: Dimension, start: int, end: int | None) -> "Area":
        """The area with other ends along one dimension."""
        if dimension == "ROWS":
            return replace(self, top=start, bottom=end)
        return replace(self, left=start, right=end)


def _overlap(start: int, end: int | None, other_start: int, other_end: int | None) -> bool:
    return (end is None or other_start < end) and (other_end is None or start < other_end)


@dataclass(frozen=True, slots=True)
class Inserted:
    """`count` lines came in before position `at`."""

    at: int
    count: int

    def runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where the lines [start, end) are now; what came in between belongs to them."""
        return [
            (
                start + self.count if self.at <= start else start,
                end + self.count if self.at < end else end,
            )
        ]


@dataclass(frozen=True, slots=True)
class Deleted:
    """The lines [start, end) are gone."""

    start: int
    end: int

    def runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where those of the lines [start, end) that are left are now."""
        first, last = self._new(start), self._new(end)
        return [(first, last)] if first < last else []

    def _new(self, position: int) -> int:
        return position - max(0, min(position, self.end) - self.start)


@dataclass(frozen=True, slots=True)
class Moved:
    """The lines [start, end) went before the line that stood at `to`."""

    start: int
    end: int
    to: int

    def runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where the lines [start, end) are now: one run, or several when torn apart."""
        return list(_runs(sorted(self._new(position) for position in range(start, end))))

    def _new(self, position: int) -> int:
        size = self.end - self.start
        if self.start <= position < self.end:
            return position + (self.to - self.end if self.to > self.end else self.to - self.start)
        if self.end <= position < self.to:
            return position - size
        return position + size if self.to <= position < self.start else position


Change = Inserted | Deleted | Moved


def _runs(positions: Iterable[int]) -> Iterator[tuple[int, int]]:
    for _, group in groupby(enumerate(positions), lambda pair: pair[1] - pair[0]):
        run = [position for _, position in group]
        yield run[0], run[-1] + 1


def after(area: Area, dimension: Dimension, change: Change, size: int) -> list[Area]:
    """What an area becomes on a grid that had `size` lines; an open end stays open."""
    start, end = area.span(dimension)
    if (start, end) == (0, None):
        return [area]
    if end is None and isinstance(change, Deleted):
        size += change.end  # an open range is never gone: it waits for lines that are added
    runs = change.runs(start, size if end is None else end)
    areas = [area.with_span(dimension, *run) for run in runs]
    if end is None and areas:
        areas[-1] = areas[-1].with_span(dimension, runs[-1][0], None)
    return areas


def longest(areas: list[Area], dimension: Dimension) -> list[Area]:
    """The longest of the pieces, for things that have one range only."""

    def length(area: Area) -> float:
        start, end = area.span(dimension)
        return float("inf") if end is None else end - start

    return [max(areas, key=length)] if areas else []
