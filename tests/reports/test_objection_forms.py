"""Letters about objections: what they say, their gaps, their page, and whose number is meant."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_sheets.checks.judge_objections import judge_objections
from ppid_sheets.errors import UsageError
from ppid_sheets.jobs import letters
from ppid_sheets.jobs.init import init
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.values import Chosen
from ppid_sheets.reports.form import forms
from ppid_sheets.reports.form.letter import Field, Letter
from ppid_sheets.reports.form.objection_row import Objection
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.form.sides import ANNEX
from tests.build import SETTINGS, WITH_ELECTIONS, grid, init_objections, table
from tests.checks.test_objections import GOOD_ONE, GRANTED, HEADERS, OPEN, REFUSED, TODAY
from tests.golden import assert_golden
from tests.memory import MemoryStore
from tests.reports.build import CLOCK
from tests.reports.test_forms import as_text, wording
from tests.reports.test_letter_pages import cells_of, squeezed, too_small, words
from tests.stores.sheets import HOLIDAYS

WRITTEN = {
    **GOOD_ONE,
    "objector": "Ani Contoh",
    "objection_case": "Informasinya tidak rahasia.",
    "objection_purpose": "Skripsi",
}
UPHELD = {
    **WRITTEN,
    "ruling": "Keberatan Ditolak",
    "answered_on": date(2026, 11, 16),
    "superior": "Budi Contoh, Ketua KPU Kabupaten Belitung Timur",
}
PARTLY = {**UPHELD, "ruling": "Diterima Sebagian"}
WHOLLY = {**UPHELD, "ruling": "Diterima Seluruhnya", "superior": None}


def kept(*rows: Mapping[str, Any], requests: Any = (REFUSED, GRANTED, OPEN)) -> MemoryStore:
    """A register with both tabs."""
    written = [[row.get(column.key) for column in OBJECTIONS.staff] for row in rows]
    return MemoryStore(
        {"Register": grid(*requests), "Keberatan": [HEADERS, *written], "Hari Libur": HOLIDAYS}
    )


def objection(
    row: Mapping[str, Any], request: Any = REFUSED, settings: Any = SETTINGS
) -> Objection:
    """One objection to the only request of a register; None for one that is unknown."""
    store = kept(row, requests=(request,) if request else (OPEN,))
    beside = MemoryStore(dict(store.tabs), chosen=Chosen(schema=OBJECTIONS))
    judged = judge_objections(beside.read(), settings, TODAY)
    about = Request(table(request), 2, CLOCK, TODAY) if request else None
    return Objection(judged.table, 2, judged.clock, TODAY, about)


def letter(form: str, row: Mapping[str, Any], **other: Any) -> Letter:
    """One form of that objection."""
    return forms.OBJECTION_FORMS[form].describe(objection(row, **other), SETTINGS)


@pytest.mark.parametrize(
    ("form", "row", "name"),
    [
        ("objection-receipt", WRITTEN, "receipt"),
        ("objection-answer", UPHELD, "upheld"),
        ("objection-answer", PARTLY, "partly"),
        ("objection-answer", WHOLLY, "wholly"),
    ],
)
def test_each_letter_is_the_one_we_want_people_to_read(
    form: str, row: Mapping[str, Any], name: str
) -> None:
    """Title, fields, what the applicant may do next with its day, signatures and gaps."""
    assert_golden(as_text(letter(form, row)), f"form-objection-{name}.txt")


def test_a_receipt_promises_no_day_where_nobody_knows_the_period() -> None:
    """Where the superior's days depend on a category that cannot be read."""
    unread = {**REFUSED, "info_category": "lain sekali"}
    varied = replace(SETTINGS, profiles=WITH_ELECTIONS)
    for settings, day in ((varied, False), (SETTINGS, True)):
        told = wording(letter("objection-receipt", WRITTEN, request=unread, settings=settings))
        known = told["Batas waktu tanggapan"].startswith("[belum dapat dihitung: kategori")
        assert ("Cara menghitung" in told) is day is not known


def test_a_refusal_that_is_upheld_needs_written_reasons() -> None:
    """Art. 36(3): wholly or in part; none are asked for where the objection is accepted."""
    wanted = {"Keberatan Ditolak": True, "Diterima Sebagian": True, "Diterima Seluruhnya": False}
    for ruling, asked in wanted.items():
        found = letter("objection-answer", {**UPHELD, "ruling": ruling})
        assert any("Pasal 36 ayat (3)" in gap for gap in found.lacks) is asked


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"ruling": None}, "Keputusan Atasan PPID belum diisi"),
        ({"ruling": "entah"}, "Keputusan Atasan PPID tidak terbaca"),
        ({"ruling": "Keberatan Dicabut"}, "sudah dicabut pemohon"),
    ],
)
def test_what_is_not_decided_is_not_answered(change: dict[str, Any], why: str) -> None:
    """One sentence says why."""
    with pytest.raises(UsageError, match=why):
        letter("objection-answer", {**UPHELD, **change})


@pytest.mark.parametrize(
    ("change", "label", "text"),
    [
        (
            {"objected_on": None},
            "Batas waktu tanggapan",
            "[belum dapat dihitung: Tanggal Keberatan Diterima belum ada]",
        ),
        ({"objection_ground": None}, "Alasan keberatan", "[belum diisi: Alasan Keberatan]"),
        ({"objection_ground": "lain"}, "Alasan keberatan", "[tidak terbaca: Alasan Keberatan]"),
        ({"objector": None}, "Kepada", "[belum diisi: Nama Pemohon/Kuasa]"),
        ({"answered_on": "entah"}, "Tanggal tanggapan", "[tidak terbaca: Tanggal Tanggapan]"),
        (
            {"objected_on": date(2026, 11, 26), "answered_on": date(2026, 11, 27)},
            "Jangka waktu pengajuan",
            "Diajukan sesudah hari terakhir mengajukan keberatan, yaitu Sen 23 Nov 2026.",
        ),
    ],
)
def test_gaps_are_marked_and_lateness_is_said(
    change: dict[str, Any], label: str, text: str
) -> None:
    """What the row lacks stands on the letter as such."""
    assert wording(letter("objection-answer", {**UPHELD, **change}))[label] == text


