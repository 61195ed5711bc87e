"""The commands that look back, as a person runs them on a file and on a Google Sheet."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from ppid_sheets.archive.database import FILE
from ppid_sheets.cli import main, office
from ppid_sheets.jobs import check as jobs
from ppid_sheets.register import layout
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.values import Snapshot
from ppid_sheets.stores.google import client
from ppid_sheets.stores.xlsx.store import WorkbookStore
from tests.build import GOOD, OPEN, SETTINGS
from tests.demos import small_demo
from tests.fakesheets import faults
from tests.fakesheets.books import BOOK_ID, values_of
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.renewed import renewed
from tests.stores import registers
from tests.stores.sheets import adopted, store
from tests.unhurried import Unhurried

MORNING = datetime(2026, 11, 23, 8, 15, tzinfo=ZoneInfo("Asia/Jakarta"))
Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The time, which a test moves on by appending."""
    moments = [MORNING]
    monkeypatch.setattr(office, "local_time", lambda settings: moments[-1])
    return moments


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Exit code, output and errors of one command."""

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        return main(arguments), *capsys.readouterr()

    return run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the office keeps its register."""
    return tmp_path_factory.mktemp("kantor") / "ppid"


@pytest.fixture
def desk(folder: Path, monkeypatch: pytest.MonkeyPatch, clock: list[datetime], say: Say) -> Path:
    """A folder with a register that was checked once, where the commands run."""

    def make() -> None:
        folder.mkdir()
        small_demo(folder / "register.xlsx")
        monkeypatch.chdir(folder)
        assert say("check")[0] == 0

    monkeypatch.chdir(renewed(folder, make))
    clock.append(MORNING + timedelta(hours=1))
    return folder / "register.xlsx"


def edited(path: Path, edit: Callable[[openpyxl.worksheet.worksheet.Worksheet], object]) -> None:
    """What somebody does to the register in a spreadsheet program."""
    book = openpyxl.load_workbook(path)
    edit(book["Register"])
    book.save(path)


def values(path: Path, tab: str, columns: int) -> list[list[object]]:
    """The values of the first columns of a tab."""
    book = openpyxl.load_workbook(path, read_only=True)
    rows = [list(row) for row in book[tab].iter_rows(max_col=columns, values_only=True)]
    book.close()
    return rows


STAFF = [column.key for column in REQUESTS.built[: REQUESTS.positions["remarks"] + 1]]
"""Columns of a register, the job's beside the number among them, left of the job's own group."""


def typed(path: Path, tab: str) -> list[list[object]]:
    """The same of what staff typed, the job's columns blank."""
    own = [at for at, key in enumerate(STAFF) if key in REQUESTS.job_keys]
    rows = values(path, tab, len(STAFF))
    return [[None if at in own else value for at, value in enumerate(row)] for row in rows]


def test_a_snapshot_is_the_register_as_it_was(desk: Path, clock: list[datetime], say: Say) -> None:
    """Every cell of staff in its place, with its kind, for its owner alone."""
    before = typed(desk, "Register")
    edited(desk, lambda sheet: (sheet.delete_rows(10, 3), sheet.insert_rows(5)))
    assert say("check", "--json")[0] == 0
    code, out, _ = say("snapshot", "--as-of", "2026-11-23 08:30", "--out", "lama.xlsx")
    assert code == 0 and "data pribadi" in out
    copy = desk.parent / "lama.xlsx"
    assert typed(copy, "Register") == before
    assert copy.stat().st_mode & 0o777 == 0o600
    assert say("snapshot", "--out", "kini.xlsx")[0] == 0
    assert typed(desk.parent / "kini.xlsx", "Register") == typed(desk, "Register")
    code, _, error = say("snapshot", "--out", "kini.xlsx")
    assert code == 13 and "tidak ditimpa" in error


@pytest.mark.slow
def test_a_rebuilt_register_is_one(desk: Path, say: Say) -> None:
    """Init takes it over and a check finds what it found in the register."""
    found = json.loads(say("check", "--json")[1])["jumlah_temuan"]
    assert say("snapshot", "--out", "lama.xlsx")[0] == 0
    assert say("init", "--register", "lama.xlsx")[0] == 0
    again = json.loads(say("check", "--register", "lama.xlsx", "--json")[1])["jumlah_temuan"]
    assert again == found


