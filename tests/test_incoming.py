"""Requests that came in by a form: each is on the page or in the register, and none is lost."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.config import Settings
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.plans import incoming_page
from ppid_sheets.register.layout import DAILY, INCOMING
from ppid_sheets.register.requests import REQUESTS
from tests.budget import draws
from tests.build import GOOD, OPEN, SETTINGS, TODAY, grid
from tests.memory import MemoryStore
from tests.register.forms import NATIONAL, NATIONAL_REQUEST
from tests.stores.sheets import CHOICES, HOLIDAYS

FORM = "Form_Responses1"
OFFICE = replace(SETTINGS, desks=0, intake=replace(SETTINGS.intake, tab=FORM))
QUESTIONS = (
    "Timestamp",
    "Nama Lengkap",
    "NIK",
    "No. WA",
    "Alamat Email",
    "Rincian Informasi",
    "Tujuan",
    "Catatan Meja",
    "Setuju",
)
ANSWER = (
    datetime(2026, 11, 20, 9, 15, 30),
    "Contoh Satu",
    "0101010101010001",
    "081200000009",
    "satu@example.com",
    "Anggaran 2026",
    "Kajian",
    "lewat pos",
    "ya",
)
FIRST = 4


def answer(**changes: Any) -> Sequence[Any]:
    """An answer to the form, some of it otherwise, by the words of the questions."""
    keys = ("at", "name", "nik", "phone", "mail", "asked", "purpose", "own", "agreed")
    return [changes.get(key, usual) for key, usual in zip(keys, ANSWER, strict=True)]


def desk(
    *rows: Mapping[str, Any],
    form: Sequence[Sequence[Any]] = (ANSWER,),
    without: Sequence[str] = (),
    office: Settings = OFFICE,
) -> MemoryStore:
    """An office's register and the answers of its form, after `init`."""
    tabs = {
        "Register": grid(*rows, without=without),
        "Hari Libur": HOLIDAYS,
        "Pilihan": CHOICES,
        FORM: [QUESTIONS, *form],
    }
    store = MemoryStore(tabs, chosen=office.chosen)
    init(store)
    return store


def check(store: MemoryStore, office: Settings = OFFICE, as_of: date = TODAY) -> jobs.Checked:
    """One check, as of that day."""
    return jobs.check(store, office, as_of)


def page(store: MemoryStore) -> list[list[Any]]:
    """The rows of the page."""
    return store.tabs[INCOMING]


def waiting(store: MemoryStore) -> list[list[Any]]:
    """The rows that staff copy: those below the header, down to the first blank one."""
    rows = page(store)[FIRST:] if page(store)[2] else []
    return rows[: next((at for at, row in enumerate(rows) if not any(row)), len(rows))]


def entries(store: MemoryStore) -> list[dict[str, Any]]:
    """What waits, by the headers of the register."""
    return [
        {head: cell for head, cell in zip(page(store)[3], row, strict=True) if cell is not None}
        for row in waiting(store)
    ]


def copied(store: MemoryStore, rows: Sequence[Sequence[Any]]) -> None:
    """Staff paste rows below the last one of the register."""
    store.tabs["Register"] += [list(row) for row in rows]


def test_an_answer_stands_in_the_registers_columns_until_it_is_copied() -> None:
    """With the number that comes next, and the stamp as day and hour."""
    store = desk(GOOD)
    assert check(store).written
    assert entries(store) == [
        {
            "No. Registrasi": "002/PPID/XI/2026",
            "Tanggal Diterima": date(2026, 11, 20),
            "Jam Diterima": "09:15",
            "Nama Pemohon": "Contoh Satu",
            "Nomor Identitas": "0101010101010001",
            "Telepon": "081200000009",
            "Email": "satu@example.com",
            "Informasi yang Diminta": "Anggaran 2026",
            "Tujuan Penggunaan": "Kajian",
        }
    ]
    assert page(store)[1] == ["1 permohonan masuk belum dicatat."]
    copied(store, waiting(store))
    check(store)
    assert page(store)[1:] == [["Tidak ada permohonan masuk yang belum dicatat."], []]
    writes = store.writes
    assert not check(store).written
    assert store.writes == writes


