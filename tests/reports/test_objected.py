"""Objections in the month's workbook: a flow that closes, live figures, and nothing personal."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from ppid_sheets.archive.verdict import Beside
from ppid_sheets.errors import ShapeError
from ppid_sheets.reports.month import monthly, objected
from ppid_sheets.reports.month.earlier_issue import Source
from ppid_sheets.reports.month.objection_flow import (
    LEFT,
    OPENING,
    OTHERS,
    PARTLY,
    RECEIVED,
    REFUSED,
    SUED,
    UNCLEAR,
    WHOLLY,
)
from ppid_sheets.reports.month.report import Report
from ppid_sheets.reports.objections.rows import ObjectionRows, objections_as_of
from ppid_sheets.reports.workbook import xlsx
from tests.budget import chosen
from tests.reports.build import cells, october, register, table_of, texts
from tests.reports.objecting import (
    REQUESTS,
    SOME,
    Objection,
    objection,
    report_with,
)
from tests.reports.test_recalculation import assert_recalculated

ABOUT = "Keberatan dan sengketa informasi: "
FLOW = range(OPENING, UNCLEAR + 1)
Flow = Mapping[int, int]


def flow_of(report: Report) -> Flow:
    """The month's objections together."""
    if not report.has_objections:
        return dict.fromkeys(FLOW, 0)
    grounds = report.once(objected.layout)[0]
    return {at: int(str(grounds.foot(at).value)) for at in FLOW}


def dispute_of(report: Report, line: int = 2) -> Sequence[int]:
    """The month's answers and disputes, or with line 3 those of the year."""
    if not report.has_objections:
        return [0] * (SUED + 1)
    placed = report.once(objected.layout)[line]
    return [0, *(int(str(placed.number(0, at).value)) for at in range(1, SUED + 1))]


def line_of(report: Report) -> str:
    """What the page to sign says of objections."""
    (said,) = [text for text in texts(monthly.book_of(report), "Laporan") if ABOUT in text]
    return said.removeprefix(ABOUT)


def closes(one: Flow) -> bool:
    """What there was is what ended or is left."""
    ended = sum(one[at] for at in (WHOLLY, PARTLY, REFUSED, OTHERS))
    return one[OPENING] + one[RECEIVED] == ended + one[LEFT]


def test_each_ground_and_decision_has_its_place() -> None:
    """October by ground, then the year, answers in time and late, and disputes."""
    report = report_with(SOME)
    found = table_of(
        monthly.book_of(report),
        "Keberatan",
        "A. Keberatan menurut alasan (Pasal 35 ayat (1) UU 14/2008)",
    )
    assert {line[0]: line[1:] for line in found[1:]} == {
        "a. ditolak (Pasal 17)": [1, 1, 0, 0, 1, 0, 1, 1, 0],
        "d. tidak sebagaimana diminta": [1, 0, 1, 0, 0, 0, 0, 0, 0],
        "f. biaya tidak wajar": [0, 1, 0, 0, 0, 1, 0, 0, 0],
        "(tidak diisi)": [0, 1, 0, 0, 0, 0, 1, 0, 1],
        "(tidak terbaca)": [0, 1, 0, 0, 0, 0, 1, 0, 0],
    }
    assert dispute_of(report)[1:] == [2, 0, 1, 1, 1, 0, 2, 0]
    assert dispute_of(report, 3)[1:] == [2, 1, 1, 1, 1, 0, 2, 0]


def test_the_page_to_sign_says_it_in_a_line() -> None:
    """Every number is read from a cell, and so is whether there was anything."""
    report = report_with(SOME)
    assert line_of(report) == (
        "sisa lalu 2, diterima 4, ditanggapi 2 (diterima seluruhnya 1, sebagian 0, ditolak 1), "
        "dicabut 1, sisa 3 (terlambat 1); ke Komisi Informasi 1, diputus 0, belum diputus 2."
    )
    (cell,) = [c for s, _, _, c in cells(monthly.book_of(report)) if ABOUT in str(c.value)]
    literal = "".join(cell.formula.split('"')[1::2])
    assert not [letter for letter in literal if letter.isdigit()]
    assert len(cell.formula) < 8_000 and cell.formula.count("Keberatan!") > 10


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((), "nihil."),
        *(
            pytest.param(
                (objection("K-1", received, "Keberatan Ditolak", answered),),
                "nihil.",
                marks=pytest.mark.slow,
            )
            for received, answered in (
                (date(2025, 8, 3), date(2025, 8, 9)),
                (date(2026, 3, 3), date(2026, 4, 1)),
            )
        ),
        ((objection("K-1", "entah"),), "nihil. 1 keberatan tanpa tanggal tidak dihitung."),
    ],
)
def test_nothing_is_called_nothing(rows: Sequence[Objection], said: str) -> None:
    """Not what could not be counted."""
    assert line_of(report_with(rows)) == said


