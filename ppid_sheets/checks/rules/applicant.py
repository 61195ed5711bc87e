"""Rules on the applicant: who asks, with which papers, and where they live (SOP step 1)."""

import re
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from ppid_sheets.checks.engine import Case, Hits, Rule, is_blank, unlike
from ppid_sheets.checks.rules.contact import by_letter_without
from ppid_sheets.common.arrays import Mask
from ppid_sheets.register.requests.words import NOT_PROCESSED, WITHDRAWN

PAPERS: Mapping[str, tuple[str, ...]] = {
    "Perorangan": ("KTP", "SIM", "Paspor"),
    "Kelompok Orang": ("Surat Kuasa",),
    "Badan Hukum": ("Akta Notaris",),
    "Badan Publik": ("Dokumen Pengesahan Badan Publik",),
}
"""Papers that show who the applicant is, by type of applicant (SOP step 1)."""

NIK_DIGITS = 16
PROVINCES = frozenset(
    f"{code}"
    for first, last in (
        (11, 19),
        (21, 21),
        (31, 36),
        (51, 53),
        (61, 65),
        (71, 76),
        (81, 82),
        (91, 97),
    )
    for code in range(first, last + 1)
)
_MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEMALE = 40

_SOUND_NIK = re.compile(
    rf"(?:{'|'.join(sorted(PROVINCES))})[0-9]{{4}}(?:[04][1-9]|[1256][0-9])(?:0[1-9]|1[0-2])[0-9]{{2}}"
    r"(?!0000)[0-9]{4}"
)
"""The usual NIK, days 29-31 aside: whatever else is looked at part by part."""
_LAW = "UU KIP Pasal 22 ayat (2)"
_SOP = "SOP langkah 1"


def papers_due(case: Case) -> Mask:
    """Requests whose papers must be complete.

    Not while the applicant has notice of what is lacking and has not brought it, and not where the
    request was withdrawn or left unprocessed.
    """
    awaited = case.filled("incomplete_on") & case.blank("complete_on")
    return ~awaited & ~case.says("decision", WITHDRAWN, NOT_PROCESSED)


def no_id_type(case: Case) -> Mask:
    """The kind of paper is not named though it is due."""
    return case.blank("id_type") & papers_due(case)


def no_id_number(case: Case) -> Mask:
    """The number on the paper is not there though it is due."""
    return case.blank("id_number") & papers_due(case)


def unfit_papers(case: Case) -> Hits:
    """A paper that does not show what the applicant claims to be."""
    kinds = case["applicant_type"]
    unfit = np.zeros(len(kinds), dtype=bool)
    for kind, fitting in PAPERS.items():
        unfit |= case.says("applicant_type", kind) & ~case.says("id_type", "", *fitting)
    return Hits(unfit, {"papers": [_either(PAPERS[kind]) for kind in kinds[unfit]]})


def _either(words: tuple[str, ...]) -> str:
    return " atau ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


class Nik(NamedTuple):
    """What is wrong with a national identity number, part by part."""

    length: bool = False
    region: bool = False
    birth: bool = False
    serial: bool = False


_SOUND = Nik()


def nik_faults(text: str) -> Nik:
    """Six digits of region, DDMMYY of birth (women: day + 40), four of serial from 0001."""
    digits = text if text.isdecimal() else re.sub(r"[\s.\-']", "", text)
    if len(digits) != NIK_DIGITS or not digits.isdecimal():
        return Nik(length=True)
    day, month = int(digits[6:8]), int(digits[8:10])
    day -= _FEMALE * (day > _FEMALE)
    birth = 1 <= month <= 12 and 1 <= day <= _MONTH_LENGTHS[month - 1]
    region = digits[:2] in PROVINCES
    serial = digits[12:] != "0000"
    return _SOUND if birth and region and serial else Nik(False, not region, not birth, not serial)


def niks(case: Case) -> Mapping[str, Mask]:
    """Masks of what is wrong with the NIK, by part; only identity cards carry one.

    A number that has lost digits is left to the rule that says so.
    """
    cards = case.says("id_type", "KTP") & case.filled("id_number") & ~case.unread("id_number")
    judged = np.flatnonzero(cards & ~case.once(digits_lost))
    numbers = case["id_number"][judged]
    wrong = np.zeros((len(cards), len(Nik._fields)), dtype=bool)
    for i in unlike(numbers, _SOUND_NIK):
        wrong[judged[i]] = nik_faults(numbers[i])
    return dict(zip(Nik._fields, wrong.T, strict=True))


