"""Adds a new tab, described as values, after the last one."""

from collections.abc import Callable
from functools import cache
from posixpath import dirname, join

from ppid_sheets.register.a1 import letters
from ppid_sheets.stores.base import Tab
from ppid_sheets.stores.layout import DATE_FORMAT
from ppid_sheets.stores.xlsx.book import Book
from ppid_sheets.stores.xlsx.styles import Styles
from ppid_sheets.stores.xlsx.values import cell_xml
from ppid_sheets.stores.xlsx.xml import (
    UnsupportedError,
    child,
    document,
    escape,
    put_inside,
    splice,
)

_FONT = '<font>{bold}<sz val="{size}"/><color rgb="FF{color}"/><name val="Calibri"/></font>'
_FILL = '<fill><patternFill patternType="solid"><fgColor rgb="FFD9E2F3"/></patternFill></fill>'
_LINE = '<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>'
_BORDER = f"<border><left/><right/><top/>{_LINE.format(side='bottom')}<diagonal/></border>"
_TOP, _WRAP = '<alignment vertical="top"/>', '<alignment vertical="top" wrapText="1"/>'
_LOOKS: dict[str, dict[str, str]] = {
    "title": {"font": _FONT.format(bold="<b/>", size=14, color="1F4E78")},
    "header": {
        "font": _FONT.format(bold="<b/>", size=11, color="000000"),
        "fill": _FILL,
        "border": _BORDER,
        "alignment": _WRAP,
    },
    "body": {"alignment": _TOP},
    "wrap": {"alignment": _WRAP},
}


def add(book: Book, tab: Tab, styles: Styles) -> None:
    """Append the tab to the workbook; raises `UnsupportedError` when its title is taken."""
    elements = book.sheet_elements()
    if tab.title.lower() in {(found.get("name") or "").lower() for found in elements}:
        raise UnsupportedError(f"tab {tab.title} sudah ada")
    wanted = join(dirname(book.part), f"worksheets/sheet{len(elements) + 1}.xml")
    part, relation = book.add_part("worksheet", wanted)
    book.package.write(part, _drawn(book, tab, styles).encode())
    number = max((int(found.get("sheetId") or 0) for found in elements), default=0) + 1
    data = book.package.read(book.part)
    sheets = child(data, document(data), "sheets")
    if sheets is None:
        raise UnsupportedError("daftar tabnya tidak ada")
    new = (
        f'<{book.prefix}sheet xmlns:r="{book.relation_namespace}" name="{escape(tab.title)}" '
        f'sheetId="{number}" r:id="{relation}"/>'
    )
    book.package.write(book.part, splice(data, [put_inside(data, sheets, new.encode())]))


def _drawn(book: Book, tab: Tab, styles: Styles) -> str:
    @cache
    def style_of(look: str, dated: bool) -> int:
        number_format = styles.number_format(DATE_FORMAT) if dated else 0
        return styles.append_cell_style(number_format=number_format, **_LOOKS[look])

    rows = "".join(_row(number, tab, style_of, book) for number in range(1, len(tab.rows) + 1))
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(tab.widths, 1)
    )
    pane = (
        f'<pane ySplit="{tab.frozen_rows}" topLeftCell="A{tab.frozen_rows + 1}" '
        'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>'
        if tab.frozen_rows
        else ""
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{book.namespace}"><sheetViews><sheetView workbookViewId="0">{pane}'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        + (f"<cols>{columns}</cols>" if columns else "")
        + f"<sheetData>{rows}</sheetData>"
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        "</worksheet>"
    )


def _row(number: int, tab: Tab, style_of: Callable[[str, bool], int], book: Book) -> str:
    look = tab.styles[number - 1] if number <= len(tab.styles) else "body"
    cells = b"".join(
        cell_xml(
            f"{letters(position)}{number}",
            style_of(look, position in tab.date_columns and look in ("body", "wrap")),
            value,
            prefix="",
            epoch1904=book.epoch1904,
        )
        for position, value in enumerate(tab.rows[number - 1])
    )
    return f'<row r="{number}">{cells.decode()}</row>'