def test_an_office_without_the_setting_keeps_what_it_has() -> None:
    """No page, no line, no finding; a form's tab is no second register by itself."""
    office = replace(SETTINGS, desks=0)
    store = desk(GOOD, office=office)
    found = check(store, office)
    assert INCOMING not in store.tabs
    assert found.verdict.arrived is None
    assert not [f for f in found.verdict.findings if f.code in ("R21", "R22", "R23")]


def test_columns_of_the_offices_own_are_filled_by_a_question_of_that_name() -> None:
    """Moved and renamed columns keep their places; what the form does not ask stays empty."""
    store = desk(GOOD)
    sheet = store.tabs["Register"]
    at = sheet[0].index("Nama Pemohon")
    for row, (name, own) in zip(sheet, [("Nama", "Catatan Meja"), ("Ani", "x")], strict=True):
        row[at] = name
        row.append(own)
    check(store)
    head, (row,) = page(store)[3], waiting(store)
    assert head == list(sheet[0])
    assert (row[at], row[-1]) == ("Contoh Satu", "lewat pos")


def test_the_national_form_gets_its_ticks() -> None:
    """A register of merged headers and tick columns, whose number only counts its rows."""
    form = [
        (*QUESTIONS[:7], "Bentuk Informasi", "Jenis Permohonan"),
        [*ANSWER[:7], "softcopy", "x"],
    ]
    store = MemoryStore(
        {"Register": [*NATIONAL, NATIONAL_REQUEST], FORM: form}, chosen=OFFICE.chosen
    )
    init(store)
    check(store)
    (row,) = waiting(store)
    assert row[:4] == [None, date(2026, 11, 20), "Contoh Satu", None]
    assert row[4] == "081200000009"
    assert row[11:15] == ["√", None, None, None]
    copied(store, [row])
    check(store)
    assert waiting(store) == []


def test_numbers_that_are_drawn_down_are_used_first() -> None:
    """The rows that wait for a request get what came in."""
    drawn = [{"reg_number": f"00{n}/PPID/XI/2026"} for n in (2, 3)]
    form = [answer(at=datetime(2026, 11, 20, 9, n)) for n in range(3)]
    store = desk(GOOD, *drawn, form=form)
    check(store)
    assert [e["No. Registrasi"][:3] for e in entries(store)] == ["002", "003", "004"]


def test_more_than_a_morning_of_answers_come_up_by_and_by(monkeypatch: pytest.MonkeyPatch) -> None:
    """None is lost: the others are counted, and shown once those above are registered."""
    monkeypatch.setattr(incoming_page, "MOST", 3)
    store = desk(GOOD, form=[answer(at=datetime(2026, 11, 20, 9, n)) for n in range(5)])
    check(store)
    assert page(store)[1] == ["5 permohonan masuk belum dicatat."]
    assert len(waiting(store)) == 3
    assert page(store)[-1][0].startswith("2 permohonan lain tampil setelah yang di atas dicatat")
    copied(store, waiting(store))
    check(store)
    assert len(waiting(store)) == 2


def test_numbers_go_on_in_the_order_of_receipt() -> None:
    """In the office's own spelling, each in the month of its receipt."""
    form = [
        answer(at=datetime(2026, 11, 20, 10, 0), name="B"),
        answer(at=datetime(2026, 10, 30, 8, 0), name="A"),
    ]
    store = desk({**GOOD, "reg_number": "7/ppid/XI/2026"}, form=form)
    check(store)
    assert [(e["No. Registrasi"], e["Nama Pemohon"]) for e in entries(store)] == [
        ("8/ppid/X/2026", "A"),
        ("9/ppid/XI/2026", "B"),
    ]


def test_one_that_waits_longer_than_a_working_day_is_told() -> None:
    """On the page, on *Layanan Harian* and as a finding; Friday's is not late on Monday."""
    store = desk(GOOD)
    found = check(store, as_of=date(2026, 11, 23))
    assert not [f for f in found.verdict.findings if f.code == "R21"]
    found = check(store, as_of=date(2026, 11, 24))
    (late,) = [f for f in found.verdict.findings if f.code == "R21"]
    assert late.message == "1 permohonan masuk menunggu dicatat lebih dari satu hari kerja"
    assert page(store)[1] == [
        "1 permohonan masuk belum dicatat, 1 menunggu lebih dari satu hari kerja."
    ]
    assert page(store)[-1] == ["Baris 5 (tab Form_Responses1, baris 2): menunggu 2 hari kerja."]
    daily = [row[0] for row in store.tabs[DAILY] if row]
    assert "Permohonan masuk belum dicatat: 1" in daily


