"""The printed register: the national form, whole texts, nobody's identity unless asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.register.header import find_header
from ppid_sheets.register.looks import LOOKS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.table import Table, read_table
from ppid_sheets.reports.national import printed
from ppid_sheets.reports.national.leaves import LEAVES
from ppid_sheets.reports.national.stretch import Stretch
from ppid_sheets.reports.workbook import xlsx
from ppid_sheets.reports.workbook.book import Book, Grid
from ppid_sheets.reports.workbook.paging import fitted
from tests.budget import draws
from tests.build import GOOD, LISTS, OPEN, SETTINGS, table
from tests.golden import assert_golden
from tests.register.forms import NATIONAL, NATIONAL_REQUEST
from tests.reports.build import register
from tests.reports.test_fitting import FONTS, too_low
from tests.reports.test_letter_pages import squeezed

NOVEMBER = Stretch(date(2026, 11, 1), date(2026, 11, 30))
TODAY = date(2026, 11, 23)


def book(
    read: Table, stretch: Stretch = NOVEMBER, *, personal: bool = False, **chosen: Any
) -> Book:
    """The printed register of a table."""
    asked = printed.printed(read, stretch, TODAY, personal=personal)
    return printed.describe(asked, replace(SETTINGS, **chosen))


def lines(made: Book) -> list[list[str]]:
    """All rows as texts."""
    return [
        [str(cell.value) if cell.value is not None else "" for cell in row]
        for block in made.sheets[0].blocks
        if isinstance(block, Grid)
        for row in block.rows
    ]


def grid(made: Book) -> list[list[Any]]:
    """The cells as another program reads them."""
    sheet = openpyxl.load_workbook(BytesIO(xlsx.render(made))).worksheets[0]
    return [[cell or None for cell in row] for row in sheet.iter_rows(values_only=True)]


ROWS: Sequence[Mapping[str, Any]] = (
    {**GOOD, "cost": 15000, "payment": "Tunai", "info_form": "Softcopy & Hardcopy"},
    {**OPEN, "reg_number": "002/PPID/XI/2026", "received_on": date(2026, 11, 3),
     "possession": "entah", "occupation": "Kepala Desa Contoh"},
    {**GOOD, "reg_number": "003/PPID/X/2026", "received_on": date(2026, 10, 30)},
    {**GOOD, "reg_number": "004/PPID/XI/2026", "decision": "Ditolak", "given_on": None,
     "refusal_ground": "Belum didokumentasikan", "possession": "Belum didokumentasikan"},
    {**OPEN, "reg_number": "005/PPID/XI/2026", "received_on": "entah"},
)  # fmt: skip


@pytest.mark.parametrize("personal", [False, True])
def test_the_printed_register_is_what_we_want_people_to_read(personal: bool) -> None:
    """In the order of receipt, with ticks, sums and signatures."""
    made = lines(book(table(*ROWS), personal=personal))
    text = "\n".join(" | ".join(row).rstrip(" |") for row in made)
    assert_golden(f"{text}\n", f"register-print{'-personal' * personal}.txt")


def test_what_is_printed_is_read_as_the_national_form() -> None:
    """Head and ticks are those that the register's own reader knows."""
    rows = grid(book(table(*ROWS[:1]), personal=True))
    read = read_table(rows, find_header(rows, REQUESTS), LISTS)
    found = read.frame[read.frame["reg_number"] == GOOD["reg_number"]].iloc[0]
    same = ("applicant_name", "address", "information", "purpose", "possession", "decision")
    assert {key: found[key] for key in same} == {key: GOOD[key] for key in same}
    assert found["received_on"].date() == GOOD["received_on"]
    assert found["notified_on"].date() == GOOD["notified_on"]
    assert found["cost"] == 15000 and found["info_form"] == "Softcopy & Hardcopy"


def test_an_adopted_official_form_prints_as_it_stands() -> None:
    """Its running number, its ticks, its dates; what it has no column for is left out."""
    rows = [*map(list, NATIONAL), list(NATIONAL_REQUEST)]
    read = read_table(rows, find_header(rows, REQUESTS), {})
    [line] = [row for row in lines(book(read, personal=True)) if row[0] == "1"]
    assert line == [
        "1", "03/11/2026", "Contoh Pemohon", "Jl. Contoh 1", "0812 0000 0001", "Guru",
        "Daftar pemilih", "Penelitian", "√", "", "", "√", "√", "", "√", "Dikabulkan Seluruhnya", "",
        "Kamis, 05/11/2026", "Jumat, 06/11/2026", "Tanpa biaya", "",
    ]  # fmt: skip


