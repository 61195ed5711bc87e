"""Tanda terima keberatan: the receipt that gives the applicant the objection's number and term."""

from ppid_sheets.config import Settings
from ppid_sheets.reports.form.letter import Field, Letter, Text, fields
from ppid_sheets.reports.form.objection_row import Objection, addressee
from ppid_sheets.reports.form.row import plain
from ppid_sheets.reports.form.shared import place_and_day
from ppid_sheets.reports.workbook.letterhead import Signature

_NAME = "(……………………………)"
_HIDDEN = ("Kepada", "Nomor registrasi keberatan")


def describe(objection: Objection, settings: Settings) -> Letter:
    """The receipt; any objection may have one."""
    name = objection.wording("objector")
    about = [(label, wording) for label, wording in addressee(objection) if label not in _HIDDEN]
    return Letter(
        "Tanda Terima Keberatan",
        "TANDA TERIMA KEBERATAN ATAS PERMOHONAN INFORMASI",
        Field("Nomor registrasi keberatan", plain(objection.number)),
        (
            Text(
                "Telah diterima keberatan atas permohonan informasi publik dengan keterangan "
                "sebagai berikut."
            ),
            *fields(
                ("Nama pemohon/kuasa", name),
                *about,
                ("Kasus posisi", objection.wording("objection_case")),
                ("Tujuan penggunaan", objection.purpose_wording()),
            ),
            Text("Batas waktu tanggapan Atasan PPID", "form_heading"),
            *fields(*objection.due_wording()),
            Text(
                "Tanggapan tertulis Atasan PPID disampaikan paling lambat pada batas waktu di "
                "atas. Simpan tanda terima ini dan sebutkan nomornya apabila menanyakan "
                "perkembangan keberatan."
            ),
            Text(objection.remedy("tanggapan Atasan PPID")),
        ),
        (
            Signature("Pemohon/kuasa,", "", _NAME if name.lacks else f"({name.text})"),
            Signature(place_and_day(objection, settings, "objected_on"), "Petugas,", _NAME),
        ),
    )
