"""Formulir permohonan: the application with its receipt and the applicant's rights behind it."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from ppid_sheets.config import Settings
from ppid_sheets.reports.form.hand import Hand
from ppid_sheets.reports.form.letter import Field, Letter, LetterLine, Text, fields, ticked
from ppid_sheets.reports.form.rights import rights
from ppid_sheets.reports.form.row import Wording
from ppid_sheets.reports.workbook.letterhead import Signature

_DOTS = "…" * 27
_NAME = "(……………………………)"
_FORMS = ("Softcopy", "Hardcopy")
_TITLE = "FORMULIR PERMOHONAN INFORMASI PUBLIK"


class _Answers(Protocol):
    """The answers on the form: of a request, or blank."""

    def first_wording(self, *keys: str) -> Wording: ...

    def boxes(self, key: str, choices: Sequence[str], *, within: bool = False) -> Wording: ...


class _Empty:
    def first_wording(self, *_keys: str) -> Wording:
        return Wording(_DOTS)

    def boxes(self, _key: str, choices: Sequence[str], *, within: bool = False) -> Wording:
        del within
        return ticked(dict.fromkeys(choices, False))


def describe(request: Hand, settings: Settings) -> Letter:
    """The form of a request, in whatever state; staff fill it for who did not come (SOP step 1)."""
    signed = _signed(
        request.signer("applicant_name"),
        request.signer("officer"),
        request.placed(settings.office.city, "received_on"),
    )
    proof = fields(
        ("Nomor registrasi", request.number_wording),
        ("Nama pemohon", request.wording("applicant_name")),
        ("Permohonan diterima", request.received_wording()),
        *list(request.due_wording())[:1],
    )
    told = list(request.rights(settings.forms))
    return _form(
        _questions(request, settings), settings, request.number_wording, signed, proof, told
    )


def blank(settings: Settings) -> Letter:
    """The form that an applicant fills in by hand."""
    signed = _signed(_NAME, _NAME, f"{settings.office.city}, ……………………………")
    labels = ("Nomor registrasi", "Nama pemohon", "Permohonan diterima", "Batas waktu")
    proof = fields(*((label, Wording(_DOTS)) for label in labels))
    told = list(rights(settings.profiles.active, settings.forms))
    questions = list(_ruled(_questions(_Empty(), settings)))
    return _form(questions, settings, Wording("………………………"), signed, proof, told, personal=False)


_MORE = {"Alamat": 1, "Rincian informasi": 4, "Tujuan penggunaan": 1}
"""Further lines below a question, for the hand."""


def _ruled(questions: Sequence[LetterLine]) -> Iterator[LetterLine]:
    """The questions of an empty form with lines to write on."""
    for line in questions:
        yield line
        if isinstance(line, Field):
            yield from [Field("", Wording(_DOTS))] * _MORE.get(line.label, 0)


def _form(
    questions: Sequence[LetterLine],
    settings: Settings,
    number: Wording,
    signed: tuple[Signature, Signature],
    proof: Sequence[Field],
    told: Sequence[str],
    *,
    personal: bool = True,
) -> Letter:
    back = Letter(
        "Bukti dan Hak Pemohon",
        "TANDA BUKTI PENERIMAAN PERMOHONAN",
        None,
        (
            *proof,
            Text("Hak pemohon informasi publik", "form_heading"),
            *map(Text, told),
        ),
        signed,
        personal=personal,
    )
    return Letter(
        "Formulir Permohonan",
        _TITLE,
        Field("Nomor registrasi (diisi petugas)", number),
        tuple(questions),
        signed,
        model=settings.forms.request_model,
        back=back,
        personal=personal,
    )


def _questions(hand: _Answers, settings: Settings) -> Sequence[LetterLine]:
    """What the form asks (UU 14/2008 Art. 22(2)-(3), SOP step 1), in the order of the model."""

    def boxes(key: str) -> Wording:
        return hand.boxes(key, settings.chosen.schema.by_key[key].choices)

    return (
        Text("Pemohon mengajukan permohonan informasi publik dengan keterangan sebagai berikut."),
        *fields(
            ("Nama", hand.first_wording("applicant_name")),
            ("Jenis pemohon", boxes("applicant_type")),
            ("Identitas", boxes("id_type")),
            ("Nomor identitas", hand.first_wording("id_number")),
            ("Alamat", hand.first_wording("address")),
            ("Pekerjaan", hand.first_wording("occupation")),
            ("Telepon / email", hand.first_wording("phone", "email")),
            ("Rincian informasi", hand.first_wording("information")),
            ("Tujuan penggunaan", hand.first_wording("purpose")),
            ("Kategori informasi", boxes("info_category")),
            ("Cara memperoleh informasi", boxes("request_kind")),
            ("Bentuk salinan", hand.boxes("info_form", _FORMS, within=True)),
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
