"""Tanda terima: the receipt that gives the applicant the registration number (Art. 22(4)-(6))."""

from ppid_sheets.config import Settings
from ppid_sheets.deadlines.profiles import Profile
from ppid_sheets.reports.form.hand import Hand
from ppid_sheets.reports.form.letter import Field, Letter, Text, fields
from ppid_sheets.reports.workbook.letterhead import Signature


def describe(request: Hand, settings: Settings) -> Letter:
    """The receipt; any request may have one."""
    return Letter(
        "Tanda Terima",
        "TANDA TERIMA PERMOHONAN INFORMASI PUBLIK",
        Field("Nomor registrasi", request.number_wording),
        (
            Text("Telah diterima permohonan informasi publik dengan keterangan sebagai berikut."),
            *fields(
                ("Diterima", request.received_wording()),
                ("Melalui", request.wording("channel")),
                ("Formulir diisi oleh", request.wording("form_filled_by")),
                ("Nama pemohon", request.wording("applicant_name")),
                ("Jenis pemohon", request.wording("applicant_type")),
                ("Identitas diperlihatkan", request.wording("id_type")),
                ("Alamat", request.wording("address")),
                ("Telepon / email", request.first_wording("phone", "email")),
                ("Pekerjaan", request.wording("occupation")),
                ("Informasi yang diminta", request.wording("information")),
                ("Tujuan penggunaan", request.wording("purpose")),
                ("Cara memperoleh", request.wording("request_kind")),
                ("Bentuk informasi", request.wording("info_form")),
                ("Cara penyampaian", request.wording("delivery")),
                ("Petugas", request.wording("officer")),
            ),
            Text("Batas waktu jawaban", "form_heading"),
            *fields(*request.due_wording()),
            Text(request.of_profile(_promise)),
        ),
        (
            Signature("Pemohon,", "", request.signer("applicant_name")),
            Signature(
                request.placed(settings.office.city, "received_on"),
                "Petugas,",
                request.signer("officer"),
            ),
        ),
    )


def _promise(profile: Profile) -> str:
    return (
        "Pemberitahuan tertulis disampaikan paling lambat pada batas waktu di atas. Jangka waktu "
        f"itu dapat diperpanjang satu kali, paling lama {profile.extension} hari kerja, "
        "dengan pemberitahuan tertulis beserta alasannya. Simpan tanda terima ini dan sebutkan "
        "nomor registrasinya apabila menanyakan perkembangan permohonan."
    )
