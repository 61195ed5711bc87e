"""How wide texts are in Arial, and how many lines they take: measured, since only Excel draws."""

import unicodedata
from functools import cache, lru_cache

_FIRST = 32
_REGULAR = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
_BOLD = (
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
)  # fmt: skip
"""Advance widths of U+0020 to U+007E in thousandths of the size, from the font's metrics.

Liberation Sans, which LibreOffice draws in Arial's place, has the same.
"""
_OTHER = {
    "–": 556,
    "—": 1000,
    "…": 1000,
    "•": 350,
    "‘": 278,
    "’": 278,
    "“": 500,
    "”": 500,
    "×": 584,
    "°": 400,
    "≤": 549,
    "≥": 549,
    "√": 549,
    "☐": 900,
    "☑": 900,
}
_WIDEST = 1000
POINTS_OF_WIDTH, POINTS_OF_EDGE = 5.25, 3.75
"""Of one character of a column's width, and of what a column has beside its characters."""
_SAFE = 0.97
"""A screen rounds each letter to whole dots, so that a line may end sooner than in print."""


@cache
def _advance(letter: str, bold: bool) -> int:
    base = unicodedata.normalize("NFKD", letter)[0]
    if unicodedata.combining(base):
        return 0
    at = ord(base) - _FIRST
    if 0 <= at < len(_REGULAR):
        return (_BOLD if bold else _REGULAR)[at]
    return _OTHER.get(letter, _WIDEST)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Points that a text of one line takes in letters of `size` points."""
    return _advances(text, bold) * size / 1000


@lru_cache(maxsize=4096)
def _advances(text: str, bold: bool) -> int:
    """The width of a text in thousandths of its size; most are words that come again and again."""
    return sum(_advance(letter, bold) for letter in text)


def lines(text: str, room: float, size: float, *, bold: bool = False) -> int:
    """Lines that a text takes where `room` points are free; at least one."""
    return len(wrapped(text, room, size, bold=bold))


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines of a text where `room` points are free and lines break at spaces.

    A word wider than the room is broken where it must be.
    """
    typed = text.split("\n")
    return [line for one in typed for line in _wrapped(one, room * _SAFE, size, bold)]


def pieces(text: str, room: float, size: float, most: int) -> list[str]:
    """A text in parts of at most `most` lines each, for cells that can be no higher."""
    found, start, end = [], 0, 0
    drawn = wrapped(text, room, size)
    for at, line in enumerate(drawn, 1):
        end = text.index(line, end) + len(line)
        if at % most == 0 or at == len(drawn):
            found.append(text[start:end].strip())
            start = end
    return found


def _wrapped(text: str, room: float, size: float, bold: bool) -> list[str]:
    done, line, used = [], "", 0.0
    space = width(" ", size, bold=bold)
    for word in text.split(" "):
        wide = width(word, size, bold=bold)
        if used and used + space + wide <= room:
            line, used = f"{line} {word}", used + space + wide
            continue
        if used:
            done.append(line)
        line, used = word, wide
        if wide > room:
            *parts, line = _broken(word, room, size, bold)
            done += parts
            used = width(line, size, bold=bold)
    return [*done, line]


def _broken(word: str, room: float, size: float, bold: bool) -> list[str]:
    """The parts of a word that is wider than the room."""
    parts, used = [""], 0.0
    for letter in word:
        wide = width(letter, size, bold=bold)
        if used and used + wide > room:
            parts.append("")
            used = 0.0
        parts[-1] += letter
        used += wide
    return parts
