"""How the job's own tabs look: drawn anew where an earlier version drew them, links that lead to
the rows of the moment, and nothing that is written twice."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ppid_sheets.archive.verdict import verdict
from ppid_sheets.checks.judge import judge
from ppid_sheets.deadlines.holiday_tab import holidays_tab
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.plans import findings_page, status_page
from ppid_sheets.register import layout
from ppid_sheets.register.values import Snapshot, Tab
from ppid_sheets.stores.xlsx.heights import height
from tests.build import CALENDAR, GOOD, OPEN, SETTINGS, TODAY, grid
from tests.fakesheets.books import values_of
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.golden import assert_golden
from tests.kept import built, kept
from tests.stores import registers
from tests.stores import sheets as google_sheets

MORNING = datetime(2026, 11, 23, 8, 15)
LATE = {**OPEN, "received_on": date(2026, 10, 1), "reg_number": "www.kpu.go.id/002"}
WRONG = {**OPEN, "reg_number": "003/PPID/XI/2026", "channel": "Merpati"}
EARLIER = re.compile(
    rb'<hyperlinks>.*?</hyperlinks>|<autoFilter[^>]*/>| showGridLines="0"'
    rb"|<conditionalFormatting.*?</conditionalFormatting>"
)
"""What a version had not that filled pages before they had a look."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A new register with three requests, checked."""
    made = tmp_path / "register.xlsx"
    return kept(made, "looks", lambda path: checked(built(path, GOOD, LATE, WRONG)))


def checked(path: Path, moment: datetime = MORNING) -> jobs.Checked:
    """A run that ends at a moment."""
    return jobs.check(registers.store(path), SETTINGS, TODAY, local_time=lambda: moment)


def pages_of(path: Path) -> dict[str, Any]:
    """The job's pages as openpyxl reads them."""
    book = openpyxl.load_workbook(path)
    return {title: book[title] for title in layout.PAGES}


def links(sheet: Any) -> dict[str, tuple[Any, str]]:
    """The links of a page: by their cell what it says, and where it leads."""
    return {
        cell.coordinate: (cell.value, cell.hyperlink.location)
        for row in sheet
        for cell in row
        if cell.hyperlink
    }


def rules_of(sheet: Any) -> list[tuple[str, str]]:
    """The rules of a page: where, and when they show."""
    areas = sheet.conditional_formatting
    return sorted((str(area.sqref), rule.formula[0]) for area in areas for rule in area.rules)


def earlier(path: Path) -> None:
    """The pages as a version without looks left them."""
    parts = registers.parts(path)
    book = openpyxl.load_workbook(path)
    names = [f"xl/worksheets/sheet{book.sheetnames.index(title) + 1}.xml" for title in layout.PAGES]
    registers.repack(path, {name: EARLIER.sub(b"", parts[name]) for name in names})


def test_a_line_leads_to_its_row(path: Path) -> None:
    """The cell that names a row leads to it, and no text of people's leads anywhere."""
    found = pages_of(path)
    for title in (layout.DAILY, layout.FINDINGS):
        held = links(found[title])
        assert held
        assert all(place == f"'Register'!A{row}" for row, place in held.values())
    assert not links(found[layout.STATUS])


@pytest.mark.slow
def test_pages_of_an_earlier_version_get_the_look_of_new_ones(path: Path) -> None:
    """Once, and then nothing is written; widths and words of people's stay."""
    wanted = {title: (links(sheet), rules_of(sheet)) for title, sheet in pages_of(path).items()}
    book = openpyxl.load_workbook(path)
    book[layout.FINDINGS].column_dimensions["F"].width = 77
    book[layout.FINDINGS]["H4"] = "sudah dibicarakan"
    book.save(path)
    earlier(path)
    checked(path, MORNING + timedelta(hours=1))
    found = pages_of(path)
    for title, sheet in found.items():
        assert (links(sheet), rules_of(sheet)) == wanted[title]
        assert not sheet.sheet_view.showGridLines
    assert found[layout.FINDINGS].auto_filter.ref
    assert found[layout.FINDINGS].column_dimensions["F"].width == 77
    assert found[layout.FINDINGS]["H4"].value == "sudah dibicarakan"
    before = path.read_bytes()
    assert checked(path, MORNING + timedelta(hours=2)).plan.empty
    assert path.read_bytes() == before


