"""Reads an edited file again and compares it with what was meant, before it replaces the old."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from posixpath import basename
from xml.parsers import expat

from ppid_sheets.register.a1 import letters
from ppid_sheets.register.values import Value
from ppid_sheets.stores.xlsx.book import CONTENT_TYPES, WorkbookParts
from ppid_sheets.stores.xlsx.names import is_ours
from ppid_sheets.stores.xlsx.offsets import places
from ppid_sheets.stores.xlsx.package import Package
from ppid_sheets.stores.xlsx.scan import ScannedRow, cells, extent, rows
from ppid_sheets.stores.xlsx.sheet import SheetXml
from ppid_sheets.stores.xlsx.values import encode
from ppid_sheets.stores.xlsx.xml import (
    UnsupportedError,
    attributes,
    child,
    document,
    inside,
)

_MAY_CHANGE = {"spans", "ht"}
"""The attributes of a row's tag that an edit may change: its columns and its height."""
_CHANGING = re.compile(rb' (?:spans|ht)="[^"<]*"')


class ProofError(Exception):
    """What was edited is not what was meant; the text is an Indonesian clause that says where."""


def sound(old: Package, new: Package, changed: Collection[str]) -> None:
    """Raise `ProofError` unless the new file is a whole one that keeps the old one's parts.

    Every part but the `changed` is as it was; each part, relation and content type stands there
    once (or as often as it did); the changed parts are well-formed.
    """
    keys = {part.lower() for part in changed}
    for part in {*old, *new}:
        if part.lower() not in keys and (part not in new or old.read(part) != new.read(part)):
            raise ProofError(f"bagian {part} berubah")
    for part in changed:
        if part in new:
            _well_formed(part, old, new)
            for attribute in ("PartName", "Id"):
                _once(part, attribute, old, new)
    WorkbookParts(new)


def _well_formed(part: str, old: Package, new: Package) -> None:
    fault = _fault(new.read(part))
    if fault:
        before = _fault(old.read(part)) if part in old else ""
        if before:
            raise UnsupportedError(f"XML di {part} rusak ({before})")
        raise ProofError(f"{part} bukan XML lagi ({fault})")


def _fault(data: bytes) -> str:
    """What is wrong with the XML of a part, or ""."""
    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError as error:
        return str(error)
    return ""


def _once(part: str, attribute: str, old: Package, new: Package) -> None:
    if part == CONTENT_TYPES or basename(part).endswith(".rels"):
        before = _values(old.read(part), attribute) if part in old else []
        after = _values(new.read(part), attribute)
        if len(after) - len(set(after)) > len(before) - len(set(before)):
            raise ProofError(f"{part} menyebut satu bagian dua kali")


def _values(data: bytes, attribute: str) -> list[str]:
    found = (element.get(attribute) for element in inside(data, document(data)))
    return [value.lower() for value in found if value]


def same_workbook(old: bytes, new: bytes) -> None:
    """Raise `ProofError` unless a workbook part lost no tab and no name of others."""
    for name, ours in (("sheets", False), ("definedNames", True)):
        before, after = (list(_items(data, name, but_ours=ours)) for data in (old, new))
        if not _is_kept(before, after):
            raise ProofError(f"{name} di buku kerja berubah")


def _items(data: bytes, name: str, *, but_ours: bool) -> Iterator[bytes]:
    found = child(data, document(data), name)
    for item in inside(data, found) if found else ():
        if not (but_ours and is_ours(item)):
            yield data[item.start : item.end]


def _is_kept(before: list[bytes], after: list[bytes]) -> bool:
    """Whether all of the first stand in the second, in that order."""
    left = iter(after)
    return all(any(item == found for found in left) for item in before)


WantedRows = Mapping[int, Sequence[tuple[int, Value]]]
"""What rows are to hold by their numbers: 0-based positions, and their values."""


