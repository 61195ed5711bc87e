"""Memory, history, restore and forgetting on the second tab, as people use them in both homes."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from ppid_sheets.archive.database import FILE, Archive
from ppid_sheets.archive.sql_tables import VERSION
from ppid_sheets.cli import main
from ppid_sheets.cli import office as cli_office
from ppid_sheets.register import layout
from ppid_sheets.register.objections import OBJECTIONS
from tests.build import grid
from tests.checks.test_objections import GOOD_ONE, GRANTED, OPEN, REFUSED
from tests.fakesheets.books import BOOK_ID, values_of
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.stores.sheets import CHOICES, HOLIDAYS, serve

MORNING = datetime(2026, 11, 27, 8, 15, tzinfo=ZoneInfo("Asia/Jakarta"))
SHARED = REFUSED["reg_number"]
"""A number that a request and an objection have."""
ROWS: tuple[dict[str, Any], ...] = (
    {**GOOD_ONE, "objection_case": "Rahasia"},
    {
        **GOOD_ONE,
        "objection_no": "002/K/X/2026",
        "objector": "Budi",
        "request_no": GRANTED["reg_number"],
    },
    {**GOOD_ONE, "objection_no": SHARED, "objector": "Cici", "request_no": OPEN["reg_number"]},
)
TABS: dict[str, list[list[Any]]] = {
    "Register": grid(REFUSED, GRANTED, OPEN),
    "Keberatan": grid(*ROWS, schema=OBJECTIONS),
    "Pilihan": CHOICES,
    "Hari Libur": HOLIDAYS,
}
RULING, ANSWERED = (
    [column.key for column in OBJECTIONS.staff].index(key) for key in ("ruling", "answered_on")
)


@dataclass
class Workbook:
    """An office's workbook in one of its homes, and what people do there."""

    delete_row: Callable[[str, int], None]
    type: Callable[[str, int, int, Any], None]
    rename: Callable[[str, str], None]
    delete_tab: Callable[[str], None]
    rows: Callable[[str], list[list[Any]]]
    say: Callable[..., tuple[int, str, str]]
    clock: list[datetime]

    def check(self) -> str:
        """The next check, an hour later; what it says."""
        self.clock.append(self.clock[-1] + timedelta(hours=1))
        code, out, error = self.say("check")
        assert code == 0, error
        return out

    def noticed(self) -> list[tuple[Any, Any]]:
        """Code and place of what memory says on the page *Temuan*."""
        at = [layout.FINDINGS_HEAD.index(title) for title in ("Kode", "Kolom")]
        lines = [row for row in self.rows(layout.FINDINGS)[3:] if len(row) > at[0]]
        return [(row[at[0]], row[at[1]]) for row in lines if str(row[at[0]]).startswith("M")]

    def acknowledge(self, code: str) -> None:
        """The Kasubag writes beside the first finding of a code."""
        at = layout.FINDINGS_HEAD.index("Kode")
        rows = self.rows(layout.FINDINGS)
        row = next(n for n, row in enumerate(rows, 1) if row[at : at + 1] == [code])
        self.type(layout.FINDINGS, row, layout.FINDINGS_HEAD.index("Diketahui Kasubag"), "ya")


class _File:
    """A register file, as people edit it in a spreadsheet program."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if path.exists():
            return
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in TABS.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        book.save(path)

    def rows(self, tab: str) -> list[list[Any]]:
        rows = openpyxl.load_workbook(self.path)[tab].iter_rows(values_only=True)
        return [list(row) for row in rows]

    def type(self, tab: str, row: int, at: int, value: Any) -> None:
        book = openpyxl.load_workbook(self.path)
        book[tab].cell(row, at + 1, value=value)
        book.save(self.path)

    def delete_row(self, tab: str, row: int) -> None:
        book = openpyxl.load_workbook(self.path)
        book[tab].delete_rows(row)
        book.save(self.path)

    def rename(self, tab: str, title: str) -> None:
        book = openpyxl.load_workbook(self.path)
        book[tab].title = title
        for name in book.defined_names.values():
            old, _, cell = name.attr_text.partition("!")
            name.attr_text = f"'{title}'!{cell}" if old.strip("'") == tab else name.attr_text
        book.save(self.path)

    def delete_tab(self, tab: str) -> None:
        book = openpyxl.load_workbook(self.path)
        del book[tab]
        for name in [n for n, e in book.defined_names.items() if tab in e.attr_text]:
            del book.defined_names[name]
        book.save(self.path)


def _in_a_file(folder: Path, **common: Any) -> Workbook:
    file = _File(folder / "register.xlsx")
    return Workbook(
        delete_row=file.delete_row,
        type=file.type,
        rename=file.rename,
        delete_tab=file.delete_tab,
        rows=file.rows,
        **common,
    )


def _in_a_sheet(book: Book, **common: Any) -> Workbook:
    staff = People(book)

    def type_(tab: str, row: int, at: int, value: Any) -> None:
        cell = f"{openpyxl.utils.get_column_letter(at + 1)}{row}"
        if isinstance(value, date):
            value = (value - date(1899, 12, 30)).days
        staff.paste(tab, cell, [[value]])

    return Workbook(
        delete_row=staff.delete_rows,
        type=type_,
        rename=staff.rename_tab,
        delete_tab=staff.delete_tab,
        rows=lambda tab: values_of(book, tab),
        **common,
    )


@pytest.fixture(scope="session")
def premises(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the memory finds again what it knows by its place."""
    return tmp_path_factory.mktemp("kantor")


