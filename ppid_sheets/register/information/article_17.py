"""Which letters of Art. 17 UU 14/2008 the ground of an entry names, however it is written."""

import re
from collections.abc import Sequence, Set

from ppid_sheets.register.cells import AND
from ppid_sheets.register.requests.words import ARTICLE_17
from ppid_sheets.register.text import fold

_ARTICLE = re.compile(
    r"(?<![\w/.])(?<!no )(?<!nomor )17(?!\d|\s*[/.]\s*\d|\s*(?:tahun|thn|th)\b)"
    r"((?:(?!pasal|psl|ps\b|uu\b|undang).)*)"
)
_LETTER = re.compile(r"(?<![a-z])[a-j](?![a-z])")
_BETWEEN = re.compile(r";|\n|\b(?:juncto|jo|jis)\b\.?", re.IGNORECASE)
OTHER_LAW = ARTICLE_17[-1]
"""Letter j: what another law keeps secret."""


def letters(ground: str) -> Set[str]:
    """The grounds of Art. 17 that a text names, as the register writes them.

    Of a text that names another law alone letter j; none for one that names no letter of Art. 17.
    """
    if not ground:
        return frozenset()
    chosen = frozenset(ground.split(AND))
    if chosen <= frozenset(ARTICLE_17):
        return chosen
    parts = [match[1] for match in _ARTICLE.finditer(fold(ground))]
    if not parts:
        bare = fold(ground).removeprefix("huruf ")
        return frozenset((_named(bare) if _LETTER.fullmatch(bare) else OTHER_LAW,))
    return frozenset(_named(letter) for part in parts for letter in _LETTER.findall(part))


def other_laws(ground: str) -> Sequence[str]:
    """The parts of a ground that name another law, as they are written."""
    parts = [part.strip(" ,.") for part in _BETWEEN.split(ground)]
    return [part for part in parts if part and not _of_article(part)]


def _of_article(part: str) -> bool:
    bare = fold(part).removeprefix("huruf ")
    return bool(_ARTICLE.search(fold(part)) or _LETTER.fullmatch(bare))


def _named(letter: str) -> str:
    return ARTICLE_17["abcdefghij".index(letter)]
