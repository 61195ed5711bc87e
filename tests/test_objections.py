"""The register of objections lives beside the requests: made, checked, removed, each apart."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ppid_sheets.alarms.entries import of_register, open_cases
from ppid_sheets.cli.check_object import as_object
from ppid_sheets.jobs.check import Checked, check
from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.objections import KINDS
from ppid_sheets.jobs.remove import remove, traces
from ppid_sheets.register import layout
from ppid_sheets.register.cells import read_date
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.values import Grid
from ppid_sheets.stores.google import credentials
from ppid_sheets.stores.google.client import SheetsClient
from ppid_sheets.stores.google.store import GoogleStore
from ppid_sheets.stores.port import Installation
from ppid_sheets.stores.xlsx.store import WorkbookStore
from tests.budget import chosen
from tests.build import SETTINGS, grid, init_objections
from tests.checks.test_objections import GOOD_ONE, GRANTED, OPEN, REFUSED, TODAY
from tests.fakesheets.books import BOOK_ID
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.memory import MemoryStore
from tests.stores.registers import written
from tests.stores.sheets import CHOICES, HOLIDAYS, google, serve

LATE = {**GOOD_ONE, "objection_no": "K-2", "objected_on": date(2026, 10, 1), "request_no": "9"}
ROWS = [[row.get(column.key) for column in OBJECTIONS.staff] for row in (GOOD_ONE, LATE)]
HEADERS = [column.header for column in OBJECTIONS.staff]
OFFICE: dict[str, list[list[Any]]] = {
    "Register": [list(row) for row in grid(REFUSED, GRANTED, OPEN)],
    "Keberatan": [HEADERS, *ROWS],
    "Pilihan": CHOICES,
    "Hari Libur": HOLIDAYS,
}


def _moment() -> datetime:
    return datetime(2026, 11, 27, 8, 15)


def _check(store: Installation) -> Checked:
    return check(store, SETTINGS, TODAY, local_time=_moment)


def _file(tmp_path: Path, tabs: dict[str, list[list[Any]]]) -> WorkbookStore:
    path = tmp_path / "register.xlsx"
    written(path, tabs)
    return WorkbookStore(path, now=_moment)


@pytest.fixture(
    params=["file", *(pytest.param(p, marks=pytest.mark.slow) for p in ("Google Sheet", "memory"))]
)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Installation]:
    """A store with these tabs, in each home."""

    def store(tabs: dict[str, list[list[Any]]]) -> Installation:
        if request.param == "file":
            return _file(tmp_path, tabs)
        if request.param == "memory":
            return MemoryStore(tabs)
        return _served(request.getfixturevalue("sheets"), tabs)

    return store


def _served(sheets: FakeSheets, tabs: dict[str, list[list[Any]]]) -> GoogleStore:
    serve(sheets, tabs)
    settings = google(sheets)
    return GoogleStore(BOOK_ID, SheetsClient(credentials.find(settings), settings, pause=0.001))


def _filled(rows: Grid, width: int | None = None) -> list[list[Any]]:
    """The cells that hold something, row by row."""
    return [[cell for cell in row[:width] if cell not in ("", None)] for row in rows]


def _said(store: Installation) -> list[tuple[Any, Any]]:
    """Status and findings of each objection as they stand in the tab."""
    snapshot = store.beside(OBJECTIONS).read()
    at, rows = snapshot.tags, [[*row, *[""] * 9] for row in snapshot.tabs[snapshot.register]]
    return [
        (row[at["deadline_status"]], row[at["findings"]] or "")
        for row in rows
        if str(row[at["objection_no"]]).startswith("K-")
    ]


def test_an_offices_own_tab_is_adopted_and_checked(office: Callable[..., Installation]) -> None:
    """Results stand beside each objection, both tabs are at rest, and the pages tell of both."""
    store = office(OFFICE)
    init(store)
    init_objections(store)
    width = len(OFFICE["Register"][0])
    requests = _filled(store.read().tabs["Register"], width)
    first = _check(store)
    assert first.beside and first.beside.judged and first.beside.written
    good, late = _said(store)
    assert good == ("Segera jatuh tempo", "")
    assert late[0] == "TERLAMBAT" and late[1].startswith("[No. Registrasi Permohonan]")
    again = _check(store)
    assert again.plan.empty and again.beside and not again.beside.written
    assert not [f.code for f in again.verdict.findings if f.code == "R13"]
    snapshot = store.read()
    assert dict(snapshot.kin) == {"keberatan": "Keberatan"}
    assert _filled(snapshot.tabs["Register"], width) == requests
    at = [layout.FINDINGS_HEAD.index(title) for title in ("Kode", "Kolom")]
    lines = [row for row in snapshot.pages[layout.FINDINGS][3:] if len(row) > at[0]]
    codes = {row[at[0]]: row[at[1]] for row in lines}
    assert codes["S06"] == "Keberatan: No. Registrasi Permohonan"
    told = {row[0]: row[1] for row in snapshot.pages[layout.STATUS] if len(row) > 1}
    assert (told["Keberatan"], told["Keberatan terlambat"]) == (2, 1)


def test_objections_follow_the_tags_of_the_requests_whatever_is_copied(sheets: FakeSheets) -> None:
    """Copies for the new year and a renamed header lead none astray; each copy is named as what it
    is."""
    store = _served(sheets, OFFICE)
    staff = People(sheets.books[BOOK_ID])
    init(store)
    init_objections(store)
    _check(store)
    before = _said(store)
    staff.type("Register", "A1", "Kode Berkas")
    copies = {"Register": "2027", "Keberatan": "Keberatan 2027", layout.DAILY: "Senin"}
    for title, copy in copies.items():
        staff.duplicate_tab(title, copy)
    staff.clear("2027", "A2:AZ9")
    done = _check(store)
    assert done.beside and not done.beside.trouble and _said(store) == before
    told = {f.code: f.message for f in done.verdict.findings if f.code in ("R13", "R24", "R25")}
    assert ["'2027'" in told["R13"], "'Keberatan 2027'" in told["R24"], "'Senin'" in told["R25"]]
    assert len(told) == 3


def test_objections_follow_the_tags_of_the_tab_that_the_settings_name(sheets: FakeSheets) -> None:
    """Of two tabs with tags that one has the requests, whatever it calls its columns."""
    years = {"2025": grid(OPEN), "2026": grid(REFUSED, GRANTED)}
    _served(sheets, {**years, **{t: OFFICE[t] for t in ("Keberatan", "Pilihan", "Hari Libur")}})

    def opened(tab: str) -> GoogleStore:
        settings, chosen = google(sheets), replace(SETTINGS, tab=tab, desks=0).chosen
        client = SheetsClient(credentials.find(settings), settings, pause=0.001)
        return GoogleStore(BOOK_ID, client, chosen)

    def judged() -> Any:
        here = replace(SETTINGS, tab="2026")
        done = check(opened("2026"), here, TODAY, local_time=_moment)
        assert done.beside and done.beside.judged, done.beside
        return done.beside.judged.findings

    for tab in years:
        init(opened(tab))
    init_objections(opened("2026"))
    before = judged()
    People(sheets.books[BOOK_ID]).type("2026", "A1", "Kode Berkas")
    assert judged() == before


def test_objections_beside_cost_no_call_of_their_own(sheets: FakeSheets) -> None:
    """They are judged from what was read for the requests; what is written is read again."""
    store = _served(sheets, OFFICE)
    init(store)
    init_objections(store)
    _check(store)
    calls = []
    for received in (date(2026, 10, 1), date(2026, 10, 2)):
        People(sheets.books[BOOK_ID]).type("Register", "B2", received)
        sheets.log.clear()
        _check(store)
        calls.append((sheets.reads, sheets.writes))
    assert calls == [(2, 1), (4, 2)]


def test_a_run_that_cannot_write_objections_has_not_gone_well(sheets: FakeSheets) -> None:
    """The requests are checked all the same, and the exit code says that something is left."""
    store = _served(sheets, OFFICE)
    init(store)
    init_objections(store)
    book = sheets.books[BOOK_ID]
    People(book, book.owner).protect("Keberatan", "A1:Z9", [])
    done = _check(store)
    assert done.unreached and done.unreached.exit_code == 12 and not done.plan.empty
    assert "tidak diperiksa" in str(store.read().pages[layout.STATUS])


def test_a_tab_of_an_earlier_version_keeps_its_header(tmp_path: Path) -> None:
    """What was called *No. Pendaftaran Permohonan* goes on as it stands, in Temuan too."""
    former = "No. Pendaftaran Permohonan"
    tab = "Keberatan"
    renamed = [[former if c == "No. Registrasi Permohonan" else c for c in r] for r in OFFICE[tab]]
    store = _file(tmp_path, {**OFFICE, tab: renamed})
    init(store)
    init_objections(store)
    _check(store)
    assert _said(store)[1][1].startswith(f"[{former}]")
    assert any(former in row for row in store.beside(OBJECTIONS).read().tabs[tab])
    again = _check(store)
    assert again.plan.empty and again.beside and not again.beside.written


@pytest.mark.slow
def test_a_tab_is_made_where_there_is_none(office: Callable[..., Installation]) -> None:
    """On wish, with its headers and the job's columns; a second time nothing is added."""
    store = office({title: rows for title, rows in OFFICE.items() if title != "Keberatan"})
    init(store)
    assert init_objections(store, dry_run=True) is None
    made = init_objections(store)
    assert made and made.tab == "Keberatan"
    again = init_objections(store)
    assert again and again.plan.empty
    assert _check(store).beside
    other = store.beside(OBJECTIONS).read()
    assert dict(other.tags) == {column.key: at for at, column in enumerate(OBJECTIONS.columns)}


