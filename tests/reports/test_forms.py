"""The forms of the desk: what they say, what they mark as missing, when they are not made."""

import os
import re
import stat
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.checks.excluded import excluded
from ppid_sheets.errors import CalendarError, UsageError
from ppid_sheets.reports.form import forms
from ppid_sheets.reports.form.letter import Field, Letter
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.form.row import find
from ppid_sheets.reports.workbook import xlsx
from ppid_sheets.reports.workbook.book import Book
from tests.budget import draws
from tests.build import GOOD, OPEN, SETTINGS, TODAY, WITH_ELECTIONS, dik, table
from tests.golden import assert_golden
from tests.reports.build import CLOCK, cells

PARTLY = {
    **GOOD,
    "decision": "Dikabulkan Sebagian",
    "refusal_ground": "Pasal 17 huruf h",
    "cost": 15000,
    "payment": "Tunai",
}
REFUSED = {
    **GOOD,
    "decision": "Ditolak",
    "refusal_ground": "Pasal 17 huruf a",
    "given_on": None,
    "cost": None,
}
EXTENDED = {**OPEN, "extended_on": date(2026, 11, 20), "extension_reason": "Menunggu data divisi"}


INCOMPLETE = {
    **OPEN,
    "incomplete_on": date(2026, 11, 11),
    "id_number": None,
    "phone": None,
    "email": None,
}


def letter(form: str, row: Mapping[str, Any], as_of: date = TODAY) -> Letter:
    """One form of a register's only request."""
    request = Request(table(row), 2, CLOCK, as_of)
    return forms.FORMS[form].describe(request, SETTINGS)


def book(form: str, row: Mapping[str, Any]) -> Book:
    request = Request(table(row), 2, CLOCK, TODAY)
    made = forms.FORMS[form].describe(request, SETTINGS)
    return forms.book(made, SETTINGS, TODAY, request.number)


def wording(paper: Letter) -> dict[str, str]:
    """What stands beside each label."""
    return {line.label: line.wording.text for line in paper.lines if isinstance(line, Field)}


def as_text(paper: Letter) -> str:
    """A letter as lines to read."""
    lines = [
        f"{line.mark or ' '} {line.label}: {line.wording.text}"
        if isinstance(line, Field)
        else f"\n{line.text}\n"
        for line in paper.lines
    ]
    signed = [f"{s.above} | {s.position} | {s.name} | {s.below}" for s in paper.signed if s]
    number = f"{paper.number.label}: {paper.number.wording.text}" if paper.number else ""
    model = f" ({paper.model})" if paper.model else ""
    head = [f"{paper.title}{model}", number, ""]
    text = "\n".join((*head, *lines, "", *signed, f"\nKurang: {', '.join(paper.lacks)}\n"))
    return text + (f"\n{as_text(paper.back)}" if paper.back else "")


@pytest.mark.parametrize(
    ("form", "row"),
    [
        ("receipt", OPEN),
        ("notice", PARTLY),
        ("extension", EXTENDED),
        ("refusal", REFUSED),
        ("request", OPEN),
        ("incomplete", INCOMPLETE),
        ("disposition", OPEN),
        ("handover", GOOD),
    ],
)
def test_each_form_is_the_letter_we_want_people_to_read(form: str, row: Mapping[str, Any]) -> None:
    """Title, fields, sentences, signatures and gaps."""
    assert_golden(as_text(letter(form, row)), f"form-{form}.txt")


def test_an_empty_request_form_is_what_we_want_people_to_read() -> None:
    """Boxes and dots, the periods of every profile in force, and nobody's data."""
    blank = forms.FORMS["request"].blank
    assert blank
    chosen = replace(SETTINGS, profiles=WITH_ELECTIONS)
    assert_golden(as_text(blank(chosen)), "form-request-blank.txt")
    assert not blank(chosen).personal and not blank(chosen).lacks


