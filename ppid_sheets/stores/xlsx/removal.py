"""Takes every trace of the toolkit out of an .xlsx file again, and leaves all else as it is."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from posixpath import basename, dirname, join

from ppid_sheets.common.indonesian import listed
from ppid_sheets.deadlines.calendar import decreed_holidays
from ppid_sheets.deadlines.holiday_tab import holidays_tab
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.guide import guide_tab
from ppid_sheets.register.layout import choices_tab, register_tab
from ppid_sheets.register.registers import SHAPES
from ppid_sheets.register.schema import Schema, with_wished
from ppid_sheets.register.text import normal
from ppid_sheets.register.values import Chosen, Grid, Snapshot, Value
from ppid_sheets.stores.xlsx import names, proof, recalculation, rules, unused
from ppid_sheets.stores.xlsx.book import CONTENT_TYPES, WorkbookParts
from ppid_sheets.stores.xlsx.heights import height, lit
from ppid_sheets.stores.xlsx.package import Package
from ppid_sheets.stores.xlsx.scan import ScannedRow, cells, rows
from ppid_sheets.stores.xlsx.sheet import SheetXml, column_width, corners, parse
from ppid_sheets.stores.xlsx.xml import (
    Edit,
    UnsupportedError,
    attributes,
    child,
    document,
    inside,
    set_attributes,
    splice,
    with_attributes,
)


def _left_blank(grid: Grid, positions: Collection[int]) -> list[str]:
    """The letters of columns of the job's at whose right something of staff's stands: no file's
    columns are moved."""
    last = max(
        (at for row in grid for at, value in enumerate(row) if value and at not in positions),
        default=0,
    )
    return [letters(at) for at in sorted(positions) if at < last]


def seeded(snapshot: Snapshot, book: WorkbookParts) -> list[str]:
    """The tabs for staff that `init` added, as long as they are unchanged.

    A register that `init` built keeps them all: its dropdowns refer to *Pilihan*.
    """
    schemas = {snapshot.schema, Chosen().schema}  # settings may name other choices than at init
    lists = map(choices_tab, schemas | {with_wished(one, snapshot.tags) for one in schemas})
    others = [schema for schema in SHAPES if schema.name]
    tabs = (*lists, holidays_tab(decreed_holidays()), guide_tab(), *map(register_tab, others))
    if not snapshot.register or snapshot.schema.name:
        return []
    workbook = book.package.read(book.part)
    grids = dict(snapshot.tabs) | {
        schema.tab: _of_staff(snapshot.tabs.get(schema.tab, ()), workbook, schema)
        for schema in others
    }
    found = [t.title for t in tabs if _filled(grids.get(t.title, ())) == _filled(t.rows)]
    names_of_all = child(workbook, document(workbook), "definedNames")
    texts = [book.package.read(sheet.part) for sheet in book.sheets() if sheet.title not in found]
    if names_of_all:
        texts += [
            workbook[name.inner : name.inner_end]
            for name in inside(workbook, names_of_all)
            if name.get("name") != "_xlnm.Print_Titles" and not names.is_ours(name)
        ]
    marks = [f"{quote}{tab.title}{quote}!".encode() for tab in tabs for quote in ("", "'")]
    return [] if any(mark in text for text in texts for mark in marks) else found


def _of_staff(grid: Grid, workbook: bytes, schema: Schema) -> Grid:
    """The cells of another register's tab that are not in the job's columns."""
    tags = names.read(workbook, {schema.tab}, Chosen(schema=schema)).positions
    own = {at for key, at in tags.items() if key in schema.job_keys}
    return [[None if at in own else value for at, value in enumerate(row)] for row in grid]


def _filled(grid: Grid) -> list[list[Value]]:
    """A grid without blanks at its ends."""
    lines = []
    for row in grid:
        line = [None if value == "" else value for value in row]
        while line and line[-1] is None:
            line.pop()
        lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def traces(snapshot: Snapshot, tags: Mapping[str, int], seeded: Sequence[str]) -> Iterator[str]:
    """What is there, in Indonesian, a line each."""
    if tags:
        headers = ", ".join(snapshot.schema.header(key) for key in tags)
        yield f"kolom otomatis pada tab {snapshot.register}: {headers}"
        stay = _left_blank(snapshot.tabs[snapshot.register], tags.values())
        if stay:
            yield (
                f"  (kolom {listed(stay)} tinggal kosong, sebab ada kolom petugas di kanannya; "
                "hapus di Excel bila tidak diperlukan)"
            )
    if snapshot.tags:
        yield f"tanda pengenal pada tab {snapshot.register}"
    if snapshot.highlights:
        yield f"{len(snapshot.highlights)} aturan sorotan pada tab {snapshot.register}"
    for title in (*_pages(snapshot), *seeded):
        yield f"tab {title}"


def _pages(snapshot: Snapshot) -> Collection[str]:
    """The pages that go with a register: those of the job go with the requests."""
    return () if snapshot.schema.name else snapshot.pages.keys()


def columns(snapshot: Snapshot) -> Mapping[str, int]:
    """The job's columns with their own headers; raises `UnsupportedError` for another."""
    schema = snapshot.schema
    found = {key: at for key, at in snapshot.tags.items() if key in schema.job_keys}
    grid: Grid = snapshot.tabs.get(snapshot.register, ())
    header = grid[snapshot.header_row - 1] if 0 < snapshot.header_row <= len(grid) else ()
    for key, at in found.items():
        text = str(header[at] or "") if at < len(header) else ""
        if normal(text) != normal(schema.header(key)):
            raise UnsupportedError(
                f"kolom {letters(at)} di tab {snapshot.register} bertanda milik program, tetapi "
                f"judulnya bukan {schema.header(key)}",
                "betulkan judulnya, lalu jalankan lagi",
            )
    return found


