"""Pemberitahuan tertulis: the answer with the contents (a) to (g) of Art. 22(7) UU 14/2008."""

from collections.abc import Iterator

from ppid_sheets.common.indonesian import number
from ppid_sheets.config import Settings
from ppid_sheets.register.requests.words import (
    GRANTED,
    GRANTED_PARTLY,
    GRANTED_WHOLLY,
    HELD,
    NOT_HELD,
    NOT_PROCESSED,
    REFUSED,
)
from ppid_sheets.reports.form.grounds import objection, reason
from ppid_sheets.reports.form.letter import Field, Letter, Text, fields
from ppid_sheets.reports.form.request import Request, Said, by_hand
from ppid_sheets.reports.form.shared import addressee, place_and_day, refuse, still_open
from ppid_sheets.reports.workbook.letterhead import signed_by

_NOTHING = Said("Tidak ada.")


def describe(request: Request, settings: Settings) -> Letter:
    """The notice; raises UsageError while nothing is decided or where the applicant withdrew."""
    if request.text("decision") not in (*GRANTED, REFUSED, NOT_PROCESSED):
        refuse(request, "pemberitahuan tertulis", still_open(request))
    return Letter(
        "Pemberitahuan Tertulis",
        "PEMBERITAHUAN TERTULIS ATAS PERMOHONAN INFORMASI PUBLIK",
        Field("Nomor", by_hand("nomor surat")),
        (
            *fields(*addressee(request)),
            Text(
                "Menindaklanjuti permohonan informasi publik Saudara/i tersebut, sesuai dengan "
                "Pasal 22 ayat (7) UU 14/2008 kami beritahukan hal-hal berikut."
            ),
            *_contents(request, settings),
            *fields(
                ("Informasi diserahkan", _given(request)),
                ("Tanggal pemberitahuan", request.said_day("notified_on")),
                *request.said_due(),
            ),
            Text(objection(request.profile)),
        ),
        (None, signed_by(settings.office.kasubag, place_and_day(request, settings, "notified_on"))),
    )


def _contents(request: Request, settings: Settings) -> Iterator[Field]:
    """The seven contents in the order of the law."""
    yield Field("Penguasaan informasi", request.said("possession"), "a.")
    yield Field("Badan publik yang menguasai", _holder(request, settings), "b.")
    yield Field("Keputusan dan alasannya", _decision(request), "c.")
    yield Field("Materi yang diberikan", _material(request), "d.")
    yield Field("Bagian yang dihitamkan", _blackened(request), "e.")
    yield Field("Alat penyampai dan format", _means(request), "f.")
    yield Field("Biaya dan cara pembayaran", _cost(request), "g.")


def _holder(request: Request, settings: Settings) -> Said:
    match request.text("possession"):
        case "":
            return request.lacking("possession")
        case possession if possession == HELD:
            return Said(f"{settings.office.name}.")
        case possession if possession == NOT_HELD:
            return by_hand("badan publik yang menguasai informasi ini, bila diketahui")
        case possession:
            return Said(f"Tidak ada: {possession.lower()}.")


def _decision(request: Request) -> Said:
    decision = request.text("decision")
    if decision == GRANTED_WHOLLY:
        return Said(f"{decision}.")
    if decision == NOT_PROCESSED:
        return by_hand("alasan permohonan tidak diproses")
    ground = request.text("refusal_ground")
    return Said(f"{decision}: {reason(ground)}.") if ground else request.lacking("refusal_ground")


def _material(request: Request) -> Said:
    decision = request.text("decision")
    if decision == GRANTED_WHOLLY:
        return Said("Seluruh informasi yang diminta.")
    return by_hand("bagian yang diberikan") if decision == GRANTED_PARTLY else _NOTHING


def _blackened(request: Request) -> Said:
    partly = request.text("decision") == GRANTED_PARTLY
    return by_hand("bagian yang dihitamkan dan alasannya") if partly else _NOTHING


def _means(request: Request) -> Said:
    if request.text("decision") not in GRANTED:
        return _NOTHING
    parts = [request.said(key) for key in ("delivery", "info_form")]
    lacks = next((part.lacks for part in parts if part.lacks), "")
    return Said("; ".join(part.text for part in parts), lacks)


def _cost(request: Request) -> Said:
    if request.text("decision") not in GRANTED:
        return _NOTHING
    cost = request.amount("cost")
    if cost is None or cost < 0:
        return request.lacking("cost")
    if cost == 0:
        return Said("Tidak dikenakan biaya.")
    payment = request.said("payment")
    return Said(f"Rp {number(cost)}; {payment.text}", payment.lacks)


def _given(request: Request) -> Said:
    return request.said_day("given_on") if request.text("decision") in GRANTED else _NOTHING
