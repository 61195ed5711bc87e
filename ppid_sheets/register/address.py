"""Where a register lives: a file, or a Google Sheet by its address or id."""

import hashlib
import re
from pathlib import Path
from urllib.parse import unquote

from ppid_sheets.common import files
from ppid_sheets.register.text import plain

_SHEET = re.compile(
    r"docs\.google\.com/(?:a/[^/]+/)?(?:u/\d+/)?spreadsheets/(?:u/\d+/)?"
    r"(?:d/|ccc\?(?:\S*&)?key=)"
    r"([a-z0-9_-]{20,})",
    re.IGNORECASE,
)
_DRIVE = re.compile(
    r"(?:drive|docs)\.google\.com/(?:a/[^/]+/)?(?:file/(?:u/\d+/)?d/|(?:u/\d+/)?open\?(?:\S*&)?id=)"
    r"([a-z0-9_-]{20,})",
    re.IGNORECASE,
)
"""Drive's own address of a file; whether it is a Google Sheet, Google says when it is opened."""
_PUBLISHED = re.compile(r"/spreadsheets/(?:u/\d+/)?d/e/", re.IGNORECASE)
_WEB = re.compile(r"https?:|www\.|(?:[a-z]+\.)?google\.com(?:/|$)", re.IGNORECASE)
_AROUND = " \t\r\n<>\"'“”‘’«»()[]"
_ID = re.compile(r"[A-Za-z0-9_-]{30,}")
_QUOTED = re.compile(r'"([^"]+)"')


class SpreadsheetId(str):
    """The id of a Google Sheet, the long part of its address."""

    __slots__ = ()


class AddressError(ValueError):
    """A text that is no address: `what` is wrong with it and the `remedy`, in Indonesian."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}; {remedy}")
        self.what, self.remedy = what, remedy


def address(text: str, home: Path | None = None) -> Path | SpreadsheetId:
    """A Google Sheet's address or id, else a file, whose relative path starts from `home`.

    The quotes that *Copy as path* of Windows puts around a path are no part of it. Raises
    AddressError for an empty text, one that no system takes as a name, and for an address of
    something else.
    """
    if not plain(text).strip():
        raise AddressError("kosong", "tulis nama berkas atau alamat Google Sheet")
    if "\0" in text:
        raise AddressError("memuat huruf NUL, yang tidak terlihat", "tulis lagi namanya")
    bare = plain(text).strip(_AROUND)
    if _WEB.match(bare):
        return _sheet(unquote(bare))
    quoted = _QUOTED.fullmatch(text.strip())
    path = (home or Path()) / files.named(quoted[1] if quoted else text.strip())
    return SpreadsheetId(bare) if _ID.fullmatch(bare) and not files.exists(path) else path


def _sheet(text: str) -> SpreadsheetId:
    """The id in an address as any browser or program shows it, others that lead to it included."""
    if _PUBLISHED.search(text):
        raise AddressError(
            "alamat salinan yang dipublikasikan ke web",
            "buka Google Sheet itu sendiri, lalu salin alamatnya dari peramban",
        )
    found = _SHEET.search(text) or _DRIVE.search(text)
    if not found:
        raise AddressError(
            "bukan alamat Google Sheet",
            "salin dari peramban, contoh https://docs.google.com/spreadsheets/d/…",
        )
    return SpreadsheetId(found[1])


def identity(where: Path | SpreadsheetId) -> str:
    """A short name that no other register on this computer has.

    The id of a Google Sheet; of a file a hash, for a path may contain a person's name.
    """
    if isinstance(where, SpreadsheetId):
        return str(where)
    name = files.real(where).as_posix()
    return hashlib.sha256(name.encode(errors="surrogateescape")).hexdigest()[:32]
