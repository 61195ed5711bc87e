"""The profiles of `[tenggat.*]`: periods of an answer and of an objection, by category."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from ppid_sheets.config import kinds
from ppid_sheets.config.declaring import Keyed, Kind, Option, OptionCheck, Problem, UnfitError
from ppid_sheets.config.kinds import nearest, whole
from ppid_sheets.deadlines.profiles import (
    ELECTION,
    ORDINARY,
    ObjectionTerms,
    Profile,
    Profiles,
)
from ppid_sheets.register.cells import choice_reader
from ppid_sheets.register.requests import column
from ppid_sheets.register.text import fold, squash

_TABLE = "tenggat"
_BUILT_IN = {profile.key: profile for profile in (ORDINARY, ELECTION)}
_SETTINGS = ("segera", "mulai", "akhir_pekan", "zona_waktu")
"""Keys of the table that are settings of their own."""
_USABLE = re.compile(r"[a-z][a-z0-9_-]{0,29}")
_COLUMN = column("info_category")
_EXAMPLE = f'["{_COLUMN.choices[0]}"]'
_OBJECTION_TERMS = (
    ("keberatan", "applicant", "hari kerja bagi pemohon untuk mengajukan keberatan"),
    ("tanggapan_keberatan", "superior", "hari kerja bagi Atasan PPID untuk menanggapinya"),
    (
        "komisi_informasi",
        "commission",
        "hari kerja untuk membawa tanggapan itu ke Komisi Informasi",
    ),
    (
        "mulai_sengketa",
        "opening",
        "hari kerja bagi Komisi Informasi untuk mulai menyelesaikan sengketa",
    ),
    ("akhir_sengketa", "closing", "hari kerja bagi Komisi Informasi untuk menyelesaikannya"),
    ("gugatan", "suit", "hari kerja untuk menggugat putusan Komisi Informasi ke pengadilan"),
)
"""Options of the terms of an objection: key, field of `ObjectionTerms`, meaning."""
_reading = choice_reader(_COLUMN.choices, _COLUMN.spellings)


def _options(file: Mapping[str, Any]) -> Iterator[Option]:
    """The options of the profiles that are built in and of those in the file."""
    table = file.get(_TABLE)
    below = table.items() if isinstance(table, dict) else ()
    given = [key for key, value in below if isinstance(value, dict)]
    for key in dict.fromkeys((*_BUILT_IN, *given)):
        if not _USABLE.fullmatch(key) or key in _SETTINGS:
            raise UnfitError(
                f"nama profil '{squash(key)[:40]}' pada [{_TABLE}] tidak dapat dipakai",
                "pakai huruf kecil, angka, '-' atau '_', diawali huruf, dan bukan nama pengaturan "
                f"lain, contoh [{_TABLE}.mendesak]",
            )
        yield from _options_of(key)


def _options_of(key: str) -> Iterator[Option]:
    own = _BUILT_IN.get(key, Profile(key, key, 0, 0, ""))
    needed = key not in _BUILT_IN
    table: Sequence[tuple[str, Any, Kind, str]] = (
        (
            "aktif",
            own.active,
            Kind(_always if own is ORDINARY else kinds.SWITCH.check),
            "dipakai menghitung batas waktu",
        ),
        ("nama", own.name, kinds.STRIPPED, "nama yang dicetak"),
        (
            "kategori",
            list(own.categories),
            Kind(_categories(key), _each_once),
            "Kategori Informasi yang dilayani"
            + (", selain semua yang tidak disebut profil lain" if own is ORDINARY else ""),
        ),
        ("hari", own.days or None, whole(1, 250), "hari kerja untuk menjawab"),
        ("perpanjangan", own.extension or None, whole(1, 250), "hari kerja tambahan"),
        (
            "dasar",
            own.basis or None,
            Kind(_basis if needed else kinds.TEXT.check),
            "dasar hukumnya",
        ),
        *(
            (name, getattr(own.objection, term), whole(1, 250), meaning)
            for name, term, meaning in _OBJECTION_TERMS
        ),
    )
    for name, default, kind, meaning in table:
        yield Option(f"{_TABLE}.{key}.{name}", default, kind, meaning)


def _always(value: object) -> str | None:
    if value is True:
        return None
    return (
        "harus true, sebab jangka waktu biasa berlaku bagi semua kategori yang tidak disebut "
        "profil lain"
    )


def _categories(key: str) -> OptionCheck:
    def check(value: Any) -> Problem | None:
        if kinds.TEXTS.check(value) or not all(map(squash, value)):
            return f"harus daftar kategori, contoh {_EXAMPLE}"
        if value or key == ORDINARY.key:
            return None
        near = "" if key in _BUILT_IN else nearest(key, list(_BUILT_IN))
        hint = f", atau betulkan namanya (maksudnya '{_TABLE}.{near}'?)" if near else ""
        return (
            "belum menyebut kategori, jadi profil itu tidak melayani permohonan apa pun",
            f"tulis kategori = {_EXAMPLE} atau kategori lain kantor{hint}",
        )

    return check


def _each_once(value: Sequence[str], _home: Path) -> tuple[str, ...]:
    """Categories as the register has them, in whatever spelling the file has them."""
    return tuple(dict.fromkeys(_reading(text).value or squash(text) for text in value))


def _basis(value: object) -> str | None:
    wrong = "harus teks dalam tanda kutip, sebab dasar hukumnya dicetak bersama batas waktu"
    return None if isinstance(value, str) and squash(value) else wrong


def _profiles(values: Mapping[str, Any]) -> Profiles:
    """All profiles; raises UnfitError where two of them do not go together."""
    keys = dict.fromkeys(
        parts[1] for path in values if len(parts := path.split(".")) == 3 and parts[0] == _TABLE
    )
    found = Profiles(tuple(_profile(key, values) for key in keys))
    for one, other in combinations(found.all, 2):
        if fold(one.name) == fold(other.name):
            raise UnfitError(
                f"'{_TABLE}.{one.key}.nama' dan '{_TABLE}.{other.key}.nama' sama, sehingga "
                "keduanya tidak dapat dibedakan pada laporan",
                "ganti salah satunya",
            )
    for one, other in combinations(found.active, 2):
        both = {fold(name) for name in one.categories} & {fold(name) for name in other.categories}
        if both:
            twice = next(name for name in one.categories if fold(name) in both)
            raise UnfitError(
                f"kategori '{twice}' disebut pada '{_TABLE}.{one.key}.kategori' dan juga pada "
                f"'{_TABLE}.{other.key}.kategori'",
                "hapus dari salah satunya, atau tulis aktif = false pada profil yang tidak dipakai",
            )
    return found


def _profile(key: str, values: Mapping[str, Any]) -> Profile:
    def at(name: str) -> Any:
        return values[f"{_TABLE}.{key}.{name}"]

    return Profile(
        key=key,
        name=squash(at("nama")) or key,
        days=at("hari"),
        extension=at("perpanjangan"),
        basis=at("dasar"),
        categories=_each_once(at("kategori"), Path()),
        objection=ObjectionTerms(**{term: at(name) for name, term, _ in _OBJECTION_TERMS}),
        active=at("aktif"),
    )


TERMS = Keyed(_options, _profiles)
