"""The visible part of a text: invisible marks are left out, and spaces are single."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters that part no words
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
"""Zero-width spaces, marks of direction, byte order marks, variation selectors and their like: they
come along when somebody copies from WhatsApp, a web page or a PDF."""
_BLANK_PATTERN = "\u2800"  # a braille cell without dots, which looks like a space
_ALIKE = str.maketrans("’‘ʼ`´‐‒–—−", "'''''-----")


def plain(text: str) -> str:
    """The text without invisible characters; spaces of any kind stay as they are."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub("", text).replace(_BLANK_PATTERN, " ")


_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


LONGEST_TEXT = 32_767
"""What one cell may hold, in UTF-16 units: Excel "repairs" a file that holds more."""


def storable(text: str) -> str:
    """The text as every store keeps it: what a file cannot hold is a space, a line ends with LF,
    and what is too long for a cell is cut.

    Whatever the job writes goes through this before it is compared, or it would differ for ever.
    """
    if len(text) > LONGEST_TEXT // 2:
        text = _cut(text)
    if text.isascii() and text.isprintable():
        return text
    return _UNSTORABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _cut(text: str) -> str:
    """As much of a text as a cell holds, with an ellipsis where something is left out."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def squash(text: str) -> str:
    """Text on one line with single spaces, as people see it."""
    text = plain(text)
    return " ".join((text if text.isascii() else unicodedata.normalize("NFKC", text)).split())


def squashed(texts: Sequence[str]) -> Sequence[str]:
    """`squash` of each; where none of them changes, which is told of all at once, the same."""
    joined = "|".join(("", *texts, ""))
    plainly = joined.isascii() and joined.isprintable()
    if plainly and not any(gap in joined for gap in ("  ", "| ", " |")):
        return texts
    return [*map(squash, texts)]


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The form in which two spellings of the same words are equal."""
    text = squash(text).casefold().translate(_ALIKE)
    return re.sub(r"\s*/\s*", "/", text).strip(" .,;:")


_WORDS = {
    "nomor": "no",
    "nmr": "no",
    "tgl": "tanggal",
    "telp": "telepon",
    "telpon": "telepon",
    "tlp": "telepon",
    "tlpn": "telepon",
    "tdk": "tidak",
}


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """A header without case, line breaks, punctuation and common abbreviations."""
    words = re.sub(r"[^\w]+", " ", squash(text).casefold()).split()
    return " ".join(_WORDS.get(word, word) for word in words)


def one_line(text: str) -> str:
    """A header as the sheet's own TRIM(SUBSTITUTE(cell, line break, space)) gives it."""
    return re.sub(r"[ \n]+", " ", storable(text)).strip(" ")
