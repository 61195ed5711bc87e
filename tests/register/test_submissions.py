"""What a form's answers say: stamps of time, and which question is which column."""

from datetime import date, datetime
from typing import Any

import pytest

from ppid_sheets.config.kinds import ZONE
from ppid_sheets.register.dates import EPOCH, EPOCH_1904, Customs
from ppid_sheets.register.question_row import proposed, questions
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.stamps import StampOrder, order_of, read_stamp

UNSURE = Customs(EPOCH, month_first=True, zone=ZONE)
INDONESIAN = Customs(EPOCH, zone=ZONE)
DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("value", "customs", "order", "day", "minutes"),
    [
        (datetime(2026, 11, 3, 23, 59, 59), UNSURE, "", DAY, 1439),
        (datetime(2026, 11, 3, 9, 14, 59, 999_900), UNSURE, "", DAY, 555),
        (DAY, UNSURE, "", DAY, None),
        (46329.385416667, UNSURE, "", DAY, 555),
        (46329.999999, UNSURE, "", date(2026, 11, 4), 0),
        (44867.385416667, Customs(EPOCH_1904, month_first=True), "", DAY, 555),
        ("2026-11-03T09:15:00+07:00", UNSURE, "", DAY, 555),
        ("2026-11-02T23:15:00Z", UNSURE, "", DAY, 375),
        ("2026/11/03 9:15:00 PM GMT+7", UNSURE, "", DAY, 1275),
        ("3 November 2026 pukul 09.15 WIB", UNSURE, "", DAY, 555),
        ("Nov 3, 2026 9:15 AM", UNSURE, "", DAY, 555),
        ("11/3/2026 9:15:00", UNSURE, "", None, None),
        ("11/3/2026", UNSURE, "", None, None),
        ("11/3/2026 9:15:00", UNSURE, "bulan", DAY, 555),
        ("3/11/2026 9:15:00 AM", UNSURE, "hari", DAY, 555),
        ("3/11/2026 9:15:00", INDONESIAN, "", DAY, 555),
        ("11/13/2026 12:00 AM", UNSURE, "", date(2026, 11, 13), 0),
        ("13/11/26 9:15", UNSURE, "", date(2026, 11, 13), 555),
        ("11/11/2026 9:15", UNSURE, "", date(2026, 11, 11), 555),
        ("11/13/2026 9:15", INDONESIAN, "", None, None),
        ("13/11/2026 9:15", UNSURE, "bulan", None, None),
        ("31/02/2026 9:15", UNSURE, "", None, None),
        (datetime(1026, 11, 3), UNSURE, "", None, None),
        ("kemarin", UNSURE, "", None, None),
        (True, UNSURE, "", None, None),
        (None, UNSURE, "", None, None),
    ],
)
def test_a_stamp_is_a_day_and_an_hour_or_says_why_not(
    value: Any, customs: Customs, order: StampOrder, day: date | None, minutes: int | None
) -> None:
    """Programs write the month or the day first; what can be read both ways is no day."""
    found = read_stamp(value, customs, order)
    assert (found.day, found.minutes) == (day, minutes)
    assert (found.note is None) or found.day is None or found.note in ("two_digit_year", "zoned")


def test_a_stamp_that_may_be_two_days_names_both() -> None:
    """And the order that a column shows by its other stamps can be proposed."""
    assert read_stamp("11/3/2026 9:15", UNSURE, "").either == (date(2026, 3, 11), DAY)
    assert order_of(["11/3/2026 9:15", "11/25/2026 9:15", 5, None]) == "bulan"
    assert order_of(["11/3/2026 9:15", "25/11/2026"]) == "hari"
    assert order_of(["11/3/2026 9:15", "25/11/2026", "11/25/2026"]) == ""
    assert order_of(["2026-11-25 09:15", "kemarin"]) == ""


def header(*texts: str) -> dict[str, str]:
    """What is proposed for these questions, by the headers of the register."""
    found = proposed([["PPID KPU"], [], list(texts), ["x"] * len(texts)], REQUESTS)
    return {REQUESTS.header(key): text for key, text in found.items()}


def test_questions_are_proposed_by_header_words_and_likeness() -> None:
    """The nearer one wins, no question stands for two columns, and none for the number."""
    assert header(
        "Timestamp", "Email Address", "Nama lengkap sesuai KTP", "NIK/No. KTP", "Nomor WhatsApp",
        "Alamat tempat tinggal", "Jenis Pemohon Informasi", "Rincian informasi yang diminta",
        "Tujuan penggunaan informasi", "Cara memperoleh informasi", "Unggah KTP", "Nomor",
    ) == {
        "Tanggal Diterima": "Timestamp", "Nama Pemohon": "Nama lengkap sesuai KTP",
        "Jenis Pemohon": "Jenis Pemohon Informasi", "Nomor Identitas": "NIK/No. KTP",
        "Alamat": "Alamat tempat tinggal", "Telepon": "Nomor WhatsApp", "Email": "Email Address",
        "Informasi yang Diminta": "Rincian informasi yang diminta",
        "Tujuan Penggunaan": "Tujuan penggunaan informasi",
        "Jenis Permohonan": "Cara memperoleh informasi",
    }  # fmt: skip
    assert header("Nama", "Alamat") == {}
    unnamed = [["Dikirim", "Nama", "Lain"], ["11/3/2026 9:15", "Ani", "5"], ["", "", ""]]
    assert proposed(unnamed, REQUESTS) == {"received_on": "Dikirim", "applicant_name": "Nama"}
    assert header() == {}


def test_the_row_of_questions_is_the_first_that_is_one() -> None:
    """No answer is taken for it, however many headers it names."""
    grid = [
        ["Laporan"],
        ["Tanggal", "Nama", "Kanal", "Lain"],
        ["Tanggal Diterima", "Nama Pemohon", "Email", "Alamat"],
    ]
    found = questions(grid, REQUESTS)
    assert found
    assert found.row == 2
    assert found.places == {"received_on": 0, "applicant_name": 1, "channel": 2}
    assert found.others == {"Lain": 3}
    assert questions([["Nama", "Alamat"]], REQUESTS) is None
    named = questions(grid, REQUESTS, {"Tanggal": "received_on", "Lain": "information"})
    assert named
    assert named.places == {"received_on": 0, "information": 3}
