"""Tanda terima: the receipt that gives the applicant the registration number (Art. 22(4)-(6))."""

from ppid_sheets.common.indonesian import long_date
from ppid_sheets.config import Settings
from ppid_sheets.reports.form.letter import Field, Letter, Text, fields
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.form.row import plain
from ppid_sheets.reports.workbook.letterhead import Signature


def describe(request: Request, settings: Settings) -> Letter:
    """The receipt; any request may have one."""
    received = request.day("received_on")
    place = f"{settings.office.city}, {long_date(received) if received else '………………'}"
    name, officer = request.said("applicant_name"), request.said("officer")
    return Letter(
        "Tanda Terima",
        "TANDA TERIMA PERMOHONAN INFORMASI PUBLIK",
        Field("Nomor registrasi", plain(request.number)),
        (
            Text("Telah diterima permohonan informasi publik dengan keterangan sebagai berikut."),
            *fields(
                ("Diterima", request.said_received()),
                ("Melalui", request.said("channel")),
                ("Formulir diisi oleh", request.said("form_filled_by")),
                ("Nama pemohon", name),
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
                ("Petugas", officer),
            ),
            Text("Batas waktu jawaban", "form_heading"),
            *fields(*request.said_due()),
            Text(_promise(request)),
        ),
        (
            Signature("Pemohon,", "", f"({name.text})" if not name.lacks else "(……………………………)"),
            Signature(
                place, "Petugas,", f"({officer.text})" if not officer.lacks else "(……………………………)"
            ),
        ),
    )


def _promise(request: Request) -> str:
    return (
        "Pemberitahuan tertulis disampaikan paling lambat pada batas waktu di atas. Jangka waktu "
        f"itu dapat diperpanjang satu kali, paling lama {request.profile.extension} hari kerja, "
        "dengan pemberitahuan tertulis beserta alasannya. Simpan tanda terima ini dan sebutkan "
        "nomor registrasinya apabila menanyakan perkembangan permohonan."
    )
