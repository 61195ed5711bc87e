"""Frozen months, as a person works with them: issued, corrected, given back."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from ppid_sheets.archive import issues
from ppid_sheets.archive.database import FILE, Archive
from ppid_sheets.archive.sql_tables import VERSION
from ppid_sheets.cli import main, office
from ppid_sheets.reports.month import checks
from ppid_sheets.reports.workbook.identities import NOT_GOOD
from tests.budget import chosen
from tests.build import GOOD
from tests.fakesheets.books import BOOK_ID
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.kept import built
from tests.stores.sheets import adopted

MORNING = datetime(2026, 11, 23, 8, 15, tzinfo=ZoneInfo("Asia/Jakarta"))
DAYS = {
    "received_on": date(2026, 10, 5),
    "disposition_on": date(2026, 10, 6),
    "notified_on": date(2026, 10, 9),
    "given_on": date(2026, 10, 9),
    "reviewed_on": date(2026, 10, 12),
}
ONE = {**GOOD, **DAYS, "reg_number": "001/PPID/X/2026"}
TWO = {**ONE, "reg_number": "002/PPID/X/2026", "received_on": date(2026, 10, 6)}
MONTH = ("report", "monthly", "--month", "2026-10")
WORKBOOK, FIRST = "Laporan-PPID-2026-10.xlsx", "Laporan-PPID-2026-10-terbitan-1.xlsx"


class Desk:
    """A folder with a register in it, where the commands run."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.now = MORNING
        self.type(ONE, TWO)

    def type(self, *rows: Mapping[str, Any]) -> None:
        """Have these requests in the register."""
        (self.folder / "register.xlsx").unlink(missing_ok=True)
        built(self.folder / "register.xlsx", *rows)

    def say(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, output and errors of one command, a minute after the last."""
        self.now += timedelta(minutes=1)
        self._capsys.readouterr()
        return main(arguments), *self._capsys.readouterr()

    def report(self, *more: str, out: str = "laporan") -> tuple[bytes, str]:
        """The bytes of the workbook of October, and what is said of it."""
        code, said, errors = self.say(*MONTH, "--out", out, *more)
        assert (code, errors) == (0, "")
        return Path(out, WORKBOOK).read_bytes(), said

    def kept(self) -> list[tuple[int, bytes]]:
        """The issues in the archive with their bytes."""
        if not self.archive.exists():
            return []
        archive = Archive(self.archive, self.now, read_only=True)
        found = [(one.number, issues.content(archive, one)) for one in issues.every(archive)]
        archive.close()
        return found

    @property
    def archive(self) -> Path:
        return self.folder / "data" / FILE


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    """A desk in late November, all of whose requests are of October."""
    monkeypatch.chdir(tmp_path)
    made = Desk(tmp_path, capsys)
    monkeypatch.setattr(office, "local_time", lambda settings: made.now)
    return made


def changes(content: bytes) -> list[list[Any]] | None:
    """The rows of the sheet Perubahan."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return (
        book.get_sheet_by_name("Perubahan").to_python() if "Perubahan" in book.sheet_names else None
    )


def test_an_issue_is_given_back_byte_for_byte(desk: Desk) -> None:
    """Whatever became of the register, also when it is gone; the present workbook stays."""
    first, said = desk.report()
    assert "Terbitan 1, disimpan" in said
    desk.type({**ONE, "channel": "Surat"}, TWO)
    second, _ = desk.report()
    Path("register.xlsx").unlink()
    for arguments, name, wanted in (
        (("--as-issued", "1"), FIRST, first),
        (("--as-issued",), FIRST.replace("-1.", "-2."), second),
    ):
        code, said, _ = desk.say(*MONTH, *arguments)
        assert code == 0 and "register tidak dibaca" in said
        assert Path("laporan", name).read_bytes() == wanted
    assert Path("laporan", WORKBOOK).read_bytes() == second != first


