"""Lets XlsxWriter write a sheet as it always does, without what our sheets never need.

A month's workbook takes a third of its time for these; each puts out what XlsxWriter would, which a
test holds it to byte by byte.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

from ppid_sheets.register.a1 import letters

_ROWS_OF_A_SPAN = 16


def quicken(sheet: Any) -> None:
    """Exchange the slow steps of a sheet that holds no comments and no styles of rows."""
    sheet._prepare_formula = _as_it_stands
    sheet._calculate_spans = partial(_calculate_spans, sheet)
    sheet._write_rows = partial(_write_rows, sheet)
    sheet.add_table = partial(_add_table, sheet, sheet.add_table)


def fill(
    sheet: Any,
    place: tuple[int, int],
    values: Sequence[Any],
    ruled: int,
    write: Callable[..., None],
) -> None:
    """Write the values of a column from a place on, blanks in its first `ruled` rows alone.

    `write` writes one at a row; one that stands above already is put in as the cell it became.
    """
    (first, col), table = place, sheet.table
    known: dict[Any, tuple[Any, bool]] = {}
    repeated, last, unruled = 0, 0, first + ruled
    for row, value in enumerate(values, first):
        if value is None and row >= unruled:
            continue
        last = row
        found = known.get(value)
        if found is None:
            write(row, value)
            cell = table[row][col]
            known[value] = cell, cell.__class__.__name__ == "String"
        else:
            table[row][col], text = found
            repeated += text
    if known:
        sheet.str_table.count += repeated
        sheet.dim_rowmax = max(sheet.dim_rowmax, last)


def _as_it_stands(formula: str, _: bool = False) -> str:
    """What XlsxWriter makes of a formula of ours, for which it else looks in vain, thirty times
    over, for each of the functions that Excel learned of late: half the time of a workbook."""
    return formula.removeprefix("=")


def _add_table(
    sheet: Any, usual: Any, row: int, col: int, last_row: int, last_col: int, options: Any
) -> int:
    """A table, made for its first row and then as long as it is: else each of its cells is noted,
    so that no other may overlap it."""
    code: int = usual(row, col, min(row + 1, last_row), last_col, options)
    if code == 0:
        whole = f"{letters(col)}{row + 1}:{letters(last_col)}{last_row + 1}"
        sheet.tables[-1].update(range=whole, a_range=whole, autofilter=whole)
    return code


def _write_rows(sheet: Any) -> None:
    """All rows; texts and numbers with a style in one go: nothing in them needs to be escaped."""
    sheet._calculate_spans()
    write = sheet.fh.write
    style = cache(lambda look: look._get_xf_index())
    for row in range(sheet.dim_rowmin, sheet.dim_rowmax + 1):
        cells, look = sheet.table.get(row), sheet.row_info.get(row)
        span = sheet.row_spans.get(row // _ROWS_OF_A_SPAN)
        if not cells:
            if look:
                sheet._write_empty_row(row, span, look)
            continue
        sheet._write_row(row, span, look)
        number = row + 1
        for col in sorted(cells):
            cell = cells[col]
            kind = cell.__class__.__name__
            if kind == "String" and cell.format:
                at = f'<c r="{letters(col)}{number}" s="{style(cell.format)}"'
                write(f'{at} t="s"><v>{cell.string}</v></c>')
            elif kind == "Number" and cell.format:
                at = f'<c r="{letters(col)}{number}" s="{style(cell.format)}"'
                write(f"{at}><v>{cell.number:.16G}</v></c>")
            else:
                sheet._write_cell(row, col, cell)
        write("</row>")


def _calculate_spans(sheet: Any) -> None:
    """The columns that each block of rows spans, from the filled rows alone."""
    spans: dict[int, tuple[int, int]] = {}
    for row, cells in sheet.table.items():
        if cells:
            at = row // _ROWS_OF_A_SPAN
            low, high = spans.get(at, (min(cells), max(cells)))
            spans[at] = min(low, *cells), max(high, *cells)
    sheet.row_spans = {at: f"{low + 1}:{high + 1}" for at, (low, high) in spans.items()}
