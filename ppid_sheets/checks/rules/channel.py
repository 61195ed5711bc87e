"""Rules on the channel of a request and its form (SOP step 1)."""

from ppid_sheets.checks.engine import Case, Rule, is_blank
from ppid_sheets.common.arrays import Mask

STAFF = "Staf"
REMOTE = ("Surat", "Email", "Telepon", "Faksimili")
"""Channels for which staff fill in the form (SOP step 1, note)."""


def form_not_by_staff(case: Case) -> Mask:
    """Staff fill in the form of an applicant who does not come in person."""
    by_staff = case.says("form_filled_by", STAFF) | case.unread("form_filled_by")
    return case.says("channel", *REMOTE) & ~by_staff


RULES = (
    Rule(
        "K01",
        "galat",
        "channel",
        "kanal permohonan belum diisi",
        "pilih dari daftar, contoh Datang Langsung",
        "SOP langkah 1",
        ("channel",),
        is_blank("channel"),
    ),
    Rule(
        "K02",
        "galat",
        "form_filled_by",
        "permohonan lewat {channel}, jadi formulirnya harus diisi staf",
        "isikan formulir untuk pemohon, lalu pilih Staf",
        "SOP langkah 1, keterangan",
        ("channel", "form_filled_by"),
        form_not_by_staff,
    ),
)
