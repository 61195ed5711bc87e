"""Cells that have no value yet, days of another epoch or zone, and stamps of another country."""

import shutil
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from ppid_sheets.errors import UnreachableError
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.register.cells import UNCALCULATED
from ppid_sheets.register.information.dik import EXCLUDED
from ppid_sheets.register.layout import INCOMING
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.xlsx import epoch
from ppid_sheets.stores.xlsx.sheet import parse
from ppid_sheets.stores.xlsx.uncalculated import uncalculated_cells
from tests.build import OPEN, SETTINGS
from tests.fakesheets.books import values_of
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.shared import CASES, needs_shared
from tests.stores.registers import store
from tests.stores.sheets import ENTERED, FORM, adopted, check

AS_OF = date(2026, 11, 26)
RESULTS = ("due_on", "deadline_status", "findings")


def judged(tmp_path: Path, name: str) -> Mapping[int, Mapping[str, Any]]:
    """What init and check write into a copy of a case, by sheet row; a second check is silent."""
    path = tmp_path / name
    shutil.copyfile(CASES / name, path)
    init(store(path))
    jobs.check(store(path), SETTINGS, AS_OF)
    assert not jobs.check(store(path), SETTINGS, AS_OF).written
    snapshot = store(path).read()
    grid = snapshot.tabs[snapshot.register]
    return {
        row: {key: grid[row - 1][snapshot.tags[key]] for key in RESULTS}
        for row in range(snapshot.header_row + 1, len(grid) + 1)
    }


@needs_shared
def test_a_year_of_long_ago_is_a_finding_in_its_row(tmp_path: Path) -> None:
    """All other rows are judged and written."""
    found = judged(tmp_path, "received_year_0026.xlsx")
    assert [line["deadline_status"] for line in found.values()][:2] == [
        "TERLAMBAT",
        "Tidak dapat dihitung",
    ]
    assert "[Tanggal Diterima] tahunnya tidak mungkin" in str(found[3]["findings"])


@needs_shared
def test_marks_that_cannot_be_seen_change_no_date(tmp_path: Path) -> None:
    """Received on the days that people see."""
    found = judged(tmp_path, "invisible_marks_in_dates.xlsx")
    assert {row: line["due_on"] for row, line in found.items()} == {
        2: date(2026, 11, 16),
        3: date(2026, 11, 17),
        4: date(2026, 11, 18),
        5: date(2026, 9, 1),
        6: date(2026, 11, 16),
    }
    assert not [line for line in found.values() if "[Tanggal Diterima] tanggal" in str(line)]


@needs_shared
def test_nothing_is_judged_from_a_formula_that_nobody_calculated(tmp_path: Path) -> None:
    """A finished request does not become TERLAMBAT; the cells are named."""
    found = judged(tmp_path, "formula_without_value.xlsx")
    assert found[2]["deadline_status"] == "Tidak dapat dihitung"
    assert found[2]["findings"] == (
        "[Tanggal Pemberitahuan Tertulis] rumus di sel ini belum dihitung, jadi isinya tidak "
        "diketahui; buka berkasnya di Excel atau LibreOffice, simpan, lalu jalankan lagi"
    )
    assert str(found[3]["findings"]).startswith("[No. Registrasi] rumus di sel ini belum dihitung")


@needs_shared
def test_a_workbook_of_1904_means_its_own_days(tmp_path: Path) -> None:
    """As Excel 2013 writes it."""
    found = judged(tmp_path, "epoch1904_excel2013.xlsx")
    assert [line["due_on"] for line in found.values()] == [date(2026, 11, 16), date(2026, 11, 19)]


@needs_shared
def test_a_row_that_contradicts_itself_is_not_on_time(tmp_path: Path) -> None:
    """A decision that is two at once, or none of the list, decides nothing."""
    found = judged(tmp_path, "beltim_two_row_form.xlsx")
    for line in found.values():
        if "[Keputusan]" in str(line["findings"]):
            assert line["deadline_status"] == "Tidak dapat dihitung"


def test_a_reader_that_is_early_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """By reading a known day; what it gave is put right then."""
    assert epoch.days_early() in (0, 1462)
    grid: list[list[Any]] = [[date(2022, 11, 1), "x", 3.5, datetime(2022, 11, 1, 9)], []]
    epoch.put_right(grid, 1462)
    assert grid == [[date(2026, 11, 2), "x", 3.5, datetime(2026, 11, 2, 9)], []]
    epoch.put_right(grid, 0)
    assert grid[0][0] == date(2026, 11, 2)


CELL = b'<worksheet><sheetData><row r="3">%s</row></sheetData></worksheet>'