def test_lost_rows_come_back_on_a_page_of_their_own(desk: Path, say: Say) -> None:
    """In the register's own column order; the staff's tab is not touched."""
    lost = typed(desk, "Register")[11]
    edited(desk, lambda sheet: sheet.delete_rows(12))
    code, out, _ = say("check")
    assert code == 0 and "hilang dari register" in out
    register = values(desk, "Register", 42)
    assert say("restore", "--missing")[0] == 0
    page = typed(desk, layout.RECOVERY)
    assert values(desk, "Register", 42) == register
    assert page[2] == typed(desk, "Register")[2]
    assert page[3] == lost


@pytest.mark.slow
def test_a_second_restore_replaces_the_first(desk: Path, say: Say) -> None:
    """Whatever its page is called by then: what was missed and has come back is not on it."""
    lost = typed(desk, "Register")[10:12]
    edited(desk, lambda sheet: sheet.delete_rows(11, 2))
    say("check")
    assert "isi lama" not in say("restore", "--missing")[1]
    assert typed(desk, layout.RECOVERY)[3:] == lost
    registers.renamed(desk, layout.RECOVERY, "Hilang")
    code, out, _ = say("restore", str(lost[0][0]))
    assert code == 0 and "menggantikan isi lama" in out
    assert typed(desk, "Hilang")[3:] == lost[:1]
    assert layout.RECOVERY not in openpyxl.load_workbook(desk).sheetnames
    assert "Hilang" not in registers.store(desk).read().tabs
    assert say("check")[0] == 0


@pytest.mark.slow
@pytest.mark.parametrize("state", [pytest.param("visible", marks=pytest.mark.slow), "hidden"])
def test_an_offices_tab_of_that_name_is_not_touched(desk: Path, say: Say, state: str) -> None:
    """Seen or hidden, empty or not: the sentence says what to do with it."""
    number = str(values(desk, "Register", 1)[4][0])
    book = openpyxl.load_workbook(desk)
    book.create_sheet("pemulihan").sheet_state = state
    book.save(desk)
    before = desk.read_bytes()
    code, _, error = say("restore", number)
    assert code == 2 and error.count("\n") == 1 and "ganti namanya" in error
    assert desk.read_bytes() == before


