"""Says alterations as findings of the register, without personal data."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from ppid_sheets.archive.judgement import (
    BACKDATED,
    EMPTIED,
    GONE,
    RENUMBERED,
    REVERSED,
    UNREADABLE,
    Alteration,
    Code,
)
from ppid_sheets.checks.catalogue import CodeEntry, shown
from ppid_sheets.checks.findings import Finding
from ppid_sheets.common import times
from ppid_sheets.common.indonesian import typed_date
from ppid_sheets.common.severity import Severity
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.text import squash

_LONGEST = 80
LATEST_SEEN = "%d/%m/%Y pukul %H.%M"
_ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_DAYS = re.compile(r"\d\d/\d\d/\d+")
_ACKNOWLEDGE = "atau isi kolom Diketahui Kasubag di tab Temuan bila memang demikian"


@dataclass(frozen=True, slots=True)
class _Text:
    severity: Severity
    message: str
    remedy: str


_TEXTS: Mapping[Code, _Text] = {
    GONE: _Text(
        "galat",
        "{row} {number} hilang dari register; terakhir terlihat {old}",
        f"kembalikan barisnya (ppid-sheets restore --missing{{tab}}), {_ACKNOWLEDGE}",
    ),
    RENUMBERED: _Text(
        "peringatan",
        "nomor registrasi{own} {old} berubah menjadi {new}",
        f"kembalikan nomornya, sebab pemohon memegang nomor lama, {_ACKNOWLEDGE}",
    ),
    BACKDATED: _Text(
        "peringatan",
        "{header} {row} {number} berubah: {old} → {new}",
        f"kembalikan tanggalnya, sebab batas waktu dihitung dari situ, {_ACKNOWLEDGE}",
    ),
    REVERSED: _Text(
        "peringatan",
        "{header} {row} {number} berubah sesudah {reviewed}: {old} → {new}",
        f"kembalikan isinya, {_ACKNOWLEDGE}",
    ),
    EMPTIED: _Text(
        "peringatan",
        "{header} {row} {number} dikosongkan, semula {old}",
        f"isi kembali, {_ACKNOWLEDGE}",
    ),
}

SEVERITIES: Mapping[str, Severity] = {code: text.severity for code, text in _TEXTS.items()}


_BASIS = "UU KIP Pasal 22 ayat (4); SOP langkah 6"


def entries(schema: Schema) -> Iterator[CodeEntry]:
    """The codes of what a memory notices of a register, for people to look up."""
    for code, text in _TEXTS.items():
        said = [_of_kind(one, schema) for one in (text.message, text.remedy)]
        yield _entry(code, text.severity, *map(shown, said))
    for one in (no_memory(), wrong_clock(_ANY_DAY, _ANY_DAY)):
        yield _entry(one.code, one.severity, _DAYS.sub("…", one.message), one.remedy)


def _entry(code: str, severity: Severity, message: str, remedy: str) -> CodeEntry:
    return CodeEntry(code, (severity,), (), (message,), (remedy,), (_BASIS,))


def finding(alteration: Alteration, zone: tzinfo, schema: Schema) -> Finding:
    """An alteration as a finding of the register as a whole."""
    text = _TEXTS[alteration.code]
    message, remedy = (_of_kind(one, schema) for one in (text.message, text.remedy))
    seen = times.moment(alteration.first_seen, zone)
    message = message.format(
        number=_shortened(alteration.number),
        header=schema.header(alteration.place) if alteration.place else "",
        old=_shown(alteration, alteration.old, zone, schema),
        new=_shown(alteration, alteration.new, zone, schema),
    )
    noticed = f"{message} (tercatat {typed_date(seen.date())})"
    return Finding(0, alteration.code, text.severity, "", "", noticed, remedy, True)


def _of_kind(text: str, schema: Schema) -> str:
    """A text with the words of a register in place of their names."""
    words = {"row": schema.rows, "tab": "", "own": "", "reviewed": "disupervisi"}
    if schema.name:
        own = {"tab": f" --tab {schema.name}", "own": f" {schema.rows}", "reviewed": "ditanggapi"}
        words |= own
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text


def _shown(alteration: Alteration, fact: str, zone: tzinfo, schema: Schema) -> str:
    """A fact for people: what cannot be read may be personal and is not shown."""
    if alteration.code == GONE:
        return f"{times.moment(fact, zone):{LATEST_SEEN}}" if fact else ""
    if fact == "":
        return "(kosong)"
    if fact == UNREADABLE:
        return "(tidak terbaca)"
    column = schema.by_key.get(alteration.place)
    if column and column.kind == "date":
        return typed_date(date.fromisoformat(fact))
    return _shortened(fact)


def _shortened(text: str) -> str:
    """A number on one line: a whole letter pasted into its cell fits no sentence."""
    text = squash(text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def no_memory() -> Finding:
    """The archive cannot be used."""
    return Finding(
        0,
        "M08",
        "peringatan",
        "",
        "",
        "arsip lokal tidak dapat dipakai, jadi permohonan yang hilang atau berubah tidak diketahui",
        "jalankan ppid-sheets archive di komputer program; sebabnya disebut di sana",
        remembered=True,
    )


def wrong_clock(now: datetime, last: datetime) -> Finding:
    """The computer's clock is behind the last run."""
    return Finding(
        0,
        "M09",
        "peringatan",
        "",
        "",
        f"jam komputer menunjukkan {typed_date(now)}, padahal pemeriksaan terakhir bertanggal "
        f"{typed_date(last)}",
        "betulkan tanggal dan jam komputer program",
        remembered=True,
    )
