"""Where a register lives: a file, or a Google Sheet by its address or id."""

import hashlib
import re
from pathlib import Path

from ppid_sheets.common import files

_URL = re.compile(
    r"https?://docs\.google\.com/(?:a/[^/]+/)?spreadsheets/(?:u/\d+/)?d/([A-Za-z0-9_-]{20,})(?:[/?#].*)?"
)
_ID = re.compile(r"[A-Za-z0-9_-]{30,}")


class SpreadsheetId(str):
    """The id of a Google Sheet, the long part of its address."""

    __slots__ = ()


def address(text: str, home: Path | None = None) -> Path | SpreadsheetId:
    """A Google Sheet's address or id, else a file, whose relative path starts from `home`.

    Raises ValueError, in Indonesian, for an empty text and for an address of something else.
    """
    text = text.strip()
    if not text:
        raise ValueError("kosong; tulis nama berkas atau alamat Google Sheet")
    found = _URL.fullmatch(text)
    if found:
        return SpreadsheetId(found[1])
    if re.match(r"https?:", text):
        raise ValueError(
            "bukan alamat Google Sheet; salin dari peramban, "
            "contoh https://docs.google.com/spreadsheets/d/…"
        )
    path = (home or Path()) / text
    return SpreadsheetId(text) if _ID.fullmatch(text) and not files.exists(path) else path


def identity(where: Path | SpreadsheetId) -> str:
    """A short name for a register that tells it from all others on this computer.

    The id of a Google Sheet; of a file a hash, for a path may hold a person's name.
    """
    if isinstance(where, SpreadsheetId):
        return str(where)
    name = files.real(where).as_posix()
    return hashlib.sha256(name.encode(errors="surrogateescape")).hexdigest()[:32]
