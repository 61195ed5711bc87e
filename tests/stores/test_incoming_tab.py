"""The page of what came in, in a file and in a Google Sheet: staff's part is untouched."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ppid_sheets.cli import main
from ppid_sheets.jobs.check import Checked
from ppid_sheets.jobs.check import check as job
from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.remove import remove
from ppid_sheets.register.layout import INCOMING
from ppid_sheets.stores.xlsx.store import WorkbookStore
from tests.build import GOOD, TODAY, grid
from tests.fakesheets.books import values_of
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.stores import registers
from tests.stores.sheets import (
    CHOICES,
    ENTERED,
    FORM,
    HOLIDAYS,
    MOMENT,
    QUESTIONS,
    SETTINGS,
    adopted,
    check,
    store,
)

ANSWERS = (
    (datetime(2026, 11, 20, 9, 15), '=HYPERLINK("http://x","y")', "081200000009", "+62 anggaran"),
    ("11/3/2026 9:15:00", "@ani", "0812", "Daftar\npemilih"),
)
SHOWN = [
    ("002/PPID/XI/2026", date(2026, 11, 20), "09:15", '=HYPERLINK("http://x","y")', "081200000009"),
    ("003/PPID/XI/2026", None, None, "@ani", "0812"),
]
HEADS = ("No. Registrasi", "Tanggal Diterima", "Jam Diterima", "Nama Pemohon", "Telepon")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An office's own workbook, in which the form's answers are a hidden tab."""
    path = tmp_path / "register.xlsx"
    tabs = {
        "Register": grid(GOOD),
        FORM: [QUESTIONS, *ANSWERS],
        "Hari Libur": HOLIDAYS,
        "Pilihan": CHOICES,
    }
    registers.written(path, tabs)
    book = openpyxl.load_workbook(path)
    for row in book[FORM].iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    book[FORM].sheet_state = "hidden"
    book.save(path)
    init(of_file(path))
    return path


def of_file(path: Path) -> WorkbookStore:
    """The store of a workbook whose office has a form."""
    return registers.store(path, chosen=ENTERED.chosen)


def checked(path: Path) -> Checked:
    """One check of it."""
    return job(of_file(path), ENTERED, TODAY, local_time=lambda: MOMENT)


