"""Rules on the dates of a request and their order."""

from collections.abc import Mapping

import numpy as np

from ppid_sheets.checks.engine import Case, ColumnValues, Find, Rule, is_blank
from ppid_sheets.common.arrays import Mask
from ppid_sheets.deadlines.calendar import years
from ppid_sheets.register.as_of import earliest

UNATTENDED = ("Email", "Website/e-PPID", "WhatsApp")
"""Channels that are open on days off."""
ACT_IN_FORCE = np.datetime64("2010-04-30", "s")
"""UU 14/2008 took effect two years after it was promulgated on 30 April 2008 (Art. 64)."""

_LATER: Mapping[str, tuple[str, str]] = {
    "incomplete_on": ("pemberitahuan kekurangan", "UU KIP Pasal 22; praktik layanan"),
    "complete_on": ("lengkap", "UU KIP Pasal 22; praktik layanan"),
    "disposition_on": ("disposisi", "SOP langkah 4"),
    "unit_asked_on": ("permintaan ke unit", "SOP langkah 4"),
    "unit_answered_on": ("jawaban unit", "SOP langkah 4"),
    "extended_on": ("pemberitahuan perpanjangan", "UU KIP Pasal 22 ayat (8)"),
    "notified_on": ("pemberitahuan tertulis", "UU KIP Pasal 22 ayat (7)"),
    "given_on": ("pemberian informasi", "SOP langkah 5"),
    "reviewed_on": ("supervisi", "SOP langkah 7"),
}
"""What follows receipt, with its Indonesian name and basis."""

_FIX_DATE = "betulkan tanggalnya, contoh 28/02/2026"
_RECEIPT = "UU KIP Pasal 22 ayat (7)"
_EXTENSION = "UU KIP Pasal 22 ayat (8)"


def answered_on(case: Case) -> ColumnValues:
    """The earlier of written notice and giving, whether or not there is a decision."""
    return earliest(case[key] for key in case.table.schema.course.answered)


def in_future(key: str) -> Find:
    """The finder of dates that have not come yet: a register is about the past."""
    return lambda case: case[key] > case.last_day


def before_receipt(key: str) -> Find:
    """The finder of dates before receipt, to which all others answer."""
    return lambda case: case[key] < case["received_on"]


def too_old(case: Case) -> Mask:
    """Received before anybody could ask under the act."""
    return case["received_on"] < ACT_IN_FORCE


def on_day_off(case: Case) -> Mask:
    """Received by somebody on a weekend or holiday; what comes by itself may come on any day.

    Day 1 is the next working day all the same.
    """
    received = case["received_on"]
    judgeable = np.isin(years(received), sorted(case.calendar.years))
    off = judgeable & ~case.calendar.is_working(received)
    return off & ~case.says("channel", *UNATTENDED)


def completed_before_notice(case: Case) -> Mask:
    """Completed before the notice of what was lacking."""
    return case["complete_on"] < case["incomplete_on"]


def extended_too_late(case: Case) -> Mask:
    """Art. 22(8): the notice goes out within the first period, else it extends nothing."""
    return case["extended_on"] > case.deadline("first_due_on")


def extended_too_early(case: Case) -> Mask:
    """A notice between receipt and the start of the clock extends nothing either."""
    notice = case["extended_on"]
    return (notice >= case["received_on"]) & (notice < case.deadline("start_on"))


def extended_without_reason(case: Case) -> Mask:
    """Art. 22(8): the reasons are given in writing."""
    return case.filled("extended_on") & case.blank("extension_reason")


def reason_without_extension(case: Case) -> Mask:
    """A reason whose notice has no date extends nothing."""
    return case.blank("extended_on") & case.filled("extension_reason")


def reviewed_before_answer(case: Case) -> Mask:
    """SOP 7: the Kasubag looks at what has been answered."""
    reviewed = case["reviewed_on"]
    return (reviewed < answered_on(case)) & ~(reviewed < case["received_on"])


def finished_before_received(case: Case) -> Mask:
    """Hours of one day only: a request finished on a later day may end at an earlier hour."""
    same_day = answered_on(case) == case["received_on"]
    return np.asarray(same_day & (case["finished_at"] < case["received_at"]))


