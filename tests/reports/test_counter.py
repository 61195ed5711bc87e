"""The tab *Cetak* says what `form` says: LibreOffice works it out over rows as people type them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from ppid_sheets.config import Settings
from ppid_sheets.deadlines.calendar import decreed_holidays
from ppid_sheets.errors import UsageError
from ppid_sheets.jobs.papers import read
from ppid_sheets.register import layout, own_tabs
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.requests.words import ELECTION_STAGES
from ppid_sheets.reports.counter.page import PAPERS
from ppid_sheets.reports.form import application, handover, receipt
from ppid_sheets.reports.form.letter import Letter
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.form.row import find
from ppid_sheets.stores.xlsx import new
from ppid_sheets.stores.xlsx.store import WorkbookStore
from tests.build import GOOD, OFFICERS, OPEN, SETTINGS, TODAY, WITH_ELECTIONS
from tests.reports import counting

needs_soffice = pytest.mark.skipif(not counting.SOFFICE, reason="LibreOffice is not installed")
OFFICE = replace(SETTINGS, profiles=WITH_ELECTIONS, forms=replace(SETTINGS.forms, sheet_price=500))
HOME = next(tab for tab in own_tabs.pages([layout.PRINT]) if tab.title == layout.PRINT)
DESCRIBED: tuple[Callable[[Request, Settings], Letter | None], ...] = (
    application.describe,
    lambda request, settings: application.describe(request, settings).back,
    receipt.describe,
    handover.describe,
)
ROWS = [
    GOOD,
    {**OPEN, "reg_number": "0~2*/PPID?/XI/2026", "applicant_name": '=SUM("a")', "phone": 812345678},
    {**GOOD, "reg_number": "003/PPID/XI/2026", "information": "Salinan SK\n" * 30,
     "address": "Jl. Merdeka\u00a0No. 1,\u200b Manggar", "purpose": "  - "},
    {**GOOD, "reg_number": "004/PPID/XI/2026", "received_on": "9 November 2026",
     "received_at": "pukul 09.15 WIB", "channel": "wa", "id_type": "e-ktp; SIM",
     "cost": "Rp 15.000,-", "payment": "Tunai", "delivery": "merpati",
     "decision": "Dikabulkan Sebagian"},
    {**OPEN, "reg_number": "005/PPID/XI/2026", "received_on": "kemarin",
     "incomplete_on": date(2026, 11, 10)},
    {**OPEN, "reg_number": "006/PPID/XI/2026", "incomplete_on": date(2026, 11, 10)},
    {**OPEN, "reg_number": "007/PPID/XI/2026", "incomplete_on": date(2026, 11, 10),
     "complete_on": date(2026, 11, 12), "received_at": time(10, 5), "email": ""},
    {**OPEN, "reg_number": "008/PPID/XI/2026", "extended_on": date(2026, 11, 16),
     "extension_reason": "Dokumen di arsip", "decision": "Proses", "officer": ""},
    {**GOOD, "reg_number": "009/PPID/XI/2026", "cost": 7500.0, "delivery": "Surat"},
    {**GOOD, "reg_number": "010/PPID/XI/2026", "info_category": ELECTION_STAGES, "cost": 1500.0},
]  # fmt: skip


def words(page: Sequence[Sequence[str]]) -> str:
    """What a page prints below the letterhead."""
    head = "".join("".join(row[0] for row in page[7:10]).split())
    return counting.text(page, HOME).removeprefix(head)


def form(request: Request, paper: str) -> str:
    """What `form` says on a paper, nothing where it makes none."""
    try:
        letter = DESCRIBED[PAPERS.index(paper)](request, OFFICE)
    except UsageError:
        return ""
    assert letter
    return counting.said(letter)


@needs_soffice
@pytest.mark.slow
def test_the_tab_says_what_the_form_says(tmp_path: Path) -> None:
    """Each paper of each row: the same words and gaps, however the row was typed."""
    path = tmp_path / "register.xlsx"
    new.build(path, REQUESTS, ROWS, holidays=decreed_holidays(), officers=OFFICERS)
    store = WorkbookStore(path, now=lambda: datetime(2026, 11, 23))
    found = read(store.read(), OFFICE, TODAY)
    asked = [(str(row["reg_number"]), paper) for row in ROWS for paper in PAPERS]
    absent = [("999/PPID/XI/2026", PAPERS[0]), ("", PAPERS[0]), (asked[0][0], "")]
    pages = counting.pages(store, OFFICE, TODAY, [*asked, *absent])
    for (number, paper), page in zip(asked, pages, strict=False):
        request = Request(found.table, find(found.table, number), found.clock, TODAY)
        assert words(page) == form(request, paper), (number, paper)
    assert [words(page) for page in pages[len(asked) :]] == ["", "", ""]
    assert [page[3][0][:12] for page in pages[len(asked) :]] == ["Nomor ini ti", "", "Pilih formul"]
    emptied = {cell for row in pages[-2] for cell in row}
    assert not emptied & {
        str(value) for key, value in GOOD.items() if REQUESTS.by_key[key].personal
    }
