"""The way from sheet to sheet: a list on Ringkasan, a way back on the others, colours of tabs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ppid_sheets.register.looks import BLUE, GREY, NAVY
from ppid_sheets.reports.month.sheet_names import (
    CHANGES,
    CHECKS,
    DATA,
    DAYS,
    DUE,
    MATRIX,
    NOTES,
    PIVOT,
    QUALITY,
    REPORT,
    SERVICE,
    SUMMARY,
)
from ppid_sheets.reports.objections.listed import OBJECTED
from ppid_sheets.reports.workbook.book import Cell, Grid, Sheet, quoted

ROW, LINES = 3, 2
"""Where the list stands on Ringkasan, and how many lines it takes."""
_IN_LINE, _SPAN = 6, 2
_SHORT: Mapping[str, str] = {MATRIX: "Matriks"}
_BACK = "‹ Daftar lembar"
_WARM = "B08D57"
_COLOURS: Mapping[str, str] = {
    REPORT: NAVY,
    SUMMARY: NAVY,
    PIVOT: BLUE,
    DUE: BLUE,
    OBJECTED: BLUE,
    SERVICE: BLUE,
    DAYS: BLUE,
    MATRIX: BLUE,
    QUALITY: _WARM,
    CHANGES: _WARM,
    DATA: GREY,
    CHECKS: GREY,
    NOTES: GREY,
}
"""Papers, analyses, what asks for attention, and what all rests on."""
_FREE_COLUMN: Mapping[str, int] = {DATA: 7}
"""Where the line under the title is free, if not from its first column on."""


def linked(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The sheets with their links and the colours of their tabs; the signed page has no link."""
    return tuple(
        replace(
            sheet,
            tab=_COLOURS.get(sheet.name, ""),
            blocks=(*sheet.blocks, *_ways(sheet, sheets)),
        )
        for sheet in sheets
    )


def _ways(sheet: Sheet, sheets: Sequence[Sheet]) -> tuple[Grid, ...]:
    if sheet.name == REPORT:
        return ()
    if sheet.name != SUMMARY:
        back = Cell(_BACK, "index", link=_address(SUMMARY))
        return (Grid(ROW, _FREE_COLUMN.get(sheet.name, 0), ((back,),)),)
    cells = [
        Cell(_SHORT.get(other.name, other.name), "index", span=_SPAN, link=_address(other.name))
        for other in sheets
        if other.name != SUMMARY
    ]
    lines = (tuple(cells[:_IN_LINE]), tuple(cells[_IN_LINE:]))
    return (Grid(ROW, 0, lines, (15.0,) * LINES),)


def _address(sheet: str) -> str:
    return f"internal:{quoted(sheet)}!A1"
