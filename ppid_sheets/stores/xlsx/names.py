"""Reads and sets the hidden defined names that tag the register's columns."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from ppid_sheets.register.a1 import letters, position_of
from ppid_sheets.stores.xlsx.xml import (
    Edit,
    Element,
    child,
    document,
    escape,
    inside,
    splice,
    text_of,
)

_PREFIX = "ppid."
_CELL = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$([A-Z]{1,3})\$(\d+)")
_BEFORE = {
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of one tab: 0-based positions by key, in their most common row (1-based)."""

    title: str = ""
    header_row: int = 0
    positions: Mapping[str, int] = field(default_factory=dict)


def read(workbook: bytes, titles: set[str]) -> Tags:
    """The tags that lead to the tab with most of them, lost ones left out."""
    found = []
    for name, element in _tag_elements(workbook).items():
        cell = _CELL.fullmatch(text_of(workbook, element).strip())
        if cell:
            title = (cell[1] or cell[2]).replace("''", "'")
            found.append((name, title, position_of(cell[3]), int(cell[4])))
    counts = Counter(title for _, title, _, _ in found if title in titles)
    if not counts:
        return Tags()
    chosen = counts.most_common(1)[0][0]
    rows = Counter(row for _, title, _, row in found if title == chosen)
    positions = {name: position for name, title, position, _ in found if title == chosen}
    return Tags(chosen, rows.most_common(1)[0][0], positions)


def _tag_elements(workbook: bytes) -> dict[str, Element]:
    """Our names by column key; copies that Excel makes with a copied tab are not ours."""
    names = child(workbook, document(workbook), "definedNames")
    return {
        name.removeprefix(_PREFIX): element
        for element in (inside(workbook, names) if names else ())
        for name in (element.get("name") or "",)
        if name.startswith(_PREFIX) and element.get("localSheetId") is None
    }


def put(workbook: bytes, title: str, header_row: int, tags: Mapping[str, int]) -> bytes:
    """The workbook part with these tags set, all other names as they were."""
    if header_row < 1:
        raise ValueError("tags need the row of the headers")
    root = document(workbook)
    names = child(workbook, root, "definedNames")
    texts = {key: _written(key, title, tags[key], header_row, root.prefix) for key in sorted(tags)}
    if names is None or names.empty:
        tag = f"{root.prefix}definedNames"
        content = f"<{tag}>".encode() + b"".join(texts.values()) + f"</{tag}>".encode()
        return splice(workbook, [_instead(workbook, root, names, content)])
    present = _tag_elements(workbook)
    held = [(found.start, (found.get("name") or "").lower()) for found in inside(workbook, names)]
    edits = []
    for key, text in texts.items():
        if key in present:
            edits.append((present[key].start, present[key].end, text))
        else:
            later = (start for start, name in held if name > f"{_PREFIX}{key}")
            at = next(later, names.inner_end)
            edits.append((at, at, text))
    return splice(workbook, sorted(edits, key=lambda edit: edit[:2]))


def _instead(workbook: bytes, root: Element, names: Element | None, content: bytes) -> Edit:
    if names is not None:
        return names.start, names.end, content
    before = [found.end for found in inside(workbook, root) if found.name in _BEFORE]
    return max(before), max(before), content


def _written(key: str, title: str, position: int, row: int, prefix: str) -> bytes:
    quoted = title.replace("'", "''")
    cell = escape(f"'{quoted}'!${letters(position)}${row}")
    return (
        f'<{prefix}definedName name="{_PREFIX}{key}" hidden="1">{cell}</{prefix}definedName>'
    ).encode()
