"""An office of version 0.1.0 goes on with this one: its register, memory and issued months."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from ppid_sheets.cli import main
from ppid_sheets.cli import office as cli_office
from ppid_sheets.register.objections import OBJECTIONS
from tests.fakesheets.books import BOOK_ID, values_of
from tests.fakesheets.model import Book
from tests.fakesheets.server import FakeSheets
from tests.legacy.office import document, unpacked
from tests.stores.sheets import ACCOUNT

MONTH = "Laporan-PPID-2026-10.xlsx"
Run = Callable[..., tuple[int, str]]


@pytest.fixture(autouse=True)
def _the_day_after(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2026, 11, 24, 8, 15, tzinfo=ZoneInfo("Asia/Jakarta"))
    monkeypatch.setattr(cli_office, "local_time", lambda settings: moment)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """One command, and what it says."""

    def call(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(list(arguments))
        said = capsys.readouterr()
        return code, said.out + said.err

    return call


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office with a register file."""
    home = unpacked(tmp_path, "file")
    monkeypatch.chdir(home)
    return home


@pytest.fixture
def sheet(tmp_path: Path, sheets: FakeSheets, monkeypatch: pytest.MonkeyPatch) -> Book:
    """The office with a Google Sheet."""
    home = unpacked(tmp_path, "sheet")
    monkeypatch.chdir(home)
    monkeypatch.setenv("SHEETS_EMULATOR_HOST", sheets.address)
    text = (home / "ppid.toml").read_text(encoding="utf-8")
    (home / "ppid.toml").write_text(f'register = "{BOOK_ID}"\n{text}', encoding="utf-8")
    sheets.caller = ACCOUNT
    return sheets.add(document(home))


def staff_cells(path: Path) -> list[tuple[object, ...]]:
    """The staff's columns of the register."""
    rows = openpyxl.load_workbook(path)["Register"].iter_rows(min_row=4, max_col=37)
    return [tuple(cell.value for cell in row) for row in rows]


def test_a_check_goes_on(office: Path, run: Run) -> None:
    """It remembers what was lost, leaves what staff typed, and comes to rest."""
    before = staff_cells(office / "register.xlsx")
    code, said = run("check")
    assert code == 0 and "003/PPID/X/2026" in said
    assert staff_cells(office / "register.xlsx") == before
    settled = (office / "register.xlsx").read_bytes()
    assert run("check")[0] == 0
    assert (office / "register.xlsx").read_bytes() == settled


def test_a_run_goes_on(office: Path, run: Run) -> None:
    """Nothing that was issued is issued again."""
    issued = (office / "laporan" / MONTH).read_bytes()
    assert run("run", "--quiet")[0] == 0
    assert (office / "laporan" / MONTH).read_bytes() == issued


def test_history_and_restore_know_what_was(office: Path, run: Run) -> None:
    """A request deleted long ago is told version by version, and written down again."""
    code, said = run("history", "003/PPID/X/2026")
    assert code == 0 and "03/11/2026" in said
    assert run("restore", "--missing")[0] == 0
    page = openpyxl.load_workbook(office / "register.xlsx")["Pemulihan"]
    assert any("003/PPID/X/2026" in row for row in page.iter_rows(values_only=True))


@pytest.mark.slow
def test_the_old_memory_takes_objections_in(office: Path, run: Run) -> None:
    """What it knows of requests stays, and of the new tab it misses a row as of the old one."""
    assert run("init", "--objections")[0] == 0
    path, row = office / "register.xlsx", ("K-1", date(2026, 11, 23), "Contoh", "002/PPID/X/2026")
    for values in (row, (None,) * 4):
        book = openpyxl.load_workbook(path)
        sheet = book["Keberatan"]
        titles = [[cell.value for cell in line] for line in sheet.iter_rows(max_row=9)]
        head = next(n for n, line in enumerate(titles, 1) if OBJECTIONS.columns[0].header in line)
        for key, value in zip(
            ("objection_no", "objected_on", "objector", "request_no"), values, strict=True
        ):
            at = titles[head - 1].index(OBJECTIONS.header(key)) + 1
            sheet.cell(head + 1, at).value = value
        book.save(path)
        code, said = run("check")
        assert code == 0 and "003/PPID/X/2026 hilang" in said
    assert "keberatan K-1 hilang" in said
    assert run("history", "K-1")[0] == 0
    assert "03/11/2026" in run("history", "003/PPID/X/2026")[1]


def test_an_issued_month_is_given_back(office: Path, run: Run) -> None:
    """Byte for byte, and the month as it is now can be compared with it."""
    issued = (office / "laporan" / MONTH).read_bytes()
    assert run("report", "monthly", "--month", "2026-10", "--as-issued", "--out", "lama")[0] == 0
    assert (office / "lama" / "Laporan-PPID-2026-10-terbitan-1.xlsx").read_bytes() == issued
    compare = ("--compare", str(office / "laporan" / MONTH), "--out", "baru")
    assert run("report", "monthly", "--month", "2026-10", *compare)[0] == 0
    assert "Perubahan" in openpyxl.load_workbook(office / "baru" / MONTH).sheetnames


@pytest.mark.slow
def test_a_google_sheet_goes_on(sheet: Book, run: Run) -> None:
    """Checked, run, restored and compared; what staff typed stays as it was."""
    before = [row[:37] for row in values_of(sheet, "Register")]
    assert run("check")[0] == 0
    assert run("run", "--quiet")[0] == 0
    assert [row[:37] for row in values_of(sheet, "Register")] == before
    code, said = run("history", "003/PPID/X/2026")
    assert code == 0 and "03/11/2026" in said
    assert run("restore", "--missing")[0] == 0
    assert any("003/PPID/X/2026" in row for row in values_of(sheet, "Pemulihan"))
    month = ("report", "monthly", "--month", "2026-10")
    issued = Path("laporan", MONTH).read_bytes()
    assert run(*month, "--as-issued", "--out", "lama")[0] == 0
    assert Path("lama", "Laporan-PPID-2026-10-terbitan-1.xlsx").read_bytes() == issued
    assert run(*month, "--compare", str(Path("laporan", MONTH)), "--out", "baru")[0] == 0
    assert "Perubahan" in openpyxl.load_workbook(Path("baru", MONTH)).sheetnames
