"""Identities by which a workbook proves itself: two sides each, and the sheet that shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from ppid_sheets.reports.workbook.book import (
    Area,
    Cell,
    Grid,
    Sheet,
    Style,
    WordTones,
    absolute,
    relative,
)
from ppid_sheets.reports.workbook.tally import Number

SHEET = "Pemeriksaan"
ALL_GOOD, NOT_GOOD = "Semua cocok", "ADA SELISIH: jangan ditandatangani"
VERDICT_ROW = 4
VERDICT = f"{SHEET}!{absolute(VERDICT_ROW, 0)}"
_ROW = 6
_LINE = 18.0
_COLUMNS: tuple[tuple[str, Style, float], ...] = (
    ("No.", "head", 6),
    ("Sisi kiri", "head_left", 60),
    ("Nilai", "head_right", 10),
    ("Sisi kanan", "head_left", 54),
    ("Nilai", "head_right", 10),
    ("Hasil", "head", 12),
)
SPAN = len(_COLUMNS)
_RESULT = SPAN - 1


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an identity: its name, its value, and its formula ("" for a plain value)."""

    name: str
    value: int
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Two sides that must be equal."""

    left: Side
    right: Side

    @property
    def result(self) -> str:
        """`OK` or `SELISIH`."""
        return "OK" if self.left.value == self.right.value else "SELISIH"


def side(name: str, number: Number) -> Side:
    """A counted number as a side."""
    if not isinstance(number.value, int):
        raise TypeError(f"{name} is no count")
    return Side(name, number.value, f"={number.formula}")


def verdict(checks: Sequence[Check]) -> str:
    """What all checks come to."""
    return ALL_GOOD if all(check.result == "OK" for check in checks) else NOT_GOOD


def sheet(checks: Sequence[Check], head: Grid, *, prints: bool = True) -> Sheet:
    """The sheet below its head: the verdict, then a check a row."""
    results = Area(SHEET, _ROW + 1, _RESULT, _ROW + len(checks), _RESULT)
    formula = f'=IF(COUNTIF({results},"OK")=ROWS({results}),"{ALL_GOOD}","{NOT_GOOD}")'
    overall = Cell(verdict(checks), "verdict", formula, SPAN)
    header = tuple(Cell(text, style) for text, style, _ in _COLUMNS)
    lines = tuple(_line(i, check) for i, check in enumerate(checks))
    return Sheet(
        SHEET,
        SHEET,
        tuple(width for *_, width in _COLUMNS),
        (
            head,
            Grid(VERDICT_ROW, 0, ((overall,),), (22,)),
            Grid(_ROW, 0, (header, *lines), (22, *[_LINE] * len(lines))),
            WordTones(results, (("OK", "good"), ("SELISIH", "bad"))),
            WordTones(
                Area(SHEET, VERDICT_ROW, 0, VERDICT_ROW, _RESULT),
                ((ALL_GOOD, "good"), (NOT_GOOD, "bad")),
            ),
        ),
        one_page=True,
        prints=prints,
    )


def _line(index: int, check: Check) -> tuple[Cell, ...]:
    row = _ROW + 1 + index
    equal = f'=IF({relative(row, 2)}={relative(row, 4)},"OK","SELISIH")'
    return (
        Cell(index + 1, "centre"),
        Cell(check.left.name, "text"),
        Cell(check.left.value, "count", check.left.formula),
        Cell(check.right.name, "text"),
        Cell(check.right.value, "count", check.right.formula),
        Cell(check.result, "centre", equal),
    )