def _relations(part: str) -> str:
    """The part with the relations of a part."""
    return join(dirname(part), "_rels", f"{basename(part)}.rels")


def _remove_unused(book: WorkbookParts, styles: str, old: Package) -> None:
    """Take out what the table of styles has for cells of ours alone, and an empty table."""
    before, after = unused.uses(old, styles), unused.uses(book.package, styles)
    left = unused.without(book.package.read(styles), before, after)
    book.package.write(styles, left)
    if unused.nothing(left):
        book.remove_part(styles)


def removed(data: bytes, snapshot: Snapshot) -> bytes:
    """The file without columns, rules, tabs, names and styles of the job.

    Raises `UnsupportedError` where that is not certain, `proof.ProofError` where it went wrong.
    """
    package = Package(data)
    book = WorkbookParts(package)
    if book.signed:
        raise UnsupportedError("berkasnya bertanda tangan digital")
    changed = {CONTENT_TYPES, book.part, _relations(book.part)}
    titles = {sheet.title for sheet in book.sheets()} - {snapshot.register}
    held = names.pages(package.read(book.part), titles)
    pages = tuple(held[page] for page in _pages(snapshot) if page in held)
    if snapshot.register:
        recalculation.mark(book, snapshot.register, columns(snapshot).values(), pages)
        part = book.sheet(snapshot.register).part
        sheet = parse(package.read(part))
        package.write(part, splice(sheet.data, _sheet_edits(sheet, snapshot, book)))
        changed.add(part)
    for title in (*pages, *seeded(snapshot, book)):
        part = book.sheet(title).part
        book.remove_tab(title)
        changed |= {part, _relations(part)}
    package.write(book.part, names.without_ours(package.read(book.part), snapshot.schema))
    if styles := book.related("styles"):
        _remove_unused(book, styles, Package(data))
        changed.add(styles)
    new = package.to_bytes()
    proof.sound(Package(data), Package(new), changed)
    return new


def _sheet_edits(sheet: SheetXml, snapshot: Snapshot, book: WorkbookParts) -> Iterator[Edit]:
    positions = sorted(columns(snapshot).values())
    widths = {at: column_width(sheet, at) for at in positions}
    yield from _head_edits(sheet, positions)
    finding = snapshot.tags.get("findings", -1)
    own = snapshot.schema.by_key.get("findings")
    wide = widths.get(finding) or (own.width if own else 0)
    grid = snapshot.tabs[snapshot.register]
    usual = _usual_height(sheet)
    for row in rows(sheet):
        text = grid[row.number - 1][finding : finding + 1] if row.number <= len(grid) else ()
        grown = height([(lit(value), wide) for value in text])
        yield from _row_edits(sheet, row, positions, grown, usual)
    yield from rules.edits(sheet, (), book.styles())


def _head_edits(sheet: SheetXml, positions: Sequence[int]) -> Iterator[Edit]:
    for found in sheet.head:
        area = corners(found.get("ref") or "") if found.name == "dimension" else None
        if area and positions:
            right = _shrunk(area[3], positions)
            if right != area[3]:
                ref = f"{letters(area[1])}{area[0]}:{letters(right)}{area[2]}"
                yield set_attributes(sheet.data, found, {"ref": ref})
        if found.name == "cols":
            ours = {str(at + 1) for at in positions}
            held = list(inside(sheet.data, found))
            gone = [c for c in held if c.get("min") == c.get("max") and c.get("min") in ours]
            if gone and len(gone) == len(held):
                yield found.start, found.end, b""
            else:
                yield from ((column.start, column.end, b"") for column in gone)


def _shrunk(right: int, positions: Sequence[int]) -> int:
    """The last position without ours, which mostly stand side by side at the right end."""
    while right in positions and right:
        right -= 1
    return right


def _usual_height(sheet: SheetXml) -> str:
    """The height that most rows state in a sheet whose rows all state one; else ""."""
    heights = [
        attributes(sheet.data[r.attributes : r.attributes_end]).get("ht") for r in rows(sheet)
    ]
    stated = Counter(found for found in heights if found)
    return stated.most_common(1)[0][0] if stated and None not in heights else ""


def _row_edits(
    sheet: SheetXml, row: ScannedRow, positions: Sequence[int], grown: int, usual: str
) -> Iterator[Edit]:
    gone = [cell for cell in cells(sheet, row) if cell.position in positions]
    text = sheet.data[row.attributes : row.attributes_end]
    stated = attributes(text)
    new = text
    low, _, high = stated.get("spans", "").partition(":")
    if gone and high.isdigit():
        right = _shrunk(int(high) - 1, positions) + 1
        if right != int(high):
            new = with_attributes(new, {"spans": f"{low}:{right}"})
    if gone and grown and stated.get("ht") == str(grown) and "customHeight" not in stated:
        left = f' ht="{usual}"' if usual not in ("", str(grown)) else ""
        new = new.replace(f' ht="{grown}"'.encode(), left.encode())
    if new != text:
        yield row.attributes, row.attributes_end, new
    yield from ((cell.start, cell.end, b"") for cell in gone)
