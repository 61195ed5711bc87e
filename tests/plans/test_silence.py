"""What the Kasubag acknowledges is put out until its cell changes, in a file and in a sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ppid_sheets.archive.remember import remembered
from ppid_sheets.jobs import check as jobs
from ppid_sheets.register import layout
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.port import Store
from tests.budget import chosen
from tests.build import GOOD, SETTINGS, TODAY
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.kept import built
from tests.stores import registers
from tests.stores.sheets import adopted, store

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 8, 15, tzinfo=SETTINGS.time_zone)
SUNDAY, ANOTHER = date(2026, 11, 8), date(2026, 11, 1)
ROWS = (
    {**GOOD, "received_on": SUNDAY},
    {**GOOD, "reg_number": "002/PPID/XI/2026", "information": "Anggaran", "channel": "Loket"},
)
WORDS = layout.FINDINGS_HEAD.index("Diketahui Kasubag")
KNOWN = "memang hari Minggu"


@dataclass
class Desk:
    """A register somewhere, how people type into it, and how it is checked."""

    store: Callable[[], Store]
    lay: Callable[[str, int, int, Sequence[Sequence[Any]]], None]
    where: Path | None = None

    def check(self, **options: Any) -> jobs.Checked:
        """One run, with a memory where there is a place for it."""
        if self.where is None:
            return jobs.check(self.store(), SETTINGS, TODAY, local_time=lambda: NOW, **options)
        settings = replace(SETTINGS, archive_folder=self.where)
        with remembered(self.where / "register.xlsx", settings, NOW) as memory:
            return jobs.check(
                self.store(), settings, TODAY, local_time=lambda: NOW, memory=memory, **options
            )

    def type(self, tab: str, row: int, at: int, value: Any) -> None:
        """Somebody types into one cell."""
        self.lay(tab, row, at, [[value]])

    def page(self) -> Sequence[Sequence[Any]]:
        """The page of findings."""
        return self.store().read().pages[layout.FINDINGS]

    def line(self, code: str) -> int:
        """The 1-based row of the line of a code."""
        at = layout.FINDINGS_HEAD.index("Kode")
        return next(n for n, row in enumerate(self.page(), 1) if row[at : at + 1] == [code])

    def acknowledge(self, code: str, words: str = KNOWN) -> None:
        """The Kasubag writes beside the finding of a code."""
        self.type(layout.FINDINGS, self.line(code), WORDS, words)

    def said(self, nth: int) -> str:
        """What *Temuan* says of the nth request."""
        found = self.store().read()
        cells = found.tabs[REQUESTS.tab][(found.header_row or 1) + nth]
        at = found.tags["findings"]
        return str(cells[at] or "") if at < len(cells) else ""

    def retype(self, nth: int, key: str, value: Any) -> None:
        """Staff type into a cell of the nth request."""
        found = self.store().read()
        self.type(REQUESTS.tab, (found.header_row or 1) + nth + 1, found.tags[key], value)


def in_a_file(folder: Path) -> Desk:
    path = folder / "register.xlsx"
    built(path, *ROWS)

    def lay(tab: str, row: int, at: int, rows: Sequence[Sequence[Any]]) -> None:
        book = openpyxl.load_workbook(path)
        for number, values in enumerate(rows, row):
            for column, value in enumerate(values, at + 1):
                book[tab].cell(number, column).value = value
        book.save(path)

    return Desk(lambda: registers.store(path), lay)


def in_a_sheet(sheets: FakeSheets) -> Desk:
    book = adopted(sheets, *ROWS)
    people = People(book, book.owner)

    def lay(tab: str, row: int, at: int, rows: Sequence[Sequence[Any]]) -> None:
        people.paste(tab, f"{letters(at)}{row}", rows)

    return Desk(lambda: store(sheets), lay)


HOMES = ("file", "memory", "sheet")
in_memory = pytest.mark.parametrize("desk", chosen(HOMES, ("memory",)), indirect=True)
in_google = pytest.mark.parametrize("desk", chosen(HOMES, ("sheet",)), indirect=True)


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    """A register whose first request has an *info* and whose second a *galat*, checked once."""
    if request.param == "sheet":
        found = in_a_sheet(request.getfixturevalue("sheets"))
    else:
        found = in_a_file(tmp_path)
        found.where = tmp_path if request.param == "memory" else None
    found.check()
    return found


@in_memory
def test_what_is_acknowledged_is_out_until_its_cell_changes(desk: Desk) -> None:
    """It leaves the row and the counts, stays listed with its words, and comes back."""
    assert "(Tanggal Diterima) info" in desk.said(0)
    desk.acknowledge("T10")
    checked = desk.check()
    assert desk.said(0) == "" and checked.verdict.severities["info"] == 0
    assert desk.page()[desk.line("T10") - 1][WORDS] == KNOWN
    assert desk.check().plan.empty
    assert [finding.code for finding in checked.verdict.silent] == ["T10"]
    desk.retype(0, "received_on", ANOTHER)
    assert desk.check().verdict.severities["info"] == 1
    assert "(Tanggal Diterima) info" in desk.said(0)
    assert KNOWN not in desk.page()[desk.line("T10") - 1]
    assert desk.check().plan.empty


@in_google
def test_a_fault_that_must_be_mended_stays_lit(desk: Desk) -> None:
    """Words beside a *galat* stand there, and change nothing else."""
    desk.acknowledge("B05")
    before = desk.said(1)
    assert desk.check().verdict.severities["galat"] == 1
    assert desk.said(1) == before and "[Kanal]" in before
    assert desk.page()[desk.line("B05") - 1][WORDS] == KNOWN


OLD = ("No. Registrasi", "Baris", "Kolom", "Tingkat", "Kode", "Temuan", "Perbaikan",
       "Diketahui Kasubag", "Pertama Terlihat")  # fmt: skip
"""The header of the page as an earlier version wrote it."""


@in_memory
def test_words_on_a_page_of_an_earlier_version_count(desk: Desk) -> None:
    """Its columns stood elsewhere and had no marks; the page is laid out anew, once."""
    rows = desk.page()
    places = [layout.FINDINGS_HEAD.index(title) for title in OLD]
    width = len(layout.FINDINGS_HEAD)
    laid: list[list[Any]] = [[*OLD, *[""] * (width - len(OLD))]]
    for row in rows[3:]:
        told = [*row, *[""] * width]
        cells = ["" if told[at] is None else told[at] for at in places]
        laid.append([*cells, *[""] * (width - len(OLD))])
        if told[layout.FINDINGS_HEAD.index("Kode")] == "T10":
            laid[-1][WORDS] = KNOWN
    desk.lay(layout.FINDINGS, 3, 0, laid)
    assert desk.check().verdict.severities["info"] == 0
    assert list(desk.page()[2]) == list(layout.FINDINGS_HEAD)
    assert desk.page()[desk.line("T10") - 1][WORDS] == KNOWN
    assert desk.check().plan.empty
