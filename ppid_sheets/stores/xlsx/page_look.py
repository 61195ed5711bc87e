"""How a tab that carries rules or links of ours is drawn now."""

from contextlib import suppress

from ppid_sheets.register.values import PageLook
from ppid_sheets.stores.xlsx import row_links, rules
from ppid_sheets.stores.xlsx.book import WorkbookParts
from ppid_sheets.stores.xlsx.sheet import parse
from ppid_sheets.stores.xlsx.styles import Styles
from ppid_sheets.stores.xlsx.xml import UnsupportedError


def look(book: WorkbookParts, title: str, styles: Styles) -> PageLook:
    """Our rules and where links lead; nothing in a sheet that can be read, though not edited:
    `apply` says why.
    """
    with suppress(UnsupportedError):
        sheet = parse(book.package.read(book.sheet(title).part))
        return PageLook(rules.read(sheet, styles), row_links.leads(sheet))
    return PageLook()
