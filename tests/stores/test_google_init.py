"""Init and remove on a Google Sheet: what comes in, what stays, what goes out again."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from ppid_sheets.errors import ShapeError, UnreachableError
from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.objections import KINDS
from ppid_sheets.jobs.remove import remove
from ppid_sheets.register import layout
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.google.structure import HOLD
from tests.build import GOOD, OPEN, SETTINGS, grid
from tests.fakesheets import faults
from tests.fakesheets.books import empty_book, position_of, staff_view, values_of
from tests.fakesheets.errors import RefusedError
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.register.forms import NATIONAL, NATIONAL_REQUEST, NATIONAL_TOP
from tests.stores.sheets import ACCOUNT, adopted, check, office, serve, store


def contents(book: Book) -> dict[str, list]:
    """The values of every tab."""
    return {sheet.title: values_of(book, sheet.title) for sheet in book.sheets}


def built(server: FakeSheets) -> Book:
    """A new spreadsheet, built into a register."""
    server.caller = ACCOUNT
    book = server.add(empty_book([ACCOUNT]))
    assert init(store(server, office=SETTINGS), beside=KINDS) is None
    return book


_NEW: list[Book] = []


def new(server: FakeSheets) -> Book:
    """The same, built once a process."""
    if not _NEW:
        _NEW.append(built(server).copy())
    server.caller = ACCOUNT
    return server.add(_NEW[0].copy())


def test_an_empty_spreadsheet_becomes_a_register_in_one_write(sheets: FakeSheets) -> None:
    """All tabs come in one batch, beside the blank tab that was there."""
    book = built(sheets)
    assert sheets.writes == 1
    assert [sheet.title for sheet in book.sheets] == [
        "Register", "Keberatan", "Sheet1", "Pilihan", "Hari Libur", "Petunjuk", *layout.PAGES,
        layout.PRINT, layout.PRINT_FACTS,
    ]  # fmt: skip
    assert values_of(book, "Register")[2] == [column.header for column in REQUESTS.built]


def test_a_new_register_is_complete(sheets: FakeSheets) -> None:
    """A second init finds nothing to add, and a check runs."""
    new(sheets)
    sheets.log.clear()
    assert init(store(sheets, office=SETTINGS)).empty
    assert sheets.writes == 0
    check(sheets, office=SETTINGS)
    assert check(sheets, dry_run=True, office=SETTINGS).plan.empty


def test_a_new_register_guides_its_staff(sheets: FakeSheets) -> None:
    """Choices have a dropdown from Pilihan, identity is text, dates are dates, rules stand."""
    register = new(sheets).tab("Register")
    at = {column.key: position for position, column in enumerate(REQUESTS.built)}
    channel = register.extra(5, at["channel"])["dataValidation"]
    assert channel["condition"]["type"] == "ONE_OF_RANGE"
    assert channel["condition"]["values"][0]["userEnteredValue"].startswith("='Pilihan'!$")
    formats = {
        key: register.extra(5, at[key])["userEnteredFormat"]["numberFormat"]["type"]
        for key in ("id_number", "phone", "received_on", "due_on")
    }
    assert formats == {
        "id_number": "TEXT",
        "phone": "TEXT",
        "received_on": "DATE",
        "due_on": "DATE",
    }
    assert len(register.rules) == 4


def test_a_new_register_guides_who_writes_an_objection(sheets: FakeSheets) -> None:
    """The ground and the decision are chosen from the lists of the Act, dates are dates."""
    objections = new(sheets).tab("Keberatan")
    at = OBJECTIONS.positions
    for key, column in OBJECTIONS.choices.items():
        rule = objections.extra(5, at[key])["dataValidation"]
        items = [value["userEnteredValue"] for value in rule["condition"]["values"]]
        assert (rule["condition"]["type"], tuple(items)) == ("ONE_OF_LIST", column.choices)
    for key in ("objected_on", "answered_on", "due_on"):
        shown = objections.extra(5, at[key])["userEnteredFormat"]["numberFormat"]
        assert shown["type"] == "DATE"
    assert len(objections.rules) == 4


@pytest.mark.slow
def test_a_lost_answer_builds_no_second_register(sheets: FakeSheets) -> None:
    """When the answer to the one write is lost, init finds what it built."""
    sheets.caller = ACCOUNT
    book = sheets.add(empty_book([ACCOUNT]))
    sheets.fail(faults.answer_lost(), only="write")
    init(store(sheets))
    assert [sheet.title for sheet in book.sheets].count("Register") == 1
    assert init(store(sheets)).empty


def test_a_blank_tab_in_the_way_is_said(sheets: FakeSheets) -> None:
    """A blank tab that is called Register is not taken over."""
    serve(sheets, {"Register": []})
    with pytest.raises(ShapeError, match="Register"):
        init(store(sheets))
    assert sheets.writes == 0


def test_adoption_changes_nothing_that_is_there(sheets: FakeSheets) -> None:
    """No cell, format, dropdown, order or name of the office's is touched."""
    book = office(sheets, OPEN, GOOD)
    staff = People(book)
    staff.set_validation("Register", "D2:D60", ["Loket", "Surat"])
    staff.paint("Register", "A1:C3", {"backgroundColor": {"red": 1.0}})
    before = contents(book)
    kept = book.tab("Register").extra(1, 3), book.tab("Register").extra(0, 1)
    init(store(sheets))
    after = contents(book)
    width = len(before["Register"][0])
    assert [row[:width] for row in after["Register"]] == before["Register"]
    assert after["Pilihan"] == before["Pilihan"]
    assert after["Hari Libur"] == before["Hari Libur"]
    assert (book.tab("Register").extra(1, 3), book.tab("Register").extra(0, 1)) == kept


