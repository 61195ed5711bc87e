"""`watch` on a Google Sheet: a check for whoever ticks the box, and nothing else."""

import pytest

from ppid_sheets.errors import BugError, PpidError, ShapeError, UnreachableError
from ppid_sheets.jobs.watch.asking import answer
from ppid_sheets.register import layout
from ppid_sheets.stores.google.box import HINT, LABEL, Box
from tests.build import GOOD, OPEN
from tests.fakesheets.books import OWNER, values_of
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.stores.sheets import adopted, check, store

CLERK = "petugas@kpu.example"
PLACE = f"B{layout.BOX_ROW}"


@pytest.fixture
def book(sheets: FakeSheets) -> Book:
    """A register that a clerk may edit, checked once."""
    found = adopted(sheets, GOOD, OPEN)
    found.editors = (*found.editors, CLERK)
    check(sheets)
    return found


def box(sheets: FakeSheets) -> Box:
    return Box(store(sheets).sheet)


def tick(book: Book, title: str = layout.STATUS) -> None:
    People(book, CLERK).type(title, PLACE, True)


def row(book: Book, title: str = layout.STATUS) -> list[object]:
    return list(values_of(book, title)[layout.BOX_ROW - 1])


def test_the_box_is_made_once_and_open_to_staff(sheets: FakeSheets, book: Book) -> None:
    """Its page is closed to everybody but the job, the box is not."""
    one = box(sheets)
    assert [one.ticked(), one.ticked()] == [False, False]
    assert row(book) == [LABEL, False, HINT]
    writes = sheets.writes
    tick(book)
    assert box(sheets).ticked()
    one.clear()
    assert not box(sheets).ticked() and sheets.writes == writes + 1


def test_a_look_is_one_read(sheets: FakeSheets, book: Book) -> None:
    """Sixty an hour of the quota that all tools of the office share."""
    one = box(sheets)
    one.ticked()
    reads = sheets.reads
    for _ in range(3):
        one.ticked()
    assert sheets.reads == reads + 3


def test_a_check_leaves_the_box_as_people_set_it(sheets: FakeSheets, book: Book) -> None:
    """A tick set while a check was reading asks for another one."""
    box(sheets).ticked()
    tick(book)
    check(sheets)
    assert row(book)[:2] == [LABEL, True]
    assert values_of(book, layout.STATUS)[0] == [layout.STATUS]


def test_without_a_watch_there_is_no_box(book: Book) -> None:
    """The page has a blank row there."""
    assert row(book) == []


def test_a_page_by_another_name_is_found(sheets: FakeSheets, book: Book) -> None:
    """By its tag, also when it is renamed while the watch goes on."""
    one = box(sheets)
    one.ticked()
    People(book).rename_tab(layout.STATUS, "Keadaan")
    tick(book, "Keadaan")
    assert one.ticked()


def test_a_page_that_was_deleted_is_missed_in_one_sentence(sheets: FakeSheets, book: Book) -> None:
    """And looked for again each time."""
    one = box(sheets)
    one.ticked()
    People(book, OWNER).delete_tab(layout.STATUS)
    for _ in range(2):
        with pytest.raises(ShapeError, match="ppid-sheets init"):
            one.ticked()


class MinutesOverError(Exception):
    """The watch has gone on for as long as the test wants."""


class Waiting:
    """A box, checks and minutes as a test tells them."""

    def __init__(self, *ticks: bool | PpidError, fails: int = 0) -> None:
        self.ticks, self.fails = list(ticks), fails
        self.log: list[str] = []

    def ticked(self) -> bool:
        found = self.ticks.pop(0)
        if isinstance(found, PpidError):
            raise found
        return found

    def clear(self) -> None:
        self.log.append("clear")

    def check(self) -> None:
        self.log.append("check")
        if self.fails:
            self.fails -= 1
            raise UnreachableError("Google Sheets tidak menjawab", "jalankan lagi")

    def pause(self, seconds: float) -> None:
        assert seconds == 60
        self.log.append(".")
        if not self.ticks:
            raise MinutesOverError

    def run(self) -> str:
        with pytest.raises(MinutesOverError):
            answer(self, self.check, lambda _: self.log.append("complain"), self.pause)
        return " ".join(self.log)


@pytest.mark.parametrize(
    ("waiting", "log"),
    [
        (Waiting(False, False), ". ."),
        (Waiting(False, True, False), ". clear check . ."),
        (Waiting(True, True), "clear check . clear check ."),
        (Waiting(True, False, False, False, fails=2), "clear check complain . check . check . ."),
        (
            Waiting(UnreachableError("Jaringan putus"), UnreachableError("Jaringan putus"), True),
            "complain . . clear check .",
        ),
    ],
)
def test_a_tick_goes_before_its_check_and_lasts_until_one_succeeds(
    waiting: Waiting, log: str
) -> None:
    """What goes wrong is told once while it stays the same."""
    assert waiting.run() == log


def test_a_fault_of_the_program_ends_it() -> None:
    """Its sentence is for whoever mends the program."""
    with pytest.raises(BugError):
        Waiting(BugError("Salah")).run()
