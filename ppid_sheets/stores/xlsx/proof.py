"""Reads an edited file again and compares it with what was meant, before it replaces the old."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from posixpath import basename
from xml.parsers import expat

from ppid_sheets.register.a1 import letters
from ppid_sheets.register.values import Value
from ppid_sheets.stores.xlsx.book import CONTENT_TYPES, Book
from ppid_sheets.stores.xlsx.names import is_ours
from ppid_sheets.stores.xlsx.package import Package
from ppid_sheets.stores.xlsx.scan import Row, cells, extent, in_order, rows
from ppid_sheets.stores.xlsx.sheet import Sheet
from ppid_sheets.stores.xlsx.values import encode
from ppid_sheets.stores.xlsx.xml import (
    UnsupportedError,
    attributes,
    child,
    document,
    inside,
)

_MAY_CHANGE = {"spans", "ht"}
"""What of a row's tag an edit may change: the columns it covers and how tall it is."""
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
    Book(new)


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


Wanted = Mapping[int, Sequence[tuple[int, Value]]]
"""What rows are to hold by their numbers: 0-based positions, and their values."""


@dataclass(frozen=True)
class SameCells:
    """Compares a sheet before with after: it may differ in the `wanted` cells alone.

    `check` raises `ProofError` unless these hold what they are to hold, every other cell and row
    is there as it was, and all stand in order, each once.
    """

    old: Sheet
    new: Sheet
    wanted: Wanted
    epoch1904: bool

    def check(self) -> None:
        """Raise `ProofError` where something is not as meant."""
        try:
            if extent(self.old).usual:
                self._rows(self._usual_row)
            else:
                extent(self.new)
                self._rows(self._row)
        except UnsupportedError as error:
            raise ProofError(str(error)) from error

    def _rows(self, compare: Callable[[Row | None, Row, dict[int, Value]], None]) -> None:
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
            compare(known, now, asked)
        if was:
            raise ProofError(f"baris {was.number} hilang")
        if any(value not in (None, "") for cells in left.values() for value in cells.values()):
            raise ProofError("ada baris yang tidak tertulis")

    @cached_property
    def _opening(self) -> bytes:
        """How the tag of a cell begins."""
        return f"<{self.new.prefix}c".encode()

    def _tag(self, sheet: Sheet, row: Row) -> bytes:
        return sheet.data[row.attributes : row.attributes_end]

    def _text(self, sheet: Sheet, row: Row) -> bytes:
        return sheet.data[row.start : row.end]

    def _usual_row(self, was: Row | None, now: Row, asked: dict[int, Value]) -> None:
        """Compare rows that Excel might have written: as text, without the wanted cells.

        Cells of the old row stand in order, each once. What comes before the first wanted one is
        compared as it is; from there on the new row's cells must be in order as well.
        """
        pattern = _cells_at(self.new.prefix, tuple(asked))
        before = self.old.data[was.inner : was.inner_end] if was else b""
        after = self.new.data[now.inner : now.inner_end]
        opening, first = self._opening, min(asked, default=0)
        at = max(0, after.find(b'%s r="%s%d"' % (opening, _column(first), now.number)))
        parts = pattern.split(after[at:])  # what stands between the cells, and of each three groups
        if b"".join(parts[::4]) != pattern.sub(b"", before[at:]) or before[:at] != after[:at]:
            raise ProofError(f"sel lain di baris {now.number} berubah")
        if not in_order(after, opening, now.number, max(0, after.rfind(opening, 0, at))):
            raise ProofError(f"sel di baris {now.number} tidak urut")
        found = zip(parts[1::4], parts[2::4], parts[3::4], strict=True)
        held = {column: (_kind(tag), content or b"") for column, tag, content in found}
        self._held(now, asked, held)

    def _row(self, was: Row | None, now: Row, asked: dict[int, Value]) -> None:
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
        self, row: Row, asked: dict[int, Value], held: Mapping[bytes, tuple[str, bytes]]
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
def _cells_at(prefix: str, positions: tuple[int, ...]) -> re.Pattern[bytes]:
    """Cells in these columns, as Excel writes them: column, attributes, what is inside."""
    columns = "|".join(map(letters, sorted(positions)))
    return re.compile(
        rf"""<{prefix}c r="({columns})\d+"([^<>]*?)(?:/>|>(.*?)</{prefix}c\s*>)""".encode(),
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


def _others(sheet: Sheet, row: Row, asked: Collection[int]) -> Iterator[tuple[int, bytes]]:
    for cell in cells(sheet, row):
        if cell.position not in asked:
            yield cell.position, sheet.data[cell.start : cell.end]
