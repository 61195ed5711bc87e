"""Says whether a register was adopted: everything that was in the file is there as it was."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ppid_sheets.register.values import Chosen, Value
from ppid_sheets.stores.xlsx import cellwise, names, scan
from ppid_sheets.stores.xlsx.book import WorkbookParts
from ppid_sheets.stores.xlsx.package import Package
from ppid_sheets.stores.xlsx.sheet import parse
from ppid_sheets.stores.xlsx.xml import UnsupportedError, attributes

_MAY_CHANGE = re.compile(
    r"\[Content_Types\]\.xml|.*workbook[^/]*\.xml(\.rels)?|.*styles\d*\.xml|.*calcChain\.xml", re.I
)

JOB = {"due_on", "days_left", "deadline_status", "service_days", "findings"}


def content(data: bytes) -> Mapping[str, Any]:
    """What staff own in a file: the cells of their tabs, the tags of their rows, other parts.

    Cells are values and styles by tab and place, styles as the XML of their format. Tabs and
    columns of the job's own are left out.
    """
    package = Package(data)
    book = WorkbookParts(package)
    sheets = {sheet.title: sheet.part for sheet in book.sheets()}
    workbook = package.read(book.part)
    own = set(names.pages(workbook, sheets.keys()).values())
    tags = names.read(workbook, sheets.keys(), Chosen())
    ours = {position for key, position in tags.positions.items() if key in JOB}
    shared = book.related("sharedStrings")
    texts = package.read(shared) if shared else b""
    found: dict[str, Any] = {}
    for title, part in sheets.items():
        if title in own or title in ("Pilihan", "Hari Libur", "Petunjuk"):
            continue
        grid = cellwise.read(package.read(part), texts, book.styles(), epoch1904=book.epoch1904)
        mine = ours if title == tags.title else set()
        found[f"values of {title}"] = _values(grid, mine)
        found[f"rows of {title}"] = _rows(package.read(part))
    edited = {part.lower() for part in sheets.values()}
    found["parts"] = {
        name: package.read(name)
        for name in package
        if name.lower() not in edited and not _MAY_CHANGE.fullmatch(name)
    }
    return found


def _values(grid: list[list[Value]], ours: set[int]) -> dict[tuple[int, int], Value]:
    return {
        (row, position): value
        for row, values in enumerate(grid, 1)
        for position, value in enumerate(values)
        if value not in ("", None) and position not in ours
    }


def _rows(part: bytes) -> Any:
    try:
        sheet = parse(part)
        rows = {
            row.number: attributes(sheet.data[row.attributes : row.attributes_end])
            for row in scan.rows(sheet)
        }
    except UnsupportedError:
        return part
    for tag in rows.values():
        tag.pop("spans", None)
        tag.pop("ht", None)
    return rows


def is_kept(before: Mapping[str, Any], after: Mapping[str, Any], ours: set[int]) -> list[str]:
    """What is not as it was; columns of the job's own, which `before` may not know, left out."""
    wrong = []
    for name, was in before.items():
        now = after.get(name)
        if name.startswith("values"):
            was = {place: value for place, value in was.items() if place[1] not in ours}
            now = {place: value for place, value in (now or {}).items() if place[1] not in ours}
        if name.startswith("rows") and isinstance(was, dict) and isinstance(now, dict):
            now = {row: tag for row, tag in now.items() if row in was}
        if name == "parts":
            now = {part: data for part, data in (now or {}).items() if part in was}
        if was != now:
            wrong.append(name)
    return wrong


def tagged(path: Path) -> set[int]:
    """The positions of the job's columns."""
    package = Package(path.read_bytes())
    book = WorkbookParts(package)
    titles = {sheet.title for sheet in book.sheets()}
    positions = names.read(package.read(book.part), titles, Chosen()).positions
    return {position for key, position in positions.items() if key in JOB}
