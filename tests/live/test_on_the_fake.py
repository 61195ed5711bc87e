"""The script of questions is run against the fake server, so that it cannot rot."""

import math
from contextlib import suppress
from dataclasses import dataclass

import pytest

from tests.fakesheets import faults
from tests.fakesheets.books import OWNER, empty_book
from tests.fakesheets.errors import RefusedError
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.live import __main__ as script
from tests.live import asking, report
from tests.live.questions import tags
from tests.live.scratch import Scratch
from tests.stores.sheets import ACCOUNT, google

REFUSED = "refused (400)"


@dataclass
class Colleague:
    """A second person, who may edit the spreadsheet and does not own it."""

    book: Book
    server: FakeSheets

    def sort(self) -> None:
        with suppress(RefusedError):
            People(self.book).sort("Coba", "A1:B3", "A")

    def delete_row(self) -> None:
        with suppress(RefusedError):
            People(self.book).delete_rows("Coba", 1)

    def insert_row(self) -> None:
        with suppress(RefusedError):
            People(self.book).insert_rows("Coba", 2)

    def close_column(self) -> None:
        People(self.book, OWNER).protect("Coba", "B:B", [])

    def open_column(self) -> None:
        self.book.tab("Coba").protections.clear()

    def make_viewer(self) -> None:
        self.server.read_only = True

    def make_editor(self) -> None:
        self.server.read_only = False


def serve(sheets: FakeSheets, book: Book) -> None:
    """Share a spreadsheet with the script."""
    sheets.caller = ACCOUNT
    sheets.add(book)


def run(sheets: FakeSheets, book: Book) -> tuple[int, list[str]]:
    """The script's exit code and what it said."""
    said: list[str] = []
    serve(sheets, book)
    return script.run(
        book.book_id, google(sheets), Colleague(book, sheets), said.append, pause=0.01
    ), said


def book(title: str = "ppid-live uji") -> Book:
    """A spreadsheet that may be emptied."""
    made = empty_book([ACCOUNT, "staf@kpu.example"])
    made.title = title
    return made


@pytest.mark.slow
def test_the_fake_answers_as_the_script_says_it_does(sheets: FakeSheets) -> None:
    """Each answer of the fake is the one the script expects, and the spreadsheet is left empty."""
    scratch = book()
    code, said = run(sheets, scratch)
    assert [line for line in said if line.startswith("DIFFERS")] == []
    assert code == 0, said
    assert [tab.title for tab in scratch.sheets] == ["Sheet1"]
    assert not scratch.tags
    assert scratch.locale == "en_US"


def test_another_answer_is_told(sheets: FakeSheets) -> None:
    """Where the server answers otherwise, the script says what was seen and what follows."""
    sheets.ignore_missing_filters = True
    made = book()
    serve(sheets, made)
    scratch = Scratch(made.book_id, google(sheets))
    (answer,) = asking.answers(tags.QUESTIONS[:1], scratch)
    scratch.close()
    first, seen, fake, so, *_ = report.lines(answer)
    assert first.startswith("DIFFERS   A write by the id of a deleted tag")
    assert (seen.split(), fake.split(maxsplit=1)) == (["seen", "accepted"], ["fake", REFUSED])
    assert so.startswith("  so      Either is safe")


def test_somebody_elses_spreadsheet_is_not_touched(
    sheets: FakeSheets, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only a spreadsheet that bears the name for it is emptied."""
    made = book("Register PPID")
    serve(sheets, made)
    monkeypatch.setenv("SHEETS_EMULATOR_HOST", sheets.address)
    assert script.main(["--register", made.book_id]) == 2
    assert "begins with ppid-live" in capsys.readouterr().out
    assert sheets.writes == 0


def test_a_connection_that_breaks_ends_it(sheets: FakeSheets) -> None:
    """What was asked until then is told, the rest is not guessed."""
    sheets.fail(faults.dropped(), skip=8, times=math.inf)
    code, said = run(sheets, book())
    assert code == 2
    assert said[0].startswith("agrees")
    assert said[-1].startswith("Not asked to the end: ")