@pytest.mark.parametrize(
    ("change", "price", "text"),
    [
        (
            {"cost": 15000, "payment": "Tunai"},
            500,
            "Rp 500 × 30 lembar + pengiriman Rp 0 = Rp 15.000; Tunai",
        ),
        (
            {"cost": 15250, "payment": "Tunai"},
            500,
            "Rp 500 × [lengkapi] lembar + pengiriman Rp 0 = Rp 15.250; Tunai",
        ),
        (
            {"cost": 15000, "payment": "Transfer", "delivery": "Surat"},
            500,
            "Rp 500 × [lengkapi] lembar + pengiriman Rp [lengkapi] = Rp 15.000; Transfer",
        ),
    ],
)
def test_a_cost_is_taken_apart_where_the_row_allows(
    change: dict[str, Any], price: int, text: str
) -> None:
    """By the price of a sheet, where nothing was posted; what is not known is a gap."""
    chosen = replace(SETTINGS, forms=replace(SETTINGS.forms, sheet_price=price))
    request = Request(table({**GOOD, **change}), 2, CLOCK, TODAY)
    for form in ("notice", "handover"):
        found = wording(forms.FORMS[form].describe(request, chosen))
        assert found["Biaya dan cara pembayaran"] == text


DECREED = (
    [3, "Data pemilih", "Pasal 17 huruf h; Pasal 84 UU 24/2013", "Mengungkap data\npribadi pemilih",
     "Keputusan KPU 731/2025, 21 Agustus 2025", None, date(2026, 11, 13)],
    [4, "Yang sudah dicabut", "Pasal 17 huruf h", "Mengungkap rahasia", "SK 4", None,
     date(2026, 11, 12)],
)  # fmt: skip
LAW, OPENED, TESTED = "Pasal undang-undang lain", "Akibat bila dibuka", "Uji konsekuensi"


@pytest.mark.parametrize(("named", "ground", "wanted"), [
    ("3", "Pasal 17 huruf h", {
        LAW: "Pasal 84 UU 24/2013", OPENED: "Mengungkap data pribadi pemilih",
        TESTED: "Keputusan KPU 731/2025, 21 Agustus 2025 (DIK nomor 3)"}),
    ("DIK 3", None, {"Alasan penolakan": "Pasal 17 huruf h UU 14/2008 (dapat mengungkap rahasia "
                                         "pribadi)."}),
    ("3; Lembar pengujian 12/2026", "Pasal 17 huruf h", {
        TESTED: "Keputusan KPU 731/2025, 21 Agustus 2025 (DIK nomor 3); "
                "Lembar pengujian 12/2026"}),
    ("Lembar pengujian 12/2026", "Pasal 17 huruf j", {
        LAW: "[lengkapi: pasal dan undang-undang yang merahasiakannya]",
        TESTED: "Lembar pengujian 12/2026"}),
    ("4", "Pasal 17 huruf h", {
        LAW: "Tidak ada.",
        OPENED: "[lengkapi: konsekuensi apabila informasi itu dibuka; entri DIK 4 tidak berlaku "
                "pada 13/11/2026]"}),
])  # fmt: skip
def test_a_refusal_states_what_its_entry_says(
    named: str, ground: str | None, wanted: dict[str, str]
) -> None:
    """Law, consequence and decree of an entry in force on the day; what is not is a gap that says
    so.
    """
    (held,) = dik(*DECREED).values()
    assert held.table
    row = {**REFUSED, "refusal_ground": ground, "exclusion_basis": named}
    request = Request(table(row), 2, CLOCK, TODAY, excluded("DIK", held.table))
    found = wording(forms.FORMS["refusal"].describe(request, SETTINGS))
    assert {label: found[label] for label in wanted} == wanted


def test_models_have_the_names_that_settings_give() -> None:
    """Whether the models still stand is not known: a name may be another, or none."""
    chosen = replace(SETTINGS, forms=replace(SETTINGS.forms, notice_model="", refusal_model="X"))
    request = Request(table(PARTLY), 2, CLOCK, TODAY)
    assert forms.FORMS["notice"].describe(request, chosen).model == ""
    assert "X (rangkap dua)" in str(
        forms.book(forms.FORMS["refusal"].describe(request, chosen), chosen, TODAY)
    )


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({}, "Rabu, 18 November 2026 (3 hari kerja sebelum batas waktu)"),
        ({"disposition_on": date(2026, 11, 19)}, "Jumat, 20 November 2026"),
        ({"disposition_on": date(2026, 11, 23)}, "Segera, karena"),
        ({"received_on": None}, "[lengkapi: hari jawaban unit kerja diperlukan]"),
        (
            {"received_on": date(2026, 3, 6), "disposition_on": date(2026, 3, 9)},
            "Selasa, 17 Maret 2026 (3 hari kerja sebelum batas waktu)",
        ),
    ],
)
def test_a_unit_is_given_a_day_that_leaves_time_to_answer(
    change: dict[str, Any], wanted: str
) -> None:
    """Some working days before the due date, but not before the next one after the note."""
    assert wording(letter("disposition", {**OPEN, **change}))["Jawaban diperlukan"].startswith(
        wanted
    )


