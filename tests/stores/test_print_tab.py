"""The tab *Cetak* in both homes: what people type there stays, the rest is mended and removed."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

import openpyxl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ppid_sheets.config import Settings
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.remove import remove
from ppid_sheets.register import layout
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.reports.counter.page import PAPERS
from ppid_sheets.stores.google import credentials
from ppid_sheets.stores.google.client import SheetsClient
from ppid_sheets.stores.google.store import GoogleStore
from ppid_sheets.stores.xlsx.book import WorkbookParts
from ppid_sheets.stores.xlsx.package import Package
from ppid_sheets.stores.xlsx.store import WorkbookStore
from tests.budget import chosen, draws
from tests.build import GOOD, OPEN, SETTINGS, TODAY
from tests.fakesheets.books import BOOK_ID
from tests.fakesheets.model import Book as GoogleBook
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.kept import built
from tests.stores import registers
from tests.stores import sheets as google_sheets

MORNING = datetime(2026, 11, 23, 8, 15)
DESK = replace(SETTINGS, desks=1)
SECOND = layout.DESKS[1]


class Home(Protocol):
    """A register with two requests, somewhere."""

    def store(self, settings: Settings) -> Any:
        """A store as a new process opens it."""

    def again(self) -> None:
        """Begin anew."""

    def type(self, cell: str, value: str, tab: str = layout.PRINT) -> None:
        """Somebody types in a tab."""

    def clear(self, cell: str) -> None:
        """Somebody clears a formula of the tab, and their program reckons anew."""

    def cells(self, tab: str) -> dict[str, str]:
        """What stands in a tab, formulas as they are written, by the name of the cell."""

    def tabs(self) -> list[str]:
        """The titles of all tabs."""

    def delete_column(self, header: str) -> None:
        """Somebody deletes a column of the register."""


@dataclass
class File:
    """A register in a file."""

    path: Path

    def again(self) -> None:
        self.path.write_bytes(_MADE["file"])

    def store(self, settings: Settings) -> WorkbookStore:
        return WorkbookStore(self.path, now=lambda: MORNING, chosen=settings.chosen)

    def type(self, cell: str, value: str, tab: str = layout.PRINT) -> None:
        registers.type_in(self.path, tab, cell, value)

    def clear(self, cell: str) -> None:
        registers.type_in(self.path, layout.PRINT, cell, "")
        package = Package(self.path.read_bytes())
        part = WorkbookParts(package).sheet(layout.PRINT).part
        before, counted, after = re.split(rb'(<c r="X1".*?</c>)', package.read(part))
        less = re.sub(rb"<v>(.*)</v>", lambda v: b"<v>%d</v>" % (int(v[1]) - 1), counted)
        package.write(part, before + less + after)
        self.path.write_bytes(package.to_bytes())

    def cells(self, tab: str) -> dict[str, str]:
        sheet = openpyxl.load_workbook(self.path)[tab]
        held = [cell for row in sheet for cell in row if cell.value is not None]
        return {cell.coordinate: str(cell.value) for cell in held}

    def tabs(self) -> list[str]:
        return list(openpyxl.load_workbook(self.path).sheetnames)

    def delete_column(self, header: str) -> None:
        book = openpyxl.load_workbook(self.path)
        sheet = book["Register"]
        found = next(cell for cell in sheet[3] if cell.value == header)
        sheet.delete_cols(found.column)
        book.save(self.path)


@dataclass
class Sheet:
    """A register in a Google Sheet."""

    server: FakeSheets
    book: GoogleBook

    def again(self) -> None:
        self.book = self.server.add(_MADE["sheet"].copy())

    def store(self, settings: Settings) -> GoogleStore:
        google = google_sheets.google(self.server)
        client = SheetsClient(credentials.find(google), google, pause=0.001)
        return GoogleStore(BOOK_ID, client, settings.chosen)

    def type(self, cell: str, value: str, tab: str = layout.PRINT) -> None:
        who = {} if cell in ("B2", "B3") else {"who": self.book.owner}  # no one else may
        People(self.book, **who).type(tab, cell, value)

    def clear(self, cell: str) -> None:
        People(self.book, who=self.book.owner).type(layout.PRINT, cell, None)

    def cells(self, tab: str) -> dict[str, str]:
        sheet = next(one for one in self.book.sheets if one.title == tab)
        return {
            f"{_letters(column)}{row + 1}": str(sheet.extra(row, column).get("formula", value))
            for row, line in enumerate(sheet.values)
            for column, value in enumerate(line)
            if value != "" or "formula" in sheet.extra(row, column)
        }

    def tabs(self) -> list[str]:
        return [one.title for one in self.book.sheets]

    def delete_column(self, header: str) -> None:
        sheet = next(one for one in self.book.sheets if one.title == "Register")
        row = next(line for line in sheet.values if header in line)
        People(self.book).delete_columns("Register", row.index(header))


def _letters(position: int) -> str:
    return openpyxl.utils.get_column_letter(position + 1)


HOMES = ("file", "sheet")
in_a_file = pytest.mark.parametrize("home", chosen(HOMES, ("file",)), indirect=True)
in_a_sheet = pytest.mark.parametrize("home", chosen(HOMES, ("sheet",)), indirect=True)


@pytest.fixture
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """A new register after its first check."""
    if request.param == "file":
        return _in_a_file(tmp_path / "register.xlsx")
    return _in_a_sheet(request.getfixturevalue("sheets"))


_MADE: dict[str, Any] = {}
"""What each home holds at first: made once a process."""


def _in_a_file(path: Path) -> File:
    made = File(path)
    if "file" not in _MADE:
        built(path, GOOD, OPEN)
        _settled(made)
        _MADE["file"] = path.read_bytes()
    path.write_bytes(_MADE["file"])
    return made


def _in_a_sheet(server: FakeSheets) -> Sheet:
    if "sheet" not in _MADE:
        made = Sheet(server, google_sheets.office(server, GOOD, OPEN))
        _settled(made)
        _MADE["sheet"] = made.book.copy()
    server.caller = google_sheets.ACCOUNT
    return Sheet(server, server.add(_MADE["sheet"].copy()))


def _settled(home: Home) -> None:
    init(home.store(DESK))
    check(home)


def check(home: Home, settings: Settings = DESK, day: date = TODAY) -> jobs.Checked:
    """A run on a day."""
    moment = datetime.combine(day, MORNING.time())
    return jobs.check(home.store(settings), settings, day, local_time=lambda: moment)


@in_a_file
def test_what_people_type_stays_and_nothing_is_written_twice(home: Home) -> None:
    """A check after a choice of number and paper leaves the tab alone; so does the next."""
    home.type("B2", str(GOOD["reg_number"]))
    home.type("B3", PAPERS[2])
    before = home.cells(layout.PRINT)
    assert before["A12"].startswith("=IF(")
    assert check(home).plan.empty
    assert home.cells(layout.PRINT) == before
    assert (before["B2"], before["B3"]) == (GOOD["reg_number"], PAPERS[2])


@in_a_sheet
def test_a_deleted_column_is_a_gap_after_the_next_check(home: Home) -> None:
    """The formulas that looked at it are mended; what people typed on the tab stays."""
    home.type("B2", str(GOOD["reg_number"]))
    home.type("B3", PAPERS[2])
    home.delete_column("Alamat")
    assert [page.title for page in check(home).plan.pages] != []
    cells = home.cells(layout.PRINT)
    assert (cells["B2"], cells["B3"]) == (GOOD["reg_number"], PAPERS[2])
    assert "[lengkapi: Alamat]" in cells.values()
    assert check(home).plan.empty


@in_a_file
def test_a_desk_more_has_a_tab_of_its_own_and_all_go_with_remove(home: Home) -> None:
    """`meja = 2` and `init` add a second tab for a second visitor; `remove` takes them all."""
    two = replace(DESK, desks=2)
    assert check(home, two).absent.missing == (SECOND,)
    assert init(home.store(two)) is not None
    check(home, two)
    first, second = home.cells(layout.PRINT), home.cells(SECOND)
    assert {**first, "A1": SECOND} == second
    remove(home.store(two))
    assert not {layout.PRINT, SECOND, layout.PRINT_FACTS} & {*home.tabs()}


@in_a_sheet
def test_the_facts_are_nobodys_data(home: Home) -> None:
    """The hidden tab holds keys, choices and explanations of days, and no text of a request."""
    said = " ".join(home.cells(layout.PRINT_FACTS).values())
    personal = [column.key for column in REQUESTS.staff if column.personal]
    for key in (*personal, "information", "purpose"):
        for row in (GOOD, OPEN):
            assert not row.get(key) or str(row[key]) not in said, key
    assert "hari kerja ke-10" in said


@in_a_file
@pytest.mark.parametrize("text", ["Nama: Siti", "#REF!"])
def test_what_is_written_over_the_page_goes_before_the_next_visitor(home: Home, text: str) -> None:
    """A line that somebody typed for one person would be printed for the next; the choices stay."""
    before = home.cells(layout.PRINT)
    home.type("A16", text)
    home.type("B3", PAPERS[2])
    check(home)
    assert home.cells(layout.PRINT) == {**before, "B3": PAPERS[2]}
    assert check(home).plan.empty


@in_a_sheet
@pytest.mark.parametrize("number", chosen(["", GOOD["reg_number"]], ("",)))
def test_a_formula_that_was_cleared_comes_back(home: Home, number: str) -> None:
    """Its line would be missing on paper, and a cell that says nothing does not tell by itself."""
    home.type("B2", number)
    before = home.cells(layout.PRINT)
    assert check(home).plan.empty
    home.clear("A16")
    assert "A16" not in home.cells(layout.PRINT)
    assert check(home).plan.pages
    assert home.cells(layout.PRINT) == before
    assert check(home).plan.empty


_EDITS = st.lists(
    st.tuples(
        st.sampled_from(["number", "paper", "over", "clear", "check"]),
        st.integers(0, 10_000),
        st.sampled_from(["", "x", str(GOOD["reg_number"]), PAPERS[2], "#REF!", "0", "Nama: Siti"]),
    ),
    max_size=6,
)


@in_a_file
@given(edits=_EDITS)
@hypothesis_settings(
    max_examples=draws(12), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_boxes_stay_and_all_else_comes_back(home: Home, edits: list[tuple[str, int, str]]) -> None:
    """Whatever people do to the tab, in whichever order, once no number is chosen any more."""
    home.again()
    before = home.cells(layout.PRINT)
    others = sorted(before)
    boxes = {"B2": "", "B3": ""}
    for act, at, text in [*edits, ("number", 0, ""), ("check", 0, "")]:
        match act:
            case "check":
                check(home)
            case "clear":
                if before[others[at % len(others)]].startswith("=IF("):
                    home.clear(others[at % len(others)])
            case "over":
                home.type(others[at % len(others)], text or "y")
            case _:
                name = "B2" if act == "number" else "B3"
                home.type(name, text)
                boxes[name] = text
        held = home.cells(layout.PRINT)
        assert {name: held.get(name, "") for name in boxes} == boxes
    assert held == before | {name: text for name, text in boxes.items() if text}
    assert check(home).plan.empty


@pytest.mark.parametrize("home", ["sheet"], indirect=True)
def test_the_tab_is_at_rest_where_nothing_works_formulas_out(home: Sheet) -> None:
    """Whatever keeps the sheet gives one and the same text for each formula; it is not written
    again for that, but where a cell says something else."""
    sheet = next(one for one in home.book.sheets if one.title == layout.PRINT)
    for row, line in enumerate(list(sheet.values)):
        for at in range(len(line)):
            extra = sheet.extra(row, at)
            if "formula" in extra:
                sheet.set_cells(row, at, [("#NAME?", {"formula": '="#NAME?"'})])
    assert check(home).plan.empty
    home.type("A16", "Nama: Siti")
    assert check(home).plan.pages
    assert "Nama: Siti" not in home.cells(layout.PRINT).values()


@in_a_sheet
def test_no_formula_has_a_mark_that_countries_write_differently(home: Home) -> None:
    """A decimal point or a list in braces is an error where the decimal mark is a comma."""
    formulas = [text for text in home.cells(layout.PRINT).values() if text.startswith("=")]
    bare = [re.sub(r'"[^"]*"', "", text) for text in formulas]
    assert not [text for text in bare if re.search(r"\d\.\d|[{}\\]", text)]


@in_a_sheet
def test_each_formula_says_nothing_while_no_number_is_chosen(home: Home) -> None:
    """All but the proof begin with the question whether something is typed."""
    formulas = [text for text in home.cells(layout.PRINT).values() if text.startswith("=")]
    guarded = re.compile(r'=IF\(\$?[A-Z]+\$?\d+=""[,;]""[,;]')
    assert [text[:30] for text in formulas if not guarded.match(text)] == [
        text[:30] for text in formulas if text.startswith(("=COLUMN", "=COUNTA"))
    ]
    assert len(formulas) > 300


@pytest.mark.slow
@pytest.mark.parametrize("home", ["file"], indirect=True)
def test_a_page_that_is_drawn_again_keeps_the_bytes_of_what_people_typed(home: File) -> None:
    """Its formulas have no value until the workbook is calculated, which it is when opened."""
    home.type("B2", str(GOOD["reg_number"]))
    before = Package(home.path.read_bytes())
    part = WorkbookParts(before).sheet(layout.PRINT).part
    typed = re.compile(rb'<c r="B[23]".*?(?:/>|</c>)')
    moved = replace(DESK, office=replace(DESK.office, name="KPU Kabupaten Contoh"))
    assert layout.PRINT in [page.title for page in check(home, moved).plan.pages]
    after = Package(home.path.read_bytes())
    assert typed.findall(after.read(part)) == typed.findall(before.read(part))
    assert b'fullCalcOnLoad="1"' in after.read("xl/workbook.xml")
    assert b"KABUPATEN CONTOH" in after.read(part) and b"<v></v>" not in after.read(part)
    assert check(home, moved).plan.empty
