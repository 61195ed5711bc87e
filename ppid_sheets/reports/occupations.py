"""Groups the occupations that people write, so that a report can count them without quoting them.

What fits no group is counted as OTHER: a free text may say more about a person than a report may.
"""

import re
from collections.abc import Mapping

OTHER = "Lainnya"
GROUPS: Mapping[str, tuple[str, ...]] = {
    "Mahasiswa/Pelajar": ("mahasiswa", "mahasiswi", "pelajar", "siswa", "siswi"),
    "Wartawan": ("wartawan", "jurnalis", "reporter", "pers", "media"),
    "Dosen/Guru/Peneliti": ("dosen", "guru", "pengajar", "peneliti", "akademisi"),
    "TNI/Polri": ("tni", "polri", "polisi"),
    "ASN": ("asn", "pns", "pppk", "p3k", "pegawai negeri", "aparatur sipil"),
    "Advokat/Notaris": ("advokat", "pengacara", "notaris", "konsultan hukum"),
    "Pengurus LSM/Ormas": ("lsm", "ormas", "ngo", "yayasan", "aktivis", "organisasi"),
    "Pengurus Partai": ("partai", "parpol"),
    "Wiraswasta": ("wiraswasta", "wirausaha", "pengusaha", "pedagang"),
    "Pegawai Swasta": ("swasta", "karyawan", "karyawati", "bumn", "bumd"),
    "Petani/Nelayan": ("petani", "pekebun", "peternak", "nelayan"),
    "Ibu Rumah Tangga": ("rumah tangga", "irt"),
    "Pensiunan": ("pensiunan", "purnawirawan", "purnabakti"),
}
LABELS = (*GROUPS, OTHER)
_PATTERNS = tuple(
    (group, re.compile(rf"\b({'|'.join(words)})\b", re.IGNORECASE))
    for group, words in GROUPS.items()
)


def group_of(occupation: str) -> str:
    """The group of an occupation as typed, OTHER where none fits, "" where nothing is typed."""
    if not occupation.strip():
        return ""
    return next((group for group, words in _PATTERNS if words.search(occupation)), OTHER)
