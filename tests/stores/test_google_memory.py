"""Memory on a Google Sheet: what the page *Temuan* says, and what the Kasubag writes there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ppid_sheets.archive.database import FILE
from ppid_sheets.archive.remember import remembered
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.register import layout
from ppid_sheets.register.address import SpreadsheetId
from ppid_sheets.register.layout import FINDINGS_HEAD as HEAD
from tests.build import GOOD, OPEN, SETTINGS
from tests.fakesheets.books import BOOK_ID, values_of
from tests.fakesheets.errors import RefusedError
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.stores.sheets import adopted, store

KASUBAG = "kasubag@example.com"
OTHER = {**OPEN, "reg_number": "002/PPID/XI/2026", "information": "Anggaran"}
Run = Callable[..., jobs.Checked]
CODE = HEAD.index("Kode")


@pytest.fixture
def run(sheets: FakeSheets, tmp_path: Path) -> Run:
    """A check with a memory, an hour after the last one."""
    settings = replace(SETTINGS, archive_folder=tmp_path / "data")
    hours = iter(range(8, 24))

    def check(**options: Any) -> jobs.Checked:
        now = datetime(2026, 11, 23, next(hours), 15, tzinfo=ZoneInfo("Asia/Jakarta"))
        where = SpreadsheetId(BOOK_ID)
        with remembered(where, settings, now, read_only=bool(options.get("dry_run"))) as memory:
            return jobs.check(
                store(sheets),
                settings,
                now.date(),
                local_time=lambda: now,
                memory=memory,
                **options,
            )

    return check


def remembered_lines(book: Book) -> list[list[Any]]:
    """The lines of the page that were said from memory."""
    return [
        row for row in values_of(book, layout.FINDINGS) if len(row) > CODE and row[CODE][:1] == "M"
    ]


def row_of(book: Book, code: str) -> int:
    """The sheet row of the first finding with a code."""
    rows = values_of(book, layout.FINDINGS)
    return next(n for n, row in enumerate(rows, 1) if row[CODE : CODE + 1] == [code])


def test_what_vanished_stands_on_both_pages(sheets: FakeSheets, run: Run) -> None:
    """On *Temuan* and on *Status Pemeriksaan*, the same at every run."""
    book = adopted(sheets, GOOD, OTHER)
    run()
    People(book).delete_rows("Register", 3)
    assert "M01" in [finding.code for finding in run().verdict.findings]
    (line,) = remembered_lines(book)
    assert "002/PPID/XI/2026 hilang dari register" in line[5]
    assert "002/PPID/XI/2026 hilang" in str(values_of(book, layout.STATUS))
    assert run().plan.empty
    assert run(dry_run=True).plan.empty


def test_what_the_kasubag_writes_ends_the_finding(sheets: FakeSheets, run: Run) -> None:
    """The next run has read it; what stands beside other findings goes on standing there."""
    book = adopted(sheets, {**GOOD, "reg_number": None}, OTHER)
    book.editors = (*book.editors, KASUBAG)
    run()
    People(book).delete_rows("Register", 3)
    run()
    staff = People(book, KASUBAG)
    other = next(
        n
        for n, row in enumerate(values_of(book, layout.FINDINGS), 1)
        if n > 3 and len(row) > CODE and row[CODE][:1] not in "MR"
    )
    staff.type(layout.FINDINGS, f"H{other}", date(2026, 11, 23))
    staff.type(layout.FINDINGS, f"H{row_of(book, 'M01')}", "ya, ganda")
    run()
    assert remembered_lines(book) == []
    said = [row[7] for row in values_of(book, layout.FINDINGS)[3:] if len(row) > 7 and row[7]]
    assert said == [(date(2026, 11, 23) - date(1899, 12, 30)).days]
    assert run().plan.empty


def test_only_that_column_is_open_to_people(sheets: FakeSheets, run: Run) -> None:
    """All else on the page is the job's."""
    book = adopted(sheets, GOOD)
    book.editors = (*book.editors, KASUBAG)
    run()
    staff = People(book, KASUBAG)
    staff.type(layout.FINDINGS, "H4", "ya")
    for cell in ("G4", "H3", "A1"):
        with pytest.raises(RefusedError):
            staff.type(layout.FINDINGS, cell, "x")


def test_a_page_closed_by_an_earlier_version_is_opened_by_init(sheets: FakeSheets) -> None:
    """Its protection gets the hole that it lacks, once."""
    book = adopted(sheets, GOOD)
    (protection,) = book.tab(layout.FINDINGS).protections.values()
    del protection["unprotectedRanges"]
    assert not init(store(sheets)).empty
    (protection,) = book.tab(layout.FINDINGS).protections.values()
    assert protection["unprotectedRanges"][0]["startColumnIndex"] == HEAD.index("Diketahui Kasubag")
    assert init(store(sheets)).empty


def test_a_run_without_memory_leaves_standing_what_another_said(
    sheets: FakeSheets, run: Run, tmp_path: Path
) -> None:
    """With the words beside it, which nobody has read yet."""
    book = adopted(sheets, GOOD, OTHER)
    run()
    People(book).delete_rows("Register", 3)
    run()
    People(book, book.owner).type(layout.FINDINGS, f"H{row_of(book, 'M01')}", "ya")
    archive = tmp_path / "data" / FILE
    archive.rename(tmp_path / "aside")
    archive.mkdir()
    checked = run()
    assert [f.code for f in checked.verdict.findings if f.code[0] == "M"] == ["M08"]
    assert [line[7] for line in remembered_lines(book)] == ["ya", ""]
    archive.rmdir()
    (tmp_path / "aside").rename(archive)
    run()
    assert remembered_lines(book) == []


def test_due_dates_that_moved_say_why(sheets: FakeSheets, run: Run) -> None:
    """A holiday that came moves each open request; staff who changed a date moved it themselves."""
    third = {**OTHER, "reg_number": "003/PPID/XI/2026", "information": "Tahapan"}
    book = adopted(sheets, GOOD, OTHER, third)
    run()
    staff = People(book)
    staff.type("Register", "B4", date(2026, 11, 10))
    last = len(values_of(book, "Hari Libur")) + 1
    for cell, value in zip("ABC", (date(2026, 11, 18), "Lokal", "Hari Jadi"), strict=True):
        staff.type("Hari Libur", f"{cell}{last}", value)
    (moved,) = run().verdict.moved
    assert (moved.row, moved.number) == (3, "002/PPID/XI/2026")
    assert moved.new == moved.old + timedelta(days=1)
    assert moved.reason == "libur baru: 18/11/2026 Hari Jadi"
    assert run().verdict.moved == ()
