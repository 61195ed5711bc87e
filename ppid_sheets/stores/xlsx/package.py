"""Reads and rewrites the zip of an .xlsx file, keeping the raw bytes of every untouched part."""

import os
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType
from zipfile import BadZipFile, ZipFile

from ppid_sheets.stores.xlsx.xml import UnsupportedError

_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_OFFSET_AT = 42
_NO_DESCRIPTOR = ~0x08
_DEFLATED = 8
_LEVEL = 3
_BLOCK = 1 << 21
_NO_PARTS: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Member:
    """A part as it stands in the zip: its raw span, and its entry in the directory."""

    name: str
    start: int
    end: int
    entry: bytes

    def moved(self, offset: int) -> bytes:
        """The directory entry of this member when its unchanged span begins at `offset`."""
        return self.entry[:_OFFSET_AT] + struct.pack("<L", offset) + self.entry[_OFFSET_AT + 4 :]


class Package:
    """The parts of an .xlsx file by name; changes are kept aside until `to_bytes`.

    `data` are the bytes of the file as it was.

    Raises `BadZipFile` where the bytes are no whole zip, `UnsupportedError` where they are one that
    cannot be rewritten member by member (zip64, a prefix, two parts of one name).
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._zip = ZipFile(BytesIO(data))
        self._names = {name.lower().replace("\\", "/"): name for name in self._zip.namelist()}
        self._changed: dict[str, bytes | None] = {}
        self._unpacked: dict[str, bytes] = {}

    def __contains__(self, part: str) -> bool:
        return self._name(part) is not None

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._names.values() if self._changed.get(name, b"") is not None)

    def _name(self, part: str) -> str | None:
        """The part's name as the zip writes it: part names do not distinguish case."""
        name = self._names.get(part.lower())
        return None if name is None or self._changed.get(name, b"") is None else name

    def read(self, part: str) -> bytes:
        """The part's content with the changes made so far; raises BadZipFile, KeyError."""
        name = self._name(part)
        if name is None:
            raise KeyError(part)
        changed = self._changed.get(name)
        if changed is not None:
            return changed
        try:
            if name not in self._unpacked:
                self._unpacked[name] = self._zip.read(name)
            return self._unpacked[name]
        except (zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error) as error:
            raise BadZipFile(str(error)) from error

    def write(self, part: str, content: bytes) -> None:
        """Set the content of a part; a new part is put after all others."""
        name = self._names.setdefault(part.lower(), part)
        self._changed[name] = content

    def remove(self, part: str) -> None:
        """Leave a part out."""
        name = self._name(part)
        if name is not None:
            self._changed[name] = None

    def to_bytes(self) -> bytes:
        """The zip with the changes carried out, all other members byte for byte as they were."""
        members, end = _members(self.data)
        pieces = [self.data[: min((m.start for m in members), default=0)]]
        offset = len(pieces[0])
        entries: dict[str, bytes] = {}
        for member in sorted(members, key=lambda member: member.start):
            content = self._changed.get(member.name, b"")
            if content is None:
                continue
            if member.name in self._changed:
                span, entries[member.name] = _packed(member, content, offset)
            else:
                span = self.data[member.start : member.end]
                entries[member.name] = member.moved(offset)
            pieces.append(span)
            offset += len(span)
        directory = [entries[member.name] for member in members if member.name in entries]
        for name, content in self._changed.items():
            if content is not None and name not in entries:
                span, entry = _packed(_like(members[0], name), content, offset)
                pieces.append(span)
                directory.append(entry)
                offset += len(span)
        return b"".join((*pieces, *directory, _ending(end, directory, offset)))


def _members(data: bytes) -> tuple[list[_Member], bytes]:
    """All members in the order of the directory, and the record that ends the zip."""
    at = data.rfind(b"PK\5\6")
    _, _, _, _, count, size, start, _ = _END.unpack_from(data, at)
    if start + size != at:
        raise UnsupportedError("susunan zip-nya tidak biasa")
    raw = []
    for _ in range(count):
        fields = _ENTRY.unpack_from(data, start)
        stop = start + _ENTRY.size + sum(fields[10:13])
        name = data[start + _ENTRY.size :][: fields[10]]
        text = name.decode("utf-8" if fields[3] & 0x800 else "cp437")
        raw.append((text, fields[16], data[start:stop]))
        start = stop
    if len({name.lower() for name, _, _ in raw}) < count or start != at:
        raise UnsupportedError("susunan zip-nya tidak biasa")
    starts = sorted(offset for _, offset, _ in raw)
    following = dict(zip(starts, (*starts[1:], at - size), strict=True))
    members = [_Member(name, offset, following[offset], entry) for name, offset, entry in raw]
    return members, data[at:]


def _like(member: _Member, name: str) -> _Member:
    """A member of another name with the same time stamp and makers' marks."""
    encoded = name.encode("ascii")
    fields = list(_ENTRY.unpack_from(member.entry))
    fields[10:13] = [len(encoded), 0, 0]
    return _Member(name, 0, 0, _ENTRY.pack(*fields) + encoded)


def _packed(member: _Member, content: bytes, offset: int) -> tuple[bytes, bytes]:
    """The span and the directory entry of a member with new content at `offset`."""
    fields = list(_ENTRY.unpack_from(member.entry))
    name = member.entry[_ENTRY.size :][: fields[10]]
    packed = _deflated(content)
    sizes = [zlib.crc32(content), len(packed), len(content)]
    fields[2:5] = [20, fields[3] & _NO_DESCRIPTOR, _DEFLATED]
    fields[7:10] = sizes
    fields[11:13] = [0, 0]
    fields[16] = offset
    local = _LOCAL.pack(b"PK\3\4", *fields[2:7], *sizes, len(name), 0)
    return local + name + packed, _ENTRY.pack(*fields) + name


def _deflated(content: bytes) -> bytes:
    """Raw deflate of the content; blocks are packed side by side, whatever the number of cores."""
    if len(content) <= _BLOCK:
        return _block(content, zlib.Z_FINISH)
    from concurrent.futures import ThreadPoolExecutor

    view = memoryview(content)
    blocks = [view[at : at + _BLOCK] for at in range(0, len(content), _BLOCK)]
    modes = [zlib.Z_SYNC_FLUSH] * (len(blocks) - 1) + [zlib.Z_FINISH]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return b"".join(pool.map(_block, blocks, modes))


def _block(content: bytes | memoryview, mode: int) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush(mode)


def _ending(end: bytes, directory: list[bytes], offset: int) -> bytes:
    """The record that ends the zip, for this directory at `offset`; its comment is kept."""
    fields = list(_END.unpack_from(end))
    size = sum(map(len, directory))
    fields[3:7] = [len(directory), len(directory), size, offset]
    return _END.pack(*fields) + end[_END.size :]