@pytest.mark.slow
def test_a_correction_shows_against_the_first_issue(desk: Desk) -> None:
    """By itself, with its moment, also what was corrected an issue ago, and in the same bytes."""
    first, _ = desk.report()
    assert changes(first) is None
    desk.type({**ONE, "channel": "Surat"}, TWO)
    desk.report()
    desk.type({**ONE, "channel": "Surat"}, {**TWO, "officer": "Petugas Dua"})
    third, said = desk.report()
    assert "Terbitan 3" in said and "berbeda dari terbitan 1 (23/11/2026 08.16)" in said
    sheet = changes(third)
    since = "terbitan 1 tanggal 23 November 2026 pukul 08.16"
    assert sheet and any(since in str(row[0]) for row in sheet)
    assert [(row[1], row[2], row[3], row[5]) for row in sheet if row[0] == "Data"] == [
        ("Kanal", "Datang Langsung", "Surat", ONE["reg_number"]),
        ("Petugas", "Petugas Satu", "Petugas Dua", TWO["reg_number"]),
    ]
    again, said = desk.report()
    assert again == third and "Sama persis dengan terbitan 3 (23/11/2026 08.18)" in said


def first_page(content: bytes) -> list[str]:
    """What stands on the page to sign."""
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("Laporan").to_python()
    return [str(cell) for row in rows for cell in row if cell]


@pytest.mark.slow
def test_a_later_issue_says_which_one_it_replaces(desk: Desk) -> None:
    """On its first page, by its day; the first says nothing, and the same rows give the same."""
    said = "menggantikan terbitan tanggal 23 November 2026, lihat Perubahan"
    first, _ = desk.report()
    assert not any("Terbitan" in text for text in first_page(first))
    assert desk.report()[0] == first
    desk.type({**ONE, "channel": "Surat"}, TWO)
    second, _ = desk.report()
    assert f"Terbitan 2, {said}" in first_page(second)
    desk.now += timedelta(days=2)
    desk.type({**ONE, "channel": "Email"}, TWO)
    third, _ = desk.report()
    assert f"Terbitan 3, {said}" in first_page(third)
    assert desk.report()[0] == third
    desk.say(*MONTH, "--as-issued", "2")
    assert Path("laporan", FIRST.replace("-1.", "-2.")).read_bytes() == second


@pytest.mark.slow
def test_what_was_undone_is_an_issue_of_its_own(desk: Desk) -> None:
    """It says that nothing differs from the first; a file that is named goes first."""
    first, _ = desk.report()
    desk.type({**ONE, "channel": "Surat"}, TWO)
    second, _ = desk.report()
    assert desk.say(*MONTH, "--as-issued", "2")[0] == 0
    desk.type(ONE, TWO)
    content, said = desk.report()
    assert "Terbitan 3" in said and "angka dan barisnya sama dengan terbitan 1" in said
    assert any("angka sama dengan terbitan 1" in text for text in first_page(content))
    assert desk.kept() == [(1, first), (2, second), (3, content)]
    assert desk.report()[0] == content
    content, said = desk.report("--compare", f"laporan/{FIRST.replace('-1.', '-2.')}")
    sheet = changes(content)
    assert sheet and [row[1:4] for row in sheet if row[0] == "Data"] == [
        ["Kanal", "Surat", "Datang Langsung"]
    ]
    assert said.endswith("Terbitan 4, disimpan di arsip.\n")


@pytest.mark.slow
def test_rows_that_only_moved_are_no_correction(desk: Desk) -> None:
    """Another order, another folder: links differ, the figures do not."""
    desk.report()
    desk.type(TWO, ONE)
    content, said = desk.report(out="lain/dalam")
    assert "angka dan barisnya sama dengan terbitan 1" in said
    assert changes(content) is None


def draft(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "verdict", lambda report: NOT_GOOD)


NO_ISSUES: Mapping[str, tuple[str, str, Callable[[pytest.MonkeyPatch], None]]] = {
    "a month that is not over": ("2026-11", "2026-12-01", lambda _: None),
    "a day inside the month": ("2026-10", "2026-10-20", lambda _: None),
    "figures that do not agree": ("2026-10", "2026-11-23", draft),
}