@pytest.mark.slow
def test_an_offices_own_list_is_found_under_any_title(office: Callable[..., Installation]) -> None:
    """No second tab is made beside it."""
    tabs = {("Buku Keb. 2026" if t == "Keberatan" else t): rows for t, rows in OFFICE.items()}
    store = office(tabs)
    init(store)
    adopted = init_objections(store)
    assert adopted and adopted.tab == "Buku Keb. 2026" and not adopted.tabs
    done = _check(store)
    assert done.beside and done.beside.judged and done.beside.judged.tab == "Buku Keb. 2026"


@pytest.mark.slow
def test_both_are_removed_and_staff_cells_stay(office: Callable[..., Installation]) -> None:
    """What the job added goes from both tabs, and the office's cells are as they were."""
    store = office(OFFICE)
    if isinstance(store, MemoryStore):
        pytest.skip("a register in memory is not removed")
    before = _filled(store.read().tabs["Keberatan"])
    init(store)
    init_objections(store)
    _check(store)
    assert any("Keberatan" in line for line in traces(store))
    remove(store)
    assert not traces(store)
    assert _filled(store.read().tabs["Keberatan"]) == before


def test_a_register_without_the_tab_is_checked_as_before(
    office: Callable[..., Installation],
) -> None:
    """Nothing is said of objections where no tab holds them."""
    store = office({title: rows for title, rows in OFFICE.items() if title != "Keberatan"})
    init(store)
    done = _check(store)
    assert done.beside is None
    told = [row[0] for row in store.read().pages[layout.STATUS] if row]
    assert not [text for text in told if "eberatan" in str(text)]


