"""A second register is another value: nothing but its schema makes it."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from ppid_sheets.checks.judge import judge
from ppid_sheets.checks.rules import OF_REQUESTS, rule_book
from ppid_sheets.deadlines.clock import FINISHED_LATE, IN_PROGRESS, ON_TIME
from ppid_sheets.errors import ShapeError
from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.settle import settle
from ppid_sheets.plans.annotate import annotation
from ppid_sheets.register.header import find_header, is_register
from ppid_sheets.register.refusal import nearest
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.results import RESULTS
from ppid_sheets.register.schema import Column, Course, Schema, with_choices
from ppid_sheets.register.table import read_table
from ppid_sheets.register.values import Chosen, Plan, Snapshot
from ppid_sheets.stores.google import credentials
from ppid_sheets.stores.google.client import SheetsClient
from ppid_sheets.stores.google.store import GoogleStore
from ppid_sheets.stores.port import Installation
from ppid_sheets.stores.xlsx import new
from ppid_sheets.stores.xlsx.store import WorkbookStore
from tests.build import CALENDAR, GOOD, SETTINGS, TODAY, grid
from tests.fakesheets.books import BOOK_ID
from tests.fakesheets.server import FakeSheets
from tests.memory import MemoryStore
from tests.stores.sheets import CHOICES, HOLIDAYS, google, serve

GIFTS = Schema(
    name="gratifikasi",
    tab="Gratifikasi",
    title="Register Laporan Gratifikasi",
    columns=(
        Column("report_no", "Nomor Laporan", "text", "Laporan", "Nomor laporan.", "KPK", 20),
        Column(
            "reported_on",
            "Tanggal Lapor",
            "date",
            "Laporan",
            "Hari lapor.",
            "KPK",
            13,
            aliases=("Tgl Lapor",),
        ),
        Column("forwarded_on", "Tanggal Diteruskan", "date", "Laporan", "Hari diteruskan.", "KPK"),
        *(column for column in RESULTS if column.key != "service_days"),
    ),
    number="report_no",
    course=Course(received="reported_on", answered=("forwarded_on",)),
)
HEADER = ["Nomor Laporan", "Tgl Lapor", "Tanggal Diteruskan"]
HEADERS = [column.header for column in GIFTS.staff]
TELLING = ("deadline_status", "findings")
ROWS: tuple[list[Any], ...] = (
    ["1", date(2026, 11, 2), date(2026, 11, 10)],
    ["2", date(2026, 11, 2), date(2026, 11, 20)],
    ["3", date(2026, 11, 16), None],
    ["4", date(2026, 11, 17), "31/11/2026"],
)
CHOSEN = Chosen(schema=GIFTS)
STATUS = {"1": ON_TIME, "2": FINISHED_LATE, "3": IN_PROGRESS, "4": "Tidak dapat dihitung"}
OFFICE = {"Register": grid(GOOD), "Gratifikasi": [HEADER, *ROWS], "Hari Libur": HOLIDAYS}


def _now() -> datetime:
    return datetime(2026, 11, 23, 8, 15)


def _plan(snapshot: Snapshot) -> Plan:
    return annotation(snapshot, judge(snapshot, SETTINGS, TODAY))


def _check(store: Installation) -> Plan:
    """What `init` and a check do to a register; the first plan of the check."""
    init(store)
    return settle(store, _plan)


def _said(store: Installation) -> dict[str, tuple[str, str]]:
    """Status and finding of each row, by its number, as they stand in the tab."""
    snapshot = store.read()
    at, rows = snapshot.tags, snapshot.tabs[snapshot.register]
    cells = [[*row, *[""] * 9] for row in rows]
    filled = [row for row in cells if str(row[at["report_no"]]) in STATUS]
    return {
        str(row[at["report_no"]]): (str(row[at["deadline_status"]]), str(row[at["findings"]] or ""))
        for row in filled
    }


def _right(said: dict[str, tuple[str, str]]) -> None:
    assert {number: status for number, (status, _) in said.items()} == STATUS
    assert [number for number, (_, text) in said.items() if text] == ["4"]
    assert said["4"][1].startswith("[Tanggal Diteruskan] tanggal itu tidak ada dalam kalender")


def test_its_header_is_found_by_its_own_columns() -> None:
    """Headers and aliases of one schema mean nothing to the other, and each finds its own."""
    assert list(find_header([["Laporan"], HEADER], GIFTS).places) == list(GIFTS.by_key)[:3]
    assert nearest("Tanggal Laport", GIFTS) == "Tanggal Lapor"
    assert not is_register([HEADER], REQUESTS) and not is_register(grid(GOOD), GIFTS)
    with pytest.raises(ShapeError, match="'Nomor Laporan', 'Tanggal Lapor'"):
        find_header([["Nama", "Alamat"]], GIFTS)


def test_its_table_has_its_own_columns() -> None:
    """Three typed columns, and the cell that is no date is known to be one that cannot be read."""
    rows: Sequence[list[Any]] = [HEADER, *ROWS]
    table = read_table(rows, find_header(rows, GIFTS), {})
    assert list(table.frame) == ["report_no", "reported_on", "forwarded_on"]
    assert table.frame.index.tolist() == [2, 3, 4, 5]
    assert table.notes == {"forwarded_on": {5: "impossible"}}


def test_it_is_judged_by_its_own_clock_and_rules() -> None:
    """An answer needs no decision where no column asks for one; rules of requests do not speak."""
    judged = judge(MemoryStore(OFFICE, chosen=CHOSEN).read(), SETTINGS, TODAY)
    assert judged.tab == "Gratifikasi"
    assert dict(zip(judged.table.frame["report_no"], judged.deadlines["status"], strict=True)) == (
        STATUS
    )
    assert {finding.code for finding in judged.findings if finding.row} == {"B02"}


def test_requests_with_choices_of_an_office_keep_their_rules() -> None:
    """A schema that settings have changed is still that of requests, and judged by its rules."""
    changed = with_choices(REQUESTS, "info_category", ("Informasi Pajak",))
    assert rule_book(changed) is OF_REQUESTS and rule_book(GIFTS) is not OF_REQUESTS


def test_a_missing_column_of_its_clock_is_named() -> None:
    """The columns without which nothing ends are vital in any register."""
    short = [[*HEADER[:2], "Batas Waktu Kami"], *[row[:2] for row in ROWS]]
    tabs = {**OFFICE, "Gratifikasi": short}
    named = Chosen("Gratifikasi", {"Batas Waktu Kami": "forwarded_on"}, GIFTS)
    assert not judge(MemoryStore(tabs, chosen=named).read(), SETTINGS, TODAY).table.header.missing


def test_it_is_annotated_in_memory() -> None:
    """Its four result columns are added to its tab, filled, and at rest at once."""
    store = MemoryStore(OFFICE, chosen=CHOSEN)
    _check(store)
    _right(_said(store))
    assert list(store.read().tags) == list(GIFTS.by_key)
    assert store.tabs["Register"] == [list(row) for row in OFFICE["Register"]]
    assert _plan(store.read()).empty


def test_it_lives_in_a_workbook(tmp_path: Path) -> None:
    """A new file has its tab and its tags, which say nothing to another register's store; what the
    job adds goes again.
    """
    path = tmp_path / "gratifikasi.xlsx"
    keys = [column.key for column in GIFTS.staff]
    rows = [dict(zip(keys, row, strict=True)) for row in ROWS]
    new.build(path, GIFTS, rows, holidays=CALENDAR.holidays)
    store = WorkbookStore(path, now=_now, chosen=CHOSEN)
    assert {change.key for change in _check(store).cells} == {"due_on", *TELLING, "days_left"}
    _right(_said(store))
    assert dict(store.read().tags) == dict(GIFTS.positions)
    assert WorkbookStore(path, now=_now).read().register == ""
    store.remove()
    left = [title for title in store.read().tabs["Gratifikasi"][2] if title]
    assert not store.traces() and left == list(HEADERS[:3])


def test_it_lives_in_a_google_sheet_beside_the_requests(sheets: FakeSheets) -> None:
    """Both registers of one spreadsheet are checked in turn, and neither touches the other."""
    serve(sheets, {**OFFICE, "Pilihan": CHOICES})
    settings = google(sheets)

    def store(chosen: Chosen) -> GoogleStore:
        client = SheetsClient(credentials.find(settings), settings, pause=0.001)
        return GoogleStore(BOOK_ID, client, chosen)

    _check(store(CHOSEN))
    _check(store(Chosen()))
    before = [list(row) for row in store(Chosen()).read().tabs["Register"]]
    _check(store(CHOSEN))
    _right(_said(store(CHOSEN)))
    assert store(Chosen()).read().register == "Register"
    assert [list(row) for row in store(Chosen()).read().tabs["Register"]] == before