def test_history_shows_no_personal_value_unless_asked(desk: Path, say: Say) -> None:
    """The names of all columns that changed; values only of dates and choices from the lists.

    Words stay unsaid wherever they stand: in free columns, and in those of dates and choices.
    """
    number = str(values(desk, "Register", 1)[4][0])
    secret = "Contoh Diganti"

    def edit(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        for position in (8, 15, *range(24, len(STAFF) + 1)):
            sheet.cell(5, position, secret)
        sheet.cell(5, 6, "Surat")

    edited(desk, edit)
    say("check")
    code, out, _ = say("history", number)
    assert code == 0
    last = out.split("masih berlaku")[1]
    assert "Nama Pemohon: berubah (isinya tidak ditampilkan)" in last
    assert "Kanal: " in last and "→ Surat" in last
    assert "Contoh" not in out
    assert "→ Contoh Diganti" in say("history", number, "--with-personal")[1]


def test_a_number_is_known_in_every_spelling(desk: Path, say: Say) -> None:
    """History, restore, form and archive take what a file name or a quick hand makes of it."""
    number = str(values(desk, "Register", 1)[4][0])
    for spelled in (number.replace("/", "-"), number.replace("/", " / ").lower()):
        assert say("history", spelled)[0] == 0
        assert say("restore", spelled)[0] == 0
        assert say("form", "receipt", "--number", spelled)[0] == 0
        assert "untuk selamanya" in say("archive", "--forget", spelled)[1]


def test_what_is_forgotten_is_gone_from_the_file(desk: Path, say: Say) -> None:
    """By number: no byte of it is left, and the next check begins anew with that request."""
    row = values(desk, "Register", 6)[4]
    edited(desk, lambda sheet: sheet.delete_rows(5))
    say("check")
    code, out, _ = say("archive", "--forget", str(row[0]), "--yes")
    assert code == 0 and "untuk selamanya: 1 versi" in out
    assert say("history", str(row[0]))[0] == 2
    assert say("archive", "--forget", str(row[0]), "--yes")[0] == 2
    code, out, _ = say("check", "--json")
    assert "M01" not in out


@pytest.mark.slow
def test_what_is_old_is_forgotten_by_age(desk: Path, clock: list[datetime], say: Say) -> None:
    """Versions that ended before a month go; what is there now stays."""
    edited(desk, lambda sheet: sheet.cell(5, 6, "Surat"))
    clock.append(MORNING + timedelta(days=40))
    say("check")
    assert "Tidak ada yang perlu dihapus" in say("archive", "--older-than", "2026-11", "--yes")[1]
    assert "1 versi" in say("archive", "--older-than", "2027-01", "--yes")[1]
    assert ", 1 pemeriksaan yang berbeda" in say("archive")[1]
    assert say("history", str(values(desk, "Register", 1)[4][0]))[0] == 0


def test_deleting_asks_first(desk: Path, say: Say) -> None:
    """Where nobody can be asked nothing is deleted."""
    edited(desk, lambda sheet: sheet.delete_rows(5))
    say("check")
    file = desk.parent / "data" / FILE
    before = file.read_bytes()
    code, _, error = say("archive", "--older-than", "2027-01")
    assert code == 2 and "--yes" in error
    assert file.read_bytes() == before


@pytest.mark.parametrize("command", ["history", "restore"])
def test_a_number_that_is_nearly_right_is_named(desk: Path, say: Say, command: str) -> None:
    """As the register writes it, though the archive looks it up in another form."""
    number = str(values(desk, "Register", 1)[4][0])
    code, _, error = say(command, number[:-1].lower())
    assert code == 2 and error.endswith(f"tidak ada dalam arsip; maksudnya {number}?\n")


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("history", "999/X"), 2, "tidak ada dalam arsip"),
        (("restore", "999/X"), 2, "tidak ada dalam arsip"),
        (("history", " "), 2, "tidak ada dalam arsip"),
        (("restore", ""), 2, "tidak ada dalam arsip"),
        (("archive", "--forget", ""), 2, "tidak ada dalam arsip"),
        (("restore", "--missing"), 2, "Tidak ada permohonan yang hilang"),
        (("restore",), 2, "sebut salah satu"),
        (("snapshot", "--as-of", "2020-01-01", "--out", "x.xlsx"), 2, "belum memuat register ini"),
        (("snapshot", "--as-of", "kemarin", "--out", "x.xlsx"), 2, "bukan"),
        (("snapshot", "--out", "tiada/x.xlsx"), 12, "foldernya tidak ada"),
        (("history", "1", "--register", "lain.xlsx"), 15, "belum memuat register ini"),
    ],
)
def test_what_cannot_be_given_is_one_sentence(
    desk: Path, say: Say, arguments: tuple[str, ...], code: int, word: str
) -> None:
    """Which, and what to do about it."""
    done, _, error = say(*arguments)
    assert (done, error.count("\n")) == (code, 1)
    assert word in error


def test_without_an_archive_there_is_nothing_to_look_back_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, say: Say
) -> None:
    """Each of the commands says so."""
    monkeypatch.chdir(tmp_path)
    for arguments in (("history", "1"), ("archive",), ("snapshot", "--out", "x.xlsx")):
        code, _, error = say(*arguments)
        assert code == 15 and "Belum ada arsip" in error


def test_a_check_goes_on_without_its_archive(desk: Path, say: Say) -> None:
    """The register is checked, the sentence says what is amiss, the exit code as well."""
    (desk.parent / "data" / FILE).write_bytes(b"bukan arsip " * 1000)
    code, out, error = say("check")
    assert code == 15 and "Sel hasil" in out and "disisihkan" in error
    assert "arsip lokal tidak dapat dipakai" in out
    assert say("check")[0] == 0


def test_a_memory_that_is_switched_off_leaves_nothing(desk: Path, say: Say) -> None:
    """No folder, no file, no word of it."""
    (desk.parent / "ppid.toml").write_text("[arsip]\naktif = false\nfolder = 'tiada'\n")
    code, out, _ = say("check")
    assert code == 0 and "arsip" not in out
    assert not (desk.parent / "tiada").exists()


