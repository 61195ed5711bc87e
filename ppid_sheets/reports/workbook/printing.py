"""The page set-up of a drawn sheet, for XlsxWriter."""

from typing import Any

from ppid_sheets.register.layout import FONT
from ppid_sheets.reports.workbook.book import Book, Sheet
from ppid_sheets.reports.workbook.paging import margins

PAPERS = {"A4": 9, "F4": 14}
"""Excel's paper numbers; 14 is Folio, 8.5 x 13 inches, which is F4 (215 x 330 mm)."""

_NOWHERE = 1_048_575, 16_383
"""The last cell: a print area in which nothing stands prints no page."""


def set_page(worksheet: Any, sheet: Sheet, book: Book) -> None:
    """Paper, margins, head and foot, print area, breaks."""
    worksheet.set_paper(PAPERS[book.paper])
    if sheet.landscape:
        worksheet.set_landscape()
    top, bottom = margins(sheet)
    worksheet.set_margins(left=sheet.side, right=sheet.side, top=top, bottom=bottom)
    worksheet.center_horizontally()
    worksheet.fit_to_pages(1, 1 if sheet.one_page else 0)
    small = f'&{8 if sheet.running_head else 10}&"{FONT},Regular"'
    size = {"scale_with_doc": False}
    if sheet.running_head:
        head = f"&L{small}{_escaped(book.office)}&R{small}{_escaped(book.title)}"
        worksheet.set_header(head, size)
    worksheet.set_footer(f"&L{small}{_escaped(sheet.title)}&R{small}Halaman &P dari &N", size)
    if sheet.breaks:
        worksheet.set_h_pagebreaks(list(sheet.breaks))
    if sheet.repeat:
        worksheet.repeat_rows(*sheet.repeat)
    if not sheet.prints:
        worksheet.print_area(*_NOWHERE, *_NOWHERE)
    elif sheet.print_to is not None:
        worksheet.print_area(0, 0, sheet.print_to, (sheet.print_columns or len(sheet.widths)) - 1)


def _escaped(text: str) -> str:
    """Text for a header or footer, where & begins a code and 255 characters are the limit."""
    return text[:90].replace("&", "&&")
