"""What every store promises, run on each of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ppid_sheets.register import layout, own_tabs
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.information.dik import EXCLUDED
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.values import (
    ColumnChange,
    Highlight,
    NewColumn,
    Plan,
    Snapshot,
    Tab,
    Value,
)
from ppid_sheets.stores.google.drawing import serial
from ppid_sheets.stores.google.store import GoogleStore
from ppid_sheets.stores.port import Installation
from ppid_sheets.stores.xlsx.store import WorkbookStore
from tests.fakesheets.server import FakeSheets
from tests.memory import MemoryStore
from tests.stores import registers
from tests.stores.sheets import serve, store

Rows = Sequence[Sequence[Value]]
Home = Callable[[Mapping[str, Rows], Mapping[str, int]], Installation]

HEADERS = ("No. Registrasi", "Tanggal Diterima", "Batas Waktu", "Temuan")
TABS: Mapping[str, Rows] = {
    "Register": (
        ("Register PPID",),
        (),
        HEADERS,
        ("001", date(2026, 3, 6), None, None),
        ("002", date(2026, 3, 9), date(2026, 3, 1), "lama"),
        (),
        ("003", "9 Maret", None, None),
    ),
    "Hari Libur": (("Tanggal", "Jenis"), (date(2026, 1, 1), "Libur Nasional")),
}
TAGS = {"due_on": 2, "findings": 3}


BESIDE: Rows = (
    ("No. Registrasi Keberatan", "Tanggal Keberatan Diterima", "Batas Waktu", "Temuan"),
    ("K-1", date(2026, 3, 6), None, "lama"),
)
LISTED: Rows = (
    ("No. DIK", "Informasi yang Dikecualikan", "Berlaku Sampai"),
    ("1", "Berkas", date(2026, 3, 6)),
)
_BESIDE_RULES = layout.highlights({"findings": 3}, (1,), 4)


def _with_objections(store: Installation) -> Callable[[], None]:
    """Tag the objections beside the requests; what is returned sees that nobody touched them."""
    other = store.beside(OBJECTIONS)
    other.read()
    tags = {"objection_no": 0, "objected_on": 1, **TAGS}
    other.apply(
        Plan(OBJECTIONS.tab, highlights=_BESIDE_RULES, tags=tags, header_row=1, schema=OBJECTIONS)
    )
    before = cells(other.read(), OBJECTIONS.tab)

    def unchanged() -> None:
        after = store.beside(OBJECTIONS).read()
        assert (after.register, after.tags, after.highlights) == ("Keberatan", tags, _BESIDE_RULES)
        assert cells(after, OBJECTIONS.tab) == before
        assert "" in after.kin or not store.read().tags

    return unchanged


def _with_list(store: Installation) -> Callable[[], None]:
    """Tag a list beside the requests; what is returned sees that nobody touched it, and that each
    read of the requests tells where its columns stand."""
    tags = {"dik_no": 0, "excluded": 1, "in_force_to": 2}
    other = store.beside(EXCLUDED)
    other.read()
    other.apply(Plan(EXCLUDED.tab, tags=tags, header_row=1, schema=EXCLUDED))
    before = cells(other.read(), EXCLUDED.tab)

    def unchanged() -> None:
        after = store.read()
        assert after.beside["dik"].positions == tags and after.beside["dik"].title == "DIK"
        assert cells(after, EXCLUDED.tab) == before

    return unchanged


@pytest.fixture(params=["workbook", "google", "memory", "workbook, both", "google, both"])
def home(request: pytest.FixtureRequest, tmp_path: Path, sheets: FakeSheets) -> Iterator[Home]:
    """A way to put tabs and tags into a new store; a store is added by one more branch.

    Where it has both registers and a list, that of objections and the list are afterwards what they
    were.
    """
    kind, _, both = request.param.partition(", ")
    kept: list[Callable[[], None]] = []

    def with_beside(tabs: Mapping[str, Rows], tags: Mapping[str, int]) -> Installation:
        made = makers[kind]({**tabs, OBJECTIONS.tab: BESIDE, EXCLUDED.tab: LISTED}, tags)
        kept.extend((_with_objections(made), _with_list(made)))
        return made

    def workbook(tabs: Mapping[str, Rows], tags: Mapping[str, int]) -> Installation:
        path = tmp_path / "register.xlsx"
        registers.written(path, tabs)
        if tags:
            registers.tagged(path, tags)
        return registers.store(path)

    def memory(tabs: Mapping[str, Rows], tags: Mapping[str, int]) -> Installation:
        return MemoryStore(tabs, tags, "Register" if tags else "", 3 if tags else 0)

    def google(tabs: Mapping[str, Rows], tags: Mapping[str, int]) -> Installation:
        serve(sheets, tabs, rows=1000)
        if tags:
            store(sheets).apply(Plan("Register", tags=tags, header_row=3))
        return store(sheets)

    makers: Mapping[str, Home] = {"workbook": workbook, "google": google, "memory": memory}
    yield with_beside if both else makers[kind]
    for unchanged in kept:
        unchanged()


def titles(snapshot: Snapshot) -> list[str]:
    """The office's tabs, those of the other register and of the list aside."""
    return [title for title in snapshot.tabs if title not in (OBJECTIONS.tab, EXCLUDED.tab)]