@pytest.mark.slow
def test_restored_on_a_google_sheet(
    sheets: FakeSheets,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    clock: list[datetime],
    say: Say,
) -> None:
    """The page comes, is written anew the next time, is no register, and goes with `remove`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHEETS_EMULATOR_HOST", sheets.address)
    other = {**OPEN, "reg_number": "002/PPID/XI/2026", "information": "Anggaran"}
    book = adopted(sheets, GOOD, other)
    where = ("--register", f"https://docs.google.com/spreadsheets/d/{BOOK_ID}/edit")
    assert say("check", *where)[0] == 0
    staff = People(book)
    staff.delete_rows("Register", 3)
    clock.append(MORNING + timedelta(hours=1))
    say("check", *where)
    before = values_of(book, "Register")
    for _ in range(2):
        assert say("restore", "--missing", *where)[0] == 0
    page = values_of(book, layout.RECOVERY)
    assert page[3][:2] == ["002/PPID/XI/2026", (date(2026, 11, 9) - date(1899, 12, 30)).days]
    assert values_of(book, "Register") == before
    staff.paste("Register", "A3", [page[3][: len(before[0]) - 5]])
    clock.append(MORNING + timedelta(hours=2))
    code, out, _ = say("check", *where)
    assert code == 0 and "hilang" not in out
    assert jobs.check(store(sheets), SETTINGS, MORNING.date(), dry_run=True).verdict.tab
    assert say("remove", "--yes", *where)[0] == 0
    assert layout.RECOVERY not in [sheet.title for sheet in book.sheets]


@pytest.fixture
def missing(
    sheets: FakeSheets,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    clock: list[datetime],
    say: Say,
) -> Book:
    """A Google Sheet from which a request has gone since the last check."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHEETS_EMULATOR_HOST", sheets.address)
    monkeypatch.setattr(client, "time", Unhurried())
    book = adopted(sheets, GOOD, {**OPEN, "reg_number": "002/PPID/XI/2026"})
    (tmp_path / "ppid.toml").write_text(f"register = '{BOOK_ID}'")
    assert say("check")[0] == 0
    People(book).delete_rows("Register", 3)
    clock.append(MORNING + timedelta(hours=1))
    assert say("check")[0] == 0
    sheets.log.clear()
    return book


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "skip"),
    [
        pytest.param(fault, skip, marks=() if fault.kind == "lost" else pytest.mark.slow)
        for fault in (faults.answer_lost(), faults.status(500), faults.dropped())
        for skip in range(3)
    ],
)
def test_a_restore_outlasts_a_fault(
    sheets: FakeSheets, missing: Book, say: Say, fault: faults.Fault, skip: int
) -> None:
    """Whichever request it meets; what was carried out is not taken for an earlier restore."""
    sheets.fail(fault, skip=skip)
    code, out, _ = say("restore", "--missing")
    assert code == 0 and "menggantikan" not in out
    assert values_of(missing, layout.RECOVERY)[3][0] == "002/PPID/XI/2026"


@pytest.mark.parametrize("skip", [1, *(pytest.param(n, marks=pytest.mark.slow) for n in (0, 2))])
def test_a_restore_outlasts_a_moved_column(
    sheets: FakeSheets, missing: Book, say: Say, skip: int
) -> None:
    """The page has the columns in the order they had when it was written."""
    staff = People(missing)
    sheets.before(lambda: staff.insert_columns("Register", 0), skip=skip)
    assert say("restore", "--missing")[0] == 0
    assert "002/PPID/XI/2026" in values_of(missing, layout.RECOVERY)[3][:2]


def test_a_restore_that_gets_no_answer_says_so(sheets: FakeSheets, missing: Book, say: Say) -> None:
    """After some rounds, with the code of what cannot be reached."""
    sheets.fail(faults.status(503), only="write", times=99)
    code, _, error = say("restore", "--missing")
    assert code == 12 and error.count("\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize(("saves", "code"), [(1, 0), (99, 12)])
def test_a_restore_while_somebody_saves(
    desk: Path, monkeypatch: pytest.MonkeyPatch, say: Say, saves: int, code: int
) -> None:
    """It starts over with what was saved; where that never ends, a sentence says so."""
    number = str(values(desk, "Register", 1)[4][0])
    read, waiting = WorkbookStore.read, iter(range(saves))

    def saved_after(store: WorkbookStore) -> Snapshot:
        seen = read(store)
        if next(waiting, None) is not None:
            edited(desk, lambda sheet: sheet.cell(5, 38, f"disimpan {next(waiting, 0)}"))
        return seen

    monkeypatch.setattr(WorkbookStore, "read", saved_after)
    ended, _, error = say("restore", number)
    assert ended == code and error.count("\n") == (1 if code else 0)