@pytest.mark.parametrize(
    ("change", "who", "day"),
    [
        ({"unit": "hukum"}, "Kepala Subbagian Hukum dan SDM", "Selasa, 10 November 2026"),
        (
            {"unit": None},
            "[lengkapi: unit kerja atau tim penghubung yang dituju]",
            "Selasa, 10 November 2026",
        ),
        (
            {"disposition_on": None, "unit_asked_on": date(2026, 11, 11)},
            "[lengkapi: unit kerja atau tim penghubung yang dituju]",
            "Rabu, 11 November 2026",
        ),
    ],
)
def test_a_note_names_the_unit_that_the_register_names(
    change: dict[str, Any], who: str, day: str
) -> None:
    """And has the day on which it was asked, where the note itself has none."""
    note = wording(letter("disposition", {**OPEN, **change}))
    assert (note["Yth."], note["Tanggal"]) == (who, day)


def test_a_unit_is_not_told_who_asks() -> None:
    """It needs the request, not the applicant."""
    text = as_text(letter("disposition", OPEN))
    assert not [OPEN[key] for key in ("applicant_name", "address", "phone") if OPEN[key] in text]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"id_number": None}, ["Identitas"]),
        ({"id_type": "Akta Notaris"}, ["Identitas"]),
        ({"applicant_type": "Badan Hukum", "id_type": "Akta Notaris"}, ["Kekurangan"]),
        ({"phone": None, "purpose": None}, ["Tujuan"]),
        ({"phone": None, "email": None, "address": None}, ["Alamat", "Kontak"]),
    ],
)
def test_a_notice_of_shortage_lists_what_the_row_lacks(
    change: dict[str, Any], wanted: list[str]
) -> None:
    """By type of applicant; where the row lacks nothing, the shortage is a gap."""
    lines = letter("incomplete", {**OPEN, **change}).lines
    assert [line.label for line in lines if isinstance(line, Field) and line.mark] == wanted


def test_a_shortage_is_to_be_brought_within_working_days() -> None:
    """Three after the notice, or as many as the settings say."""
    found = wording(letter("incomplete", {**OPEN, "incomplete_on": date(2026, 11, 20)}))
    assert found["Dilengkapi paling lambat"].startswith("Rabu, 25 November 2026 (3 hari kerja")


def test_the_notice_has_the_seven_contents_of_the_law() -> None:
    """Art. 22(7) letters a to g, in their order."""
    marks = [line.mark for line in letter("notice", GOOD).lines if isinstance(line, Field)]
    assert [mark for mark in marks if mark] == ["a.", "b.", "c.", "d.", "e.", "f.", "g."]


