"""A check of a Google Sheet: what it costs, what goes wrong meanwhile, what it refuses."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from math import inf
from pathlib import Path

import pytest

from ppid_sheets.errors import PpidError, ShapeError, UnreachableError, UnsafeError
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.register import layout
from ppid_sheets.stores.google import client
from ppid_sheets.stores.google.client import ATTEMPTS
from tests.budget import chosen
from tests.build import GOOD, OPEN, SETTINGS, TODAY
from tests.fakesheets import faults
from tests.fakesheets.books import BOOK_ID, column_of, values_of
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.stores.sheets import adopted, check, office, store
from tests.unhurried import Unhurried

LATE = {**OPEN, "reg_number": "002/PPID/XI/2026", "received_on": TODAY - timedelta(days=30)}


def statuses(book: Book) -> list[object]:
    """What *Status Tenggat* says, row by row below the header."""
    return [value for value in column_of(book, "deadline_status")[1:] if value]


@pytest.mark.parametrize("size", chosen([10, 60], [60]))
def test_nothing_changed_costs_two_reads_and_the_heartbeat(sheets: FakeSheets, size: int) -> None:
    """Whatever the number of rows, an unchanged register is read in two calls and told in one."""
    adopted(sheets, *[OPEN] * size, rows=size + 10, home=SETTINGS)
    check(sheets, office=SETTINGS)
    sheets.log.clear()
    check(sheets, office=SETTINGS)
    assert (sheets.reads, sheets.writes) == (2, 1)


@pytest.mark.parametrize("size", chosen([10, 60], [60]))
def test_changes_cost_four_reads_and_two_writes(sheets: FakeSheets, size: int) -> None:
    """Cells, torn rules, pages and the heartbeat together take two writes."""
    book = adopted(sheets, *[OPEN] * size, rows=size + 10, home=SETTINGS)
    People(book).paste_over("Register", "A3", [["x"]])
    check(sheets, office=SETTINGS)
    assert (sheets.reads, sheets.writes) == (4, 2)


def test_results_stand_in_their_rows(sheets: FakeSheets) -> None:
    """Each request gets its own status, in the job's column."""
    book = adopted(sheets, LATE, GOOD, OPEN)
    check(sheets)
    assert statuses(book) == ["TERLAMBAT", "Selesai tepat waktu", "Jatuh tempo hari ini"]


def test_results_end_on_the_right_rows_when_people_sort_meanwhile(sheets: FakeSheets) -> None:
    """Rows sorted between the read and the write are put right by the next round."""
    book = adopted(sheets, LATE, GOOD, OPEN)
    staff = People(book)
    sheets.before(lambda: staff.sort("Register", "A2:AK4", "B", descending=True), only="write")
    check(sheets)
    assert statuses(book) == ["Selesai tepat waktu", "Jatuh tempo hari ini", "TERLAMBAT"]


def test_a_moved_column_cannot_lead_a_write_astray(sheets: FakeSheets) -> None:
    """A column that staff insert just before the write keeps its cells."""
    book = adopted(sheets, LATE)
    staff = People(book)

    def insert() -> None:
        staff.insert_columns("Register", "AL")
        staff.type("Register", "AL2", "milik petugas")

    sheets.before(insert, only="write")
    check(sheets)
    assert book.tab("Register").value(1, 37) == "milik petugas"
    assert statuses(book) == ["TERLAMBAT"]


def test_renamed_tabs_are_known_again(sheets: FakeSheets) -> None:
    """Register, holidays and the job's pages may be called anything."""
    book = adopted(sheets, LATE)
    staff = People(book)
    for title in ("Register", layout.STATUS, layout.FINDINGS, layout.GUIDE):
        staff.rename_tab(title, f"{title} 2026")
    check(sheets)
    assert statuses(book) == ["TERLAMBAT"]
    assert values_of(book, f"{layout.FINDINGS} 2026")[2][0] == "No. Registrasi"


def test_a_tab_of_staff_called_temuan_is_theirs(sheets: FakeSheets) -> None:
    """Only the tagged tab is the job's, whatever else bears its name."""
    book = adopted(sheets, LATE)
    staff = People(book)
    staff.rename_tab(layout.FINDINGS, "Lama")
    staff.add_tab(layout.FINDINGS, [["catatan petugas"]])
    check(sheets)
    assert values_of(book, layout.FINDINGS) == [["catatan petugas"]]


