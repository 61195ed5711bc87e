"""Rules on what a refusal under Art. 17 rests on: the list of excluded information (Art. 19)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ppid_sheets.checks.engine import Case, Find, Hits, Rule
from ppid_sheets.checks.excluded import Cited, Excluded, ExcludedEntry, excluded
from ppid_sheets.common.arrays import Mask
from ppid_sheets.common.indonesian import listed, typed_date
from ppid_sheets.register.cells import AND
from ppid_sheets.register.information.dik import BASIS, EXCLUDED
from ppid_sheets.register.requests.words import ARTICLE_17, GRANTED_PARTLY, REFUSED

LAW = "UU KIP Pasal 17, 19; Perki 1/2021"
_NEEDS = ("decision", "refusal_ground", BASIS)
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


def listed_exclusions(case: Case) -> Excluded | None:
    """The list of excluded information, None where there is none that can be read."""
    found = case.information.get(EXCLUDED.name)
    return excluded(found.tab, found.table) if found and found.table else None


def _under_article_17(case: Case) -> Mask:
    """Refusals, wholly or in part; none without the list, or without the column that names it."""
    if case.once(listed_exclusions) is None:
        return np.zeros(len(case.table.frame), dtype=bool)
    refused = case.says("decision", REFUSED, GRANTED_PARTLY)
    return refused & case.says("refusal_ground", *ARTICLE_17)


def _refusals(case: Case) -> Sequence[_Refusal]:
    """The entries with a name."""
    known = case.once(listed_exclusions)
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
    known = case.once(listed_exclusions)
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


RULES = (
    Rule(
        "D01",
        "peringatan",
        BASIS,
        "alasan penolakannya {refusal_ground}, tetapi dasar pengecualiannya belum disebut",
        _NAME_IT,
        LAW,
        _NEEDS,
        without_basis,
    ),
    Rule(
        "D02",
        "galat",
        BASIS,
        "{which} bukan nomor entri di tab {tab} dan bukan lembar pengujian",
        "betulkan nomornya, tambahkan entrinya di tab {tab}, atau tulis Lembar pengujian dan "
        "nomornya",
        LAW,
        _NEEDS,
        not_listed,
    ),
    Rule(
        "D03",
        "galat",
        BASIS,
        "entri {entry} tab {tab} baru berlaku sejak {bound}, sesudah hari keputusan {day}",
        _NAME_IT,
        LAW,
        _NEEDS,
        _out_of_force(lambda entry, day: None if entry.begun(day) else entry.first),
    ),
    Rule(
        "D04",
        "galat",
        BASIS,
        "entri {entry} tab {tab} hanya berlaku sampai {bound}, sebelum hari keputusan {day}",
        _NAME_IT,
        LAW,
        _NEEDS,
        _out_of_force(lambda entry, day: entry.last if entry.over(day) else None),
    ),
    Rule(
        "D05",
        "galat",
        BASIS,
        "alasan penolakannya {refusal_ground}, tetapi entri {entry} tab {tab} berdasar {there}",
        "samakan alasan penolakan dengan dasar hukum entrinya, atau sebut entri lain",
        LAW,
        _NEEDS,
        other_ground,
    ),
)
