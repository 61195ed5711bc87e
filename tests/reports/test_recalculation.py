"""LibreOffice calculates every formula to the value that the workbook says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from python_calamine import CalamineWorkbook

from ppid_sheets.archive.ages import Life, Lives
from ppid_sheets.jobs.demo.rows import OFFICERS, rows
from ppid_sheets.register.table import Table
from ppid_sheets.reports.workbook import xlsx
from ppid_sheets.reports.workbook.book import Block, Book, Cell, Grid
from ppid_sheets.reports.year import annual
from tests.build import LISTS, SETTINGS, TODAY
from tests.reports import test_asked_units as asked_units
from tests.reports.build import CLOCK, busy, cells, october, register, request, small, year_of
from tests.soffice import convert

WRONG = -1


def spoiled(book: Book) -> Book:
    """The book with a wrong value beside each formula, so that only recalculation can mend it."""

    def block(old: Block) -> Block:
        if not isinstance(old, Grid):
            return old
        return replace(old, rows=tuple(tuple(map(cell, line)) for line in old.rows))

    def cell(old: Cell) -> Cell:
        return replace(old, value=WRONG) if old.formula else old

    sheets = (replace(s, blocks=tuple(map(block, s.blocks))) for s in book.sheets)
    return replace(book, sheets=tuple(sheets))


def recalculated(books: Sequence[Book], folder: Path) -> Iterator[CalamineWorkbook]:
    """What LibreOffice makes of each of the spoiled books."""
    sources = [folder / f"{at}.xlsx" for at in range(len(books))]
    for source, book in zip(sources, books, strict=True):
        source.write_bytes(xlsx.render(spoiled(book)))
    out = folder / "out"
    convert("xlsx:Calc MS Excel 2007 XML", out, sources, recalculate=True)
    for source in sources:
        yield CalamineWorkbook.from_path(out / source.name)


def _nasty() -> Table:
    """Labels that would be patterns, comparisons, numbers or formulas if they were let."""
    names = ["*", "?", "~*", ">5", "<>", "=", "=1+1", "1", "TRUE", "1 Mei 2026", "Åsa 😀", '"']
    lists: dict[str, Sequence[str]] = {
        **LISTS,
        "Petugas": names,
        "Kanal": ["*", "merpati"],
        "Keputusan": ["Lain?", "Lainnya"],
    }
    rows = [
        request(
            date(2026, 10, 1 + i),
            officer=name,
            channel=name if name in "*" else "merpati",
            finished=date(2026, 10, 9 + i) if i % 2 else None,
            decision=("Lain?", "Lainnya")[i % 4 // 2] if i % 2 else None,
        )
        for i, name in enumerate(names)
    ]
    return register(*rows, lists=lists)


def _faults() -> Table:
    """The made-up register with a fault of every kind in it."""
    return register(*(row for row in rows(TODAY, 2026) if row), lists={"Petugas": OFFICERS})


REGISTERS = {
    "many": lambda: register(*busy()),
    "kinds": lambda: register(*small()),
    "one": lambda: register(request(date(2026, 10, 5), date(2026, 10, 9))),
    "nothing": lambda: register(),
    "an empty month": lambda: register(request(date(2026, 5, 5), date(2026, 5, 9))),
    "nasty labels": _nasty,
    "faults": _faults,
    "units": lambda: register(*asked_units.ROWS),
}


_LIVES = Lives(date(2026, 10, 1), date(2026, 10, 31), tuple(
    Life(None, "001", officer, "B01", "galat", "channel", date(2026, 10 - old, 1 + old), ended,
         not old)
    for officer in ("Petugas Dua", "*", ">5", "(tidak diisi)")
    for old in (0, 1)
    for ended in (None, date(2026, 10, 20))
))  # fmt: skip


def _month(table: Table) -> Book:
    """The month, beside what it was on the twentieth."""
    with TemporaryDirectory() as folder:
        old = Path(folder) / "lama.xlsx"
        xlsx.write(october(table, as_of=date(2026, 10, 20)), old)
        return october(table, compare=old, lives=_LIVES)


def _year(table: Table) -> Book:
    day = date(2026, 12, 31)
    return annual.describe(year_of(table, CLOCK, SETTINGS, 2026, day, "register.xlsx", None))


BOOKS = {"month": _month, "year": _year}


@pytest.mark.slow
@pytest.mark.parametrize("kind", BOOKS)
def test_recalculation_changes_nothing(kind: str, tmp_path: Path) -> None:
    """Each cached value is what its formula yields."""
    assert_recalculated({name: BOOKS[kind](make()) for name, make in REGISTERS.items()}, tmp_path)


def assert_recalculated(books: Mapping[str, Book], folder: Path) -> None:
    """Each cached value is what LibreOffice makes of its formula."""
    wrong = []
    sheets_of = zip(books.items(), recalculated([*books.values()], folder), strict=True)
    for (name, book), sheets in sheets_of:
        shown = {
            title: sheets.get_sheet_by_name(title).to_python(skip_empty_area=False)
            for title in sheets.sheet_names
        }
        for sheet, row, col, cell in cells(book):
            found = shown[sheet][row][col] if cell.formula else None
            if cell.formula and found != pytest.approx(cell.value, abs=1e-12):
                wrong.append((name, sheet, row + 1, col + 1, cell.formula, cell.value, found))
    assert not wrong
