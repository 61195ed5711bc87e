"""Reads a workbook's file and replaces it as a whole, with a dated backup beside it."""

import errno
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path

from ppid_sheets.errors import InUseError, ShapeError, UnreachableError, UnsafeError

BACKUPS = "cadangan"

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WRITE_BITS = 0o222


def load(path: Path) -> bytes:
    """The file's bytes; raises UnreachableError or ShapeError when it is no .xlsx that opens."""
    path = path.resolve()
    name = path.name
    if path.is_dir():
        raise UnreachableError(
            f"{name or path} adalah folder; tulis nama berkas register (.xlsx) di dalamnya."
        )
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreachableError(
            f"Berkas {name} tidak ditemukan di {path.parent}; periksa nama dan foldernya, atau "
            "buat register baru dengan ppid-sheets init."
        ) from None
    except PermissionError:
        raise UnreachableError(
            f"Berkas {name} tidak boleh dibaca; minta hak baca atas berkas itu."
        ) from None
    except OSError as error:
        raise UnreachableError(
            f"Berkas {name} tidak dapat dibaca: {_cause(error)}; periksa sambungan ke foldernya."
        ) from error
    _check_kind(name, data)
    return data


def _check_kind(name: str, data: bytes) -> None:
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise UnreachableError(
            f"Berkas {name} dilindungi kata sandi; hapus kata sandinya di Excel lewat "
            "File > Info > Protect Workbook > Encrypt with Password, lalu simpan."
        )
    if data.startswith(_OLE):
        raise ShapeError(
            f"Berkas {name} berformat Excel lama (.xls); buka di Excel, lalu Save As sebagai "
            "Excel Workbook (.xlsx)."
        )
    if not data.startswith(b"PK"):
        raise ShapeError(
            f"Berkas {name} bukan buku kerja Excel; simpan register sebagai Excel Workbook (.xlsx)."
        )


def check_writable(path: Path) -> None:
    """Raise UnreachableError when the file is open somewhere, read-only or in such a folder."""
    name, folder = path.name, path.parent
    for lock in (folder / f"~${name}", folder / f".~lock.{name}#"):
        if lock.exists():
            raise InUseError(
                f"Berkas {name} sedang dibuka; simpan dan tutup dulu, lalu jalankan lagi. Bila "
                f"tidak ada yang membukanya, hapus berkas {lock.name}."
            )
    if not path.exists():
        raise UnreachableError(
            f"Berkas {name} tidak ditemukan di {folder}; periksa nama dan foldernya."
        )
    if not _may_write(path):
        raise UnreachableError(
            f"Berkas {name} hanya boleh dibaca; hapus tanda Read-only pada Properties berkas itu."
        )
    if not _may_write(folder):
        raise UnreachableError(
            f"Folder {folder} tempat {name} hanya boleh dibaca; minta hak tulis atas folder itu."
        )


def _may_write(path: Path) -> bool:
    return bool(path.stat().st_mode & _WRITE_BITS) and os.access(path, os.W_OK)


def replace(path: Path, old: bytes, new: bytes, *, backups: int, moment: datetime) -> bool:
    """Put `new` in the place of `old`, which is kept in the folder `cadangan` beside it.

    Returns False, with nothing changed, when the file no longer holds `old`. Whatever happens,
    the file is afterwards the old or the new one as a whole. Keeps the last `backups` backups;
    none are made when that is 0. Raises UnreachableError.
    """
    if backups:
        _refuse_file_for_backups(path)
    try:
        replaced = _swap(path, old, new, _backup_name(path, moment) if backups else None)
    except OSError as error:
        raise _unreachable(path, error) from error
    if replaced:
        _thin_out(path, backups)
    return replaced


def _refuse_file_for_backups(path: Path) -> None:
    folder = path.parent / BACKUPS
    if folder.exists() and not folder.is_dir():
        raise UnreachableError(
            f"Berkas {path.name} tidak diubah: di {path.parent} ada berkas bernama {BACKUPS}, "
            "padahal itu nama folder cadangan; ganti nama berkas itu, lalu jalankan lagi."
        )


def _swap(path: Path, old: bytes, new: bytes, saved: Path | None) -> bool:
    _clean(path)
    with ExitStack() as undo:
        fresh = _write_beside(path, path.parent, new)
        undo.callback(fresh.unlink, missing_ok=True)
        if saved:
            undo.callback(saved.unlink, missing_ok=True)
            _back_up(path, old, saved)
        check_writable(path)
        if path.read_bytes() != old:
            return False
        fresh.replace(path)
        undo.pop_all()
    _sync_folder(path.parent)
    return True


