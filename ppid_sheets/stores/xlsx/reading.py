"""Reads the values of tabs: with a native reader where that is safe, else cell by cell."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from itertools import chain
from typing import NamedTuple, cast
from zipfile import ZIP_STORED, ZipFile

from ppid_sheets.register.a1 import letters
from ppid_sheets.register.values import Value
from ppid_sheets.stores.xlsx import cellwise
from ppid_sheets.stores.xlsx.book import WorkbookParts
from ppid_sheets.stores.xlsx.epoch import days_early, put_right
from ppid_sheets.stores.xlsx.failed import failed_cells
from ppid_sheets.stores.xlsx.far import MOST_ROWS, without_far
from ppid_sheets.stores.xlsx.scan import extent
from ppid_sheets.stores.xlsx.sheet import SheetXml, parse
from ppid_sheets.stores.xlsx.uncalculated import uncalculated_cells
from ppid_sheets.stores.xlsx.xml import UnsupportedError, escape

MOST_EMPTY = 2_000_000
"""A native reader allocates the whole rectangle from A1; so many cells take 100 MB."""

_BEYOND_DATES = re.compile(rb"v>-(?:\d{8}|[\d.]+[eE])")  # from "<" on it takes ten times as long
"""Numbers that make the native reader stop the process where their cell is a date."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_Values = list[list[Value]]


class TooFarError(Exception):
    """A cell lies so far out that it belongs to no table: the tab's title, the cell."""


class Read(NamedTuple):
    """The values of tabs from A1, by title, and filled cells too far below to be read with them."""

    tabs: dict[str, _Values]
    far: dict[str, tuple[str, ...]]


def tabs(book: WorkbookParts, titles: Iterable[str]) -> Read:
    """What these tabs hold; formulas give what was last calculated.

    Raises `TooFarError`, `BadZipFile` where a part is damaged, `KeyError` where one is missing.
    """
    near = {title: without_far(book.package.read(book.sheet(title).part)) for title in titles}
    parts = {title: part for title, (part, _) in near.items()}
    plain = {title: sheet for title, part in parts.items() if (sheet := _plain(part))}
    native = _native(book, plain)
    grids = {title: native.get(title) or _cellwise(book, parts[title]) for title in parts}
    early = days_early() if book.epoch1904 else 0
    for title, grid in grids.items():
        _refuse_far_cells(title, grid)
        if title in native:
            put_right(grid, early)
            _put_marks(grid, plain[title])
    return Read(grids, {title: far for title, (_, far) in near.items() if far})


def _plain(part: bytes) -> SheetXml | None:
    """A sheet that the native reader takes as Excel would, with little memory."""
    with suppress(UnsupportedError):
        sheet = parse(part)
        reach = extent(sheet)
        most = max(MOST_EMPTY, 4 * reach.cells)
        if reach.usual and reach.last_row * reach.width <= most and not _BEYOND_DATES.search(part):
            return sheet
    return None


def _native(book: WorkbookParts, sheets: Mapping[str, SheetXml]) -> dict[str, _Values]:
    """What the native reader makes of these sheets; nothing where it fails, however it does."""
    from python_calamine import CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(_digest(book, sheets)))
        return {
            title: cast(
                _Values, workbook.get_sheet_by_name(f"t{n}").to_python(skip_empty_area=False)
            )
            for n, title in enumerate(sheets)
        }
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:
        return {}


def _digest(book: WorkbookParts, sheets: Mapping[str, SheetXml]) -> bytes:
    """A small workbook with the cells of these sheets and what they refer to, and nothing else."""
    texts = book.related("sharedStrings")
    relations = [("styles", "styles.xml")]
    relations += [("sharedStrings", "sharedStrings.xml")] if texts else []
    relations += [("worksheet", f"worksheets/sheet{n}.xml") for n in range(len(sheets))]
    listed = "".join(
        f'<sheet name="t{n}" sheetId="{n + 1}" r:id="rId{len(relations) - len(sheets) + n}"/>'
        for n in range(len(sheets))
    )
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
        package.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        package.writestr("xl/_rels/workbook.xml.rels", _relations(relations))
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{escape(book.namespace)}" xmlns:r="{_OFFICE}">'
            f'<workbookPr date1904="{int(book.epoch1904)}"/><sheets>{listed}</sheets></workbook>',
        )
        package.writestr("xl/styles.xml", _styles(book))
        if texts:
            package.writestr("xl/sharedStrings.xml", book.package.read(texts))
        for n, sheet in enumerate(sheets.values()):
            package.writestr(f"xl/worksheets/sheet{n}.xml", b"".join(_cells(sheet)))
    return buffer.getvalue()


def _styles(book: WorkbookParts) -> str:
    """The cell styles as what they show alone, so that every reader and the editor agree on it."""
    formats = {"number": 0, "date": 14, "duration": 46}
    listed = "".join(f'<xf numFmtId="{formats[kind]}"/>' for kind in book.styles().shown)
    return f'<styleSheet xmlns="{escape(book.namespace)}"><cellXfs>{listed}</cellXfs></styleSheet>'


def _cells(sheet: SheetXml) -> Iterator[bytes | memoryview]:
    """A sheet with its cells alone: what stands around them may be more than a reader knows."""
    yield memoryview(sheet.data)[sheet.root.start : sheet.root.inner]
    yield memoryview(sheet.data)[sheet.cells.start : sheet.cells.end]
    yield f"</{sheet.root.tag}>".encode()


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _cellwise(book: WorkbookParts, part: bytes) -> _Values:
    shared = book.related("sharedStrings")
    texts = book.package.read(shared) if shared else b""
    return cellwise.read(part, texts, book.styles(), epoch1904=book.epoch1904)


def _refuse_far_cells(title: str, grid: _Values) -> None:
    for row in range(MOST_ROWS, len(grid)):
        for position, value in enumerate(grid[row]):
            if value not in (None, ""):
                raise TooFarError(title, f"{letters(position)}{row + 1}")


def _put_marks(grid: _Values, sheet: SheetXml) -> None:
    """Let cells whose formula has no value say so, which the native reader leaves blank, or
    outside of what it gives."""
    for row, position, text in chain(failed_cells(sheet), uncalculated_cells(sheet)):
        grid += [[] for _ in range(row - len(grid))]
        cells = grid[row - 1]
        cells += [""] * (position + 1 - len(cells))
        cells[position] = text