@pytest.mark.parametrize(
    ("change", "label", "text"),
    [
        ({}, "Biaya dan cara pembayaran", "Tidak dikenakan biaya."),
        ({"cost": None}, "Biaya dan cara pembayaran", "[belum diisi: Biaya (Rp)]"),
        ({"cost": "mahal"}, "Biaya dan cara pembayaran", "[tidak terbaca: Biaya (Rp)]"),
        ({"cost": 15000}, "Biaya dan cara pembayaran",
         "Rp [lengkapi] × [lengkapi] lembar + pengiriman Rp 0 = Rp 15.000; [belum diisi: Cara "
         "Pembayaran]"),
        ({"possession": None}, "Badan publik yang menguasai", "[belum diisi: Status Informasi]"),
        ({"possession": "Belum didokumentasikan"}, "Badan publik yang menguasai",
         "Tidak ada: belum didokumentasikan."),
        ({"possession": "tidak dikuasai"}, "Badan publik yang menguasai",
         "[lengkapi: badan publik yang menguasai informasi ini, bila diketahui]"),
        ({"given_on": date(2026, 11, 18)}, "Waktu penyediaan",
         "3 hari kerja; informasi diserahkan Rabu, 18 November 2026."),
        ({"info_form": None}, "Alat penyampai dan format",
         "Email; [belum diisi: Bentuk Informasi]"),
        ({"given_on": "#N/A"}, "Waktu penyediaan",
         "[tidak terbaca: Tanggal Pemberian Informasi]"),
        ({"applicant_name": None}, "Kepada", "[belum diisi: Nama Pemohon]"),
        ({"phone": None}, "Telepon / email", "pemohon@example.com"),
        ({"decision": "Tidak Diproses"}, "Keputusan dan alasannya",
         "[lengkapi: alasan permohonan tidak diproses]"),
        ({"decision": "Ditolak", "refusal_ground": None}, "Keputusan dan alasannya",
         "[belum diisi: Alasan Penolakan]"),
        ({"decision": "Ditolak", "refusal_ground": "Tidak dikuasai"}, "Alat penyampai dan format",
         "Tidak ada."),
    ],
)  # fmt: skip
def test_the_notice_says_what_the_row_says(change: dict[str, Any], label: str, text: str) -> None:
    """And marks what the row lacks or what cannot be read."""
    assert wording(letter("notice", {**GOOD, **change}))[label] == text


def test_what_is_missing_stands_out_on_the_page() -> None:
    """Marked cells have a look of their own, all others have not."""
    marked = {
        cell.value: cell.style
        for _, _, _, cell in cells(book("receipt", {**OPEN, "address": None}))
        if cell.style == "form_missing" or "[belum" in str(cell.value)
    }
    assert marked == {"[belum diisi: Alamat]": "form_missing"}


def test_the_due_date_comes_with_its_reason() -> None:
    """From the date of receipt, or from the date the papers were complete."""
    found = wording(letter("receipt", OPEN))
    assert found["Batas waktu"] == "Senin, 23 November 2026"
    assert found["Cara menghitung"].startswith("Diterima Sen 9 Nov 2026; hari kerja ke-10 = ")
    later = wording(letter("receipt", {**OPEN, "complete_on": date(2026, 11, 12)}))
    assert later["Cara menghitung"].startswith("Berkas lengkap Kam 12 Nov 2026; ")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"received_on": "entah"}, "Tanggal Diterima belum diisi atau tidak terbaca"),
        ({"received_on": date(2026, 12, 24)}, "Tanggal Diterima belum tiba"),
        ({"incomplete_on": date(2026, 11, 10)}, "menunggu kelengkapan berkas"),
        ({"received_on": date(2021, 1, 5)}, "daftar libur nasional"),
    ],
)
def test_a_receipt_without_a_due_date_says_why(change: dict[str, Any], why: str) -> None:
    """A receipt is due at once, whatever the clock says."""
    assert why in wording(letter("receipt", {**OPEN, **change}))["Batas waktu"]


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        ({"info_category": "lain sekali"}, "Kategori Informasi"),
        (
            {"extended_on": "entah", "extension_reason": "arsip"},
            "Tanggal Pemberitahuan Perpanjangan",
        ),
        ({"extended_on": date(2026, 11, 16), "extension_reason": "#N/A"}, "Alasan Perpanjangan"),
    ],
)
def test_a_period_that_cannot_be_read_is_promised_to_nobody(
    change: dict[str, Any], lost: str
) -> None:
    """A paper names no due date where the register has none."""
    clock = replace(CLOCK, profiles=WITH_ELECTIONS)
    request = Request(table({**OPEN, **change}), 2, clock, TODAY)
    found = wording(forms.FORMS["receipt"].describe(request, SETTINGS))
    assert found["Batas waktu"] == f"[belum dapat dihitung: {lost} tidak terbaca]"
    assert "Cara menghitung" not in found
    with pytest.raises(UsageError, match=f"{lost} tidak terbaca"):
        request.due()
    if lost == "Kategori Informasi":  # where all have one period it does not matter
        told = wording(letter("receipt", {**OPEN, **change}))
        assert told["Batas waktu"] == "Senin, 23 November 2026"