def test_a_copied_tab_is_left_alone(sheets: FakeSheets) -> None:
    """Results go to the tagged column that was read, by its own id."""
    book = adopted(sheets, LATE)
    before = len(sheets.log)
    check(sheets)
    written = [call.body for call in sheets.log[before:] if "DataFilter" in call.path]
    lookups = [
        item["dataFilter"]["developerMetadataLookup"]
        for body in written if body.get("valueInputOption")
        for item in body["data"]
    ]  # fmt: skip
    assert lookups
    assert all(set(lookup) == {"metadataId"} for lookup in lookups)
    assert statuses(book) == ["TERLAMBAT"]


def test_text_from_people_never_becomes_a_formula(sheets: FakeSheets) -> None:
    """Every write is RAW or a typed cell value; formulas of ours hold no word of theirs."""
    adopted(sheets, {**LATE, "reg_number": '=HYPERLINK("http://x";"y")'})
    check(sheets)
    for call in sheets.log:
        if call.kind == "write":
            assert call.body.get("valueInputOption", "RAW") == "RAW"
            formulas = re.findall(r"'formulaValue': '(.*?)'[,}]", str(call.body))
            assert not [text for text in formulas if "http://x" in text]


def test_a_foreign_rule_that_was_deleted_by_its_place_is_put_back(sheets: FakeSheets) -> None:
    """A rule that staff add before our torn one while it is being replaced stays theirs."""
    book = adopted(sheets, LATE)
    check(sheets)
    staff = People(book)
    staff.paste_over("Register", "A2", [["x"]])
    theirs = "=ISBLANK($A2)"
    closing = lambda call: call.path.endswith(":batchUpdate")  # noqa: E731
    sheets.before(lambda: staff.add_rule("Register", "A2:C9", theirs), only=closing)
    check(sheets)
    rules = book.tab("Register").rules
    assert sum(theirs in str(rule) for rule in rules) == 1
    assert sum('N("ppid")' in str(rule) for rule in rules) == 4


READ_FAULTS = {
    "429": faults.too_many(), "429 with Retry-After": faults.too_many(0),
    "500": faults.status(500), "503": faults.status(503), "HTML 502": faults.bad_gateway(),
    "dropped": faults.dropped(), "truncated": faults.truncated(), "cut": faults.cut(),
}  # fmt: skip


@pytest.mark.parametrize("name", chosen(READ_FAULTS, ("429", "503", "dropped")))
def test_a_read_that_fails_is_repeated(sheets: FakeSheets, name: str) -> None:
    """One passing fault costs one call more."""
    book = adopted(sheets, LATE)
    sheets.fail(READ_FAULTS[name], only="read")
    check(sheets)
    assert statuses(book) == ["TERLAMBAT"]
    assert sheets.reads == 5


