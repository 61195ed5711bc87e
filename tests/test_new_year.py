"""What people do when a year turns: a new tab or file, the last year's kept; what goes wrong."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from ppid_sheets.cli import main, office
from tests.build import SETTINGS, grid
from tests.fakesheets.fixtures import sheets, sheets_server
from tests.stores.registers import written
from tests.test_years import LISTS, Row, request

__all__ = ["sheets", "sheets_server"]

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
        self.say("report", "monthly", "--month", month)
        book = CalamineWorkbook.from_path(f"laporan/Laporan-PPID-{month}.xlsx")
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Office:
    """A register of last year in a tab of its own, of which December was issued."""
    monkeypatch.chdir(tmp_path)
    made = Office(capsys)
    monkeypatch.setattr(office, "local_time", lambda _: made.now)
    written(Path("register.xlsx"), {"2025": grid(*OLD), **LISTS})
    made.say("init")
    made.say("check")
    assert "Perubahan" not in made.month("2025-12")
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


@pytest.mark.parametrize("turn", [new_tab, new_file])
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
    assert [row[2:5] for row in january["Ringkasan"][trend + 13 : trend + 15]] == [
        [15, 13, 2], [2, 1, 3],
    ]  # fmt: skip
    assert {"2025!15", "2025!16", 3.0} <= {row[-1] for row in january["Tenggat"]}
    assert any("2025 = " in str(row) for row in january["Keterangan"])
    desk.say("report", "annual", "--year", "2025")
    desk.say("form", "receipt", "--number", "014/PPID/I/2025")
    desk.say("report", "daily")
    assert (old.read_bytes() if old.exists() else b"") == before