def test_what_is_wrong_with_the_tab_stops_no_check(office: Callable[..., Installation]) -> None:
    """A tab that lost its headers is told of, and the requests are checked."""
    store = office(OFFICE)
    init(store)
    init_objections(store)
    if not isinstance(store, WorkbookStore):
        pytest.skip("the file alone is edited by hand here")
    book = openpyxl.load_workbook(store.path)
    book["Keberatan"].delete_rows(1)
    book.save(store.path)
    done = _check(store)
    assert done.beside and done.beside.trouble and "Keberatan" in str(done.beside.trouble)
    told = [row for row in store.read().pages[layout.STATUS] if row and row[0] == "Keberatan"]
    assert "tidak diperiksa" in str(told[0][2])


@pytest.fixture(params=chosen(["file", "Google Sheet"], ("file",)))
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> Installation:
    """A store where nothing is yet."""
    if request.param == "file":
        return WorkbookStore(tmp_path / "baru.xlsx", now=_moment)
    return _served(request.getfixturevalue("sheets"), {"Sheet1": []})


def test_a_new_register_has_both_tabs(blank: Installation) -> None:
    """Headers, tags and rules as built; nothing is lacking, a check is at rest, both go again."""
    assert init(blank, beside=KINDS) is None
    titles = [title for title in blank.read().tabs if title != "Sheet1"]
    assert titles == list(layout.titles((REQUESTS, OBJECTIONS))[: -len(layout.PAGES)])
    for store in (blank, blank.beside(OBJECTIONS)):
        snapshot = store.read()
        assert dict(snapshot.tags) == dict(snapshot.schema.positions)
        headers = snapshot.tabs[snapshot.register][layout.HEADER_ROW - 1]
        assert headers == [column.header for column in snapshot.schema.built]
        assert len(snapshot.highlights) == 4
        adopted = init(store)
        assert adopted and adopted.empty
    done = _check(blank)
    assert done.beside and done.beside.judged and not done.beside.written
    assert _check(blank).plan.empty
    remove(blank)
    assert not traces(blank)