@pytest.mark.parametrize("name", READ_FAULTS)
def test_repetition_is_bounded(
    sheets: FakeSheets, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault that lasts ends in one sentence and nothing written; the quota's with the time."""
    monkeypatch.setattr(client, "time", Unhurried())
    adopted(sheets, LATE)
    sheets.fail(READ_FAULTS[name], only="read", times=inf)
    reader = store(sheets, pause=1)
    with pytest.raises(UnreachableError):
        jobs.check(reader, SETTINGS, TODAY)
    assert sheets.writes == 0
    assert sheets.reads > ATTEMPTS if "429" in name else sheets.reads == ATTEMPTS


def test_retry_after_is_heeded(sheets: FakeSheets, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pause is the one that Google asks for, not the client's own."""
    clock = Unhurried()
    monkeypatch.setattr(client, "time", clock)
    adopted(sheets, LATE)
    sheets.fail(faults.too_many(7), only="read")
    began = clock.monotonic()
    check(sheets)
    assert 7 <= clock.monotonic() - began < 14


IN_DOUBT = {
    "500": faults.status(500), "503": faults.status(503), "HTML 502": faults.bad_gateway(),
    "dropped": faults.dropped(), "applied, answer lost": faults.answer_lost(),
    "truncated": faults.truncated(), "cut": faults.cut(),
}  # fmt: skip


@pytest.mark.parametrize("name", chosen(IN_DOUBT, ("500", "applied, answer lost", "cut")))
def test_a_write_in_doubt_is_never_resent(sheets: FakeSheets, name: str) -> None:
    """After a write that may have been carried out the register is read before the next one."""
    book = adopted(sheets, LATE)
    sheets.fail(IN_DOUBT[name], only="write")
    check(sheets)
    kinds = "".join(call.kind[0] for call in sheets.log)
    assert "ww" not in kinds
    assert statuses(book) == ["TERLAMBAT"]


def test_a_write_turned_away_for_the_quota_is_repeated(sheets: FakeSheets) -> None:
    """429 says that nothing was done, so the same write may go again."""
    adopted(sheets, LATE)
    sheets.fail(faults.too_many(), only="write")
    check(sheets)
    assert (sheets.reads, sheets.writes) == (4, 3)


def test_the_time_limit_ends_a_run(sheets: FakeSheets) -> None:
    """An answer that takes too long is not waited for."""
    adopted(sheets, LATE)
    sheets.fail(faults.slow(3), only="read", times=9)
    slow = store(sheets, time_limit=0.2)
    began = sheets.now()
    with pytest.raises(UnreachableError):
        slow.read()
    assert sheets.now() - began < timedelta(seconds=3)


def test_a_token_that_ran_out_is_one_sentence(sheets: FakeSheets) -> None:
    """A credential that cannot be renewed ends the run, and nothing of it is shown."""
    adopted(sheets, LATE)
    sheets.fail(faults.expired(), times=99)
    with pytest.raises(UnreachableError) as raised:
        check(sheets)
    assert "kredensial" in str(raised.value)
    assert "Bearer" not in str(raised.value)


@pytest.mark.slow
def test_people_who_never_rest_are_told(sheets: FakeSheets) -> None:
    """A sheet that changes before every write ends in exit 12, and the next run mends it."""
    book = adopted(sheets, LATE, OPEN)
    staff = People(book)
    days = iter(range(1, 28))
    sheets.before(
        lambda: staff.type("Register", "B2", TODAY - timedelta(days=next(days))),
        only="write", times=99,
    )  # fmt: skip
    with pytest.raises(UnreachableError, match="terus berubah"):
        check(sheets)
    sheets.calm()
    check(sheets)
    assert check(sheets, dry_run=True).plan.empty


def levers(sheets: FakeSheets, book: Book) -> dict[str, tuple[Callable[[], object], str]]:
    """What may be wrong with a sheet from outside, and a word of the sentence that says so."""
    staff = People(book, book.owner)
    return {
        "not shared": (lambda: setattr(sheets, "not_shared", True), "emulator@localhost"),
        "API off": (lambda: setattr(sheets, "api_off", True), "Google Sheets API"),
        "read only": (lambda: setattr(sheets, "read_only", True), "Editor"),
        "no such sheet": (lambda: sheets.books.clear(), "tidak ada"),
        "protected": (lambda: staff.protect("Register", "A1:AZ60", []), "dilindungi"),
    }


@pytest.mark.parametrize(
    "name", ["not shared", "API off", "read only", "no such sheet", "protected"]
)
def test_what_is_wrong_outside_is_said(sheets: FakeSheets, name: str) -> None:
    """Each ends in exit 12 with a sentence that says what to click."""
    book = adopted(sheets, LATE)
    pull, word = levers(sheets, book)[name]
    pull()
    with pytest.raises(PpidError) as raised:
        check(sheets)
    assert raised.value.exit_code == 12
    assert word in str(raised.value)


@pytest.mark.parametrize("tab", ["Register", layout.STATUS])
def test_protected_cells_are_told_with_their_tab(sheets: FakeSheets, tab: str) -> None:
    """Whether results or a page are refused: there may be many tabs to look through."""
    book = adopted(sheets, LATE)
    People(book, book.owner).protect(tab, "A1:AZ60" if tab == "Register" else "A1:A9", [])
    with pytest.raises(UnreachableError, match=rf"dilindungi pada tab {tab};"):
        check(sheets)


def test_no_network_is_said(sheets: FakeSheets) -> None:
    """An address where nobody answers is a sentence too."""
    adopted(sheets, LATE)
    nobody = store(sheets)
    nobody.client._base = "http://127.0.0.1:9/v4/spreadsheets"
    with pytest.raises(UnreachableError, match="internet"):
        nobody.read()


def test_a_lost_header_row_is_refused(sheets: FakeSheets) -> None:
    """Without its header a register is not guessed at, and nothing is written."""
    book = adopted(sheets, LATE, OPEN)
    check(sheets)
    sheets.log.clear()
    People(book).delete_rows("Register", 1)
    with pytest.raises(UnsafeError, match="judul"):
        check(sheets)
    assert sheets.writes == 0


def test_a_shrunken_register_is_refused_unless_asked_for(sheets: FakeSheets) -> None:
    """More than half of the requests gone since the last run is refused with the numbers."""
    book = adopted(sheets, *[OPEN] * 30, rows=40)
    check(sheets)
    People(book).delete_rows("Register", 3, 25)
    with pytest.raises(UnsafeError, match="hanya berisi 5 permohonan"):
        check(sheets)
    check(sheets, force=True)
    assert check(sheets, dry_run=True).plan.empty


def test_statuses_that_vanish_at_once_are_refused_unless_asked_for(sheets: FakeSheets) -> None:
    """Emptied dates of receipt are an accident, not a day's work."""
    book = adopted(sheets, *[OPEN] * 30, rows=40)
    check(sheets)
    People(book).clear("Register", "B3:B31")
    with pytest.raises(UnsafeError, match="29 permohonan"):
        check(sheets)
    check(sheets, force=True)
    assert check(sheets, dry_run=True).plan.empty


def test_a_deleted_register_tab_is_exit_11(sheets: FakeSheets) -> None:
    """A spreadsheet without the register has no recognisable header."""
    book = adopted(sheets, LATE)
    People(book).delete_tab("Register")
    with pytest.raises(ShapeError):
        check(sheets)


def test_a_missing_page_is_no_fault(sheets: FakeSheets) -> None:
    """A page that somebody deleted is left out until init makes it again."""
    book = adopted(sheets, LATE)
    People(book, book.owner).delete_tab(layout.STATUS)
    check(sheets)
    assert statuses(book) == ["TERLAMBAT"]
    init(store(sheets))
    check(sheets)
    assert values_of(book, layout.STATUS)[3][0] == "Pemeriksaan terakhir"


def test_links_lead_to_the_row(sheets: FakeSheets) -> None:
    """The workbook's links open the sheet in the browser at that row."""
    adopted(sheets, LATE)
    opened = store(sheets)
    opened.read()
    wanted = f"https://docs.google.com/spreadsheets/d/{BOOK_ID}/edit#gid=0&range=A7"
    assert opened.link("Register", 7, Path()) == wanted


def test_a_dry_run_writes_nothing(sheets: FakeSheets) -> None:
    """It reads twice, looks whether that was of one state, and shows what it would change."""
    adopted(sheets, LATE)
    checked = check(sheets, dry_run=True)
    assert checked.plan.cells
    assert (sheets.reads, sheets.writes) == (3, 0)


def test_an_unadopted_register_is_judged_and_not_written(sheets: FakeSheets) -> None:
    """Without init a check writes nothing into the office's sheet."""
    office(sheets, LATE)
    checked = check(sheets)
    assert checked.verdict.overdue == 1
    assert sheets.writes == 0


def test_a_row_has_an_address_under_a_title_that_was_read(sheets: FakeSheets) -> None:
    """A tab that is renamed between two reads of a run is still the one its letters lead to."""
    book = adopted(sheets, LATE)
    here = store(sheets)
    before = here.read()
    People(book).rename_tab("Register", "Register 2026")
    here.read()
    assert here.link(before.register, 2, Path()).endswith("#gid=0&range=A2")


def test_a_column_moved_between_two_requests_of_a_dry_run(sheets: FakeSheets) -> None:
    """What was read of two states is read again, as no write would show it."""
    book = adopted(sheets, LATE)
    sheets.before(lambda: People(book).insert_columns("Register", 0), skip=1)
    assert check(sheets, dry_run=True).verdict.overdue == 1


def test_the_page_of_runs_keeps_the_sheets_own_time(sheets: FakeSheets) -> None:
    """An American sheet's NOW() is compared with American time, and the page warns of it."""
    book = adopted(sheets, OPEN)
    book.locale, book.time_zone = "en_US", "America/Los_Angeles"
    now = datetime(2026, 11, 23, 8, 15, tzinfo=SETTINGS.time_zone)
    jobs.check(store(sheets), SETTINGS, TODAY, local_time=lambda: now)
    page = values_of(book, "Status Pemeriksaan")
    assert page[3][1] == pytest.approx(46348 + 17.25 / 24)  # 22 November, 17.15
    assert {"peringatan"} == {row[0] for row in page if len(row) > 2 and "pilih File" in row[2]}
