"""What values of `ppid.toml` may be: each check answers with what is wrong, in Indonesian."""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from ppid_sheets.common import files
from ppid_sheets.common.indonesian import DAYS
from ppid_sheets.config.declaring import Kind, Problem
from ppid_sheets.register.address import AddressError, address
from ppid_sheets.register.numbers import NumberPattern
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.text import normal

ZONE = ZoneInfo("Asia/Jakarta")
"""The office's time zone without a setting, or without readable settings."""
_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_PERSON = re.compile(rf"\s*([^<>]*[^<>\s])\s*<({_MAILBOX.pattern})>\s*")
"""A name as in the column *Petugas*, titles and their commas included."""
_HOUR = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


def nearest(word: str, words: Sequence[str], cutoff: float = 0.6) -> str:
    """The one of `words` that was meant, "" where none is near; with 0 as `cutoff` there is one."""
    return next(iter(difflib.get_close_matches(word, words, 1, cutoff)), "")


def whole(low: int, high: int) -> Kind:
    """A whole number within bounds."""

    def check(value: object) -> str | None:
        good = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
        return None if good else f"harus bilangan bulat {low} sampai {high}"

    return Kind(check)


def one_of(*choices: str) -> Kind:
    """One of some words."""

    def check(value: object) -> str | None:
        return (
            None
            if value in choices
            else f"harus salah satu dari {', '.join(filter(None, choices))}"
        )

    return Kind(check)


def _text(value: object) -> str | None:
    return None if isinstance(value, str) else "harus teks dalam tanda kutip"


def _switch(value: object) -> str | None:
    return None if isinstance(value, bool) else "harus true atau false"


def _register(value: object) -> Problem | None:
    try:
        address(str(value))
    except AddressError as error:
        return error.what, error.remedy
    return _text(value)


def _registers(value: object) -> Problem | None:
    if problem := _texts(value):
        return problem
    return next((wrong for one in _list(value) if (wrong := _register(one))), None)


def _texts(value: object) -> str | None:
    good = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return None if good else 'harus daftar teks, contoh ["a", "b"]'


def _list(value: object) -> list[str]:
    return value if isinstance(value, list) else []


def _weekdays(value: object) -> str | None:
    if (
        _texts(value) is None
        and all(item in DAYS for item in _list(value))
        and len(_list(value)) < 7
    ):
        return None
    return f"harus daftar nama hari ({', '.join(DAYS)}), tidak semuanya"


def _patterns(value: object) -> str | None:
    if _texts(value) or not _list(value):
        return 'harus daftar pola, contoh ["{urut}/PPID/{romawi}/{tahun}"]'
    problems = [NumberPattern(item).problem() for item in _list(value)]
    return next((problem for problem in problems if problem), None)


def _zone(value: object) -> str | None:
    try:
        ZoneInfo(str(value))
    except (KeyError, ValueError, OSError):
        return "zona waktu tidak dikenal, contoh Asia/Jakarta"
    return None


def _mailbox(value: object) -> str | None:
    good = value == "" or (isinstance(value, str) and _MAILBOX.fullmatch(value))
    return None if good else "harus satu alamat surat, contoh ppid@example.go.id"


def _recipient(value: object) -> str | None:
    named = isinstance(value, str) and _PERSON.fullmatch(value)
    hint = 'harus satu alamat surat, contoh ppid@example.go.id atau "Nama <ppid@example.go.id>"'
    return None if named or _mailbox(value) is None else hint


def _address_alone(value: str, _home: Path) -> str:
    named = _PERSON.fullmatch(value)
    return named[2] if named else value


def _people(value: object) -> str | None:
    if _texts(value) is None and all(_PERSON.fullmatch(item) for item in _list(value)):
        return None
    return 'harus daftar nama dan alamat, contoh ["Petugas Satu <satu@example.go.id>"]'


def _addresses(value: Sequence[str], _home: Path) -> Mapping[str, str]:
    people = (_PERSON.fullmatch(item) for item in value)
    return {person[1].casefold(): person[2] for person in people if person}


def _hours(value: object) -> str | None:
    if _texts(value) is None and len(_list(value)) == 2:
        hours = _list(value)
        if all(_HOUR.fullmatch(hour) for hour in hours) and hours[0] < hours[1]:
            return None
    return 'harus jam mulai dan jam selesai, contoh ["08:00", "16:00"]'


def _day(value: object) -> str | None:
    good = (isinstance(value, date) and not isinstance(value, datetime)) or value == ""
    if not good and isinstance(value, str):
        try:
            date.fromisoformat(value)
        except ValueError:
            good = False
        else:
            good = True
    return None if good else 'harus tanggal, contoh "2026-11-01"'


def _made_day(value: date | str, _home: Path) -> date | None:
    return (date.fromisoformat(value) if value else None) if isinstance(value, str) else value


def _url(value: object) -> str | None:
    if value == "":
        return None
    try:
        parts = urlsplit(value if isinstance(value, str) else "")
    except ValueError:
        return "bukan alamat https"
    good = parts.scheme in ("http", "https") and parts.hostname and " " not in str(value)
    return None if good else "harus alamat https, atau kosong"


def _headers(value: object) -> Problem | None:
    if not isinstance(value, dict):
        return 'harus tabel, contoh {"Tanggal Diterima" = "Tgl"}'
    for own, theirs in value.items():
        if normal(own) not in REQUESTS.own_names:
            near = nearest(own, [column.header for column in REQUESTS.staff])
            hint = f"maksudnya '{near}'?" if near else ""
            return f"menyebut '{own}', yang bukan judul kolom register", hint
        if not isinstance(theirs, str) or not normal(theirs):
            return f"harus menyebut judul kolom kantor untuk '{own}', dalam tanda kutip"
    return None


def _keys(value: Mapping[str, str], _home: Path) -> Mapping[str, str]:
    return {theirs: REQUESTS.own_names[normal(own)] for own, theirs in value.items()}


def _each(make: Callable[[str], Any]) -> Callable[[Sequence[str], Path], tuple[Any, ...]]:
    return lambda value, _home: tuple(map(make, value))


TEXT = Kind(_text)
STRIPPED = Kind(_text, lambda value, _home: value.strip())
TEXTS = Kind(_texts, _each(str))
SWITCH = Kind(_switch)
PLACE = Kind(_text, lambda value, home: home / files.named(value))
PLACE_OR_NONE = Kind(_text, lambda value, home: home / files.named(value) if value else None)
REGISTER = Kind(_register, address)
REGISTERS = Kind(_registers, lambda value, home: tuple(address(one, home) for one in value))
HEADERS = Kind(_headers, _keys)
WEEKDAYS = Kind(_weekdays, _each(DAYS.index))
TIME_ZONE = Kind(_zone, lambda value, _home: ZoneInfo(value))
PATTERNS = Kind(_patterns, _each(NumberPattern))
MAILBOX = Kind(_mailbox)
RECIPIENT = Kind(_recipient, _address_alone)
PEOPLE = Kind(_people, _addresses)
HOURS = Kind(_hours, _each(time.fromisoformat))
DAY_OR_NONE = Kind(_day, _made_day)
URL = Kind(_url)
