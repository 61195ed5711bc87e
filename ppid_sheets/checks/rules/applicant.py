"""Rules on the applicant: who asks, with which papers, and how to reach them (SOP step 1)."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

import numpy as np

from ppid_sheets.checks.engine import Case, Hits, Mask, Rule, is_blank, unlike
from ppid_sheets.register.columns import NOT_PROCESSED, WITHDRAWN

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
    for first, last in ((11, 19), (21, 21), (31, 36), (51, 53), (61, 65), (71, 76), (81, 82),
                        (91, 97))
    for code in range(first, last + 1)
)  # fmt: skip
_MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEMALE = 40

_SOUND_NIK = re.compile(
    rf"(?:{'|'.join(sorted(PROVINCES))})[0-9]{{4}}(?:[04][1-9]|[1256][0-9])(?:0[1-9]|1[0-2])[0-9]{{2}}"
    r"(?!0000)[0-9]{4}"
)
"""The usual NIK, days 29-31 aside: whatever else is looked at part by part."""
_ADDRESS = r"[^\s@,;/<>()]+@[^\s@,;/<>()]+\.[a-z]{2,}"
_EMAIL = re.compile(_ADDRESS, re.IGNORECASE)
_EMAIL_OR_NOTHING = re.compile(rf"(?:{_ADDRESS})?", re.IGNORECASE)
_MOBILE_OR_NOTHING = re.compile(r"(?:08\d{8,11})?")
_PHONE = re.compile(r"(0|\+?62)(8\d{8,11}|[2-79]\d{6,10})|\+(?!62)\d{8,15}")
_NO_ZERO = re.compile(r"8\d{8,11}")
_DRESSING = re.compile(r"whatsapp|telepon|telp|tlp|\bhp\b|\bwa\b|[\s().:\-]", re.IGNORECASE)

_LAW = "UU KIP Pasal 22 ayat (2)"
_SOP = "SOP langkah 1"
_REPLY = "SOP langkah 5"


def papers_due(case: Case) -> Mask:
    """Requests whose papers must be complete.

    Not while the applicant has been told what is lacking and has not brought it, and not where the
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
    kinds = case["applicant_type"].to_numpy(object)
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
    numbers = case["id_number"].iloc[judged]
    wrong = np.zeros((len(cards), len(Nik._fields)), dtype=bool)
    for i in unlike(numbers, _SOUND_NIK):
        wrong[judged[i]] = nik_faults(numbers.iloc[i])
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
    """No NIK has the serial 0000, but one that was once kept as a number often ends so."""
    return case.once(niks)["serial"]


def digits_lost(case: Case) -> Mask:
    """Numbers of 16 digits and more: a spreadsheet keeps only the first 15."""
    typed = case.noted("id_number", "numeric")
    typed[typed] = [len(text) >= NIK_DIGITS for text in case["id_number"][typed]]
    return typed


def unreachable(case: Case) -> Mask:
    """No telephone and no e-mail, except where neither is needed for the answer.

    A letter goes to the address, what was handed over at the desk is done, and for delivery by
    e-mail or WhatsApp rules of their own ask for the contact.
    """
    handed_over = case.says("delivery", "Desk Informasi") & case.filled("given_on")
    settled = case.says("delivery", "Surat", "Email", "WhatsApp") | handed_over
    return case.blank("phone") & case.blank("email") & ~settled


def is_email(text: str) -> bool:
    """Whether a text is one or several e-mail addresses."""
    return all(_EMAIL.fullmatch(part) for part in re.split(r"[,;/\s]+", text) if part)


def malformed_email(case: Case) -> Mask:
    """Filled, and not one or several e-mail addresses."""
    emails = case["email"]
    wrong = np.zeros(len(emails), dtype=bool)
    for i in unlike(emails, _EMAIL_OR_NOTHING):
        wrong[i] = not is_email(emails.iloc[i])
    return wrong


PhoneFault = Literal["", "form", "zero"]


def phone_fault(text: str, *, email_allowed: bool = False) -> PhoneFault:
    """What is wrong with one or several telephone numbers parted by / or , or ;.

    "zero" is a mobile number without its leading 0, "form" no telephone number at all.
    """
    numbers = [part.strip() for part in re.split(r"[/,;\n]", text) if part.strip()]
    faults = {
        _one_phone(part) for part in numbers if not (email_allowed and _EMAIL.fullmatch(part))
    }
    return "form" if "form" in faults else "zero" if "zero" in faults else ""


def _one_phone(text: str) -> PhoneFault:
    digits = _DRESSING.sub("", text)
    if _PHONE.fullmatch(digits):
        return ""
    return "zero" if _NO_ZERO.fullmatch(digits) else "form"


def phones(case: Case) -> Mapping[PhoneFault, Mask]:
    """Masks of the cells with telephone numbers, by fault; a number typed as one has lost its 0.

    Where the sheet has no column for e-mail, an address among the contacts is no fault.
    """
    numbers, typed = case["phone"], case.noted("phone", "numeric")
    faults = np.full(len(numbers), "", dtype=object)
    email_allowed = "email" not in case.table.header.places
    for i in unlike(numbers, _MOBILE_OR_NOTHING):
        text = numbers.iloc[i]
        lost = typed[i] and not text.startswith("62")
        faults[i] = "zero" if lost else phone_fault(text, email_allowed=email_allowed)
    return {"form": faults == "form", "zero": faults == "zero"}


def malformed_phone(case: Case) -> Mask:
    """Filled, and no telephone number."""
    return case.once(phones)["form"]


