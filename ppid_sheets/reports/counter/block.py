"""A register's row as formulas find it: its text, the meaning, and the words for a paper.

Formulas name whole columns, so that the spreadsheet itself follows what is moved, inserted or
renamed. What no formula can reckon stands in the tab of facts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ppid_sheets.register.a1 import letters
from ppid_sheets.register.dates import EPOCH
from ppid_sheets.register.serials import FIRST_SERIAL, LAST_SERIAL
from ppid_sheets.register.values import Formula
from ppid_sheets.reports.form import formula
from ppid_sheets.reports.form.formula import either, quoted
from ppid_sheets.reports.form.looked_up import (
    COLUMNS,
    FACTS,
    FILLED,
    KEYS,
    READ,
    cell,
    fact,
    unread,
)

NUMBER, PAPER = "$B$2", "$B$3"
"""The open cells."""
ROW, TWICE, KIND, PAGE, HERE = "$D$3", "$D$4", "$D$5", "$D$7", "$D$8"
"""The row that was found, whether the number stands twice, which paper is meant, whether the page
is to be filled, and whether there is one such row."""
RAW = "G"
_BLANKS = "|-|--|–|—|n/a|na|nihil|(kosong)|"
_SPACES = ("CHAR(10)", "CHAR(13)", "CHAR(9)", '"\u00a0"')
_UNSEEN = ('"\u200b"', '"\u200e"', '"\ufeff"')
_FAILED = "#N/A"


@dataclass(frozen=True, slots=True)
class Ground:
    """The place of a register: its tab, the 0-based positions of its columns by key, the 1-based
    row of its header, and day 0 of its numbers.
    """

    tab: str
    positions: Mapping[str, int]
    header_row: int
    epoch: date = EPOCH

    def column(self, key: str) -> str:
        """A whole column."""
        at = letters(self.positions[key])
        title = self.tab.replace("'", "''")
        return f"'{title}'!${at}:${at}"


def found(place: Ground) -> Iterator[tuple[str, str]]:
    """The cells that look for the row, by their column and row: the formula of each."""
    column = place.column(KEYS[0])
    text = formula.literally(NUMBER)
    exact = f"MATCH({text},{column},0)"
    others = f"IFERROR(MATCH(TRIM({text}),{column},0),IFERROR(MATCH(VALUE({NUMBER}),{column},0),0))"
    row = f"IFERROR({exact},{others})"
    yield ROW, f'IF({NUMBER}="","",IF({row}>{place.header_row},{row},0))'
    below = f"INDEX({column},{ROW}+1):INDEX({column},ROWS({column}))"
    twice = f"IFERROR(MATCH({formula.literally(f'INDEX({column},{ROW})')},{below},0),0)"
    noted = f'ISNUMBER(MATCH("ganda|"&{text},{FACTS},0))'
    yield TWICE, f'IF({NUMBER}="","",IF(N({ROW})=0,0,IF({noted},1,{twice})))'
    yield HERE, f'IF({NUMBER}="","",IF(AND(N({ROW})>0,N({TWICE})=0),1,""))'


def raw_cell(place: Ground, key: str) -> str:
    """The cell of a column in the row."""
    at = f"INDEX({place.column(key)},{ROW})"
    return f'IF({HERE}="","",IF(ISBLANK({at}),"",{at}))'


def read(key: str, epoch: date) -> tuple[str, str, str]:
    """A cell's text, its meaning, and the words for a paper."""
    text, meaning = f'IF({HERE}="","",{_text(key)})', f'IF({HERE}="","",{_meaning(key, epoch)})'
    return text, meaning, f'IF({HERE}="","",{_said(key)})'


def _text(key: str) -> str:
    raw = cell(RAW, key)
    cleaned = raw
    for mark in _UNSEEN:
        cleaned = f'SUBSTITUTE({cleaned},{mark},"")'
    for space in _SPACES:
        cleaned = f'SUBSTITUTE({cleaned},{space}," ")'
    cleaned = f"TRIM({cleaned})"
    worded = f'IF(ISNUMBER(FIND("|"&LOWER({cleaned})&"|","{_BLANKS}")),"",{cleaned})'
    whole = f'IF({raw}=INT({raw}),FIXED({raw},0,TRUE),{raw}&"")'
    number = f"IF(ISNUMBER({raw}),{whole},{worded})"
    truth = f'IF(ISLOGICAL({raw}),IF({raw},"TRUE",""),{number})'
    return f'IF(ISERROR({raw}),"{_FAILED}",{truth})'


def _meaning(key: str, epoch: date) -> str:
    raw, text = cell(RAW, key), cell(FILLED, key)
    match COLUMNS[key].kind:
        case "text":
            return f'IF({text}="{_FAILED}","",{text})'
        case "choice":
            return f'IF({text}="","",{fact(key, text)}&"")'
        case "date":
            since = (epoch - EPOCH).days
            first, last = FIRST_SERIAL - since, LAST_SERIAL + 1 - since
            dated = f'IF(AND({raw}>={first},{raw}<{last}),INT({raw}),"")'
            return f"IF(ISNUMBER({raw}),{dated},{_other(key)})"
        case "time":
            minutes = f"INT(ROUND(MOD({raw},1)*86400,0)/60)"
            typed = f"INT({raw})*60+ROUND(({raw}-INT({raw}))*100,0)"
            hours = f'IF(AND(ROUND({raw},2)={raw},ROUND(({raw}-INT({raw}))*100,0)<60),{typed},"")'
            dated = f"AND({raw}>={FIRST_SERIAL},{raw}<={LAST_SERIAL},{raw}>INT({raw}))"
            clock = f'IF({raw}<0,"",IF(OR({raw}<1,{dated}),{minutes},IF({raw}<24,{hours},"")))'
            return f"IF(ISNUMBER({raw}),{clock},{_other(key)})"
        case _:
            return f"IF(ISNUMBER({raw}),{raw},{_other(key)})"


def _other(key: str) -> str:
    """What a text means that stands where a day, a time or an amount belongs."""
    text = cell(FILLED, key)
    return f'IF({text}="","",{fact(key, text)})'


def _said(key: str) -> str:
    """What a paper says of a column: a day in words, the rest as it is, or its mark."""
    meaning = cell(READ, key)
    header = COLUMNS[key].header
    gap = either(unread(key), f"[tidak terbaca: {header}]", f"[belum diisi: {header}]")
    dated = COLUMNS[key].kind == "date"
    wording = formula.weekday_and_date(meaning) if dated else Formula(meaning)
    return either(f'{meaning}=""', gap, Formula(quoted(wording)))


def present(place: Ground) -> list[str]:
    """The columns on papers that the register has."""
    return [key for key in KEYS if key in place.positions]
