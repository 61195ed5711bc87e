"""Reads `ppid.toml`: what is there, what is wrong with it, and the settings that follow."""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ppid_sheets.common import files
from ppid_sheets.config.declaring import Option, Problem, UnfitError, declared, made
from ppid_sheets.config.kinds import nearest
from ppid_sheets.config.ruling import TABLE as RULED
from ppid_sheets.config.settings import Settings
from ppid_sheets.errors import SettingsError
from ppid_sheets.register.address import identity

FILE = "ppid.toml"
_AS_UTF8 = "buka di Notepad, pilih Save As dengan Encoding UTF-8, lalu jalankan lagi"
_TABLES = frozenset(("kolom", "masuk.kolom"))
"""Options that are a whole table, whose keys are headers."""
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_MISTAKES = (
    (
        r"Cannot (overwrite|declare|mutate|redefine)|Duplicate",
        "kunci atau tabel itu sudah disebut di atas; hapus salah satunya",
    ),
    ("Unescaped|Escaped|Invalid hex", r"tulis / sebagai ganti \ di dalam tanda kutip"),
    ("Invalid value", "tulis teks di dalam tanda kutip"),
)
"""What the standard reader complains of, as an expression, and the remedy."""


def load(path: Path | None = None) -> Settings:
    """Settings from `path`, or from `ppid.toml` in the current folder if there is one.

    Relative paths in the file start from its folder. Raises SettingsError for a file that is not
    there, is no TOML, or has an unknown key or a wrong value.
    """
    source = path or (Path(FILE) if files.taken(Path(FILE)) else None)
    file = _parse(source) if source else {}
    try:
        options = tuple(declared(Settings, file))
        values = _values(file, options, source)
        home = source.parent if source else Path()
        found = made(Settings, values, home)
    except UnfitError as error:
        raise SettingsError(f"{source}: {error.what}", error.remedy) from error
    found = replace(found, source=source, values=values, options=options)
    _refuse_itself(found)
    return _in_environment(found)


def _refuse_itself(settings: Settings) -> None:
    """A register is not its own past, nor that of another twice."""
    named = [identity(place) for place in (settings.register, *settings.earlier)]
    if settings.earlier and len(set(named)) < len(named):
        raise SettingsError(
            f"{settings.source}: 'terdahulu' menyebut register yang sedang dipakai, atau satu "
            "register dua kali",
            "hapus yang berulang",
        )


def _values(
    file: Mapping[str, Any], options: Sequence[Option], source: Path | None
) -> Mapping[str, Any]:
    given = _flat(file)
    _refuse_unknown(given, options, source)
    values = {}
    for option in options:
        value = given.get(option.path, option.default)
        problem = option.kind.check(value) or _invisible(value)
        if problem:
            what, remedy = problem if isinstance(problem, tuple) else (problem, "")
            if value is None:
                what, remedy = "belum diisi", what
            raise SettingsError(f"{source}: '{option.path}' {what}", remedy)
        values[option.path] = value
    _refuse_open_mail(values, source)
    if values["masuk.tab"] and values["masuk.berkas"]:
        raise SettingsError(
            f"{source}: 'masuk.tab' dan 'masuk.berkas' disebut bersama", "kosongkan salah satunya"
        )
    return values


def _in_environment(settings: Settings) -> Settings:
    """The settings with what the environment says beside them."""
    ambient = os.environ.get("GOOGLE_APPLICATION_CREDENTIALS")
    return replace(
        settings,
        google=replace(
            settings.google,
            ambient_file=Path(ambient) if ambient else None,
            emulator=os.environ.get("SHEETS_EMULATOR_HOST", ""),
        ),
        mail=replace(settings.mail, password=os.environ.get(settings.mail.password_variable)),
    )


def _invisible(value: object) -> Problem | None:
    """What is wrong with texts that no system takes as a name."""
    texts = value if isinstance(value, list) else [value]
    bad = any(isinstance(text, str) and "\0" in text for text in texts)
    return ("memuat huruf NUL, yang tidak terlihat", "tulis lagi isinya") if bad else None


def _parse(source: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(_plain_text(source))
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+), column (\d+)", str(error))
        place = f"di baris {at[1]}, kolom {at[2]}" if at else "di akhir berkas"
        found = (remedy for mistake, remedy in _MISTAKES if re.match(mistake, str(error)))
        remedy = next(found, "periksa tanda kutip, kurung, dan tanda sama dengan")
        raise SettingsError(f"{source}: penulisan TOML salah {place}", remedy) from error


def _plain_text(source: Path) -> str:
    """The file's text; Notepad's UTF-16 and ANSI would be misread."""
    try:
        text = files.read(source).decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError as error:
        raise SettingsError(
            f"Berkas pengaturan {source} tidak ditemukan", "periksa nama dan foldernya"
        ) from error
    except IsADirectoryError as error:
        raise SettingsError(f"{source} adalah folder", "sebut berkas pengaturannya") from error
    except OSError as error:
        raise SettingsError(
            f"Berkas pengaturan {source} tidak dapat dibaca: {files.cause(error)}",
            "periksa nama dan hak bacanya",
        ) from error
    except UnicodeDecodeError:
        raise SettingsError(
            f"Berkas pengaturan {source} tidak tersimpan sebagai UTF-8", _AS_UTF8
        ) from None
    before, found, _ = text.partition("\0")
    if found:
        line = before.count("\n") + 1
        raise SettingsError(
            f"Berkas pengaturan {source} memuat huruf NUL, yang tidak terlihat, di baris {line}",
            f"tulis ulang baris itu, atau {_AS_UTF8}",
        )
    return text


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict) and prefix + key not in _TABLES:
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = value
    return flat


def _refuse_unknown(given: Iterable[str], options: Sequence[Option], source: Path | None) -> None:
    known = [option.path for option in options]
    for key in given:
        if key not in known:
            _refuse_misplaced(key, known, source)
            near = nearest(key, known)
            hint = f"maksudnya '{near}'?" if near else "lihat ppid-sheets config"
            raise SettingsError(f"{source}: kunci '{key}' tidak dikenal", hint)


def _refuse_misplaced(key: str, known: Sequence[str], source: Path | None) -> None:
    """A table given as a value, or a value as a table."""
    if any(path.startswith(f"{key}.") for path in (*known, f"{RULED}.")):
        raise SettingsError(
            f"{source}: '{key}' harus tabel", f"tulis [{key}] dan isinya di bawahnya"
        )
    if value := next((path for path in known if key.startswith(f"{path}.")), None):
        raise SettingsError(f"{source}: '{value}' bukan tabel", f"tulis {value} = dan isinya")


def _refuse_open_mail(values: Mapping[str, Any], source: Path | None) -> None:
    if not values["surat.server"]:
        return
    if not values["surat.dari"]:
        raise SettingsError(f"{source}: 'surat.dari' harus diisi bila surat.server diisi")
    plain = values["surat.keamanan"] == "tanpa" and values["surat.server"] not in _LOOPBACK
    if plain and values["surat.pengguna"]:
        raise SettingsError(
            f"{source}: 'surat.keamanan' harus starttls atau ssl, agar sandi tidak terbaca orang"
        )
