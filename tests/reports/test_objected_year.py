"""Objections in the annual paper and in what is announced of a year."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings

from ppid_sheets.common.month import Month
from ppid_sheets.jobs import papers
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.reports.month import objected as of_the_month
from ppid_sheets.reports.month.objection_flow import (
    DISPUTED,
    DISPUTED_AFTER,
    DISPUTED_BEFORE,
    LEFT,
    MEDIATED,
    OPENING,
    OTHERS,
    OVERDUE_ONES,
    PARTLY,
    RECEIVED,
    REFUSED,
    RULED,
    SUED,
    UNCLEAR,
    WHOLLY,
)
from ppid_sheets.reports.objections.rows import objections_as_of
from ppid_sheets.reports.year import annual, checks, objected, open_data, web
from ppid_sheets.reports.year.announced import announced
from ppid_sheets.reports.year.span import MonthSpan
from ppid_sheets.reports.year.span import year as year_span
from tests.budget import draws
from tests.build import SETTINGS, grid
from tests.memory import MemoryStore
from tests.reports.build import register
from tests.reports.objecting import (
    REGISTERS_OF,
    REQUESTS,
    SOME,
    Objection,
    objection,
    report_with,
)
from tests.reports.objecting import found as beside
from tests.reports.test_annual import END, of, part
from tests.reports.test_letter_pages import too_small
from tests.reports.test_objected import closes, dispute_of, flow_of
from tests.reports.test_recalculation import assert_recalculated
from tests.stores.sheets import HOLIDAYS


@pytest.mark.slow
def test_objections_are_counted_where_the_office_registers_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By their own days and grounds; *nihil* without any; a tab that cannot be read is told of."""
    rows = [
        {**objection("K-1", date(2025, 12, 30), "Keberatan Ditolak", date(2026, 1, 9))},
        {
            **objection("K-2", date(2026, 3, 2), "Diterima Sebagian", date(2026, 4, 27)),
            "disputed_on": date(2026, 4, 28),
            "mediated_on": date(2026, 5, 4),
            "dispute_ruled_on": date(2027, 1, 4),
        },
        {**objection("K-3", date(2026, 11, 3)), "objection_ground": None},
        {**objection("K-4", "entah")},
    ]
    ours = [column.header for column in OBJECTIONS.staff]

    def tab(kept: Any) -> Any:
        return [ours, *([row.get(column.key) for column in OBJECTIONS.staff] for row in kept)]

    tabs = {"Register": grid(*REQUESTS), "Keberatan": tab(rows), "Hari Libur": HOLIDAYS}
    monkeypatch.setattr(MemoryStore, "link", lambda *_: "")
    store = MemoryStore(tabs, register="Register")
    paper = tmp_path / "Laporan-Tahunan-PPID-2026.xlsx"

    def section() -> dict[str, Any]:
        made = papers.report_annual(store, SETTINGS, year_span(2026), date(2027, 1, 11), tmp_path)
        assert "Rahasia" not in "".join(
            str(cell.value)
            for path in (made.inside, made.outside[0])
            for sheet in openpyxl.load_workbook(path)
            for row in sheet
            for cell in row
        )
        sheet = openpyxl.load_workbook(paper, data_only=True)["Laporan"]
        lines = [[cell.value for cell in row[:2]] for row in sheet.rows]
        start = next(i for i, line in enumerate(lines) if str(line[0]).startswith("F. "))
        end = next(i for i, line in enumerate(lines) if str(line[0]).startswith("G. "))
        return {str(name).strip(): value for name, value in lines[start + 2 : end]}

    assert [*section().values()][:4] == [None] * 4
    store.beside(OBJECTIONS).state = replace(store.beside(OBJECTIONS).state, register="Keberatan")
    found = section()
    assert {name: value for name, value in found.items() if value} == {
        "Sisa keberatan dari masa sebelumnya": 1,
        "Keberatan yang diterima Atasan PPID": 2,
        "a. ditolak (Pasal 17)": 1,
        "alasan lain atau tidak terbaca": 1,
        "Keberatan yang ditanggapi": 2,
        "diterima sebagian": 1,
        "ditolak": 1,
        "ditanggapi melewati batas waktu": 1,
        "Keberatan yang belum ditanggapi": 1,
        "terbuka melewati batas waktu": 1,
        "Permohonan penyelesaian sengketa ke Komisi Informasi": 1,
        "mediasi": 1,
        "Sengketa yang belum diputus": 1,
    }
    assert any("tidak dihitung: baris 5" in name for name in found)
    store.tabs["Keberatan"] = tab(())
    assert [*section().values()][:4] == ["nihil"] * 4
    store.tabs["Keberatan"] = [["bukan", "register"]]
    assert any("Register keberatan tidak terbaca: " in name for name in section())