def picked(rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Some columns of what waits, by the header of the page."""
    at = [list(rows[3]).index(head) for head in HEADS]
    end = next((n for n, row in enumerate(rows[4:], 4) if not any(row)), len(rows))
    return [tuple(row[i] if i < len(row) else None for i in at) for row in rows[4:end]]


def test_a_file_keeps_every_byte_of_staffs_part(path: Path) -> None:
    """The first check writes pages and results, the second nothing; `remove` takes the tab out."""
    made = registers.parts(path)
    assert checked(path).written
    book = openpyxl.load_workbook(path)
    rows = [[cell.value for cell in row] for row in book[INCOMING].iter_rows()]
    found = [(no, at.date() if at else None, *rest) for no, at, *rest in picked(rows)]
    assert found == SHOWN
    block = [cell for row in book[INCOMING].iter_rows(min_row=5) for cell in row]
    assert {cell.data_type for cell in block} <= {"n", "d", "s", "inlineStr"}
    assert not any(cell.hyperlink for cell in block)
    after = registers.parts(path)
    forms = f"xl/worksheets/sheet{book.sheetnames.index(FORM) + 1}.xml"
    assert after[forms] == made[forms]
    whole = path.read_bytes()
    assert not checked(path).written
    assert path.read_bytes() == whole
    remove(of_file(path))
    assert INCOMING not in openpyxl.load_workbook(path).sheetnames
    assert registers.parts(path)[forms] == made[forms]


def test_a_google_sheet_at_rest_is_read_as_often_as_before(sheets: FakeSheets) -> None:
    """The answers come with the read of everything else; nothing of staff's changes."""
    rows = [(46346.385416666664, *ANSWERS[0][1:]), ANSWERS[1]]
    costs = []
    for answers in ((), rows):
        book = adopted(sheets, GOOD, answers=answers)
        office = ENTERED if answers else SETTINGS
        check(sheets, office=office)
        sheets.log.clear()
        assert check(sheets, office=office).plan.empty
        costs.append((sheets.reads, sheets.writes))
    assert costs == [(2, 1), (2, 1)]
    page = values_of(book, INCOMING)
    # an Indonesian sheet says itself that days come first
    assert [row[3:] for row in picked(page)] == [row[3:] for row in reversed(SHOWN)]
    before = values_of(book, FORM)
    People(book).rename_tab(INCOMING, "Dari Formulir")
    assert check(sheets, office=ENTERED).plan.empty
    opened = store(sheets, office=ENTERED)
    remove(opened)
    assert {sheet.title for sheet in book.sheets} == {
        "Register",
        "Hari Libur",
        "Pilihan",
        FORM,
        "Petunjuk",
    }
    assert values_of(book, FORM) == before


def test_a_hidden_tab_of_answers_is_read_to_its_end(sheets: FakeSheets) -> None:
    """Of other tabs a run reads the first rows alone, of hidden ones nothing."""
    book = adopted(sheets, GOOD, answers=[(46346.385 + n, "Ani", "0812", "x") for n in range(30)])
    book.tab(FORM).properties["hidden"] = True
    check(sheets, office=ENTERED)
    assert len(picked(values_of(book, INCOMING))) == 30


def test_where_the_tab_lacks_a_check_says_so(path: Path, tmp_path: Path) -> None:
    """It is made by `init`; a tab of the office's with that title is not touched."""
    remove(of_file(path))
    book = openpyxl.load_workbook(path)
    book.create_sheet(INCOMING)["A1"] = "milik kantor"
    book.save(path)
    init(of_file(path))
    found = checked(path)
    assert found.absent.barred == (INCOMING,)
    assert openpyxl.load_workbook(path)[INCOMING]["A1"].value == "milik kantor"


def test_questions_are_proposed_and_confirmed_once(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written reads back; all else of the settings stays as people wrote it."""
    monkeypatch.chdir(path.parent)
    toml = path.parent / "ppid.toml"
    toml.write_text('# kantor\nregister = "register.xlsx"\n[masuk]\nsejak = "2026-11-01"\n')
    export = path.parent / "ekspor.csv"
    export.write_text(
        "Cap waktu,Nama lengkap Anda,Nomor HP/WA aktif,Informasi apa yang diminta?,Setuju\n"
        "25/11/2026 9:15:00,Ani,0812,DPT,ya\n",
        encoding="utf-8",
    )
    assert main(["incoming", "--file", "ekspor.csv"]) == 2  # nobody is there to agree
    capsys.readouterr()
    assert main(["incoming", "--file", "ekspor.csv", "--yes"]) == 0
    out = capsys.readouterr().out
    assert "  Nomor HP/WA aktif            Telepon\n" in out
    assert "Tidak dipakai: Setuju." in out
    assert "Ani" not in out
    assert toml.read_text().startswith('# kantor\nregister = "register.xlsx"\n[masuk]\nsejak = ')
    assert main(["doctor"]) in (0, 1)
    told = capsys.readouterr().out
    assert "1 belum dicatat" in told
    assert "Permohonan masuk" in told
    assert main(["check", "--as-of", "2026-11-27", "--json"]) == 0
    out = capsys.readouterr().out
    assert '"belum_dicatat": 1' in out
    assert "0812" not in out
    toml.write_text(toml.read_text().replace("Nomor HP/WA aktif", "Telepon lama"))
    main(["doctor"])
    assert "tidak ada pertanyaannya: Telepon di ekspor.csv" in capsys.readouterr().out.replace(
        "\n" + " " * 36, " "
    )
    toml.write_text('register = "register.xlsx"\n')
    assert main(["incoming", "--tab", FORM, "--yes"]) == 0
    assert f'tab = "{FORM}"' in toml.read_text()
    toml.write_text('register = "register.xlsx"\n')
    assert main(["incoming", "--yes"]) == 2


def test_a_new_register_has_the_tab_where_the_settings_ask_for_it(tmp_path: Path) -> None:
    """Built in one go, filled by the first check."""
    path = tmp_path / "baru.xlsx"
    office = replace(ENTERED, intake=replace(ENTERED.intake, tab="", place=tmp_path / "a.csv"))
    made = registers.store(path, chosen=office.chosen)
    init(made)
    (tmp_path / "a.csv").write_text(
        ",".join(QUESTIONS) + "\n2026-11-20 09:15,Ani,0812,DPT\n", encoding="utf-8"
    )
    job(made, office, TODAY, local_time=lambda: MOMENT)
    rows = [[c.value for c in row] for row in openpyxl.load_workbook(path)[INCOMING].iter_rows()]
    assert picked(rows)[0][0] == "001/PPID/XI/2026"
