"""The groups of purposes, which people write as they like."""

from ppid_sheets.reports.groups import Groups

PURPOSES = Groups(
    {
        "Skripsi/Penelitian": (
            "skripsi",
            "tesis",
            "disertasi",
            "tugas akhir",
            "penelitian",
            "riset",
            "karya ilmiah",
        ),
        "Tugas Sekolah/Kuliah": ("tugas", "kuliah", "sekolah", "magang", "praktikum", "pkl"),
        "Pemberitaan": ("berita", "pemberitaan", "liputan", "peliputan", "jurnalistik", "media"),
        "Kajian/Analisis": ("kajian", "analisis", "analisa", "telaah", "studi", "evaluasi"),
        "Pengawasan/Advokasi": (
            "pengawasan",
            "pemantauan",
            "advokasi",
            "pengaduan",
            "laporan",
            "transparansi",
        ),
        "Perkara/Sengketa": ("perkara", "sengketa", "gugatan", "pengadilan", "bukti", "hukum"),
        "Pencalonan/Kepartaian": ("pencalonan", "calon", "caleg", "kampanye", "partai", "parpol"),
        "Kedinasan": ("dinas", "kedinasan", "instansi", "pemerintah", "pemda"),
        "Pekerjaan/Usaha": ("pekerjaan", "kerja", "usaha", "bisnis", "lelang", "tender", "lamaran"),
        "Arsip/Dokumentasi": ("arsip", "dokumentasi", "dokumen", "referensi"),
        "Pengetahuan/Pribadi": ("pribadi", "pengetahuan", "wawasan", "ingin tahu"),
    }
)
