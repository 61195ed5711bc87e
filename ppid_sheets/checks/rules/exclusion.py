"""Rules on what a refusal under Art. 17 rests on, and on the list that says so (Art. 17, 19)."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ppid_sheets.checks.engine import Case, Find, Hits, RegisterRule, Rule
from ppid_sheets.checks.excluded import Cited, Excluded, ExcludedEntry, excluded
from ppid_sheets.checks.rules.columns import Faults
from ppid_sheets.common.arrays import Mask
from ppid_sheets.common.indonesian import listed, typed_date
from ppid_sheets.register.cells import AND
from ppid_sheets.register.information.dik import BASIS, EXCLUDED
from ppid_sheets.register.requests.words import ARTICLE_17, GRANTED_PARTLY, REFUSED

_BASIS = "UU KIP Pasal 17, 19; Perki 1/2021"
_NEEDS = ("decision", "refusal_ground", BASIS)
_MOST = 10
_NUMBER = re.compile(r"(?=.*\d)[A-Za-z0-9./-]{1,20}")
_NAME_IT = "isi nomor entri yang berlaku pada hari keputusan, atau Lembar pengujian dan nomornya"


@dataclass(frozen=True, slots=True)
class _Refusal:
    """A refusal under Art. 17 at a position of the table: its grounds of that article, the day of
    its decision, None where that cannot be read, and what it names.
    """

    at: int
    grounds: frozenset[str]
    day: date | None
    cited: Cited

    @property
    def entries(self) -> Sequence[ExcludedEntry]:
        """What it names of the list, as of its day."""
        return self.cited.on(self.day) if self.day else [one[0] for one in self.cited.entries]


def _excluded(case: Case) -> Excluded | None:
    found = case.information.get(EXCLUDED.name)
    return excluded(found.tab, found.table) if found and found.table else None


def _under_article_17(case: Case) -> Mask:
    """Refusals, wholly or in part; none without the list, or without the column that names it."""
    if case.once(_excluded) is None:
        return np.zeros(len(case.table.frame), dtype=bool)
    refused = case.says("decision", REFUSED, GRANTED_PARTLY)
    return refused & case.says("refusal_ground", *ARTICLE_17)


def _refusals(case: Case) -> Sequence[_Refusal]:
    """Those that name anything."""
    known = case.once(_excluded)
    hit = np.flatnonzero(_under_article_17(case) & ~case.blank(BASIS) & ~case.unread(BASIS))
    if known is None or not len(hit):
        return ()
    unread = case.unread("notified_on") | case.unread("given_on")
    days = case.deadline("finished_on").astype("datetime64[D]").tolist()
    return [
        _Refusal(
            at,
            frozenset(case["refusal_ground"][at].split(AND)).intersection(ARTICLE_17),
            None if unread[at] else days[at] or case.as_of,
            known.cited(case[BASIS][at]),
        )
        for at in hit.tolist()
    ]


def _hits(case: Case, say: Callable[[_Refusal], Mapping[str, str] | None]) -> Hits:
    """The refusals of which there is something to `say`, with the values of its message."""
    said = {one.at: found for one in case.once(_refusals) if (found := say(one)) is not None}
    mask = np.zeros(len(case.table.frame), dtype=bool)
    mask[list(said)] = True
    values = [said[at] for at in sorted(said)]
    names = values[0] if values else ()
    return Hits(mask, {name: [one[name] for one in values] for name in names})


def _in_list(case: Case, say: Callable[[_Refusal, str], Mapping[str, str] | None]) -> Hits:
    known = case.once(_excluded)
    return _hits(case, lambda one: say(one, known.tab) if known else None)


def without_basis(case: Case) -> Mask:
    """Refused under Art. 17, and nothing named that it rests on."""
    return _under_article_17(case) & case.blank(BASIS)


def not_listed(case: Case) -> Hits:
    """Names what is neither an entry nor a test of consequence; its text is not repeated."""

    def say(one: _Refusal, tab: str) -> Mapping[str, str] | None:
        which = "salah satu isinya" if one.cited.entries or one.cited.tests else "isinya"
        return {"which": which, "tab": tab} if one.cited.unknown else None

    return _in_list(case, say)


def _out_of_force(fault: Callable[[ExcludedEntry, date], date | None]) -> Find:
    """The finder of refusals that name an entry with this fault on their day, and its bound."""

    def say(one: _Refusal, tab: str) -> Mapping[str, str] | None:
        for entry in one.entries if one.day else ():
            bound = fault(entry, one.day) if one.day and not entry.unread else None
            if bound and one.day:
                bounds = {"bound": typed_date(bound), "day": typed_date(one.day)}
                return {"tab": tab, "entry": _named(entry), **bounds}
        return None

    return lambda case: _in_list(case, say)


def _named(entry: ExcludedEntry) -> str:
    """An entry as people find it; a number that is none is not repeated."""
    if _NUMBER.fullmatch(entry.number):
        return f"nomor {entry.number} (baris {entry.row})"
    return f"di baris {entry.row}"


def _row(entry: ExcludedEntry) -> str:
    return str(entry.row)


def other_ground(case: Case) -> Hits:
    """A ground that no entry named has; a test of consequence may say anything."""

    def say(one: _Refusal, tab: str) -> Mapping[str, str] | None:
        entries = one.entries
        if not entries or one.cited.tests or one.cited.unknown:
            return None
        named = [entry.grounds for entry in entries]
        if not all(named) or one.grounds <= frozenset().union(*named):
            return None
        there = [ground for ground in ARTICLE_17 if any(ground in one for one in named)]
        return {"tab": tab, "entry": listed(list(map(_named, entries))), "there": listed(there)}

    return _in_list(case, say)


def _rows(rows: Sequence[str]) -> str:
    left = len(rows) - _MOST
    return listed([*rows[:_MOST], f"{left} baris lain"] if left > 0 else rows)


def _faulty(wrong: Callable[[ExcludedEntry], bool]) -> Callable[[Case], Faults]:
    """The finder of entries of the list with a fault of their own."""

    def find(case: Case) -> Faults:
        known = case.once(_excluded)
        rows = [_row(entry) for entry in known.entries if wrong(entry)] if known else []
        if known and rows:
            yield {"rows": _rows(rows), "tab": known.tab}

    return find


def repeated_numbers(case: Case) -> Faults:
    """Numbers that more than one entry bears, each with its rows."""
    known = case.once(_excluded)
    for alike in known.by_key.values() if known else ():
        if known and len(alike) > 1:
            yield {"rows": _rows(list(map(_row, alike))), "tab": known.tab}


def expired(case: Case) -> Faults:
    """Entries whose last day is over, with that day."""
    known = case.once(_excluded)
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


RULES = (
    Rule(
        "D01", "peringatan", BASIS,
        "alasan penolakannya {refusal_ground}, tetapi dasar pengecualiannya belum disebut",
        _NAME_IT, _BASIS, _NEEDS, without_basis,
    ),
    Rule(
        "D02", "galat", BASIS,
        "{which} bukan nomor entri di tab {tab} dan bukan lembar pengujian",
        "betulkan nomornya, tambahkan entrinya di tab {tab}, atau tulis Lembar pengujian dan "
        "nomornya", _BASIS, _NEEDS, not_listed,
    ),
    Rule(
        "D03", "galat", BASIS,
        "entri {entry} tab {tab} baru berlaku sejak {bound}, sesudah hari keputusan "
        "{day}", _NAME_IT, _BASIS, _NEEDS,
        _out_of_force(lambda entry, day: None if entry.begun(day) else entry.first),
    ),
    Rule(
        "D04", "galat", BASIS,
        "entri {entry} tab {tab} hanya berlaku sampai {bound}, sebelum hari keputusan "
        "{day}", _NAME_IT, _BASIS, _NEEDS,
        _out_of_force(lambda entry, day: entry.last if entry.over(day) else None),
    ),
    Rule(
        "D05", "galat", BASIS,
        "alasan penolakannya {refusal_ground}, tetapi entri {entry} tab {tab} berdasar "
        "{there}", "samakan alasan penolakan dengan dasar hukum entrinya, atau sebut entri lain",
        _BASIS, _NEEDS, other_ground,
    ),
)  # fmt: skip
REGISTER_RULES = (
    RegisterRule(
        "D06", "peringatan",
        "baris {rows} di tab {tab} memakai nomor yang sama, jadi tidak jelas entri mana yang "
        "disebut", "beri setiap entri nomor sendiri", _BASIS, repeated_numbers,
    ),
    RegisterRule(
        "D07", "galat",
        "tanggal berlaku di baris {rows} tab {tab} tidak terbaca, jadi tidak diketahui apakah "
        "entrinya berlaku",
        "tulis tanggal seperti 28/02/2026; kosongkan Berlaku Sampai bila tidak dibatasi",
        _BASIS, _faulty(lambda entry: entry.unread),
    ),
    RegisterRule(
        "D08", "galat",
        "baris {rows} di tab {tab} berakhir sebelum mulai berlaku",
        "betulkan tanggal Berlaku Sejak atau Berlaku Sampai", _BASIS,
        _faulty(lambda entry: bool(entry.first and entry.last and entry.last < entry.first)),
    ),
    RegisterRule(
        "D09", "peringatan",
        "baris {rows} di tab {tab} belum bernomor, jadi tidak dapat disebut sebagai dasar "
        "pengecualian", "isi nomor entrinya", _BASIS, _faulty(lambda entry: not entry.number),
    ),
    RegisterRule(
        "D10", "info",
        "entri di baris {rows} tab {tab} sudah habis masa berlakunya",
        "perbarui penetapannya, atau pindahkan informasinya ke tab DIP", _BASIS, expired,
    ),
    RegisterRule(
        "D11", "peringatan",
        "tab {tab} tidak dapat dibaca: {why}",
        "kembalikan baris judul kolomnya, atau jalankan ppid-sheets init --lists", _BASIS,
        unreadable_lists,
    ),
    RegisterRule(
        "D12", "info",
        "baris {rows} di tab {tab} tidak dibaca sebagai entri ({reason})",
        "bila baris itu entri, isi nomor dan informasinya", _BASIS, skipped_rows,
    ),
)  # fmt: skip