_MADE: dict[str, tuple[Book | None, list[datetime]]] = {}
"""The homes where both registers were adopted and checked: the sheet, and the times of that."""


@pytest.fixture(params=["file", pytest.param("Google Sheet", marks=pytest.mark.slow)])
def workbook(
    request: pytest.FixtureRequest,
    premises: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Workbook:
    """Both registers, adopted and checked once; where people stand is the office's folder."""
    kind = request.param
    desk, adopted = premises / kind, premises / f"{kind}, adopted"
    shutil.rmtree(desk, ignore_errors=True)
    sheets: FakeSheets | None = None if kind == "file" else request.getfixturevalue("sheets")
    if kind in _MADE:
        shutil.copytree(adopted, desk)
    else:
        desk.mkdir()
    book, times = _MADE.get(kind, (None, [MORNING]))
    clock = [*times]
    monkeypatch.chdir(desk)
    monkeypatch.setattr(cli_office, "local_time", lambda settings: clock[-1])

    def say(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        return main(arguments), *capsys.readouterr()

    common = {"say": say, "clock": clock}
    if sheets is None:
        made = _in_a_file(desk, **common)
    else:
        monkeypatch.setenv("SHEETS_EMULATOR_HOST", sheets.address)
        (desk / "ppid.toml").write_text(f"register = '{BOOK_ID}'")
        book = serve(sheets, TABS, rows=60, columns=46) if book is None else book.copy()
        sheets.add(book)
        made = _in_a_sheet(book, **common)
    if kind not in _MADE:
        assert say("init", "--objections")[0] == 0
        made.check()
        _MADE[kind] = book and book.copy(), [*clock]
        shutil.copytree(desk, adopted)
    return made


def test_a_lost_objection_is_said(workbook: Workbook) -> None:
    """On the terminal without a name, and on *Temuan* with its tab."""
    workbook.delete_row("Keberatan", 3)
    told = workbook.check()
    assert "keberatan 002/K/X/2026 hilang dari register" in told and "Budi" not in told
    assert workbook.noticed() == [("M01", "Keberatan: (register)")]


@pytest.mark.slow
def test_a_lost_objection_is_said_and_comes_back(workbook: Workbook) -> None:
    """With its tab on *Temuan*; on the page of recovery it stands in the order of its own tab."""
    lost = workbook.rows("Keberatan")[2]
    workbook.delete_row("Keberatan", 3)
    told = workbook.check()
    assert "keberatan 002/K/X/2026 hilang dari register" in told
    assert "Budi" not in told and "--missing --tab keberatan" in told
    assert workbook.noticed() == [("M01", "Keberatan: (register)")]
    for command in (("--missing",), ("--missing", "--tab", "keberatan"), ("002 k x 2026",)):
        code, out, _ = workbook.say("restore", *command)
        assert code == 0 and "1 keberatan ditulis di tab Pemulihan" in out
        page = workbook.rows(layout.RECOVERY)
        width = len(OBJECTIONS.staff)
        assert page[2][:width] == workbook.rows("Keberatan")[0][:width]
        assert [cell or "" for cell in page[3][:4]] == [cell or "" for cell in lost[:4]]
    for at, cell in enumerate(page[3][:5]):
        workbook.type("Keberatan", 20, at, cell)
    assert "hilang" not in workbook.check() and workbook.noticed() == []


@pytest.mark.slow
def test_what_happens_to_an_objection_is_said_until_it_is_acknowledged(workbook: Workbook) -> None:
    """A number, a day and a decision, whatever the tab is called by the time somebody writes."""
    workbook.type("Keberatan", 2, 0, "K-9")
    workbook.type("Keberatan", 3, 1, date(2026, 10, 21))
    workbook.type("Keberatan", 4, RULING, "Keberatan Ditolak")
    workbook.type("Keberatan", 4, ANSWERED, date(2026, 11, 20))
    workbook.check()
    workbook.type("Keberatan", 4, RULING, "Diterima Seluruhnya")
    workbook.check()
    place = "Keberatan: (register)"
    assert sorted(workbook.noticed()) == [("M02", place), ("M03", place), ("M04", place)]
    messages = [row[layout.FINDINGS_HEAD.index("Temuan")] for row in workbook.rows("Temuan")[3:]]
    assert any("nomor registrasi keberatan K-1 berubah menjadi K-9" in str(m) for m in messages)
    assert any("sesudah ditanggapi: Keberatan Ditolak →" in str(m) for m in messages)
    workbook.acknowledge("M02")
    workbook.rename("Keberatan", "Keberatan 2026")
    workbook.check()
    place = "Keberatan 2026: (register)"
    assert sorted(workbook.noticed()) == [("M03", place), ("M04", place)]


@pytest.mark.slow
def test_history_takes_an_objection_by_its_number(workbook: Workbook) -> None:
    """In any spelling, without a word of anybody's unless asked."""
    workbook.type("Keberatan", 2, RULING, "Keberatan Ditolak")
    workbook.check()
    code, out, _ = workbook.say("history", "k 1")
    assert code == 0 and out.startswith("Riwayat keberatan k 1, 2 versi")
    assert "Keputusan Atasan PPID: Keberatan Ditolak" in out
    assert "Ani" not in out and "Rahasia" not in out
    assert "Rahasia" in workbook.say("history", "K-1", "--with-personal")[1]


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", [("history",), ("restore",), ("archive", "--yes", "--forget")], ids=str
)
def test_a_number_of_both_registers_is_never_guessed(
    workbook: Workbook, command: tuple[str, ...]
) -> None:
    """One sentence says how to name the one that is meant; with that it is the one."""
    code, _, error = workbook.say(*command, SHARED)
    assert code == 2 and error.count("\n") == 1
    assert "ada pada permohonan dan keberatan" in error
    assert "--tab register atau --tab keberatan" in error
    for tab, noun in (("register", "permohonan"), ("keberatan", "keberatan")):
        code, out, _ = workbook.say(*command, SHARED, "--tab", tab)
        assert code == 0 and noun in out
    if command[0] == "archive":
        assert workbook.say("history", SHARED)[0] == 2
        return
    assert "permohonan" in workbook.say(*command, OPEN["reg_number"])[1]
    code, _, error = workbook.say(*command, "K-1", "--tab", "register")
    assert code == 2 and "tidak ada dalam arsip" in error


@pytest.mark.slow
def test_what_is_missing_in_both_is_asked_for_by_its_tab(workbook: Workbook) -> None:
    """The page of recovery holds rows of one tab."""
    workbook.delete_row("Keberatan", 3)
    workbook.delete_row("Register", 3)
    workbook.check()
    assert sorted(workbook.noticed()) == [("M01", "(register)"), ("M01", "Keberatan: (register)")]
    code, _, error = workbook.say("restore", "--missing")
    assert code == 2 and "Yang hilang ada pada permohonan dan keberatan" in error
    assert "1 permohonan" in workbook.say("restore", "--missing", "--tab", "register")[1]
    assert "1 keberatan" in workbook.say("restore", "--missing", "--tab", "keberatan")[1]
    assert workbook.rows(layout.RECOVERY)[3][0] == "002/K/X/2026"


@pytest.mark.slow
def test_a_tab_that_is_gone_is_missed_row_by_row(workbook: Workbook) -> None:
    """Each of its objections is said to be gone and can be restored; once acknowledged, no more."""
    workbook.delete_tab("Keberatan")
    workbook.check()
    assert workbook.noticed() == [("M01", "Keberatan: (register)")] * len(ROWS)
    workbook.check()
    assert len(workbook.noticed()) == len(ROWS)
    code, out, _ = workbook.say("restore", "--missing")
    assert code == 0 and f"{len(ROWS)} keberatan" in out
    head, *rows = workbook.rows(layout.RECOVERY)[2:]
    assert head[:2] == ["No. Registrasi Keberatan", "Tanggal Keberatan Diterima"]
    assert [row[0] for row in rows] == ["K-1", "002/K/X/2026", SHARED]
    for _ in ROWS:
        workbook.acknowledge("M01")
        workbook.check()
    assert workbook.noticed() == []
    workbook.check()
    assert not [row for row in workbook.rows(layout.STATUS) if "Keberatan" in row]


@pytest.mark.slow
def test_a_snapshot_has_both_tabs(workbook: Workbook) -> None:
    """As they were; a check of the copy finds the same."""
    before = workbook.rows("Keberatan")
    workbook.delete_row("Keberatan", 3)
    workbook.check()
    then = f"{workbook.clock[1]:%Y-%m-%d %H:%M}"
    code, out, _ = workbook.say("snapshot", "--as-of", then, "--out", "lama.xlsx")
    assert code == 0 and "3 permohonan dan 3 keberatan" in out
    copy = openpyxl.load_workbook(Path.cwd() / "lama.xlsx")
    rows = [list(row) for row in copy["Keberatan"].iter_rows(values_only=True)]
    assert [row[0] for row in rows] == [row[0] for row in before]
    assert rows[1][1] == datetime(2026, 10, 20)
    assert "2 keberatan" in workbook.say("snapshot", "--out", "kini.xlsx")[1]
    assert workbook.say("init", "--objections", "--register", "lama.xlsx")[0] == 0
    told = workbook.say("check", "--register", "lama.xlsx")[1].splitlines()
    assert ["Keberatan", "3"] in [line.split() for line in told]


@pytest.mark.slow
def test_what_is_forgotten_of_an_objection_is_gone(workbook: Workbook) -> None:
    """No byte of it is left; whoever forgets a request is told of the objections to it."""
    file = Path.cwd() / "data" / FILE
    code, out, _ = workbook.say("archive", "--forget", GRANTED["reg_number"])
    assert code == 2 and "Keberatan atas permohonan itu tetap tersimpan: 002/K/X/2026" in out
    workbook.delete_row("Keberatan", 3)
    workbook.check()
    assert b"Budi" in _contents(file)
    code, out, _ = workbook.say("archive", "--forget", "002-K-X-2026", "--yes")
    assert code == 0 and "versi isian keberatan" in out
    assert b"Budi" not in _contents(file)
    workbook.check()
    assert workbook.noticed() == []
    assert "keberatan: 27/11/2026" in workbook.say("archive")[1]
    assert workbook.say("archive", "--older-than", "2026-10", "--tab", "keberatan")[0] == 2


def _contents(file: Path) -> bytes:
    """All rows that an archive holds, as one text."""
    from ppid_sheets.archive.content import unpacked

    archive = Archive(file, MORNING, read_only=True)
    kept = [unpacked(content) for (content,) in archive.all("SELECT content FROM version")]
    archive.close()
    return str(kept).encode()


@pytest.mark.slow
def test_an_archive_with_objections_is_one_of_the_same_version(workbook: Workbook) -> None:
    """A program that knows the requests alone goes on with it: their register is as it was."""
    workbook.check()
    archive = Archive(Path.cwd() / "data" / FILE, MORNING, read_only=True)
    keys = [key for (key,) in archive.all("SELECT key FROM register ORDER BY id")]
    assert keys == [keys[0], f"{keys[0]}/keberatan"] and "/" not in keys[0]
    assert archive.one("PRAGMA user_version") == VERSION == 3
    archive.close()


@pytest.mark.slow
def test_without_an_archive_what_was_said_goes_on_standing(workbook: Workbook) -> None:
    """Of both registers; that there is none is said once."""
    workbook.delete_row("Keberatan", 3)
    workbook.check()
    (Path.cwd() / "data" / FILE).write_bytes(b"bukan arsip " * 1000)
    workbook.clock.append(workbook.clock[-1] + timedelta(hours=1))
    assert workbook.say("check")[0] == 15
    assert sorted(workbook.noticed()) == [("M01", "Keberatan: (register)"), ("M08", "(register)")]
