"""A1 notation: `'Hari Libur'!A2:C` and the area it names."""

import re
from collections.abc import Sequence
from typing import Protocol

from tests.fakesheets.areas import Area
from tests.fakesheets.errors import invalid

_CORNER = r"([A-Za-z]{0,3})([0-9]*)"
_RANGE = re.compile(rf"{_CORNER}(?::{_CORNER})?")
_PLAIN_TITLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Grid(Protocol):
    """What a title stands for."""

    sheet_id: int
    title: str


def letters(position: int) -> str:
    """Column letters of a 0-based position."""
    text, position = "", position + 1
    while position:
        position, digit = divmod(position - 1, 26)
        text = chr(65 + digit) + text
    return text


def position(column: str) -> int:
    """The 0-based position of column letters."""
    number = 0
    for letter in column.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def cells(text: str, sheet_id: int = 0) -> Area:
    """The area of a range without a title; raises ValueError for what is none."""
    found = _RANGE.fullmatch(text)
    if not found or not text:
        raise ValueError(text)
    left, top, right, bottom = found.groups()
    if right is None:
        if not (left and top):
            raise ValueError(text)
        right, bottom = left, top
    elif bool(left) != bool(right) and not (top or bottom):
        raise ValueError(text)
    return Area(
        sheet_id,
        int(top) - 1 if top else 0,
        int(bottom) if bottom else None,
        position(left) if left else 0,
        position(right) + 1 if right else None,
    )


def parse(text: str, sheets: Sequence[Grid], first: int) -> Area:
    """The area that a range names in a spreadsheet; a bare title is a whole sheet.

    `first` is the id of the sheet that a range without a title is on.
    """
    title, _, rest = text.rpartition("!") if "!" in text else (text, "", "")
    wanted = _unquoted(title).casefold()
    named = next((s for s in sheets if s.title.casefold() == wanted), None)
    try:
        if named:
            return cells(rest, named.sheet_id) if rest else Area(named.sheet_id)
        if "!" not in text:
            return cells(text, first)
    except ValueError:
        pass
    raise invalid(f"Unable to parse range: {text}")


def _unquoted(title: str) -> str:
    if len(title) > 1 and title[0] == title[-1] == "'":
        return title[1:-1].replace("''", "'")
    return title


def write(area: Area, title: str) -> str:
    """The notation of a closed area."""
    name = title if _PLAIN_TITLE.fullmatch(title) else "'" + title.replace("'", "''") + "'"
    assert area.bottom is not None and area.right is not None
    first = f"{letters(area.left)}{area.top + 1}"
    last = f"{letters(max(area.right - 1, 0))}{max(area.bottom, 1)}"
    return f"{name}!{first}" if first == last else f"{name}!{first}:{last}"
