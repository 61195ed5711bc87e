"""Reads files with requests that some program exported: CSV and .xlsx, one or a folder of them.

Each file is a source of its own: what is wrong with one is its trouble, and the others are read.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, tzinfo
from io import StringIO
from pathlib import Path
from statistics import median_low

from ppid_sheets.common import files
from ppid_sheets.errors import PpidError, ShapeError, UnreachableError
from ppid_sheets.register.dates import EPOCH, Customs
from ppid_sheets.register.schema import SEARCHED_ROWS
from ppid_sheets.register.submissions import IntakeSource
from ppid_sheets.register.values import Grid

TEXTS, BOOKS = (".csv", ".tsv"), (".xlsx", ".xlsm")
_OTHERS = (".xls", ".ods", ".zip", ".numbers")
"""What exports are also saved as, and is not read."""
_DELIMITERS = (",", ";", "\t")
_AGAIN = "ekspor atau salin lagi berkasnya, lalu jalankan lagi"
_LATER = "tunggu sampai selesai; pemeriksaan berikutnya membacanya lagi"
_LARGEST = 50_000_000
"""Bytes: no office exports so many requests."""


def read(
    place: Path,
    zone: tzinfo,
    asks: Callable[[Grid], bool] = lambda _: True,
    register: Path | None = None,
) -> tuple[IntakeSource, ...]:
    """The sources at a place, in the order of their names; stamps that name a zone are brought to
    `zone`. A program does not say whether it writes the month first.

    Of a workbook those tabs are sources that `asks` knows; the `register` itself is none.
    """
    customs = Customs(EPOCH, month_first=True, zone=zone)
    try:
        paths = _files(place) if files.is_folder(place) else [place]
    except OSError as error:
        return (IntakeSource(place.name, trouble=_unread(place, error)),)
    others = [path for path in paths if register is None or not _same(path, register)]
    return tuple(source for path in others for source in _sources(path, customs, asks))


def _same(path: Path, register: Path) -> bool:
    return files.real(path) == files.real(register)


def _files(folder: Path) -> Sequence[Path]:
    """The exported files of a folder, without what programs keep beside a file that is open."""
    known = (*TEXTS, *BOOKS, *_OTHERS)
    found = (path for path in folder.iterdir() if path.suffix.lower() in known)
    return sorted(path for path in found if not path.name.startswith((".", "~")))


def _sources(path: Path, customs: Customs, asks: Callable[[Grid], bool]) -> Iterator[IntakeSource]:
    try:
        if path.suffix.lower() in _OTHERS:
            raise ShapeError(
                f"Berkas {path.name} bukan .csv atau .xlsx",
                "buka, lalu simpan sebagai CSV UTF-8 atau Excel Workbook (.xlsx)",
            )
        if path.suffix.lower() in BOOKS:
            yield from _of_book(path, customs, asks)
        else:
            yield IntakeSource(path.name, _of_text(path), customs)
    except PpidError as error:
        yield IntakeSource(path.name, trouble=error)


def _of_book(path: Path, customs: Customs, asks: Callable[[Grid], bool]) -> Iterator[IntakeSource]:
    """The visible tabs of a workbook with requests; the first filled one where none has any."""
    from ppid_sheets.stores.xlsx.store import WorkbookStore

    try:
        found = WorkbookStore(path, now=datetime.now).read()
    except ShapeError as error:
        raise ShapeError(error.what, _AGAIN) from error
    own = Customs(found.epoch, customs.month_first, customs.zone)
    filled = {title: grid for title, grid in found.tabs.items() if any(map(any, grid))}
    if not filled:
        raise ShapeError(f"Berkas {path.name} kosong", _AGAIN)
    asking = {title: grid for title, grid in filled.items() if asks(grid)}
    for title, grid in asking.items() or [*filled.items()][:1]:
        yield IntakeSource(path.name if len(asking) < 2 else f"{path.name}, tab {title}", grid, own)


def _of_text(path: Path) -> Grid:
    """The records of a CSV file; raises ShapeError for one that is not whole."""
    before = _state(path)
    if before[0] > _LARGEST:
        raise ShapeError(f"Berkas {path.name} terlalu besar untuk ekspor permohonan", _AGAIN)
    try:
        data = files.read(path)
    except OSError as error:
        raise _unread(path, error) from error
    if not data.strip(b"\0\r\n\t "):
        raise ShapeError(f"Berkas {path.name} kosong, mungkin masih disalin", _LATER)
    if _state(path) != before:
        raise _unfinished(path)
    return _records(path, _decoded(path, data))


def _state(path: Path) -> tuple[int, int]:
    """A file's size and time of writing; raises UnreachableError for a file without access."""
    try:
        found = path.stat()
    except OSError as error:
        raise _unread(path, error) from error
    return found.st_size, found.st_mtime_ns


def _decoded(path: Path, data: bytes) -> str:
    """UTF-8, or what Excel saves: UTF-16 with its mark, else the code page of Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            if error.reason == "unexpected end of data":
                raise _unfinished(path) from None
            text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise ShapeError(f"Berkas {path.name} bukan CSV", _AGAIN)
    return text


def _records(path: Path, text: str) -> Grid:
    first, _, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        return _parsed(path, rest, first.strip()[-1])
    return _parsed(path, text, _delimiter(text))


def _delimiter(text: str) -> str:
    """What parts the fields: that which parts most of the first records into many, for a text may
    hold more commas than there are questions.
    """

    def parted(delimiter: str) -> int:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        try:
            widths = [len(record) for record, _ in zip(reader, range(SEARCHED_ROWS), strict=False)]
        except csv.Error:
            return 0
        return median_low(widths or [0])

    return max(_DELIMITERS, key=parted)


def _parsed(path: Path, text: str, delimiter: str) -> Grid:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise _unfinished(path) from None
        raise ShapeError(
            f"Berkas {path.name} tidak terbaca sebagai CSV di baris {reader.line_num}", _AGAIN
        ) from None


def _unfinished(path: Path) -> ShapeError:
    return ShapeError(f"Berkas {path.name} belum selesai disalin atau terpotong", _LATER)


def _unread(path: Path, error: OSError) -> UnreachableError:
    if isinstance(error, FileNotFoundError):
        return UnreachableError(
            f"Berkas {path.name} tidak ditemukan di {path.parent}",
            "periksa masuk.berkas di ppid.toml",
        )
    return UnreachableError(
        f"Berkas {path.name} tidak dapat dibaca: {files.cause(error)}",
        "tutup berkasnya, dan periksa hak bacanya",
    )