def test_nobody_is_named_unless_asked_for() -> None:
    """Names, contacts and free texts are not printed, nor is an occupation that says who it is."""
    told = {**ROWS[1], "purpose": "Skripsi adik saya"}
    text = str(lines(book(table(told))))
    keys = [column.key for column in REQUESTS.staff if column.personal]
    assert not [key for key in keys if told.get(key) and str(told[key]) in text]
    assert (
        "Skripsi/Penelitian" in text
        and "Kepala Desa" not in text
        and "Kategori: Informasi KPU sebagai Badan Publik" in text
    )
    assert "Daftar pem…" in str(lines(book(table(*ROWS), subject_length=11)))
    assert "Contoh Pemohon" in str(lines(book(table(*ROWS), personal=True)))


def test_text_from_people_is_no_formula() -> None:
    """No formula and no link in the finished file."""
    text = '=HYPERLINK("http://example.com")'
    row = {**OPEN, "applicant_name": text, "information": text, "address": "@SUM(A1)"}
    content = xlsx.render(book(table(row), personal=True))
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    assert text in [cell.value for line in sheet.rows for cell in line]
    assert all(cell.data_type != "f" and not cell.hyperlink for r in sheet.rows for cell in r)


@pytest.mark.parametrize(
    ("stretch", "name", "file"),
    [
        (NOVEMBER, "Bulan November 2026", "Register-PPID-2026-11.xlsx"),
        (Stretch(date(2026, 1, 1), date(2026, 12, 31)), "Tahun 2026", "Register-PPID-2026.xlsx"),
        (
            Stretch(date(2026, 11, 9), date(2026, 11, 9)),
            "9 November 2026",
            "Register-PPID-2026-11-09-sd-2026-11-09.xlsx",
        ),
        (
            Stretch(date(2026, 1, 1), date(2026, 6, 30)),
            "1 Januari 2026 s.d. 30 Juni 2026",
            "Register-PPID-2026-01-01-sd-2026-06-30.xlsx",
        ),
    ],
)
def test_any_span_has_a_name_and_a_file(stretch: Stretch, name: str, file: str) -> None:
    """Months and years by their own names."""
    assert (stretch.name, printed.file_name(stretch, personal=False)) == (name, file)


def test_days_without_requests_are_a_register_too() -> None:
    """It says that there was none, and is signed."""
    text = str(lines(book(table(*ROWS), Stretch(date(2024, 1, 1), date(2024, 1, 31)))))
    assert "NIHIL: tidak ada permohonan yang diterima pada Bulan Januari 2024." in text
    assert "Jumlah: 0 permohonan" in text and "Mengetahui," in text


def test_many_rows_without_a_day_are_counted() -> None:
    """Twelve are named, the others counted."""
    rows = [{**OPEN, "reg_number": f"{at:03}", "received_on": "entah"} for at in range(20)]
    text = str(lines(book(register(*rows))))
    assert "20 permohonan tanpa Tanggal Diterima yang terbaca (baris 2, 3," in text
    assert "13 dan 8 lainnya)" in text


def test_a_long_register_has_its_heads_on_each_page() -> None:
    """They are repeated, the page is not shrunk, the last request stands by the signatures."""
    rows = [{**OPEN, "reg_number": f"{at:03}/PPID/XI/2026"} for at in range(1, 61)]
    [sheet] = book(register(*rows), personal=True).sheets
    assert sheet.repeat and sheet.repeat[1] - sheet.repeat[0] == 3
    assert sum(leaf.points for leaf in LEAVES) <= 936 - 2 * 72 * sheet.side
    assert LOOKS["reg_text"].points == LOOKS["reg_head"].points == 7
    signed = sheet.blocks[-1]
    assert isinstance(signed, Grid)
    assert max(sheet.breaks) < signed.row - 1 and len(sheet.breaks) >= 4


TEXTS = st.text("abcdefghijklmnoprstuwyzABDKMPSW    ,./", min_size=1, max_size=2500)


@pytest.mark.skipif(not FONTS.is_dir(), reason="the font Liberation Sans is not installed")
@settings(max_examples=draws(10), deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_no_text_of_a_request_is_cut(name: str, address: str, wanted: str, purpose: str) -> None:
    """Long ones go on in further rows, none of which is higher than a page or too low."""
    row = {
        **OPEN,
        "applicant_name": name,
        "address": address,
        "information": wanted,
        "purpose": purpose,
    }
    made = book(table(row), personal=True)
    columns: list[str] = [
        "".join(cells)
        for cells in zip(*[line for line in lines(made) if len(line) == len(LEAVES)], strict=True)
    ]
    for at, text in ((2, name), (3, address), (6, wanted), (7, purpose)):
        assert squeezed(text) in squeezed(columns[at])
    heights = [
        high
        for block in fitted(made.sheets[0]).blocks
        if isinstance(block, Grid)
        for high in block.heights
    ]
    assert all(high is not None and high < 300 for high in heights)
    assert too_low(made) == []
