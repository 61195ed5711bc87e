"""The hand of a spreadsheet: what papers say of a request, as formulas over the cells of its row.

The cells stand in a block of their own, a column of the register on each line: what is written
there, what it means, and what a paper says of it.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from ppid_sheets.config import Forms
from ppid_sheets.deadlines.profiles import Profile, Profiles
from ppid_sheets.register import layout
from ppid_sheets.register.cells import AND
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.requests.words import GRANTED, GRANTED_WHOLLY, WITHDRAWN
from ppid_sheets.register.values import Formula
from ppid_sheets.reports.form import formula
from ppid_sheets.reports.form.formula import NOTHING, either, joined, quoted
from ppid_sheets.reports.form.hand import DAY_BY_HAND, SIGNS_BY_HAND
from ppid_sheets.reports.form.letter import TICKED, UNTICKED
from ppid_sheets.reports.form.rights import rights
from ppid_sheets.reports.form.row import Wording, by_hand

KEYS = (
    "reg_number",
    "received_on",
    "received_at",
    "channel",
    "form_filled_by",
    "applicant_name",
    "applicant_type",
    "id_type",
    "id_number",
    "address",
    "phone",
    "email",
    "occupation",
    "information",
    "purpose",
    "info_category",
    "info_form",
    "request_kind",
    "delivery",
    "officer",
    "incomplete_on",
    "complete_on",
    "extended_on",
    "extension_reason",
    "decision",
    "given_on",
    "cost",
    "payment",
)
"""The columns of the register on papers of the counter, the number first."""
COLUMNS = {key: REQUESTS.by_key[key] for key in KEYS}
FILLED, READ, SAID = "H", "I", "J"
"""The columns of the block: a cell's text, its meaning, and the words for a paper."""
FACTS, MEANT, ALSO = (f"'{layout.PRINT_FACTS}'!${column}:${column}" for column in "ABC")
"""The columns of facts: their key and what they say."""
DUE, EXPLAINED = Formula("$D$12"), Formula("$D$13")
_BY_POST = "Surat"
_GAP = "[lengkapi]"


def cell(column: str, key: str) -> str:
    """The cell of the block that holds something of a column."""
    return f"${column}${KEYS.index(key) + 1}"


def known(kind: str, text: str) -> str:
    """Where the facts have a key."""
    return f'MATCH("{kind}|"&{formula.literally(text)},{FACTS},0)'


def fact(kind: str, text: str) -> str:
    """What the facts say under a key, "" where they have none."""
    return f'IFERROR(INDEX({MEANT},{known(kind, text)}),"")'


def unread(key: str) -> str:
    """Whether a cell is filled and cannot be read; some words of a choice say nothing."""
    text, tests = cell(FILLED, key), [f'{cell(READ, key)}=""', f'{cell(FILLED, key)}<>""']
    if COLUMNS[key].kind == "choice":
        tests.append(f"ISERROR({known(key, text)})")
    return f"AND({','.join(tests)})"


