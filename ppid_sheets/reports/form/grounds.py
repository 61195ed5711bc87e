"""What the grounds of refusal mean, and what an applicant may do against a decision."""

from collections.abc import Mapping

from ppid_sheets.deadlines.profiles import ORDINARY, Profile
from ppid_sheets.register.cells import AND
from ppid_sheets.register.requests.words import ARTICLE_17, NOT_CONTROLLED, UNDOCUMENTED

_EXEMPT = (
    "dapat menghambat proses penegakan hukum",
    "dapat mengganggu perlindungan hak atas kekayaan intelektual dan persaingan usaha tidak sehat",
    "dapat membahayakan pertahanan dan keamanan negara",
    "dapat mengungkapkan kekayaan alam Indonesia",
    "dapat merugikan ketahanan ekonomi nasional",
    "dapat merugikan kepentingan hubungan luar negeri",
    "dapat mengungkapkan isi akta otentik yang bersifat pribadi atau wasiat seseorang",
    "dapat mengungkap rahasia pribadi",
    "memorandum atau surat badan publik yang menurut sifatnya dirahasiakan",
    "tidak boleh diungkapkan berdasarkan undang-undang",
)
"""UU 14/2008 Art. 17 letters a to j, shortened."""

MEANINGS: Mapping[str, str] = {
    **dict(zip(ARTICLE_17, _EXEMPT, strict=True)),
    NOT_CONTROLLED: "informasi tidak berada di bawah penguasaan kami",
    UNDOCUMENTED: "informasi belum didokumentasikan",
}


def reason(ground: str) -> str:
    """Each ground with its meaning: `Pasal 17 huruf h UU 14/2008 (dapat mengungkap …)`."""
    return AND.join(map(_meaning, ground.split(AND)))


def _meaning(ground: str) -> str:
    law = " UU 14/2008" if ground in ARTICLE_17 else ""
    return f"{ground}{law} ({MEANINGS[ground]})" if ground in MEANINGS else ground


def objection(profile: Profile, last_day: str = "") -> str:
    """The applicant's remedies (UU 14/2008 Art. 35-37) in the terms of a profile.

    `last_day` is the last day to object, if any.
    """
    terms = profile.objection
    law = "Pasal 35 sampai dengan 37 UU 14/2008"
    basis = law if terms == ORDINARY.objection else f"{law}; {profile.basis}"
    return (
        "Apabila berkeberatan, Saudara/i dapat mengajukan keberatan tertulis kepada Atasan PPID "
        f"paling lambat {terms.applicant} hari kerja setelah menemukan alasan keberatan"
        f"{last_day and f' ({last_day})'}; Atasan "
        f"PPID menanggapi paling lambat {terms.superior} hari kerja sejak keberatan diterima. "
        "Apabila tidak puas atas tanggapan Atasan PPID, Saudara/i dapat mengajukan penyelesaian "
        f"sengketa kepada Komisi Informasi paling lambat {terms.commission} hari kerja sejak "
        f"tanggapan itu diterima ({basis})."
    )
