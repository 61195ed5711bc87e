"""Which column of the sheet was taken for which, and whether digits survive in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ppid_sheets.checks.rules.columns import vital
from ppid_sheets.checks.tabs import other_registers
from ppid_sheets.common.indonesian import listed
from ppid_sheets.doctor.facts import Facts
from ppid_sheets.doctor.outcome import Outcome, attention, good
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.header import Header, Place
from ppid_sheets.register.refusal import nearest
from ppid_sheets.register.text import normal
from ppid_sheets.register.values import Snapshot

_RANKS = ("judul", "nama lain", "nama yang mendua")
_CONFIRMED = "pengaturan"


@dataclass(frozen=True, slots=True)
class Recognised:
    """One column of the sheet: its 0-based position and title, whose it is, and by what."""

    position: int
    title: str
    meant: str
    how: str

    @property
    def letter(self) -> str:
        """The letters of its place."""
        return letters(self.position)


def _header(facts: Facts) -> Header:
    assert facts.header is not None  # noqa: S101 - known at this stage
    return facts.header


def header(facts: Facts) -> Outcome:
    """The tab and the row where the columns are named, and no other tab like it."""
    told = f"tab {facts.tab}, baris {_header(facts).rows[-1]}"
    snapshot = facts.snapshot or Snapshot({})
    others = other_registers(snapshot, facts.tab, facts.today.year)
    alike = [title for title, kind in others.items() if kind == "register"]
    copies = [title for title, kind in others.items() if kind == "page"]
    if alike and snapshot.schema.name:
        return attention(
            f"{told}; tab {listed([*map(repr, alike)])} tampak sama jenisnya, tetapi tidak dibaca",
            f"Pindahkan isinya ke tab {facts.tab}, atau sembunyikan tab itu",
        )
    if alike:
        return attention(
            f"{told}; tab {listed([*map(repr, alike)])} tampak seperti register juga",
            f'Bila tab itu yang dipakai, tulis tab = "{alike[0]}" di ppid.toml lalu jalankan init; '
            "bila tidak, pindahkan permohonannya ke tab register dan sembunyikan tab itu",
        )
    if copies:
        return attention(
            f"{told}; tab {listed([*map(repr, copies)])} memuat aturan sorotan program, barangkali "
            "salinan",
            "Hapus atau sembunyikan tab itu bila tidak dipakai",
        )
    return good(told)


def staff_columns(facts: Facts) -> Outcome:
    """Each column was recognised, and by what; a header nearly right is named."""
    found = _header(facts)
    near = dict(_near(found))
    details = (
        *_grouped(recognised(facts)),
        *_line("tidak ditemukan", ", ".join(c.header for c in found.missing)),
        *_line("kolom lain, dibiarkan", ", ".join(_others(found, near))),
    )
    told = f"{len(found.places)} dari {len(found.places) + len(found.missing)} dikenali"
    todo = tuple(_todo(facts, near))
    return attention(told, "; ".join(todo), details) if todo else good(told, details)


def _line(name: str, text: str) -> Iterator[str]:
    if text:
        yield f"{name}: {text}"


def _how(header: Header, key: str, place: Place, tags: Mapping[str, int]) -> str:
    """By what a column was recognised."""
    if place.ticks:
        return "kolom centang"
    if tags.get(key) == place.position:
        return "tanda"
    rank, _ = header.schema.names.get(normal(place.header), (None, ""))
    return _CONFIRMED if rank is None else _RANKS[rank]


def recognised(facts: Facts) -> tuple[Recognised, ...]:
    """What each column was taken for, in the order of the sheet; none where there is no header."""
    tags = facts.snapshot.tags if facts.snapshot else {}
    found = facts.header
    if found is None:
        return ()
    return tuple(
        Recognised(
            place.position, place.header, found.schema.header(key), _how(found, key, place, tags)
        )
        for key, place in sorted(found.places.items(), key=lambda item: item[1].position)
    )


def _grouped(columns: Sequence[Recognised]) -> Iterator[str]:
    """By what they were recognised: under their own headers as spans, under others by name."""
    for how in dict.fromkeys(column.how for column in columns):
        group = [column for column in columns if column.how == how]
        own = [column.position for column in group if column.title == column.meant]
        others = (f"{c.letter} {c.title} = {c.meant}" for c in group if c.title != c.meant)
        yield f"dari {how}: {', '.join((*_spans(own), *others))}"


def _spans(positions: Sequence[int]) -> Iterator[str]:
    """Runs of columns as letters: A–C, F."""
    for _, run in groupby(enumerate(positions), lambda pair: pair[1] - pair[0]):
        at = [position for _, position in run]
        first, last = letters(at[0]), letters(at[-1])
        yield first if first == last else f"{first}–{last}"


def _near(found: Header) -> Iterator[tuple[str, str]]:
    """Headers of no column that resemble one which was not found."""
    lacking = {column.header for column in found.missing}
    for title in found.extra:
        meant = nearest(title, found.schema)
        if meant in lacking:
            lacking.discard(meant)
            yield title, meant


def _others(found: Header, near: Mapping[str, str]) -> Iterator[str]:
    own = found.schema.job_names
    return (title for title in found.extra if title not in near and normal(title) not in own)


def _todo(facts: Facts, near: Mapping[str, str]) -> Iterator[str]:
    found = _header(facts)
    for title, meant in near.items():
        yield f"ganti judul '{title}' menjadi '{meant}'"
    for key in vital(found.schema):
        own = found.schema.header(key)
        if key not in found.places and own not in near.values():
            yield f"tambahkan kolom '{own}': tanpa itu tenggat tidak dapat dinilai"
    weak = {k: p for k, p in found.places.items() if p.weak and k != found.schema.number}
    if weak and found.schema.job:
        pairs = [f'"{found.schema.header(key)}" = "{place.header}"' for key, place in weak.items()]
        yield f"pastikan sekali arti judul yang mendua di ppid.toml: kolom = {{{', '.join(pairs)}}}"
    for title in dict.fromkeys(found.repeated):
        yield f"judul '{title}' ada lebih dari satu; ganti judul yang lain"


def text_columns(facts: Facts) -> Outcome:
    """Cells of identity and telephone numbers are texts, which stay as they are typed."""
    places = _header(facts).places
    told = tuple(_lossy(facts))
    if told:
        spans = [
            f"{letters(places[key].position)}{rows[0]} ke bawah"
            for key, rows in facts.formats.not_text.items()
            if rows
        ]
        return attention("; ".join(told), "; ".join(_as_text(facts, spans)))
    names = [places[key].header for key in facts.formats.not_text]
    return good(f"{' dan '.join(names)} berformat teks" if names else "kolomnya tidak ada")


def _lossy(facts: Facts) -> Iterator[str]:
    for key, rows in facts.formats.not_text.items():
        name, numbers = _header(facts).places[key].header, facts.formats.numbers.get(key, 0)
        faults = (
            f"{len(rows)} sel belum berformat teks (mulai baris {rows[0]})" if rows else "",
            f"{numbers} sel berisi angka" if numbers else "",
        )
        if any(faults):
            yield f"{name}: {', '.join(filter(None, faults))}"


def _as_text(facts: Facts, spans: list[str]) -> Iterator[str]:
    if spans:
        click = "Format > Angka > Teks biasa" if facts.online else "Ctrl+1 > Text"
        yield f"Blok {' dan '.join(spans)}, pilih {click}"
    if any(facts.formats.numbers.values()):
        yield (
            "ketik ulang sel yang berisi angka menurut formulirnya: nol di depan dan angka ke-16 "
            "sudah hilang"
        )
