"""Both stores write below the job's own headers alone, as `plans.own_columns` decides."""

import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from ppid_sheets.errors import ShapeError, UnsafeError
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.remove import remove
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.values import Chosen
from ppid_sheets.stores.google.store import GoogleStore
from ppid_sheets.stores.xlsx.store import WorkbookStore
from tests.build import GOOD, OPEN, SETTINGS, TODAY, grid
from tests.fakesheets.books import BOOK_ID
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.shared import CASES, needs_shared
from tests.stores.registers import written
from tests.stores.sheets import MOMENT, adopted, check, store

ROWS = (OPEN, {**GOOD, "reg_number": "002/PPID/XI/2026"})


def _values(server: FakeSheets) -> list[list[object]]:
    return [list(row) for row in store(server).read().tabs["Register"]]


def _own(server: FakeSheets) -> dict[str, int]:
    tags = store(server).read().tags
    return {key: tags[key] for key in REQUESTS.job_keys}


def test_cleared_headers_of_a_sheet_come_back(sheets: FakeSheets) -> None:
    """The next check writes them again, by their tags."""
    staff = People(adopted(sheets, *ROWS))
    check(sheets)
    before, own = _values(sheets), _own(sheets)
    for at in own.values():
        staff.clear("Register", f"{letters(at)}1:{letters(at)}1")
    check(sheets)
    assert _values(sheets) == before


def test_results_that_landed_on_the_header_of_a_sheet_are_taken_back(sheets: FakeSheets) -> None:
    """Rows inserted above the header just before the write, whose results land above and on it."""
    staff = People(adopted(sheets, *ROWS))
    wanted = jobs.check(store(sheets), SETTINGS, TODAY, dry_run=True).plan
    assert wanted.cells
    place = store(sheets)
    place.read()
    staff.insert_rows("Register", 1, 2)
    place.apply(wanted.only_cells)
    check(sheets)
    after = _values(sheets)
    assert not any(any(row) for row in after[:2])
    assert [after[2][at] for at in _own(sheets).values()] == [
        REQUESTS.header(k) for k in REQUESTS.job_keys
    ]


def test_result_columns_cut_and_pasted_are_followed(sheets: FakeSheets) -> None:
    """All five stand elsewhere in their order; the tags go after them."""
    staff = People(adopted(sheets, *ROWS))
    check(sheets)
    own, rows = _own(sheets), _values(sheets)
    first, last = min(own.values()), max(own.values())
    staff.insert_columns("Register", last + 1, 8)
    cut = [(row + [""] * 99)[first : last + 1] for row in rows]
    staff.clear("Register", f"{letters(first)}1:{letters(last)}{len(rows)}")
    staff.paste("Register", f"{letters(last + 3)}1", cut)
    check(sheets)
    assert min(_own(sheets).values()) == last + 3
    assert check(sheets).plan.empty


def test_a_column_begun_over_a_tag_of_a_sheet_is_refused(sheets: FakeSheets) -> None:
    """Nothing is written, and the sentence says which column."""
    staff = People(adopted(sheets, *ROWS))
    check(sheets)
    cell = f"{letters(_own(sheets)['service_days'])}"
    staff.type("Register", f"{cell}1", "Jumlah Lembar")
    staff.type("Register", f"{cell}2", 12)
    before = _values(sheets)
    with pytest.raises(UnsafeError, match="Lama Layanan"):
        check(sheets)
    assert _values(sheets) == before


def _case(name: str, folder: Path) -> WorkbookStore:
    path = folder / name
    shutil.copyfile(CASES / name, path)
    return WorkbookStore(path, now=lambda: MOMENT)


def _columns(path: Path) -> dict[str, list[object]]:
    sheet = openpyxl.load_workbook(path)["Register"]
    return {str(column[2]): list(column[3:]) for column in sheet.iter_cols(values_only=True)}


@needs_shared
def test_names_over_a_staff_column_are_not_believed(tmp_path: Path) -> None:
    """A program moved columns without the names: results go below the right headers."""
    register = _case("own-column-under-a-tag.xlsx", tmp_path)
    before = _columns(register.path)
    jobs.check(register, SETTINGS, TODAY)
    after = _columns(register.path)
    own = {REQUESTS.header(key) for key in REQUESTS.job_keys}
    assert {k: v for k, v in after.items() if k not in own} == {
        k: v for k, v in before.items() if k not in own
    }
    assert jobs.check(register, SETTINGS, TODAY).plan.empty


@needs_shared
def test_an_emptied_register_tab_is_no_register(tmp_path: Path) -> None:
    """The names are still there, nothing else is."""
    with pytest.raises(ShapeError, match="kosong"):
        jobs.check(_case("register-tab-cleared.xlsx", tmp_path), SETTINGS, TODAY)


