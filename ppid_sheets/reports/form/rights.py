"""What an applicant may expect and do, as the back of the request form says it."""

from collections.abc import Iterator, Sequence

from ppid_sheets.config import Forms
from ppid_sheets.deadlines.profiles import Profile
from ppid_sheets.reports.form.grounds import objection


def rights(profiles: Sequence[Profile], forms: Forms) -> Iterator[str]:
    """The numbered rights under UU 14/2008, with the periods of each profile that may be meant."""
    yield from (f"{at}. {right}" for at, right in enumerate(_rights(profiles, forms), 1))


def _rights(profiles: Sequence[Profile], forms: Forms) -> Iterator[str]:
    yield (
        "Setiap orang berhak memperoleh informasi publik, kecuali informasi yang dikecualikan "
        "menurut Pasal 17 UU 14/2008."
    )
    yield (
        "Informasi diperoleh dengan cepat, tepat waktu, berbiaya ringan dan dengan cara sederhana "
        "(Pasal 2 ayat (3)); biaya, apabila ada, diberitahukan beserta cara pembayarannya."
    )
    yield (
        "Nomor registrasi (nomor pendaftaran) diberikan pada saat permohonan diterima "
        "(Pasal 22 ayat (4))."
    )
    yield (
        "Apabila permohonan belum lengkap, pemohon diberi tahu paling lambat "
        f"{forms.completion_days} hari kerja dan melengkapinya paling lambat "
        f"{forms.completion_days} hari kerja sejak diberi tahu{_basis(forms)}."
    )
    for profile in profiles:
        yield (
            f"{_whose(profile, profiles)}Pemberitahuan tertulis disampaikan paling lambat "
            f"{profile.days} hari kerja sejak permohonan diterima dan dapat diperpanjang satu "
            f"kali, paling lama {profile.extension} hari kerja, dengan alasan tertulis "
            f"({profile.basis})."
        )
    yield (
        "Permohonan yang ditolak, seluruhnya atau sebagian, dijawab dengan alasan tertulis; bagian "
        "yang tidak dikecualikan tetap diberikan (Pasal 22 ayat (7))."
    )
    for profile in profiles:
        yield _whose(profile, profiles) + objection(profile)


def _basis(forms: Forms) -> str:
    return f" ({forms.completion_basis})" if forms.completion_basis else ""


def _whose(profile: Profile, profiles: Sequence[Profile]) -> str:
    if len(profiles) == 1:
        return ""
    named = profile is not profiles[0] and ", ".join(profile.categories)
    return f"{named or 'Informasi lain'}: "