def create(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file that is not there yet, as a whole or not at all; `private`: for its owner alone.

    Raises UnsafeError when something is there already, UnreachableError when it cannot be written.
    """
    if path.exists():
        raise UnsafeError(
            f"Berkas {path.name} sudah ada di {path.parent} dan tidak ditimpa; pilih nama lain."
        )
    try:
        _clean(path)
        mode = 0o600 if private else 0o666
        temporary = _write_temporary(path, path.parent, content, mode)
        try:
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise _unreachable(path, error) from error


_CAUSES: Mapping[int, str] = {
    errno.ENOSPC: "ruang penyimpanan penuh",
    errno.EDQUOT: "jatah penyimpanan habis",
    errno.ENOENT: "foldernya tidak ada",
    errno.ENOTDIR: "foldernya tidak ada",
    errno.EROFS: "tempatnya hanya boleh dibaca",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
}


def _cause(error: OSError) -> str:
    return _CAUSES.get(error.errno or 0, f"galat sistem {error.errno}")


def _unreachable(path: Path, error: OSError) -> UnreachableError:
    if isinstance(error, PermissionError):
        return InUseError(
            f"Berkas {path.name} tidak dapat diganti, mungkin sedang dibuka di Excel; simpan dan "
            "tutup dulu, lalu jalankan lagi."
        )
    return UnreachableError(
        f"Berkas {path.name} tidak dapat ditulis: {_cause(error)}; periksa {path.parent}, lalu "
        "jalankan lagi."
    )


def _write_beside(path: Path, folder: Path, content: bytes) -> Path:
    """Write a temporary file with the owner and the rights of `path`."""
    temporary = _write_temporary(path, folder, content)
    try:
        shutil.copymode(path, temporary)
        _give_to_owner(path, temporary)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _write_temporary(path: Path, folder: Path, content: bytes, mode: int = 0o666) -> Path:
    """Write a temporary file for `path` that is on the disk when this returns.

    It has the rights of `mode`, less what the system takes away, from its first byte on.
    """
    temporary = folder / f".{path.name}.{secrets.token_hex(4)}.tmp"
    try:
        with open(temporary, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _give_to_owner(path: Path, new: Path) -> None:
    """A run as administrator shall not take the file away from those who fill it in."""
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            owner = path.stat()
            os.chown(new, owner.st_uid, owner.st_gid)


def _backup_name(path: Path, moment: datetime) -> Path:
    """A free name for a backup made at this local time."""
    folder = path.parent / BACKUPS
    stem = f"{path.stem}_{moment:%Y-%m-%d_%H%M%S}"
    number, name = 1, folder / f"{stem}{path.suffix}"
    while name.exists():
        number += 1
        name = folder / f"{stem}-{number}{path.suffix}"
    return name


def _back_up(path: Path, old: bytes, saved: Path) -> None:
    saved.parent.mkdir(exist_ok=True)
    temporary = _write_beside(path, saved.parent, old)
    try:
        temporary.replace(saved)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(saved.parent)


def _sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system can: shared folders often cannot."""
    if os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _clean(path: Path) -> None:
    """Remove temporary files that an interrupted run left behind."""
    ours = re.compile(rf"\.{re.escape(path.name)}\.[0-9a-f]{{8}}\.tmp")
    for folder in (path.parent, path.parent / BACKUPS):
        for found in _files(folder):
            if ours.fullmatch(found.name):
                found.unlink(missing_ok=True)


def _thin_out(path: Path, backups: int) -> None:
    """Remove the oldest backups of this register; one that cannot be removed stays."""
    ours = re.compile(
        rf"{re.escape(path.stem)}_(\d{{4}}-\d\d-\d\d_\d{{6}})(?:-(\d+))?{re.escape(path.suffix)}"
    )
    dated = []
    for found in _files(path.parent / BACKUPS):
        match = ours.fullmatch(found.name)
        if match:
            dated.append((match[1], int(match[2] or 1), found))
    for _, _, oldest in sorted(dated)[:-backups] if backups else ():
        with suppress(OSError):
            oldest.unlink()


def _files(folder: Path) -> Iterator[Path]:
    return iter(sorted(folder.iterdir()) if folder.is_dir() else ())
