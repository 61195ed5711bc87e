"""Rules on the information asked for, its class, and the decision on it."""

from ppid_sheets.checks.engine import Case, Rule, is_blank
from ppid_sheets.common.arrays import Mask
from ppid_sheets.register.requests.words import (
    ARTICLE_17,
    EXEMPT,
    GRANTED,
    GRANTED_PARTLY,
    GRANTED_WHOLLY,
    HELD,
    NOT_HELD,
    REFUSED,
    UNDOCUMENTED,
    WITHDRAWN,
)

_RECORD = "UU KIP Pasal 22 ayat (3)"
_NOTICE = "UU KIP Pasal 22 ayat (7)"
NOT_POSSESSED = ("Tidak dikuasai", UNDOCUMENTED)
"""Grounds of refusal outside Art. 17: what the office does not have it cannot give."""


def no_category(case: Case) -> Mask:
    """No category while nothing depends on it."""
    return case.blank("info_category") & (not case.settings.profiles.by_category)


def no_category_for_clock(case: Case) -> Mask:
    """With profiles beside the ordinary one the category decides how long an answer may take."""
    return case.blank("info_category") & case.settings.profiles.by_category


def no_form(case: Case) -> Mask:
    """The form is a matter of what is given: nothing is asked of a refusal."""
    return case.blank("info_form") & case.says("decision", *GRANTED)


def exempt_granted(case: Case) -> Mask:
    """Art. 17: exempt information is not given; a part of the whole may be."""
    return case.says("info_class", EXEMPT) & case.says("decision", GRANTED_WHOLLY)


def refused_without_ground(case: Case) -> Mask:
    """Art. 22(7)c-e: what is withheld, wholly or in part, is withheld for a named reason."""
    return case.says("decision", REFUSED, GRANTED_PARTLY) & case.blank("refusal_ground")


def ground_without_refusal(case: Case) -> Mask:
    """A ground beside a decision that withholds nothing, or beside none."""
    idle = case.says("decision", GRANTED_WHOLLY, WITHDRAWN) | case.blank("decision")
    return ~case.says("refusal_ground", "") & idle


def ground_without_class(case: Case) -> Mask:
    """Art. 17 is about exempt information alone."""
    plain = ~case.says("info_class", EXEMPT) & ~case.unread("info_class")
    return case.says("refusal_ground", *ARTICLE_17) & plain


def granted_unpossessed(case: Case) -> Mask:
    """Granted what the office does not have, unless the part it lacks is the part refused."""
    lacking = case.says("possession", NOT_HELD, UNDOCUMENTED)
    part = case.says("decision", GRANTED_PARTLY) & case.says("refusal_ground", *NOT_POSSESSED)
    return lacking & case.says("decision", *GRANTED) & ~part


def ground_against_possession(case: Case) -> Mask:
    """Refused as not possessed although the row says that it is."""
    refused = case.says("decision", REFUSED) & case.says("refusal_ground", *NOT_POSSESSED)
    return refused & case.says("possession", HELD)


RULES = (
    Rule(
        "I01",
        "galat",
        "information",
        "informasi yang diminta belum diisi",
        "uraikan informasi yang diminta pemohon",
        _RECORD,
        ("information",),
        is_blank("information"),
    ),
    Rule(
        "I02",
        "peringatan",
        "info_category",
        "kategori informasi belum diisi",
        "pilih dari daftar",
        "formulir KPU PPID-B",
        ("info_category",),
        no_category,
    ),
    Rule(
        "I03",
        "galat",
        "info_category",
        "kategori informasi belum diisi, padahal menentukan batas waktu",
        "pilih dari daftar",
        "Perki 1/2019; PKPU 22/2023",
        ("info_category",),
        no_category_for_clock,
    ),
    Rule(
        "I04",
        "info",
        "info_class",
        "klasifikasi informasi belum diisi",
        "pilih dari daftar, contoh Setiap Saat",
        "SOP langkah 2-3; UU KIP Pasal 9-11, 17",
        ("info_class",),
        is_blank("info_class"),
    ),
    Rule(
        "I05",
        "galat",
        "decision",
        "informasi yang dikecualikan dikabulkan seluruhnya",
        "periksa klasifikasi dan keputusannya",
        "SOP langkah 3; UU KIP Pasal 17",
        ("info_class", "decision"),
        exempt_granted,
    ),
    Rule(
        "I06",
        "galat",
        "refusal_ground",
        "keputusan {decision} belum disertai alasan penolakan",
        "pilih alasannya, contoh Pasal 17 huruf h",
        "UU KIP Pasal 17, 22 ayat (7) huruf c-e",
        ("decision", "refusal_ground"),
        refused_without_ground,
    ),
    Rule(
        "I07",
        "galat",
        "refusal_ground",
        "ada alasan penolakan tanpa keputusan yang menolak",
        "hapus alasannya, atau betulkan keputusannya",
        "UU KIP Pasal 22 ayat (7) huruf c-e",
        ("decision", "refusal_ground"),
        ground_without_refusal,
    ),
    Rule(
        "I08",
        "peringatan",
        "info_class",
        "alasan penolakan {refusal_ground}, tetapi klasifikasinya bukan Dikecualikan",
        "pilih Dikecualikan, atau betulkan alasannya",
        "UU KIP Pasal 17",
        ("refusal_ground", "info_class"),
        ground_without_class,
    ),
    Rule(
        "I09",
        "galat",
        "possession",
        "informasi dikabulkan, padahal statusnya {possession}",
        "betulkan status informasi atau keputusannya",
        f"{_NOTICE} huruf a",
        ("possession", "decision"),
        granted_unpossessed,
    ),
    Rule(
        "I10",
        "peringatan",
        "possession",
        "ditolak dengan alasan {refusal_ground}, padahal statusnya Di bawah penguasaan",
        "betulkan status informasi atau alasan penolakannya",
        f"{_NOTICE} huruf a",
        ("possession", "refusal_ground", "decision"),
        ground_against_possession,
    ),
    Rule(
        "I11",
        "peringatan",
        "delivery",
        "cara penyampaian belum diisi",
        "pilih dari daftar, contoh Desk Informasi",
        _RECORD,
        ("delivery",),
        is_blank("delivery"),
    ),
    Rule(
        "I12",
        "peringatan",
        "info_form",
        "informasi dikabulkan, tetapi bentuknya belum diisi",
        "pilih dari daftar, contoh Softcopy",
        f"{_RECORD}; {_NOTICE} huruf f",
        ("info_form", "decision"),
        no_form,
    ),
)
