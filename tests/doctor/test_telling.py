"""What the doctor prints, how it exits, and that it writes nothing on the way."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ppid_sheets.cli import diagnosis as telling
from ppid_sheets.cli import main
from ppid_sheets.doctor.examination import examine
from ppid_sheets.doctor.facts import Facts
from ppid_sheets.doctor.gathering import gather
from ppid_sheets.register.address import SpreadsheetId
from tests.build import SETTINGS
from tests.doctor.conftest import JOB, NOW, serve
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.golden import assert_golden

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    sheets: FakeSheets,
    book: Book,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """The command at the fake server, in an empty folder."""
    sheets.caller = JOB
    sheets.add(book)
    monkeypatch.setenv("SHEETS_EMULATOR_HOST", sheets.address)
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(["doctor", *arguments])
        assert sheets.writes == 0
        assert not any(path.suffix not in (".xlsx", ".toml") for path in tmp_path.iterdir())
        return code, *capsys.readouterr()

    return command


def told(facts: Facts) -> str:
    """The lines for people as one text, without the number of cells, which says nothing here."""
    lines = "".join(f"{line}\n" for line in telling.lines(facts, examine(facts)))
    return re.sub(r"[\d.]+ dari 10\.000\.000", "… dari 10.000.000", lines)


def test_a_healthy_sheet_reads_calmly(sheets: FakeSheets, book: Book) -> None:
    """Everything found is named, and nothing is asked for."""
    facts = gather(serve(sheets, book), SpreadsheetId(book.book_id), lambda: NOW)
    assert_golden(told(facts), "doctor-sheet.txt")


def test_a_sick_sheet_says_what_to_do_first(sheets: FakeSheets, book: Book) -> None:
    """The first failure leads, whatever else wants attention."""
    people = People(book, book.owner)
    book.locale = "en_US"
    people.delete_tab("Petunjuk")
    people.paste_over("Register", "J4", [["KTP", 1906015203900001, "Jl. Contoh 1", 812000001]])
    people.type("Register", "D4", "entah kapan")
    for row in range(2, 200):
        people.clear("Hari Libur", f"A{row}:D{row}")
    facts = gather(serve(sheets, book), SpreadsheetId(book.book_id), lambda: NOW)
    assert_golden(told(facts), "doctor-sick.txt")


def test_a_file_is_told_of_in_the_same_way(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the checks that a file has."""
    monkeypatch.chdir(desk.parent)
    facts = gather(SETTINGS, Path(desk.name), lambda: NOW)
    assert_golden(told(facts), "doctor-file.txt")


def test_all_well_exits_with_0_and_counts_its_calls(run: Run, book: Book) -> None:
    """Six reads, and one for objections, however many there are, and no write."""
    code, out, err = run("--register", book.book_id, "--verbose")
    assert (code, err) == (0, "Panggilan Google Sheets: 7 baca, 0 tulis.\n")
    assert out.endswith("Semua yang dapat diperiksa baik.\n")


def test_attention_exits_with_1(run: Run, book: Book) -> None:
    """Something is to be done, though nothing failed."""
    book.locale = "en_US"
    code, out, err = run("--register", book.book_id)
    assert (code, err) == (1, "")
    assert "Mulai dari Lokal: Di Google Sheet pilih File > Setelan" in out


def test_a_failure_exits_with_the_code_of_its_kind(
    run: Run, book: Book, sheets: FakeSheets
) -> None:
    """A sheet out of reach is 12, as for every other command."""
    sheets.not_shared = True
    code, _, err = run("--register", book.book_id)
    assert (code, err) == (12, "")


def test_json_says_the_same_to_machines(run: Run, book: Book) -> None:
    """Each check with what was found and the remedy, each column with how it was recognised."""
    book.locale = "en_US"
    code, out, _ = run("--register", book.book_id, "--json")
    found = json.loads(out)
    assert found["kode_keluar"] == code == 1
    assert found["mulai_dari"] == "Lokal"
    assert found["kolom"][0] == {
        "kolom": "A",
        "judul": "No. Registrasi",
        "dikenali": "No. Registrasi",
        "dari": "tanda",
    }
    by_name = {check["nama"]: check for check in found["pemeriksaan"]}
    assert by_name["Lokal"]["hasil"] == "perlu perhatian"
    assert by_name["Zona waktu"]["perbaikan"] is None


def test_unreadable_settings_are_a_result_not_an_error(run: Run, tmp_path: Path) -> None:
    """The doctor speaks where every other command stops."""
    (tmp_path / "ppid.toml").write_text("[tenggat\n")
    code, out, err = run()
    assert (code, err) == (10, "")
    assert "penulisan TOML salah" in out
    assert "Mulai dari Pengaturan: Periksa tanda kutip" in out


def test_no_personal_data_is_told(run: Run, book: Book) -> None:
    """Of cells with personal data only the number is said."""
    People(book).type("Register", "K5", 1906015203900001)
    _, out, _ = run("--register", book.book_id)
    assert "1 sel berisi angka" in out
    assert "19060152" not in out
    assert "Contoh Pemohon" not in out