def test_the_page_of_the_day_lists_what_may_be_objected_to_and_what_waits(
    office: Callable[..., Installation],
) -> None:
    """The applicant's last day stands with each request; unanswered objections with their own."""
    store = office(OFFICE)
    init(store)
    init_objections(store)
    check(store, SETTINGS, date(2026, 11, 20), local_time=_moment)
    rows = [list(row) for row in store.read().pages[layout.DAILY]]
    titles = [row[0] for row in rows if row]
    may = rows[titles_at(rows, "Pemohon masih dapat mengajukan keberatan") + 2 :]
    assert [may[0][0], may[0][5]] == ["001/PPID/X/2026", "Ditolak (Pasal 17)"]
    assert as_day(may[0][3]) == date(2026, 11, 23) and may[0][4] == 1
    assert [may[1][0], may[1][5]] == ["003/PPID/X/2026", "Belum ditanggapi"]
    waiting = rows[titles_at(rows, "Keberatan yang belum ditanggapi") + 2 :]
    assert [row[0] for row in waiting[:2]] == ["K-2", "K-1"] and "Keberatan" not in titles


def test_the_page_of_the_day_says_what_of_objections_happened() -> None:
    """What came, was decided, is late and in dispute that day; *Nihil.* alone where nothing is."""
    done = {
        **GOOD_ONE,
        "objection_no": "K-3",
        "objected_on": date(2026, 11, 9),
        "ruling": "Keberatan Ditolak",
        "answered_on": TODAY,
        "disputed_on": TODAY,
    }
    new = {**GOOD_ONE, "objection_no": "K-4", "objected_on": TODAY}

    def page(*rows: dict[str, Any]) -> list[str]:
        written = [[row.get(column.key) for column in OBJECTIONS.staff] for row in rows]
        store = MemoryStore({**OFFICE, "Keberatan": [HEADERS, *written]})
        init(store)
        init_objections(store)
        _check(store)
        return [str(row[0]) for row in store.read().pages[layout.DAILY] if row]

    said = page(GOOD_ONE, LATE, done, new)
    assert (
        "Keberatan hari ini: diterima 1, selesai 1 (Keberatan Ditolak 1). Terlambat 1, di Komisi "
        "Informasi 1."
    ) in said
    nothing = page()
    assert nothing[nothing.index("Keberatan yang belum ditanggapi") + 1] == "Nihil."
    assert not [text for text in nothing if text.startswith("Keberatan hari ini")]


@pytest.mark.slow
def test_the_page_of_the_day_begins_with_the_next_numbers(
    office: Callable[..., Installation],
) -> None:
    """Of both registers, each in the pattern that its own numbers show."""
    store = office(OFFICE)
    init(store)
    init_objections(store)
    _check(store)
    rows = [row[0] for row in store.read().pages[layout.DAILY] if row and row[0]]
    at = rows.index("Nomor registrasi berikutnya: 004/PPID/XI/2026")
    free = "Belum dipakai menurut pemeriksaan ini."
    assert rows[at + 1 : at + 4] == [free, "Nomor registrasi keberatan berikutnya: K-3", free]


def titles_at(rows: Grid, title: str) -> int:
    """Where a list begins."""
    return next(at for at, row in enumerate(rows) if row and row[0] == title)


def as_day(cell: Any) -> date:
    """A day as a file or a Google Sheet has it."""
    found = read_date(cell).value
    assert found
    return found


def test_late_objections_are_told_and_stand_in_the_calendar(
    office: Callable[..., Installation],
) -> None:
    """Each by its register's name and number, after the requests; machines get their count."""
    store = office(OFFICE)
    init(store)
    init_objections(store)
    done = _check(store)
    assert done.beside and done.beside.judged
    told = of_register(done.beside.judged, str)
    assert ("keberatan K-2", "TERLAMBAT") in [(entry.number, entry.text) for entry in told]
    assert [case.number for case in open_cases(done.beside.judged)] == [
        "keberatan K-1",
        "keberatan K-2",
    ]
    shown = as_object(done, store.name, TODAY)["keberatan"]
    assert isinstance(shown, dict) and (shown["jumlah"], shown["tidak_diperiksa"]) == (2, None)
    assert {finding["kode"] for finding in shown["temuan"]} == {"S06"}
