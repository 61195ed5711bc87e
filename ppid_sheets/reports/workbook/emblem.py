"""The emblem of an office: a PNG file beside its settings, read and looked through."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ppid_sheets.common import files
from ppid_sheets.errors import SettingsError

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MOST_BYTES, _MOST_DOTS = 2_000_000, 5_000
_SCREEN = 96.0
_INCH = 0.0254
"""In metres, by which a PNG counts its dots."""


@dataclass(frozen=True, slots=True)
class Emblem:
    """A sound PNG: its bytes, its size in points, wide and tall, as the file states it, and how
    many dots it is wide and tall.
    """

    content: bytes
    width: float
    height: float
    dots: tuple[int, int]


def emblem(path: Path) -> Emblem:
    """The emblem in a file; raises SettingsError where it is none that can be printed."""
    try:
        content = files.read(path)
    except OSError as error:
        raise _unfit(path, "berkasnya tidak dapat dibaca") from error
    if len(content) > _MOST_BYTES:
        raise _unfit(path, "berkasnya lebih besar dari 2 MB")
    if not content.startswith(_SIGNATURE):
        raise _unfit(path, "bukan gambar PNG")
    try:
        chunks = dict(_chunks(content))
        wide, tall = struct.unpack(">II", chunks[b"IHDR"][:8])
        zlib.decompressobj().decompress(chunks[b"IDAT"], 1)
    except (KeyError, ValueError, struct.error, zlib.error) as error:
        raise _unfit(path, "gambar PNG itu rusak") from error
    if not (0 < wide <= _MOST_DOTS and 0 < tall <= _MOST_DOTS):
        raise _unfit(path, "ukurannya melebihi 5.000 titik")
    across, along = _density(chunks.get(b"pHYs", b""))
    return Emblem(content, wide * 72 / across, tall * 72 / along, (wide, tall))


def _unfit(path: Path, why: str) -> SettingsError:
    return SettingsError(
        f"Lambang kantor {path.name} (kantor.logo di ppid.toml) tidak dapat dipakai: {why}",
        "simpan lambang sebagai PNG, atau kosongkan kantor.logo",
    )


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The first part of each kind, every one compared with its check sum, down to IEND."""
    at, kinds = len(_SIGNATURE), set[bytes]()
    while True:
        (size,) = struct.unpack(">I", content[at : at + 4])
        kind, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + size]
        (stated,) = struct.unpack(">I", content[at + 8 + size : at + 12 + size])
        if zlib.crc32(kind + body) != stated:
            raise ValueError(kind)
        if kind not in kinds:
            yield kind, body
        if kind == b"IEND":
            return
        kinds.add(kind)
        at += 12 + size


def _density(physical: bytes) -> tuple[float, float]:
    """Dots an inch, across and along; those of a screen where the file does not state them."""
    if len(physical) == 9:
        across, along, unit = struct.unpack(">IIB", physical)
        if unit == 1 and across and along:
            return across * _INCH, along * _INCH
    return _SCREEN, _SCREEN
