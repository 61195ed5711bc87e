"""Pemberitahuan tertulis: the answer with the contents (a) to (g) of Art. 22(7) UU 14/2008."""

from collections.abc import Iterator

from ppid_sheets.config import Settings
from ppid_sheets.register.cells import AND
from ppid_sheets.register.requests.words import (
    ARTICLE_17,
    GRANTED,
    GRANTED_PARTLY,
    GRANTED_WHOLLY,
    HELD,
    NOT_CONTROLLED,
    NOT_HELD,
    NOT_PROCESSED,
    REFUSED,
    UNDOCUMENTED,
)
from ppid_sheets.reports.form.costs import cost_wording
from ppid_sheets.reports.form.grounds import objection, reason
from ppid_sheets.reports.form.letter import Field, Letter, LetterLine, Text, fields, ticked
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.form.row import Wording, by_hand, weekday_and_date
from ppid_sheets.reports.form.shared import addressee, place_and_day, refuse, still_open
from ppid_sheets.reports.workbook.letterhead import signed_by

_NOTHING = Wording("Tidak ada.")


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
                ("Tanggal pemberitahuan", request.day_wording("notified_on")),
                *request.due_wording(),
            ),
            Text(objection(request.profile, request.last_objection)),
        ),
        (None, signed_by(settings.office.kasubag, place_and_day(request, settings, "notified_on"))),
        model=settings.forms.notice_model,
    )


def _contents(request: Request, settings: Settings) -> Iterator[LetterLine]:
    """The seven contents in the order of the law, and what the model asks beside them."""
    yield Field("Penguasaan informasi", request.wording("possession"), "a.")
    yield Field("Badan publik yang menguasai", _holder(request, settings), "b.")
    yield Field("Keputusan dan alasannya", _decision(request), "c.")
    yield Text("A. Informasi dapat diberikan", "form_heading")
    yield Field("Materi yang diberikan", _material(request), "d.")
    yield Field("Bagian yang dihitamkan", _blackened(request), "e.")
    yield Field("Alat penyampai dan format", _means(request), "f.")
    yield Field("Biaya dan cara pembayaran", _cost(request, settings), "g.")
    yield Field("Waktu penyediaan", _delivered(request))
    yield Text("B. Informasi tidak dapat diberikan", "form_heading")
    yield Field("Sebabnya", _why_not(request))
    if request.text("possession") == UNDOCUMENTED:
        yield Field("Waktu mendokumentasikan", by_hand("jangka waktu penyediaannya, dalam hari"))


def _holder(request: Request, settings: Settings) -> Wording:
    match request.text("possession"):
        case "":
            return request.lacking("possession")
        case possession if possession == HELD:
            return Wording(f"{settings.office.name}.")
        case possession if possession == NOT_HELD:
            return by_hand("badan publik yang menguasai informasi ini, bila diketahui")
        case possession:
            return Wording(f"Tidak ada: {possession.lower()}.")


def _decision(request: Request) -> Wording:
    decision = request.text("decision")
    if decision == GRANTED_WHOLLY:
        return Wording(f"{decision}.")
    if decision == NOT_PROCESSED:
        return by_hand("alasan permohonan tidak diproses")
    ground = request.text("refusal_ground")
    return (
        Wording(f"{decision}: {reason(ground)}.") if ground else request.lacking("refusal_ground")
    )


def _material(request: Request) -> Wording:
    decision = request.text("decision")
    if decision == GRANTED_WHOLLY:
        return Wording("Seluruh informasi yang diminta.")
    return by_hand("bagian yang diberikan") if decision == GRANTED_PARTLY else _NOTHING


def _blackened(request: Request) -> Wording:
    partly = request.text("decision") == GRANTED_PARTLY
    return by_hand("bagian yang dihitamkan dan alasannya") if partly else _NOTHING


def _means(request: Request) -> Wording:
    if request.text("decision") not in GRANTED:
        return _NOTHING
    delivery = request.wording("delivery")
    form = request.wording("info_form")
    if not form.lacks:
        form = ticked({kind: kind in form.text for kind in ("Softcopy", "Hardcopy")})
    return Wording(f"{delivery.text}; {form.text}", delivery.lacks or form.lacks)


def _cost(request: Request, settings: Settings) -> Wording:
    granted = request.text("decision") in GRANTED
    return cost_wording(request, settings.forms.sheet_price) if granted else _NOTHING


def _delivered(request: Request) -> Wording:
    """Working days from the notice to the giving, and that day."""
    if request.text("decision") not in GRANTED:
        return _NOTHING
    notified, given = request.day("notified_on"), request.day("given_on")
    if not given:
        return request.lacking("given_on")
    days = request.working_days(notified, given) if notified else None
    if days is None:
        return by_hand("waktu penyediaan dalam hari kerja")
    return Wording(f"{max(days, 0)} hari kerja; informasi diserahkan {weekday_and_date(given)}.")


def _why_not(request: Request) -> Wording:
    """The two reasons of the model that are no exemption, and that there is one."""
    possession, grounds = request.text("possession"), request.text("refusal_ground")
    exempt = any(ground in grounds for ground in ARTICLE_17)
    reasons = {
        "tidak dikuasai": NOT_CONTROLLED in grounds or possession == NOT_HELD,
        "belum didokumentasikan": UNDOCUMENTED in (*grounds.split(AND), possession),
        "dikecualikan": exempt,
    }
    return ticked(reasons)
