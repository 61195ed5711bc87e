"""The tab *Cetak* says what `form` says: LibreOffice works it out over rows as people type them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from itertools import zip_longest
from pathlib import Path

import pytest

from ppid_sheets.checks.judge import judge
from ppid_sheets.checks.rules.contact import is_email, phone_fault
from ppid_sheets.config import Settings
from ppid_sheets.errors import UsageError
from ppid_sheets.jobs.papers import read
from ppid_sheets.plans.print_tabs import printing
from ppid_sheets.register import layout, own_tabs
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.requests.words import ELECTION_STAGES
from ppid_sheets.register.values import Formula
from ppid_sheets.reports.counter.drafts import LONGEST
from ppid_sheets.reports.counter.page import PAPERS
from ppid_sheets.reports.form import application, handover, receipt
from ppid_sheets.reports.form.letter import Letter
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.form.row import find
from ppid_sheets.stores.xlsx.store import WorkbookStore
from tests.build import GOOD, OPEN, SETTINGS, TODAY, WITH_ELECTIONS
from tests.kept import built
from tests.reports import counting
from tests.soffice import SOFFICE

needs_soffice = pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
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
    {**OPEN, "reg_number": "011/PPID/XI/2026", "info_category": "lain sekali"},
    {**OPEN, "reg_number": "012/PPID/XI/2026", "extended_on": "entah", "extension_reason": "Arsip"},
    {**OPEN, "reg_number": "013/PPID/XI/2026", "extended_on": "entah"},
    {**OPEN, "reg_number": "014/PPID/XI/2026", "extended_on": date(2026, 11, 16),
     "extension_reason": "#N/A"},
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
    return counting.wording(letter)


@needs_soffice
@pytest.mark.slow
def test_the_tab_says_what_the_form_says(tmp_path: Path) -> None:
    """Each paper of each row: the same words and gaps, however the row was typed."""
    path = tmp_path / "register.xlsx"
    built(path, *ROWS)
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


PHONES = {
    "081200000001": "6281200000001",
    "+62 812-0000-0001": "6281200000001",
    "62 (812) 00000001": "6281200000001",
    "+65 91234567": "6591234567",
    "0719 21234": "",
    "0812/0813": "",
    "81200000001": "",
    "+6281": "",
    "081200000001#x": "",
    "": "",
    "javascript:1": "",
}
MAILS = {
    "pemohon@example.com": True, "Pemohon.Satu+ppid@kpu.go.id": True, "a_b-c@x1.example": True,
    "a@b": False, "a@b.c": False, "a@@b.id": False, "a b@c.id": False, "a@b..id": False,
    "a@-b.id": False, "a@b.id?cc=x@y.id": False, "a@b.id, c@d.id": False, "a@b.1d": False,
    "a&b@c.id": False, "": False, ".a@b.id": False, "a@b.id.": False,
}  # fmt: skip


@needs_soffice
@pytest.mark.slow
def test_a_draft_is_offered_for_what_passes_its_own_rule(tmp_path: Path) -> None:
    """A link only to a number of digits and an address of safe letters, never above 255 letters."""
    path = tmp_path / "register.xlsx"
    pairs = list(zip_longest(PHONES, MAILS, fillvalue=""))
    numbers = [f"{at:03}/PPID/XI/2026{'/PANJANG' * at}" for at in range(len(pairs))]
    rows = [
        {**(OPEN if at % 2 else GOOD), "reg_number": number, "phone": phone, "email": mail}
        for at, (number, (phone, mail)) in enumerate(zip(numbers, pairs, strict=True))
    ]
    built(path, *rows)
    store = WorkbookStore(path, now=lambda: datetime(2026, 11, 23))
    pages = counting.pages(store, SETTINGS, TODAY, [(number, "") for number in numbers])
    for (phone, mail), number, page in zip(pairs, numbers, pages, strict=True):
        called, written = page[15][3], page[16][3]
        assert called == PHONES.get(phone, ""), phone
        assert (written == mail) is (MAILS.get(mail, False) or not mail), mail
        assert not called or not phone_fault(phone)
        assert not written or is_email(written)
        chat, letter = f"https://wa.me/{called}?text=", f"mailto:{written}?subject=PPID&body="
        told = min(len(page[18][3]), len(page[20][3]))
        for link, wanted, start in zip(page[4], (called, written), (chat, letter), strict=False):
            fits = len(start.replace("+", "%2B")) + told <= LONGEST
            assert bool(link) is (bool(wanted) and fits), number
        assert re.fullmatch(r"[A-Za-z0-9.:%-]*", page[18][3])
        assert number in page[17][3] or not (called or written)


def test_no_formula_is_longer_or_deeper_than_excel_takes(tmp_path: Path) -> None:
    """8,192 letters, 64 functions one in another, and no text of more than 255 letters."""
    path = tmp_path / "register.xlsx"
    built(path, ROWS[0])
    snapshot = WorkbookStore(path, now=lambda: datetime(2026, 11, 23)).read()
    judged = judge(snapshot, OFFICE, TODAY, TODAY)
    snapshot = replace(snapshot, pages={layout.PRINT: (), layout.PRINT_FACTS: ()})
    _, desk = printing(snapshot, judged, OFFICE, TODAY)
    formulas = [cell for row in desk.rows for cell in row if isinstance(cell, Formula)]
    assert len(formulas) > 300
    for text in formulas:
        plain, texts = re.sub(r'"[^"]*"', '""', text), re.findall(r'"([^"]*)"', text)
        depths = [plain[:at].count("(") - plain[:at].count(")") for at in range(len(plain))]
        assert (len(text) < 8192, max(depths) <= 64) == (True, True), text[:80]
        assert max(map(len, texts), default=0) <= 255