def test_a_row_is_as_tall_as_its_texts_in_the_widths_that_people_gave(path: Path) -> None:
    """A column that somebody made narrow cuts no words at the next check."""
    book = openpyxl.load_workbook(path)
    book[layout.FINDINGS].column_dimensions["F"].width = 9
    book.save(path)
    jobs.check(registers.store(path), SETTINGS, TODAY + timedelta(1), local_time=lambda: MORNING)
    page = pages_of(path)[layout.FINDINGS]
    for line in page.iter_rows(min_row=4):
        needed = height([(line[5].value, 9)])
        assert needed and page.row_dimensions[line[0].row].height >= needed


def test_what_people_do_to_the_look_stays(path: Path) -> None:
    """The filter that somebody took off, the grid that somebody wants to see."""
    book = openpyxl.load_workbook(path)
    page = book[layout.FINDINGS]
    page.auto_filter.ref, page.sheet_view.showGridLines = None, True
    book.save(path)
    registers.store(path)
    checked(path, MORNING + timedelta(hours=30))
    page = pages_of(path)[layout.FINDINGS]
    assert not page.auto_filter.ref and page.sheet_view.showGridLines


def test_links_follow_a_tab_that_was_renamed(path: Path) -> None:
    """In a file they name the tab; a name with an apostrophe is one as well."""
    registers.renamed(path, "Register", "Permohonan '26 lain")
    checked(path, MORNING + timedelta(hours=1))
    for title in (layout.DAILY, layout.FINDINGS):
        held = links(pages_of(path)[title])
        assert held
        assert all(place == f"'Permohonan ''26 lain'!A{row}" for row, place in held.values())
    before = path.read_bytes()
    assert checked(path, MORNING + timedelta(hours=2)).plan.empty
    assert path.read_bytes() == before


def test_figures_stand_at_the_right_and_days_in_the_middle(path: Path) -> None:
    """No day touches the name beside it; heads stand as what is below them."""
    page = pages_of(path)[layout.DAILY]
    head = next(row for row in page if row[0].value == "No. Registrasi")
    for row in (head, page[head[0].row + 1]):
        stands = [cell.alignment.horizontal for cell in row]
        assert stands == [None, "center", None, "center", "right", None, "right"]
    assert [cell.font.sz for cell in page[3][:6]] == [20] * 6


def google_links(book: Book, title: str) -> dict[tuple[int, int], tuple[Any, str]]:
    """The links of a page by place: what the cell says, and where it leads."""
    return dict(_google_links(book, title))


def _google_links(book: Book, title: str) -> Iterator[tuple[tuple[int, int], tuple[Any, str]]]:
    sheet = book.tab(title)
    for row in range(len(sheet.rows)):
        for column in range(len(sheet.columns)):
            value, extra = sheet.cell(row, column)
            text = extra.get("userEnteredFormat", {}).get("textFormat", {})
            if text.get("link"):
                yield (row, column), (value, text["link"]["uri"])


def run(sheets: FakeSheets, hour: int = 8) -> jobs.Checked:
    """A run on the spreadsheet at an hour."""
    moment = datetime(2026, 11, 23, hour, 15)
    store = google_sheets.store(sheets)
    return jobs.check(store, SETTINGS, TODAY, local_time=lambda: moment)


def leads_right(book: Book) -> bool:
    """Whether all links, of which there are some, lead to the rows that their cells name."""
    home = book.tab("Register").sheet_id
    held = [google_links(book, title) for title in (layout.DAILY, layout.FINDINGS)]
    return all(held) and all(
        place == f"#gid={home}&range=A{row}" for one in held for row, place in one.values()
    )


@pytest.mark.slow
def test_lines_lead_to_their_rows_in_a_google_sheet(sheets: FakeSheets) -> None:
    """Also after rows have moved; a run with nothing new makes three calls and changes nothing."""
    book = google_sheets.adopted(sheets, GOOD, LATE, WRONG)
    run(sheets)
    assert leads_right(book)
    before = {title: values_of(book, title) for title in (layout.DAILY, layout.FINDINGS)}
    sheets.log.clear()
    assert run(sheets, 9).plan.empty
    assert len(sheets.log) == 3
    assert {title: values_of(book, title) for title in before} == before
    People(book).insert_rows("Register", 2, 1)
    assert not run(sheets, 10).plan.empty
    assert leads_right(book)
    assert run(sheets, 11).plan.empty


