"""Rules on objections: numbers, dates, the request each is about, the superior's answer."""

from collections.abc import Callable, Sequence

import pandas as pd

from ppid_sheets.checks.engine import Case, Find, Hits, Rule, is_blank
from ppid_sheets.checks.numbering import same_number
from ppid_sheets.checks.rules.objected_request import (
    after_term,
    before_ground,
    before_request,
    still_not_given,
    unfitting_ground,
    unknown_category,
    unknown_request,
)
from ppid_sheets.checks.upcoming import to_give
from ppid_sheets.common.arrays import Mask
from ppid_sheets.register import numbers
from ppid_sheets.register.objections import WITHDRAWN_OBJECTION

_BASIS = "UU KIP Pasal 36"


def repeated(key: str) -> Callable[[Case], Mask]:
    """The finder of numbers that stand in more than one row, in whatever spelling."""

    def find(case: Case) -> Mask:
        keys = pd.Series([numbers.key(text) if text else "" for text in case[key].tolist()])
        return case.filled(key) & keys.duplicated(keep=False).to_numpy(bool)

    return find


def unnumbered(case: Case) -> Hits:
    """Rows without a number, each with the one that it is to get."""
    mask = case.blank("objection_no")
    return Hits(mask, {"next": _next(case, mask)})


def number_repeated(case: Case) -> Hits:
    """Numbers that stand in more than one row, with those that the later ones are to get."""
    mask: Mask = repeated("objection_no")(case) | case.once(same_number)
    return Hits(mask, {"next": _next(case, mask)})


def _next(case: Case, mask: Mask) -> Sequence[str]:
    return [f" ({number})" if number else "" for number in to_give(case, mask, "")]


def in_future(key: str) -> Find:
    """The finder of dates that have not come yet."""
    return lambda case: case[key] > case.last_day


def answered_without_ruling(case: Case) -> Mask:
    """A date of an answer, and nothing decided."""
    return case.blank("ruling") & case.filled("answered_on")


def ruled_without_answer(case: Case) -> Mask:
    """A decision without the day on which it was given; a withdrawn objection needs none."""
    ruled = case.filled("ruling") & ~case.says("ruling", WITHDRAWN_OBJECTION)
    return ruled & case.blank("answered_on")


def answered_before(case: Case) -> Mask:
    """Answered before it was received."""
    return case["answered_on"] < case["objected_on"]


