"""Nota dinas: the unit that holds the information is asked for it, by a day (SOP step 4)."""

import re
from collections.abc import Iterator

from ppid_sheets.config import Settings
from ppid_sheets.errors import CalendarError, UsageError
from ppid_sheets.reports.asked_units import ASKED_ON, UNIT
from ppid_sheets.reports.form.letter import Field, Letter, Text, fields, ticked
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.form.row import Wording, by_hand, plain, weekday_and_date
from ppid_sheets.reports.form.shared import place_and_day, refuse, still_open
from ppid_sheets.reports.workbook.letterhead import Signature, signed_by

_DOTS = "…" * 27
_ANSWERS = (
    "dapat diberikan seluruhnya",
    "dapat diberikan sebagian",
    "tidak dikuasai",
    "belum didokumentasikan",
    "diusulkan dikecualikan",
)


def describe(request: Request, settings: Settings) -> Letter:
    """The note to the unit, without the applicant, whom a unit need not know.

    Raises UsageError for a request that is decided, unless the row dates its note.
    """
    decided = request.text("decision") or request.table.unread("decision")[request.row]
    dated = _dated(request)
    if decided and not request.day(dated):
        refuse(request, "nota dinas", f"permohonan sudah selesai ({still_open(request)})")
    kasubag = settings.office.kasubag
    return Letter(
        "Nota Dinas",
        "NOTA DINAS",
        Field("Nomor", request.wording("disposition_no")),
        (
            *fields(
                ("Yth.", _unit(request)),
                ("Dari", Wording(kasubag.position or "PPID")),
                ("Tanggal", request.day_wording(dated)),
                ("Hal", Wording("Permintaan bahan jawaban permohonan informasi publik")),
            ),
            Text(
                "Desk layanan menerima permohonan informasi publik yang tidak dapat dijawab "
                "langsung, dengan keterangan sebagai berikut."
            ),
            *fields(
                ("Nomor registrasi", plain(request.number)),
                ("Permohonan diterima", request.day_wording("received_on")),
                ("Kategori informasi", request.wording("info_category")),
                ("Informasi yang diminta", request.wording("information")),
                ("Bentuk informasi", request.wording("info_form")),
                *_periods(request, settings),
            ),
            Text(
                "Mohon jawaban disampaikan kepada PPID paling lambat pada hari tersebut. Identitas "
                "pemohon tidak disertakan karena tidak diperlukan untuk menyiapkan jawaban."
            ),
            Text("Disposisi dan jawaban unit kerja", "form_heading"),
            *fields(
                ("Jawaban", ticked(dict.fromkeys(_ANSWERS, False))),
                ("Catatan", Wording(_DOTS)),
                ("", Wording(_DOTS)),
                ("", Wording(_DOTS)),
            ),
        ),
        (
            Signature("", "Unit kerja yang menjawab,", "(……………………………)"),
            signed_by(kasubag, place_and_day(request, settings, dated)),
        ),
    )


def _dated(request: Request) -> str:
    """The column that dates the note: its own, or that of the day on which a unit was asked."""
    noted = request.day("disposition_on") or not request.day(ASKED_ON)
    return "disposition_on" if noted else ASKED_ON


def _unit(request: Request) -> Wording:
    """Whom the note is for, where the register records the unit that was asked."""
    unit = request.text(UNIT)
    if not unit:
        return by_hand("unit kerja atau tim penghubung yang dituju")
    return plain(f"Kepala {unit}" if re.match(r"(sub ?)?bagian\b", unit, re.IGNORECASE) else unit)


def _periods(request: Request, settings: Settings) -> Iterator[tuple[str, Wording]]:
    """The day by which the unit answers, some working days before the answer itself is due."""
    label = "Jawaban diperlukan"
    try:
        due = request.due().due
    except (CalendarError, UsageError):
        yield label, by_hand("hari jawaban unit kerja diperlukan")
        yield from request.due_wording()
        return
    asked = request.day(_dated(request)) or request.as_of
    days = settings.forms.unit_days
    wanted, soonest = request.before(due, days), request.after(asked, 1)
    if asked >= due or not wanted or not soonest:
        yield label, Wording("Segera, karena batas waktu kepada pemohon sudah sangat dekat.")
    elif wanted >= soonest:
        before = f" ({days} hari kerja sebelum batas waktu)" if days else ""
        yield label, Wording(f"{weekday_and_date(wanted)}{before}")
    else:
        yield label, Wording(weekday_and_date(min(soonest, due)))
    yield "Batas waktu kepada pemohon", Wording(weekday_and_date(due))