def test_a_last_day_to_object_is_not_guessed() -> None:
    """Where it depends on a category that cannot be read."""
    first, second = WITH_ELECTIONS.all
    short = replace(second, objection=replace(second.objection, applicant=7))
    row = table({**GOOD, "info_category": "lain sekali"})
    for other, known in ((second, True), (short, False)):
        clock = replace(CLOCK, profiles=replace(WITH_ELECTIONS, all=(first, other)))
        told = Request(row, 2, clock, TODAY).last_objection
        assert told.startswith("harinya belum dapat dihitung") is not known


def test_an_extension_not_yet_dated_is_reckoned_as_of_today() -> None:
    """Its date is a gap on the page; the new due date does not depend on it."""
    paper = letter("extension", {**EXTENDED, "extended_on": None})
    assert (
        wording(paper)["Batas waktu baru"]
        == wording(letter("extension", EXTENDED))["Batas waktu baru"]
        == "Rabu, 2 Desember 2026"
    )
    assert "Tanggal Pemberitahuan Perpanjangan" in paper.lacks


@pytest.mark.parametrize(
    ("form", "row", "as_of", "why"),
    [
        ("notice", OPEN, TODAY, "Keputusan belum diisi"),
        ("notice", {**OPEN, "decision": "entah"}, TODAY, "Keputusan tidak terbaca"),
        ("notice", {**OPEN, "decision": "Dicabut Pemohon"}, TODAY, "dicabut pemohon"),
        ("refusal", OPEN, TODAY, "Keputusan belum diisi"),
        ("refusal", GOOD, TODAY, "Dikabulkan Seluruhnya"),
        ("handover", OPEN, TODAY, "Keputusan belum diisi"),
        ("handover", REFUSED, TODAY, "keputusannya Ditolak"),
        ("incomplete", GOOD, TODAY, "sudah selesai"),
        ("incomplete", {**OPEN, "complete_on": date(2026, 11, 12)}, TODAY, "lengkap sejak 12/11"),
        ("disposition", {**GOOD, "disposition_on": None}, TODAY, "sudah selesai"),
        ("extension", GOOD, TODAY, "sudah selesai"),
        ("extension", {**EXTENDED, "extended_on": None}, date(2026, 11, 24), "sudah lewat"),
        ("extension", {**EXTENDED, "extended_on": date(2026, 11, 24)}, TODAY, "sudah lewat"),
        ("extension", {**EXTENDED, "extended_on": date(2026, 11, 6)}, TODAY, "mendahului"),
        ("extension", {**EXTENDED, "received_on": None}, TODAY, "belum dapat dihitung"),
    ],
)
def test_a_row_that_is_not_ripe_gets_no_form(
    form: str, row: Mapping[str, Any], as_of: date, why: str
) -> None:
    """One sentence says why."""
    with pytest.raises(UsageError, match=why):
        letter(form, row, as_of)


def test_numbers_are_compared_by_their_parts() -> None:
    """Case, spaces and what stands between do not matter; a repeated number is refused."""
    rows = [{**OPEN, "reg_number": n} for n in ("012/PPID/XI/2026", "13 / ppid/XI/2026", "013", "")]
    register = table(*rows)
    assert find(register, "012-ppid-xi-2026") == 2
    assert find(register, "13/PPID/XI/2026") == 3
    for unknown in ("14/PPID/XI/2026", "", "///", "😀"):
        with pytest.raises(UsageError, match="tidak ada di register"):
            find(register, unknown)
    with pytest.raises(UsageError, match=r"dipakai 2 permohonan \(baris 2 dan 3\)"):
        find(table({**OPEN, "reg_number": "1/A"}, {**OPEN, "reg_number": "1-a"}), "1/A")


@given(st.text(max_size=200))
def test_a_file_name_is_safe(number: str) -> None:
    """Only letters and digits with hyphens between them, and never a long one."""
    name = forms.file_name("receipt", number)
    assert re.fullmatch(r"tanda-terima-([^\W_]+(-[^\W_]+)*-?)?\.xlsx", name)
    assert len(name) <= 80 + len("tanda-terima-.xlsx")


ANYTHING = st.none() | st.text(max_size=30) | st.dates(date(2026, 1, 1), TODAY) | st.integers()
ROWS = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys([key for key in GOOD if key != "reg_number"], ANYTHING)
    | {
        "decision": st.sampled_from((None, "Ditolak", "Dikabulkan Sebagian", "Tidak Diproses")),
        "possession": st.sampled_from((None, "Di bawah penguasaan", "tidak", "x")),
        "information": st.text(max_size=3000),
        "extension_reason": st.text(max_size=9000),
        "received_at": st.none() | st.times().map(lambda t: time(t.hour, t.minute)),
    },
)


