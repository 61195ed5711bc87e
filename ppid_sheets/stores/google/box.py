"""The tick box on *Status Pemeriksaan* that asks for a check at once.

A watch makes it, in a row of the page that runs leave alone.
"""

from collections.abc import Iterator

from ppid_sheets.errors import ShapeError
from ppid_sheets.register import layout
from ppid_sheets.stores.google import drawing, furnishing
from ppid_sheets.stores.google.spreadsheet import Spreadsheet
from ppid_sheets.stores.google.structure import Json, SheetTab
from ppid_sheets.stores.meanwhile import undisturbed

LABEL = "Periksa sekarang"
HINT = "Centang, lalu tunggu paling lama satu menit; kotak ini kosong lagi begitu diperiksa."
_COLUMN = 1


class Box:
    """The box of one spreadsheet, asked for with one read."""

    def __init__(self, sheet: Spreadsheet) -> None:
        self._sheet = sheet
        self._tab: SheetTab | None = None

    def ticked(self) -> bool:
        """True while the box is ticked; it is made where it is missing. Raises PpidError."""
        self._sheet.client.begin()
        return undisturbed(self._looked, lambda: self._sheet.title)

    def clear(self) -> None:
        """Take the tick away; a later tick is a new request."""

        def cleared() -> None:
            self._sheet.change([_written(self._tab or self._found(), _COLUMN, (False,))])

        undisturbed(cleared, lambda: self._sheet.title)

    def _looked(self) -> bool:
        tab, self._tab = self._tab or self._found(), None
        row = self._row(tab)
        if row[:1] != [LABEL]:
            self._sheet.change([*_made(tab)])
        self._tab = tab
        return row[:1] == [LABEL] and row[_COLUMN : _COLUMN + 1] == [True]

    def _found(self) -> SheetTab:
        tab = self._sheet.look().of_role(layout.STATUS)
        if not tab:
            raise ShapeError(f"Tab {layout.STATUS} belum ada", "buat dengan ppid-sheets init")
        return tab

    def _row(self, tab: SheetTab) -> list[object]:
        body = {
            "dataFilters": [{"gridRange": _span(tab, 0, _COLUMN + 1)}],
            "valueRenderOption": "UNFORMATTED_VALUE",
        }
        path = f"{self._sheet.id}/values:batchGetByDataFilter"
        answer = self._sheet.client.read("post", path, body)
        held = [one["valueRange"].get("values", ()) for one in answer.get("valueRanges", ())]
        return [cell for rows in held for row in rows for cell in row]


def _span(tab: SheetTab, left: int, right: int) -> Json:
    row = layout.BOX_ROW
    return {
        "sheetId": tab.id,
        "startRowIndex": row - 1,
        "endRowIndex": row,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def _written(tab: SheetTab, left: int, values: tuple[str | bool, ...]) -> Json:
    cells = [drawing.content(value) for value in values]
    span = _span(tab, left, left + len(cells))
    change = {"range": span, "rows": [{"values": cells}], "fields": "userEnteredValue"}
    return {"updateCells": change}


def _made(tab: SheetTab) -> Iterator[Json]:
    """The box with its words, open to all editors of the sheet."""
    place = _span(tab, _COLUMN, _COLUMN + 1)
    rule = {"condition": {"type": "BOOLEAN"}, "strict": True}
    yield {"setDataValidation": {"range": place, "rule": rule}}
    yield _written(tab, 0, (LABEL, False, HINT))
    for entry in tab.protections:
        if entry.get("description") == f"{furnishing.OURS}{layout.STATUS}":
            opened = {"protectedRangeId": entry["protectedRangeId"], "unprotectedRanges": [place]}
            yield {
                "updateProtectedRange": {"protectedRange": opened, "fields": "unprotectedRanges"}
            }
