"""Sentences that take their figures from cells: a text, and the formula that says the same.

A formula chooses its words as the program did, so that no later number leaves a sentence untrue.
It says numbers as Indonesian writes them, in whatever language the spreadsheet runs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from operator import add, eq, gt
from typing import Literal

from ppid_sheets.common import indonesian
from ppid_sheets.reports.workbook.book import Cell, Style
from ppid_sheets.reports.workbook.tally import NONE, Number

_LONGEST = 250
"""Excel takes no text of more than 255 letters in a formula; longer ones are put together."""
NOTHING = '""'


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of text with the formula that yields it, both "" for nothing."""

    value: str
    formula: str

    def __add__(self, other: "Phrase") -> "Phrase":
        """Both, one after the other."""
        formula = "&".join(filter(None, (self.formula, other.formula)))
        return Phrase(self.value + other.value, formula)

    def cell(self, style: Style, span: int = 1) -> Cell:
        """The text as a cell."""
        return Cell(self.value, style, f"={self.formula or NOTHING}", span)


@dataclass(frozen=True, slots=True)
class Whether:
    """A condition, whether it holds and how a formula asks for it."""

    holds: bool
    formula: str

    def choose(self, yes: Phrase, no: Phrase) -> Phrase:
        """One phrase where it holds, the other where not."""
        value = (yes if self.holds else no).value
        return Phrase(value, f"IF({self.formula},{yes.formula or NOTHING},{no.formula or NOTHING})")


SILENCE = Phrase("", "")


def words(text: str) -> Phrase:
    """Words that no number changes."""
    parts = [text[at : at + _LONGEST] for at in range(0, len(text), _LONGEST)]
    return Phrase(text, "&".join('"' + part.replace('"', '""') + '"' for part in parts))


def joined(parts: Iterable[Phrase], between: str = "") -> Phrase:
    """Phrases one after the other; those that say nothing are left out."""
    said = [part for part in parts if part.formula]
    spaced = [words(between) + part for part in said[1:]]
    return reduce(add, [*said[:1], *spaced], SILENCE)


def counted(number: Number) -> Phrase:
    """A count, `1.204`; NONE where there is none."""
    said = NONE if number.value == NONE else indonesian.number(_amount(number))
    return Phrase(said, f'SUBSTITUTE(FIXED({number.formula},0),",",".")')


def sentence(text: str, *parts: Number | Phrase) -> Phrase:
    """A text with `{}` for each part in its order: a phrase as it is, a number as a count."""
    first, *between = text.split("{}")
    whole = words(first)
    for part, after in zip(parts, between, strict=True):
        whole += (part if isinstance(part, Phrase) else counted(part)) + words(after)
    return whole


def requests(count: Number, noun: str = "permohonan") -> Phrase:
    """`satu permohonan`, `1.204 permohonan`."""
    several = sentence(f"{{}} {noun}", count)
    return compare(count, "=", 1).choose(words(f"satu {noun}"), several)


def measured(number: Number) -> Phrase:
    """A number with one decimal, `6,0`; NONE where there is none."""
    value = number.value
    said = NONE if value == NONE else _rounded(_amount(number))
    return Phrase(said, f'SUBSTITUTE(FIXED({number.formula},1,TRUE),".",",")')


def _rounded(value: float) -> str:
    """To one decimal as spreadsheets do it, halves away from zero."""
    return str(Decimal(repr(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)).replace(".", ",")


def _amount(number: Number) -> int | float:
    if isinstance(number.value, int | float):
        return number.value
    raise TypeError(f"{number.formula} is no number")


def compare(left: Number, sign: Literal["=", ">"], right: Number | int) -> Whether:
    """A number against another."""
    other = right if isinstance(right, Number) else Number(right, str(right))
    held = (eq if sign == "=" else gt)(_amount(left), _amount(other))
    return Whether(held, f"{left.formula}{sign}{other.formula}")


def there_is(number: Number) -> Whether:
    """The condition that a number is one, and not `NONE`."""
    return Whether(number.value != NONE, f"ISNUMBER({number.formula})")
