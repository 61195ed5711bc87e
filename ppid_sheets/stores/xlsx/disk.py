"""Reads a workbook's file and replaces it as a whole, with a dated backup beside it."""

import os
import time
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from ppid_sheets.common import files
from ppid_sheets.errors import InUseError, ShapeError, UnreachableError, UnsafeError
from ppid_sheets.stores.xlsx import exchange
from ppid_sheets.stores.xlsx.backups import FOLDER, Backups

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WRITE_BITS = 0o222
_MOMENT = 0.1
"""Seconds: much longer than a register is missing while another process exchanges it."""


def load(path: Path) -> bytes:
    """The file's bytes; raises UnreachableError or ShapeError when it is no .xlsx that opens."""
    path = files.real(path)
    name = path.name
    if files.is_folder(path):
        raise UnreachableError(
            f"{name or path} adalah folder", "tulis nama berkas register (.xlsx) di dalamnya"
        )
    try:
        data = _read(path)
    except FileNotFoundError:
        raise UnreachableError(
            f"Berkas {name} tidak ditemukan di {path.parent}",
            "periksa nama dan foldernya, atau buat register baru dengan ppid-sheets init",
        ) from None
    except PermissionError:
        raise UnreachableError(
            f"Berkas {name} tidak boleh dibaca", "minta hak baca atas berkas itu"
        ) from None
    except OSError as error:
        raise UnreachableError(
            f"Berkas {name} tidak dapat dibaca: {files.cause(error)}", "periksa nama dan foldernya"
        ) from error
    _check_kind(name, data)
    return data


def _read(path: Path) -> bytes:
    try:
        return files.read(path)
    except FileNotFoundError:
        if not any(files.remains(path, exchange.REPLACED)):
            raise
    time.sleep(_MOMENT)
    exchange.bring_back(path)
    return files.read(path)


def _check_kind(name: str, data: bytes) -> None:
    if not data.strip(b"\0"):
        raise ShapeError(
            f"Berkas {name} kosong, mungkin belum selesai disalin atau disinkronkan",
            f"tunggu, atau ambil salinan terakhir dari folder {FOLDER}",
        )
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise UnreachableError(
            f"Berkas {name} dilindungi kata sandi",
            "hapus kata sandinya di Excel lewat File > Info > Protect Workbook > Encrypt with "
            "Password, lalu simpan",
        )
    if data.startswith(_OLE):
        raise ShapeError(
            f"Berkas {name} berformat Excel lama (.xls)",
            "buka di Excel, lalu Save As sebagai Excel Workbook (.xlsx)",
        )
    if not data.startswith(b"PK"):
        raise ShapeError(
            f"Berkas {name} bukan buku kerja Excel",
            "simpan register sebagai Excel Workbook (.xlsx)",
        )


def check_writable(path: Path) -> None:
    """Raise UnreachableError when the file is open somewhere, read-only or in such a folder."""
    for place, lock in _opened(path):
        raise InUseError(
            f"Berkas {place.name} sedang dibuka",
            "simpan dan tutup dulu, lalu jalankan lagi. Bila tidak ada yang membukanya, "
            f"hapus berkas {lock.name}",
        )
    path = files.real(path)
    name, folder = path.name, path.parent
    if not files.exists(path):
        raise UnreachableError(
            f"Berkas {name} tidak ditemukan di {folder}", "periksa nama dan foldernya"
        )
    if not _may_write(path):
        raise UnreachableError(
            f"Berkas {name} hanya boleh dibaca", "hapus tanda Read-only pada Properties berkas itu"
        )
    if not _may_write(folder):
        raise UnreachableError(
            f"Folder {folder} tempat {name} hanya boleh dibaca", "minta hak tulis atas folder itu"
        )


def is_open(path: Path) -> bool:
    """True while the lock file of an office program lies beside one of the file's names."""
    return any(True for _ in _opened(path))


def _opened(path: Path) -> Iterator[tuple[Path, Path]]:
    """The names under which a file is open, each with what the program put beside it."""
    return ((place, lock) for place in _ways(path) for lock in _locks(place) if files.exists(lock))


def _ways(path: Path) -> Iterator[Path]:
    """A file under every name that leads to it: an office program locks the one it opened."""
    seen: list[Path] = []
    while path not in seen:
        yield path
        seen.append(path)
        if path.is_symlink():
            path = path.parent / path.readlink()
    if files.real(path) not in seen:
        yield files.real(path)


def _locks(path: Path) -> Iterator[Path]:
    """What Excel, LibreOffice and WPS Office put beside a file that they have open."""
    for name in (f"~${path.name}", f".~lock.{path.name}#", f".~{path.name}"):
        yield path.with_name(name)


def _may_write(path: Path) -> bool:
    return bool(path.stat().st_mode & _WRITE_BITS) and os.access(path, os.W_OK)


def replace(
    path: Path,
    old: bytes,
    new: bytes,
    *,
    backups: int,
    moment: datetime,
    own: Collection[str] = (),
) -> bool:
    """Put `new` in the place of `old`, with a copy of that in the folder `cadangan` beside it.

    Returns False, with nothing changed, when the file is no longer `old`, whenever somebody saved
    it. Whatever happens, the file is afterwards the old or the new one as a whole, with the rights
    it had. Keeps the last `backups` backups; none are made when that is 0. `own` are the parts of
    the workbook that the job writes anew. Raises UnreachableError.
    """
    path = files.real(path)
    kept = Backups(path, backups, moment, own)
    try:
        files.clean(path)
        exchange.recover(path, kept.keep)
        if backups:
            kept.prepare()
        fresh = files.beside(path, new, files.Rights.of(path))
        try:
            check_writable(path)
            return exchange.exchange(path, old, new, fresh, kept.keep, backup=backups > 0)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise _unreachable(path, error) from error


def create(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file that is not there yet, as a whole or not at all; `private`: for its owner alone.

    Raises UnsafeError when something is there already, UnreachableError when it cannot be written.
    """
    try:
        files.create(path, content, private=private)
    except FileExistsError:
        raise UnsafeError(
            f"Berkas {path.name} sudah ada di {path.parent} dan tidak ditimpa", "pilih nama lain"
        ) from None
    except OSError as error:
        raise _unreachable(path, error) from error


def _unreachable(path: Path, error: OSError) -> UnreachableError:
    if isinstance(error, files.OwnerError):
        return UnreachableError(
            f"Berkas {path.name} milik pengguna lain, yang akan kehilangan haknya",
            "jalankan sebagai pemiliknya, atau beri grupnya hak tulis atas berkas itu",
        )
    if isinstance(error, PermissionError) and files.exists(path):
        return InUseError(
            f"Berkas {path.name} tidak dapat diganti, mungkin sedang dibuka di Excel",
            "simpan dan tutup dulu, lalu jalankan lagi",
        )
    return UnreachableError(
        f"Berkas {path.name} tidak dapat ditulis: {files.cause(error)}",
        f"periksa folder {files.real(path).parent}, lalu jalankan lagi",
    )