def cells(snapshot: Snapshot, title: str = "Register") -> dict[tuple[int, int], Value]:
    """The filled cells of a tab by sheet row and position, days as serial numbers."""
    return {
        (row, position): serial(value)
        for row, values in enumerate(snapshot.tabs[title], 1)
        for position, value in enumerate(values)
        if value not in (None, "")
    }


def change(key: str, position: int, values: Mapping[int, Value]) -> ColumnChange:
    """New values of a column by sheet row."""
    return ColumnChange(key, position, tuple(values), (None,) * len(values), (*values.values(),))


def test_a_read_returns_values_tabs_and_tags(home: Home) -> None:
    """A snapshot holds every tab in order, and where the tagged columns stand."""
    snapshot = home(TABS, TAGS).read()
    assert titles(snapshot) == ["Register", "Hari Libur"]
    assert cells(snapshot)[5, 2] == serial(date(2026, 3, 1))
    assert cells(snapshot)[7, 0] == "003"
    assert snapshot.register == "Register"
    assert snapshot.header_row in (0, 3)
    assert snapshot.tags == TAGS


def test_a_register_without_tags_has_none(home: Home) -> None:
    """Without tags a snapshot names no register tab."""
    snapshot = home(TABS, {}).read()
    assert (snapshot.register, snapshot.header_row, dict(snapshot.tags)) == ("", 0, {})


def test_exactly_the_planned_cells_change(home: Home) -> None:
    """After apply, a read gives the planned values and all others as before."""
    store = home(TABS, TAGS)
    before = cells(store.read())
    values: dict[int, Value] = {4: date(2026, 3, 20), 5: None, 7: 5, 9: -2.5}
    texts: dict[int, Value] = {4: " [Kolom]\n<a & 'b'> _x0041_ ", 5: "TERLAMBAT", 7: "", 9: "=1+1"}
    plan = Plan("Register", (change("due_on", 2, values), change("findings", 3, texts)))
    store.apply(plan)
    planned = {
        **{(row, 2): serial(value) for row, value in values.items()},
        **{(row, 3): value for row, value in texts.items()},
    }
    wanted = {
        place: value for place, value in {**before, **planned}.items() if value not in (None, "")
    }
    assert cells(store.read()) == wanted


def test_tags_round_trip(home: Home) -> None:
    """Tags that are set are read, the others stay."""
    store = home(TABS, TAGS)
    store.read()
    store.apply(Plan("Register", tags={"findings": 1, "reg_number": 0}, header_row=3))
    assert store.read().tags == {"due_on": 2, "findings": 1, "reg_number": 0}


def test_tags_name_their_tab(home: Home) -> None:
    """The first tags make a tab the register."""
    store = home(TABS, {})
    store.read()
    store.apply(Plan("Register", tags={"findings": 3}, header_row=3))
    snapshot = store.read()
    assert (snapshot.register, snapshot.tags) == ("Register", {"findings": 3})


def test_highlights_round_trip(home: Home) -> None:
    """The rules that are read are the rules that were applied, in their order."""
    store = home(TABS, TAGS)
    assert store.read().highlights == ()
    rules = layout.highlights({"findings": 3, "deadline_status": 2}, (2, 3), 4)
    for wanted in (rules, rules[::-1], rules[:1], ()):
        store.apply(Plan("Register", highlights=wanted))
        assert store.read().highlights == wanted


