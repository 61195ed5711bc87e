"""Registers and books for tests of the reports."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from ppid_sheets.archive.ages import Lives
from ppid_sheets.checks.engine import Case, run
from ppid_sheets.checks.findings import Finding
from ppid_sheets.checks.rules import REGISTER_RULES, RULES
from ppid_sheets.common.month import Month
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.clock import Clock
from ppid_sheets.deadlines.holiday_tab import HolidayList
from ppid_sheets.register.as_of import without_later_dates
from ppid_sheets.register.header import find_header
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.table import Table, read_table
from ppid_sheets.reports.month import monthly
from ppid_sheets.reports.month.earlier_issue import of_file
from ppid_sheets.reports.objections.rows import ObjectionRows
from ppid_sheets.reports.workbook.book import Book, Cell, DataTable, Grid
from ppid_sheets.reports.year.span import year as year_span
from ppid_sheets.reports.year.year import Year, span_of
from tests.build import CALENDAR, LISTS, OPEN, SETTINGS, grid

CLOCK = Clock(CALENDAR)
OCTOBER = date(2026, 10, 31)
Row = Mapping[str, Any]


def request(received: Any, finished: Any = None, decision: str | None = None, **other: Any) -> Row:
    """A request; finished ones are granted wholly unless another decision is named."""
    decision = decision or ("Dikabulkan Seluruhnya" if finished else None)
    dates = {"received_on": received, "notified_on": finished, "given_on": finished}
    return {**OPEN, "disposition_on": None, "decision": decision, **dates, **other}


def register(*rows: Row, lists: Mapping[str, Sequence[str]] = LISTS) -> Table:
    """The typed table of such rows, the first in sheet row 2."""
    cells = grid(*rows)
    return read_table(cells, find_header(cells, REQUESTS), lists)


def october(
    table: Table,
    as_of: date = OCTOBER,
    link: Any = None,
    source: str = "register.xlsx",
    remarks: Sequence[Finding] | None = None,
    compare: Path | None = None,
    lives: Lives | None = None,
    objections: ObjectionRows | None = None,
    **settings: Any,
) -> Book:
    """The workbook of October 2026, with what the checks find unless remarks are given."""
    chosen = replace(SETTINGS, **settings)
    remarks = findings(table, as_of) if remarks is None else remarks
    old = of_file(compare) if compare else None
    report = monthly.report_of(
        table, CLOCK, chosen, Month(2026, 10), as_of, source, link, remarks, lives, objections
    )
    return monthly.book_of(report, old)


@cache
def small_book() -> Book:
    """October of the small register, made once a process."""
    return october(register(*small()))


@cache
def busy_book() -> Book:
    """October of a busy one."""
    return october(register(*busy(60, 20)))


@cache
def empty_book() -> Book:
    """October of one without a request."""
    return october(register())


def month_of(table: Table, year: int, month: int) -> Book:
    """The workbook of another month, as it closed."""
    chosen = Month(year, month)
    return monthly.book_of(
        monthly.report_of(table, CLOCK, SETTINGS, chosen, chosen.last, "register.xlsx")
    )


def findings(table: Table, as_of: date = OCTOBER) -> Sequence[Finding]:
    """What the rules find in the register as it was known on a day."""
    known = without_later_dates(table, as_of)
    unread = {key: known.unread(key) for key in ("received_on", "complete_on", "decision")}
    case = Case(
        table=known,
        deadlines=CLOCK.deadlines(known.frame, as_of, unread),
        calendar=CALENDAR,
        holidays=HolidayList(CALENDAR.holidays),
        lists=LISTS,
        settings=SETTINGS,
        as_of=as_of,
        job_columns=frozenset(column.key for column in REQUESTS.job),
    )
    return run(case, RULES, REGISTER_RULES)


def busy(history: int = 180, month: int = 40, seed: int = 1) -> list[Row]:
    """Requests of 14 months up to October 2026, `month` of them received in October."""
    chance = random.Random(seed)
    first = date(2025, 8, 1)
    days = [first + timedelta(days=chance.randrange(426)) for _ in range(history)]
    days += [date(2026, 10, 1) + timedelta(days=chance.randrange(31)) for _ in range(month)]
    return [_made_up(i, day, chance) for i, day in enumerate(sorted(days), 1)]


def _made_up(number: int, day: date, chance: random.Random) -> Row:
    done = chance.random() < (0.95 if day < date(2026, 9, 25) else 0.6)
    decision = (
        chance.choices(REQUESTS.by_key["decision"].choices, (60, 15, 10, 5, 3))[0] if done else None
    )
    finished = day + timedelta(days=chance.randrange(19)) if done else None
    chosen = {
        key: chance.choice((*REQUESTS.by_key[key].choices, *LISTS.get(REQUESTS.header(key), ())))
        for key in (
            "channel",
            "applicant_type",
            "info_category",
            "info_class",
            "delivery",
            "officer",
        )
    }
    ground = "Pasal 17 huruf h" if decision == "Ditolak" else None
    name = f"{number:03}/PPID/{day.month}/{day.year}"
    return request(day, finished, decision, reg_number=name, refusal_ground=ground, **chosen)


def small() -> list[Row]:
    """A register with one request of each kind."""
    return [
        request(date(2026, 8, 3), date(2026, 8, 10), reg_number="001"),
        request(date(2026, 9, 21), date(2026, 10, 2), reg_number="002"),
        request(date(2026, 9, 22), reg_number="003"),
        request(date(2026, 10, 1), date(2026, 10, 30), reg_number="004", channel="Surat"),
        request(
            date(2026, 10, 5),
            date(2026, 10, 12),
            "Ditolak",
            reg_number="005",
            refusal_ground="Pasal 17 huruf h",
            officer="Petugas Dua",
        ),
        request(date(2026, 10, 6), decision="Dicabut Pemohon", reg_number="006"),
        request(date(2026, 10, 26), reg_number="007", channel=None),
        request("entah", reg_number="008"),
        request(date(2026, 10, 28), date(2026, 11, 3), reg_number="009"),
        request(date(2026, 11, 2), reg_number="010"),
    ]


def cells(book: Book) -> list[tuple[str, int, int, Cell]]:
    """Every cell of every grid with its sheet, row and column."""
    return [
        (sheet.name, row, block.col + sum(cell.span for cell in line[:i]), cell)
        for sheet in book.sheets
        for block in sheet.blocks
        if isinstance(block, Grid)
        for row, line in enumerate(block.rows, block.row)
        for i, cell in enumerate(line)
    ]


def texts(book: Book, sheet: str) -> list[str]:
    """All texts of a sheet."""
    return [str(cell.value) for name, _, _, cell in cells(book) if name == sheet]


def data(book: Book, key: str) -> list[Any]:
    """A column of the sheet Data."""
    tables = [b for s in book.sheets for b in s.blocks if isinstance(b, DataTable)]
    rows = next(table for table in tables if table.sheet == "Data")
    return list(next(c.values for c in rows.columns if c.key == key))


def tile(book: Book, number: int) -> Any:
    """The big figure of a tile of Ringkasan: 0 opening, 1 received, 2 finished, 3 remaining,
    4 on time, 5 overdue, 6 mean, 7 median.
    """
    place = ("Ringkasan", (7, 13)[number // 4], 3 * (number % 4))
    return next(c.value for s, r, col, c in cells(book) if (s, r, col) == place)


def table_of(book: Book, sheet: str, heading: str) -> list[list[Any]]:
    """The values of the lines below a heading, down to the sum or the next free row."""
    blocks = next(s for s in book.sheets if s.name == sheet).blocks
    lines: dict[int, list[Any]] = {}
    for block in blocks:
        if isinstance(block, Grid) and block.col == 0:
            for row, line in enumerate(block.rows, block.row):
                lines[row] = [cell.value for cell in line]
    row = next(row for row, line in lines.items() if line and line[0] == heading) + 1
    found = []
    while row in lines and lines[row][0] != "Jumlah":
        found.append(lines[row])
        row += 1
    return found


def year_of(
    table: Table, clock: Clock, settings: Settings, number: int, as_of: date, source: str, link: Any
) -> Year:
    """A year as it stood at the end of `as_of`, which lies in it."""
    return span_of(table, clock, settings, year_span(number), as_of, source, link)
