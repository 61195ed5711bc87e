"""Draws a described workbook with XlsxWriter."""

import errno
import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ppid_sheets.errors import UnreachableError
from ppid_sheets.reports.book import (
    Block,
    Book,
    Cell,
    Chart,
    DataColumn,
    DataTable,
    Grid,
    Highlight,
    Series,
    Sheet,
    Style,
    Tone,
    Value,
    relative,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Look = Mapping[str, Any]

FONT = "Arial"
NAVY, BLUE, GREY, PALE, RULE, INK, SOFT = (
    "#1F3A5F", "#8FA9C8", "#5F6B7A", "#EEF2F7", "#C9D1DB", "#1B1F24", "#F7F9FB",
)  # fmt: skip
PAPERS = {"A4": 9, "F4": 14}
"""Excel's paper numbers; 14 is Folio, 8.5 x 13 inches, which is F4 (215 x 330 mm)."""

LONGEST = 32_767
FIRST_SERIAL, LAST_SERIAL = 61, 2_958_465
"""Serials from 1 March 1900, before which Excel counts a day that never was."""
_EPOCH = date(1899, 12, 30)

_COUNT, _SHARE, _MEAN = "[$-421]#,##0", "[$-421]0.0%", "[$-421]#,##0.0"
_DATE, _MONTH = "dd/mm/yyyy", "[$-421]mmm yyyy"
_DASHED = f'{_COUNT};-{_COUNT};"–"'
"""Counts with a dash for 0, where zeros would drown the rest."""
_LEFT: Look = {"align": "left", "indent": 1}
_RIGHT: Look = {"align": "right", "indent": 1}
_RULED: Look = {"bottom": 1, "bottom_color": RULE, "valign": "vcenter", "font_size": 9.5}
_HEAD: Look = {
    "bold": True, "font_color": "#FFFFFF", "bg_color": NAVY, "text_wrap": True, "font_size": 9,
    "valign": "vcenter", "bottom": 1, "bottom_color": NAVY,
}  # fmt: skip
_TOTAL: Look = {
    "bold": True, "bg_color": PALE, "top": 1, "top_color": NAVY, "bottom": 1,
    "bottom_color": NAVY, "valign": "vcenter", "font_size": 9.5,
}  # fmt: skip
_TILE: Look = {"bg_color": PALE, "right": 5, "right_color": "#FFFFFF", "align": "center",
               "valign": "vcenter"}  # fmt: skip
_BIG: Look = {**_TILE, "bold": True, "font_size": 20, "font_color": NAVY}
_BEFORE: Look = {**_TILE, "font_size": 8, "font_color": GREY, "right": 0}
_BEFORE_VALUE: Look = {**_BEFORE, "right": 5, "align": "left", "bold": True}
_FORM: Look = {"font_size": 10.5, "valign": "top", "text_wrap": True}
_CENTRED: Look = {"align": "center", "valign": "vcenter"}
_MISSING: Look = {"bold": True, "font_color": "#9B1C1C", "bg_color": "#FFF3A3"}
_OFF: Look = {"bg_color": "#E9E4DA", "font_color": "#6B6250"}
"""Days on which nobody works."""
_SMALL: Look = {"num_format": _DASHED, "align": "center", "valign": "vcenter", "font_size": 8,
                "bottom": 1, "bottom_color": RULE, "left": 1, "left_color": RULE}  # fmt: skip
_CELL: Look = {"font_size": 9, "valign": "vcenter", "bottom": 1, "bottom_color": RULE}

STYLES: Mapping[Style, Look] = {
    "title": {"bold": True, "font_size": 15, "font_color": NAVY, "valign": "vcenter"},
    "meta": {"font_color": GREY, "font_size": 9.5},
    "heading": {"bold": True, "font_size": 11, "font_color": NAVY, "valign": "vcenter"},
    "paragraph": {"text_wrap": True, "valign": "vcenter", "align": "justify", "font_size": 10},
    "note": {"italic": True, "font_color": GREY, "font_size": 9, "text_wrap": True,
             "valign": "vcenter"},
    "verdict": {"bold": True, "font_color": NAVY, "valign": "vcenter", **_LEFT},
    "head": {**_HEAD, "align": "center"},
    "head_left": {**_HEAD, "align": "left", "indent": 1},
    "head_right": {**_HEAD, "align": "right", "indent": 1},
    "head_month": {**_HEAD, "align": "right", "indent": 1, "num_format": "[$-421]mmm"},
    "text": {**_RULED, **_LEFT},
    "count": {**_RULED, "num_format": _COUNT, **_RIGHT},
    "share": {**_RULED, "num_format": _SHARE, **_RIGHT, "font_color": GREY},
    "month": {**_RULED, "num_format": _MONTH, **_LEFT},
    "pivot_count": {**_RULED, "num_format": _DASHED, **_RIGHT},
    "pivot_share": {**_RULED, "num_format": f'{_SHARE};-{_SHARE};"–"', **_RIGHT,
                    "font_color": GREY},
    "centre": {**_RULED, "align": "center"},
    "total": {**_TOTAL, **_LEFT},
    "total_count": {**_TOTAL, "num_format": _COUNT, **_RIGHT},
    "total_share": {**_TOTAL, "num_format": _SHARE, **_RIGHT},
    "tile_label": {**_TILE, "font_size": 9, "bold": True, "font_color": INK, "top": 5,
                   "top_color": NAVY},
    "tile_count": {**_BIG, "num_format": _COUNT},
    "tile_share": {**_BIG, "num_format": "[$-421]0%"},
    "tile_note": {**_TILE, "font_size": 8, "font_color": GREY},
    "tile_before": {**_BEFORE, "align": "right"},
    "tile_before_count": {**_BEFORE_VALUE, "num_format": _COUNT},
    "tile_before_share": {**_BEFORE_VALUE, "num_format": "[$-421]0%"},
    "term": {"bold": True, "font_size": 9.5, "valign": "top", "font_color": NAVY},
    "meaning": {"text_wrap": True, "font_size": 9.5, "valign": "top"},
    "cell": {**_CELL, **_LEFT},
    "cell_wrapped": {**_CELL, **_LEFT, "text_wrap": True},
    "cell_date": {**_CELL, "num_format": _DATE, "align": "center"},
    "cell_number": {**_CELL, "num_format": _COUNT, "align": "center"},
    "letter_office": {**_CENTRED, "bold": True, "font_size": 15, "font_color": NAVY},
    "letter_unit": {**_CENTRED, "bold": True, "font_size": 11},
    "letter_contact": {**_CENTRED, "font_size": 9, "font_color": GREY, "shrink": True},
    "letter_rule": {"bottom": 6, "bottom_color": NAVY},
    "sign": {**_CENTRED, "font_size": 10.5},
    "sign_name": {**_CENTRED, "font_size": 10.5, "bold": True, "underline": 1,
                  "shrink": True},
    "form_title": {**_CENTRED, "bold": True, "font_size": 13},
    "form_number": {**_CENTRED, "font_size": 10.5},
    "form_number_missing": {**_CENTRED, "font_size": 10.5, **_MISSING},
    "form_heading": {**_FORM, "bold": True, "valign": "vcenter"},
    "form_text": {**_FORM, "align": "justify", "valign": "vcenter"},
    "form_label": _FORM,
    "form_value": _FORM,
    "form_missing": {**_FORM, **_MISSING},
    "mean": {**_RULED, "num_format": _MEAN, **_RIGHT},
    "total_mean": {**_TOTAL, "num_format": _MEAN, **_RIGHT},
    "tile_mean": {**_BIG, "num_format": _MEAN},
    "tile_before_mean": {**_BEFORE_VALUE, "num_format": _MEAN},
    "day_name": {**_RULED, **_LEFT},
    "day_date": {**_RULED, "num_format": _DATE, "align": "center"},
    "off_text": {**_RULED, **_LEFT, **_OFF},
    "off_date": {**_RULED, "num_format": _DATE, "align": "center", **_OFF},
    "off_count": {**_RULED, "num_format": _DASHED, **_RIGHT, **_OFF},
    "small_count": _SMALL,
    "small_off": {**_SMALL, **_OFF},
    "small_head": {**_HEAD, "align": "center", "font_size": 8},
    "small_head_off": {**_HEAD, "align": "center", "font_size": 8, "bg_color": GREY},
    "small_word": {**_SMALL, "font_size": 7},
    "code": {**_CELL, "align": "center", "bold": True},
    "changed": {**_CELL, **_LEFT, "text_wrap": True, "valign": "top"},
}  # fmt: skip
TONES: Mapping[Tone, Look] = {
    "good": {"font_color": "#1E6B3A", "bg_color": "#E3F1E7", "bold": True},
    "bad": {"font_color": "#9B1C1C", "bg_color": "#FBE4E4", "bold": True},
    "warn": {"font_color": "#7A4B00", "bg_color": "#FFF3D6"},
}
_SERIES_COLOURS = (NAVY, BLUE, "#9B1C1C", "#B08D57", "#7A8B6F", "#D9DEE5", "#5F6B7A")
_LIMIT_COLOURS = ("#B08D57", "#9B1C1C")
_LINK: Look = {"font_color": "#1F4E9E", "underline": 1}


def write(book: Book, path: Path, *, private: bool = False) -> None:
    """Write a workbook to `path`, replacing an earlier one at once; its folder is made if missing.

    A `private` one only its owner may read (mode 0600, from its first byte on). Raises
    UnreachableError when the folder or the file cannot be written.
    """
    content = render(book)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content, 0o600 if private else 0o666)
    except OSError as error:
        raise UnreachableError(_reason(error, path)) from error


