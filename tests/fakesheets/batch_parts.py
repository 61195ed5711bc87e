"""What every kind of batchUpdate request needs: ranges checked, masks, the right to edit."""

from dataclasses import dataclass
from typing import Any

from tests.fakesheets import masks, protection
from tests.fakesheets.areas import Area, Dimension
from tests.fakesheets.errors import invalid, is_protected
from tests.fakesheets.model import Book
from tests.fakesheets.sheet import Sheet

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """One call by one caller on one spreadsheet."""

    book: Book
    caller: str

    def area(self, grid_range: Body) -> tuple[Sheet, Area]:
        """The sheet and the closed area of a range that the caller may edit."""
        sheet, area = self.open_area(grid_range)
        area = sheet.closed(area)
        self.may_edit(sheet, area)
        return sheet, area

    def open_area(self, grid_range: Body) -> tuple[Sheet, Area]:
        """The sheet and the area of a range, open ends kept; one may reach beyond the edge."""
        area = self.book.grid_area(grid_range)
        sheet = self.book.sheet(area.sheet_id)
        sheet.closed(area)
        return sheet, area

    def lines(self, found: Body) -> tuple[Sheet, Dimension, int, int]:
        """Sheet, dimension, start and end of a DimensionRange."""
        sheet = self.book.sheet(found.get("sheetId", 0))
        dimension = dimension_of(found)
        size = len(sheet.keys(dimension))
        start, end = found.get("startIndex", 0), found.get("endIndex", size)
        if not 0 <= start <= end <= size:
            raise invalid(f"No {dimension} [{start}, {end}) in a sheet of {size}.")
        return sheet, dimension, start, end

    def may_edit(self, sheet: Sheet, area: Area) -> None:
        if not protection.may_edit(sheet, area, self.caller):
            raise is_protected()


def dimension_of(body: Body) -> Dimension:
    dimension = body.get("dimension")
    if dimension not in ("ROWS", "COLUMNS"):
        raise invalid("No dimension specified.")
    return dimension


def mask_of(body: Body) -> masks.Mask:
    if not body.get("fields"):
        raise invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all)")
    try:
        return masks.parse(body["fields"])
    except ValueError:
        raise invalid(f"Invalid field: {body['fields']}") from None