@pytest.mark.parametrize("case", chosen(NO_ISSUES, ("figures that do not agree",)))
def test_what_is_not_final_is_no_issue(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """It is written and not kept; figures that do not agree are said."""
    month, day, meddle = NO_ISSUES[case]
    meddle(monkeypatch)
    code, said, _ = desk.say("report", "monthly", "--month", month, "--as-of", day)
    assert (code, desk.kept()) == (0, [])
    assert ("Belum final" in said) is (case == "figures that do not agree")
    assert Path("laporan", f"Laporan-PPID-{month}.xlsx").exists()


def test_an_archive_that_is_switched_off_leaves_no_trace(desk: Desk) -> None:
    """No folder, no file, no word of it."""
    Path("ppid.toml").write_text("[arsip]\naktif = false\nfolder = 'tiada'\n")
    assert desk.report()[1].splitlines() == [
        f"Laporan disimpan: laporan/{WORKBOOK}",
        f"PivotTable untuk diputar sendiri: {PIVOT}",
    ]
    assert not Path("tiada").exists()


def damage(file: Path) -> None:
    file.write_bytes(b"bukan arsip " * 1000)


def newer(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()


@pytest.mark.slow
@pytest.mark.parametrize("spoil", [damage, newer])
def test_an_archive_that_cannot_be_used_stops_no_report(
    desk: Desk, spoil: Callable[[Path], None]
) -> None:
    """The workbook is there; the sentence and the exit code say what is amiss."""
    desk.archive.parent.mkdir()
    spoil(desk.archive)
    code, said, error = desk.say(*MONTH)
    assert (code, error.count("\n")) == (15, 1) and "tidak dicatat" in said
    assert Path("laporan", WORKBOOK).exists()


@pytest.mark.slow
def test_a_workbook_that_cannot_be_written_is_not_issued(desk: Desk) -> None:
    """A file stands where the folder should be; once it is gone the first issue is the first."""
    Path("laporan").write_text("")
    assert desk.say(*MONTH)[0] == 12
    assert desk.kept() == []
    Path("laporan").unlink()
    assert "Terbitan 1" in desk.report()[1]


def test_what_was_not_issued_is_one_sentence(desk: Desk) -> None:
    """Which, and what there is."""
    desk.report()
    for arguments, word in (
        (("--month", "2026-09", "--as-issued"), "belum pernah diterbitkan"),
        (("--month", "2026-10", "--as-issued", "2"), "ada: 1"),
        (("--month", "2026-10", "--as-issued", "--as-of", "2026-10-09"), "--as-of"),
        (("--month", "2026-10", "--as-issued", "--register", "lain.xlsx"), "belum pernah"),
    ):
        done, said, error = desk.say("report", "monthly", *arguments)
        assert (done, said, error.count("\n")) == (2, "", 1) and word in error


def test_an_issue_whose_bytes_were_altered_is_not_given_back(desk: Desk) -> None:
    """It would not be what was issued; without an archive there is nothing either."""
    desk.report()
    with sqlite3.connect(desk.archive) as connection:
        connection.execute("UPDATE workbook SET content = x'00'")
    connection.close()
    code, _, error = desk.say(*MONTH, "--as-issued")
    assert code == 15 and "rusak" in error
    desk.archive.unlink()
    code, _, error = desk.say(*MONTH, "--as-issued")
    assert code == 15 and "Belum ada arsip" in error


@pytest.mark.slow
def test_issues_are_listed_and_forgotten_by_age(desk: Desk) -> None:
    """By the day they were made; what was issued since stays, and so does its number."""
    desk.report()
    desk.now += timedelta(days=20)
    desk.type({**ONE, "channel": "Surat"}, TWO)
    second, _ = desk.report()
    listed = desk.say("archive")[1]
    assert "2026-10, terbitan 1: 23/11/2026 08.16" in listed and "terbitan 2: 13/12" in listed
    code, said, _ = desk.say("archive", "--older-than", "2026-12", "--yes")
    assert code == 0 and "untuk selamanya: 1 terbitan" in said
    assert desk.kept() == [(2, second)]


def test_a_number_that_is_forgotten_stays_in_what_was_issued(desk: Desk) -> None:
    """Said before anything is deleted: it names no applicant, and an issue is whole or nothing."""
    desk.say("check")
    first, _ = desk.report()
    code, said, _ = desk.say("archive", "--forget", "001/ppid/x/2026", "--yes")
    assert code == 0 and "tetap tercantum" in said and "2026-10 terbitan 1" in said
    assert desk.kept() == [(1, first)]


@pytest.mark.slow
def test_a_google_sheet_has_issues_too(
    sheets: FakeSheets, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Known by its id: issued, corrected by staff, given back without a call."""
    monkeypatch.setenv("SHEETS_EMULATOR_HOST", sheets.address)
    book = adopted(sheets, ONE, TWO)
    where = ("--register", f"https://docs.google.com/spreadsheets/d/{BOOK_ID}/edit")
    first, _ = desk.report(*where)
    People(book).type("Register", "D2", "Surat")
    second, said = desk.report(*where)
    assert "berbeda dari terbitan 1" in said and changes(second)
    sheets.log.clear()
    assert desk.say(*MONTH, "--as-issued", "1", *where)[0] == 0
    assert (Path("laporan", FIRST).read_bytes(), len(sheets.log)) == (first, 0)


PIVOT = Path("laporan", "Pivot-PPID-2026-10.xlsx")


@pytest.mark.slow
def test_a_working_file_lies_beside_the_workbook(desk: Desk) -> None:
    """It is no issue and stays out of the archive; the same rows make the same file."""
    _, said = desk.report()
    first = PIVOT.read_bytes()
    assert f"PivotTable untuk diputar sendiri: {PIVOT}" in said
    assert [number for number, _ in desk.kept()] == [1]
    desk.report()
    assert PIVOT.read_bytes() == first
    assert PIVOT.stat().st_mode == Path("laporan", WORKBOOK).stat().st_mode


@pytest.mark.slow
def test_a_month_without_rows_has_no_working_file(desk: Desk) -> None:
    """An older one would count what is no longer there."""
    desk.report()
    desk.type()
    _, said = desk.report()
    assert "Pivot-PPID-2026-10.xlsx yang lama dihapus: tidak ada lagi permohonan" in said
    assert not PIVOT.exists()
    assert "Pivot" not in desk.report()[1]


def test_an_office_may_do_without_it(desk: Desk) -> None:
    """By a setting."""
    Path("ppid.toml").write_text("[laporan]\npivot = false\n", encoding="utf-8")
    _, said = desk.report()
    assert not PIVOT.exists() and "Pivot" not in said


@pytest.mark.slow
@pytest.mark.parametrize("rows", [pytest.param((ONE,), marks=pytest.mark.slow), ()])
def test_a_working_file_in_use_keeps_back_no_issue(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, rows: Sequence[Mapping[str, Any]]
) -> None:
    """The workbook is issued; one sentence says what to close."""
    desk.report()
    desk.type(*rows)
    replace, unlink = Path.replace, Path.unlink

    def refused(act: Any) -> Any:
        def refuse(path: Path, *more: Any, **other: Any) -> Any:
            if PIVOT.name in (path.name, *(getattr(one, "name", "") for one in more)):
                raise PermissionError(13, "x")
            return act(path, *more, **other)

        return refuse

    monkeypatch.setattr(Path, "replace", refused(replace))
    monkeypatch.setattr(Path, "unlink", refused(unlink))
    code, said, errors = desk.say(*MONTH, "--out", "laporan")
    assert (code, "Terbitan 2" in said) == (12, True)
    assert errors == f"{PIVOT} tidak dapat diganti; tutup dulu di Excel, lalu jalankan lagi.\n"