@settings(max_examples=draws(30), deadline=None)
@given(form=st.sampled_from(sorted(forms.FORMS)), change=ROWS)
def test_any_row_gives_a_page_or_a_sentence(form: str, change: dict[str, Any]) -> None:
    """Whatever stands in it: every gap is named, no row is higher than Excel allows."""
    row = {**GOOD, **change}
    try:
        paper = letter(form, row)
    except (UsageError, CalendarError) as error:
        assert "\n" not in str(error)
        return
    for line in paper.lines:
        if isinstance(line, Field):
            assert line.wording.text and (not line.wording.lacks or "[" in line.wording.text)
            assert not line.wording.lacks or line.wording.lacks in paper.lacks


HOSTILE: Sequence[str] = (
    '=HYPERLINK("http://example.com")',
    "+62 812",
    "@SUM(A1)",
    "https://example.com",
    "baris\nbaru",
    "😀" * 30,
    "{=1}",
    "x" * 20_000,
    "\x00\x0b",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_from_people_arrives_as_text(text: str) -> None:
    """No formula and no link in the finished file."""
    row = {**OPEN, "applicant_name": text, "information": text, "officer": None, "purpose": text}
    content = xlsx.render(book("receipt", row))
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    assert all(cell.data_type != "f" and not cell.hyperlink for r in sheet.rows for cell in r)
    parts = zipfile.ZipFile(BytesIO(content)).namelist()
    assert not [name for name in parts if "rels" in name and "sheet1" in name]


@pytest.mark.parametrize(
    ("form", "row"),
    [
        ("request", OPEN),
        ("incomplete", INCOMPLETE),
        ("disposition", OPEN),
        ("handover", GOOD),
        ("notice", GOOD),
        ("refusal", REFUSED),
        ("extension", EXTENDED),
    ],
)
def test_no_form_has_a_formula(form: str, row: Mapping[str, Any]) -> None:
    """Not even in the annex, which a long text reaches in parts."""
    text = "=1+1 " + "=SUM(A1) " * 200
    content = xlsx.render(book(form, {**row, "applicant_name": text[:150], "information": text}))
    sheets = openpyxl.load_workbook(BytesIO(content)).worksheets
    assert len(sheets) > 1
    assert all(cell.data_type != "f" for one in sheets for line in one.rows for cell in line)


def test_properties_and_headers_name_nobody() -> None:
    """Title, header and footer of the file hold the number and the office only."""
    archive = zipfile.ZipFile(BytesIO(xlsx.render(book("receipt", OPEN))))
    core = archive.read("docProps/core.xml").decode() + archive.read("docProps/app.xml").decode()
    assert "001-PPID-XI-2026" in core and "Contoh Pemohon" not in core
    foot = re.search("<oddFooter>.*</oddFooter>", archive.read("xl/worksheets/sheet1.xml").decode())
    assert foot and "Memuat data pribadi pemohon" in foot[0] and "Contoh" not in foot[0]


def test_the_same_row_gives_the_same_bytes() -> None:
    """Made twice, it is the same file."""
    assert xlsx.render(book("receipt", OPEN)) == xlsx.render(book("receipt", OPEN))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_owner_reads_a_private_file(tmp_path: Path) -> None:
    """Also where an earlier file there was open to all."""
    path = tmp_path / "a.xlsx"
    path.write_text("")
    path.chmod(0o666)
    xlsx.write(book("receipt", OPEN), path, private=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    xlsx.write(book("receipt", OPEN), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_an_office_without_names_gets_dots() -> None:
    """The Kasubag signs above dots until the settings name one."""
    office = replace(SETTINGS.office, kasubag=replace(SETTINGS.office.kasubag, name="Nama Contoh"))
    request = Request(table(GOOD), 2, CLOCK, TODAY)
    named = forms.FORMS["notice"].describe(request, replace(SETTINGS, office=office))
    assert named.signed[1].name == "Nama Contoh"
    assert set(letter("notice", GOOD).signed[1].name) == {"…"}
