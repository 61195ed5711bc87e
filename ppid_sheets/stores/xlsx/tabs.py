"""Draws tabs that are described as values: new ones after the last, and pages of the job anew."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import zip_longest
from posixpath import dirname, join

from ppid_sheets.register.a1 import letters
from ppid_sheets.register.bands import SCALE
from ppid_sheets.register.layout import (
    A4,
    DATE_FORMAT,
    EVERYWHERE,
    FOLIO,
    LAST_ROW,
    OWNED,
    PORTRAIT_WIDTH,
)
from ppid_sheets.register.look import Look
from ppid_sheets.register.looks import ROWS
from ppid_sheets.register.schema import Column
from ppid_sheets.register.values import Formula, Tab, Value
from ppid_sheets.stores.xlsx import names, open_cells, row_links, rules
from ppid_sheets.stores.xlsx.book import WorkbookParts
from ppid_sheets.stores.xlsx.drawn_looks import parts_of
from ppid_sheets.stores.xlsx.filters import filtered
from ppid_sheets.stores.xlsx.heights import height
from ppid_sheets.stores.xlsx.sheet import SheetXml, column_width, gridless, parse
from ppid_sheets.stores.xlsx.styles import Styles
from ppid_sheets.stores.xlsx.values import CellKind, encode, kind_of, rest_of_cell
from ppid_sheets.stores.xlsx.xml import (
    Edit,
    UnsupportedError,
    child,
    document,
    escape,
    put_inside,
    set_attributes,
    splice,
)

PARTS: Mapping[str, dict[str, str]] = {
    **{name: parts_of(look) for name, look in ROWS.items()},
    "open": {**parts_of(ROWS["open"]), **open_cells.UNLOCKED},
}
"""The parts of each look of a row, as they stand in the table of styles."""
_ALIGNED = {"center": Look(across="center"), "right": Look(across="right", indent=1)}
_IN_LISTS = ("header", "line", "link")
"""Looks that stand in a column as the column says."""
_FITTED = ("wrap", "line", "header", "tile_label")
"""Looks of rows that are as tall as their texts, which wrap."""


def add(book: WorkbookParts, tab: Tab, styles: Styles) -> None:
    """Append the tab to the workbook; raises `UnsupportedError` when its title is taken."""
    elements = book.sheet_elements()
    if tab.title.lower() in {(found.get("name") or "").lower() for found in elements}:
        raise UnsupportedError(f"tab {tab.title} sudah ada")
    wanted = join(dirname(book.part), f"worksheets/sheet{len(elements) + 1}.xml")
    part, relation = book.add_part("worksheet", wanted)
    blank = parse(_blank(book, tab, styles).encode())
    book.package.write(part, splice(blank.data, _edits(blank, book, tab, styles)))
    number = max((int(found.get("sheetId") or 0) for found in elements), default=0) + 1
    unseen = ' state="hidden"' * tab.hidden
    data = _listed(
        book.package.read(book.part),
        f'<{book.prefix}sheet xmlns:r="{book.relation_namespace}" name="{escape(tab.title)}"'
        f'{unseen} sheetId="{number}" r:id="{relation}"/>',
    )
    if tab.frozen_rows:
        data = names.put_print_titles(
            data, len(elements), tab.title, tab.frozen_rows, column=bool(tab.breaks)
        )
    if tab.printed_from:
        last = letters(tab.hidden_from - 2)
        area = f"$A${tab.printed_from}:${last}${tab.printed_to}"
        data = names.put_print_area(data, len(elements), tab.title, area)
    book.package.write(book.part, data)


def _listed(workbook: bytes, element: str) -> bytes:
    """The workbook part with one more element in its list of tabs."""
    sheets = child(workbook, document(workbook), "sheets")
    if sheets is None:
        raise UnsupportedError("daftar tabnya tidak ada")
    return splice(workbook, [put_inside(workbook, sheets, element.encode())])


def redraw(book: WorkbookParts, title: str, tab: Tab, styles: Styles) -> None:
    """Let the tab now called `title` hold exactly the rows of `tab`, and have its rules and links.

    Where it had other rules it was drawn by an earlier version, and gets the grid and the filter of
    a new one. Widths, panes and all else that is not in its cells stay as they are there.
    """
    part = book.sheet(title).part
    sheet = parse(book.package.read(part))
    if sheet.data.find(b"<f", sheet.cells.inner, sheet.cells.inner_end) >= 0:
        book.drop_calculation_chain()
    book.package.write(part, splice(sheet.data, _edits(sheet, book, tab, styles)))


def _edits(sheet: SheetXml, book: WorkbookParts, tab: Tab, styles: Styles) -> Iterator[Edit]:
    """The edits, in order, that exchange all cells of a sheet."""
    other = bool(tab.highlights) and rules.read(sheet, styles) != tab.highlights
    yield from (
        set_attributes(sheet.data, found, {"ref": _area(tab)})
        for found in sheet.head
        if found.name == "dimension"
    )
    if other and tab.title in OWNED:
        yield from gridless(sheet)
    widths = [column_width(sheet, at) or width for at, width in enumerate(tab.widths)]
    typed = open_cells.held(sheet, tab)
    rows = "".join(_Rows(tab, widths, book, styles, sheet.prefix).written(typed))
    cells = f"<{sheet.prefix}sheetData>{rows}</{sheet.prefix}sheetData>"
    yield sheet.cells.start, sheet.cells.end, cells.encode()
    after = [(e.start, e.end, b"") for e in sheet.tail if e.name == "mergeCells"]
    if other:
        after += filtered(sheet, tab)
        after += rules.edits(sheet, tab.highlights, styles)
    after += row_links.edits(sheet, tab.links)
    after += open_cells.dropdowns(sheet, tab)
    yield from sorted(after, key=lambda edit: edit[:2])


def _area(tab: Tab) -> str:
    width = max((len(row) for row in tab.rows), default=1)
    return f"A1:{letters(max(width, 1) - 1)}{max(len(tab.rows), 1)}"


def _blank(book: WorkbookParts, tab: Tab, styles: Styles) -> str:
    """A worksheet without cells, as wide as the tab is to be, that prints on pages of one width."""
    looks = [f' style="{_filled(column, styles)}"' for column in tab.columns]
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}"{look} customWidth="1"/>'
        for number, (width, look) in enumerate(zip_longest(tab.widths, looks, fillvalue=""), 1)
    )
    if tab.hidden_from:
        columns += f'<col min="{tab.hidden_from + 1}" max="40" width="9" hidden="1"/>'
    pane = (
        f'<pane ySplit="{tab.frozen_rows}" topLeftCell="A{tab.frozen_rows + 1}" '
        'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>'
        if tab.frozen_rows
        else ""
    )
    laid = "landscape" if sum(tab.widths) > PORTRAIT_WIDTH or tab.breaks else "portrait"
    fitted = "" if tab.breaks else '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    size = f'scale="{SCALE}"' if tab.breaks else 'fitToHeight="0"'
    size = size if not tab.printed_from else ""
    kind = FOLIO if not tab.printed_from else A4
    left, right = ("0.25", "0.25") if tab.breaks else ("0.5", "0.4")
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{book.namespace}">{fitted}'
        f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        '<sheetFormatPr defaultRowHeight="15"/>'
        + (f"<cols>{columns}</cols>" if columns else "")
        + f"<sheetData/>{open_cells.LOCK if tab.open else ''}{_dropdowns(tab)}"
        f'<pageMargins left="{left}" right="{right}" top="0.5" bottom="0.6" header="0.3" '
        f'footer="0.3"/><pageSetup paperSize="{kind}" orientation="{laid}" {size}/>'
        "<headerFooter><oddFooter>&amp;L&amp;A&amp;RHalaman &amp;P dari &amp;N</oddFooter>"
        f'</headerFooter>{_breaks(tab)}<ignoredErrors><ignoredError sqref="{EVERYWHERE}" '
        'numberStoredAsText="1"/></ignoredErrors></worksheet>'
    )


def _filled(column: Column, styles: Styles) -> int:
    """The style of cells that people fill."""
    shown = styles.number_format(DATE_FORMAT) if column.kind == "date" else 0
    return styles.append_cell_style(number_format=shown, **PARTS["wrap"])


def _breaks(tab: Tab) -> str:
    places = "".join(f'<brk id="{at}" max="{LAST_ROW - 1}" man="1"/>' for at in tab.breaks)
    count = len(tab.breaks)
    counts = f'count="{count}" manualBreakCount="{count}"'
    return f"<colBreaks {counts}>{places}</colBreaks>" if count else ""


def _dropdowns(tab: Tab) -> str:
    """The lists behind columns of a tab, whose items may not hold a comma."""
    rules = "".join(
        f'<dataValidation type="list" errorStyle="warning" allowBlank="1" sqref="'
        f'{letters(at)}{tab.frozen_rows + 1}:{letters(at)}{LAST_ROW}">'
        f"<formula1>&quot;{escape(','.join(items))}&quot;</formula1></dataValidation>"
        for at, items in tab.choices.items()
    )
    count = len(tab.choices)
    return f'<dataValidations count="{count}">{rules}</dataValidations>' if count else ""


class _Rows:
    """The rows of a tab as they are written, each tall enough for its texts in columns of these
    widths; what people `typed` stays as it is.
    """

    def __init__(
        self, tab: Tab, widths: Sequence[float], book: WorkbookParts, styles: Styles, prefix: str
    ) -> None:
        self._tab, self._widths, self._prefix = tab, widths, prefix
        self._styles, self._epoch1904 = styles, book.epoch1904
        self._style_of = cache(self._appended)
        self._styled, self._plain = cache(self._style), cache(self._rest)

    def written(self, typed: open_cells.OpenCells) -> Iterator[str]:
        tab, prefix = self._tab, self._prefix
        for number, row in enumerate(tab.rows):
            look = tab.styles[number] if number < len(tab.styles) else "body"
            wide = max(len(row), *(at + 1 for of, at in (*tab.open, (number, 0)) if of == number))
            full = [*row, *[None] * (wide - len(row))]
            cells = b"".join(
                self._cell(look, (number, at), value, typed) for at, value in enumerate(full)
            )
            tall = _tall(tab, self._widths, look, row)
            yield f'<{prefix}row r="{number + 1}"{tall}>{cells.decode()}</{prefix}row>'

    def _cell(
        self, look: str, place: tuple[int, int], value: Value, typed: open_cells.OpenCells
    ) -> bytes:
        prefix = self._prefix
        if place in self._tab.open:
            style = self._style_of("open", "", False)
            return typed.get(place, f'<{prefix}c r="{_name(place)}" s="{style}"/>'.encode())
        kind = kind_of(value)
        style = self._styled(look, place[1], place in self._tab.links, kind)
        start = f'<{prefix}c r="{_name(place)}"'.encode()
        if not isinstance(value, Formula):
            return start + self._plain(style, kind, value)
        waits = not value.value and open_cells.filled(typed)
        written = start + self._rest(style, kind, value)
        return open_cells.uncalculated(written, prefix) if waits else written

    def _style(self, look: str, column: int, linked: bool, kind: CellKind) -> int:
        stands = self._tab.aligned.get(column, "") if look in _IN_LISTS else ""
        dated = _dated(self._tab, look, column)
        return self._styles.cell(self._style_of("link" if linked else look, stands, dated), kind)

    def _rest(self, style: int, _: CellKind, value: Value) -> bytes:
        """What follows the name of a cell; a kind keeps equal values of two types apart."""
        attribute, content = encode(value, prefix=self._prefix, epoch1904=self._epoch1904)
        return rest_of_cell(style, attribute, content, self._prefix)

    def _appended(self, look: str, stands: str, dated: bool) -> int:
        if look == "open":
            return self._styles.append_cell_style(number_format=open_cells.AS_TEXT, **PARTS[look])
        number_format = self._styles.number_format(DATE_FORMAT) if dated else 0
        parts = parts_of(ROWS[look] | _ALIGNED[stands]) if stands else PARTS[look]
        return self._styles.append_cell_style(number_format=number_format, **parts)


def _name(place: tuple[int, int]) -> str:
    return f"{letters(place[1])}{place[0] + 1}"


def _tall(tab: Tab, widths: Sequence[float], look: str, row: Sequence[Value]) -> str:
    """The attributes of a row that is taller than a line."""
    fixed = ROWS[look].height if tab.title in OWNED else 0
    texts = zip(row, widths, strict=False) if look in _FITTED else ()
    needed = max(fixed, height(texts, bold=ROWS[look].bold))
    by_hand = ' customHeight="1"' * bool(fixed)
    return f' ht="{needed}"{by_hand}' if needed else ""


def _dated(tab: Tab, look: str, position: int) -> bool:
    return position in tab.date_columns and look in ("body", "wrap")
