"""DIK, the list of excluded information: what, why, by which decree, from when to when."""

from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.requests.words import ARTICLE_17
from ppid_sheets.register.schema import DATE_HELP, NO_COURSE, Column, Schema

BASIS = "exclusion_basis"
"""The column of the requests in which a refusal names the entry that it rests on."""
_LIST = "Daftar Informasi yang Dikecualikan"
_SOURCE = "UU KIP Pasal 17, 19; Perki 1/2021"
_SPELLINGS = REQUESTS.by_key["refusal_ground"].spellings

# fmt: off
EXCLUDED = Schema(
    name="dik",
    tab="DIK",
    title=_LIST,
    columns=(
        Column("dik_no", "No. DIK", "text", _LIST,
               "Nomor entri, yang disebut di kolom Dasar Pengecualian.", _SOURCE, 10,
               one_line=True, aliases=("Nomor DIK", "No. Entri DIK", "No. Urut DIK"),
               weak_aliases=("No", "No. Urut", "Kode")),
        Column("excluded", "Informasi yang Dikecualikan", "text", _LIST,
               "Informasi apa yang dikecualikan.", _SOURCE, 40,
               aliases=("Informasi Dikecualikan", "Informasi Publik yang Dikecualikan",
                        "Jenis Informasi yang Dikecualikan", "Nama Informasi yang Dikecualikan",
                        "Ringkasan Informasi yang Dikecualikan",
                        "Uraian Informasi yang Dikecualikan", "Dokumen yang Dikecualikan"),
               weak_aliases=("Informasi", "Jenis Informasi", "Ringkasan Informasi",
                             "Isi Informasi", "Uraian", "Dokumen")),
        Column("excluded_ground", "Dasar Hukum Pengecualian", "choice", _LIST,
               "Pasal 17 huruf a sampai j, atau pasal undang-undang lain.", _SOURCE, 26,
               aliases=("Dasar Pengecualian", "Alasan Pengecualian",
                        "Dasar Hukum Informasi Dikecualikan", "Dasar Hukum yang Mengecualikan",
                        "Pasal Pengecualian"),
               weak_aliases=("Dasar Hukum", "Dasar", "Alasan", "Pasal"), several=True,
               choices=ARTICLE_17, spellings={k: v for k, v in _SPELLINGS.items()
                                              if v in ARTICLE_17}),
        Column("consequence", "Konsekuensi Bila Dibuka", "text", _LIST,
               "Akibatnya bila informasi itu dibuka, menurut uji konsekuensi.",
               "UU KIP Pasal 19", 40,
               aliases=("Konsekuensi Apabila Dibuka", "Konsekuensi Jika Dibuka",
                        "Konsekuensi Dibuka", "Akibat Bila Dibuka", "Akibat Apabila Dibuka",
                        "Akibat Jika Dibuka", "Konsekuensi Informasi Dibuka",
                        "Konsekuensi Bila Informasi Dibuka"),
               weak_aliases=("Konsekuensi", "Akibat")),
        Column("decree", "Nomor dan Tanggal Penetapan", "text", _LIST,
               "Contoh: Keputusan KPU 731/2025, 21 Agustus 2025.", _SOURCE, 26,
               aliases=("Nomor & Tanggal Penetapan", "Nomor Penetapan", "Keputusan Penetapan",
                        "SK Penetapan", "Penetapan PPID", "Surat Penetapan",
                        "Nomor dan Tanggal Keputusan"),
               weak_aliases=("Penetapan", "Keputusan", "Nomor Keputusan")),
        Column("in_force_from", "Berlaku Sejak", "date", _LIST,
               f"Hari pertama. {DATE_HELP}", _SOURCE, 13,
               aliases=("Berlaku Mulai", "Mulai Berlaku", "Tanggal Mulai Berlaku",
                        "Tanggal Berlaku", "Berlaku Dari", "Tanggal Mulai"),
               weak_aliases=("Sejak", "Mulai", "Dari")),
        Column("in_force_to", "Berlaku Sampai", "date", _LIST,
               f"Hari terakhir; kosong bila tidak dibatasi. {DATE_HELP}", _SOURCE, 13,
               aliases=("Berlaku Hingga", "Berlaku S.d.", "Tanggal Berakhir", "Berakhir",
                        "Berlaku Sampai Dengan", "Tanggal Berakhir Berlaku",
                        "Batas Waktu Pengecualian", "Jangka Waktu Pengecualian"),
               weak_aliases=("Sampai", "Hingga", "Jangka Waktu")),
    ),
    number="dik_no",
    course=NO_COURSE,
    noun="entri",
    matter="excluded",
)
# fmt: on
