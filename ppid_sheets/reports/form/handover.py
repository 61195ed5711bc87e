"""Tanda terima informasi: the applicant confirms that the information was received."""

from ppid_sheets.config import Settings
from ppid_sheets.reports.form.hand import Hand
from ppid_sheets.reports.form.letter import Field, Letter, Text, fields
from ppid_sheets.reports.form.row import Wording, by_hand
from ppid_sheets.reports.workbook.letterhead import Signature

_FORM = "tanda terima informasi"


def describe(request: Hand, settings: Settings) -> Letter:
    """The receipt of the information; raises UsageError where none is granted."""
    given = request.granted(
        _FORM, Wording("Seluruh informasi yang diminta."), by_hand("bagian yang diserahkan")
    )
    return Letter(
        "Tanda Terima Informasi",
        "TANDA TERIMA INFORMASI PUBLIK",
        Field("Nomor registrasi", request.number_wording),
        (
            Text(
                "Telah diterima dari Pejabat Pengelola Informasi dan Dokumentasi informasi publik "
                "dengan keterangan sebagai berikut."
            ),
            *fields(
                ("Nama pemohon", request.wording("applicant_name")),
                ("Alamat", request.wording("address")),
                ("Permohonan diterima", request.day_wording("received_on")),
                ("Informasi yang diminta", request.wording("information")),
                ("Informasi yang diserahkan", given),
                ("Jumlah", by_hand("jumlah berkas atau lembar")),
                ("Bentuk informasi", request.wording("info_form")),
                ("Disampaikan melalui", request.wording("delivery")),
                ("Biaya dan cara pembayaran", request.cost_wording(settings.forms.sheet_price)),
                ("Tanggal penyerahan", request.day_wording("given_on")),
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
