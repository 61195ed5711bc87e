"""Holds rows by tags while something is written by its place in them.

People who insert, delete, move or sort rows between a read and a write would lead it to other
cells. So tags are hung on the rows that must stay, a fresh read shows that they hang there, and
the batch that writes names each at its place and takes it away (`guards`): where one has moved all
of it is refused. What a killed run left hanging goes with the next one.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ppid_sheets.stores.google import drawing, guards
from ppid_sheets.stores.google.structure import ROW_TAG, Json

FIELDS = "startRow,rowMetadata(developerMetadata(metadataId,metadataKey))"
"""The part of a grid with the places of these tags."""
CELLS = f"sheets(data({FIELDS},rowData(values(effectiveValue))))"
"""The fields of a tab whose rows are anchored, with their texts."""
MOST = 600
"""Rows that are anchored at once: each takes four requests, and a tab has room for 30,000
characters of tags."""
_VALUE = "1"
Hung = Collection[tuple[int, int]]
"""Tags that hang: the 0-based row and the id of each."""


@dataclass(frozen=True, slots=True)
class AnchoredChange:
    """A request that goes by its place, and the 0-based rows that must stand still for it."""

    request: Json
    rows: frozenset[int]


def hung(answer: Json) -> Hung:
    """The tags in an answer with `FIELDS` of each grid."""
    grids = (grid for sheet in answer.get("sheets", ()) for grid in sheet.get("data", ()))
    return frozenset(
        (row, entry["metadataId"])
        for grid in grids
        for row, line in enumerate(grid.get("rowMetadata", ()), grid.get("startRow", 0))
        for entry in line.get("developerMetadata", ())
        if entry.get("metadataKey") == ROW_TAG
    )


def first(changes: Iterable[AnchoredChange]) -> Sequence[AnchoredChange]:
    """As many changes as `MOST` rows allow, one at the least where there is any."""
    found: list[AnchoredChange] = []
    rows: set[int] = set()
    for change in changes:
        rows |= change.rows
        if found and len(rows) > MOST:
            break
        found.append(change)
    return found


def rows_of(changes: Iterable[AnchoredChange]) -> frozenset[int]:
    """All rows that must stand still."""
    return frozenset().union(*(change.rows for change in changes))


def hold(there: Hung, rows: Collection[int]) -> bool:
    """True where exactly these rows have a tag, one each."""
    return sorted(row for row, _ in there) == sorted(rows)


def hang(sheet_id: int, there: Hung, rows: Iterable[int]) -> Iterator[Json]:
    """The requests after which exactly these rows of a tab have a tag."""
    yield from (drawing.untag(tag) for _, tag in sorted(there))
    for row in sorted(rows):
        yield drawing.tag(ROW_TAG, _VALUE, guards.line(sheet_id, "ROWS", row))


def released(sheet_id: int, there: Hung) -> Iterator[Json]:
    """The requests that take the tags away, refused where one does not hang where it was read."""
    yield from standing(sheet_id, there)
    yield from (drawing.untag(tag) for _, tag in sorted(there))


def standing(sheet_id: int, there: Hung) -> Iterator[Json]:
    """The requests that are refused where one of these tags does not hang where it was read."""
    for row, tag in sorted(there):
        yield from guards.guarded(tag, ROW_TAG, _VALUE, guards.line(sheet_id, "ROWS", row))


def texts(answer: Json) -> Sequence[Sequence[str]]:
    """What the cells of a whole tab say in an answer with `CELLS`."""
    grids = [grid for sheet in answer.get("sheets", ()) for grid in sheet.get("data", ())]
    rows = grids[0].get("rowData", ()) if grids else ()
    return [[said(cell) for cell in row.get("values", ())] for row in rows]


def said(cell: Json) -> str:
    """What a cell says, as a text."""
    return "".join(map(str, cell.get("effectiveValue", {}).values()))