def test_a_likely_repetition_is_told_in_kinds_only() -> None:
    """The same person and text, in the register or on the page; who it is stands in no sentence."""
    again = answer(at=datetime(2026, 11, 20, 11, 0), name="Contoh S.", phone="+62 812-0000-0009")
    asked = {**OPEN, "information": " anggaran 2026.", "id_number": "0101010101010001"}
    store = desk(asked, form=[ANSWER, again])
    check(store)
    assert [row[0] for row in page(store)[-2:]] == [
        "Baris 5 (tab Form_Responses1, baris 2): mungkin sama dengan baris 2 register: nomor "
        "identitas dan informasinya sama.",
        "Baris 6 (tab Form_Responses1, baris 3): mungkin sama dengan baris 2 register: nomor "
        "identitas dan informasinya sama; mungkin sama dengan baris 5: nomor identitas dan "
        "informasinya sama.",
    ]


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        ({"applicant_name": "Contoh Satu, S.H."}, True),  # the telephone is the same
        ({"phone": "0", "email": None, "id_number": None}, True),  # the name is
        ({"applicant_name": "Lain", "phone": "0", "email": None, "id_number": None}, False),
        ({"received_at": None}, True),  # day, name and text are
        ({"received_at": None, "information": "lain"}, False),
        ({"received_at": "09:16"}, False),
        ({"received_on": date(2026, 11, 19)}, False),
        ({"phone": "+62 812-0000-0009", "applicant_name": None}, True),
    ],
)
def test_what_staff_change_while_they_copy(change: Mapping[str, Any], gone: bool) -> None:
    """Day, hour and contact or name tell it; without an hour day, name and text."""
    row = {
        **OPEN,
        "received_on": date(2026, 11, 20),
        "received_at": "09:15",
        "applicant_name": "Contoh Satu",
        "id_number": "0101010101010001",
        "phone": "081200000009",
        "email": "satu@example.com",
        "information": "Anggaran 2026",
        **change,
    }
    store = desk(row)
    check(store)
    assert (waiting(store) == []) is gone


def test_the_same_answer_twice_needs_two_rows() -> None:
    """Nothing that came in twice is taken for one."""
    store = desk(GOOD, form=[ANSWER, ANSWER])
    check(store)
    first, second = waiting(store)
    copied(store, [first])
    check(store)
    assert len(waiting(store)) == 1
    copied(store, [second])
    check(store)
    assert waiting(store) == []


def test_a_stamp_that_can_be_read_both_ways_is_no_day() -> None:
    """It is told with its place; the office settles it, and so does a day that staff type."""
    store = desk(GOOD, form=[answer(at="11/3/2026 9:15:00")])
    found = check(store)
    assert [f.code for f in found.verdict.findings if f.code in ("R21", "R22", "R23")] == ["R23"]
    assert "Tanggal Diterima" not in entries(store)[0]
    assert page(store)[-1] == [
        "Baris 5 (tab Form_Responses1, baris 2): stempel waktunya terbaca dua cara ('11/3/2026 "
        "9:15:00'): 11/03/2026 atau 03/11/2026; isi sendiri Tanggal Diterima."
    ]
    for order, day in (("hari", date(2026, 3, 11)), ("bulan", date(2026, 11, 3))):
        office = replace(OFFICE, intake=replace(OFFICE.intake, order=order))
        check(store, office)
        assert entries(store)[0]["Tanggal Diterima"] == day
    check(store)
    (row,) = waiting(store)
    row[1] = date(2026, 11, 3)
    copied(store, [row])
    check(store)
    assert waiting(store) == []
    assert "dianggap sudah dicatat di baris 3" in page(store)[-1][0]


def test_a_source_that_cannot_be_read_stops_no_check() -> None:
    """One finding says what is wrong, and the register is judged all the same."""
    for form, why in (
        ([["a", "b"], [1, 2]], "tidak dikenali"),
        ([], "kosong"),
    ):
        store = desk(GOOD)
        store.tabs[FORM] = form
        found = check(store)
        (lost,) = [f for f in found.verdict.findings if f.code == "R22"]
        assert why in lost.message
        assert why in page(store)[-1][0]
    store.tabs.pop(FORM)
    (lost,) = [f for f in check(store).verdict.findings if f.code == "R22"]
    assert "Tab Form_Responses1 yang disebut pada masuk.tab di ppid.toml tidak ada" in lost.message