@pytest.mark.parametrize(
    ("cell", "bare"),
    [
        (b'<c r="B3"><f>A1</f></c>', True),
        (b'<c r="B3" s="2"><f>A1</f><v></v></c>', True),
        (b'<c r="B3"><f>A1</f><v/></c>', True),
        (b"<c s='1' r='B3'>\n<f t='shared' si='0'/>\n<v />\n</c>", True),
        (b'<c r="B3"><f t="array" ref="B3:B4">A1</f></c>', True),
        (b'<c r="B3"><f>A1</f><v>5</v></c>', False),
        (b'<c r="B3" t="str"><f>A1</f><v></v></c>', False),
        (b'<c r="B3" t="str"><f>A1</f><v>x</v></c>', False),
        (b'<c r="B3" t="e"><f>A1</f><v>#N/A</v></c>', False),
        (b'<c r="A3"><v>1</v></c><c r="B3"/>', False),
    ],
)
def test_a_formula_without_a_value_is_known(cell: bytes, bare: bool) -> None:
    """However its cell is written; an empty text is a value."""
    assert list(uncalculated_cells(parse(CELL % cell))) == [(3, 1, UNCALCULATED)] * bare


def results(book: Book, row: int = 2) -> Mapping[str, Any]:
    """What the job's columns say in a sheet row."""
    header, line = values_of(book, "Register")[0], values_of(book, "Register")[row - 1]
    at = {key: header.index(REQUESTS.header(key)) for key in RESULTS}
    return {key: line[place] if place < len(line) else "" for key, place in at.items()}


def test_what_is_still_loading_is_read_again(sheets: FakeSheets) -> None:
    """IMPORTRANGE answers after a moment; the run takes what it says then."""
    book = adopted(sheets, OPEN)
    staff = People(book)
    staff.type("Register", "B2", "Loading...")
    sheets.before(lambda: staff.type("Register", "B2", date(2026, 11, 9)), "read", skip=3)
    check(sheets)
    assert results(book)["deadline_status"] == "Jatuh tempo hari ini"


@pytest.mark.parametrize("tab", ["Register", "Hari Libur", "Pilihan"])
def test_what_never_loads_ends_a_run_with_a_sentence(sheets: FakeSheets, tab: str) -> None:
    """Nothing is written, and nothing is remembered."""
    book = adopted(sheets, OPEN)
    check(sheets)
    before = values_of(book, "Register"), values_of(book, "Temuan")
    People(book).type(tab, "A2", "Loading...")
    sheets.log.clear()
    with pytest.raises(UnreachableError, match=f"^Sel A2 di tab {tab} masih memuat isinya"):
        check(sheets)
    now = values_of(book, "Register"), values_of(book, "Temuan")
    before[0][1][0] = now[0][1][0]
    assert now == before


@pytest.mark.parametrize(
    ("tab", "at", "blocks"),
    [
        ("Rahasia", "B2", True),
        pytest.param("Rahasia", "I2", False, marks=pytest.mark.slow),
        pytest.param(FORM, "B2", True, marks=pytest.mark.slow),
        (FORM, "F2", False),
    ],
)
def test_what_stands_beside_the_requests_is_waited_for_as_well(
    sheets: FakeSheets, tab: str, at: str, blocks: bool
) -> None:
    """A list and the answers of a form decide what is said of requests, their other columns not."""
    excluded = [[column.header for column in EXCLUDED.staff], [1, "Berkas"]]
    answers = [(46346.385, "Ani", "0812", "x")]
    book = adopted(sheets, OPEN, excluded=excluded, answers=answers)
    check(sheets, office=ENTERED)
    waiting = values_of(book, INCOMING)
    People(book).type(tab, at, "Loading...")
    with pytest.raises(UnreachableError, match="masih memuat isinya") if blocks else nullcontext():
        check(sheets, office=ENTERED)
    assert values_of(book, INCOMING) == waiting


def test_what_loads_in_a_column_of_the_offices_own_is_its_own_matter(sheets: FakeSheets) -> None:
    """No run waits for ever for what it does not look at."""
    book = adopted(sheets, OPEN)
    People(book).type("Register", "AR2", "Loading...")
    check(sheets)
    assert results(book)["deadline_status"] == "Jatuh tempo hari ini"


def test_a_time_stamp_in_an_american_sheet_is_a_finding(sheets: FakeSheets) -> None:
    """3/11 with a time may be either there, and is the 3rd of November elsewhere."""
    book = adopted(sheets, {**OPEN, "received_on": "3/11/2026 14:05:33"})
    check(sheets)
    assert results(book)["due_on"]
    book.locale = "en_US"
    check(sheets)
    found = results(book)
    assert found["deadline_status"] == "Tidak dapat dihitung"
    assert "[Tanggal Diterima] tidak jelas mana hari" in str(found["findings"])