def test_a_tab_of_the_offices_bars_a_page_of_that_name(sheets: FakeSheets) -> None:
    """It stays as it is, no page is made beside it, and both commands know."""
    book = office(sheets, OPEN)
    People(book).add_tab("temuan")
    adopted = init(store(sheets))
    assert adopted.barred == check(sheets).absent.barred == (layout.FINDINGS,)
    assert init(store(sheets)).empty
    assert [sheet.title for sheet in book.sheets].count("temuan") == 1
    assert layout.FINDINGS not in [sheet.title for sheet in book.sheets]


def test_adoption_is_shown_first(sheets: FakeSheets) -> None:
    """A dry run names the columns it recognised and writes nothing."""
    office(sheets, OPEN)
    shown = init(store(sheets), dry_run=True)
    assert shown.header.places["received_on"].header == "Tanggal Diterima"
    assert [column.key for column in shown.plan.new_columns] == list(REQUESTS.job_keys)
    assert sheets.writes == 0


def test_adoption_twice_changes_nothing(sheets: FakeSheets) -> None:
    """What is complete is only read."""
    adopted(sheets, OPEN)
    assert init(store(sheets)).empty
    assert sheets.writes == 0


def test_the_national_form_is_adopted_as_it_stands(sheets: FakeSheets) -> None:
    """Three header rows and tick columns stay, the job's columns come to their right."""
    book = serve(sheets, {"Register": [*NATIONAL, NATIONAL_REQUEST]})
    width = len(NATIONAL_TOP)
    before = [row[:width] for row in book.tab("Register").values[:4]]
    init(store(sheets))
    check(sheets)
    register, at = position_of(book, "due_on")
    assert [row[:width] for row in register.values[:4]] == before
    assert (at, type(register.value(3, at))) == (width, int)


def test_a_column_inserted_meanwhile_is_neither_tagged_nor_overwritten(sheets: FakeSheets) -> None:
    """While init works nobody else can rebuild the tab, and before that it reads again."""
    book = office(sheets, OPEN)
    staff = People(book)
    refused = []

    def insert() -> None:
        try:
            staff.insert_columns("Register", "A")
            staff.type("Register", "A2", "milik petugas")
        except RefusedError as error:
            refused.append(error)

    sheets.before(insert, only="write", times=9)
    init(store(sheets))
    assert refused
    shifted = position_of(book, "received_on")[1]
    assert book.tab("Register").value(0, shifted) == "Tanggal Diterima"
    assert book.tab("Register").value(1, 0) == "milik petugas"


def test_no_hold_is_left_behind(sheets: FakeSheets) -> None:
    """After init, also after one that failed, staff may rebuild their tab again."""
    book = office(sheets, OPEN)
    sheets.fail(faults.status(503), only="write", skip=1, times=2)
    init(store(sheets))
    assert not [p for s in book.sheets for p in s.protections.values() if p["description"] == HOLD]


def test_a_hold_left_by_a_killed_run_is_lifted_by_the_next_check(sheets: FakeSheets) -> None:
    """A killed init locks staff out no longer than until the next run."""
    book = adopted(sheets, OPEN)
    killed = store(sheets)
    killed.read()
    hold = killed.held("Register")
    hold.__enter__()
    with pytest.raises(RefusedError):
        People(book).type("Register", "A2", "x")
    check(sheets)
    People(book).type("Register", "A2", "x")


def repaired(sheets: FakeSheets, book: Book) -> None:
    """A second init mends, a third has nothing to do."""
    assert not init(store(sheets)).empty
    assert init(store(sheets)).empty
    check(sheets)
    assert check(sheets, dry_run=True).plan.empty


@pytest.mark.slow
def test_a_deleted_job_column_is_repaired(sheets: FakeSheets) -> None:
    """It comes back at the right end with its tag."""
    book = adopted(sheets, OPEN)
    sheet, at = position_of(book, "deadline_status")
    People(book).delete_columns(sheet.title, at)
    repaired(sheets, book)
    assert position_of(book, "deadline_status")


@pytest.mark.slow
def test_a_lost_dropdown_is_repaired(sheets: FakeSheets) -> None:
    """Cells that lost their dropdown get it back; others keep theirs."""
    book = adopted(sheets, OPEN, OPEN)
    People(book).paste_over("Register", "D2", [["Surat"]])
    assert "dataValidation" not in book.tab("Register").extra(1, 3)
    repaired(sheets, book)
    assert "dataValidation" in book.tab("Register").extra(1, 3)