def render(book: Book) -> bytes:
    """The workbook as bytes; the same book gives the same bytes."""
    from xlsxwriter import Workbook

    stream = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": 10, "font_color": INK},
    }
    workbook = Workbook(stream, options)
    workbook.set_properties(
        {
            "title": book.title,
            "subject": book.period,
            "author": book.office,
            "company": book.office,
            "status": book.status,
            "created": datetime(book.created.year, book.created.month, book.created.day),  # noqa: DTZ001 - a day, in no zone
        }
    )
    pen = _Pen(workbook)
    for sheet in book.sheets:
        _draw_sheet(pen, workbook.add_worksheet(sheet.name), sheet, book)
    workbook.close()
    return stream.getvalue()


def _replace(path: Path, content: bytes, mode: int) -> None:
    """Write beside the file, then put the whole in its place."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        fresh.unlink(missing_ok=True)
        fresh.touch(mode, exist_ok=False)
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _reason(error: OSError, path: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{path.name} tidak tersimpan karena penyimpanan penuh; kosongkan dulu, lalu ulangi."
    if isinstance(error, PermissionError) and path.exists():
        return f"{path} tidak dapat diganti; tutup dulu di Excel, lalu jalankan lagi."
    return f"{path} tidak dapat ditulis; periksa folder tujuan dan izin menulisnya."


class _Pen:
    """Formats made once each, and cells written by the kind of their value."""

    def __init__(self, workbook: "Workbook") -> None:
        self.workbook = workbook
        self._formats: dict[tuple[str, bool], Format] = {}

    def format(self, style: Style, link: bool = False) -> "Format":
        """The format of a style."""
        key = (style, link)
        if key not in self._formats:
            look = {**STYLES[style], **(_LINK if link else {})}
            self._formats[key] = self.workbook.add_format(look)
        return self._formats[key]

    def tone(self, tone: Tone) -> "Format":
        """The format of a tone, for conditional formats."""
        return self.workbook.add_format(TONES[tone])

    def cell(self, sheet: "Worksheet", row: int, col: int, cell: Cell) -> None:
        """Write one cell with its span, link, formula and value."""
        style = self.format(cell.style, bool(cell.link))
        if cell.span > 1:
            _done(sheet.merge_range(row, col, row, col + cell.span - 1, "", style))
        if cell.link:
            _done(sheet.write_url(row, col, cell.link, style, string=str(cell.value)))
        if cell.formula:
            value = _serial(cell.value) if isinstance(cell.value, date) else cell.value
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
    match value:
        case str():
            _done(sheet.write_string(row, col, _text(value), style))
        case None:
            _done(sheet.write_blank(row, col, None, style))
        case date() if FIRST_SERIAL <= (serial := _serial(value)) <= LAST_SERIAL:
            _done(sheet.write_number(row, col, serial, style))
        case date():
            _done(sheet.write_string(row, col, value.isoformat(), style))
        case int() | float():
            _done(sheet.write_number(row, col, value, style))


def _serial(day: date) -> int:
    return (day - _EPOCH).days


def _text(text: str) -> str:
    """Text that a cell can hold: of a length and in characters that Excel knows."""
    if text.isascii() and len(text) <= LONGEST:
        return text
    return text[:LONGEST].encode("utf-8", "replace").decode("utf-8")


def _done(code: int) -> None:
    """XlsxWriter says with a negative number that it left something out."""
    if code < 0:
        raise AssertionError(f"XlsxWriter refused a cell: {code}")


def _draw_sheet(pen: _Pen, worksheet: "Worksheet", sheet: Sheet, book: Book) -> None:
    worksheet.hide_gridlines(1 if any(isinstance(b, DataTable) for b in sheet.blocks) else 2)
    for col, width in enumerate(sheet.widths):
        worksheet.set_column(col, col, width)
    for block in sheet.blocks:
        _draw(pen, worksheet, block)
    if sheet.freeze:
        worksheet.freeze_panes(*sheet.freeze)
    _set_page(worksheet, sheet, book)


def _draw(pen: _Pen, worksheet: "Worksheet", block: Block) -> None:
    match block:
        case Grid():
            _draw_grid(pen, worksheet, block)
        case DataTable():
            _draw_data(pen, worksheet, block)
        case Chart():
            _draw_chart(pen, worksheet, block)
        case Highlight():
            _draw_highlight(pen, worksheet, block)


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
    cells = f"{relative(table.row + 1, 0)}:{relative(last_row, last_col)}"
    worksheet.ignore_errors({"number_stored_as_text": cells})
    for col, column in enumerate(table.columns):
        _draw_column(pen, worksheet, (table.row + 1, col), column, table.ruled)


def _draw_column(
    pen: _Pen, worksheet: "Worksheet", place: tuple[int, int], column: DataColumn, ruled: int
) -> None:
    """The values of a column; empty cells cost as much as others, so only ruled ones are drawn."""
    row, col = place
    style = pen.format(column.style)
    for at, value in enumerate(column.values, row):
        if value is not None or at < row + ruled:
            _plain(worksheet, at, col, value, style)
    for i, link in enumerate(column.links):
        if link:
            pen.cell(worksheet, row + i, col, Cell(column.values[i], column.style, link=link))


def _draw_chart(pen: _Pen, worksheet: "Worksheet", chart: Chart) -> None:
    kind = {"type": chart.kind, **({"subtype": "stacked"} if chart.stacked else {})}
    drawn = pen.workbook.add_chart(kind)
    labels = {"value": True, "font": _font(7.5), "num_format": "#,##0;;"}
    for series, colour in zip(chart.series, cycle(_SERIES_COLOURS), strict=False):
        drawn.add_series(
            {
                **_series(series),
                "fill": {"color": colour},
                "border": {"color": NAVY, "width": 0.75},
                "gap": 40,
                "overlap": 100 if chart.stacked else 0,
                **({"data_labels": labels} if chart.labels else {}),
            }
        )
    if chart.limits:
        drawn.combine(_limits(pen, chart.limits))
    drawn.set_title({"name": chart.title, "name_font": _font(10, bold=True), "overlay": False})
    _set_axes(drawn, chart)
    if len(chart.series) + len(chart.limits) > 1:
        drawn.set_legend({"position": "bottom", "font": _font(9)})
    else:
        drawn.set_legend({"none": True})
    drawn.set_chartarea({"border": {"color": RULE}, "fill": {"color": "#FFFFFF"}})
    drawn.set_size({"width": chart.width, "height": chart.height})
    place = {"description": chart.alt, "object_position": 1, "x_offset": 12, "y_offset": 2}
    _done(worksheet.insert_chart(chart.row, chart.col, drawn, place))


def _series(series: Series) -> Look:
    return {
        "name": series.name,
        "categories": f"={series.categories}",
        "values": f"={series.values}",
    }


def _limits(pen: _Pen, limits: Sequence[Series]) -> Any:
    """Points with an error bar down to the axis: the one upright line that all programs draw."""
    drawn = pen.workbook.add_chart({"type": "line"})
    for series, colour in zip(limits, cycle(_LIMIT_COLOURS), strict=False):
        stem = {"color": colour, "width": 1.75, "dash_type": "dash"}
        drawn.add_series(
            {
                **_series(series),
                "line": {"color": colour, "width": 1.75, "dash_type": "dash"},
                "marker": {"type": "diamond", "size": 5, "fill": {"color": colour},
                           "border": {"color": colour}},
                "y_error_bars": {"type": "percentage", "value": 100, "direction": "minus",
                                 "end_style": 0, "line": stem},
            }
        )  # fmt: skip
    return drawn


def _set_axes(drawn: Any, chart: Chart) -> None:
    """Labels along one axis; XlsxWriter calls the lower one of a bar chart its x axis too."""
    labels = {"num_font": _font(8), "line": {"color": RULE}, "major_tick_mark": "none"}
    grid = {"visible": True, "line": {"color": "#E3E8EE"}}
    values = {"num_font": _font(8), "line": {"none": True}, "num_format": "#,##0", "min": 0}
    if chart.kind == "bar":
        drawn.set_y_axis({**labels, "reverse": True, "major_gridlines": {"visible": False}})
        drawn.set_x_axis({**values, "visible": False, "major_gridlines": {"visible": False}})
    else:
        upright = {**_font(8), "rotation": -45}
        months = {"text_axis": True, "num_format": "[$-421]mmm yy", "num_font": upright}
        drawn.set_x_axis({**labels, **months})
        drawn.set_y_axis({**values, "major_gridlines": grid})


def _font(size: float, bold: bool = False) -> Look:
    return {"name": FONT, "size": size, "bold": bold, "color": INK}


def _draw_highlight(pen: _Pen, worksheet: "Worksheet", highlight: Highlight) -> None:
    area = highlight.area
    for word, tone in highlight.tones:
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": pen.tone(tone)}
        _done(worksheet.conditional_format(area.row, area.col, area.last_row, area.last_col, rule))


def _set_page(worksheet: "Worksheet", sheet: Sheet, book: Book) -> None:
    worksheet.set_paper(PAPERS[book.paper])
    if sheet.landscape:
        worksheet.set_landscape()
    worksheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.7)
    worksheet.center_horizontally()
    worksheet.fit_to_pages(1, 1 if sheet.one_page else 0)
    small = f'&8&"{FONT},Regular"'
    if sheet.running_head:
        worksheet.set_header(f"&L{small}{_escaped(book.office)}&R{small}{_escaped(book.title)}")
    worksheet.set_footer(f"&L{small}{_escaped(sheet.title)}&R{small}Halaman &P dari &N")
    if sheet.breaks:
        worksheet.set_h_pagebreaks(list(sheet.breaks))
    if sheet.repeat:
        worksheet.repeat_rows(*sheet.repeat)
    if sheet.print_to is not None:
        worksheet.print_area(0, 0, sheet.print_to, (sheet.print_columns or len(sheet.widths)) - 1)


def _escaped(text: str) -> str:
    """Text for a header or footer, where & begins a code and 255 characters are the limit."""
    return text[:90].replace("&", "&&")
