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
        Field("Nomor registrasi", request.said_number),
        (
            Text("Telah diterima permohonan informasi publik dengan keterangan sebagai berikut."),
            *fields(
                ("Diterima", request.said_received()),
                ("Melalui", request.said("channel")),
                ("Formulir diisi oleh", request.said("form_filled_by")),
                ("Nama pemohon", request.said("applicant_name")),
                ("Jenis pemohon", request.said("applicant_type")),
                ("Identitas diperlihatkan", request.said("id_type")),
                ("Alamat", request.said("address")),
                ("Telepon / email", request.first_said("phone", "email")),
                ("Pekerjaan", request.said("occupation")),
                ("Informasi yang diminta", request.said("information")),
                ("Tujuan penggunaan", request.said("purpose")),
                ("Cara memperoleh", request.said("request_kind")),
                ("Bentuk informasi", request.said("info_form")),
                ("Cara penyampaian", request.said("delivery")),
                ("Petugas", request.said("officer")),
            ),
            Text("Batas waktu jawaban", "form_heading"),
            *fields(*request.said_due()),
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
