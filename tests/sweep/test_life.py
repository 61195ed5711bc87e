"""The life of a register in a Google Sheet, by the commands: on the fake, and on the oracle."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ppid_sheets.jobs.demo.rows import rows
from ppid_sheets.register import layout
from ppid_sheets.register.dates import EPOCH
from ppid_sheets.register.header import find_header
from ppid_sheets.register.requests import REQUESTS
from tests.build import grid
from tests.fakesheets.server import FakeSheets
from tests.register.forms import NATIONAL, NATIONAL_REQUEST
from tests.shared import needs_shared
from tests.stores import registers
from tests.stores.sheets import CHOICES, HOLIDAYS
from tests.sweep.acts import cells
from tests.sweep.homes import TITLES, FakeHome, Home, OracleHome, Rows, plain
from tests.sweep.trial import MORNING, Desk, Gate

MADE_UP = [row for row in rows(MORNING.date(), 2026) if row.get("received_on")][-30:]
NUMBER = next(row["reg_number"] for row in MADE_UP if row.get("reg_number"))
FORMS = [
    (
        number,
        f"{number % 28 + 1}/{9 + number % 3}/2026",
        *NATIONAL_REQUEST[2:15],
        ("Diberikan seluruhnya", "Ditolak", None, "entah")[number % 4],
        *NATIONAL_REQUEST[16:],
    )
    for number in range(1, 31)
]
LIVES: Mapping[str, Mapping[str, Rows]] = {
    "blank": {"Sheet1": ()},
    "office": {"Register": grid(*MADE_UP), "Hari Libur": HOLIDAYS, "Pilihan": CHOICES},
    "form": {"Register": [*NATIONAL, *FORMS]},
}


@pytest.fixture(params=["fake", pytest.param("oracle", marks=[needs_shared, pytest.mark.slow])])
def home(request: pytest.FixtureRequest, sheets_server: FakeSheets) -> Iterator[Home]:
    """A server."""
    made: Home = FakeHome(sheets_server) if request.param == "fake" else OracleHome()
    yield made
    made.close()


def computed(register: Rows) -> list[list[Any]]:
    """The five columns of the job below their headers."""
    head = next(at for at, row in enumerate(register) if TITLES[0] in row)
    places = [list(register[head]).index(title) for title in TITLES]
    found = [
        [_value(row[at]) if at < len(row) else None for at in places]
        for row in register[head + 1 :]
    ]
    while found and not any(found[-1]):
        found.pop()
    return found


def _value(cell: Any) -> Any:
    return None if cell == "" else plain(cell.date() if hasattr(cell, "date") else cell)


def of_file(folder: Path, tabs: Mapping[str, Rows], desk: Desk) -> list[list[Any]]:
    """What the store of files makes of the same rows."""
    path = folder / "sama.xlsx"
    registers.written(path, tabs)
    for command in ("init", "check"):
        assert desk.say(command, "--register", str(path)).code == 0
    return computed(registers.store(path).read().tabs["Register"])


def with_dates(register: Rows) -> list[list[Any]]:
    """The staff's part of a sheet with its days as days, for a file."""
    header = find_header(register, REQUESTS)
    days = {p.position for k, p in header.places.items() if REQUESTS.by_key[k].kind == "date"}
    job = {p.position for k, p in header.places.items() if k in REQUESTS.job_keys}
    head = register[header.rows[-1] - 1]
    job |= {at for at, title in enumerate(head) if title in TITLES}
    return [
        [_day(cell) if at in days else cell for at, cell in enumerate(row) if at not in job]
        for row in register
    ]


def _day(cell: Any) -> Any:
    return EPOCH + timedelta(days=cell) if isinstance(cell, int | float) else cell


