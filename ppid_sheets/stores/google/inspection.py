"""What only a doctor asks of a Google Sheet: formats of columns, and whether the job may edit."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from ppid_sheets.register import layout
from ppid_sheets.register.registers import REGISTERS
from ppid_sheets.stores.google import drawing
from ppid_sheets.stores.google.furnishing import OURS
from ppid_sheets.stores.google.structure import HOLD, Json, SheetTab, Structure

FIELDS = (
    "sheets(properties(sheetId,title),protectedRanges(description,range,unprotectedRanges,"
    "warningOnly,requestingUserCanEdit,editors),"
    "data(startColumn,rowData(values(userEnteredFormat(numberFormat(type))))))"
)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found.

    `not_text` maps a column key to the 1-based rows that would not take what is typed as text.
    `closed` names the protections that keep the job out of what it has to write. `may_edit` is
    whether another shows that the job is an editor; nothing shows it where there is none.
    """

    not_text: Mapping[str, Sequence[int]]
    closed: tuple[str, ...]
    may_edit: bool


def filters(
    seen: Structure, tab: SheetTab, columns: Mapping[str, int], header_row: int
) -> list[Json]:
    """What to ask for: some columns below the header, and the corners of the job's tabs and of
    those of other registers."""
    found: list[Json] = [{"gridRange": _corner(tab.id)}]
    if tab.rows > header_row:
        found += (
            {"gridRange": drawing.below(tab.id, position, header_row)}
            for position in columns.values()
        )
    pages = filter(None, map(seen.of_role, (*layout.PAGES, *layout.OPTIONAL)))
    others = (one for one in seen.tabs if one is not tab and _written(one))
    return [*found, *({"gridRange": _corner(one.id)} for one in (*pages, *others))]


def _written(tab: SheetTab) -> Collection[int]:
    """The positions of columns that the job writes in a tab of any register."""
    own = {tab.tags[key].position for key in tab.schema.job_keys if key in tab.tags}
    return own | {
        tab.foreign[schema.name][key]
        for schema in REGISTERS
        for key in schema.job_keys
        if key in tab.foreign.get(schema.name, ())
    }


def _corner(sheet_id: int) -> Json:
    cell = {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 1}
    return {"sheetId": sheet_id, **cell}


def inspected(
    answer: Json, seen: Structure, tab: SheetTab, columns: Mapping[str, int], header_row: int
) -> Inspection:
    """The facts of the spreadsheet in an answer with `FIELDS`."""
    sheets: Sequence[Json] = answer.get("sheets", ())
    return Inspection(
        not_text={
            key: _not_text(sheets, tab, position, header_row) for key, position in columns.items()
        },
        closed=tuple(_closed(sheets, seen, tab, header_row)),
        may_edit=any(map(_opened, _protections(sheets))),
    )


def _id(sheet: Json) -> int:
    found: int = sheet.get("properties", {}).get("sheetId", 0)
    return found


def _not_text(
    sheets: Sequence[Json], tab: SheetTab, position: int, header_row: int
) -> Sequence[int]:
    grids = (grid for sheet in sheets if _id(sheet) == tab.id for grid in sheet.get("data", ()))
    asked = list(grids)[1:]  # the first is the corner
    nothing: Json = {}
    found = next((g for g in asked if g.get("startColumn", 0) == position), nothing)
    lines: Iterable[Json] = chain(found.get("rowData", ()), repeat(nothing))
    rows = range(header_row + 1, tab.rows + 1)
    return [row for row, line in zip(rows, lines) if _type(line) != "TEXT"]  # noqa: B905


def _type(line: Json) -> str:
    cell: Json = next(iter(line.get("values", ())), {})
    found: str = cell.get("userEnteredFormat", {}).get("numberFormat", {}).get("type", "")
    return found


def _protections(sheets: Sequence[Json]) -> Iterator[Json]:
    for sheet in sheets:
        yield from (p for p in sheet.get("protectedRanges", ()) if not p.get("warningOnly"))


def _opened(protection: Json) -> bool:
    """Editors are shown to those alone who may edit both the range and the spreadsheet."""
    return bool(protection.get("requestingUserCanEdit") and protection.get("editors"))


def _closed(
    sheets: Sequence[Json], seen: Structure, tab: SheetTab, header_row: int
) -> Iterator[str]:
    places = {one.id: one for one in seen.tabs}
    for sheet in sheets:
        place = places.get(_id(sheet))
        first = header_row if place is tab else 1
        for protection in _protections([sheet]):
            concerns = (
                place is None or place.role in layout.OWNED or _on_columns(protection, place, first)
            )
            if concerns and not protection.get("requestingUserCanEdit"):
                yield _name(protection, sheet)


def _on_columns(protection: Json, tab: SheetTab, header_row: int) -> bool:
    """Whether a protection in a register's tab lies on rows of a column that the job writes."""
    span = protection.get("range", {})
    left, right = span.get("startColumnIndex", 0), span.get("endColumnIndex", tab.columns)
    below = span.get("endRowIndex", tab.rows) > header_row
    return (
        below
        and not protection.get("unprotectedRanges")
        and any(left <= place < right for place in _written(tab))
    )


def _name(protection: Json, sheet: Json) -> str:
    description: str = protection.get("description", "")
    if description.startswith(OURS) and description != HOLD:
        return description.removeprefix(OURS)
    return description or f"pelindung pada tab {sheet['properties'].get('title', '')}"
