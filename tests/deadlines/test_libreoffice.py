"""Working days against LibreOffice's WORKDAY and NETWORKDAYS, which share no code with ours."""

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random

import numpy as np
import pytest
import xlsxwriter

from ppid_sheets.deadlines.calendar import decreed_holidays
from ppid_sheets.register.dates import EPOCH
from tests.build import CALENDAR
from tests.soffice import SOFFICE, convert


def serial(day: date) -> int:
    """A day as spreadsheets count them."""
    return (day - EPOCH).days


def pairs() -> list[tuple[date, int, date]]:
    """For every day of 2022 to November 2027 two counts of working days and two later days."""
    chance = Random(1906)
    last = date(2027, 11, 30)
    days = [date(2022, 1, 1) + timedelta(days=i) for i in range((last - date(2022, 1, 1)).days)]
    return [
        (day, chance.choice((1, 2, 3, 5, 7, 10, 17)), day + timedelta(days=chance.randrange(1, 30)))
        for day in days
        for _ in range(2)
    ]


def write(path: Path, cases: list[tuple[date, int, date]]) -> None:
    """A workbook whose formulas count; its cached values are wrong on purpose."""
    with xlsxwriter.Workbook(path) as book:
        sheet, holidays = book.add_worksheet("Hitung"), book.add_worksheet("Libur")
        off = [holiday.day for holiday in decreed_holidays()]
        holidays.write_column(0, 0, map(serial, off))
        listed = f"Libur!$A$1:$A${len(off)}"
        for row, (start, count, end) in enumerate(cases):
            sheet.write_row(row, 0, (serial(start), count, serial(end)))
            at = row + 1
            sheet.write_formula(row, 3, f"=WORKDAY(A{at},B{at},{listed})", value=-1)
            sheet.write_formula(row, 4, f"=NETWORKDAYS(A{at}+1,C{at},{listed})", value=-1)


def calculate(path: Path) -> list[list[str]]:
    """The first sheet's values as LibreOffice computes them, with a profile of its own."""
    convert("csv", path.parent, [path], recalculate=True)
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_working_days_equal_libreoffice(tmp_path: Path) -> None:
    """WORKDAY is `add`; NETWORKDAYS, which counts both ends, from the day after is `between`."""
    cases = pairs()
    assert len(cases) > 4000
    path = tmp_path / "hari_kerja.xlsx"
    write(path, cases)
    cells = calculate(path)
    assert len(cells) == len(cases)
    starts, counts, ends = zip(*cases, strict=True)
    from_day = np.array(starts, dtype="datetime64[D]")
    due = CALENDAR.add(from_day, np.array(counts)).tolist()
    between = CALENDAR.between(from_day, np.array(ends, dtype="datetime64[D]"))
    assert [int(row[3]) for row in cells] == [serial(day) for day in due]
    assert [int(row[4]) for row in cells] == between.tolist()
