"""The sentence that says why a due date is the day it is."""

import json
from datetime import date

import pytest

from ppid_sheets.deadlines.calendar import calendar_of
from ppid_sheets.deadlines.explain import as_object, explain, lines
from ppid_sheets.deadlines.profiles import ELECTION, ORDINARY
from ppid_sheets.errors import CalendarError
from tests.build import CALENDAR

MARCH = date(2026, 3, 6)
FIRST = (
    "Diterima Jum 6 Mar 2026; hari kerja ke-10 = Jum 27 Mar 2026 (dilewati: 18 Mar Cuti Bersama "
    "Hari Suci Nyepi; 19 Mar Hari Suci Nyepi; 20, 23 dan 24 Mar Cuti Bersama Hari Raya Idul Fitri)."
)


def test_the_sentence_names_the_days_skipped_and_why() -> None:
    """Weekday holidays between receipt and due date, days of one feast together."""
    found = explain(CALENDAR, MARCH, ORDINARY)
    assert found.sentence == FIRST
    assert (found.first_due, found.due, found.extended) == (date(2026, 3, 27),) * 2 + (False,)
    assert [holiday.day.day for holiday in found.skipped] == [18, 19, 20, 23, 24]


def test_without_holidays_nothing_is_in_brackets() -> None:
    """Weekends need no explanation."""
    found = explain(CALENDAR, date(2026, 11, 2), ELECTION)
    assert found.sentence == "Diterima Sen 2 Nov 2026; hari kerja ke-3 = Kam 5 Nov 2026."


def test_the_sentence_of_an_extension_goes_over_new_year() -> None:
    """The second period is counted from the first due date, with its own days skipped."""
    found = explain(CALENDAR, date(2026, 12, 15), ORDINARY, date(2026, 12, 31))
    assert found.extended
    assert found.due == date(2027, 1, 13)
    assert found.sentence == (
        "Diterima Sel 15 Des 2026; hari kerja ke-10 = Kam 31 Des 2026 (dilewati: 24 Des Cuti "
        "Bersama Hari Raya Natal; 25 Des Hari Raya Natal). Diperpanjang dari Kam 31 Des 2026; hari "
        "kerja ke-7 = Rab 13 Jan 2027 (dilewati: 1 Jan Tahun Baru Masehi; 5 Jan Isra Mikraj Nabi "
        "Muhammad)."
    )


@pytest.mark.parametrize(
    ("notice", "why"),
    [
        (
            date(2026, 3, 28),
            "Pemberitahuan perpanjangan Sab 28 Mar 2026 melewati batas waktu pertama Jum 27 Mar "
            "2026, jadi tidak memperpanjang.",
        ),
        (
            date(2026, 3, 5),
            "Pemberitahuan perpanjangan Kam 5 Mar 2026 mendahului penerimaan, jadi tidak berlaku.",
        ),
    ],
)
def test_a_void_extension_says_why(notice: date, why: str) -> None:
    """Too late or before receipt, the first due date binds."""
    found = explain(CALENDAR, MARCH, ORDINARY, notice)
    assert found.sentence == f"{FIRST} {why}"
    assert (found.extended, found.due) == (False, found.first_due)


@pytest.mark.parametrize("notice", [MARCH, date(2026, 3, 27)])
def test_an_extension_counts_from_receipt_to_the_first_due_date(notice: date) -> None:
    """Both ends of the first period are within it."""
    assert explain(CALENDAR, MARCH, ORDINARY, notice).due == date(2026, 4, 8)


def test_an_undecreed_year_is_named() -> None:
    """Where the list ends, the sentence says for which years it is complete and what to do."""
    with pytest.raises(CalendarError) as caught:
        explain(CALENDAR, date(2027, 12, 20), ORDINARY)
    assert str(caught.value) == (
        "Batas waktu sejak Sen 20 Des 2027 tidak dapat dihitung: daftar libur nasional dan cuti "
        "bersama lengkap hanya untuk tahun 2022, 2023, 2024, 2025, 2026, 2027; tambahkan tahun "
        "yang kurang di tab Hari Libur menurut SKB 3 Menteri."
    )
    assert caught.value.exit_code == 14


def test_a_list_without_any_complete_year_is_named_so() -> None:
    """An empty tab Hari Libur has no year to name."""
    with pytest.raises(CalendarError, match="cuti bersama belum ada yang lengkap"):
        explain(calendar_of([]), MARCH, ORDINARY)


def test_an_extension_into_an_undecreed_year_is_refused() -> None:
    """The first due date is known, the extended one is not."""
    assert explain(CALENDAR, date(2027, 12, 13), ORDINARY).due == date(2027, 12, 28)
    with pytest.raises(CalendarError, match="sejak Sel 28 Des 2027"):
        explain(CALENDAR, date(2027, 12, 13), ORDINARY, date(2027, 12, 14))


def test_lines_for_people() -> None:
    """Due dates first, then the sentence, then the law."""
    assert list(lines(explain(CALENDAR, MARCH, ORDINARY))) == [
        "Batas waktu pertama       Jum 27 Mar 2026",
        FIRST,
        "Dasar: UU 14/2008 Pasal 22 ayat (7) dan (8).",
    ]
    extended = list(lines(explain(CALENDAR, MARCH, ORDINARY, MARCH)))
    assert extended[1] == "Batas waktu diperpanjang  Rab 8 Apr 2026"


def test_the_object_for_machines() -> None:
    """Plain JSON with ISO dates and the decree of each skipped day."""
    found = json.loads(json.dumps(as_object(explain(CALENDAR, MARCH, ORDINARY, MARCH))))
    skipped = found.pop("dilewati")
    assert found.pop("kalimat").startswith(FIRST)
    assert found == {
        "diterima": "2026-03-06",
        "profil": "Biasa",
        "dasar": ORDINARY.basis,
        "batas_waktu_pertama": "2026-03-27",
        "perpanjangan_berlaku": True,
        "batas_waktu": "2026-04-08",
    }
    assert len(skipped) == 6
    assert skipped[-1] == {
        "tanggal": "2026-04-03",
        "jenis": "Libur Nasional",
        "keterangan": "Wafat Yesus Kristus",
        "dasar": "SKB 1497/2025, 2/2025, 5/2025 (19 Sep 2025)",
    }
