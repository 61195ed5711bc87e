"""The clocks of an objection, and when the ground of one arises (UU 14/2008 Art. 35 to 38, 48)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from ppid_sheets.common.indonesian import day_and_date
from ppid_sheets.deadlines.calendar import NAT, Days, WorkCalendar
from ppid_sheets.deadlines.explain import Counted, count, skipped_objects
from ppid_sheets.deadlines.profiles import ObjectionTerms, Profile

_ACT = ObjectionTerms()


@dataclass(frozen=True, slots=True)
class ObjectionTerm:
    """One period of an objection: what its last day is for, what day 0 is, and its article.

    `days` reads the period, in working days, from the terms of a profile.
    """

    key: str
    last_day_for: str
    begins: str
    article: str
    days: Callable[[ObjectionTerms], int]

    def basis(self, profile: Profile) -> str:
        """The article, and what of the profile departs from it."""
        if self.days(profile.objection) == self.days(_ACT):
            return self.article
        return f"{self.article}; {profile.basis}"

    def count(self, calendar: WorkCalendar, profile: Profile, start: date) -> Counted:
        """The last day of this period; raises CalendarError on the way into an undecreed year."""
        return count(calendar, self.begins, start, self.days(profile.objection))


APPLICANT = ObjectionTerm(
    "applicant",
    "Pemohon mengajukan keberatan",
    "Alasan keberatan timbul",
    "UU 14/2008 Pasal 36 ayat (1)",
    lambda terms: terms.applicant,
)
SUPERIOR = ObjectionTerm(
    "superior",
    "Atasan PPID menanggapi",
    "Keberatan diterima",
    "UU 14/2008 Pasal 36 ayat (2)",
    lambda terms: terms.superior,
)
COMMISSION = ObjectionTerm(
    "commission",
    "Pemohon mengajukan sengketa",
    "Tanggapan Atasan PPID diterima",
    "UU 14/2008 Pasal 37 ayat (2)",
    lambda terms: terms.commission,
)
OPENING = ObjectionTerm(
    "opening",
    "Komisi Informasi mulai menyelesaikan",
    "Permohonan sengketa diterima",
    "UU 14/2008 Pasal 38 ayat (1)",
    lambda terms: terms.opening,
)
CLOSING = ObjectionTerm(
    "closing",
    "Komisi Informasi selesai",
    "Permohonan sengketa diterima",
    "UU 14/2008 Pasal 38 ayat (2)",
    lambda terms: terms.closing,
)
SUIT = ObjectionTerm(
    "suit",
    "Pemohon menggugat ke pengadilan",
    "Putusan Komisi Informasi diterima",
    "UU 14/2008 Pasal 48 ayat (1)",
    lambda terms: terms.suit,
)
STAGES = (APPLICANT, SUPERIOR, COMMISSION, OPENING, CLOSING, SUIT)


@dataclass(frozen=True, slots=True)
class ObjectionGround:
    """A ground of an objection, and the day on which it arises by the dates of a register.

    `since` is "notice" (the day of the written notice), "due" (the day after the due date on which
    nothing had come), or "" where only the applicant knows; `when` is the same in Indonesian.
    """

    text: str
    since: str
    when: str

    def arises(self, notified: date | None, due: date | None) -> date | None:
        """Day 0 of the applicant's period; None where the register has no such day."""
        if self.since == "notice":
            return notified
        if self.since == "due" and due is not None:
            return due + timedelta(days=1)
        return None


def arising(letters: Sequence[str], finished: Days, due: Days) -> Days:
    """Day 0 of the applicant's period for each ground by its letter, of requests that were
    `finished` and `due` on those days; NaT where a register has no such day."""
    by = np.asarray(letters, dtype=str)
    noticed, lapsed = (
        np.isin(by, [letter for letter, ground in GROUNDS.items() if ground.since == since])
        for since in ("notice", "due")
    )
    return np.where(noticed, finished, np.where(lapsed, due + np.timedelta64(1, "D"), NAT))


_NOTICE = "pada tanggal pemberitahuan tertulis (Pasal 22 ayat (7))"
_AFTER_DUE = "sehari setelah batas waktu (Pasal 22 ayat (7) dan (8))"
GROUNDS: Mapping[str, ObjectionGround] = {
    "a": ObjectionGround("penolakan berdasarkan alasan pengecualian (Pasal 17)", "notice", _NOTICE),
    "b": ObjectionGround(
        "tidak disediakannya informasi berkala (Pasal 9)",
        "",
        "pada hari Pemohon menemukannya; register tidak mencatatnya",
    ),
    "c": ObjectionGround("tidak ditanggapinya permohonan", "due", _AFTER_DUE),
    "d": ObjectionGround("permohonan ditanggapi tidak sebagaimana yang diminta", "notice", _NOTICE),
    "e": ObjectionGround("tidak dipenuhinya permohonan", "notice", _NOTICE),
    "f": ObjectionGround("pengenaan biaya yang tidak wajar", "notice", _NOTICE),
    "g": ObjectionGround("penyampaian informasi yang melebihi waktu", "due", _AFTER_DUE),
}
"""UU 14/2008 Art. 35(1), by letter."""


def lines(stage: ObjectionTerm, profile: Profile, found: Counted) -> Iterator[str]:
    """A count for people: the last day, how it was counted, the law."""
    yield f"{stage.last_day_for} paling lambat {day_and_date(found.due)}"
    yield found.sentence
    yield f"Dasar: {stage.basis(profile)}."


def as_object(stage: ObjectionTerm, profile: Profile, found: Counted) -> dict[str, object]:
    """A count as one machine-readable object."""
    return {
        "tahap": stage.last_day_for,
        "mulai": found.start.isoformat(),
        "profil": profile.name,
        "dasar": stage.basis(profile),
        "hari_kerja": stage.days(profile.objection),
        "batas_waktu": found.due.isoformat(),
        "dilewati": skipped_objects(found.skipped),
        "kalimat": found.sentence,
    }
