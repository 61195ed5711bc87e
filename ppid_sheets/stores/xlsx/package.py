"""Reads and rewrites the zip of an .xlsx file, each untouched part with the content it had."""

from collections.abc import Iterator
from copy import copy
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ppid_sheets.stores.xlsx.xml import UnreadableError, UnsupportedError

MOST_BYTES = 1 << 30
"""Unpacked; a register of 100,000 requests takes an eighth of it."""

_LEVEL = 3
_ENCRYPTED = 0x01


class Package:
    """The parts of an .xlsx file by name; changes take effect in `to_bytes`.

    Names do not distinguish case, and a backslash in them is a slash, as Windows reads it.
    `data` are the bytes of the file as it was.

    Raises `BadZipFile` where the bytes are no whole zip, `UnreadableError` where they are one that
    is packed in a way that spreadsheet programs do not know, or beyond measure.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        try:
            self._zip = ZipFile(BytesIO(data))
        except MemoryError:
            raise
        except (
            Exception
        ) as error:  # damaged directories raise whatever they make zipfile stumble on
            raise BadZipFile(str(error)) from error
        self._members = self._zip.infolist()
        self._infos = {_key(member.filename): member for member in self._members}
        self._changed: dict[str, tuple[str, bytes | None]] = {}
        self._unpacked: dict[str, bytes] = {}
        if sum(member.file_size for member in self._members) > MOST_BYTES:
            raise UnreadableError("isinya terlalu besar untuk sebuah register")

    def __contains__(self, part: str) -> bool:
        key = _key(part)
        if key in self._changed:
            return self._changed[key][1] is not None
        return key in self._infos

    def __iter__(self) -> Iterator[str]:
        yield from (_slashed(m.filename) for m in self._infos.values() if m.filename in self)
        yield from (name for key, (name, _) in self._changed.items() if key not in self._infos)

    def read(self, part: str) -> bytes:
        """The part's content with the changes made so far; raises BadZipFile, KeyError."""
        key = _key(part)
        if part not in self:
            raise KeyError(part)
        if key in self._changed:
            return self._changed[key][1] or b""
        if key not in self._unpacked:
            self._unpacked[key] = self._read(self._infos[key])
        return self._unpacked[key]

    def _read(self, member: ZipInfo) -> bytes:
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableError("isinya dikunci dengan kata sandi zip")
        try:
            return self._zip.read(member)
        except MemoryError:
            raise
        except NotImplementedError as error:
            raise UnreadableError("isinya dimampatkan dengan cara yang tidak dikenal") from error
        except Exception as error:
            raise BadZipFile(str(error)) from error

    def write(self, part: str, content: bytes) -> None:
        """Set the content of a part; a new part is put after all others."""
        self._changed[_key(part)] = part, content

    def remove(self, part: str) -> None:
        """Leave a part out."""
        self._changed[_key(part)] = part, None

    @property
    def before(self) -> "Package":
        """The package as it was read, without the changes."""
        was = copy(self)
        was._changed = {}
        return was

    @property
    def changed(self) -> Iterator[str]:
        """The names of the parts that were written or removed."""
        return (name for name, _ in self._changed.values())

    def to_bytes(self) -> bytes:
        """The zip with the changes carried out, its members in the order they had."""
        if len(self._infos) < len(self._members):
            raise UnsupportedError("zip-nya memuat dua bagian bernama sama")
        if min((member.header_offset for member in self._members), default=0):
            raise UnsupportedError("ada isi lain di depan zip-nya")
        buffer = BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as new:
            new.comment = self._zip.comment
            for member in self._members:
                if member.filename in self:
                    new.writestr(_like(member), self.read(member.filename), compresslevel=_LEVEL)
            for key, (name, content) in self._changed.items():
                if content is not None and key not in self._infos:
                    fresh = _like(self._members[0], name)
                    new.writestr(fresh, content, ZIP_DEFLATED, _LEVEL)
        return buffer.getvalue()


def _slashed(name: str) -> str:
    return name.replace("\\", "/")


def _key(part: str) -> str:
    return _slashed(part).lower()


def _like(member: ZipInfo, name: str = "") -> ZipInfo:
    """A member to be written with the time stamp and the makers' marks of another."""
    new = ZipInfo(name or _slashed(member.filename), member.date_time)
    new.compress_type = member.compress_type if member.compress_type == ZIP_STORED else ZIP_DEFLATED
    new.create_system, new.external_attr = member.create_system, member.external_attr
    new.comment = b"" if name else member.comment
    return new
