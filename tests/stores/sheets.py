"""Registers in Google Sheets for tests: the fake server, and stores that speak to it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from ppid_sheets.config import Google, Settings
from ppid_sheets.deadlines.holiday_tab import holidays_tab
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.init_beside import init_beside
from ppid_sheets.register import layout
from ppid_sheets.register.information.dik import EXCLUDED
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.google import credentials
from ppid_sheets.stores.google.client import SheetsClient
from ppid_sheets.stores.google.store import GoogleStore
from tests.build import CALENDAR, OFFICERS, SETTINGS, TODAY, grid, init_objections
from tests.fakesheets.books import BOOK_ID, make_book
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets

ACCOUNT = "emulator@localhost"
MOMENT = datetime(2026, 11, 23, 8, 15)
_ADOPTED: dict[str, Book] = {}
HOLIDAYS = holidays_tab(CALENDAR.holidays).rows
CHOICES = layout.choices_tab(REQUESTS, OFFICERS).rows
FORM = "Form_Responses1"
QUESTIONS = ("Timestamp", "Nama Lengkap", "No. WA", "Rincian Informasi")
OFFICE = replace(SETTINGS, desks=0)
"""An office without the tab *Cetak*, which is half of what a first check draws and has tests of
its own."""
ENTERED = replace(OFFICE, intake=replace(SETTINGS.intake, tab=FORM))
"""The settings of an office whose requests also come in by a form."""


def google(server: FakeSheets, **changed: Any) -> Google:
    """Settings that reach the fake."""
    return replace(SETTINGS.google, **{"emulator": server.address, **changed})


def store(
    server: FakeSheets,
    book_id: str = BOOK_ID,
    pause: float = 0.001,
    office: Settings = OFFICE,
    **changed: Any,
) -> GoogleStore:
    """A store as a new process opens it; pauses between repetitions are short."""
    settings = google(server, **changed)
    client = SheetsClient(credentials.find(settings), settings, pause=pause)
    return GoogleStore(book_id, client, office.chosen)


def serve(server: FakeSheets, tabs: Mapping[str, Sequence[Sequence[Any]]], **size: int) -> Book:
    """A spreadsheet shared with the job."""
    server.caller = ACCOUNT
    wanted = {"rows": 60, "columns": 26, **size}
    return server.add(make_book(tabs, [ACCOUNT], **wanted))


def office(server: FakeSheets, *requests: Mapping[str, Any], **size: int) -> Book:
    """An office's own register, not yet known to the job."""
    tabs = {"Register": grid(*requests), "Hari Libur": HOLIDAYS, "Pilihan": CHOICES}
    return serve(server, tabs, **size)


def adopted(
    server: FakeSheets,
    *requests: Mapping[str, Any],
    objections: Sequence[Mapping[str, Any]] | None = None,
    excluded: Sequence[Sequence[Any]] = (),
    answers: Sequence[Sequence[Any]] = (),
    home: Settings = OFFICE,
    **size: int,
) -> Book:
    """The same after `init`, with an empty log; each such register is adopted once a process.

    Where there are `objections`, be it none, they have a tab beside the requests; so has a list of
    what is `excluded`, its header among its rows. `answers` are those of a form, whose tab the
    settings `ENTERED` name. `home` says which tabs of its own the office has.
    """
    key = repr((requests, objections, excluded, answers, home.desks, size))
    if key not in _ADOPTED:
        book = office(server, *requests, **size)
        if answers:
            People(book).add_tab(FORM, [QUESTIONS, *answers])
        init(store(server, office=ENTERED if answers else home))
        if objections is not None:
            rows = [[row.get(column.key) for column in OBJECTIONS.staff] for row in objections]
            headers = [column.header for column in OBJECTIONS.staff]
            People(book).add_tab(OBJECTIONS.tab, [headers, *rows])
            init_objections(store(server))
        if excluded:
            People(book).add_tab("Rahasia", excluded)
            init_beside(store(server), EXCLUDED)
        server.log.clear()
        _ADOPTED[key] = book.copy()
    server.caller = ACCOUNT
    return server.add(_ADOPTED[key].copy())


def check(
    server: FakeSheets, as_of: date = TODAY, office: Settings = OFFICE, **options: Any
) -> jobs.Checked:
    """One run as a new process carries it out."""
    opened = store(server, office=office)
    return jobs.check(opened, office, as_of, local_time=lambda: MOMENT, **options)