@dataclass(frozen=True)
class SameCells:
    """Compares a sheet before with after: it may differ in the `wanted` cells alone.

    `check` raises `ProofError` unless these hold what they are to hold, every other cell and row
    is there as it was, and all stand in order, each once.
    """

    old: SheetXml
    new: SheetXml
    wanted: WantedRows
    epoch1904: bool

    def check(self) -> None:
        """Raise `ProofError` where something is not as meant."""
        if self._alike():
            return
        try:
            extent(self.new)
            self._rows()
        except UnsupportedError as error:
            raise ProofError(str(error)) from error

    def _alike(self) -> bool:
        """Whether the sheets, both written as Excel writes them, are plainly as meant.

        They are compared as texts, without the cells in wanted columns and without the tags of
        rows, which are compared by themselves: of 100,000 rows in a third of the time that a look
        at every row takes, which has the last word where this says no.
        """
        if not (places(self.old) and places(self.new)):
            return False
        (others, tags, before), (others_now, tags_now, now) = map(
            self._taken_apart, (self.old, self.new)
        )
        if others != others_now or not _same_tag(tags, tags_now):
            return False
        for row, asked in self.wanted.items():
            for position, value in asked:
                reference = b"%s%d" % (_column(position), row)
                before.pop(reference, None)
                tag, content = now.pop(reference, (b"", b""))
                meant = _meant(type(value).__name__, value, self.new.prefix, self.epoch1904)
                if (_kind(tag), content or b"") != meant:
                    return False
        return before == now

    def _taken_apart(
        self, sheet: SheetXml
    ) -> tuple[bytes, bytes, dict[bytes, tuple[bytes, bytes]]]:
        """A sheet's text without some, the tags of its rows, the cells in wanted columns."""
        positions = {position for row in self.wanted.values() for position, _ in row}
        text = sheet.data[sheet.cells.inner : sheet.cells.inner_end]
        parts = _taken(sheet.prefix, tuple(sorted(positions))).split(text)
        tags = b"".join(tag for tag in parts[1::5] if tag is not None)
        held = dict(zip(parts[2::5], zip(parts[3::5], parts[4::5], strict=True), strict=True))
        held.pop(None, None)
        return b"".join(parts[::5]), tags, held

    def _rows(self) -> None:
        before = rows(self.old)
        was = next(before, None)
        left = {number: dict(cells) for number, cells in self.wanted.items()}
        above = 0
        for now in rows(self.new):
            if now.number <= above:
                raise ProofError(f"baris {now.number} tidak urut")
            above = now.number
            asked = left.pop(now.number, {})
            known = was if was and was.number == now.number else None
            if known:
                was = next(before, None)
                if not asked and self._text(self.old, known) == self._text(self.new, now):
                    continue
                if not _same_tag(self._tag(self.old, known), self._tag(self.new, now)):
                    raise ProofError(f"tanda baris {now.number} berubah")
            elif not asked:
                raise ProofError(f"ada baris {now.number} yang baru")
            self._row(known, now, asked)
        if was:
            raise ProofError(f"baris {was.number} hilang")
        if any(value not in (None, "") for cells in left.values() for value in cells.values()):
            raise ProofError("ada baris yang tidak tertulis")

    def _tag(self, sheet: SheetXml, row: ScannedRow) -> bytes:
        return sheet.data[row.attributes : row.attributes_end]

    def _text(self, sheet: SheetXml, row: ScannedRow) -> bytes:
        return sheet.data[row.start : row.end]

    def _row(self, was: ScannedRow | None, now: ScannedRow, asked: dict[int, Value]) -> None:
        """Compare rows cell by cell."""
        before = list(_others(self.old, was, asked)) if was else []
        if before != list(_others(self.new, now, asked)):
            raise ProofError(f"sel lain di baris {now.number} berubah")
        self._held(
            now,
            asked,
            {
                letters(cell.position).encode(): (cell.attributes.get("t", ""), cell.content or b"")
                for cell in cells(self.new, now)
                if cell.position in asked
            },
        )

    def _held(
        self, row: ScannedRow, asked: dict[int, Value], held: Mapping[bytes, tuple[str, bytes]]
    ) -> None:
        for position, value in asked.items():
            column = _column(position)
            meant = _meant(type(value).__name__, value, self.new.prefix, self.epoch1904)
            if held.get(column, ("", b"")) != meant:
                raise ProofError(f"sel {column.decode()}{row.number} tidak berisi yang diminta")


@cache
def _column(position: int) -> bytes:
    return letters(position).encode()


@lru_cache(maxsize=4096)
def _meant(kind: str, value: Value, prefix: str, epoch1904: bool) -> tuple[str, bytes]:
    """The `t` attribute and the inside of a cell with this value; equal values of two kinds are
    written in two ways."""
    attribute, content = encode(value, prefix=prefix, epoch1904=epoch1904)
    return attribute[4:-1], content.encode()


@cache
def _taken(prefix: str, positions: tuple[int, ...]) -> re.Pattern[bytes]:
    """The tags of rows, and cells in these columns: reference, attributes, what is inside."""
    columns = "|".join(map(letters, positions))
    return re.compile(
        rf"""<{prefix}row([^<>]*)>"""
        rf"""|<{prefix}c r="((?:{columns})\d+)"([^<>]*?)(?:/>|>(.*?)</{prefix}c\s*>)""".encode(),
        re.DOTALL,
    )


@cache
def _kind(text: bytes) -> str:
    return attributes(text).get("t", "")


def _same_tag(before: bytes, after: bytes) -> bool:
    if _CHANGING.sub(b"", before) == _CHANGING.sub(b"", after):
        return True
    return _tag_of(before) == _tag_of(after)


def _tag_of(text: bytes) -> dict[str, str]:
    return {name: value for name, value in attributes(text).items() if name not in _MAY_CHANGE}


def _others(
    sheet: SheetXml, row: ScannedRow, asked: Collection[int]
) -> Iterator[tuple[int, bytes]]:
    for cell in cells(sheet, row):
        if cell.position not in asked:
            yield cell.position, sheet.data[cell.start : cell.end]