def test_dates_in_rows_added_later_are_dates(sheets: FakeSheets) -> None:
    """Rows that were added without any format get the job's."""
    book = adopted(sheets, OPEN)
    People(book).paste("Register", "A61", [["x"]])
    register, at = position_of(book, "due_on")
    assert "userEnteredFormat" not in register.extra(60, at)
    repaired(sheets, book)
    register, at = position_of(book, "due_on")
    assert register.extra(60, at)["userEnteredFormat"]["numberFormat"]["type"] == "DATE"


@pytest.mark.slow
def test_torn_rules_are_repaired(sheets: FakeSheets) -> None:
    """Ranges that pasting tore apart are whole again, beside the office's own rules."""
    book = adopted(sheets, OPEN)
    staff = People(book)
    staff.add_rule("Register", "A2:A9", "=TRUE")
    staff.paste_over("Register", "B3", [["x"]])
    repaired(sheets, book)
    assert len(book.tab("Register").rules) == 5


@pytest.mark.slow
def test_a_lost_protection_is_repaired(sheets: FakeSheets) -> None:
    """The job's columns warn and its pages are closed again."""
    book = adopted(sheets, OPEN)
    for sheet in book.sheets:
        sheet.protections.clear()
    repaired(sheets, book)
    assert len(book.tab("Register").protections) == 5


def test_remove_takes_every_trace_out_and_nothing_else(sheets: FakeSheets) -> None:
    """Afterwards the spreadsheet is what the office had, with its lists and holidays."""
    book = office(sheets, OPEN, GOOD)
    staff = People(book)
    staff.add_rule("Register", "A2:A9", "=TRUE")
    before = contents(book), staff_view(book, ())[book.tab("Register").sheet_id]
    init(store(sheets))
    check(sheets)
    remove(store(sheets))
    after = contents(book)
    after.pop("Petunjuk")
    assert after == before[0]
    assert not book.tags
    assert [len(sheet.rules) for sheet in book.sheets] == [1, 0, 0, 0]
    assert not any(sheet.protections for sheet in book.sheets)
    assert store(sheets).traces() == ()


def test_remove_cannot_hit_a_column_of_staff(sheets: FakeSheets) -> None:
    """A column inserted left of the job's just before the write is not what is deleted."""
    book = adopted(sheets, OPEN)
    staff = People(book)

    def insert() -> None:
        staff.insert_columns("Register", "AL")
        staff.type("Register", "AL2", "milik petugas")

    sheets.before(insert, only="write")
    remove(store(sheets))
    assert "milik petugas" in values_of(book, "Register")[1]
    assert not book.tags


def test_remove_survives_a_lost_answer(sheets: FakeSheets) -> None:
    """What is not known to be done is looked at again, not done twice."""
    book = adopted(sheets, OPEN)
    width = len(values_of(book, "Register")[0]) - len(REQUESTS.job_keys)
    sheets.fail(faults.answer_lost(), only="write", skip=1)
    remove(store(sheets))
    assert len(values_of(book, "Register")[0]) == width


@pytest.mark.parametrize("times", [1, 99])
def test_nobody_is_left_shut_out_unsaid(sheets: FakeSheets, times: int) -> None:
    """The protection of the time between is lifted again; where that is refused, a sentence."""
    book = office(sheets, OPEN)
    sheets.fail(faults.status(403), only=_lifts, times=times)
    if times == 1:
        init(store(sheets))
    else:
        with pytest.raises(UnreachableError, match="masih tertutup"):
            init(store(sheets))
    held = [p for s in book.sheets for p in s.protections.values() if "disiapkan" in str(p)]
    assert len(held) == (times > 1)


def _lifts(call: faults.Call) -> bool:
    return "deleteProtectedRange" in str(call.body)


def _hidden(sheets: FakeSheets, tabs: Mapping[str, Sequence[Sequence[Any]]]) -> None:
    book = serve(sheets, tabs)
    book.tab("Register").properties = {"hidden": True}


@pytest.mark.parametrize("beside", [(), (("Notulen",),)])
def test_a_hidden_register_is_named_as_what_may_be_shown(
    sheets: FakeSheets, beside: Sequence[Sequence[str]]
) -> None:
    """It is not read, and nobody is told that it is empty."""
    _hidden(sheets, {"Sheet1": beside, "Register": grid(OPEN)})
    for refused in (lambda: check(sheets), lambda: init(store(sheets))):
        with pytest.raises(ShapeError, match="tab tersembunyi 'Register', tampilkan tabnya"):
            refused()


def test_an_empty_spreadsheet_is_one_for_init(sheets: FakeSheets) -> None:
    """Whoever checks before `init` is told to run it, and is not sent to make a file."""
    serve(sheets, {"Sheet1": (), "Sheet2": ()})
    with pytest.raises(ShapeError, match="masih kosong; jalankan ppid-sheets init, yang membuat"):
        check(sheets)
    assert init(store(sheets)) is None
    assert not check(sheets).verdict.faulty
