"""Draws a described workbook with XlsxWriter."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ppid_sheets.common import files
from ppid_sheets.common.doing import doing
from ppid_sheets.errors import UnreachableError
from ppid_sheets.register.layout import ENGINE, EVERYWHERE
from ppid_sheets.register.looks import INK, LINK, LOOKS, TONES
from ppid_sheets.reports.workbook import charts, pace
from ppid_sheets.reports.workbook.book import (
    MOST_LINKS,
    Block,
    Book,
    Cell,
    Chart,
    DataColumn,
    DataTable,
    Grid,
    Picture,
    Sheet,
    Style,
    Tone,
    Value,
    WordTones,
)
from ppid_sheets.reports.workbook.cell_values import cell_text, is_day, serial
from ppid_sheets.reports.workbook.paging import fitted
from ppid_sheets.reports.workbook.printing import set_page
from ppid_sheets.stores.xlsx.drawn_looks import format_of, options

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_LINK = 2_000
_UNMARKED = ("number_stored_as_text", "formula_differs", "formula_range")
"""What Excel would mark with a green corner: years, numbers of letters, neighbours that count."""


def write(book: Book, path: Path, *, private: bool = False) -> None:
    """Write a workbook to `path`, as `save` does."""
    save(render(book), path, private=private)


def save(content: bytes, path: Path, *, private: bool = False) -> None:
    """Put a file at `path`, replacing an earlier one at once; its folder is made if missing.

    A `private` one only its owner may read (mode 0600, from its first byte on). Raises
    UnreachableError when the folder or the file cannot be written.
    """
    try:
        files.put(path, content, private=private)
    except OSError as error:
        raise _unwritten(error, path) from error


def drop(path: Path) -> None:
    """Remove a file that says what no longer is; raises UnreachableError where it cannot go."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritten(error, path) from error


def render(book: Book) -> bytes:
    """The workbook as bytes; the same book gives the same bytes."""
    from xlsxwriter import Workbook

    doing(f"Menyusun {book.title}")
    stream = BytesIO()
    workbook = Workbook(stream, options(INK))
    workbook.set_properties(_properties(book))
    _calculate_on_change(workbook)
    pen = _Pen(workbook)
    for sheet in book.sheets:
        drawn = workbook.add_worksheet(sheet.name)
        pace.quicken(drawn)
        _draw_sheet(pen, drawn, sheet, book)
    workbook.close()
    for drawn in workbook.worksheets():
        drawn.table.clear()  # else only a search for cycles finds the cells, one by one
    return stream.getvalue()


def _properties(book: Book) -> Mapping[str, Any]:
    return {
        "title": book.title,
        "subject": book.period,
        "author": book.office,
        "company": book.office,
        "status": book.status,
        "created": datetime.combine(book.created, time()),
    }


def _calculate_on_change(workbook: "Workbook") -> None:
    """No calculation when the file is opened: all values are in it.

    Else Excel asks whether to save when a filed report is closed, and "yes" changes its bytes. It
    also calculates what an older engine calculated last.
    """
    workbook.calc_on_load, workbook.calc_id = False, ENGINE


def _unwritten(error: OSError, path: Path) -> UnreachableError:
    if files.is_full(error):
        return UnreachableError(
            f"{path.name} tidak tersimpan karena penyimpanan penuh", "kosongkan dulu, lalu ulangi"
        )
    if isinstance(error, PermissionError) and files.exists(path):
        return UnreachableError(
            f"{path} tidak dapat diganti", "tutup dulu di Excel, lalu jalankan lagi"
        )
    return UnreachableError(
        f"{path} tidak dapat ditulis: {files.cause(error)}",
        "periksa folder tujuan dan izin menulisnya",
    )


class _Pen:
    """Formats made once each, and cells written by the kind of their value."""

    def __init__(self, workbook: "Workbook") -> None:
        self.workbook = workbook
        self._formats: dict[tuple[str, bool], Format] = {}
        self._links: Counter[str] = Counter()

    def format(self, style: Style, link: bool = False) -> "Format":
        """The format of a style."""
        key = (style, link)
        if key not in self._formats:
            look = LOOKS[style] | LINK if link else LOOKS[style]
            self._formats[key] = self.workbook.add_format(format_of(look))
        return self._formats[key]

    def tone(self, tone: Tone) -> "Format":
        """The format of a tone, for conditional formats."""
        return self.workbook.add_format(format_of(TONES[tone]))

    def may_link(self, sheet: "Worksheet", link: str) -> bool:
        """True for a link within `MOST_LINKS`; each adds to the count."""
        if not link:
            return False
        fits = len(quote(link)) <= LONGEST_LINK and self._links[sheet.name] < MOST_LINKS
        self._links[sheet.name] += fits
        return fits

    def cell(self, sheet: "Worksheet", row: int, col: int, cell: Cell) -> None:
        """Write one cell with its span, link, formula and value."""
        linked = self.may_link(sheet, cell.link)
        style = self.format(cell.style, linked)
        if cell.span > 1 or cell.down > 1:
            last_row, last_col = row + cell.down - 1, col + cell.span - 1
            _done(sheet.merge_range(row, col, last_row, last_col, "", style))
        if linked:
            _done(sheet.write_url(row, col, cell.link, style, string=str(cell.value)))
        if cell.formula:
            value = serial(cell.value) if isinstance(cell.value, date) else cell.value
            _done(_write_formula(sheet, row, col, cell, style, value))
        else:
            _plain(sheet, row, col, cell.value, style)