@pytest.mark.parametrize(
    "life", [pytest.param(life, marks=pytest.mark.slow) for life in ("blank", "office", "form")]
)
def test_a_register_lives_its_whole_life(home: Home, life: str, tmp_path: Path) -> None:
    """Every command ends well, results are those of a file, and in the end all is the office's."""
    desk = Desk(home, tmp_path)
    home.start(LIVES[life])
    before = home.kept()
    home.put(before, lenient=True)
    (tmp_path / "ppid.toml").write_text(f'register = "{home.book}"\n')
    with desk.here(tmp_path, Gate()):
        say(desk, "init")
        if life == "blank":
            fill(home, MADE_UP)
        staff = home.values("Register")
        say(desk, "check")
        pages = {title: home.values(title) for title in layout.PAGES if title != layout.STATUS}
        register = home.values("Register")
        assert computed(register) == of_file(tmp_path, tabs_of(home, staff), desk)
        desk.moment = MORNING + timedelta(hours=1)
        say(desk, "check")
        assert home.values("Register") == register
        assert pages == {title: home.values(title) for title in pages}
        say(desk, "run")
        say(desk, "report", "monthly", "--month", "2026-10")
        if life != "form":
            say(desk, "form", "receipt", "--number", NUMBER)
        lose_a_row(home)
        desk.moment = MORNING + timedelta(hours=2)
        say(desk, "check")
        say(desk, "restore", "--missing")
        assert desk.say("doctor").code in (0, 1)
        kept = without_results(home.values("Register"))
        say(desk, "remove", "--yes")
    assert not home.harm()
    assert trimmed(home.values("Register")) == trimmed(kept)
    assert not {*layout.OWNED} & {*home.tabs()}
    assert not home.own_rules()


@pytest.mark.slow
@pytest.mark.parametrize("life", [pytest.param("office", marks=pytest.mark.slow), "form"])
def test_remove_leaves_what_there_was(home: Home, life: str, tmp_path: Path) -> None:
    """Every cell, format, dropdown, rule, size and tab of the office's, and nothing else of ours
    than the tabs that the office edits."""
    desk = Desk(home, tmp_path)
    home.start(LIVES[life])
    home.put(home.kept(), lenient=True)
    before = home.whole()
    (tmp_path / "ppid.toml").write_text(f'register = "{home.book}"\n')
    with desk.here(tmp_path, Gate()):
        for line in ("init", "check", "remove --yes"):
            say(desk, *line.split())
        assert "tidak ada bagian program" in desk.say("remove").out
    after = home.whole()
    made = {layout.CHOICES, layout.HOLIDAYS, layout.GUIDE} - before.keys()
    assert after.keys() == before.keys() | made
    assert {title: after[title] for title in before} == before


def say(desk: Desk, *line: str) -> None:
    """A command that ends well."""
    said = desk.say(*line)
    assert (said.code, said.err) == (0, ""), (line, said)


def fill(home: Home, requests: Sequence[Mapping[str, Any]]) -> None:
    """Type requests into a built register."""
    register = home.tabs()["Register"]
    rows = [[plain(row.get(column.key)) for column in REQUESTS.built] for row in requests]
    start = {"sheetId": register, "rowIndex": 3, "columnIndex": 0}
    typed = cells_of(rows)
    home.act(
        [{"updateCells": {"start": start, "rows": typed, "fields": "userEnteredValue"}}], home.owner
    )


def cells_of(rows: Rows) -> list[Mapping[str, Any]]:
    """Rows as a browser sends them."""
    view = type("Nowhere", (), {"id": 0})()
    return [cells(view, 0, 0, *row)["updateCells"]["rows"][0] for row in rows]


def lose_a_row(home: Home) -> None:
    """Somebody deletes the last request."""
    rows = home.values("Register")
    last = max(at for at, row in enumerate(rows) if row and row[0])
    found = {
        "sheetId": home.tabs()["Register"],
        "dimension": "ROWS",
        "startIndex": last,
        "endIndex": last + 1,
    }
    home.act([{"deleteDimension": {"range": found}}], home.owner)


def tabs_of(home: Home, staff: Rows) -> Mapping[str, Rows]:
    """The tabs that a file needs to be judged alike."""
    holidays = [[_day(row[0]), *row[1:]] for row in home.values("Hari Libur")]
    return {
        "Register": with_dates(staff),
        "Hari Libur": holidays,
        "Pilihan": home.values("Pilihan"),
    }


def without_results(register: Rows) -> Rows:
    """The rows without the job's columns."""
    head = next(row for row in register if TITLES[0] in row)
    job = {at for at, title in enumerate(head) if title in TITLES}
    group = "Hasil Pemeriksaan (otomatis)"
    return [
        ["" if cell == group else cell for at, cell in enumerate(row) if at not in job]
        for row in register
    ]


def trimmed(rows: Rows) -> list[list[Any]]:
    """The rows without blanks at their ends."""
    found = [list(row) for row in rows]
    for row in found:
        while row and row[-1] in ("", None):
            row.pop()
    while found and not found[-1]:
        found.pop()
    return found
