"""Columns on wish: no register has them by itself, none is asked for them, and `init` adds them."""

from dataclasses import replace
from pathlib import Path

import pytest

from ppid_sheets.checks.judge import judge
from ppid_sheets.errors import UsageError
from ppid_sheets.jobs.init import init
from ppid_sheets.register import layout
from ppid_sheets.register.header import find_header
from ppid_sheets.register.refusal import nearest
from ppid_sheets.register.schema import Column, with_wished
from ppid_sheets.register.values import Chosen
from ppid_sheets.register.wishes import wished
from ppid_sheets.stores.google import credentials
from ppid_sheets.stores.google.client import SheetsClient
from ppid_sheets.stores.google.store import GoogleStore
from ppid_sheets.stores.port import Installation
from ppid_sheets.stores.xlsx.store import WorkbookStore
from tests.build import SETTINGS, TODAY
from tests.fakesheets.books import BOOK_ID, empty_book
from tests.fakesheets.server import FakeSheets
from tests.memory import MemoryStore
from tests.register.test_schema import GIFTS, HEADER, OFFICE, ROWS
from tests.stores.registers import written
from tests.stores.sheets import ACCOUNT, HOLIDAYS, MOMENT, google, serve

VALUER = Column(
    "valuer",
    "Juru Taksir",
    "choice",
    "Laporan",
    "Siapa yang menaksir.",
    "KPK",
    18,
    choices=("Tiara", "Tono"),
    open_list=True,
    on_wish=True,
    aliases=("Penaksir",),
)
VALUED = replace(GIFTS, columns=(*GIFTS.columns[:3], VALUER, *GIFTS.columns[3:]))
CHOSEN = Chosen(schema=VALUED)
OWN = [column.header for column in GIFTS.staff]


def _store(place: Path | FakeSheets) -> Installation:
    if isinstance(place, Path):
        return WorkbookStore(place, now=lambda: MOMENT, chosen=CHOSEN)
    settings = google(place)
    client = SheetsClient(credentials.find(settings), settings, pause=0.001)
    return GoogleStore(BOOK_ID, client, CHOSEN)


@pytest.fixture(params=("file", "sheet"))
def place(request: pytest.FixtureRequest, tmp_path: Path, sheets: FakeSheets) -> Path | FakeSheets:
    """Where a register comes to be that is not there yet."""
    return tmp_path / "gratifikasi.xlsx" if request.param == "file" else sheets


@pytest.mark.parametrize("wishes", [(), ("valuer",)], ids=["without", "with"])
def test_a_new_register_gets_them_on_wish_alone(
    place: Path | FakeSheets, wishes: tuple[str, ...]
) -> None:
    """At the right end of staff's columns, with their list on *Pilihan*; else nothing tells of
    them."""
    if not isinstance(place, Path):
        place.caller = ACCOUNT
        place.add(empty_book([ACCOUNT]))
    init(_store(place), wished=wishes)
    snapshot = _store(place).read()
    schema = with_wished(VALUED, wishes)
    titles = [cell for cell in snapshot.tabs["Gratifikasi"][layout.HEADER_ROW - 1] if cell]
    assert titles == [column.header for column in schema.built]
    assert [title for title in titles if title in (*OWN, VALUER.header)] == (
        [*OWN, VALUER.header] if wishes else OWN
    )
    assert dict(snapshot.tags) == dict(schema.positions)
    lists = next(iter(snapshot.tabs[layout.CHOICES]), ())
    assert (VALUER.header in lists) == bool(wishes)
    assert init(_store(place), wished=wishes).empty  # type: ignore[union-attr]


def test_an_offices_own_register_gets_them_right_of_what_is_there(tmp_path: Path) -> None:
    """With the list on a new tab *Pilihan*."""
    path = tmp_path / "gratifikasi.xlsx"
    written(path, {"Gratifikasi": [HEADER, *ROWS]})
    init(_store(path), wished=["valuer"])
    snapshot = _store(path).read()
    assert snapshot.tabs["Gratifikasi"][0][3] == VALUER.header
    assert VALUER.header in snapshot.tabs[layout.CHOICES][0]
    assert init(_store(path), wished=["valuer"]).empty  # type: ignore[union-attr]


def test_a_sheet_gets_the_list_with_the_column(sheets: FakeSheets) -> None:
    """In a tab *Pilihan* of the office's own nothing is written: the dropdown has the choices."""
    tabs = {"Gratifikasi": [HEADER, *ROWS], "Hari Libur": HOLIDAYS, "Pilihan": [["Warna"]]}
    book = serve(sheets, tabs)
    init(_store(sheets), wished=["valuer"])
    snapshot, tab = _store(sheets).read(), book.tab("Gratifikasi")
    condition = tab.extra(1, snapshot.tags["valuer"])["dataValidation"]["condition"]
    assert condition["type"] == "ONE_OF_LIST"
    assert [value["userEnteredValue"] for value in condition["values"]] == list(VALUER.choices)
    assert snapshot.tabs["Pilihan"] == [["Warna"]]
    assert init(_store(sheets)).empty  # type: ignore[union-attr]


def test_nothing_asks_for_them_where_they_are_absent() -> None:
    """Neither a finding nor the list of what a register lacks names them; rules on them rest."""
    judged = judge(MemoryStore(OFFICE, chosen=CHOSEN).read(), SETTINGS, TODAY)
    table = judged.table
    assert not table.header.missing and "valuer" in table.lacking[0]
    assert not [f for f in judged.findings if VALUER.header in f.register_text]


def test_an_offices_own_column_of_that_name_is_recognised() -> None:
    """By header and by alias, as any other."""
    for title in (VALUER.header, "Penaksir"):
        rows = [[*HEADER, title], *([*row, "Tiara"] for row in ROWS)]
        found = find_header(rows, VALUED)
        assert found.places["valuer"].position == 3
        judged = judge(
            MemoryStore({**OFFICE, "Gratifikasi": rows}, chosen=CHOSEN).read(), SETTINGS, TODAY
        )
        assert set(judged.table.frame["valuer"]) == {"Tiara"}


def test_they_are_wished_for_by_name() -> None:
    """Among all that can be added."""
    assert wished(["Penaksir"], [VALUED]) == (("valuer",),)
    assert nearest("Juru Taksr", VALUED) == VALUER.header
    with pytest.raises(UsageError, match=r"Juru Taksir") as refused:
        wished(["Penaksirnya"], [VALUED])
    assert "Penaksirnya" in refused.value.what