def _write_formula(
    sheet: "Worksheet", row: int, col: int, cell: Cell, style: "Format", value: Value
) -> int:
    if cell.array:
        code: int = sheet.write_array_formula(row, col, row, col, cell.formula, style, value)
    else:
        code = sheet.write_formula(row, col, cell.formula, style, value)
    return code


def _plain(sheet: "Worksheet", row: int, col: int, value: Value, style: "Format") -> None:
    """Write a value; the methods without an underscore would first look for a place such as A1."""
    match value:
        case str():
            _done(sheet._write_string(row, col, cell_text(value), style))
        case None:
            _done(sheet._write_blank(row, col, None, style))
        case date() if is_day(number := serial(value)):
            _done(sheet._write_number(row, col, number, style))
        case date():
            _done(sheet._write_string(row, col, value.isoformat(), style))
        case int() | float():
            _done(sheet._write_number(row, col, value, style))


def _done(code: int) -> None:
    """XlsxWriter says with a negative number that it left something out."""
    if code < 0:
        raise AssertionError(f"XlsxWriter refused a cell: {code}")


def _draw_sheet(pen: _Pen, worksheet: "Worksheet", sheet: Sheet, book: Book) -> None:
    worksheet.hide_gridlines(1 if any(isinstance(b, DataTable) for b in sheet.blocks) else 2)
    for col, width in enumerate(sheet.widths):
        worksheet.set_column(col, col, width)
    for block in fitted(sheet).blocks:
        _draw(pen, worksheet, block)
    if sheet.freeze:
        worksheet.freeze_panes(*sheet.freeze)
    if sheet.tab:
        worksheet.set_tab_color(f"#{sheet.tab}")
    _done(worksheet.ignore_errors(dict.fromkeys(_UNMARKED, EVERYWHERE)))
    set_page(worksheet, sheet, book)


def _draw(pen: _Pen, worksheet: "Worksheet", block: Block) -> None:
    match block:
        case Grid():
            _draw_grid(pen, worksheet, block)
        case DataTable():
            _draw_data(pen, worksheet, block)
        case Chart():
            _done(charts.insert(pen.workbook, worksheet, block))
        case WordTones():
            _draw_highlight(pen, worksheet, block)
        case Picture():
            _draw_picture(worksheet, block)


def _draw_grid(pen: _Pen, worksheet: "Worksheet", grid: Grid) -> None:
    for row, height in enumerate(grid.heights, grid.row):
        if height is not None:
            worksheet.set_row(row, height)
    for row, cells in enumerate(grid.rows, grid.row):
        col = grid.col
        for cell in cells:
            pen.cell(worksheet, row, col, cell)
            col += cell.span


def _draw_data(pen: _Pen, worksheet: "Worksheet", table: DataTable) -> None:
    last_row, last_col = table.row + table.size, len(table.columns) - 1
    options = {
        "name": table.name,
        "style": None,
        "columns": [
            {"header": c.header, "header_format": pen.format("head_left")} for c in table.columns
        ],
    }
    worksheet.set_row(table.row, 30)
    _done(worksheet.add_table(table.row, 0, last_row, last_col, options))
    for col, column in enumerate(table.columns):
        _draw_column(pen, worksheet, (table.row + 1, col), column, table.ruled)


def _draw_column(
    pen: _Pen, worksheet: "Worksheet", place: tuple[int, int], column: DataColumn, ruled: int
) -> None:
    """The values of a column; empty cells cost as much as others, so only ruled ones are drawn."""
    row, col = place
    style = pen.format(column.style)

    def write(at: int, value: Value) -> None:
        _plain(worksheet, at, col, value, style)

    pace.fill(worksheet, place, column.values, ruled, write)
    for i, link in enumerate(column.links):
        if link:
            pen.cell(worksheet, row + i, col, Cell(column.values[i], column.style, link=link))


def _draw_highlight(pen: _Pen, worksheet: "Worksheet", highlight: WordTones) -> None:
    area = highlight.area
    for word, tone in highlight.tones:
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": pen.tone(tone)}
        _done(worksheet.conditional_format(area.row, area.col, area.last_row, area.last_col, rule))


def _draw_picture(worksheet: "Worksheet", picture: Picture) -> None:
    options = {
        "image_data": BytesIO(picture.content),
        "x_scale": picture.scale,
        "y_scale": picture.scale,
        "x_offset": picture.shift / 0.75,
        "description": picture.alt,
        "object_position": 3,
    }
    _done(worksheet.insert_image(picture.row, picture.col, "lambang.png", options))
