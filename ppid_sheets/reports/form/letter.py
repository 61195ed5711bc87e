"""A form of the desk as values, and the page it becomes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ppid_sheets.config import Settings
from ppid_sheets.reports.form.request import Said
from ppid_sheets.reports.workbook.book import Block, Cell, Grid, Sheet, Style
from ppid_sheets.reports.workbook.letterhead import HEIGHT, Signature, letterhead, signatures

PRIVATE = "Memuat data pribadi pemohon: hanya untuk pemohon dan petugas PPID"
_WIDTHS = (4.0, 27.0, 2.0, 11.0, 46.0)
_SPAN = len(_WIDTHS)
_VALUE = _WIDTHS[3] + _WIDTHS[4]
_LEFT = 3
"""Columns below the signature on the left; the rest is the right one's."""
_TEXT, _FIELD = 20.0, 17.0


@dataclass(frozen=True, slots=True)
class Field:
    """A label and what is said beside it; `mark` is the letter of a listed item."""

    label: str
    said: Said
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph over the whole width."""

    text: str
    style: Style = "form_text"


Line = Field | Text


@dataclass(frozen=True, slots=True)
class Letter:
    """One printable page; `number` is the line below the title, `signed` the left and right hand.

    Nothing of it is worked out any more: every text stands as it will be read.
    """

    name: str
    title: str
    number: Field
    lines: tuple[Line, ...]
    signed: tuple[Signature | None, Signature]

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is still to be filled in, each named once."""
        said = [self.number.said, *(line.said for line in self.lines if isinstance(line, Field))]
        return tuple(dict.fromkeys(one.lacks for one in said if one.lacks))


def page(letter: Letter, settings: Settings) -> Sheet:
    """The sheet of a letter."""
    lines = tuple(_row(line) for line in letter.lines)
    title = Grid(HEIGHT, 0, tuple(_title(letter)), (24, 17, 8))
    heights = tuple(_TEXT if isinstance(line, Text) else _FIELD for line in letter.lines)
    body = Grid(title.end, 0, lines, heights)
    left, right = letter.signed
    blocks: tuple[Block, ...] = (
        *letterhead(settings.office, _WIDTHS),
        title,
        body,
        signatures(body.end + 1, ((left, _LEFT), (right, _SPAN - _LEFT))),
    )
    return Sheet(letter.name, PRIVATE, _WIDTHS, blocks, one_page=True, running_head=False)


def _title(letter: Letter) -> Iterator[tuple[Cell, ...]]:
    number = letter.number
    yield (Cell(letter.title, "form_title", span=_SPAN),)
    style: Style = "form_number_missing" if number.said.lacks else "form_number"
    yield (Cell(f"{number.label}: {number.said.text}", style, span=_SPAN),)
    yield (Cell(None, "form_text", span=_SPAN),)


def _row(line: Line) -> tuple[Cell, ...]:
    match line:
        case Text():
            return (Cell(line.text, line.style, span=_SPAN),)
        case Field():
            style: Style = "form_missing" if line.said.lacks else "form_value"
            return (
                Cell(line.mark or None, "form_label"),
                Cell(line.label, "form_label"),
                Cell(":", "form_label"),
                Cell(line.said.text, style, span=2),
            )


def fields(*pairs: tuple[str, Said]) -> Sequence[Field]:
    """Fields from labels and what is said beside them."""
    return [Field(label, said) for label, said in pairs]
