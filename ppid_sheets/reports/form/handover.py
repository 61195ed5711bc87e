"""Tanda terima informasi: the applicant confirms that the information was received."""

from ppid_sheets.config import Settings
from ppid_sheets.register.requests.words import GRANTED, GRANTED_WHOLLY
from ppid_sheets.reports.form.costs import said_cost
from ppid_sheets.reports.form.letter import Field, Letter, Text, fields
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.form.row import Said, by_hand, plain
from ppid_sheets.reports.form.shared import place_and_day, refuse, still_open
from ppid_sheets.reports.workbook.letterhead import Signature

_NAME = "(……………………………)"


def describe(request: Request, settings: Settings) -> Letter:
    """The receipt of the information; raises UsageError where none is granted."""
    if request.text("decision") not in GRANTED:
        refuse(request, "tanda terima informasi", still_open(request))
    name, officer = request.said("applicant_name"), request.said("officer")
    whole = request.text("decision") == GRANTED_WHOLLY
    return Letter(
        "Tanda Terima Informasi",
        "TANDA TERIMA INFORMASI PUBLIK",
        Field("Nomor registrasi", plain(request.number)),
        (
            Text(
                "Telah diterima dari Pejabat Pengelola Informasi dan Dokumentasi informasi publik "
                "dengan keterangan sebagai berikut."
            ),
            *fields(
                ("Nama pemohon", name),
                ("Alamat", request.said("address")),
                ("Permohonan diterima", request.said_day("received_on")),
                ("Informasi yang diminta", request.said("information")),
                (
                    "Informasi yang diserahkan",
                    Said("Seluruh informasi yang diminta.")
                    if whole
                    else by_hand("bagian yang diserahkan"),
                ),
                ("Jumlah", by_hand("jumlah berkas atau lembar")),
                ("Bentuk informasi", request.said("info_form")),
                ("Disampaikan melalui", request.said("delivery")),
                ("Biaya dan cara pembayaran", said_cost(request, settings.forms.sheet_price)),
                ("Tanggal penyerahan", request.said_day("given_on")),
            ),
            Text(
                "Untuk penyampaian melalui surat, email atau WhatsApp, tanda terima ini disimpan "
                "bersama bukti pengirimannya."
            ),
        ),
        (
            Signature("", "Pemohon yang menerima,", f"({name.text})" if not name.lacks else _NAME),
            Signature(
                place_and_day(request, settings, "given_on"),
                "Petugas yang menyerahkan,",
                f"({officer.text})" if not officer.lacks else _NAME,
            ),
        ),
    )
