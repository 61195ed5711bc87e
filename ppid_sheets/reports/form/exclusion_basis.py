"""What a refusal rests on, as its letter states it: law, consequence, decree or test (Art. 19)."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date

from ppid_sheets.checks.excluded import Excluded, ExcludedEntry
from ppid_sheets.common.indonesian import listed, typed_date
from ppid_sheets.register.cells import AND
from ppid_sheets.register.information.article_17 import other_laws
from ppid_sheets.register.information.dik import BASIS
from ppid_sheets.register.requests.words import ARTICLE_17
from ppid_sheets.register.text import squash
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.form.row import Wording, by_hand


@dataclass(frozen=True, slots=True)
class ExclusionBasis:
    """What a row names: entries of the list in force on the `day` of its decision, others, and
    papers of a test of consequence.
    """

    day: date
    entries: Sequence[ExcludedEntry]
    lapsed: Sequence[ExcludedEntry]
    tests: Sequence[str]

    @property
    def grounds(self) -> Set[str]:
        """The grounds of Art. 17 that the entries have."""
        return frozenset().union(*(entry.grounds for entry in self.entries))

    def law(self, *, needed: bool) -> Wording:
        """The articles of other laws, a gap where one is `needed` and there is none."""
        laws = dict.fromkeys(law for one in self.entries for law in other_laws(one.ground))
        if laws or not needed:
            return Wording(squash(AND.join(laws)) or "Tidak ada.")
        return self._gap("pasal dan undang-undang yang merahasiakannya")

    def consequence(self) -> Wording:
        """What opening it would do."""
        texts = dict.fromkeys(squash(entry.consequence) for entry in self.entries)
        if not texts or "" in texts:
            return self._gap("konsekuensi apabila informasi itu dibuka")
        return Wording(AND.join(texts))

    def decree(self) -> Wording:
        """By what it was decided: the decree of each entry, the papers of tests."""
        wording = [(entry.number, squash(entry.decree)) for entry in self.entries]
        texts = [f"{decree} (DIK nomor {number})" for number, decree in wording]
        if not all(decree for _, decree in wording) or not (texts or self.tests):
            return self._gap("nomor dan tanggal lembar pengujian konsekuensi, Pasal 19 UU 14/2008")
        return Wording(AND.join((*texts, *self.tests)))

    def _gap(self, what: str) -> Wording:
        """A gap for the hand, and which entries do not fill it."""
        if not self.lapsed:
            return by_hand(what)
        numbers = listed([entry.number for entry in self.lapsed])
        return by_hand(f"{what}; entri DIK {numbers} tidak berlaku pada {typed_date(self.day)}")


def basis_of(request: Request) -> ExclusionBasis:
    """What the row of a request names in *Dasar Pengecualian*."""
    answered = request.table.schema.course.answered
    days = [day for key in answered if (day := request.day(key))]
    day = min(days, default=request.as_of)
    known = request.excluded or Excluded("", ())
    cited = known.cited(request.text(BASIS))
    named = cited.on(day)
    return ExclusionBasis(
        day,
        [entry for entry in named if entry.in_force(day)],
        [entry for entry in named if not entry.in_force(day)],
        cited.tests,
    )


def grounds_of(request: Request, basis: ExclusionBasis) -> str:
    """The grounds of the row, of the entries where that cell is blank."""
    text = request.text("refusal_ground")
    if text or request.unread("refusal_ground"):
        return text
    return AND.join(ground for ground in ARTICLE_17 if ground in basis.grounds)
