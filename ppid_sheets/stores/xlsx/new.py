"""Builds a brand-new register file from what `layout` and `columns` declare."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ppid_sheets.deadlines.holiday_tab import holidays_tab
from ppid_sheets.register import bands, layout, own_tabs
from ppid_sheets.register.guide import guide_tab
from ppid_sheets.register.look import Edge, Look, boxed
from ppid_sheets.register.looks import HIGHLIGHTS, LOOKS, WHITE
from ppid_sheets.register.schema import Column, Schema
from ppid_sheets.register.values import Plan, Tab, Value
from ppid_sheets.stores.xlsx import disk
from ppid_sheets.stores.xlsx.book import WorkbookParts
from ppid_sheets.stores.xlsx.drawn_looks import format_of, options
from ppid_sheets.stores.xlsx.edit import carry_out
from ppid_sheets.stores.xlsx.guidance import guidance
from ppid_sheets.stores.xlsx.heights import height
from ppid_sheets.stores.xlsx.package import Package

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from ppid_sheets.deadlines.calendar import Holiday

CREATED = datetime(2026, 1, 1)  # noqa: DTZ001  # the same for ever, so that builds are identical
_LAST_GUIDED_ROW = 5_000
_FIXED_HEIGHT = re.compile(rb'((?:^|<row )[^<>]*?) customHeight="1"')

_FIRST = layout.HEADER_ROW


def register_options() -> dict[str, Any]:
    """The same for a register: a row of its font is 17 dots tall, so that 22 fit a small screen."""
    return {**options(), "default_row_height": 17}


BODY = LOOKS["body"]
_BOXED = boxed(Edge("thin", "BFBFBF"))
_PLAIN = Look(fill=WHITE)
_LOOKS: Mapping[str, Look] = {
    "title": LOOKS["title"] | BODY,
    "header": LOOKS["header"] | Look(bottom=Edge("thin")),
    "body": BODY,
    "wrap": LOOKS["wrap"],
}
"""Of the tabs that a new file begins with, whose rows are no taller than their text."""


_Rows = Sequence[Mapping[str, Value]]
"""Rows of a register: values by column key."""


def build(
    path: Path | str,
    schema: Schema,
    rows: _Rows = (),
    *,
    holidays: "Iterable[Holiday]",
    officers: Iterable[str] = (),
    beside: Iterable[tuple[Schema, _Rows]] = (),
    optional: Sequence[str] = (),
    remark: str = "",
) -> None:
    """Write a new register with these requests to `path`, and others `beside` it with their rows.

    `optional` are the titles of further pages of the job; `remark` stands in the file's properties.

    Texts stay texts, whatever they look like. Two builds
    of the same register are byte-identical. Raises UnsafeError when the file exists already.
    """
    from xlsxwriter import Workbook

    buffer = BytesIO()
    workbook = Workbook(buffer, register_options())
    workbook.set_properties({"title": schema.title, "comments": remark, "created": CREATED})
    choices = layout.choices_tab(schema, officers)
    registers = ((schema, rows), *beside)
    for kind, held in registers:
        _draw_register(workbook, kind, held, choices.rows[0])
    for tab in (choices, holidays_tab(holidays), guide_tab()):
        _draw_tab(workbook, tab)
    # values need no calculation, so that closing an unchanged register asks nothing
    workbook.calc_on_load, workbook.calc_id = False, layout.ENGINE
    workbook.close()
    disk.create(Path(path), _tagged(buffer.getvalue(), [kind for kind, _ in registers], optional))


def _tagged(data: bytes, schemas: Sequence[Schema], optional: Sequence[str]) -> bytes:
    """The drawn file with the tags of all columns, the job's own tabs as a later `init` would add
    them, and rows that Excel fits to their content."""
    book = WorkbookParts(Package(data))
    headed = [(schema.tab, layout.HEADER_ROW) for schema in schemas]
    for title, heading in (*headed, (layout.GUIDE, 0)):
        part = book.sheet(title).part
        top, opening, rows = book.package.read(part).partition(b'<row r="%d"' % (heading + 1))
        book.package.write(part, top + opening + _FIXED_HEIGHT.sub(rb"\1", rows))
    new_tabs = own_tabs.pages(optional)
    for schema in schemas:
        plan = Plan(
            schema.tab,
            tags=schema.positions,
            header_row=layout.HEADER_ROW,
            new_tabs=new_tabs,
            schema=schema,
        )
        carry_out(book.package, plan)
        new_tabs = ()
    return book.package.to_bytes()


def _draw_register(
    workbook: "Workbook",
    schema: Schema,
    rows: _Rows,
    lists: Sequence[Value],
) -> None:
    sheet = workbook.add_worksheet(schema.tab)
    formats = [workbook.add_format(format_of(_cell_look(column))) for column in schema.built]
    for position, column in enumerate(schema.built):
        sheet.set_column(position, position, column.width, formats[position])
    _draw_heading(workbook, sheet, schema)
    wrapping = [column for column in schema.built if _wraps(column)]
    for number, row in enumerate(rows, _FIRST):
        _fit(sheet, number, ((row.get(column.key), column.width) for column in wrapping))
        for position, column in enumerate(schema.built):
            write(sheet, number, position, row.get(column.key), formats[position])
    last = max(_LAST_GUIDED_ROW, _FIRST + len(rows)) - 1
    for position, column in enumerate(schema.built):
        if guided := guidance(column, lists):
            sheet.data_validation(_FIRST, position, last, position, guided)
    sheet.autofilter(_FIRST - 1, 0, last, len(schema.built) - 1)
    _add_highlights(workbook, sheet, schema)
    _set_page(sheet, schema)
    leave_texts(sheet)


def _draw_heading(workbook: "Workbook", sheet: "Worksheet", schema: Schema) -> None:
    """The title, the groups above the columns, the headers; frozen."""

    def drawn(look: Look) -> "Format":
        return workbook.add_format(format_of(look))

    plain = drawn(BODY | _PLAIN)
    tall = height([(schema.title, schema.built[0].width)], bold=True)
    sheet.set_row(layout.TITLE_ROW - 1, max(28, tall), plain)
    sheet.set_row(layout.GROUP_ROW - 1, 16, plain)
    sheet.set_row(layout.HEADER_ROW - 1, 42, plain)
    look = LOOKS["title"] | _PLAIN
    # the number's column stands on each page of the print, so its title must fit into it
    title = drawn(look | Look(10, wraps=True))
    sheet.write_string(layout.TITLE_ROW - 1, 0, schema.title, title)
    named = drawn(look | Look(12))
    for name, first in bands.bands(schema):
        sheet.write_string(layout.TITLE_ROW - 1, first, name, named)
    for group, color, first, last in bands.groups(schema):
        look = LOOKS["group"] | _BOXED | Look(fill=color)
        _draw_group(sheet, first, last, group, drawn(look))
    staff, job = drawn(LOOKS["staff_header"] | _BOXED), drawn(LOOKS["job_header"] | _BOXED)
    for position, column in enumerate(schema.built):
        look_of = job if column.owner == "job" else staff
        sheet.write_string(layout.HEADER_ROW - 1, position, column.header, look_of)
    sheet.freeze_panes(layout.HEADER_ROW, schema.frozen)


def _draw_group(sheet: "Worksheet", first: int, last: int, text: str, look: "Format") -> None:
    row = layout.GROUP_ROW - 1
    if first == last:
        sheet.write_string(row, first, text, look)
    else:
        sheet.merge_range(row, first, row, last, text, look)


def _cell_look(column: Column) -> Look:
    look = BODY | boxed(Edge("thin", "D9D9D9"))
    look |= Look(number=layout.number_format(column) or "", wraps=_wraps(column))
    if column.owner == "job":
        look |= LOOKS["job_cell"]
    if column.kind in ("date", "time") or (column.kind == "number" and column.owner == "job"):
        look |= Look(across="center")
    elif column.kind == "number":
        look |= Look(across="right", indent=1)
    return look


def _wraps(column: Column) -> bool:
    """A day in words takes two lines rather than lose its ends."""
    return column.kind in ("text", "choice", "date") and not column.one_line


def _fit(sheet: "Worksheet", row: int, texts: Iterable[tuple[Value, float]]) -> None:
    needed = height(texts)
    if needed:
        sheet.set_row(row, needed)


def _add_highlights(workbook: "Workbook", sheet: "Worksheet", schema: Schema) -> None:
    columns = schema.positions
    for rule in layout.highlights(columns, (layout.HEADER_ROW,), len(columns)):
        shown = format_of(HIGHLIGHTS[rule.style])
        sheet.conditional_format(
            rule.area,
            {
                "type": "formula",
                "criteria": f"={rule.formula}",
                "format": workbook.add_format(shown),
            },
        )


def _set_page(sheet: "Worksheet", schema: Schema) -> None:
    """In bands that can be read; headers and registration numbers on each page."""
    sheet.set_landscape()
    sheet.set_paper(layout.FOLIO)
    sheet.set_margins(left=0.25, right=0.25, top=0.5, bottom=0.6)
    sheet.set_print_scale(bands.SCALE)
    sheet.set_v_pagebreaks([first for _, first in bands.bands(schema)[1:]])
    sheet.repeat_rows(0, layout.HEADER_ROW - 1)
    sheet.repeat_columns(0, schema.positions[schema.number])
    sheet.hide_gridlines(2)
    sheet.set_footer("&L&A&RHalaman &P dari &N")


def leave_texts(sheet: "Worksheet") -> None:
    """No green corner on numbers that are texts.

    The first thing that Excel offers there is *Convert to Number*, which destroys the 16th digit of
    a NIK and the leading zero of a telephone.
    """
    sheet.ignore_errors({"number_stored_as_text": layout.EVERYWHERE})


def _draw_tab(workbook: "Workbook", tab: Tab) -> None:
    sheet = workbook.add_worksheet(tab.title)
    formats = {name: workbook.add_format(format_of(look)) for name, look in _LOOKS.items()}
    day = Look(across="left", number=layout.DATE_FORMAT)
    dated = workbook.add_format(format_of(BODY | day))
    for position, width in enumerate(tab.widths):
        sheet.set_column(
            position, position, width, dated if position in tab.date_columns else formats["body"]
        )
    for number, row in enumerate(tab.rows):
        look = tab.styles[number] if number < len(tab.styles) else "body"
        if look == "wrap":
            _fit(sheet, number, zip(row, tab.widths, strict=False))
        for position, value in enumerate(row):
            is_day = look == "body" and position in tab.date_columns
            write(sheet, number, position, value, dated if is_day else formats[look])
    if tab.frozen_rows:
        sheet.freeze_panes(tab.frozen_rows, 0)
    if sum(tab.widths) > layout.PORTRAIT_WIDTH:
        sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
    sheet.set_paper(layout.FOLIO)
    sheet.fit_to_pages(1, 0)
    leave_texts(sheet)


def write(sheet: "Worksheet", row: int, position: int, value: Value, look: "Format") -> None:
    """Write a value by its kind: a text stays a text."""
    match value:
        case None | "":
            return
        case str():
            sheet.write_string(row, position, value, look)
        case bool():
            sheet.write_boolean(row, position, value, look)
        case int() | float():
            sheet.write_number(row, position, value, look)
        case _:
            sheet.write_datetime(row, position, value, look)
