"""What people do when a year turns: a new tab or file, the last year's kept; what goes wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

import ppid_sheets as ps
from ppid_sheets.checks.judge import judge
from ppid_sheets.cli import main, office
from ppid_sheets.config.settings import Settings
from ppid_sheets.deadlines.clock import OVERDUE
from ppid_sheets.register.address import SpreadsheetId
from ppid_sheets.register.places import label, where
from ppid_sheets.register.values import PastFile
from ppid_sheets.stores.opening import open_store
from tests.build import SETTINGS, grid
from tests.fakesheets.books import BOOK_ID, make_book
from tests.fakesheets.server import FakeSheets
from tests.memory import MemoryStore
from tests.renewed import renewed
from tests.stores.registers import written
from tests.stores.sheets import ACCOUNT, google
from tests.test_years import LATEST, LISTS, TODAY, Row, by_year, request, said

JANUARY = datetime(2026, 1, 6, 8, 15, tzinfo=SETTINGS.time_zone)
FEBRUARY = datetime(2026, 2, 3, 8, 15, tzinfo=SETTINGS.time_zone)
OLD: Sequence[Row] = [
    *(request(n, date(2025, 12, 1) + timedelta(days=n), 5) for n in range(1, 14)),
    request(14, date(2025, 12, 2), None),
    request(15, date(2025, 12, 22), None, reg_number=""),
]
NEW: Sequence[Row] = [request(1, date(2026, 1, 5), 8), request(2, date(2026, 1, 9), None)]


class Office:
    """A folder in which commands are typed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.now, self._capsys = JANUARY, capsys

    def say(self, *arguments: str, code: int = 0) -> str:
        """What a command prints, a minute after the last."""
        self.now += timedelta(minutes=1)
        self._capsys.readouterr()
        ended = main(arguments)
        told = "".join(self._capsys.readouterr())
        assert ended == code, told
        return told

    def month(self, month: str) -> Mapping[str, Sequence[Sequence[Any]]]:
        """The sheets of a month's workbook."""
        assert "Terbitan " in self.say("report", "monthly", "--month", month)
        book = CalamineWorkbook.from_path(f"laporan/Laporan-PPID-{month}.xlsx")
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the office keeps its register."""
    return tmp_path_factory.mktemp("kantor") / "ppid"


@pytest.fixture
def desk(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Office:
    """A register of last year in a tab of its own, of which December was issued."""
    made = Office(capsys)
    monkeypatch.setattr(office, "local_time", lambda _: made.now)

    def issue() -> None:
        home.mkdir()
        monkeypatch.chdir(home)
        written(Path("register.xlsx"), {"2025": grid(*OLD), **LISTS})
        made.say("init")
        made.say("check")
        assert "Perubahan" not in made.month("2025-12")

    monkeypatch.chdir(renewed(home, issue))
    made.now = FEBRUARY
    return made


def new_tab() -> None:
    """A tab for the new year, as people add one."""
    book = openpyxl.load_workbook("register.xlsx")
    tab = book.create_sheet("2026")
    for row in grid(*NEW):
        tab.append(row)
    book.save("register.xlsx")
    Path("ppid.toml").write_text('tab = "2026"\n', encoding="utf-8")


def new_file() -> None:
    """The register goes on as an empty one; the full one has its year in its name."""
    Path("register.xlsx").rename("register-2025.xlsx")
    written(Path("register.xlsx"), {"Register": grid(*NEW), **LISTS})
    Path("ppid.toml").write_text('terdahulu = ["register-2025.xlsx"]\n', encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("turn", [new_tab, pytest.param(new_file, marks=pytest.mark.slow)])
def test_nothing_is_lost_when_the_year_turns(desk: Office, turn: Callable[[], None]) -> None:
    """No alarm that all requests are gone; issued months stay; the trend and the rest go on."""
    turn()
    old = Path("register-2025.xlsx")
    before = old.read_bytes() if old.exists() else b""
    desk.say("init")
    told = desk.say("check")
    assert "hilang dari register" not in told and "masih memuat 2 permohonan terbuka" in told
    assert "Perubahan" not in desk.month("2025-12")
    january = desk.month("2026-01")
    trend = next(r for r, row in enumerate(january["Ringkasan"]) if row[0] == "Tren 13 bulan")
    lines = january["Ringkasan"][trend + 13 : trend + 15]
    counted = [[value for value in row[1:] if isinstance(value, float)] for row in lines]
    assert [numbers[:3] for numbers in counted] == [[15, 13, 2], [2, 1, 3]]
    assert {"2025!15", "2025!16", 3.0} <= {row[-1] for row in january["Tenggat"]}
    assert any("2025 = " in str(row) for row in january["Keterangan"])
    data = ps.open(today="2026-02-03").month(2026, 1).data
    assert {"2025!15", 3} <= set(data.index)
    desk.say("report", "annual", "--year", "2025")
    desk.say("form", "receipt", "--number", "014/PPID/I/2025")
    desk.say("report", "daily")
    assert (old.read_bytes() if old.exists() else b"") == before


ROWS: Sequence[Row] = [
    request(n, date(2024, 1, 10) + timedelta(days=n * 44), days)
    for n, days in enumerate((5, None, 30, 9, 12, 3, None, 20, 2, 4, 7, 25, 6, 8, None, 1, 40), 1)
]
"""Requests of three years."""


def in_files() -> Sequence[tuple[Path, Settings]]:
    """All in one tab, a tab a year, a file a year."""
    years = {year: grid(*rows) for year, rows in by_year(ROWS).items()}
    written(Path("all.xlsx"), {"Register": grid(*ROWS), **LISTS})
    written(Path("tabs.xlsx"), {**{str(year): rows for year, rows in years.items()}, **LISTS})
    written(Path("now.xlsx"), {"Register": years.pop(2026), **LISTS})
    for year, rows in years.items():
        written(Path(f"{year}.xlsx"), {"Register": rows})
    past = replace(SETTINGS, earlier=tuple(Path(f"{year}.xlsx") for year in years))
    return [(Path("all.xlsx"), SETTINGS), (Path("tabs.xlsx"), SETTINGS), (Path("now.xlsx"), past)]


def in_sheets(server: FakeSheets) -> Sequence[tuple[SpreadsheetId, Settings]]:
    """The same in Google Sheets, the first of which holds all."""
    settings = replace(SETTINGS, google=google(server))
    years = {year: grid(*rows) for year, rows in by_year(ROWS).items()}
    now = years.pop(2026)
    ids = [f"{BOOK_ID[:-1]}{letter}" for letter in "BCDEF"]
    books = (
        {"Register": grid(*ROWS), **LISTS},
        {**{f"PPID {year}": rows for year, rows in years.items()}, "PPID 2026": now, **LISTS},
        {"Register": now, **LISTS},
        *({"Register": rows} for rows in years.values()),
    )
    server.caller = ACCOUNT
    for book_id, tabs in zip(ids, books, strict=True):
        server.add(make_book(tabs, [ACCOUNT], book_id, rows=60, columns=40))
    whole, tabs_, files, *past = map(SpreadsheetId, ids)
    return [(whole, settings), (tabs_, settings), (files, replace(settings, earlier=tuple(past)))]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["files", "sheets"])
def test_both_stores_read_all_parts(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sheets: FakeSheets
) -> None:
    """The same figures from one tab, a tab a year, a file a year; earlier ones are only read."""
    monkeypatch.chdir(tmp_path)
    offices = in_files() if kind == "files" else in_sheets(sheets)
    stores = [open_store(where, chosen, lambda: FEBRUARY) for where, chosen in offices]
    one, *others = (said(here, LATEST, (2025,)) for here in stores)
    assert [other == one for other in others] == [True, True]
    assert not sheets.writes


def test_what_was_carried_over_counts_once() -> None:
    """The row in the new tab counts, whatever number it got there; the old one is not open."""
    open_one = request(99, date(2025, 12, 20), None)
    answered = request(99, date(2025, 12, 20), 20)
    running = {**answered, "reg_number": "1"}
    for new in (answered, running):
        store = MemoryStore({"2025": grid(open_one, *OLD), "2026": grid(new), **LISTS})
        january = judge(store.read(), SETTINGS, date(2026, 1, 31), as_then_known=True)
        assert len(january.table.frame) == len(OLD) + 1
        assert january.statuses[OVERDUE] == 2
        codes = {f.code: f.message for f in judge(store.read(), SETTINGS, TODAY).findings}
        assert "2 permohonan terbuka" in codes["R16"] and "R17" not in codes


def test_what_was_asked_in_december_is_asked_again_in_january() -> None:
    """The rule on repeats looks back across the turn of the year, in checks as in reports."""
    old = request(31, date(2025, 12, 29), 3, information="Daftar pemilih tetap")
    new = request(1, date(2026, 1, 5), None, information="daftar pemilih TETAP")
    store = MemoryStore({"2025": grid(*OLD, old), "2026": grid(*NEW[1:], new), **LISTS})
    for then in (False, True):
        found = judge(store.read(), SETTINGS, date(2026, 1, 31), as_then_known=then).findings
        assert [f.row for f in found if "meminta hal yang sama" in f.message] == [3]


def test_a_row_that_waits_in_two_old_tabs_counts_once() -> None:
    """Carried over twice, it is one request."""
    waiting = request(7, date(2024, 12, 20), None)
    store = MemoryStore({year: grid(waiting) for year in ("2024", "2025", "2026")} | LISTS)
    judged = judge(store.read(), SETTINGS, TODAY)
    assert len(judged.desk.frame) == 1 and "R16" not in {f.code for f in judged.findings}


def test_a_part_is_judged_by_the_columns_that_it_has() -> None:
    """What its tab never asked for is no fault of its rows, whatever the new one asks for."""
    old = grid(request(1, date(2025, 12, 1), 5), without=("channel", "applicant_type"))
    new = grid(request(1, date(2026, 1, 5), 8, channel=None))
    store = MemoryStore({"2025": old, "2026": new, **LISTS})
    for tabs in ({"2025": old, "2026": new}, {"2025": new, "2026": old}):
        store = MemoryStore({**tabs, **LISTS})
        found = judge(store.read(), SETTINGS, date(2026, 1, 31), as_then_known=True).findings
        blank = {f.row for f in found if f.column == "channel"}
        assert blank == ({2} if tabs["2026"] is new else {label(1, 2)})


def test_parts_are_called_by_their_years() -> None:
    """Several of one year are told apart; a file that names none is of its requests' year."""
    waiting = [request(n, date(2023, n, 1), None) for n in (1, 2, 3)]
    tabs = {"2025": grid(*OLD), "Sem 1 2024": grid(), "Sem 2 2024": grid(waiting[0])}
    store = MemoryStore({**tabs, "2026": grid(*NEW), **LISTS})
    old = MemoryStore({"Register": grid(*waiting[1:])})
    store.state = replace(store.state, past=(PastFile("lama.xlsx", old.read(), link=old.link),))
    table = judge(store.read(), SETTINGS, TODAY).desk
    assert where(table.parts) == (
        "2025 = tab 2025; 2024-1 = tab Sem 2 2024; 2024-2 = tab Sem 1 2024; "
        "2023 = lama.xlsx, tab Register"
    )
    assert [*map(table.shown, table.frame.index)][:3] == ["2023!2", "2023!3", "2024-1!2"]


