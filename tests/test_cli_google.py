"""The command on a Google Sheet, against the fake server."""

import json
import os
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ppid_sheets.cli import main
from ppid_sheets.register.layout import DAILY, FINDINGS
from tests.build import GOOD, OPEN
from tests.fakesheets.books import BOOK_ID, values_of
from tests.fakesheets.server import FakeSheets
from tests.stores.sheets import check, office

URL = f"https://docs.google.com/spreadsheets/d/{BOOK_ID}/edit#gid=0"
AS_OF = ("--as-of", "2026-11-23")
ROOT = Path(__file__).parents[1]
PROCESS = """
from ppid_sheets.cli import entry
from ppid_sheets.stores import lock
lock._homes = lambda: iter(())
entry.run()
"""
"""The command, whose locks lie in the tests' own folder, not in the user's."""


class Command:
    """Runs `ppid-sheets` in a folder, its Google being the fake."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """A process that goes on by itself."""
        return subprocess.Popen(
            [sys.executable, "-c", PROCESS, *arguments, "--register", URL],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, output and errors of one command in this process."""
        self.capsys.readouterr()
        code = main([*arguments, "--register", URL])
        return code, *self.capsys.readouterr()


@pytest.fixture
def command(
    sheets: FakeSheets,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    """The command, started where nothing else lies."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHEETS_EMULATOR_HOST", sheets.address)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "rahasia.json"))
    return Command(capsys)


@pytest.mark.slow
def test_from_adoption_to_the_report(sheets: FakeSheets, command: Command) -> None:
    """Init, check and report work on an address as they do on a file."""
    book = office(sheets, OPEN, GOOD)
    assert command("init")[0] == 0
    code, out, errors = command("check", "--verbose", *AS_OF)
    assert (code, errors.strip()) == (0, "Panggilan Google Sheets: 4 baca, 2 tulis.")
    assert "Permohonan            2" in out
    assert values_of(book, "Register")[1][39] == "Jatuh tempo hari ini"
    code, out, _ = command("report", "monthly", "--month", "2026-11", "--out", ".", *AS_OF)
    assert code == 0 and out.startswith("Laporan disimpan: Laporan-PPID-2026-11.xlsx\n")


def test_json_of_a_sheet_is_that_of_a_file(sheets: FakeSheets, command: Command) -> None:
    """The same object, whatever the register's home."""
    office(sheets, OPEN)
    found = json.loads(command("check", "--json", "--dry-run", *AS_OF)[1])
    assert (found["register"], found["tab"], found["permohonan"]) == (
        "Register contoh",
        "Register",
        1,
    )


def test_deadline_reads_the_sheets_holidays(sheets: FakeSheets, command: Command) -> None:
    """The calendar is the register's own tab."""
    office(sheets, OPEN)
    assert "tab Hari Libur Register contoh" in command("deadline", "2026-03-06")[1]


def test_remove_lists_asks_and_removes(sheets: FakeSheets, command: Command) -> None:
    """Where nobody can be asked it wants --yes; with it, the tags and tabs are gone."""
    book = office(sheets, OPEN)
    command("init")
    code, out, errors = command("remove")
    assert (code, "tab Temuan" in out, "--yes" in errors) == (2, True, True)
    assert book.tags
    assert command("remove", "--yes")[0] == 0
    assert not book.tags


@pytest.mark.slow
@pytest.mark.parametrize("skip", [pytest.param(0, marks=pytest.mark.slow), 1])
def test_a_killed_run_is_mended_by_the_next(
    sheets: FakeSheets, command: Command, skip: int
) -> None:
    """Killed before its first or its closing write, a run leaves nothing that the next cannot
    finish."""
    office(sheets, OPEN, GOOD)
    command("init")
    process = command.start("check", *AS_OF)
    sheets.before(process.kill, only="write", skip=skip)
    process.communicate(timeout=60)
    assert process.returncode != 0
    check(sheets)
    assert check(sheets, dry_run=True).plan.empty


@pytest.mark.slow
def test_two_runs_at_once_do_no_harm(sheets: FakeSheets, command: Command) -> None:
    """The second waits for the first and finds nothing left to do."""
    book = office(sheets, OPEN, GOOD)
    command("init")
    processes = [command.start("check", *AS_OF) for _ in range(2)]
    for process in processes:
        process.communicate(timeout=60)
    assert [process.returncode for process in processes] == [0, 0]
    left = [values_of(book, title) for title in ("Register", DAILY, FINDINGS)]
    assert command("check", *AS_OF)[0] == 0
    assert [values_of(book, title) for title in ("Register", DAILY, FINDINGS)] == left


@pytest.mark.parametrize("options", [(), ("--verbose",), ("--json",)])
def test_no_secret_and_no_person_is_printed(
    sheets: FakeSheets, command: Command, options: tuple[str, ...]
) -> None:
    """Neither the token nor anything personal, with whatever option."""
    office(sheets, OPEN)
    _, out, errors = command("check", *options, *AS_OF)
    for secret in ("Bearer", "emulator", OPEN["applicant_name"], OPEN["id_number"], OPEN["phone"]):
        assert secret not in out + errors


def test_commands_end_with_the_address_and_what_to_do_next(
    sheets: FakeSheets, command: Command
) -> None:
    """Each leads to the next; an American sheet is warned of by both."""
    book = office(sheets, OPEN)
    at = f"Alamat: https://docs.google.com/spreadsheets/d/{BOOK_ID}/edit"
    again = f"ppid-sheets check --register {BOOK_ID}"
    assert command("check", *AS_OF)[1].splitlines()[-2:] == [
        at,
        f"Selanjutnya: jalankan ppid-sheets init --register {BOOK_ID}, yang menambahkan bagian "
        "yang belum ada.",
    ]
    lines = command("init")[1].splitlines()
    assert lines[-2] == at and lines[-1].endswith(f"lalu jalankan {again}.")
    assert not [line for line in lines if line.startswith("Perhatian")]
    book.locale = "en_US"
    for name in (["init"], ["check", *AS_OF]):
        lines = command(*name)[1].splitlines()
        assert lines[-2] == at and lines[-3].startswith("Perhatian: Setelan lokal")
    assert "betulkan sel" in lines[-1] or "schedule" in lines[-1]


def test_a_doctor_without_settings_speaks_of_the_offices_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever zone the computer is in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Pacific/Pago_Pago")
    time.tzset()
    Path("ppid.toml").write_text("register = 7\n", encoding="utf-8")
    assert main(["doctor", "--json"]) == 10
    monkeypatch.undo()
    time.tzset()
    day = json.loads(capsys.readouterr().out)["per_tanggal"]
    assert day == f"{datetime.now(ZoneInfo('Asia/Jakarta')).date()}"
