"""Tanda terima informasi: the applicant confirms that the information was received."""

from ppid_sheets.config import Settings
from ppid_sheets.reports.form.hand import Hand
from ppid_sheets.reports.form.letter import Field, Letter, Text, fields
from ppid_sheets.reports.form.row import Said, by_hand
from ppid_sheets.reports.workbook.letterhead import Signature

_FORM = "tanda terima informasi"


def describe(request: Hand, settings: Settings) -> Letter:
    """The receipt of the information; raises UsageError where none is granted."""
    given = request.granted(
        _FORM, Said("Seluruh informasi yang diminta."), by_hand("bagian yang diserahkan")
    )
    return Letter(
        "Tanda Terima Informasi",
        "TANDA TERIMA INFORMASI PUBLIK",
        Field("Nomor registrasi", request.said_number),
        (
            Text(
                "Telah diterima dari Pejabat Pengelola Informasi dan Dokumentasi informasi publik "
                "dengan keterangan sebagai berikut."
            ),
            *fields(
                ("Nama pemohon", request.said("applicant_name")),
                ("Alamat", request.said("address")),
                ("Permohonan diterima", request.said_day("received_on")),
                ("Informasi yang diminta", request.said("information")),
                ("Informasi yang diserahkan", given),
                ("Jumlah", by_hand("jumlah berkas atau lembar")),
                ("Bentuk informasi", request.said("info_form")),
                ("Disampaikan melalui", request.said("delivery")),
                ("Biaya dan cara pembayaran", request.said_cost(settings.forms.sheet_price)),
                ("Tanggal penyerahan", request.said_day("given_on")),
            ),
            Text(
                "Untuk penyampaian melalui surat, email atau WhatsApp, tanda terima ini disimpan "
                "bersama bukti pengirimannya."
            ),
        ),
        (
            Signature("", "Pemohon yang menerima,", request.signer("applicant_name")),
            Signature(
                request.placed(settings.office.city, "given_on"),
                "Petugas yang menyerahkan,",
                request.signer("officer"),
            ),
        ),
    )
