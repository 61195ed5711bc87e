"""Pemberitahuan kekurangan: what an incomplete request lacks, and by when it is to be brought."""

from collections.abc import Iterator

from ppid_sheets.checks.rules.applicant import PAPERS
from ppid_sheets.common.indonesian import typed_date
from ppid_sheets.config import Settings
from ppid_sheets.reports.form.letter import Field, Letter, Text, fields
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.form.row import Wording, by_hand, weekday_and_date
from ppid_sheets.reports.form.shared import addressee, place_and_day, refuse, still_open
from ppid_sheets.reports.workbook.letterhead import signed_by

_FORM = "pemberitahuan kekurangan"
_NEEDED = (
    ("Nama", ("applicant_name",), "nama lengkap sesuai identitas"),
    ("Alamat", ("address",), "alamat lengkap"),
    ("Kontak", ("phone", "email"), "nomor telepon atau alamat email"),
    ("Informasi yang diminta", ("information",), "uraian informasi yang diminta"),
    ("Tujuan", ("purpose",), "tujuan penggunaan informasi"),
    ("Bentuk informasi", ("info_form",), "softcopy atau hardcopy"),
    ("Cara penyampaian", ("delivery",), "cara informasi disampaikan"),
)
"""What a request has to say (UU 14/2008 Art. 22(2)-(3)): one filled column of each suffices."""


def describe(request: Request, settings: Settings) -> Letter:
    """The notice, dated as in the row; raises UsageError for a request complete or decided."""
    if request.text("decision") or request.table.unread("decision")[request.row]:
        refuse(request, _FORM, f"permohonan sudah selesai ({still_open(request)})")
    if complete := request.day("complete_on"):
        refuse(request, _FORM, f"berkasnya lengkap sejak {typed_date(complete)}")
    return Letter(
        "Kekurangan Berkas",
        "PEMBERITAHUAN KEKURANGAN BERKAS PERMOHONAN",
        Field("Nomor", by_hand("nomor surat")),
        (
            *fields(*addressee(request)),
            Text(
                "Setelah diperiksa, permohonan informasi publik Saudara/i tersebut belum lengkap. "
                "Mohon dilengkapi dengan hal-hal berikut."
            ),
            *_lacking(request),
            *fields(
                ("Tanggal pemberitahuan", request.day_wording("incomplete_on")),
                ("Dilengkapi paling lambat", _by(request, settings.forms.completion_days)),
                ("Dasar", Wording(settings.forms.completion_basis or "Kebijakan layanan PPID")),
            ),
            Text(_consequence(settings)),
        ),
        (
            None,
            signed_by(settings.office.kasubag, place_and_day(request, settings, "incomplete_on")),
        ),
    )


def _lacking(request: Request) -> Iterator[Field]:
    """The gaps of the row, in order; columns that the register does not have are none."""
    found = list(_wanted(request))
    for at, (label, what) in enumerate(found, 1):
        yield Field(label, Wording(what), f"{at}.")
    if not found:
        yield Field("Kekurangan", by_hand("berkas atau keterangan yang kurang"), "1.")


def _wanted(request: Request) -> Iterator[tuple[str, str]]:
    absent = {column.key for column in request.table.header.missing}
    for label, keys, what in _NEEDED:
        here = [key for key in keys if key not in absent]
        if here and not any(map(request.text, here)):
            yield label, what
    if absent.isdisjoint(("id_type", "id_number")):
        papers = PAPERS.get(request.text("applicant_type"), ("KTP", "SIM", "Paspor"))
        fitting = request.text("id_type") in papers or not request.text("applicant_type")
        if not (fitting and request.text("id_type") and request.text("id_number")):
            either = " atau ".join(filter(None, (", ".join(papers[:-1]), papers[-1])))
            yield "Identitas", f"salinan {either} beserta nomornya"


def _by(request: Request, days: int) -> Wording:
    notice = request.day("incomplete_on") or request.as_of
    last = request.after(notice, days)
    if not last:
        return by_hand("hari terakhir melengkapi berkas")
    return Wording(f"{weekday_and_date(last)} ({days} hari kerja sejak pemberitahuan ini)")


def _consequence(settings: Settings) -> str:
    consequence = (
        "Apabila sampai hari itu berkas belum dilengkapi, permohonan tidak diproses; Saudara/i "
        "dapat mengajukan permohonan baru."
    )
    if settings.start == "diterima":
        return consequence
    return f"{consequence} Jangka waktu menjawab dihitung sejak berkas lengkap."
