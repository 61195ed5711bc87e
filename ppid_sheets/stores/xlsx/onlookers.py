"""The office's references to the tabs that a removal takes out of a file."""

import html
import re
from collections.abc import Collection, Iterator

from ppid_sheets.register.a1 import letters
from ppid_sheets.stores.xlsx.book import WorkbookParts
from ppid_sheets.stores.xlsx.names import is_ours
from ppid_sheets.stores.xlsx.scan import cells, rows
from ppid_sheets.stores.xlsx.sheet import parse
from ppid_sheets.stores.xlsx.xml import UnsupportedError, child, document, inside

MOST = 5
"""So many cells of a tab are named one by one."""
_TEXT = re.compile(r'"[^"]*"')
_FORMULA = re.compile(rb"<(?:[^\s<>/:]+:)?f(?:\s[^<>]*)?>([^<]+)<")


def named(book: WorkbookParts, pages: Collection[str]) -> Iterator[str]:
    """The formulas and names of a workbook, in Indonesian, a line each."""
    for sheet in book.sheets():
        if sheet.title not in pages:
            found = list(_looking(book.package.read(sheet.part), pages))
            more = f" dan {len(found) - MOST} sel lain" if len(found) > MOST else ""
            if found:
                yield f"rumus di tab {sheet.title}: {', '.join(found[:MOST])}{more}"
    data = book.package.read(book.part)
    listed = child(data, document(data), "definedNames")
    for item in inside(data, listed) if listed else ():
        name = item.get("name") or ""
        own = is_ours(item) or name.startswith("_xlnm.")
        if not own and _names(data[item.inner : item.inner_end], pages):
            yield f"rentang bernama {name}"


def _looking(part: bytes, pages: Collection[str]) -> Iterator[str]:
    """The cells of a tab; none of one that cannot be edited, which a removal says as well."""
    if not any(_names(text, pages) for text in _FORMULA.findall(part)):
        return
    try:
        sheet = parse(part)
        for row in rows(sheet):
            for cell in cells(sheet, row):
                formula = _FORMULA.search(cell.content or b"")
                if formula and _names(formula[1], pages):
                    yield f"{letters(cell.position)}{row.number}"
    except UnsupportedError:
        return


def _names(formula: bytes, pages: Collection[str]) -> bool:
    """Whether a formula names a place in one of these tabs."""
    text = _TEXT.sub("", html.unescape(formula.decode())).casefold()
    titles = (page.replace("'", "''").casefold() for page in pages)
    return any(
        f"'{title}'!" in text or re.search(rf"(?<![\w.'\]]){re.escape(title)}!", text)
        for title in titles
    )