@pytest.mark.slow
@settings(max_examples=draws(6), deadline=None)
@given(REGISTERS_OF)
def test_twelve_months_are_the_year(rows: list[Objection]) -> None:
    """Whatever people type: each month closes into the next, disputes too, and all is proven; the
    annual figures are the sums of the months."""
    months = [report_with(rows, month) for month in range(1, 13)]
    flows, disputes = [*map(flow_of, months)], [*map(dispute_of, months)]
    assert {report.verdict for report in months} == {"Semua cocok"}
    for one in flows:
        assert closes(one) and max(one[OVERDUE_ONES], one[UNCLEAR]) <= one[LEFT]
    for before, after in pairwise(flows):
        assert before[LEFT] == after[OPENING]
    for one, next_one in pairwise(disputes):
        assert one[DISPUTED_BEFORE] + one[DISPUTED] - one[RULED] == one[DISPUTED_AFTER]
        assert one[DISPUTED_AFTER] == next_one[DISPUTED_BEFORE]
    last = months[-1]
    if last.has_objections:
        so_far = last.once(of_the_month.layout)[1]
        for at in (RECEIVED, WHOLLY, PARTLY, REFUSED, OTHERS):
            assert so_far.number(0, at).value == sum(one[at] for one in flows)
        for at in (DISPUTED, MEDIATED, RULED, SUED):
            assert dispute_of(last, 3)[at] == sum(one[at] for one in disputes)
    known = objections_as_of(beside(rows, END), END)
    year = replace(of(register(*REQUESTS)), objections=known)
    assert {check.result for check in checks.identities(year)} == {"OK"}
    counted = {one.name: one.now.value for one in objected.counts(year)}
    if counted:
        for name, at in (
            ("Keberatan yang diterima Atasan PPID", RECEIVED),
            ("diterima sebagian", PARTLY),
            ("diterima seluruhnya", WHOLLY),
            ("Keberatan yang dicabut", OTHERS),
        ):
            assert counted[name] == sum(one[at] for one in flows), name
        assert counted["Keberatan yang belum ditanggapi"] == flows[-1][LEFT]
        assert counted["terbuka melewati batas waktu"] == flows[-1][OVERDUE_ONES]
        assert counted["Sengketa yang belum diputus"] == disputes[-1][DISPUTED_AFTER]
        assert counted["mediasi"] == sum(one[MEDIATED] for one in disputes)


@pytest.mark.slow
def test_recalculation_changes_nothing(tmp_path: Path) -> None:
    """LibreOffice comes to the same counts."""
    year = replace(of(register(*REQUESTS)), objections=objections_as_of(beside(SOME, END), END))
    assert_recalculated({"year": annual.describe(year)}, tmp_path)


def _published(rows: Any, span: Any = None, **changed: Any) -> Any:
    year = of(register(*REQUESTS), **changed) if span is None else part(register(*REQUESTS), span)
    return replace(year, objections=rows and objections_as_of(beside(rows, year.as_of), year.as_of))


def test_what_is_announced_is_the_same_in_three_files() -> None:
    """Counts of the whole year in words, beside those of the year before; no row, no name."""
    year = _published(SOME)
    page, rows = web.page(year), open_data.table(year)
    sheet = annual.describe_publication(year).sheets[1]
    lines = {
        str(line[0].value).strip(): [cell.value for cell in line[1:]]
        for block in sheet.blocks
        for line in getattr(block, "rows", ())
    }
    assert lines["Keberatan yang diterima Atasan PPID"][0] == 8
    assert lines["Keberatan yang belum ditanggapi"][0] == 4
    for one in announced(year, small=True):
        assert lines[one.name][0] == one.value
        assert f'"{one.whole}";"{one.value}"' in rows
        assert f"{one.name}</th><td>{one.value}</td>" in page
    assert sheet.one_page and not too_small(sheet, SETTINGS)
    assert not [text for text in ("Rahasia", "K-1", "001/PPID") if text in page + rows]


def test_small_counts_of_a_short_report_are_hidden_together() -> None:
    """They add up; a report of half a year and more shows what there was."""
    october = MonthSpan(Month(2026, 10), Month(2026, 10))
    found = announced(_published(SOME, october), small=False)
    assert {one.value for one in found} == {"*", 0}
    assert "Tidak ditampilkan" in web.page(_published(SOME, october))


def test_nothing_is_announced_as_nihil_where_a_register_says_so() -> None:
    """An office that keeps no register announces nothing of objections."""
    nothing = replace(_published(None), objections=objections_as_of(beside((), END), END))
    assert "<p>Nihil.</p>" in web.page(nothing)
    assert '"Keberatan dan sengketa informasi";"0"' in open_data.table(nothing)
    assert len(annual.describe_publication(nothing).sheets) == 2
    silent = _published(None)
    assert "eberatan" not in web.page(silent) + open_data.table(silent)
    assert len(annual.describe_publication(silent).sheets) == 1
