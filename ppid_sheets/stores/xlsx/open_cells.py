"""The cells of a page of formulas that people fill: what they hold, and what they are chosen from.

All other cells of such a page are locked, for a formula is soon typed over.
"""

from collections.abc import Iterator, Mapping, Sequence

from ppid_sheets.register import layout
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.values import Tab
from ppid_sheets.stores.xlsx import recalculation
from ppid_sheets.stores.xlsx.book import WorkbookParts
from ppid_sheets.stores.xlsx.rules import BEFORE_RULES
from ppid_sheets.stores.xlsx.scan import cells, rows
from ppid_sheets.stores.xlsx.sheet import SheetXml, parse
from ppid_sheets.stores.xlsx.xml import Edit, escape

OpenCells = Mapping[tuple[int, int], bytes]
AS_TEXT = 49
"""The built-in number format under which what is typed stays as it is."""
UNLOCKED = {"protection": '<protection locked="0"/>'}
"""What an open cell has beside its look."""
LOCK = '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>'


def held(sheet: SheetXml, tab: Tab) -> OpenCells:
    """The open cells that are there, as they are written (0-based row and column)."""
    wanted = {row for row, _ in tab.open}
    return {
        (row.number - 1, cell.position): sheet.data[cell.start : cell.end]
        for row in (rows(sheet) if wanted else ())
        if row.number - 1 in wanted
        for cell in cells(sheet, row)
        if (row.number - 1, cell.position) in tab.open
    }


def filled(found: OpenCells) -> bool:
    """Whether people have typed in one of them."""
    return any(b"</" in cell for cell in found.values())


def uncalculated(cell: bytes, prefix: str) -> bytes:
    """A formula without the value that it has while nothing is typed."""
    return cell.replace(f' t="str"><{prefix}f>'.encode(), f"><{prefix}f>".encode()).replace(
        f"<{prefix}v></{prefix}v>".encode(), b""
    )


def dropdowns(sheet: SheetXml, tab: Tab) -> Iterator[Edit]:
    """The edits that let open cells be chosen from their lists."""
    if not any(tab.open.values()):
        return
    prefix = sheet.prefix
    rules = "".join(
        f'<{prefix}dataValidation type="list" errorStyle="warning" allowBlank="1" '
        f'sqref="{letters(column)}{row + 1}"><{prefix}formula1>{_list(items)}</{prefix}formula1>'
        f"</{prefix}dataValidation>"
        for (row, column), items in tab.open.items()
        if items
    )
    tag = f"{prefix}dataValidations"
    present = [(e.start, e.end) for e in sheet.tail if e.name == "dataValidations"]
    before = max((e.end for e in sheet.tail if e.name in BEFORE_RULES), default=sheet.cells.end)
    start, end = present[0] if present else (before, before)
    count = sum(map(bool, tab.open.values()))
    yield start, end, f'<{tag} count="{count}">{rules}</{tag}>'.encode()


def _list(items: Sequence[str] | str) -> str:
    """A range as it is, a list in quotation marks."""
    return escape(items if isinstance(items, str) else f'"{",".join(items)}"')


def recalculated(book: WorkbookParts, titles: Mapping[str, str]) -> None:
    """Mark the workbook to be recalculated when opened where a page of formulas shows something."""
    for title in layout.OPEN_CELLS.keys() & titles.keys():
        tab = Tab(title, (), (), open={layout.OPEN_CELLS[title][0]: ()})
        sheet = parse(book.package.read(book.sheet(titles[title]).part))
        if filled(held(sheet, tab)):
            recalculation.ask(book)
            return
