"""Reckons whether a spreadsheet can hold what is to be added to it, before that is written."""

from collections.abc import Iterable

from ppid_sheets.errors import UnreachableError
from ppid_sheets.stores.google.structure import Json, Structure

MOST_CELLS = 10_000_000
"""Google's limit for a spreadsheet, blank cells counted."""
FULL = (
    "Google Sheet ini sudah mencapai batas 10 juta sel",
    "hapus tab yang tidak dipakai serta baris dan kolom kosong di bawah dan di kanan isian, lalu "
    "jalankan lagi",
)
_USUAL = (1000, 26)
"""Rows and columns of a tab that is added without saying how large."""


def refuse_overflow(seen: Structure, requests: Iterable[Json]) -> None:
    """Raise UnreachableError where `requests` would make the spreadsheet grow beyond the limit."""
    sizes = {tab.id: (tab.rows, tab.columns) for tab in seen.tabs}
    before = _cells(sizes)
    for request in requests:
        for kind, what in request.items():
            _resize(sizes, kind, what)
    if before < _cells(sizes) > MOST_CELLS:
        raise UnreachableError(*FULL)


def _cells(sizes: dict[int, tuple[int, int]]) -> int:
    return sum(rows * columns for rows, columns in sizes.values())


def _resize(sizes: dict[int, tuple[int, int]], kind: str, what: Json) -> None:
    """Follow one request; an unfamiliar tab has no size."""
    match kind:
        case "addSheet" | "updateSheetProperties":
            properties = what.get("properties", {})
            grid, at = properties.get("gridProperties", {}), properties.get("sheetId", 0)
            rows, columns = sizes.get(at, (0, 0)) if kind != "addSheet" else _USUAL
            sizes[at] = grid.get("rowCount", rows), grid.get("columnCount", columns)
        case "appendDimension":
            _grow(sizes, what.get("sheetId", 0), what["dimension"], what["length"])
        case "insertDimension" | "deleteDimension":
            span = what["range"]
            length = span.get("endIndex", 0) - span.get("startIndex", 0)
            sign = 1 if kind == "insertDimension" else -1
            _grow(sizes, span.get("sheetId", 0), span["dimension"], sign * length)
        case "deleteSheet":
            sizes.pop(what.get("sheetId", 0), None)


def _grow(sizes: dict[int, tuple[int, int]], at: int, dimension: str, length: int) -> None:
    rows, columns = sizes.get(at, (0, 0))
    sizes[at] = (rows + length, columns) if dimension == "ROWS" else (rows, columns + length)
