"""Pemberitahuan perpanjangan: the one extension of the answer, with its reason (Art. 22(8))."""

from datetime import date

from ppid_sheets.config import Settings
from ppid_sheets.deadlines.explain import Explanation
from ppid_sheets.reports.form.letter import Field, Letter, Text, fields
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.form.row import Wording, by_hand, weekday_and_date
from ppid_sheets.reports.form.shared import addressee, place_and_day, refuse, still_open
from ppid_sheets.reports.workbook.letterhead import signed_by

_NAME = "perpanjangan"


def describe(request: Request, settings: Settings) -> Letter:
    """The extension notice, dated as in the row, else as of today.

    Raises UsageError for a request that is decided, and for a notice that comes too late to count.
    """
    if request.text("decision") or request.table.unread("decision")[request.row]:
        refuse(request, _NAME, f"permohonan sudah selesai ({still_open(request)})")
    notice = request.day("extended_on") or request.as_of
    found = request.due(notice)
    if not found.extended:
        refuse(request, _NAME, _void(notice, found))
    return Letter(
        "Perpanjangan",
        "PEMBERITAHUAN PERPANJANGAN WAKTU",
        Field("Nomor", by_hand("nomor surat")),
        (
            *fields(*addressee(request)),
            Text(
                "Sesuai dengan Pasal 22 ayat (8) UU 14/2008 kami beritahukan bahwa waktu untuk "
                "menjawab permohonan informasi publik Saudara/i diperpanjang satu kali, paling "
                f"lama {found.profile.extension} hari kerja."
            ),
            *fields(
                ("Alasan perpanjangan", request.wording("extension_reason")),
                ("Tanggal pemberitahuan", request.day_wording("extended_on")),
                ("Batas waktu semula", Wording(weekday_and_date(found.first_due))),
                ("Batas waktu baru", Wording(weekday_and_date(found.due))),
                ("Cara menghitung", Wording(f"{found.sentence} Dasar: {found.profile.basis}.")),
            ),
            Text(
                "Perpanjangan ini berlaku bila surat bertanggal paling lambat pada batas waktu "
                "semula dan memuat alasannya."
            ),
        ),
        (None, signed_by(settings.office.kasubag, place_and_day(request, settings, "extended_on"))),
    )


def _void(notice: date, found: Explanation) -> str:
    if notice < found.received:
        return f"tanggalnya {weekday_and_date(notice)} mendahului mulainya hitungan"
    return (
        f"batas waktu pertama {weekday_and_date(found.first_due)} sudah lewat pada "
        f"{weekday_and_date(notice)}, jadi perpanjangan tidak berlaku lagi"
    )
