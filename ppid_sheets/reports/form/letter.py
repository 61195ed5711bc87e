"""A form of the desk as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ppid_sheets.reports.form.row import Wording
from ppid_sheets.reports.workbook.book import Style
from ppid_sheets.reports.workbook.letterhead import Signature

TICKED, UNTICKED = "☑", "☐"
COPIES = "rangkap dua"
"""How many of a model's paper are written: one for the applicant, one for the office."""


@dataclass(frozen=True, slots=True)
class Field:
    """A label and the text beside it; `mark` is the letter of a listed item.

    One without a label goes on with the field above it.
    """

    label: str
    wording: Wording
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph over the whole width."""

    text: str
    style: Style = "form_text"


LetterLine = Field | Text


@dataclass(frozen=True, slots=True)
class Letter:
    """One printable page; `number` is the line below the title, `signed` the left and right hand.

    `model` is the official model that it follows, "" for none; `back` is the page behind it, and
    `personal` says whether it holds personal data. Nothing of it is worked out any more: every text
    stands as it will be read.
    """

    name: str
    title: str
    number: Field | None
    lines: tuple[LetterLine, ...]
    signed: tuple[Signature | None, Signature]
    model: str = ""
    back: "Letter | None" = None
    personal: bool = True

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is still to be filled in, each named once."""
        wording = [line.wording for line in (self.number, *self.lines) if isinstance(line, Field)]
        behind = self.back.lacks if self.back else ()
        return tuple(dict.fromkeys((*(one.lacks for one in wording if one.lacks), *behind)))


def fields(*pairs: tuple[str, Wording]) -> Sequence[Field]:
    """Fields from labels and the texts beside them."""
    return [Field(label, wording) for label, wording in pairs]


def ticked(choices: Mapping[str, bool]) -> Wording:
    """Boxes with their words, those that apply ticked."""
    return Wording(
        "   ".join(f"{TICKED if on else UNTICKED}\u00a0{word}" for word, on in choices.items())
    )
