"""A spreadsheet as Google keeps it: its sheets, its people, and its tags."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tests.fakesheets import a1
from tests.fakesheets.areas import Area, Dimension
from tests.fakesheets.errors import invalid, not_found
from tests.fakesheets.sheet import Sheet

TAG_ROOM = 30_000
"""Characters of developer metadata that a sheet may hold."""
MOST_CELLS = 10_000_000
"""Cells of all sheets together, blank ones too."""


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

    def check_size(self) -> None:
        """Refuse more cells than a spreadsheet may have."""
        if sum(len(sheet.rows) * len(sheet.columns) for sheet in self.sheets) > MOST_CELLS:
            raise invalid(
                "This action would increase the number of cells in the workbook above the limit "
                f"of {MOST_CELLS} cells."
            )

    def follow(self, went: Mapping[int, int]) -> None:
        """Let tags of rows go with their contents.

        Seen by https://github.com/mmedum/google-sheets-mcp.
        """
        for tag_id, tag in self.tags.items():
            if tag.line in went:
                self.tags[tag_id] = replace(tag, line=went[tag.line])

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
        area = self.open_area(notation)
        return self.sheet(area.sheet_id).closed(area)

    def open_area(self, notation: str) -> Area:
        """The area of a range in A1 notation, wherever it ends."""
        shown = [sheet for sheet in self.sheets if not sheet.properties.get("hidden")]
        return a1.parse(notation, self.sheets, (shown or self.sheets)[0].sheet_id)

    def grid_area(self, grid_range: dict[str, Any]) -> Area:
        """The area of a GridRange, wherever it ends."""
        area = Area.of(grid_range)
        self.sheet(area.sheet_id)
        for start, end in (area.span("ROWS"), area.span("COLUMNS")):
            if start < 0 or (end is not None and end < start):
                raise invalid(f"GridRange indexes are negative or in the wrong order: {grid_range}")
        return area

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
