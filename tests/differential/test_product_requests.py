"""Whatever the toolkit sends, the fake and the emulator answer alike."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter

from ppid_sheets.cli.entry import BUG, main
from tests.build import GOOD, OPEN, grid
from tests.differential.differences import aside
from tests.differential.documents import differing, document
from tests.differential.judges import Emulator, Fake, ask, verdict
from tests.fakesheets.books import BOOK_ID
from tests.fakesheets.direct import carried
from tests.fakesheets.exchange import Headers, Reply
from tests.live.scratch import Rows, typed
from tests.shared import needs_shared
from tests.stores.sheets import CHOICES, HOLIDAYS

URL = f"https://docs.google.com/spreadsheets/d/{BOOK_ID}/edit"
AS_OF = ("--as-of", "2026-11-23")
LIVES: Mapping[str, Mapping[str, Rows]] = {
    "blank": {},
    "office": {"Register": grid(OPEN, GOOD), "Hari Libur": HOLIDAYS, "Pilihan": CHOICES},
}
COMMANDS = (
    ("init",),
    ("init",),
    ("check", *AS_OF),
    ("check", *AS_OF),
    ("run",),
    ("doctor",),
    ("restore", "001/PPID/XI/2026"),
    ("remove", "--yes"),
)
COMPARED = ("run", "remove")
"""After which commands the spreadsheets are compared; what `init` made is there after a run."""


class Both:
    """Asks the fake and the emulator, and gives the answer of the emulator."""

    def __init__(self, tabs: Mapping[str, Rows]) -> None:
        self.fake, self.emulator = Fake(60, 50), Emulator(60, 50)
        self.asked: list[str] = []
        self.differences: list[str] = []
        self._known = 0
        for judge in (self.fake, self.emulator):
            for requests in _furnished(tabs):
                made = ask(judge, "POST", ":batchUpdate", {"requests": requests})
                assert made.status == 200, made.words
            self.emulator.level(self.fake)

    def reply(self, method: str, target: str, headers: Headers, content: bytes) -> Reply:
        """The emulator's reply, once the two were compared."""
        replies = [j.reply(method, target, headers, content) for j in (self.fake, self.emulator)]
        self.emulator.level(self.fake)
        mine, other = map(verdict, replies)
        self.asked.append(f"{other.status} {target.partition('?')[0].rpartition('/')[2]}")
        told = f"{len(self.asked)}. {self.asked[-1]}"
        if aside(mine, other) or (mine.status, mine.place) != (other.status, other.place):
            self.differences.append(f"{told}: fake {mine.words!r}, emulator {other.words!r}")
        elif found := differing(mine.answer, other.answer):
            self.differences.append(f"{told} answers otherwise: {found}")
        return replies[1]

    def wrote(self) -> bool:
        """Whether anything was written since this was last asked."""
        new, self._known = self.asked[self._known :], len(self.asked)
        return any("atchUpdate" in one for one in new)

    def lose_a_row(self) -> None:
        """Somebody deletes the last request of the register."""
        sheets = document(self.fake)["sheets"]
        (sheet,) = (one for one in sheets if one["properties"]["title"] == "Register")
        last = len([row for row in sheet["data"][0]["rowData"] if _is_typed(row)])
        span = {"sheetId": sheet["properties"].get("sheetId", 0), "dimension": "ROWS"}
        span |= {"startIndex": last - 1, "endIndex": last}
        for judge in (self.fake, self.emulator):
            ask(judge, "POST", ":batchUpdate", {"requests": [{"deleteDimension": {"range": span}}]})


def _is_typed(row: Mapping[str, Any]) -> bool:
    return any("userEnteredValue" in cell for cell in row.get("values", ()))


def _furnished(tabs: Mapping[str, Rows]) -> list[list[Any]]:
    """The batches that make the first spreadsheet one with these tabs."""
    batches: list[list[Any]] = []
    for number, (title, rows) in enumerate(tabs.items()):
        properties: dict[str, Any] = {"sheetId": number, "title": title}
        if number:
            size = {"rowCount": 400, "columnCount": 50}
            batches.append([{"addSheet": {"properties": {**properties, "gridProperties": size}}}])
        else:
            renamed = {"properties": properties, "fields": "title"}
            batches.append([{"updateSheetProperties": renamed}])
        batches.append(typed(number, rows))
    return batches


@needs_shared
@pytest.mark.slow
@pytest.mark.parametrize("name", LIVES)
def test_each_request_of_a_whole_life_is_answered_alike(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Init, check, run, doctor, restore and remove, each call in turn."""
    both = Both(LIVES[name])

    def send(self: HTTPAdapter, request: PreparedRequest, *args: Any, **options: Any) -> Response:
        return carried(both.reply, request)

    monkeypatch.setattr(HTTPAdapter, "send", send)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHEETS_EMULATOR_HOST", "127.0.0.1:9")
    for command in COMMANDS:
        if command[0] == "restore":
            both.lose_a_row()
        assert main([*command, "--register", URL]) != BUG, command
        assert both.differences == [], command
        if command[0] in COMPARED and both.wrote():
            assert differing(document(both.fake), document(both.emulator)) == "", command
    assert len(both.asked) > 15
