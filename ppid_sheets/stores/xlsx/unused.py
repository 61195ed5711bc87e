"""Cuts the styles off again that our columns, tabs and rules needed and nothing needs any more."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ppid_sheets.register.looks import HIGHLIGHTS
from ppid_sheets.stores.xlsx import tabs
from ppid_sheets.stores.xlsx.number_formats import FORMATS
from ppid_sheets.stores.xlsx.package import Package
from ppid_sheets.stores.xlsx.styles import EMPTY_PART, OUR_BLANKS, SEEDS, highlight_xml
from ppid_sheets.stores.xlsx.xml import Edit, Element, document, inside, set_attributes, splice

Uses = Mapping[str, set[int]]
"""Which entries of each section something refers to, by their index (a number format: its id)."""

_REFERENCE = re.compile(
    rb"""[\s:](s|style|fontId|fillId|borderId|numFmtId|\w*[dD]xfId)\s*=\s*["']\s*(\d+)"""
)
_OUR_COUNT = f"{OUR_BLANKS}count".encode()
_SECTIONS = {
    b"s": "cellXfs",
    b"style": "cellXfs",
    b"fontId": "fonts",
    b"fillId": "fills",
    b"borderId": "borders",
    b"numFmtId": "numFmts",
}


def uses(package: Package, styles: str) -> Uses:
    """What all other parts refer to; too much rather than too little."""
    found: dict[str, set[int]] = defaultdict(set)
    for part in package:
        if part.lower().endswith(".xml") and part != styles:
            _add(found, package.read(part))
    return found


def _add(found: dict[str, set[int]], data: bytes) -> None:
    for name, number in set(_REFERENCE.findall(data)):
        found[_SECTIONS.get(name, "dxfs")].add(int(number))


def without(data: bytes, before: Uses, after: Uses) -> bytes:
    """The part of styles without the last entries that are ours and that nothing uses.

    Ours are cell styles that were in use `before` our things went and are not `after`, and
    whatever is written as we write it. All other entries keep their index.
    """
    for name in ("cellXfs", "dxfs", "fonts", "fills", "borders", "numFmts"):
        data = _shortened(data, name, before, after)
    return data


def nothing(data: bytes) -> bool:
    """Whether a part holds only what ours begins with, as where a workbook had none before."""
    if not data.startswith(EMPTY_PART.partition("{")[0].encode()):
        return False
    sections = list(inside(data, document(data)))
    seeds = [len(SEEDS.get(section.name, ())) for section in sections]
    ours = all(section.attributes.startswith(_OUR_COUNT) for section in sections)
    return ours and seeds == [len([*inside(data, section)]) for section in sections]


def _shortened(data: bytes, name: str, before: Uses, after: Uses) -> bytes:
    root = document(data)
    sections = {found.name: found for found in inside(data, root)}
    section = sections.get(name)
    if section is None:
        return data
    used = _used(data, name, sections.values()) | after.get(name, set())
    own = _own(name, root.prefix)
    items = list(inside(data, section))
    kept = len(items)
    while kept > len(SEEDS.get(name, ())):
        item = items[kept - 1]
        at = int(item.get("numFmtId") or 0) if name == "numFmts" else kept - 1
        freed = name == "cellXfs" and at in before.get(name, ())
        if at in used or not (freed or _text(data, item, name) in own):
            break
        kept -= 1
    return splice(data, _cut(data, section, items, kept)) if kept < len(items) else data


def _used(data: bytes, name: str, sections: Iterable[Element]) -> set[int]:
    """What the part itself refers to, beside the section's own entries."""
    found: dict[str, set[int]] = defaultdict(set)
    for section in sections:
        if section.name != name:
            _add(found, data[section.start : section.end])
    return found[name]


def _text(data: bytes, item: Element, name: str) -> bytes:
    if name == "numFmts":
        return (item.get("formatCode") or "").encode()
    return data[item.start : item.end]


def _own(name: str, prefix: str) -> set[bytes]:
    """The entries of a section as we write them; number formats by their code."""
    if name == "numFmts":
        return {code.encode() for code in FORMATS.values()}
    if name == "dxfs":
        written: Iterator[str] = (highlight_xml(style) for style in HIGHLIGHTS)
    else:
        written = (look.get(name[:-1], "") for look in tabs.PARTS.values())
    return {re.sub(r"<(/?)(?=\w)", rf"<\1{prefix}", xml).encode() for xml in written if xml}


def _cut(data: bytes, section: Element, items: list[Element], kept: int) -> list[Edit]:
    """Shorten a section; an empty one is closed, or goes where we added it."""
    if kept:
        head = set_attributes(data, section, {"count": str(kept)})
        return [head, (items[kept].start, items[-1].end, b"")]
    if section.attributes.startswith(_OUR_COUNT):
        return [(section.start, section.end, b"")]
    head = set_attributes(data, section, {"count": "0"})
    return [head, (section.inner - 1, section.end, b"/>")]