def test_pages_of_an_earlier_version_get_the_look_in_a_google_sheet(sheets: FakeSheets) -> None:
    """Colours, links, filter and no grid, once; widths and the office's own rule stay."""
    book = google_sheets.adopted(sheets, GOOD, LATE, WRONG)
    run(sheets)
    page = book.tab(layout.FINDINGS)
    wanted = {title: book.tab(title).rules[:] for title in layout.PAGES}
    foreign = {
        "ranges": [{"sheetId": page.sheet_id, "startColumnIndex": 0, "endColumnIndex": 1}],
        "booleanRule": {
            "condition": {"type": "NOT_BLANK"},
            "format": {"textFormat": {"bold": True}},
        },
    }
    for title in layout.PAGES:
        tab = book.tab(title)
        tab.rules[:] = []
        tab.properties["gridProperties"].pop("hideGridlines", None)
    page.filter = None
    page.rules.append(foreign)
    page.lines[page.columns[5]] = {"pixelSize": 500}
    run(sheets, 9)
    for title in layout.PAGES:
        tab = book.tab(title)
        assert [rule for rule in tab.rules if rule != foreign] == wanted[title]
        assert tab.properties["gridProperties"]["hideGridlines"]
    assert foreign in page.rules
    assert page.filter
    assert page.lines[page.columns[5]] == {"pixelSize": 500}
    assert run(sheets, 10).plan.empty


def test_links_follow_a_register_that_a_copy_took_over(sheets: FakeSheets) -> None:
    """The tab was deleted and a copy of it is the register now: its id is another."""
    book = google_sheets.adopted(sheets, GOOD, LATE, WRONG)
    run(sheets)
    People(book).duplicate_tab("Register", "Register (2)")
    People(book, book.owner).delete_tab("Register")
    People(book).rename_tab("Register (2)", "Register")
    run(sheets, 9)
    assert leads_right(book)
    assert run(sheets, 10).plan.empty


def test_init_gives_new_pages_the_look(sheets: FakeSheets) -> None:
    """A page that was deleted comes back with its grid off, its filter and its rules."""
    book = google_sheets.adopted(sheets, GOOD, WRONG)
    People(book, book.owner).delete_tab(layout.FINDINGS)
    init(google_sheets.store(sheets))
    page = book.tab(layout.FINDINGS)
    assert page.properties["gridProperties"]["hideGridlines"]
    assert page.filter and page.rules
    run(sheets)
    assert run(sheets, 9).plan.empty


def said(tab: Tab) -> Iterator[str]:
    """The lines of a page, each with its look and where it leads."""
    for number, row in enumerate(tab.rows):
        look = tab.styles[number] if number < len(tab.styles) else "body"
        leads = [f" → {place[0]}!{place[1]}" for at, place in tab.links.items() if at[0] == number]
        texts = " | ".join("" if value is None else str(value) for value in row)
        yield f"{look:8}{texts}".rstrip() + "".join(leads)


def test_the_pages_are_the_ones_we_want_people_to_read() -> None:
    """Every line of *Temuan* and *Status Pemeriksaan* of a small register, with its look."""
    tabs = {"Register": grid(GOOD, LATE, WRONG), "Hari Libur": holidays_tab(CALENDAR.holidays).rows}
    snapshot = Snapshot(tabs)
    told = verdict(judge(snapshot, SETTINGS, TODAY), snapshot, SETTINGS, TODAY, None)
    findings = findings_page.page(told, TODAY)
    status = status_page.status(told, TODAY, MORNING)
    assert_golden("\n".join((*said(findings), "", *said(status))) + "\n", "own-tabs.txt")


def test_a_page_that_grows_in_a_google_sheet_is_drawn_in_one_run(sheets: FakeSheets) -> None:
    """Its rules end with the rows that there were before; the next run finds nothing to mend."""
    few = [{**LATE, "reg_number": f"{n:03}/PPID/X/2026"} for n in range(3)]
    book = google_sheets.adopted(sheets, *few)
    run(sheets)
    tall = len(book.tab(layout.DAILY).rows)
    many = [{**LATE, "reg_number": f"{n:03}/PPID/X/2026"} for n in range(3, 70)]
    rows = grid(*many)[1:]
    People(book).paste("Register", "A5", rows)
    assert not run(sheets, 9).plan.empty
    grown = [title for title in layout.PAGES if len(book.tab(title).rows) > tall]
    assert grown
    assert run(sheets, 10).plan.empty