RULES = (
    Rule(
        "T01",
        "galat",
        "received_on",
        "tanggal diterima belum diisi, sehingga batas waktu tidak dapat dihitung",
        "isi tanggalnya, contoh 28/02/2026",
        _RECEIPT,
        ("received_on",),
        is_blank("received_on"),
    ),
    Rule(
        "T02",
        "galat",
        "received_on",
        "tanggal diterima belum tiba",
        _FIX_DATE,
        _RECEIPT,
        ("received_on",),
        in_future("received_on"),
    ),
    Rule(
        "T03",
        "galat",
        "received_on",
        "tanggal diterima mendahului berlakunya UU KIP (30 April 2010)",
        _FIX_DATE,
        "UU KIP Pasal 64",
        ("received_on",),
        too_old,
    ),
    *(
        Rule(
            "T04",
            "galat",
            key,
            f"tanggal {name} mendahului tanggal diterima ({{received_on}})",
            "betulkan salah satu tanggalnya",
            basis,
            ("received_on",),
            before_receipt(key),
        )
        for key, (name, basis) in _LATER.items()
    ),
    *(
        Rule(
            "T05",
            "galat",
            key,
            f"tanggal {name} belum tiba",
            "isi tanggal yang sebenarnya, atau kosongkan sampai hal itu terjadi",
            basis,
            (),
            in_future(key),
        )
        for key, (name, basis) in _LATER.items()
    ),
    Rule(
        "T06",
        "galat",
        "reviewed_on",
        "supervisi mendahului jawaban kepada pemohon",
        "betulkan tanggal supervisi, atau tanggal pemberitahuan dan pemberiannya",
        "SOP langkah 7",
        ("reviewed_on", "notified_on", "given_on"),
        reviewed_before_answer,
    ),
    Rule(
        "T07",
        "peringatan",
        "extended_on",
        "pemberitahuan perpanjangan melewati batas waktu pertama ({first_due_on}), jadi tidak "
        "memperpanjang",
        "periksa tanggalnya; bila sudah benar, batas waktu tetap {first_due_on}",
        _EXTENSION,
        ("extended_on", "received_on"),
        extended_too_late,
    ),
    Rule(
        "T08",
        "galat",
        "extension_reason",
        "jangka waktu diperpanjang tanpa alasan, jadi perpanjangan tidak dihitung",
        "isi alasan seperti dalam surat pemberitahuannya",
        _EXTENSION,
        ("extended_on", "extension_reason"),
        extended_without_reason,
    ),
    Rule(
        "T09",
        "peringatan",
        "extended_on",
        "ada alasan perpanjangan tanpa tanggal pemberitahuan",
        "isi tanggal surat perpanjangan, atau hapus alasannya",
        _EXTENSION,
        ("extended_on", "extension_reason"),
        reason_without_extension,
    ),
    Rule(
        "T10",
        "info",
        "received_on",
        "diterima pada akhir pekan atau hari libur; hari ke-1 ialah hari kerja berikutnya",
        "pastikan tanggalnya benar",
        _RECEIPT,
        ("received_on",),
        on_day_off,
    ),
    Rule(
        "T11",
        "galat",
        "finished_at",
        "jam selesai mendahului jam diterima pada hari yang sama",
        "betulkan salah satu jamnya",
        "SOP langkah 2-3",
        (),
        finished_before_received,
    ),
    Rule(
        "T12",
        "peringatan",
        "extended_on",
        "pemberitahuan perpanjangan mendahului tanggal lengkap, jadi tidak memperpanjang",
        "periksa kedua tanggalnya; hitungan baru mulai pada tanggal lengkap",
        _EXTENSION,
        ("extended_on", "received_on"),
        extended_too_early,
    ),
    Rule(
        "T13",
        "peringatan",
        "complete_on",
        "tanggal lengkap mendahului tanggal pemberitahuan kekurangan",
        "betulkan salah satu tanggalnya",
        "UU KIP Pasal 22; praktik layanan",
        (),
        completed_before_notice,
    ),
)
