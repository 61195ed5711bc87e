"""A register in a fake Google Sheet, as `init` builds it, with two requests in it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ppid_sheets.config import Settings
from ppid_sheets.doctor.examination import examine
from ppid_sheets.doctor.facts import Facts
from ppid_sheets.doctor.gathering import gather
from ppid_sheets.doctor.outcome import Outcome
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.objections import KINDS
from ppid_sheets.register.address import SpreadsheetId
from ppid_sheets.register.objections import GROUNDS, OBJECTIONS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.opening import open_store
from tests.build import GOOD, OPEN, SETTINGS
from tests.fakesheets.books import empty_book
from tests.fakesheets.fixtures import sheets, sheets_server
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.kept import kept

__all__ = ["sheets", "sheets_server"]

JOB = "emulator@localhost"
NOW = datetime(2026, 11, 23, 8, 15, tzinfo=SETTINGS.time_zone)
OBJECTION = {
    "objection_no": "K-1",
    "objected_on": date(2026, 11, 2),
    "objector": "Ani",
    "request_no": GOOD["reg_number"],
    "objection_ground": GROUNDS[3],
}
Examine = Callable[..., Mapping[str, Outcome]]


def serve(sheets: FakeSheets, book: Book) -> Settings:
    """Serve a spreadsheet to the job at the time NOW; the settings that lead there."""
    sheets.caller = JOB
    sheets.clock_skew = NOW - datetime.now(UTC)
    sheets.add(book)
    return replace(SETTINGS, google=replace(SETTINGS.google, emulator=sheets.address))


def outcomes(facts: Facts, tab: str = "") -> dict[str, Outcome]:
    """The outcome of each check by its name; those of a register beside the requests by its tab."""
    return {result.name: result.outcome for result in examine(facts) if result.tab == tab}


@pytest.fixture(scope="session")
def built(sheets_server: FakeSheets) -> Book:
    """A register as `init` and a first check leave it."""
    sheets_server.reset()
    book = empty_book([JOB])
    book.locale, book.time_zone = "in_ID", "Asia/Jakarta"  # as docs/google-sheet.md asks for
    settings = serve(sheets_server, book)
    store = open_store(SpreadsheetId(book.book_id), settings, lambda: NOW)
    init(store, beside=KINDS)
    for schema, rows in ((REQUESTS, (GOOD, OPEN)), (OBJECTIONS, (OBJECTION,))):
        cells = [[row.get(column.key) for column in schema.built] for row in rows]
        People(book).paste(schema.tab, "A4", cells)
        # the fake reads them one by one
        People(book, book.owner).delete_rows(schema.tab, 31, 970)
    jobs.check(store, settings, NOW.date(), local_time=lambda: NOW)
    return book


@pytest.fixture
def book(built: Book, sheets: FakeSheets) -> Book:
    """That register, anew for each test."""
    return built.copy()


@pytest.fixture
def examined(book: Book, sheets: FakeSheets) -> Examine:
    """Examines the register, `ahead` being how far this machine's clock is off, and sees to it
    that nothing is written."""

    def run(
        ahead: timedelta = timedelta(), now: datetime = NOW, **google: Any
    ) -> Mapping[str, Outcome]:
        settings = serve(sheets, book)
        settings = replace(settings, google=replace(settings.google, **google))
        sheets.clock_skew -= ahead
        facts = gather(settings, SpreadsheetId(book.book_id), lambda: now)
        assert sheets.writes == 0
        return outcomes(facts)

    return run


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A new, empty register as a file."""
    path = tmp_path / "register.xlsx"
    return kept(path, "new", lambda at: init(open_store(at, SETTINGS, lambda: NOW), beside=KINDS))
