"""Tanggapan atas keberatan: what the superior decided, with written reasons (Art. 36(2), (3))."""

from collections.abc import Iterator
from typing import NoReturn

from ppid_sheets.config import Settings
from ppid_sheets.register.objections import (
    ACCEPTED_PARTLY,
    ACCEPTED_WHOLLY,
    UPHELD,
    WITHDRAWN_OBJECTION,
)
from ppid_sheets.reports.form.grounds import reason
from ppid_sheets.reports.form.letter import Field, Letter, Text, fields
from ppid_sheets.reports.form.objection_row import Objection, addressee
from ppid_sheets.reports.form.row import Wording, by_hand, weekday_and_date
from ppid_sheets.reports.form.shared import place_and_day, refuse
from ppid_sheets.reports.workbook.letterhead import Signature

_DOTS = "…………………………………"
_VERDICTS = {
    ACCEPTED_WHOLLY: "DITERIMA SELURUHNYA",
    ACCEPTED_PARTLY: "DITERIMA SEBAGIAN",
    UPHELD: "DITOLAK",
}


def describe(objection: Objection, settings: Settings) -> Letter:
    """The answer; raises UsageError while nothing is decided or where it was withdrawn."""
    ruling = objection.text("ruling")
    if ruling not in _VERDICTS:
        _refuse(objection)
    superior = objection.wording("superior")
    answered = objection.day("answered_on")
    return Letter(
        "Tanggapan atas Keberatan",
        "TANGGAPAN ATAS KEBERATAN",
        Field("Nomor", by_hand("nomor surat")),
        (
            *fields(*addressee(objection), *_late(objection)),
            Text(
                "Setelah mempelajari keberatan tersebut, sesuai dengan Pasal 36 UU 14/2008 Atasan "
                "PPID memutuskan bahwa keberatan itu:"
            ),
            Text(_VERDICTS[ruling], "form_title"),
            *fields(
                *_reasons(objection, ruling),
                ("Tanggal tanggapan", objection.day_wording("answered_on")),
                *objection.due_wording(),
            ),
            Text(objection.remedy("tanggapan ini", answered)),
        ),
        (
            None,
            Signature(
                place_and_day(objection, settings, "answered_on"),
                "Atasan PPID,",
                _DOTS if superior.lacks else superior.text,
            ),
        ),
    )


def _refuse(objection: Objection) -> NoReturn:
    """Raise UsageError with why there is nothing to answer."""
    if objection.text("ruling") == WITHDRAWN_OBJECTION:
        why = "keberatan sudah dicabut pemohon"
    elif objection.unread("ruling"):
        why = "Keputusan Atasan PPID tidak terbaca; pilih dari daftar"
    else:
        why = objection.text("ruling") or "Keputusan Atasan PPID belum diisi"
    refuse(objection, "tanggapan atas keberatan", why)


def _late(objection: Objection) -> Iterator[tuple[str, Wording]]:
    """The sentence on an objection that came too late (Art. 36(1))."""
    if last := objection.late_since:
        yield (
            "Jangka waktu pengajuan",
            Wording(f"Diajukan sesudah hari terakhir mengajukan keberatan, yaitu {last}."),
        )


def _reasons(objection: Objection, ruling: str) -> Iterator[tuple[str, Wording]]:
    """What follows from the decision; where the refusal is upheld, why (Art. 36(3))."""
    if ruling == ACCEPTED_PARTLY:
        yield "Bagian yang diterima", by_hand("bagian keberatan yang diterima")
    if ruling != UPHELD:
        yield "Tindak lanjut", _given(objection)
    if ruling == ACCEPTED_WHOLLY:
        return
    request = objection.request
    if request and (ground := request.text("refusal_ground")):
        yield "Dasar penolakan permohonan", Wording(f"{reason(ground)}.")
    part = "" if ruling == UPHELD else " atas bagian yang ditolak"
    yield "Alasan tertulis", by_hand(f"alasan{part}, Pasal 36 ayat (3) UU 14/2008")


def _given(objection: Objection) -> Wording:
    """When the information was given, or that it is still to be."""
    given = objection.request.day("given_on") if objection.request else None
    answered = objection.day("answered_on")
    if given and answered and given >= answered:
        return Wording(f"Informasi diserahkan {weekday_and_date(given)}.")
    return by_hand("apa yang dilakukan PPID dan paling lambat kapan")
