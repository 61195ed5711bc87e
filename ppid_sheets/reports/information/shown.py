"""What is shown of a list as of a day, as texts: the same on paper, on a page and in a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ppid_sheets.checks.excluded import ExcludedEntry, excluded
from ppid_sheets.checks.information_lists import InformationList
from ppid_sheets.common.indonesian import listed, long_date, typed_date
from ppid_sheets.register.information.dip import OPEN
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.text import squash

_NAMED = 12
"""Rows that are named one by one."""


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column: its key, its name in a table for machines, its part of a page's width."""

    key: str
    name: str
    share: float
    centred: bool = False


_OPEN = (
    ShownColumn("dip_no", "nomor", 5, centred=True),
    ShownColumn("summary", "ringkasan_isi_informasi", 22),
    ShownColumn("holder", "pejabat_unit_yang_menguasai", 14),
    ShownColumn("responsible", "penanggung_jawab", 16),
    ShownColumn("made", "waktu_dan_tempat_pembuatan", 12),
    ShownColumn("shape", "bentuk_informasi", 11),
    ShownColumn("retention", "jangka_waktu_penyimpanan", 11),
    ShownColumn("offered", "kelompok_informasi", 9),
)
_EXCLUDED = (
    ShownColumn("dik_no", "nomor", 7, centred=True),
    ShownColumn("excluded", "informasi_yang_dikecualikan", 22),
    ShownColumn("excluded_ground", "dasar_hukum_pengecualian", 16),
    ShownColumn("consequence", "konsekuensi_bila_dibuka", 23),
    ShownColumn("decree", "nomor_dan_tanggal_penetapan", 15),
    ShownColumn("in_force_from", "berlaku_sejak", 8.5, centred=True),
    ShownColumn("in_force_to", "berlaku_sampai", 8.5, centred=True),
)


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list as of the day `as_of`: its entries as texts in the order of its columns.

    `left_out` says in a sentence each which rows of its tab are not among them.
    """

    schema: Schema
    as_of: date
    rows: tuple[tuple[str, ...], ...]
    left_out: tuple[str, ...]

    @property
    def columns(self) -> Sequence[ShownColumn]:
        """Its columns."""
        return _OPEN if self.schema is OPEN else _EXCLUDED

    @property
    def heads(self) -> Sequence[str]:
        """Their headers."""
        return [self.schema.header(column.key) for column in self.columns]

    @property
    def state(self) -> str:
        """How many entries there are, and when."""
        if self.schema is OPEN:
            nothing, count = "belum ada informasi yang didaftar", f"{len(self.rows)} informasi"
        else:
            nothing = "tidak ada informasi yang dikecualikan"
            count = f"{len(self.rows)} informasi yang dikecualikan"
        told = count if self.rows else f"NIHIL: {nothing}"
        return f"{told} per {long_date(self.as_of)}."


def shown(schema: Schema, found: InformationList, as_of: date) -> ShownList:
    """What a list that was read has on a day: of excluded information what is in force then."""
    assert found.table is not None  # noqa: S101 - whoever asks has looked
    left = [*_skipped(found.table.skipped)]
    if schema is OPEN:
        keys = [column.key for column in _OPEN]
        frame = found.table.frame[keys]
        rows = [tuple(squash(str(cell)) for cell in row) for row in frame.to_numpy().tolist()]
        return ShownList(schema, as_of, tuple(rows), tuple(left))
    entries = excluded(found.tab, found.table).entries
    unread = [str(entry.row) for entry in entries if entry.unread]
    other = [str(e.row) for e in entries if not e.unread and not e.in_force(as_of)]
    left += _told(unread, "tanggal berlakunya tidak terbaca")
    left += _told(other, f"tidak berlaku pada {typed_date(as_of)}")
    in_force = (entry for entry in entries if entry.in_force(as_of))
    return ShownList(schema, as_of, tuple(map(_texts, in_force)), tuple(left))


def _texts(entry: ExcludedEntry) -> tuple[str, ...]:
    said = (entry.number, entry.what, entry.ground, entry.consequence, entry.decree)
    days = (typed_date(day) if day else "" for day in (entry.first, entry.last))
    return (*map(squash, said), *days)


def _skipped(skipped: Mapping[int, str]) -> list[str]:
    reasons: dict[str, list[str]] = {}
    for row, reason in sorted(skipped.items()):
        reasons.setdefault(reason, []).append(str(row))
    return [line for reason, rows in reasons.items() for line in _told(rows, reason)]


def _told(rows: Sequence[str], why: str) -> list[str]:
    left = len(rows) - _NAMED
    named = listed([*rows[:_NAMED], f"{left} baris lain"] if left > 0 else rows)
    return [f"baris {named} ({why})"] if rows else []