def test_what_came_before_the_first_day_is_counted() -> None:
    """An office begins with a form that has years of answers."""
    office = replace(OFFICE, intake=replace(OFFICE.intake, since=date(2026, 11, 21)))
    store = desk(GOOD, office=office)
    check(store, office)
    assert waiting(store) == []
    assert page(store)[-1] == ["1 permohonan sebelum tanggal pada masuk.sejak tidak ditampilkan."]


def test_texts_that_came_as_numbers_are_told() -> None:
    """A form's sheet drops the zero of a telephone number; nobody guesses it back."""
    store = desk(GOOD, form=[answer(phone=81200000009, at=46346.385)])
    check(store)
    assert entries(store)[0]["Telepon"] == "81200000009"
    assert entries(store)[0]["Jam Diterima"] == "09:14"
    assert (
        "Telepon berupa bilangan, jadi angka nol di depannya mungkin hilang" in page(store)[-1][0]
    )


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)
NAMES = st.sampled_from(("Ani", "ani ", "Budi", "=1+1", "@a", "Jumlah", "")) | TEXTS
MATTERS = st.sampled_from(("Anggaran", "anggaran.", "DPT\nper desa", "+1", "-", "")) | TEXTS
STAMPS = (
    st.datetimes(datetime(2026, 11, 1), datetime(2026, 11, 23)).map(
        lambda at: at.replace(microsecond=0)
    )
    | st.floats(46327, 46348)
    | st.sampled_from(("11/3/2026 9:15:00", "25/11/2026 08.00", "31/02/2026", "kemarin", "", None))
)


@st.composite
def answers(draw: st.DrawFn) -> Sequence[Any]:
    """An answer as people and programs may leave it; one that says anything of who or what."""
    name, asked = draw(NAMES), draw(MATTERS)
    phone = draw(st.sampled_from(("0812", "+62812", 812, "", None)) | TEXTS)
    if not any(isinstance(text, str) and any(map(str.isalnum, text)) for text in (name, asked)):
        name = "Tanpa Nama"
    return answer(
        at=draw(STAMPS),
        name=name,
        phone=phone,
        asked=asked,
        mail=draw(st.sampled_from(("a@example.com", "", None))),
        nik=draw(TEXTS),
    )


@settings(max_examples=draws(60), deadline=None)
@given(
    form=st.lists(answers(), max_size=6),
    without=st.sets(st.sampled_from(("received_at", "phone", "email", "id_number", "purpose"))),
    data=st.data(),
)
def test_each_answer_is_on_the_page_or_in_the_register(
    form: Sequence[Sequence[Any]], without: set[str], data: st.DataObject
) -> None:
    """After any of them was copied the others wait; after all were nothing does; staff's cells
    stay, and a check more writes nothing.
    """
    store = desk({**GOOD, "received_on": date(2026, 10, 9)}, form=form, without=sorted(without))
    check(store)
    assert len(waiting(store)) == len(form)
    blocks = waiting(store)
    chosen = data.draw(
        st.permutations(range(len(blocks))).flatmap(
            lambda order: st.integers(0, len(order)).map(lambda size: order[:size])
        )
    )
    copied(store, [blocks[at] for at in chosen])
    before = staff(store)
    check(store)
    left = [blocks[at] for at in range(len(blocks)) if at not in chosen]
    assert Counter(map(bare, waiting(store))) == Counter(map(bare, left))
    copied(store, waiting(store))
    check(store)
    assert waiting(store) == []
    assert staff(store)[: len(before)] == before
    writes = store.writes
    assert not check(store).written
    assert store.writes == writes


def bare(row: Sequence[Any]) -> tuple[str, ...]:
    """What waits, without the number that it would get."""
    return tuple(map(str, row[1:]))


def staff(store: MemoryStore) -> list[list[Any]]:
    """The cells of the register that are not the job's."""
    own = [store.state.tags[key] for key in REQUESTS.job_keys]
    return [
        [cell for at, cell in enumerate(row) if at not in own] for row in store.tabs["Register"]
    ]