@dataclass(frozen=True)
class LookedUp:
    """A `Hand` for a register with the columns `present`.

    `refusals` gathers formulas that say why a paper is not made, "" where it is.
    """

    present: Collection[str]
    profiles: Profiles
    refusals: list[Formula] = field(default_factory=list)

    def read(self, key: str) -> str:
        """What a cell means, "" where it is blank or not readable."""
        return cell(READ, key) if key in self.present else NOTHING

    @property
    def number_wording(self) -> Wording:
        """The registration number."""
        return self.wording("reg_number")

    def wording(self, key: str) -> Wording:
        """A text or choice, or its mark."""
        if key not in self.present:
            return by_hand(COLUMNS[key].header)
        return Wording(Formula(cell(SAID, key)))

    def first_wording(self, *keys: str) -> Wording:
        """The filled ones of two texts at the most, or the mark of the first."""
        first, *others = keys
        for other in (one for one in others if one in self.present):
            one, two = self.read(first), self.read(other)
            both = joined(Formula(one), either(f"{one}={NOTHING}", "", " · "), Formula(two))
            return Wording(either(f"{two}={NOTHING}", quoted_wording(self.wording(first)), both))
        return self.wording(first)

    def day_wording(self, key: str) -> Wording:
        """`Senin, 9 November 2026`, or its mark."""
        return self.wording(key)

    def received_wording(self) -> Wording:
        """The day of receipt with its hour, where that was noted."""
        day, time = self.read("received_on"), self.read("received_at")
        wording = self.wording("received_on")
        if time == NOTHING or day == NOTHING:
            return wording
        noted = joined(", pukul ", formula.clock_time(time))
        return Wording(
            joined(wording.text, either(f"OR({day}={NOTHING},{time}={NOTHING})", "", bare(noted)))
        )

    def due_wording(self) -> Sequence[tuple[str, Wording]]:
        """The due date and the sentence that explains it, "" where there is none."""
        return (("Batas waktu", Wording(DUE)), ("Cara menghitung", Wording(EXPLAINED)))

    def cost_wording(self, price: int) -> Wording:
        """The cost and how it is paid."""
        cost, delivery = self.read("cost"), self.read("delivery")
        lacking = self.wording("cost").text
        if cost == NOTHING:
            return Wording(lacking)
        payment = self.wording("payment").text
        posted = formula.within(_BY_POST, delivery)
        counts = f"AND({price}>0,NOT({posted}),MOD({cost},{max(price, 1)})=0)"
        counted = either(counts, formula.amount(f"{cost}/{max(price, 1)}"), _GAP)
        text = joined(
            f"Rp {formula_price(price)} × ",
            counted,
            " lembar + pengiriman Rp ",
            either(posted, _GAP, "0"),
            " = Rp ",
            formula.amount(cost),
            "; ",
            payment,
        )
        free = either(f"{cost}=0", "Tidak dikenakan biaya.", text)
        return Wording(
            either(f"N({cost})<0", marked("cost"), either(f"{cost}={NOTHING}", lacking, free))
        )

    def boxes(self, key: str, choices: Sequence[str], *, within: bool = False) -> Wording:
        """Boxes for the choices of a column, those of the row ticked; `within` a longer choice."""
        text = self.read(key)
        listed = f'"{AND}"&{text}&"{AND}"'
        tests = [
            formula.within(one, text) if within else formula.within(f"{AND}{one}{AND}", listed)
            for one in choices
        ]
        boxes = [
            joined(either(test, TICKED, UNTICKED), f"\u00a0{one}{'   ' * (one != choices[-1])}")
            for one, test in zip(choices, tests, strict=True)
        ]
        gap = self.wording(key).text
        other = joined(f"   {TICKED}\u00a0", Formula(text))
        unlisted = "" if within else either(f"OR({','.join(tests)})", "", other)
        end = either(f"{text}={NOTHING}", joined(" ", gap), unlisted)
        return Wording(joined(*boxes, end))

    def granted(self, form: str, wholly: Wording, partly: Wording) -> Wording:
        """One or the other; what is not granted is a refusal."""
        decision = self.read("decision")
        decided = either(
            f'{decision}="{WITHDRAWN}"',
            "permohonan sudah dicabut pemohon",
            joined("keputusannya ", Formula(decision)),
        )
        lost = unread("decision") if "decision" in self.present else "FALSE"
        unsaid = either(lost, "Keputusan tidak terbaca; pilih dari daftar", "Keputusan belum diisi")
        why = either(f"{decision}={NOTHING}", unsaid, decided)
        given = ",".join(f'{decision}="{one}"' for one in GRANTED)
        self.refusals.append(
            either(f"OR({given})", "", joined(f"Formulir {form} tidak dibuat: ", why))
        )
        return Wording(either(f'{decision}="{GRANTED_WHOLLY}"', wholly.text, partly.text))

    def signer(self, key: str) -> str:
        """A name in brackets, dots where there is none."""
        name = self.read(key)
        return either(f"{name}={NOTHING}", SIGNS_BY_HAND, joined("(", Formula(name), ")"))

    def placed(self, city: str, key: str) -> str:
        """`Manggar, 13 November 2026`, with dots for a date that the row lacks."""
        day = self.read(key)
        if day == NOTHING:
            return f"{city}, {DAY_BY_HAND}"
        return joined(
            f"{city}, ", either(f"{day}={NOTHING}", DAY_BY_HAND, bare(formula.long_date(day)))
        )

    def of_profile(self, say: Callable[[Profile], str]) -> str:
        """The sentence on the periods of the request's category."""
        ordinary, *others = self.profiles.active
        category, wording = self.read("info_category"), say(ordinary)
        for profile in others if category != NOTHING else ():
            meant = ",".join(f"{category}={quoted(one)}" for one in profile.categories)
            wording = either(f"OR({meant},FALSE)", say(profile), wording)
        return wording

    def rights(self, forms: Forms) -> Iterator[str]:
        """What the applicant may expect and do."""
        told = {one: list(rights([one], forms)) for one in self.profiles.active}
        for at in range(len(told[self.profiles.ordinary])):

            def right(profile: Profile, at: int = at) -> str:
                return told[profile][at]

            yield self.of_profile(right)


def quoted_wording(wording: Wording) -> Formula:
    """The sentence as a formula."""
    return Formula(quoted(wording.text))


def bare(text: str) -> Formula:
    """A formula as one argument."""
    return Formula(quoted(text))


def marked(key: str) -> str:
    """The mark of a cell that is filled and cannot be used."""
    return f"[belum diisi: {COLUMNS[key].header}]"


def formula_price(price: int) -> str:
    """The price of a sheet, or its gap."""
    return f"{price:,}".replace(",", ".") if price else _GAP