def test_changed_rules_replace_the_old(home: Home) -> None:
    """A new list of rules leaves none of the old."""
    store = home(TABS, TAGS)
    store.read()
    old = Highlight("overdue", "A4:D99", f'AND($C4="TERLAMBAT",{layout.MARK})')
    new = Highlight("due_soon", "A4:D1048576", f'AND($C4<>"x & y",{layout.MARK})')
    store.apply(Plan("Register", highlights=(old, old)))
    store.read()
    store.apply(Plan("Register", highlights=(new,)))
    assert store.read().highlights == (new,)


def test_a_new_column_gets_its_header(home: Home) -> None:
    """A new column has its header in the header row, and its cells below."""
    store = home(TABS, TAGS)
    before = cells(store.read())
    store.apply(
        Plan(
            "Register",
            (change("deadline_status", 4, {4: "Dalam proses"}),),
            new_columns=(NewColumn("deadline_status", 4, 3),),
            tags={"deadline_status": 4},
            header_row=3,
        )
    )
    snapshot = store.read()
    new = {(3, 4): REQUESTS.header("deadline_status"), (4, 4): "Dalam proses"}
    assert cells(snapshot) == {**before, **new}
    assert snapshot.tags == {**TAGS, "deadline_status": 4}


def test_a_new_tab_holds_its_rows(home: Home) -> None:
    """A new tab comes last and is read as it was planned; the others stay."""
    store = home(TABS, TAGS)
    before = store.read()
    rows = (("Daftar",), ("Tanggal", "Hari"), (date(2026, 1, 1), "Tahun & Baru"), (None, 7))
    tab = Tab("Status <1>", rows, (12, 30), ("title", "header", "body", "wrap"), (0,), 2)
    store.apply(Plan("Register", new_tabs=(tab,)))
    after = store.read()
    assert titles(after) == ["Register", "Hari Libur", "Status <1>"]
    assert cells(after, "Status <1>")[3, 0] == serial(date(2026, 1, 1))
    assert cells(after, "Status <1>")[4, 1] == 7
    assert all(cells(after, title) == cells(before, title) for title in before.tabs)


def test_applying_twice_changes_nothing_more(home: Home) -> None:
    """The same plan applied to its own result gives the same register."""
    store = home(TABS, TAGS)
    store.read()
    rules = layout.highlights({"findings": 3}, (3,), 4)
    plan = Plan(
        "Register", (change("due_on", 2, {4: date(2026, 3, 20)}),), rules, tags=TAGS, header_row=3
    )
    store.apply(plan)
    first = store.read()
    store.apply(plan)
    second = store.read()
    assert cells(first) == cells(second)
    assert (first.tags, first.highlights) == (second.tags, second.highlights)


def with_pages(home: Home) -> Installation:
    """A register that has the job's own tabs."""
    store = home(TABS, TAGS)
    store.read()
    store.apply(Plan("Register", new_tabs=own_tabs.pages()))
    return store


def test_pages_are_read_apart_from_tabs(home: Home) -> None:
    """The job's tabs are pages under the titles it gave them, and no tabs of the office."""
    snapshot = with_pages(home).read()
    assert set(snapshot.pages) == set(layout.PAGES)
    assert titles(snapshot) == ["Register", "Hari Libur"]


def test_a_page_holds_exactly_its_rows(home: Home) -> None:
    """Longer or shorter than before, a page is what was planned, and all else stays."""
    store = with_pages(home)
    before = cells(store.read())
    for rows in ([("Temuan",), ("=1+1", 3, None, "x")] * 4, [("Temuan",), (date(2026, 1, 2), 5)]):
        page = next(tab for tab in own_tabs.pages() if tab.title == layout.FINDINGS)
        store.apply(Plan("Register", pages=(replace(page, rows=rows),)))
        snapshot = store.read()
        held = [[serial(cell) for cell in row] for row in snapshot.pages[layout.FINDINGS]]
        wanted = [[serial(cell) for cell in row] for row in rows]
        assert filled(held) == filled(wanted)
        assert cells(snapshot) == before


