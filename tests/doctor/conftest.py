"""A register in a fake Google Sheet, as `init` builds it, with two requests in it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ppid_sheets.config import Settings
from ppid_sheets.doctor.examination import examine
from ppid_sheets.doctor.facts import Facts
from ppid_sheets.doctor.gathering import gather
from ppid_sheets.doctor.results import Outcome
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.register.address import SpreadsheetId
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.opening import open_store
from tests.build import GOOD, OPEN, SETTINGS
from tests.fakesheets.books import empty_book
from tests.fakesheets.fixtures import sheets, sheets_server
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets

__all__ = ["sheets", "sheets_server"]

JOB = "emulator@localhost"
NOW = datetime(2026, 11, 23, 8, 15, tzinfo=SETTINGS.time_zone)
Examine = Callable[..., Mapping[str, Outcome]]


def serve(sheets: FakeSheets, book: Book) -> Settings:
    """Serve a spreadsheet to the job at the time NOW; the settings that lead there."""
    sheets.caller = JOB
    sheets.clock_skew = NOW - datetime.now(UTC)
    sheets.add(book)
    return replace(SETTINGS, google=replace(SETTINGS.google, emulator=sheets.address))


def outcomes(facts: Facts) -> dict[str, Outcome]:
    """The outcome of each check by its name."""
    return {result.name: result.outcome for result in examine(facts)}


@pytest.fixture(scope="session")
def built(sheets_server: FakeSheets) -> Book:
    """A register as `init` and a first check leave it."""
    sheets_server.reset()
    book = empty_book([JOB])
    book.locale, book.time_zone = "in_ID", "Asia/Jakarta"  # as docs/google-sheet.md asks for
    settings = serve(sheets_server, book)
    store = open_store(SpreadsheetId(book.book_id), settings, lambda: NOW)
    init(store)
    rows = [[row.get(c.key) for c in REQUESTS.built] for row in (GOOD, OPEN)]
    People(book).paste("Register", "A4", rows)
    People(book, book.owner).delete_rows("Register", 31, 970)  # the fake reads them one by one
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
    init(open_store(path, SETTINGS, lambda: NOW))
    return path
