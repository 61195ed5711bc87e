"""Texts that a spreadsheet works out, by the few functions that all spreadsheets have alike."""

from collections.abc import Sequence

from ppid_sheets.common.indonesian import DAYS, MONTHS
from ppid_sheets.register.values import Formula

_LONGEST = 250
"""Excel takes no text of more than 255 letters in a formula; longer ones are put together."""
NOTHING = '""'


def quoted(text: str) -> str:
    """A text as a formula writes it; a formula as it is."""
    if isinstance(text, Formula):
        return text
    parts = [text[at : at + _LONGEST] for at in range(0, len(text), _LONGEST)] or [""]
    return "&".join('"' + part.replace('"', '""') + '"' for part in parts)


def joined(*parts: str) -> Formula:
    """Texts and formulas one after the other."""
    return Formula("&".join(map(quoted, filter(None, parts))))


def either(test: str, yes: str, no: str) -> Formula:
    """One or the other."""
    return Formula(f"IF({test},{quoted(yes)},{quoted(no)})")


def chosen(number: str, texts: Sequence[str]) -> Formula:
    """The text of this number, counted from 1."""
    return Formula(f"CHOOSE({number},{','.join(map(quoted, texts))})")


def long_date(serial: str) -> Formula:
    """`6 Maret 2026`."""
    month = chosen(f"MONTH({serial})", MONTHS)
    return Formula(f'DAY({serial})&" "&{month}&" "&YEAR({serial})')


def weekday_and_date(serial: str) -> Formula:
    """`Senin, 9 November 2026`."""
    return Formula(f'{chosen(f"WEEKDAY({serial},2)", DAYS)}&", "&{long_date(serial)}')


def clock_time(minutes: str) -> Formula:
    """`09.05` for 545 minutes since midnight."""
    return Formula(f'RIGHT("0"&INT({minutes}/60),2)&"."&RIGHT("0"&MOD({minutes},60),2)')


def amount(number: str) -> Formula:
    """`1.204`."""
    return Formula(f'SUBSTITUTE(FIXED({number},0),",",".")')


def literally(text: str) -> str:
    """A text to look for with MATCH, which takes ~, * and ? for wildcards."""
    for wildcard in "~*?":
        text = f'SUBSTITUTE({text},"{wildcard}","~{wildcard}")'
    return text


def within(part: str, text: str) -> str:
    """Whether a text holds a part, which is taken literally."""
    return f"ISNUMBER(FIND({quoted(part)},{text}))"
