"""Runs killed at any moment, and the run after them."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ppid_sheets import jobs
from ppid_sheets.archive import issues
from ppid_sheets.archive.opening import FILE, Archive
from ppid_sheets.deadlines.calendar import decreed_holidays
from ppid_sheets.register.columns import JOB_COLUMNS, STAFF_COLUMNS
from ppid_sheets.stores import layout
from ppid_sheets.stores.workbook import WorkbookStore
from ppid_sheets.stores.xlsx import new
from tests.alarms.server import Box, serving
from tests.build import GOOD, OFFICERS, OPEN, SETTINGS, TODAY
from tests.fakesheets.books import BOOK_ID, staff_view
from tests.fakesheets.server import FakeSheets
from tests.running.office import KASUBAG, ONE, TOML, TWO, body
from tests.stores.sheets import adopted, check

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL")

REQUESTS = (
    {**OPEN, "reg_number": "001/PPID/XI/2026"},
    {**OPEN, "reg_number": "002/PPID/XI/2026", "officer": "Petugas Dua",
     "received_on": date(2026, 11, 6)},
    {**GOOD, "reg_number": "003/PPID/XI/2026"},
    {**OPEN, "reg_number": "004/PPID/XI/2026", "id_number": "123"},
)  # fmt: skip
WANTED = {(KASUBAG, "001"), (KASUBAG, "002"), (KASUBAG, "004"), (ONE, "001"), (ONE, "004"),
          (TWO, "002")}  # fmt: skip
"""Who has to hear of which request."""
CHILD = """
import sys
from datetime import datetime
from zoneinfo import ZoneInfo
from ppid_sheets import cli, jobs, summary
from ppid_sheets.running import run, telling
from ppid_sheets.stores import google, workbook
cli._now = lambda settings: datetime(2026, 11, 23, 9, 15, tzinfo=ZoneInfo("Asia/Jakarta"))
print("siap", flush=True)
sys.exit(cli.main(["run", *sys.argv[1:]]))
"""


class Victim:
    """Starts runs in a folder, and kills them."""

    def __init__(self, folder: Path, register: str, port: int, environment: dict[str, str]) -> None:
        folder.mkdir()
        self.folder, self.register = folder, register
        (folder / "ppid.toml").write_text(
            TOML.replace("aktif = false", "").replace("keamanan", f"port = {port}\nkeamanan"),
            encoding="utf-8",
        )
        self.environment = {**os.environ, **environment, "PYTHONPATH": str(Path.cwd())}

    def start(self) -> subprocess.Popen[str]:
        """A run that is about to begin."""
        process = subprocess.Popen(
            [sys.executable, "-c", CHILD, "--register", self.register],
            cwd=self.folder, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout and process.stdout.readline() == "siap\n"
        return process

    def killed(self, after: float) -> None:
        """One run, killed after so many seconds unless it was quicker."""
        process = self.start()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.communicate()

    def whole(self) -> None:
        """One run that nobody disturbs."""
        process = self.start()
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors


def heard(box: Box) -> Counter[tuple[str, str]]:
    """How often each address heard of each request, the same mail counted once."""
    mails = {}
    for envelope in box.mail:
        mail: Any = message_from_bytes(bytes(envelope.content or b""), policy=policy.default)
        same = mails.setdefault((mail["To"], mail["Message-ID"]), bytes(mail))
        assert same == bytes(mail)
    told: Counter[tuple[str, str]] = Counter()
    for (to, _), content in mails.items():
        text = body(message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]
        told.update({(str(to), number) for number in re.findall(r"(\d{3})/PPID", text)})
    return told


def rounds(
    make: Callable[[int, int], tuple[Victim, Callable[[], Any]]], box: Box, port: int, times: int,
    seed: int,
) -> Iterator[Victim]:  # fmt: skip
    """New offices, each with one to three killed runs and a whole one; staff cells never differ."""
    chance = random.Random(seed)
    for number in range(times):
        victim, staff = make(number, port)
        before = staff()
        box.mail.clear()
        for _ in range(chance.randint(1, 3)):
            victim.killed(chance.random() * 0.6)
            assert staff() == before
        victim.whole()
        assert staff() == before
        assert heard(box) == Counter(dict.fromkeys(WANTED, 1))
        sent = len(box.mail)
        victim.whole()
        assert len(box.mail) == sent
        assert [p.name for p in victim.folder.rglob(".*.tmp")] == []
        assert issued(victim.folder) == [("2026-10", 1, True)]
        yield victim


def issued(folder: Path) -> list[tuple[str, int, bool]]:
    """Month and number of each issue, and whether the workbook that lies there is it."""
    archive = Archive(folder / "data" / FILE, datetime(2026, 11, 23), read_only=True)
    try:
        return [
            (
                one.month,
                one.number,
                issues.content(archive, one)
                == (folder / "laporan" / f"Laporan-PPID-{one.month}.xlsx").read_bytes(),
            )
            for one in issues.every(archive)
        ]
    finally:
        archive.close()


def on_sheets(sheets: FakeSheets, folder: Path, times: int, seed: int) -> None:
    """Against the fake Sheets server, which watches every single call as well."""
    keys = [column.key for column in JOB_COLUMNS]

    def view(book: Any) -> Any:
        return staff_view(book, keys, lambda sheet: sheet.title in layout.PAGES)

    def make(number: int, port: int) -> tuple[Victim, Callable[[], Any]]:
        book = adopted(sheets, *REQUESTS)
        url = f"https://docs.google.com/spreadsheets/d/{BOOK_ID}/edit"
        home = {"SHEETS_EMULATOR_HOST": sheets.address, "GOOGLE_APPLICATION_CREDENTIALS": ""}
        return Victim(folder / str(number), url, port, home), lambda: view(book)

    adopted(sheets, *REQUESTS)
    sheets.watched = view
    box = Box()
    with serving(box) as port:
        for _ in rounds(make, box, port, times, seed):
            assert check(sheets, dry_run=True).plan.empty


def on_files(folder: Path, times: int, seed: int) -> None:
    """On an .xlsx register."""

    def make(number: int, port: int) -> tuple[Victim, Callable[[], Any]]:
        victim = Victim(folder / str(number), "register.xlsx", port, {})
        path = victim.folder / "register.xlsx"
        new.build(path, REQUESTS, holidays=decreed_holidays(), officers=OFFICERS)
        return victim, lambda: _staff(path)

    box = Box()
    with serving(box) as port:
        for victim in rounds(make, box, port, times, seed):
            path = victim.folder / "register.xlsx"
            before = path.read_bytes()
            store = WorkbookStore(path, now=lambda: datetime(2026, 11, 23, 9, 15))
            assert jobs.check(store, SETTINGS, TODAY, dry_run=True).plan.empty
            assert path.read_bytes() == before


def _staff(path: Path) -> Any:
    book = openpyxl.load_workbook(path)
    width = len(STAFF_COLUMNS)
    return {
        sheet.title: [[c.value for c in row[:width]] for row in sheet.iter_rows()]
        for sheet in book
        if sheet.title not in layout.PAGES
    }


def test_killed_on_a_google_sheet(sheets: FakeSheets, tmp_path: Path) -> None:
    """No staff cell differs, the next run brings all to rest, each hears once of everything."""
    on_sheets(sheets, tmp_path, 1, 1)


def test_killed_on_a_file(tmp_path: Path) -> None:
    """The same for a register file, which is at every moment a whole one."""
    on_files(tmp_path, 1, 2)


def test_killed_between_the_mail_and_its_note(tmp_path: Path) -> None:
    """The one moment at which a mail is sent twice: as the same mail, which heard() counts once."""
    box = Box()
    with serving(box) as port:
        victim = Victim(tmp_path / "kantor", "register.xlsx", port, {})
        new.build(victim.folder / "register.xlsx", REQUESTS, holidays=decreed_holidays(),
                  officers=OFFICERS)  # fmt: skip
        process = victim.start()
        box.taken = lambda: process.kill() if len(box.mail) == 2 else None
        process.communicate(timeout=60)
        box.taken = lambda: None
        assert (process.returncode, len(box.mail)) == (-signal.SIGKILL, 2)
        victim.whole()
    assert len(box.mail) == 1 + len({KASUBAG, ONE, TWO})
    assert heard(box) == Counter(dict.fromkeys(WANTED, 1))


@pytest.mark.slow
def test_killed_many_times_on_a_google_sheet(sheets: FakeSheets, tmp_path: Path) -> None:
    """At many moments."""
    on_sheets(sheets, tmp_path, 60, 3)


@pytest.mark.slow
def test_killed_many_times_on_a_file(tmp_path: Path) -> None:
    """At many moments."""
    on_files(tmp_path, 60, 4)
