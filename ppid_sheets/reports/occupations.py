"""The groups of occupations, which people write as they like."""

from ppid_sheets.reports.groups import Groups

OCCUPATIONS = Groups(
    {
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
)
