"""Whether what is drawn in charts can be read."""

import re

import pytest

from ppid_sheets.reports.workbook import xlsx
from ppid_sheets.reports.workbook.charts import PALETTE
from tests.reports.build import busy, october, register
from tests.reports.test_manners import parts_of


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_numbers_upon_bars_can_be_read() -> None:
    """White on dark, dark on light: at least 4.5 : 1, as WCAG asks of small letters."""
    assert all(_contrast(fill, letters) >= 4.5 for fill, letters in PALETTE)


@pytest.mark.slow
def test_stacked_bars_are_drawn_with_their_letters() -> None:
    """The colour of the numbers is that which goes with the bar."""
    found = parts_of(xlsx.render(october(register(*busy(60, 30)))))
    stacked = [text for text in found.values() if 'c:grouping val="stacked"' in text]
    assert stacked
    series = re.findall(r"<c:ser>.*?</c:ser>", stacked[0], re.S)
    assert series
    for one in series:
        fill, *_, letters = re.findall(r'<a:srgbClr val="(\w+)"', one)
        assert (f"#{fill}", f"#{letters}") in PALETTE


def test_days_of_service_stand_level_below_their_bars() -> None:
    """Short numbers are read without turning the head; months, which are long, are slanted."""
    found = parts_of(xlsx.render(october(register(*busy(60, 30)))))
    charts = [text for name, text in found.items() if "/chart" in name and "<c:catAx>" in text]
    turned = {
        "errBars" in text: set(re.findall(r'<c:catAx>.*?rot="(-?\d+)".*?</c:catAx>', text, re.S))
        for text in charts
        if 'barDir val="col"' in text
    }
    assert turned == {True: {"0"}, False: {"-2700000"}}