def test_without_the_tab_and_without_headers_it_is_said_so() -> None:
    """No register of objections, and one that cannot be read."""
    bare = october(register(*REQUESTS))
    assert any("nihil (register ini tanpa tab Keberatan)." in t for t in texts(bare, "Laporan"))
    assert "Keberatan" not in [sheet.name for sheet in bare.sheets]
    trouble = objections_as_of(
        Beside("Keberatan", trouble=ShapeError("Tab itu rusak")), date(2026, 10, 31)
    )
    book = october(register(*REQUESTS), objections=trouble)
    assert any("tidak dapat dihitung. Tab itu rusak." in t for t in texts(book, "Laporan"))


@pytest.mark.slow
def test_the_sheet_is_there_with_something_to_show() -> None:
    """A register whose tab is empty has none, so that an empty month keeps its pages."""
    assert not report_with(()).has_objections
    plain, more = (
        [sheet.name for sheet in monthly.book_of(report_with(rows)).sheets] for rows in ((), SOME)
    )
    assert [name for name in more if name not in plain] == ["Keberatan"]


def test_nobody_is_in_the_workbook() -> None:
    """Neither the applicant, nor the case, nor who answered."""
    content = xlsx.render(monthly.book_of(report_with(SOME)))
    book = openpyxl.load_workbook(BytesIO(content))
    values = [str(cell.value) for sheet in book for line in sheet for cell in line]
    assert not [value for value in values if "Rahasia" in value]


def test_open_objections_stand_on_tenggat_worst_first() -> None:
    """With the request they are about, in the columns of requests, linked to their own rows."""
    report = report_with(SOME, link=lambda row: f"https://example.com/#K{row}")
    lines = [
        [cell.value for cell in line]
        for block in monthly.book_of(report).sheets[3].blocks
        for line in getattr(block, "rows", ())
    ]
    at = next(i for i, line in enumerate(lines) if str(line[0]).startswith("Keberatan yang belum"))
    assert lines[at][-1] == 3
    assert [line[0] for line in lines[at + 1 : at + 4]] == ["K-3", "K-7", "K-8"]
    assert lines[at + 1][2:5] == ["Atas 001/PPID/X/2026", "Atasan PPID", date(2026, 10, 9)]
    links = [
        cell.link
        for _, _, _, cell in cells(monthly.book_of(report))
        if cell.link.startswith("https")
    ]
    assert links == [f"https://example.com/#K{row}" for row in (4, 8, 9)]


@pytest.mark.slow
def test_a_later_issue_names_what_changed_among_objections() -> None:
    """Figures, the numbers behind them, and the rows; where nothing changed there is no sheet."""
    before = Source("lama", xlsx.render(monthly.book_of(report_with(SOME))), by_itself=True)
    same = monthly.book_of(report_with(SOME), before)
    assert not monthly.lists_changes(same)
    changed = [
        *SOME[:-2],
        objection("K-8", date(2026, 10, 20), "Diterima Sebagian", date(2026, 10, 30)),
    ]
    lines = {
        (line[0].value, str(line[1].value)): line
        for block in monthly.book_of(report_with(changed), before).sheets[-1].blocks
        for line in getattr(block, "rows", ())
        if len(line) == 6
    }
    figure = lines["Keberatan", "Keberatan tahun ini: Januari–Oktober 2026, diterima sebagian"]
    assert [cell.value for cell in figure][2:] == [1, 2, 1, "K-8"]
    row = lines["Keberatan", "Keputusan"]
    assert [cell.value for cell in row][2:4] == ["Masih diproses", "Diterima Sebagian"]
    gone = monthly.book_of(report_with(()), before)
    assert monthly.lists_changes(gone)
    assert any("K-1" in text for text in texts(gone, "Perubahan"))


@pytest.mark.parametrize("day", chosen([1, 15, 30], (15,)))
def test_a_running_month_closes_too(day: int) -> None:
    """Its flow, its year so far, and every identity between them."""
    report = report_with(SOME, day=day)
    assert closes(flow_of(report)) and report.verdict == "Semua cocok"


def test_a_month_is_the_same_whenever_it_is_made() -> None:
    """What was answered in November was open at the end of October."""
    later = [
        *SOME[:-3],
        objection(
            "K-7",
            date(2026, 10, 19),
            "Keberatan Ditolak",
            date(2026, 11, 5),
            objection_ground="lain lagi",
        ),
        *SOME[-2:],
    ]
    assert flow_of(report_with(later)) == flow_of(report_with(SOME))


@pytest.mark.slow
def test_recalculation_changes_nothing(tmp_path: Any) -> None:
    """LibreOffice comes to the same values, in sentences too."""
    earlier = Source("lama", xlsx.render(monthly.book_of(report_with(SOME, day=20))))
    kinds = {"all": SOME, "one": SOME[:1], "unread": (objection("K-1", "entah"),)}
    books = {name: monthly.book_of(report_with(rows), earlier) for name, rows in kinds.items()}
    assert_recalculated(books, tmp_path)


def test_what_is_kept_of_the_list_is_of_the_months() -> None:
    """What ended and was ruled on before them is not listed."""
    old = objection("K-1", date(2024, 9, 7), "Keberatan Ditolak", date(2024, 10, 20))
    rows: ObjectionRows | None = report_with((old, SOME[0])).objections
    assert rows and rows.frame["reg_number"].tolist() == ["K-1"]
    assert rows.frame.index.tolist() == [3]
