"""The lines of papers, one after the other, for formulas to break and to print.

Row heights can't follow a formula, so each line of print is a row: a text goes on in as many rows
as it needs, and no row is ever taller or lower than the next.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ppid_sheets.common import typeface
from ppid_sheets.reports.form.letter import Field, Letter, LetterLine, Text

SIZE = 10
"""Points of the letters of a paper."""
WHOLE, BESIDE = 104, 74
"""Letters of a line of print, over the whole width and beside a label."""
BIG = 68
"""Percent of these where all are big; no fraction, for a spreadsheet may want a comma in it."""
_EDGE = 138.0
"""Points from the left edge to the colon behind a label."""
_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Item:
    """A text (or the formula of one), what stands before its first line and before all others, and
    how many letters fit on a line.
    """

    head: str
    text: str
    indent: str = ""
    room: int = WHOLE


AIR = Item("", " ")


def items(letter: Letter) -> Iterator[Item]:
    """The lines of a letter with some air between its parts."""
    before: LetterLine | None = None
    for line in letter.lines:
        headed = isinstance(line, Text) and line.style == "form_heading"
        if before and (headed or isinstance(line, Text) != isinstance(before, Text)):
            yield AIR
        match line:
            case Text():
                yield Item("", line.text)
            case Field():
                label = _padded(line.label)
                yield Item(f"{label}: ", line.wording.text, _blank(f"{label}: "), BESIDE)
        before = line


def _padded(label: str) -> str:
    """A label with as many spaces as bring the colon below the others."""
    missing = _EDGE - typeface.width(label, SIZE)
    return label + _NO_BREAK * max(1, round(missing / typeface.width(" ", SIZE)))


def _blank(text: str) -> str:
    width = typeface.width(text.replace(_NO_BREAK, " "), SIZE)
    return _NO_BREAK * round(width / typeface.width(" ", SIZE))


def signed(letters: Sequence[Letter]) -> Iterator[tuple[list[str], list[str]]]:
    """For each line of the signatures what the papers say on the left and on the right."""
    hands = [[letter.signed[side] for letter in letters] for side in (0, 1)]
    for part in ("above", "position", "", "", "", "name"):
        left, right = (
            [getattr(one, part) if one and part else "" for one in side] for side in hands
        )
        yield left, right
