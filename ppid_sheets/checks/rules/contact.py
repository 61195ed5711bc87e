"""Rules on how to reach the applicant: telephone, e-mail, address (SOP step 5)."""

import re
from collections.abc import Mapping
from typing import Literal

import numpy as np

from ppid_sheets.checks.engine import Case, Rule, unlike
from ppid_sheets.common.arrays import Mask
from ppid_sheets.register.requests.words import WITHDRAWN

_WORD = r"[^\s@,;/<>().]+"
_ADDRESS = rf"{_WORD}(?:\.{_WORD})*@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[a-z]{{2,}}"
_EMAIL = re.compile(_ADDRESS, re.IGNORECASE)
_USUAL_EMAIL = re.compile(
    r"(?:[A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++)*+@(?:[A-Za-z0-9]++\.)++[A-Za-z]{2,})?"
)
"""Nothing, or an address as most are: this takes a fifth of the time of the whole rule."""
_MOBILE_OR_NOTHING = re.compile(r"(?:08\d{8,11})?")
_PHONE = re.compile(r"(0|\+?62)(8\d{8,11}|[2-79]\d{6,10})|\+(?!62)\d{8,15}")
_APOSTROPHES = "'’‘ʼ`´"
"""Typed in front so that a spreadsheet keeps a number as text."""
_NO_ZERO = re.compile(r"8\d{8,11}")
_DRESSING = re.compile(r"whatsapp|telepon|telp|tlp|\bhp\b|\bwa\b|[\s().:\-]", re.IGNORECASE)

_REPLY = "SOP langkah 5"


def without_contact(case: Case) -> Mask:
    """No telephone and no e-mail, though no letter will do.

    For delivery by e-mail or WhatsApp rules of their own ask for the contact.
    """
    otherwise = case.says("delivery", "Surat", "Email", "WhatsApp")
    return case.blank("phone") & case.blank("email") & ~otherwise


def _owed(case: Case) -> Mask:
    """Requests whose applicant still waits for an answer."""
    unanswered = np.isnat(case.deadline("finished_on"))
    return unanswered & ~case.says("decision", WITHDRAWN)


def unreachable(case: Case) -> Mask:
    """Without any contact to send an owed answer to."""
    return case.once(without_contact) & _owed(case)


def unreached(case: Case) -> Mask:
    """Finished all the same: only the record has a gap."""
    return case.once(without_contact) & ~_owed(case)


def is_email(text: str) -> bool:
    """True for a text of one or several e-mail addresses."""
    return all(_EMAIL.fullmatch(part) for part in re.split(r"[,;/\s]+", text) if part)


def malformed_email(case: Case) -> Mask:
    """Filled, and not one or several e-mail addresses."""
    emails = case["email"]
    wrong = np.zeros(len(emails), dtype=bool)
    for i in unlike(emails, _USUAL_EMAIL):
        wrong[i] = not is_email(emails[i])
    return wrong


PhoneFault = Literal["", "form", "zero"]


def phone_fault(text: str, *, email_allowed: bool = False) -> PhoneFault:
    """What is wrong with one or several telephone numbers parted by / or , or ;.

    "zero" is a mobile number without its leading 0, "form" no telephone number at all.
    """
    parts = (part.strip().lstrip(_APOSTROPHES) for part in re.split(r"[/,;\n]", text))
    numbers = [part for part in parts if part]
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
        text = numbers[i]
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


RULES = (
    Rule(
        "P12",
        "peringatan",
        "phone",
        "telepon dan email kosong, jadi pemohon tidak dapat dihubungi",
        "isi sekurangnya satu, contoh 081234567890",
        _REPLY,
        ("phone",),
        unreachable,
    ),
    Rule(
        "P19",
        "info",
        "phone",
        "telepon dan email kosong pada permohonan yang sudah selesai",
        "isi bila diketahui, contoh 081234567890",
        _REPLY,
        ("phone",),
        unreached,
    ),
    Rule(
        "P13",
        "galat",
        "email",
        "alamat email tidak lengkap atau salah bentuk",
        "tulis seperti nama@contoh.com",
        _REPLY,
        ("email",),
        malformed_email,
    ),
    Rule(
        "P14",
        "galat",
        "phone",
        "isinya bukan nomor telepon yang lengkap",
        "tulis seperti 081234567890 atau 0719 91660; beberapa nomor dipisah garis miring",
        _REPLY,
        ("phone",),
        malformed_phone,
    ),
    Rule(
        "P15",
        "peringatan",
        "phone",
        "angka 0 di depan nomor telepon hilang",
        "ubah format sel menjadi teks, lalu ketik ulang, contoh 081234567890",
        _REPLY,
        ("phone",),
        phone_without_zero,
    ),
    Rule(
        "P16",
        "galat",
        "email",
        "informasi disampaikan lewat email, tetapi alamat email belum diisi",
        "isi alamat email, atau ganti cara penyampaiannya",
        _REPLY,
        ("delivery", "email"),
        by_email_without,
    ),
    Rule(
        "P17",
        "galat",
        "phone",
        "informasi disampaikan lewat WhatsApp, tetapi nomor telepon belum diisi",
        "isi nomor WhatsApp pemohon, atau ganti cara penyampaiannya",
        _REPLY,
        ("delivery", "phone"),
        by_whatsapp_without,
    ),
    Rule(
        "P18",
        "galat",
        "address",
        "informasi disampaikan lewat surat, tetapi alamat belum diisi",
        "isi alamat lengkap, atau ganti cara penyampaiannya",
        _REPLY,
        ("delivery", "address"),
        by_letter_without,
    ),
)