def type_on_page(store: Installation, title: str, row: int, position: int, text: str) -> None:
    """Somebody types on a page, in a 0-based place."""
    match store:
        case WorkbookStore():
            registers.type_in(store.path, title, f"{letters(position)}{row + 1}", text)
        case GoogleStore():
            page = store.look().of_role(title)
            assert page
            start = {"sheetId": page.id, "rowIndex": row, "columnIndex": position}
            rows = [{"values": [{"userEnteredValue": {"stringValue": text}}]}]
            change = {"start": start, "rows": rows, "fields": "userEnteredValue"}
            store.sheet.batch([{"updateCells": change}])
        case MemoryStore():
            store.put(store.pages[title], row + 1, position, text)


def test_what_people_type_in_open_cells_stays(home: Home) -> None:
    """A page with open cells is written around them, above and below and beside; a tab that is out
    of sight is a page as well."""
    store = home(TABS, TAGS)
    store.read()
    optional = (layout.PRINT, layout.PRINT_FACTS)
    store.apply(Plan("Register", new_tabs=own_tabs.pages(optional)))
    for place, text in zip(layout.OPEN_CELLS[layout.PRINT], ("001", "tanda terima"), strict=True):
        type_on_page(store, layout.PRINT, *place, text)
    page = next(tab for tab in own_tabs.pages(optional) if tab.title == layout.PRINT)
    rows = [["Cetak"], ["Nomor", None, "x"], ["Formulir"], ["baru", 3]]
    snapshot = store.read()
    assert set(snapshot.pages) == {*layout.PAGES, *optional}
    store.apply(Plan("Register", pages=(replace(page, rows=rows),)))
    typed = {(1, 1): "001", (2, 1): "tanda terima"}
    assert filled(store.read().pages[layout.PRINT]) == {**filled(rows), **typed}


def rename(store: Installation, title: str, new: str) -> None:
    """Give a page another name, as people do."""
    match store:
        case WorkbookStore():
            registers.renamed(store.path, title, new)
        case GoogleStore():
            page = store.look().of_role(title)
            assert page
            given = {"properties": {"sheetId": page.id, "title": new}, "fields": "title"}
            store.sheet.batch([{"updateSheetProperties": given}])
        case MemoryStore():
            store.rename(title, new)


def test_a_renamed_page_is_the_same_page(home: Home) -> None:
    """It is read and written under the title that the job gave it, and no second one is made."""
    store = with_pages(home)
    rename(store, layout.FINDINGS, "Daftar 'baru'")
    page = next(tab for tab in own_tabs.pages() if tab.title == layout.FINDINGS)
    store.read()
    store.apply(Plan("Register", pages=(replace(page, rows=(("x",),)),)))
    snapshot = store.read()
    assert filled(snapshot.pages[layout.FINDINGS]) == {(0, 0): "x"}
    assert titles(snapshot) == ["Register", "Hari Libur"]


def filled(grid: Sequence[Sequence[Value]]) -> dict[tuple[int, int], Value]:
    """The cells of a grid that hold something, by their places."""
    return {
        (row, at): value
        for row, values in enumerate(grid)
        for at, value in enumerate(values)
        if value not in (None, "")
    }


def test_a_run_is_closed_with_its_page(home: Home) -> None:
    """What is left of a plan and the page of the run are written together."""
    store = with_pages(home)
    store.read()
    page = next(tab for tab in own_tabs.pages() if tab.title == layout.STATUS)
    rules = layout.highlights({"findings": 3}, (3,), 4)
    told = replace(page, rows=(("Status Pemeriksaan",), ("Permohonan", 3)))
    store.finish(Plan("Register", highlights=rules), told)
    snapshot = store.read()
    assert snapshot.highlights == rules
    assert filled(snapshot.pages[layout.STATUS])[1, 1] == 3


def test_a_tab_of_the_office_with_a_pages_name_is_no_page(home: Home) -> None:
    """A tab that is merely called Temuan is never written."""
    store = home({**TABS, "Temuan": (("catatan petugas",),)}, TAGS)
    store.read()
    page = next(tab for tab in own_tabs.pages() if tab.title == layout.FINDINGS)
    store.apply(Plan("Register", pages=(replace(page, rows=(("x",),)),)))
    snapshot = store.read()
    assert not snapshot.pages
    assert "Temuan" in snapshot.tabs
    assert cells(snapshot, "Temuan") in ({}, {(1, 0): "catatan petugas"})  # {}: not asked for
