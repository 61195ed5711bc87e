"""Carries out a plan on the bytes of an .xlsx file."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial

from ppid_sheets.register.a1 import letters
from ppid_sheets.register.values import NewColumn, Plan, Value
from ppid_sheets.stores.xlsx import names, open_cells, proof, recalculation, rules, scan, tabs
from ppid_sheets.stores.xlsx.book import WorkbookParts
from ppid_sheets.stores.xlsx.cells import CellEditor, StyleOf
from ppid_sheets.stores.xlsx.package import Package
from ppid_sheets.stores.xlsx.scan import LAST_POSITION
from ppid_sheets.stores.xlsx.sheet import (
    SheetXml,
    column_style,
    column_width,
    dimension_edits,
    parse,
    width_edits,
)
from ppid_sheets.stores.xlsx.styles import Styles
from ppid_sheets.stores.xlsx.values import CellKind
from ppid_sheets.stores.xlsx.xml import Edit, UnsupportedError, splice

_WRAPPED = '<alignment vertical="top" wrapText="1"/>'


def edited(package: Package, plan: Plan) -> bytes:
    """The file with the plan carried out and every other part byte for byte as it was.

    The package is used up by it.

    The new file is read again and compared with the plan: raises `ProofError` where it is not what
    was meant, which is a fault of this program.
    Raises `UnsupportedError` where an edit is not safe, `NotAWorkbookError` or `BadZipFile` where
    the bytes are no workbook.
    """
    carry_out(package, plan)
    new = package.to_bytes()
    _prove(package.before, Package(new), package.changed, plan)
    return new


def carry_out(package: Package, plan: Plan) -> None:
    """Change the package's parts as the plan says; raises as `edited`, which looks again."""
    book = WorkbookParts(package)
    if book.signed:
        raise UnsupportedError("berkasnya bertanda tangan digital")
    styles = book.styles()
    part = book.sheet(plan.register).part
    if plan.cells or plan.new_columns or plan.highlights is not None:
        try:
            sheet = parse(package.read(part))
            package.write(part, splice(sheet.data, _sheet_edits(sheet, plan, styles, book)))
        except UnsupportedError as reason:
            raise UnsupportedError(f"tab {plan.register}, {reason}", reason.remedy) from reason
    _redraw_pages(book, plan, styles)
    for tab in plan.new_tabs:
        tabs.add(book, tab, styles)
    _put_tags(book, plan)
    book.put_styles(styles)
    if plan.cells:
        places = names.pages(package.read(book.part), {s.title for s in book.sheets()})
        columns = {change.position for change in plan.cells}
        recalculation.mark(book, plan.register, columns, set(places.values()))


def _prove(old: Package, new: Package, changed: Iterable[str], plan: Plan) -> None:
    """Read the new file again; raises `ProofError` unless it is what the plan means."""
    proof.sound(old, new, tuple(changed))
    before, after = WorkbookParts(old), WorkbookParts(new)
    proof.same_workbook(old.read(before.part), new.read(after.part))
    part = before.sheet(plan.register).part
    if after.sheet(plan.register).part != part:
        raise proof.ProofError(f"tab {plan.register} bertukar")
    if old.read(part) != new.read(part):
        proof.SameCells(
            parse(old.read(part)), parse(new.read(part)), _wanted(plan), after.epoch1904
        ).check()


def _redraw_pages(book: WorkbookParts, plan: Plan, styles: Styles) -> None:
    if plan.pages:
        places = names.pages(book.package.read(book.part), {s.title for s in book.sheets()})
        for page in plan.pages:
            if page.title in places:
                tabs.redraw(book, places[page.title], page, styles)
        if any(page.open or page.hidden for page in plan.pages):
            open_cells.recalculated(book, places)


def _put_tags(book: WorkbookParts, plan: Plan) -> None:
    if plan.tags or plan.new_tabs:
        workbook = names.put_pages(
            book.package.read(book.part), [tab.title for tab in plan.new_tabs]
        )
        if plan.tags:
            workbook = names.put(workbook, plan.register, plan.header_row, plan.tags, plan.schema)
        book.package.write(book.part, workbook)


def _sheet_edits(
    sheet: SheetXml, plan: Plan, styles: Styles, book: WorkbookParts
) -> Iterator[Edit]:
    _refuse_beyond_the_edge(sheet, plan)
    columns = plan.schema.by_key
    wrapped = {
        change.position: column_width(sheet, change.position) or columns[change.key].width
        for change in plan.cells
        if change.key == "findings"
    }
    editor = CellEditor(sheet, epoch1904=book.epoch1904, wrapped=wrapped)
    headers = {
        (column.header_row, column.position): _header_style(editor, column)
        for column in plan.new_columns
    }
    cells = list(editor.edits(_wanted(plan), _chooser(sheet, plan, styles), headers))
    if editor.formulas_lost:
        book.drop_calculation_chain()
    yield from dimension_edits(sheet, editor.added)
    widths = {column.position: columns[column.key].width for column in plan.new_columns}
    yield from width_edits(sheet, widths)
    yield from cells
    if plan.highlights is not None:
        yield from rules.edits(sheet, plan.highlights, styles)


def _refuse_beyond_the_edge(sheet: SheetXml, plan: Plan) -> None:
    """Raise where the last columns of a sheet are filled, which leaves no room for new ones."""
    if all(column.position <= LAST_POSITION for column in plan.new_columns):
        return
    first = LAST_POSITION - len(plan.new_columns)
    held = (
        f"{letters(cell.position)}{row.number}"
        for row in scan.rows(sheet)
        for cell in scan.cells(sheet, row)
        if cell.position > first and cell.content
    )
    raise UnsupportedError(
        f"sel {next(held, letters(LAST_POSITION))} terisi di tepi kanan lembar, sehingga kolom "
        "otomatis tidak muat di sebelahnya",
        "hapus isian itu, lalu jalankan lagi",
    )


def _header_style(editor: CellEditor, column: NewColumn) -> int:
    """The style of the last filled header cell to the left; raises where a header stands."""
    filled = [cell for cell in editor.row(column.header_row) if cell.filled]
    if any(cell.position == column.position for cell in filled):
        raise UnsupportedError(f"sel {letters(column.position)}{column.header_row} sudah terisi")
    return max(
        ((cell.position, cell.style) for cell in filled if cell.position < column.position),
        default=(0, 0),
    )[1]


def _wanted(plan: Plan) -> Mapping[int, list[tuple[int, Value]]]:
    """The plan's cells by sheet row, in ascending order of their positions, each once."""
    wanted: dict[int, list[tuple[int, Value]]] = {}
    headers = [
        (new.position, (new.header_row,), (plan.schema.header(new.key),))
        for new in plan.new_columns
    ]
    changes = [(change.position, change.rows, change.new) for change in plan.cells]
    for position, rows, values in sorted((*headers, *changes), key=lambda change: change[0]):
        for row, value in zip(rows, values, strict=True):
            cells = wanted.setdefault(row, [])
            if cells and cells[-1][0] == position:
                cells.pop()
            cells.append((position, value))
    return wanted


def _chooser(sheet: SheetXml, plan: Plan, styles: Styles) -> StyleOf:
    """How a cell of the plan is to look: as now, else as its column, else as its kind asks."""
    keys = {change.position: change.key for change in plan.cells}

    column = cache(partial(column_style, sheet))

    def style_of(position: int, present: int | None, kind: CellKind) -> int:
        base = present if present is not None else column(position)
        if base is None:
            wrapped = keys.get(position) == "findings"
            base = styles.append_cell_style(alignment=_WRAPPED) if wrapped else 0
        return styles.cell(base, kind)

    return style_of