def nik_length(case: Case) -> Mask:
    """A card's number of other than 16 digits."""
    return case.once(niks)["length"]


def nik_region(case: Case) -> Mask:
    """Regions change: a warning only."""
    return case.once(niks)["region"]


def nik_birth(case: Case) -> Mask:
    """The birth part may differ from the person's papers: a warning only."""
    return case.once(niks)["birth"]


def nik_serial(case: Case) -> Mask:
    """No NIK has the serial 0000, but one that was once a number in a cell often ends so."""
    return case.once(niks)["serial"]


def digits_lost(case: Case) -> Mask:
    """Numbers of 16 digits and more: a spreadsheet keeps only the first 15."""
    typed = case.noted("id_number", "numeric")
    typed[typed] = [len(text) >= NIK_DIGITS for text in case["id_number"][typed]]
    return typed


def no_address(case: Case) -> Mask:
    """No address though it is due; for delivery by letter another rule says so."""
    return case.blank("address") & ~by_letter_without(case) & papers_due(case)


RULES = (
    Rule(
        "P01",
        "galat",
        "applicant_name",
        "nama pemohon belum diisi",
        "isi nama lengkap sesuai identitas",
        _LAW,
        ("applicant_name",),
        is_blank("applicant_name"),
    ),
    Rule(
        "P02",
        "galat",
        "applicant_type",
        "jenis pemohon belum diisi",
        "pilih dari daftar, contoh Perorangan",
        _SOP,
        ("applicant_type",),
        is_blank("applicant_type"),
    ),
    Rule(
        "P03",
        "galat",
        "address",
        "alamat pemohon belum diisi",
        "isi alamat lengkap",
        _LAW,
        ("address",),
        no_address,
    ),
    Rule(
        "P04",
        "galat",
        "id_type",
        "jenis identitas belum diisi",
        "pilih dari daftar, contoh KTP",
        _SOP,
        ("id_type",),
        no_id_type,
    ),
    Rule(
        "P05",
        "galat",
        "id_number",
        "nomor identitas belum diisi",
        "isi nomor yang tertera pada kartu atau dokumennya",
        _SOP,
        ("id_number",),
        no_id_number,
    ),
    Rule(
        "P06",
        "galat",
        "id_type",
        "{id_type} bukan identitas untuk pemohon {applicant_type}",
        "minta {papers}, atau betulkan jenis pemohonnya",
        _SOP,
        ("applicant_type", "id_type"),
        unfit_papers,
    ),
    Rule(
        "P07",
        "galat",
        "id_number",
        "nomor KTP tidak terdiri atas 16 angka",
        "ketik ulang 16 angka NIK tanpa huruf lain",
        _SOP,
        ("id_type", "id_number"),
        nik_length,
    ),
    Rule(
        "P08",
        "galat",
        "id_number",
        "nomor tersimpan sebagai bilangan, jadi angka terakhirnya hilang",
        "ubah format sel menjadi teks, lalu ketik ulang nomornya dari kartu identitas",
        _SOP,
        ("id_number",),
        digits_lost,
    ),
    Rule(
        "P09",
        "peringatan",
        "id_number",
        "kode provinsi pada NIK tidak dikenal",
        "cocokkan dua angka pertama dengan kartu identitas",
        _SOP,
        ("id_type", "id_number"),
        nik_region,
    ),
    Rule(
        "P10",
        "peringatan",
        "id_number",
        "tanggal lahir pada NIK tidak mungkin",
        "cocokkan angka ke-7 sampai ke-12 dengan kartu identitas",
        _SOP,
        ("id_type", "id_number"),
        nik_birth,
    ),
    Rule(
        "P11",
        "peringatan",
        "id_number",
        "empat angka terakhir NIK 0000, biasanya karena pernah tersimpan sebagai bilangan",
        "ketik ulang nomornya dari kartu identitas",
        _SOP,
        ("id_type", "id_number"),
        nik_serial,
    ),
)