def test_an_unknown_request_leaves_gaps() -> None:
    """Address and what was asked for stand in the other register, if anywhere."""
    found = letter("objection-receipt", {**WRITTEN, "request_no": "9"}, request=None)
    assert {"alamat pemohon", "informasi yang diminta"} <= set(found.lacks)


def test_the_profile_of_the_request_reckons() -> None:
    """Three working days for the superior where the election's stages were asked about."""
    stages = {**REFUSED, "info_category": WITH_ELECTIONS.all[1].categories[0]}
    found = letter(
        "objection-receipt",
        WRITTEN,
        request=stages,
        settings=replace(SETTINGS, profiles=WITH_ELECTIONS),
    )
    assert wording(found)["Batas waktu tanggapan"] == "Jumat, 23 Oktober 2026"


@given(
    st.sampled_from(sorted(forms.OBJECTION_FORMS)),
    st.sampled_from((UPHELD, PARTLY, WHOLLY)),
    st.tuples(words(160), words(2000), words(2000), words(160), words(300), words(2000)),
    st.sampled_from(("A4", "F4")),
)
def test_a_letter_is_whole_on_its_page(
    form: str, row: Mapping[str, Any], texts: tuple[str, ...], paper: Any
) -> None:
    """Whatever people type: one page of at least ten points, the rest in the annex."""
    name, case, purpose, superior, address, information = texts
    change = {"objector": name, "objection_case": case, "objection_purpose": purpose}
    asked = {**REFUSED, "address": address, "information": information}
    found = letter(form, {**row, **change, "superior": superior}, request=asked)
    settings = replace(SETTINGS, paper=paper)
    book = forms.book(found, settings, TODAY, "K-1")
    page, *others = book.sheets
    assert [sheet.name for sheet in others] in ([], [ANNEX])
    assert page.one_page and not too_small(page, settings)
    written = squeezed("".join(str(cell.value) for one in book.sheets for cell in cells_of(one)))
    fields = [line.wording.text for line in found.lines if isinstance(line, Field)]
    assert [text[:40] for text in fields if squeezed(text) not in written] == []


def _adopted(*rows: Mapping[str, Any]) -> MemoryStore:
    """The same, prepared as an office does it."""
    store = kept(*rows)
    init(store)
    init_objections(store)
    return store


def _form(store: MemoryStore, name: str, number: str, out: Path) -> letters.WrittenForm:
    return letters.form(store, SETTINGS, name, number, TODAY, out)


def test_the_papers_name_says_which_register_is_meant(tmp_path: Path) -> None:
    """In any spelling of the number; the file is named by it and holds no formula."""
    store = _adopted({**UPHELD, "objection_no": "001/KEB/X/2026"})
    made = _form(store, "objection-answer", "001-keb-x-2026", tmp_path)
    assert made.path.name == "tanggapan-keberatan-001-KEB-X-2026.xlsx"
    page = openpyxl.load_workbook(made.path).worksheets[0]
    values = [str(cell.value) for line in page for cell in line if cell.value is not None]
    assert "Contoh Pemohon" not in values and "Ani Contoh" in values
    assert not [value for value in values if value.startswith("=")]
    same = _adopted({**UPHELD, "objection_no": REFUSED["reg_number"]})
    names = [
        _form(same, name, "001-PPID-X-2026", tmp_path).path.name
        for name in ("receipt", "objection-receipt")
    ]
    assert names == [
        "tanda-terima-001-PPID-X-2026.xlsx",
        "tanda-terima-keberatan-001-PPID-X-2026.xlsx",
    ]


@pytest.mark.parametrize(
    ("name", "number", "why"),
    [
        ("receipt", "K-1", "itu nomor keberatan; pakai form objection-receipt"),
        ("receipt", "K-9", "Nomor registrasi K-9 tidak ada di register"),
        ("objection-answer", "001/PPID/X/2026", "keberatan atasnya bernomor K-1"),
        ("objection-answer", "002/PPID/X/2026", "belum ada keberatan atasnya"),
        ("objection-answer", "K-9", "Nomor keberatan K-9 tidak ada di register"),
        ("objection-answer", "", "tidak ada di register"),
    ],
)
def test_a_number_of_the_other_register_is_told_as_such(
    name: str, number: str, why: str, tmp_path: Path
) -> None:
    """One sentence, whichever way round, and nothing is written."""
    with pytest.raises(UsageError, match=why) as told:
        _form(_adopted(UPHELD), name, number, tmp_path)
    assert "\n" not in str(told.value) and not [*tmp_path.iterdir()]


def test_without_the_tab_there_is_nothing_to_write_about(tmp_path: Path) -> None:
    """The sentence names the command that makes it; a repeated number is refused."""
    store = MemoryStore({"Register": grid(REFUSED), "Hari Libur": HOLIDAYS})
    with pytest.raises(UsageError, match="init --objections"):
        _form(store, "objection-receipt", "K-1", tmp_path)
    with pytest.raises(UsageError, match=r"dipakai 2 keberatan \(baris 2 dan 3\)"):
        _form(
            _adopted(UPHELD, {**UPHELD, "objection_no": "k 1"}), "objection-receipt", "K1", tmp_path
        )
