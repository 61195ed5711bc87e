"""What staff do to a sheet while a program works on it.

Rows are 1-based and columns are letters, as people see them; a column may also be named by its
position (0-based). Every act goes past the protections, as `who`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.fakesheets import a1, frozen
from tests.fakesheets.areas import Area, Dimension
from tests.fakesheets.batch_lines import cut
from tests.fakesheets.batch_sheets import add_chart_sheet, copied
from tests.fakesheets.batch_spans import merge
from tests.fakesheets.cells import NOTHING, normal, typed
from tests.fakesheets.errors import RefusedError
from tests.fakesheets.model import Book
from tests.fakesheets.protection import may_edit, may_insert
from tests.fakesheets.sheet import Sheet

Column = str | int


@dataclass(frozen=True, slots=True)
class People:
    """Somebody at a spreadsheet; raises RefusedError where a protection keeps them out."""

    book: Book
    who: str = "staf@kpu.example"

    def type(self, tab: str, cell: str, value: Any) -> None:
        """Type a value into a cell: text, number, date, time, bool, Formula; None empties it."""
        self.paste(tab, cell, [[value]])

    def paste(self, tab: str, cell: str, rows: Sequence[Sequence[Any]]) -> None:
        """Type a block of values; the sheet grows where it must, dropdowns stay."""
        sheet, corner = self.book.tab(tab), a1.cells(cell)
        width = max(map(len, rows), default=0)
        self._room(sheet, corner.top + len(rows), corner.left + width)
        self._may(
            sheet, Area(0, corner.top, corner.top + len(rows), corner.left, corner.left + width)
        )
        for row, values in enumerate(rows, corner.top):
            cells = [
                (value, None)
                if type(value) is str or type(value) is int
                else typed(value, sheet.extra(row, column))
                for column, value in enumerate(values, corner.left)
            ]
            sheet.put(row, corner.left, [value for value, _ in cells])
            for column, (_, extra) in enumerate(cells, corner.left):
                if extra:
                    sheet.set_extra(row, column, extra)

    def paste_over(self, tab: str, cell: str, rows: Sequence[Sequence[Any]]) -> None:
        """Paste with everything: dropdowns and formats there are gone, rules lose that place."""
        corner = a1.cells(cell)
        width = max(map(len, rows), default=0)
        self.paste(tab, cell, rows)
        sheet = self.book.tab(tab)
        hole = Area(
            sheet.sheet_id, corner.top, corner.top + len(rows), corner.left, corner.left + width
        )
        for row, column in sheet.cells_of(hole):
            formula = sheet.extra(row, column).get("formula")
            sheet.set_extra(row, column, {"formula": formula} if formula else NOTHING)
        for index in range(len(sheet.rules)):
            self.tear_rule(tab, index, hole)

    def clear(self, tab: str, cells: str) -> None:
        """Empty cells; formats and dropdowns stay."""
        sheet, area = self._area(tab, cells)
        for row, column in sheet.cells_of(area):
            sheet.put(row, column, [""])

    def insert_rows(self, tab: str, before: int, count: int = 1) -> None:
        self._insert(tab, "ROWS", before - 1, count)

    def insert_columns(self, tab: str, before: Column, count: int = 1) -> None:
        self._insert(tab, "COLUMNS", _position(before), count)

    def delete_rows(self, tab: str, first: int, count: int = 1) -> None:
        self._delete(tab, "ROWS", first - 1, count)

    def delete_columns(self, tab: str, first: Column, count: int = 1) -> None:
        self._delete(tab, "COLUMNS", _position(first), count)

    def move_column(self, tab: str, column: Column, before: Column) -> None:
        """Drag a column to before another."""
        self._move(tab, "COLUMNS", _position(column), _position(before))

    def move_row(self, tab: str, row: int, before: int) -> None:
        """Drag a row to before another."""
        self._move(tab, "ROWS", row - 1, before - 1)

    def cut_column(self, tab: str, column: Column, to: Column) -> None:
        """Cut the cells of a column and paste them over another: the tag stays behind."""
        sheet = self.book.tab(tab)
        source, goal = (
            sheet.whole.with_span("COLUMNS", at, at + 1)
            for at in (_position(column), _position(to))
        )
        self._may(sheet, source)
        self._may(sheet, goal)
        cut(sheet, source, sheet, goal)

    def sort(self, tab: str, cells: str, by: Column, descending: bool = False) -> None:
        """Sort the rows of a range: what stands in the range moves, what stands beside it stays."""
        sheet, area = self._area(tab, cells)
        self.book.follow(sheet.sort(sheet.closed(area), _position(by), descending))

    def merge(self, tab: str, cells: str) -> None:
        """Merge cells; what stood in others than the first is gone."""
        sheet, area = self._area(tab, cells)
        merge(sheet, sheet.closed(area))

    def freeze(self, tab: str, rows: int = 0, columns: int = 0) -> None:
        """Freeze so many rows and columns; raises ApiError where the API would refuse it too."""
        sheet = self.book.tab(tab)
        sheet.freeze("ROWS", rows)
        sheet.freeze("COLUMNS", columns)
        frozen.check(sheet)
        frozen.check_merges(sheet)

    def make_table(self, tab: str, cells: str, types: Mapping[int, str]) -> None:
        """Make cells a Google Table; `types` are those of its columns by their place in it."""
        sheet, area = self._area(tab, cells)
        columns = [{"columnIndex": at, "columnType": kind} for at, kind in types.items()]
        number = self.book.new_id()
        table = {"tableId": str(number), "name": f"Tabel{number}", "columnProperties": columns}
        sheet.tables = [*sheet.tables, {**table, "range": area.grid_range()}]

    def name_range(self, tab: str, cells: str, name: str) -> None:
        """Give cells a name."""
        sheet, area = self._area(tab, cells)
        new = {"namedRangeId": str(self.book.new_id()), "name": name, "range": area.grid_range()}
        sheet.names = [*sheet.names, new]

    def rename_tab(self, tab: str, title: str) -> None:
        self.book.tab(tab).title = title

    def delete_tab(self, tab: str) -> None:
        sheet = self.book.tab(tab)
        self._may(sheet, sheet.whole)
        self.book.delete_sheet(sheet)

    def move_tab(self, tab: str, index: int) -> None:
        """Drag a tab so that it is the one with that 0-based index."""
        sheet = self.book.tab(tab)
        self.book.sheets.remove(sheet)
        self.book.sheets.insert(index, sheet)

    def add_tab(self, tab: str, rows: Sequence[Sequence[Any]] = ()) -> None:
        """Add a tab at the end."""
        self.book.sheets.append(Sheet.blank(self.book.new_id(), tab))
        self.paste(tab, "A1", rows)

    def duplicate_tab(self, tab: str, title: str) -> None:
        """Copy a tab to the end: with rules and dropdowns, without tags and protections."""
        self.book.sheets.append(copied(self.book.tab(tab), self.book.new_id(), title))

    def add_chart_tab(self) -> None:
        """Put a chart on a tab of its own, which has no cells."""
        add_chart_sheet(self.book)

    def hide_tab(self, tab: str, hidden: bool = True) -> None:
        sheet = self.book.tab(tab)
        sheet.properties = {**sheet.properties, "hidden": hidden}

    def add_rule(self, tab: str, cells: str, formula: str, index: int = 0) -> None:
        """Add a conditional rule of their own: red where a formula holds."""
        sheet, area = self._area(tab, cells)
        condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}
        red = normal({"backgroundColor": {"red": 1.0}})
        rule = {"condition": condition, "format": red}
        sheet.rules.insert(index, {"ranges": [area.grid_range()], "booleanRule": rule})

    def delete_rule(self, tab: str, index: int) -> None:
        del self.book.tab(tab).rules[index]

    def tear_rule(self, tab: str, index: int, hole: Area) -> None:
        """Take an area out of a rule's ranges, as pasting does."""
        sheet = self.book.tab(tab)
        areas = [
            piece for one in sheet.rules[index]["ranges"] for piece in _without(sheet, one, hole)
        ]
        ranges = [area.grid_range() for area in areas]
        sheet.rules[index] = {**sheet.rules[index], "ranges": ranges}

    def set_validation(self, tab: str, cells: str, choices: Sequence[str] | None) -> None:
        """Give cells a dropdown of these choices, or take theirs away."""
        sheet, area = self._area(tab, cells)
        values = [{"userEnteredValue": choice} for choice in choices or ()]
        rule = {"condition": {"type": "ONE_OF_LIST", "values": values}, "showCustomUi": True}
        for row, column in sheet.cells_of(area):
            rest = {k: v for k, v in sheet.extra(row, column).items() if k != "dataValidation"}
            sheet.set_extra(row, column, {**rest, "dataValidation": rule} if choices else rest)

    def paint(self, tab: str, cells: str, format_: dict[str, Any]) -> None:
        """Give cells a format."""
        sheet, area = self._area(tab, cells)
        for row, column in sheet.cells_of(area):
            extra = sheet.extra(row, column)
            sheet.set_extra(row, column, {**extra, "userEnteredFormat": normal(format_)})

    def protect(self, tab: str, cells: str, editors: Sequence[str], warning: bool = False) -> None:
        """Protect cells so that only these editors may change them, or with a mere warning."""
        sheet, area = self._area(tab, cells)
        number = self.book.new_id()
        closed: dict[str, Any] = {"editors": {"users": [self.book.owner, *editors]}}
        sheet.protections[number] = {
            "protectedRangeId": number,
            "range": area.grid_range(),
            **({"warningOnly": True} if warning else closed),
        }

    def filter(self, tab: str, cells: str) -> None:
        """Switch the basic filter on over a range."""
        sheet, area = self._area(tab, cells)
        sheet.filter = {"range": area.grid_range()}

    def _area(self, tab: str, cells: str) -> tuple[Sheet, Area]:
        sheet = self.book.tab(tab)
        area = a1.cells(cells, sheet.sheet_id)
        self._may(sheet, area)
        return sheet, area

    def _may(self, sheet: Sheet, area: Area) -> None:
        area = Area(sheet.sheet_id, area.top, area.bottom, area.left, area.right)
        if self.who != self.book.owner and not may_edit(sheet, area, self.who):
            raise RefusedError(f"{self.who} may not edit that part of {sheet.title}")

    def _insert(self, tab: str, dimension: Dimension, at: int, count: int) -> None:
        sheet = self.book.tab(tab)
        if self.who != self.book.owner and not may_insert(sheet, dimension, at, self.who):
            raise RefusedError(f"{self.who} may not insert there in {sheet.title}")
        sheet.insert(dimension, at, count)

    def _delete(self, tab: str, dimension: Dimension, start: int, count: int) -> None:
        sheet = self.book.tab(tab)
        self._may(sheet, sheet.whole.with_span(dimension, start, start + count))
        self.book.delete_lines(sheet, dimension, start, start + count)

    def _move(self, tab: str, dimension: Dimension, start: int, to: int) -> None:
        sheet = self.book.tab(tab)
        self._may(sheet, sheet.whole.with_span(dimension, start, start + 1))
        if to not in (start, start + 1):
            sheet.move(dimension, start, start + 1, to)

    @staticmethod
    def _room(sheet: Sheet, rows: int, columns: int) -> None:
        wanted: tuple[tuple[Dimension, int], ...] = (("ROWS", rows), ("COLUMNS", columns))
        for dimension, size in wanted:
            there = len(sheet.keys(dimension))
            if size > there:
                sheet.insert(dimension, there, size - there)


def _position(column: Column) -> int:
    return a1.position(column) if isinstance(column, str) else column


def _without(sheet: Sheet, grid_range: dict[str, Any], hole: Area) -> list[Area]:
    """The up to four pieces of a range around a hole."""
    area = sheet.closed(Area.of(grid_range))
    if not area.meets(hole):
        return [Area.of(grid_range)]
    top, bottom = max(area.top, hole.top), min(area.bottom or 0, hole.bottom or len(sheet.rows))
    left, right = max(area.left, hole.left), min(area.right or 0, hole.right or len(sheet.columns))
    own = area.sheet_id
    pieces = (
        Area(own, area.top, top, area.left, area.right),
        Area(own, top, bottom, area.left, left),
        Area(own, top, bottom, right, area.right),
        Area(own, bottom, area.bottom, area.left, area.right),
    )
    return [p for p in pieces if p.top < (p.bottom or 0) and p.left < (p.right or 0)]
