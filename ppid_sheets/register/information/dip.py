"""DIP, the list of public information (Perki 1/2021): what there is, who has it, in what form."""

from ppid_sheets.register.schema import NO_COURSE, Column, Schema

KINDS = ("Berkala", "Serta Merta", "Setiap Saat")
_SOURCE, _LIST = "Perki 1/2021, Daftar Informasi Publik", "Daftar Informasi Publik"

# fmt: off
OPEN = Schema(
    name="dip",
    tab="DIP",
    title=_LIST,
    columns=(
        Column("dip_no", "No. DIP", "text", _LIST, "Nomor urut informasi.", _SOURCE, 9,
               one_line=True, aliases=("Nomor DIP", "No. Urut DIP", "Kode Informasi"),
               weak_aliases=("No", "No. Urut", "Kode")),
        Column("summary", "Ringkasan Isi Informasi", "text", _LIST,
               "Informasi apa, dan isinya dalam satu kalimat.", _SOURCE, 46,
               aliases=("Ringkasan Isi Informasi Publik", "Ringkasan Informasi",
                        "Ringkasan Isi", "Judul Informasi", "Nama Informasi",
                        "Jenis/Judul Informasi"),
               weak_aliases=("Informasi", "Informasi Publik", "Uraian", "Isi Informasi",
                             "Jenis Informasi")),
        Column("holder", "Pejabat/Unit yang Menguasai Informasi", "text", _LIST,
               "Unit yang menyimpannya, contoh Subbagian Hukum.", _SOURCE, 26,
               aliases=("Pejabat/Unit yang Menguasai", "Pejabat yang Menguasai Informasi",
                        "Pejabat/Unit/Satker yang Menguasai Informasi",
                        "Unit yang Menguasai Informasi", "Unit/Satker yang Menguasai Informasi",
                        "Pejabat dan Unit yang Menguasai Informasi", "Unit Penguasa Informasi"),
               weak_aliases=("Unit", "Unit Kerja", "Pejabat/Unit")),
        Column("responsible", "Penanggung Jawab Pembuatan atau Penerbitan", "text", _LIST,
               "Jabatan yang membuat atau menerbitkannya.", _SOURCE, 26,
               aliases=("Penanggung Jawab Pembuatan atau Penerbitan Informasi",
                        "Penanggung Jawab Pembuatan/Penerbitan Informasi",
                        "Penanggungjawab Pembuatan atau Penerbitan Informasi",
                        "Penanggung Jawab Informasi"),
               weak_aliases=("Penanggung Jawab", "Penanggungjawab")),
        Column("made", "Waktu dan Tempat Pembuatan", "text", _LIST,
               "Contoh: Januari 2026, Manggar.", _SOURCE, 22,
               aliases=("Waktu dan Tempat Pembuatan Informasi",
                        "Waktu & Tempat Pembuatan Informasi", "Waktu & Tempat Pembuatan",
                        "Tempat dan Waktu Pembuatan Informasi", "Waktu Pembuatan Informasi"),
               weak_aliases=("Waktu Pembuatan", "Waktu")),
        Column("shape", "Bentuk Informasi yang Tersedia", "choice", _LIST,
               "Pilih dari daftar; alamat di situs boleh ditulis.", _SOURCE, 20,
               aliases=("Bentuk Informasi", "Format Informasi yang Tersedia", "Format Informasi"),
               weak_aliases=("Bentuk", "Format"),
               choices=("Softcopy", "Hardcopy", "Softcopy & Hardcopy")),
        Column("retention", "Jangka Waktu Penyimpanan", "text", _LIST,
               "Masa simpan menurut jadwal retensi arsip, contoh 5 tahun.", _SOURCE, 18,
               aliases=("Jangka Waktu Penyimpanan atau Retensi Arsip",
                        "Jangka Waktu Penyimpanan/Retensi Arsip", "Retensi Arsip", "Masa Simpan",
                        "Jangka Waktu Simpan"),
               weak_aliases=("Jangka Waktu",)),
        Column("offered", "Kelompok Informasi", "choice", _LIST,
               "Berkala, serta merta atau setiap saat (Pasal 9-11).", "UU KIP Pasal 9-11", 16,
               aliases=("Klasifikasi Informasi", "Kategori Informasi", "Sifat Informasi",
                        "Jenis Informasi Publik", "Kelompok"),
               weak_aliases=("Klasifikasi", "Kategori", "Jenis", "Sifat"), choices=KINDS,
               spellings={
                   spelling: kind
                   for kind, words in zip(
                       KINDS, (("berkala",), ("serta merta", "serta-merta", "sertamerta"),
                               ("setiap saat", "tersedia setiap saat")), strict=True)
                   for word in words
                   for spelling in (word, f"informasi {word}", f"informasi publik {word}",
                                    f"wajib {word}")
               }),
    ),
    number="dip_no",
    course=NO_COURSE,
    noun="entri",
    matter="summary",
)
# fmt: on