@needs_shared
def test_a_control_character_in_a_header_lets_the_register_rest(tmp_path: Path) -> None:
    """What no file can hold is compared as it is written."""
    register = _case("header-with-vertical-tab.xlsx", tmp_path)
    jobs.check(register, SETTINGS, TODAY)
    assert jobs.check(register, SETTINGS, TODAY).plan.empty


def test_a_tab_duplicated_for_the_new_year_is_named(sheets: FakeSheets) -> None:
    """The copy has the headers and the rules, and no tags; one call fetches its first rows too."""
    staff = People(adopted(sheets, *ROWS))
    check(sheets)
    staff.add_tab("Salinan dari Register", _values(sheets))
    checked = check(sheets)
    assert [f.message for f in checked.verdict.findings if f.code == "R13"] == [
        "tab 'Salinan dari Register' tampak seperti register juga, tetapi permohonan di dalamnya "
        "tidak diperiksa"
    ]
    page = store(sheets).read().pages["Status Pemeriksaan"]
    assert any("Salinan dari Register" in str(cell) for row in page for cell in row)


@pytest.mark.slow
def test_the_settings_choose_a_tab_of_a_sheet(sheets: FakeSheets) -> None:
    """Tags on another tab do not count; init gives the chosen one its own."""
    staff = People(adopted(sheets, *ROWS))
    staff.add_tab("2027", _values(sheets)[:1])
    chosen = GoogleStore(BOOK_ID, store(sheets).client, Chosen("2027"))
    init(chosen)
    snapshot = chosen.read()
    assert snapshot.register == "2027" and set(REQUESTS.job_keys) <= snapshot.tags.keys()
    assert store(sheets).read().register == "Register"


def test_remove_takes_the_dropdowns_of_last_years_tab_as_well(sheets: FakeSheets) -> None:
    """What init gave there it gave; both tabs are afterwards the office's."""
    book = adopted(sheets, *ROWS)
    People(book).duplicate_tab("Register", "2027")
    office = replace(SETTINGS, tab="2027")
    init(store(sheets, office=office))
    remove(store(sheets, office=office))
    ruled = [
        sheet.title
        for sheet in book.sheets
        for row in range(len(sheet.rows))
        for at in range(len(sheet.columns))
        if "dataValidation" in sheet.extra(row, at)
    ]
    assert ruled == []


@pytest.mark.parametrize("wanted", ["2026", "2027"])
def test_the_settings_choose_a_tab_of_a_file(tmp_path: Path, wanted: str) -> None:
    """The names go to the tab that is chosen."""
    path = tmp_path / "register.xlsx"
    written(path, {"2026": grid(*ROWS), "2027": grid(OPEN)})
    register = WorkbookStore(path, now=lambda: MOMENT, chosen=Chosen(wanted))
    init(register)
    jobs.check(register, SETTINGS, TODAY)
    assert register.read().register == wanted


def _told_of_filters(checked: jobs.Checked) -> list[str]:
    return [f.message for f in checked.verdict.findings if f.code == "R15"]


def test_a_filter_that_ends_before_the_results_is_named_in_a_file(tmp_path: Path) -> None:
    """Whoever sorts by it tears them from their rows."""
    path = tmp_path / "register.xlsx"
    written(path, {"Register": grid(*ROWS)})
    book = openpyxl.load_workbook(path)
    book["Register"].auto_filter.ref = "A1:AK3"
    book.save(path)
    register = WorkbookStore(path, now=lambda: MOMENT)
    adopted_now = init(register)
    assert adopted_now is not None and adopted_now.narrow == "AK"
    (told,) = _told_of_filters(jobs.check(register, SETTINGS, TODAY))
    assert "kolom AK" in told


def test_a_filter_that_ends_before_the_results_is_named_in_a_sheet(sheets: FakeSheets) -> None:
    """The same, and none that reaches them."""
    staff = People(adopted(sheets, *ROWS))
    staff.filter("Register", "A1:AK3")
    (told,) = _told_of_filters(check(sheets))
    assert "kolom AK" in told
    staff.filter("Register", "A1:AP3")
    assert not _told_of_filters(check(sheets))


def test_a_tab_of_an_earlier_year_is_read_whole_in_a_sheet(sheets: FakeSheets) -> None:
    """Its open requests lie anywhere."""
    staff = People(adopted(sheets, *ROWS))
    past = [{**GOOD, "reg_number": f"{n:03}/PPID/XI/2025"} for n in range(20)]
    other = {**OPEN, "reg_number": "020/PPID/XI/2025", "information": "Arsip Pemilu 2019"}
    cells = [[str(cell or "") for cell in row] for row in grid(*past, other)]
    staff.add_tab("Tahun 2025", cells)
    found = check(sheets).verdict.findings
    assert [f.message for f in found if f.code == "R16"] == [
        "tab 'Tahun 2025' masih memuat 1 permohonan terbuka, yang hasilnya tidak ditulis di sana"
    ]
