"""Rules on what units of the office are asked for (SOP step 4), where a register records it."""

import numpy as np

from ppid_sheets.checks.engine import Case, Rule
from ppid_sheets.checks.rules.reading import unlisted
from ppid_sheets.common.arrays import Mask

_BASIS = "SOP langkah 4"
_BOTH = ("unit", "unit_asked_on")
_ALL = (*_BOTH, "unit_answered_on")


def answered_before_asked(case: Case) -> Mask:
    """An answer earlier than its question."""
    return case["unit_answered_on"] < case["unit_asked_on"]


def dated_without_unit(case: Case) -> Mask:
    """A unit was asked or has answered, and no unit is named."""
    dated = case.filled("unit_asked_on") | case.filled("unit_answered_on")
    return case.blank("unit") & dated


def unit_without_date(case: Case) -> Mask:
    """A unit that was asked without a date: its days of waiting cannot be counted."""
    asked = case.filled("unit") | case.filled("unit_answered_on")
    return case.blank("unit_asked_on") & asked


def finished_without_it(case: Case) -> Mask:
    """The applicant has an answer, and the unit still seems to owe its own."""
    asked = case.filled("unit") | case.filled("unit_asked_on")
    finished = ~np.isnat(case.deadline("finished_on"))
    return asked & case.blank("unit_answered_on") & finished


RULES = (
    Rule(
        "U01",
        "galat",
        "unit_answered_on",
        "jawaban unit mendahului permintaannya ({unit_asked_on})",
        "betulkan salah satu tanggalnya",
        _BASIS,
        ("unit_asked_on", "unit_answered_on"),
        answered_before_asked,
    ),
    Rule(
        "U02",
        "peringatan",
        "unit",
        "ada tanggal permintaan atau jawaban, tetapi unit yang diminta belum diisi",
        "pilih unitnya, atau kosongkan tanggalnya",
        _BASIS,
        _BOTH,
        dated_without_unit,
    ),
    Rule(
        "U03",
        "peringatan",
        "unit_asked_on",
        "permintaan ke unit belum bertanggal, sehingga lamanya tidak diketahui",
        "isi hari unit itu diminta",
        _BASIS,
        _BOTH,
        unit_without_date,
    ),
    Rule(
        "U04",
        "info",
        "unit_answered_on",
        "permohonan sudah dijawab, tetapi jawaban unit belum dicatat",
        "isi tanggalnya bila unit sudah menjawab",
        _BASIS,
        _ALL,
        finished_without_it,
    ),
    Rule(
        "U05",
        "peringatan",
        "unit",
        "unit tidak ada dalam daftar, sehingga tidak disebut dalam laporan",
        "pilih dari daftar, atau tambahkan unitnya di bawah judul kolom ini di tab Pilihan",
        _BASIS,
        ("unit",),
        unlisted("unit"),
    ),
)
