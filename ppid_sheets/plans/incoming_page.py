"""The page *Permohonan Masuk*: what is not registered yet, in the register's own columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ppid_sheets.archive.state import column_titles
from ppid_sheets.checks.arrivals import Arrival, Arrived
from ppid_sheets.checks.judge import Judged
from ppid_sheets.checks.tabs import job_places
from ppid_sheets.common.indonesian import listed, typed_date
from ppid_sheets.register import layout, own_tabs
from ppid_sheets.register.header import Header
from ppid_sheets.register.reading import Note
from ppid_sheets.register.submissions import Submission
from ppid_sheets.register.text import normal, storable
from ppid_sheets.register.values import Snapshot, Tab, Value

TICK = "√"
FIRST = 5
"""The sheet row of the first entry."""
MOST = 500
"""No desk registers more entries in a morning; the others come up as these are done."""
_USUAL = 14
"""The width of a column that is the office's own."""
_WHY: Mapping[Note | None, str] = {
    "ambiguous": "terbaca dua cara",
    "impossible": "tidak ada di kalender",
    "far_year": "tahunnya tidak mungkin",
    None: "kosong",
}


def pages(judged: Judged, snapshot: Snapshot) -> tuple[Tab, ...]:
    """The page of submissions; none where no source was read."""
    return (_page(judged, snapshot, judged.arrived),) if judged.arrived else ()


def _page(judged: Judged, snapshot: Snapshot, found: Arrived) -> Tab:
    header = judged.whole.header
    titles = column_titles(snapshot.tabs[judged.tab], header, header.width)
    own = {*job_places(snapshot, header).values()}
    numbers = judged.upcoming.arrivals if judged.upcoming else ()
    shown = found.waiting[:MOST]
    names = [*numbers[:MOST], *[""] * (len(shown) - len(numbers))]
    block = [
        _row(one.entry, number, titles, header, own)
        for one, number in zip(shown, names, strict=True)
    ]
    head = [tuple(map(storable, titles))] if block else []
    notes = [(line,) for line in map(storable, _notes(judged, found))]
    below = [(), ("Catatan",), *notes] if notes else []
    rows = [(layout.INCOMING,), (_count(found),), (_how(judged.tab),) if block else ()]
    return replace(
        shaped(header),
        rows=[*rows, *head, *block, *below],
        styles=[
            "title",
            "body",
            "body",
            *["header"] * len(head),
            *["line"] * len(block),
            *["body", "heading"][: len(below)],
            *["body"] * len(notes),
        ],
        aligned=dict.fromkeys(_days(header), "center"),
    )


def arrival_counts(judged: Judged) -> Iterator[tuple[str, int]]:
    """How many requests came in and are not registered yet; none where no source was read."""
    if judged.arrived and (judged.arrived.waiting or not judged.arrived.troubles):
        yield "Permohonan masuk belum dicatat", len(judged.arrived.waiting)


def shaped(header: Header) -> Tab:
    """The page before it is filled, beside a register with this header."""
    wide = {p.position: header.schema.by_key[key].width for key, p in header.places.items()}
    return own_tabs.incoming([wide.get(at, _USUAL) for at in range(header.width)])


def fitted(tabs: Iterable[Tab], header: Header) -> Sequence[Tab]:
    """Tabs of the job, still empty, the page of what came in as wide as this register."""
    return [shaped(header) if tab.title == layout.INCOMING else tab for tab in tabs]


def _days(header: Header) -> Sequence[int]:
    kinds = {key: header.schema.by_key[key].kind for key in header.places}
    return [header.places[key].position for key, kind in kinds.items() if kind == "date"]


def _row(
    entry: Submission, number: str, titles: Sequence[str], header: Header, own: set[int]
) -> Sequence[Value]:
    """An entry as a row of the register; the job's columns and those of the office stay empty, but
    for what a question of the same name says.
    """
    row: list[Value] = [None] * header.width
    for at, title in enumerate(titles):
        if title and at not in own:
            row[at] = entry.others.get(normal(title))
    cells = {header.schema.number: number or None, **entry.cells}
    for key, place in header.places.items():
        for at in (place.position, *place.ticks):
            row[at] = None
        if place.ticks:
            for at, choice in place.ticks.items():
                row[at] = TICK if cells.get(key) == choice else None
        else:
            row[place.position] = cells.get(key)
    return row


def _count(found: Arrived) -> str:
    if found.troubles and not found.waiting:
        return "Permohonan masuk tidak terbaca; sebabnya ada pada catatan."
    if not found.waiting:
        return "Tidak ada permohonan masuk yang belum dicatat."
    late = f", {found.late} menunggu lebih dari satu hari kerja" if found.late else ""
    return f"{len(found.waiting)} permohonan masuk belum dicatat{late}."


def _how(tab: str) -> str:
    return (
        "Salin baris di bawah judul, lalu tempel nilainya saja di baris kosong pertama tab "
        f"{tab}; urutan kolomnya sama. Yang sudah disalin hilang dari sini pada pemeriksaan "
        "berikutnya."
    )


def _notes(judged: Judged, found: Arrived) -> Iterator[str]:
    """What staff should know of entries, by their row on this page and their place."""
    for row, one in enumerate(found.waiting[:MOST], FIRST):
        told = "; ".join(_told(judged, one))
        if told:
            yield f"Baris {row} ({one.entry.source}, baris {one.entry.row}): {told}."
    if len(found.waiting) > MOST:
        yield (
            f"{len(found.waiting) - MOST} permohonan lain tampil setelah yang di atas dicatat; "
            "bila sudah dicatat sebelum ada tab ini, isi masuk.sejak di ppid.toml dengan hari "
            "pertama yang belum."
        )
    for entry, label in found.taken:
        yield (
            f"{entry.source}, baris {entry.row}: stempel waktunya tidak terbaca; dianggap sudah "
            f"dicatat di baris {judged.whole.shown(label)}."
        )
    for error in found.troubles:
        yield f"Tidak terbaca: {error}"
    if found.before:
        yield f"{found.before} permohonan sebelum tanggal pada masuk.sejak tidak ditampilkan."


def _told(judged: Judged, one: Arrival) -> Iterator[str]:
    entry, label = one.entry, judged.whole.label
    if one.late:
        yield f"menunggu {one.waits} hari kerja"
    if entry.stamp.day is None:
        written = f" ('{entry.stamp.text}')" if entry.stamp.text else ""
        why = _WHY.get(entry.stamp.note, "tidak terbaca")
        days = [typed_date(day) for day in entry.stamp.either]
        meant = f": {' atau '.join(days)}" if days else ""
        yield f"stempel waktunya {why}{written}{meant}; isi sendiri {label('received_on')}"
    if one.like:
        same, row = one.like
        place = f"baris {judged.whole.shown(row)} register"
        yield f"mungkin sama dengan {place}: {same} dan informasinya sama"
    if one.twin:
        same, at = one.twin
        yield f"mungkin sama dengan baris {FIRST + at}: {same} dan informasinya sama"
    if entry.numeric:
        columns = listed([*map(label, entry.numeric)])
        yield f"{columns} berupa bilangan, jadi angka nol di depannya mungkin hilang"
    if entry.unread:
        yield f"{listed([*map(label, entry.unread)])} tidak ada dalam daftar pilihan"