RULES = (
    Rule(
        "S01",
        "galat",
        "objection_no",
        "nomor registrasi keberatan belum diisi",
        "beri nomor urut berikutnya{next}",
        "Perki, daftar register keberatan huruf a",
        ("objection_no",),
        unnumbered,
    ),
    Rule(
        "S02",
        "galat",
        "objection_no",
        "nomor registrasi keberatan dipakai lebih dari satu baris",
        "beri yang diterima belakangan nomor urut berikutnya{next}, atau hapus baris ganda",
        "Perki, daftar register keberatan huruf a",
        ("objection_no",),
        number_repeated,
    ),
    Rule(
        "S03",
        "galat",
        "objected_on",
        "tanggal keberatan diterima belum diisi, sehingga batas waktu tidak dapat dihitung",
        "isi tanggalnya, contoh 28/02/2026",
        "UU KIP Pasal 36 ayat (2)",
        ("objected_on",),
        is_blank("objected_on"),
    ),
    Rule(
        "S04",
        "galat",
        "objected_on",
        "tanggal keberatan diterima belum tiba",
        "betulkan tanggalnya, contoh 28/02/2026",
        _BASIS,
        ("objected_on",),
        in_future("objected_on"),
    ),
    Rule(
        "S05",
        "galat",
        "request_no",
        "nomor permohonan yang menjadi pokok keberatan belum diisi",
        "isi nomornya seperti di tab Register",
        "Perki, daftar register keberatan huruf d",
        ("request_no",),
        is_blank("request_no"),
    ),
    Rule(
        "S06",
        "galat",
        "request_no",
        "nomor permohonan itu tidak ada di tab Register",
        "periksa penulisannya, atau catat dulu permohonannya",
        "Perki, daftar register keberatan huruf d",
        ("request_no",),
        unknown_request,
    ),
    Rule(
        "S07",
        "peringatan",
        "request_no",
        "ada lebih dari satu keberatan atas permohonan itu",
        "satukan barisnya, atau biarkan bila alasannya memang lain",
        _BASIS,
        ("request_no",),
        repeated("request_no"),
    ),
    Rule(
        "S08",
        "galat",
        "objected_on",
        "keberatan diterima sebelum alasannya timbul, yaitu {request_arose}",
        "periksa tanggal keberatan dan tanggal pada permohonannya",
        "UU KIP Pasal 36 ayat (1)",
        ("objected_on", "request_no", "objection_ground"),
        before_ground,
    ),
    Rule(
        "S09",
        "peringatan",
        "objected_on",
        "keberatan diterima lewat hari terakhir mengajukannya, yaitu {last_day}",
        "tanggapi juga, dan sebut keterlambatannya dalam tanggapan",
        "UU KIP Pasal 36 ayat (1)",
        ("objected_on", "request_no"),
        after_term,
    ),
    Rule(
        "S10",
        "peringatan",
        "objection_ground",
        "alasan itu tidak cocok dengan keadaan permohonannya menurut tab Register",
        "periksa alasan keberatan, atau keputusan dan tanggal permohonannya",
        "UU KIP Pasal 35 ayat (1)",
        ("objection_ground", "request_no"),
        unfitting_ground,
    ),
    Rule(
        "S11",
        "galat",
        "ruling",
        "tanggapan bertanggal, tetapi keputusannya belum diisi",
        "pilih keputusan Atasan PPID dari daftar",
        "UU KIP Pasal 36 ayat (2)",
        ("ruling", "answered_on"),
        answered_without_ruling,
    ),
    Rule(
        "S12",
        "galat",
        "answered_on",
        "sudah diputus, tetapi tanggal tanggapan belum diisi",
        "isi tanggal surat tanggapan, contoh 28/02/2026",
        "UU KIP Pasal 36 ayat (2)",
        ("ruling", "answered_on"),
        ruled_without_answer,
    ),
    Rule(
        "S13",
        "galat",
        "answered_on",
        "tanggal tanggapan mendahului keberatannya",
        "betulkan tanggalnya, contoh 28/02/2026",
        "UU KIP Pasal 36 ayat (2)",
        ("objected_on", "answered_on"),
        answered_before,
    ),
    Rule(
        "S14",
        "galat",
        "answered_on",
        "tanggal tanggapan belum tiba",
        "betulkan tanggalnya, contoh 28/02/2026",
        _BASIS,
        ("answered_on",),
        in_future("answered_on"),
    ),
    Rule(
        "S15",
        "peringatan",
        "ruling",
        "keberatan diterima, tetapi Tanggal Pemberian Informasi permohonannya masih kosong",
        "berikan informasinya, lalu isi tanggalnya di tab Register",
        "UU KIP Pasal 36 ayat (2)",
        ("ruling", "request_no"),
        still_not_given,
    ),
    Rule(
        "S16",
        "galat",
        "objected_on",
        "keberatan diterima sebelum permohonannya, yaitu {request_received}",
        "periksa tanggal keberatan dan nomor permohonannya",
        "UU KIP Pasal 36 ayat (1)",
        ("objected_on", "request_no"),
        before_request,
    ),
    Rule(
        "S17",
        "galat",
        "request_no",
        "kategori informasi permohonannya tidak diketahui, jadi batas waktu tidak dapat dihitung",
        "betulkan Kategori Informasi permohonan itu di registernya",
        "UU KIP Pasal 36 ayat (2)",
        ("request_no",),
        unknown_category,
    ),
)