def missing(_: Path) -> None:
    """Nobody made it."""


def damaged(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + bytes(200))


def other_shape(path: Path) -> None:
    written(path, {"Daftar": [["Nama", "Paraf"], ["Contoh", "x"]]})


def folder(path: Path) -> None:
    path.mkdir()


def old_format(path: Path) -> None:
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(500))


@pytest.mark.parametrize(
    "fault",
    [
        damaged,
        *(
            pytest.param(f, marks=pytest.mark.slow)
            for f in (missing, other_shape, folder, old_format)
        ),
    ],
)
def test_an_earlier_register_that_cannot_be_read(
    desk: Office, fault: Callable[[Path], None]
) -> None:
    """One sentence on the terminal and in the register, and the run goes on; no report without it;
    doctor says it."""
    new_file()
    Path("ppid.toml").write_text('terdahulu = ["register-2025.xlsx", "r.xlsx"]\n', encoding="utf-8")
    fault(Path("r.xlsx"))
    desk.say("init")
    told = desk.say("check")
    assert told.count("register terdahulu 'r.xlsx' tidak dapat dibaca") == 1
    pages = CalamineWorkbook.from_path("register.xlsx")
    status = pages.get_sheet_by_name("Status Pemeriksaan").to_python()
    assert sum("'r.xlsx' tidak dapat dibaca" in str(row) for row in status) == 1
    refused = desk.say("report", "monthly", "--month", "2026-01", code=12)
    assert "Laporan tidak dibuat" in refused and refused.count("\n") == 1
    desk.say("report", "annual", "--year", "2025", code=12)
    desk.say("report", "daily")
    assert "Register terdahulu" in desk.say("doctor", code=1)


def test_a_register_is_not_its_own_past(desk: Office) -> None:
    """Nor is one named twice: exit 10."""
    Path("ppid.toml").write_text('terdahulu = ["./register.xlsx"]\n', encoding="utf-8")
    assert "'terdahulu'" in desk.say("check", code=10)


def test_an_earlier_register_that_is_open_elsewhere_is_read(desk: Office) -> None:
    """Nothing is written there, so nobody is in the way."""
    new_file()
    Path("~$register-2025.xlsx").write_bytes(b"")
    Path("register-2025.xlsx").chmod(0o444)
    desk.say("init")
    assert "R19" not in desk.say("check") and "tidak dapat dibaca" not in desk.say("check")
