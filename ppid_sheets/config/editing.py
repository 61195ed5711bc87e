"""Writes single options into a `ppid.toml`, in which all else stays as people wrote it."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from ppid_sheets.common import files
from ppid_sheets.config.toml_file import load
from ppid_sheets.errors import SettingsError

_TITLE = "Pengaturan ppid-sheets; semua kunci dan artinya: ppid-sheets config"


def given(path: Path) -> Mapping[str, Any]:
    """What a file says, by dotted path; nothing where there is no file. Raises SettingsError."""
    return dict(_flat(_document(path).unwrap())) if files.taken(path) else {}


def write(path: Path, changes: Mapping[str, Any]) -> None:
    """Set options by dotted path, in a new file where there is none.

    The file is put in place as a whole, once it was read and found good. Raises SettingsError, the
    old one intact.
    """
    there = files.taken(path)
    document = _document(path) if there else tomlkit.document()
    if not there:
        document.add(tomlkit.comment(_TITLE))
    for key, value in changes.items():
        _set(document, key.split("."), value)
    rights = files.Rights.of(path) if there else files.OPEN
    try:
        fresh = files.beside(path, tomlkit.dumps(document).encode(), rights)
        try:
            _prove(fresh, path)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise SettingsError(
            f"Berkas pengaturan {path} tidak dapat ditulis: {files.cause(error)}",
            "periksa hak atas foldernya",
        ) from error


def _prove(fresh: Path, path: Path) -> None:
    try:
        load(fresh)
    except SettingsError as error:
        raise SettingsError(error.what.replace(str(fresh), str(path)), error.remedy) from None


def _document(path: Path) -> tomlkit.TOMLDocument:
    """A file that `load` can read; raises SettingsError in its words where it cannot."""
    load(path)
    with suppress(OSError, TOMLKitError, UnicodeDecodeError):
        return tomlkit.parse(files.read(path).decode("utf-8-sig"))
    raise SettingsError(f"Berkas pengaturan {path} tidak dapat diubah", "isi dengan editor teks")


def _set(table: Any, keys: list[str], value: Any) -> None:
    first, *rest = keys
    if not rest:
        table[first] = value
        return
    if first not in table:
        table[first] = tomlkit.table()
    _set(table[first], rest, value)


def _flat(table: Mapping[str, Any], prefix: str = "") -> Any:
    for key, value in table.items():
        yield f"{prefix}{key}", value
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
