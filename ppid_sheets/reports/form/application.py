"""Formulir permohonan: the application with its receipt and the applicant's rights behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from ppid_sheets.common.indonesian import long_date
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.profiles import Profile
from ppid_sheets.register.cells import AND
from ppid_sheets.reports.form.letter import Field, Letter, Line, Text, fields, ticked
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.form.rights import rights
from ppid_sheets.reports.form.row import Said, plain
from ppid_sheets.reports.workbook.letterhead import Signature

_DOTS = "…" * 27
_NAME = "(……………………………)"
_FORMS = ("Softcopy", "Hardcopy")
_TITLE = "FORMULIR PERMOHONAN INFORMASI PUBLIK"


class _Hand(Protocol):
    """Who fills the form: the row of a request, or nobody yet."""

    def said(self, *keys: str) -> Said:
        """What stands in the filled ones of some columns."""

    def boxes(self, key: str, choices: Sequence[str]) -> Said:
        """The choices of a column, those of the row ticked."""


@dataclass(frozen=True, slots=True)
class _Row:
    request: Request

    def said(self, *keys: str) -> Said:
        return self.request.first_said(*keys)

    def boxes(self, key: str, choices: Sequence[str]) -> Said:
        text = self.request.text(key)
        chosen = [one for one in choices if one in text] if choices is _FORMS else text.split(AND)
        all_of_them = dict.fromkeys((*choices, *filter(None, chosen)))
        boxes = ticked({choice: choice in chosen for choice in all_of_them})
        gap = self.request.lacking(key)
        return boxes if text else Said(f"{boxes.text} {gap.text}", gap.lacks)


class _Empty:
    def said(self, *_keys: str) -> Said:
        return Said(_DOTS)

    def boxes(self, _key: str, choices: Sequence[str]) -> Said:
        return ticked(dict.fromkeys(choices, False))


def describe(request: Request, settings: Settings) -> Letter:
    """The form of a request, in whatever state; staff fill it for who did not come (SOP step 1)."""
    received, officer = request.day("received_on"), request.said("officer")
    name = request.said("applicant_name")
    signed = _signed(
        f"({name.text})" if not name.lacks else _NAME,
        f"({officer.text})" if not officer.lacks else _NAME,
        f"{settings.office.city}, {long_date(received) if received else _NAME[1:-1]}",
    )
    proof = fields(
        ("Nomor registrasi", plain(request.number) if request.number else Said(_DOTS)),
        ("Nama pemohon", name),
        ("Permohonan diterima", request.said_received()),
        *list(request.said_due())[:1],
    )
    number = plain(request.number) if request.number else request.lacking("reg_number")
    return _form(_Row(request), settings, number, signed, proof, [request.profile])


def blank(settings: Settings) -> Letter:
    """The form that an applicant fills in by hand."""
    signed = _signed(_NAME, _NAME, f"{settings.office.city}, ……………………………")
    labels = ("Nomor registrasi", "Nama pemohon", "Permohonan diterima", "Batas waktu")
    proof = fields(*((label, Said(_DOTS)) for label in labels))
    return _form(_Empty(), settings, Said("………………………"), signed, proof, settings.profiles.active)


_MORE = {"Alamat": 1, "Rincian informasi": 4, "Tujuan penggunaan": 1}
"""Further lines below a question, for the hand."""


def _ruled(questions: Sequence[Line]) -> Iterator[Line]:
    """The questions of an empty form with lines to write on."""
    for line in questions:
        yield line
        if isinstance(line, Field):
            yield from [Field("", Said(_DOTS))] * _MORE.get(line.label, 0)


def _form(
    hand: _Hand,
    settings: Settings,
    number: Said,
    signed: tuple[Signature, Signature],
    proof: Sequence[Field],
    profiles: Sequence[Profile],
) -> Letter:
    personal = isinstance(hand, _Row)
    questions = _questions(hand, settings)
    back = Letter(
        "Bukti dan Hak Pemohon",
        "TANDA BUKTI PENERIMAAN PERMOHONAN",
        None,
        (
            *proof,
            Text("Hak pemohon informasi publik", "form_heading"),
            *(
                Text(f"{at}. {right}")
                for at, right in enumerate(rights(profiles, settings.forms), 1)
            ),
        ),
        signed,
        personal=personal,
    )
    return Letter(
        "Formulir Permohonan",
        _TITLE,
        Field("Nomor registrasi (diisi petugas)", number),
        tuple(questions if personal else _ruled(questions)),
        signed,
        model=settings.forms.request_model,
        back=back,
        personal=personal,
    )


def _questions(hand: _Hand, settings: Settings) -> Sequence[Line]:
    """What the form asks (UU 14/2008 Art. 22(2)-(3), SOP step 1), in the order of the model."""

    def boxes(key: str) -> Said:
        return hand.boxes(key, settings.chosen.schema.by_key[key].choices)

    return (
        Text("Pemohon mengajukan permohonan informasi publik dengan keterangan sebagai berikut."),
        *fields(
            ("Nama", hand.said("applicant_name")),
            ("Jenis pemohon", boxes("applicant_type")),
            ("Identitas", boxes("id_type")),
            ("Nomor identitas", hand.said("id_number")),
            ("Alamat", hand.said("address")),
            ("Pekerjaan", hand.said("occupation")),
            ("Telepon / email", hand.said("phone", "email")),
            ("Rincian informasi", hand.said("information")),
            ("Tujuan penggunaan", hand.said("purpose")),
            ("Kategori informasi", boxes("info_category")),
            ("Cara memperoleh informasi", boxes("request_kind")),
            ("Bentuk salinan", hand.boxes("info_form", _FORMS)),
            ("Cara mendapatkan salinan", boxes("delivery")),
            ("Formulir diisi oleh", boxes("form_filled_by")),
        ),
        Text(
            "Lampirkan identitas: KTP, SIM atau paspor (perorangan); surat kuasa (kelompok orang); "
            "akta notaris (badan hukum); dokumen pengesahan (badan publik). Permohonan lewat "
            "surat, email, telepon atau faksimili diisikan oleh staf."
        ),
    )


def _signed(applicant: str, officer: str, place: str) -> tuple[Signature, Signature]:
    return (
        Signature("", "Pemohon,", applicant),
        Signature(place, "Petugas penerima,", officer),
    )
