"""Penolakan: the decision to refuse a request, wholly or in part, with its ground (Art. 17, 19)."""

from collections.abc import Iterator

from ppid_sheets.config import Settings
from ppid_sheets.register.cells import AND
from ppid_sheets.register.information.article_17 import OTHER_LAW
from ppid_sheets.register.requests.words import ARTICLE_17, GRANTED_PARTLY, REFUSED
from ppid_sheets.reports.form.exclusion_basis import ExclusionBasis, basis_of, grounds_of
from ppid_sheets.reports.form.grounds import objection, reason
from ppid_sheets.reports.form.letter import Field, Letter, Text, fields
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.form.row import Wording, by_hand
from ppid_sheets.reports.form.shared import addressee, place_and_day, refuse, still_open
from ppid_sheets.reports.workbook.letterhead import signed_by


def describe(request: Request, settings: Settings) -> Letter:
    """The refusal; raises UsageError unless the request was refused wholly or in part."""
    if request.text("decision") not in (REFUSED, GRANTED_PARTLY):
        refuse(request, "penolakan", still_open(request))
    basis = basis_of(request)
    ground = grounds_of(request, basis)
    verdict = "DITOLAK" if request.text("decision") == REFUSED else "DITOLAK UNTUK SEBAGIAN"
    return Letter(
        "Penolakan",
        "KEPUTUSAN PPID TENTANG PENOLAKAN PERMOHONAN INFORMASI",
        Field("Nomor", by_hand("nomor keputusan")),
        (
            *fields(*addressee(request, occupation=True)),
            Text(
                "Setelah mempelajari permohonan tersebut, PPID memutuskan bahwa informasi yang "
                "disebut di bawah ini tidak dapat diberikan."
            ),
            *fields(
                ("Informasi yang ditolak", _refused(request)),
                ("Alasan penolakan", _ground(request, ground)),
                *_examined(ground, basis),
            ),
            Text("Dengan demikian permohonan informasi tersebut dinyatakan:"),
            Text(verdict, "form_title"),
            *fields(
                ("Tanggal pemberitahuan", request.day_wording("notified_on")),
                *request.due_wording(),
            ),
            Text(objection(request.profile, request.last_objection)),
        ),
        (None, signed_by(settings.office.kasubag, place_and_day(request, settings, "notified_on"))),
        model=settings.forms.refusal_model,
    )


def _refused(request: Request) -> Wording:
    if request.text("decision") == REFUSED:
        return Wording("Seluruh informasi yang diminta.")
    return by_hand("bagian informasi yang ditolak")


def _ground(request: Request, ground: str) -> Wording:
    return Wording(f"{reason(ground)}.") if ground else request.lacking("refusal_ground")


def _examined(ground: str, basis: ExclusionBasis) -> Iterator[tuple[str, Wording]]:
    """Exempt information is weighed first (Art. 19), and letter j rests on another law; information
    that the office does not have or document needs neither.
    """
    exempt = set(ARTICLE_17).intersection(ground.split(AND))
    if exempt:
        yield "Pasal undang-undang lain", basis.law(needed=OTHER_LAW in exempt)
        yield "Akibat bila dibuka", basis.consequence()
        yield "Uji konsekuensi", basis.decree()
