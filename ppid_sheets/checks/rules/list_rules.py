"""Rules on the lists of public and of excluded information themselves (Art. 17, 19)."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from ppid_sheets.checks.engine import Case, RegisterRule
from ppid_sheets.checks.excluded import ExcludedEntry
from ppid_sheets.checks.rules.columns import Faults
from ppid_sheets.checks.rules.exclusion import LAW, listed_exclusions
from ppid_sheets.common.indonesian import listed, typed_date

_MOST = 10


def _row(entry: ExcludedEntry) -> str:
    return str(entry.row)


def _rows(rows: Sequence[str]) -> str:
    left = len(rows) - _MOST
    return listed([*rows[:_MOST], f"{left} baris lain"] if left > 0 else rows)


def _faulty(wrong: Callable[[ExcludedEntry], bool]) -> Callable[[Case], Faults]:
    """The finder of entries of the list with a fault of their own."""

    def find(case: Case) -> Faults:
        known = case.once(listed_exclusions)
        rows = [_row(entry) for entry in known.entries if wrong(entry)] if known else []
        if known and rows:
            yield {"rows": _rows(rows), "tab": known.tab}

    return find


def repeated_numbers(case: Case) -> Faults:
    """Numbers that more than one entry bears, each with its rows."""
    known = case.once(listed_exclusions)
    for alike in known.by_key.values() if known else ():
        if known and len(alike) > 1:
            yield {"rows": _rows(list(map(_row, alike))), "tab": known.tab}


def expired(case: Case) -> Faults:
    """Entries whose last day is over, with that day."""
    known = case.once(listed_exclusions)
    over = [entry for entry in known.entries if entry.over(case.as_of)] if known else []
    said = [f"{entry.row} (sampai {typed_date(entry.last)})" for entry in over if entry.last]
    if known and said:
        yield {"rows": _rows(said), "tab": known.tab}


def unreadable_lists(case: Case) -> Faults:
    """Lists that cannot be read as a whole."""
    found = case.information.values()
    return ({"tab": one.tab, "why": one.trouble} for one in found if one.trouble)


def skipped_rows(case: Case) -> Iterator[Mapping[str, object]]:
    """Rows of a list that hold something and are no entry, by reason."""
    for one in case.information.values():
        reasons: dict[str, list[str]] = {}
        for row, reason in sorted(one.table.skipped.items()) if one.table else ():
            reasons.setdefault(reason, []).append(str(row))
        for reason, rows in reasons.items():
            yield {"tab": one.tab, "rows": _rows(rows), "reason": reason}


REGISTER_RULES = (
    RegisterRule(
        "D06",
        "peringatan",
        "baris {rows} di tab {tab} memakai nomor yang sama, jadi tidak jelas entri mana yang "
        "disebut",
        "beri setiap entri nomor sendiri",
        LAW,
        repeated_numbers,
    ),
    RegisterRule(
        "D07",
        "galat",
        "tanggal berlaku di baris {rows} tab {tab} tidak terbaca, jadi tidak diketahui apakah "
        "entrinya berlaku",
        "tulis tanggal seperti 28/02/2026; kosongkan Berlaku Sampai bila tidak dibatasi",
        LAW,
        _faulty(lambda entry: entry.unread),
    ),
    RegisterRule(
        "D08",
        "galat",
        "baris {rows} di tab {tab} berakhir sebelum mulai berlaku",
        "betulkan tanggal Berlaku Sejak atau Berlaku Sampai",
        LAW,
        _faulty(lambda entry: bool(entry.first and entry.last and entry.last < entry.first)),
    ),
    RegisterRule(
        "D09",
        "peringatan",
        "baris {rows} di tab {tab} belum bernomor, jadi tidak dapat disebut sebagai dasar "
        "pengecualian",
        "isi nomor entrinya",
        LAW,
        _faulty(lambda entry: not entry.number),
    ),
    RegisterRule(
        "D10",
        "info",
        "entri di baris {rows} tab {tab} sudah habis masa berlakunya",
        "perbarui penetapannya, atau pindahkan informasinya ke tab DIP",
        LAW,
        expired,
    ),
    RegisterRule(
        "D11",
        "peringatan",
        "tab {tab} tidak dapat dibaca: {why}",
        "kembalikan baris judul kolomnya (riwayat versi), atau tambahkan kolom yang tidak ada",
        LAW,
        unreadable_lists,
    ),
    RegisterRule(
        "D12",
        "info",
        "baris {rows} di tab {tab} tidak dibaca sebagai entri ({reason})",
        "bila baris itu entri, isi nomor dan informasinya",
        LAW,
        skipped_rows,
    ),
)
