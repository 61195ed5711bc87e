"""Cells that lie in the area of another: a value there would be invisible."""

from collections.abc import Iterator, Mapping, Sequence

from ppid_sheets.register.a1 import letters
from ppid_sheets.register.values import Value
from ppid_sheets.stores.xlsx.sheet import CellArea, SheetXml, merged_areas
from ppid_sheets.stores.xlsx.xml import (
    UnsupportedError,
)

WantedCells = Sequence[tuple[int, Value]]
"""What one row is to hold: 0-based positions in ascending order, and their values."""


def touched(areas: Sequence[CellArea], wanted: Mapping[int, WantedCells]) -> Iterator[CellArea]:
    """The areas with a wanted cell."""
    positions = {position for cells in wanted.values() for position, _ in cells if areas}
    for top, left, bottom, right in areas:
        if any(left <= position <= right for position in positions):
            rows = [row for row in wanted if top <= row <= bottom]
            if any(left <= position <= right for row in rows for position, _ in wanted[row]):
                yield top, left, bottom, right


def refuse_merged(sheet: SheetXml, wanted: Mapping[int, WantedCells]) -> None:
    """Raise where a merged cell would hide a value: all but its first cell are covered."""
    for top, left, bottom, right in touched(merged_areas(sheet), wanted):
        for row in sorted(row for row in wanted if top <= row <= bottom):
            for position, value in wanted[row]:
                covered = left <= position <= right and (row, position) != (top, left)
                if covered and value not in (None, ""):
                    raise UnsupportedError(
                        f"sel {letters(position)}{row} tergabung dengan sel lain, sehingga "
                        "yang ditulis di situ tidak akan tampak",
                        f"pisahkan sel {letters(left)}{top}:{letters(right)}{bottom} lewat "
                        "Merge & Center > Unmerge Cells, lalu jalankan lagi",
                    )