def phone_without_zero(case: Case) -> Mask:
    """A telephone number whose leading 0 is gone."""
    return case.once(phones)["zero"]


def by_email_without(case: Case) -> Mask:
    """Delivery by e-mail with no address, not even among the telephone numbers."""
    lacking = case.says("delivery", "Email") & case.blank("email")
    lacking[lacking] = ["@" not in text for text in case["phone"][lacking]]
    return lacking


def by_whatsapp_without(case: Case) -> Mask:
    """Delivery by WhatsApp with no telephone number."""
    return case.says("delivery", "WhatsApp") & case.blank("phone")


def by_letter_without(case: Case) -> Mask:
    """Delivery by letter with no address."""
    return case.says("delivery", "Surat") & case.blank("address")


def no_address(case: Case) -> Mask:
    """No address though it is due; for delivery by letter another rule says so."""
    return case.blank("address") & ~by_letter_without(case) & papers_due(case)


RULES = (
    Rule(
        "P01", "galat", "applicant_name",
        "nama pemohon belum diisi", "isi nama lengkap sesuai identitas",
        _LAW, ("applicant_name",), is_blank("applicant_name"),
    ),
    Rule(
        "P02", "galat", "applicant_type",
        "jenis pemohon belum diisi", "pilih dari daftar, contoh Perorangan",
        _SOP, ("applicant_type",), is_blank("applicant_type"),
    ),
    Rule(
        "P03", "galat", "address",
        "alamat pemohon belum diisi", "isi alamat lengkap",
        _LAW, ("address",), no_address,
    ),
    Rule(
        "P04", "galat", "id_type",
        "jenis identitas belum diisi", "pilih dari daftar, contoh KTP",
        _SOP, ("id_type",), no_id_type,
    ),
    Rule(
        "P05", "galat", "id_number",
        "nomor identitas belum diisi", "isi nomor yang tertera pada kartu atau dokumennya",
        _SOP, ("id_number",), no_id_number,
    ),
    Rule(
        "P06", "galat", "id_type",
        "{id_type} bukan identitas untuk pemohon {applicant_type}",
        "minta {papers}, atau betulkan jenis pemohonnya",
        _SOP, ("applicant_type", "id_type"), unfit_papers,
    ),
    Rule(
        "P07", "galat", "id_number",
        "nomor KTP tidak terdiri atas 16 angka", "ketik ulang 16 angka NIK tanpa huruf lain",
        _SOP, ("id_type", "id_number"), nik_length,
    ),
    Rule(
        "P08", "galat", "id_number",
        "nomor tersimpan sebagai bilangan, jadi angka terakhirnya hilang",
        "ubah format sel menjadi teks, lalu ketik ulang nomornya dari kartu identitas",
        _SOP, ("id_number",), digits_lost,
    ),
    Rule(
        "P09", "peringatan", "id_number",
        "kode provinsi pada NIK tidak dikenal", "cocokkan dua angka pertama dengan kartu identitas",
        _SOP, ("id_type", "id_number"), nik_region,
    ),
    Rule(
        "P10", "peringatan", "id_number",
        "tanggal lahir pada NIK tidak mungkin",
        "cocokkan angka ke-7 sampai ke-12 dengan kartu identitas",
        _SOP, ("id_type", "id_number"), nik_birth,
    ),
    Rule(
        "P11", "peringatan", "id_number",
        "empat angka terakhir NIK 0000, biasanya karena pernah tersimpan sebagai bilangan",
        "ketik ulang nomornya dari kartu identitas",
        _SOP, ("id_type", "id_number"), nik_serial,
    ),
    Rule(
        "P12", "peringatan", "phone",
        "telepon dan email kosong, jadi pemohon tidak dapat dihubungi",
        "isi sekurangnya satu, contoh 081234567890",
        _REPLY, ("phone",), unreachable,
    ),
    Rule(
        "P13", "galat", "email",
        "alamat email tidak lengkap atau salah bentuk", "tulis seperti nama@contoh.com",
        _REPLY, ("email",), malformed_email,
    ),
    Rule(
        "P14", "galat", "phone",
        "isinya bukan nomor telepon yang lengkap",
        "tulis seperti 081234567890 atau 0719 91660; beberapa nomor dipisah garis miring",
        _REPLY, ("phone",), malformed_phone,
    ),
    Rule(
        "P15", "peringatan", "phone",
        "angka 0 di depan nomor telepon hilang",
        "ubah format sel menjadi teks, lalu ketik ulang, contoh 081234567890",
        _REPLY, ("phone",), phone_without_zero,
    ),
    Rule(
        "P16", "galat", "email",
        "informasi disampaikan lewat email, tetapi alamat email belum diisi",
        "isi alamat email, atau ganti cara penyampaiannya",
        _REPLY, ("delivery", "email"), by_email_without,
    ),
    Rule(
        "P17", "galat", "phone",
        "informasi disampaikan lewat WhatsApp, tetapi nomor telepon belum diisi",
        "isi nomor WhatsApp pemohon, atau ganti cara penyampaiannya",
        _REPLY, ("delivery", "phone"), by_whatsapp_without,
    ),
    Rule(
        "P18", "galat", "address",
        "informasi disampaikan lewat surat, tetapi alamat belum diisi",
        "isi alamat lengkap, atau ganti cara penyampaiannya",
        _REPLY, ("delivery", "address"), by_letter_without,
    ),
)  # fmt: skip
