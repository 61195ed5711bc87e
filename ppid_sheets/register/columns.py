"""Every column of the register, declared once and read by all others.

A `Column` says how its header may be written, what its cells hold, who owns it, whether it is
personal data (UU 27/2022), and which SOP step or article asks for it. The order here is the order
of a newly built register. SOP = 03/ORT.06-ST/1906/2022; UU KIP = UU 14/2008.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "date", "time", "number", "choice"]
Owner = Literal["staff", "job"]


@dataclass(frozen=True, slots=True)
class Tick:
    """One tick column of the national form that stands for a choice (Perki annex)."""

    choice: str
    leaf: str
    parent: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the register.

    `aliases` are other headers seen in offices; `weak_aliases` count only where nothing better
    stands in the sheet. `spellings` map other ways to write a choice to the listed one; a spelling
    that maps to "" means "nothing decided yet". `listed` columns take their choices from the tab
    Pilihan alone; those of `several` may hold more than one choice, as chips of Google Sheets do.
    """

    key: str
    header: str
    kind: Kind
    group: str
    help: str
    source: str
    width: int = 14
    aliases: tuple[str, ...] = ()
    weak_aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    spellings: Mapping[str, str] = field(default_factory=dict)
    ticks: tuple[Tick, ...] = ()
    listed: bool = False
    several: bool = False
    personal: bool = False
    owner: Owner = "staff"


APPLICATION = "Permohonan"
APPLICANT = "Pemohon"
INFORMATION = "Informasi"
HANDLING = "Tindak Lanjut"
COMPLETION = "Penyelesaian"
SUPERVISION = "Supervisi"
RESULTS = "Hasil Pemeriksaan (otomatis)"

GRANTED_WHOLLY = "Dikabulkan Seluruhnya"
GRANTED_PARTLY = "Dikabulkan Sebagian"
REFUSED = "Ditolak"
WITHDRAWN = "Dicabut Pemohon"
NOT_PROCESSED = "Tidak Diproses"
GRANTED = (GRANTED_WHOLLY, GRANTED_PARTLY)

EXEMPT = "Dikecualikan"
HELD, NOT_HELD, UNDOCUMENTED = (
    "Di bawah penguasaan",
    "Tidak di bawah penguasaan",
    "Belum didokumentasikan",
)
ELECTION_STAGES = "Informasi Tahapan Pemilu/Pemilihan"
ARTICLE_17 = tuple(f"Pasal 17 huruf {letter}" for letter in "abcdefghij")

_DATE_HELP = "Isi tanggal, contoh 28/02/2026."

# fmt: off
COLUMNS: tuple[Column, ...] = (
    Column(
        "reg_number", "No. Registrasi", "text", APPLICATION,
        "Nomor pendaftaran permohonan, berurut tiap tahun, contoh 012/PPID/XI/2026.",
        "UU KIP Pasal 22 ayat (4)", 20,
        aliases=("No Register", "No. Reg", "Nomor Registrasi", "Nomor Register",
                 "Nomor Pendaftaran", "No Pendaftaran", "No. Agenda", "Nomor Agenda",
                 "No Tiket", "Nomor Tiket", "Kode Permohonan"),
        weak_aliases=("No", "Nomor"),
    ),
    Column(
        "received_on", "Tanggal Diterima", "date", APPLICATION,
        f"Hari permohonan diterima; batas waktu dihitung dari sini. {_DATE_HELP}",
        "UU KIP Pasal 22 ayat (7)", 13,
        aliases=("Tgl Diterima", "Tanggal Permohonan", "Tgl Permohonan", "Tanggal Masuk",
                 "Tgl Masuk", "Tanggal Terima", "Tanggal Register"),
        weak_aliases=("Tanggal", "Tgl", "Stempel Waktu", "Cap Waktu", "Timestamp"),
    ),
    Column(
        "received_at", "Jam Diterima", "time", APPLICATION,
        "Boleh dikosongkan. Jam permohonan diterima, contoh 09:15.", "SOP langkah 1", 10,
        aliases=("Jam Terima", "Pukul Diterima", "Waktu Diterima", "Jam Masuk"),
    ),
    Column(
        "channel", "Kanal", "choice", APPLICATION,
        "Cara permohonan datang. Pilih dari daftar.", "SOP langkah 1", 15,
        aliases=("Kanal Permohonan", "Saluran", "Media Permohonan", "Cara Permohonan",
                 "Sarana Permohonan", "Melalui"),
        several=True,
        choices=("Datang Langsung", "Surat", "Email", "Telepon", "Faksimili",
                 "Website/e-PPID", "WhatsApp"),
        spellings={"langsung": "Datang Langsung", "tatap muka": "Datang Langsung",
                   "datang": "Datang Langsung", "e-mail": "Email", "surel": "Email",
                   "surat elektronik": "Email", "telp": "Telepon", "telpon": "Telepon",
                   "tlp": "Telepon", "fax": "Faksimili", "faks": "Faksimili",
                   "faksimile": "Faksimili", "website": "Website/e-PPID",
                   "web": "Website/e-PPID", "e-ppid": "Website/e-PPID",
                   "eppid": "Website/e-PPID", "wa": "WhatsApp", "whats app": "WhatsApp"},
    ),
    Column(
        "form_filled_by", "Formulir Diisi Oleh", "choice", APPLICATION,
        "Permohonan lewat surat, email, telepon atau faksimili: formulir diisi staf.",
        "SOP langkah 1, keterangan", 13,
        aliases=("Pengisi Formulir", "Formulir Diisi", "Diisi Oleh"),
        choices=("Pemohon", "Staf"),
        spellings={"petugas": "Staf", "staff": "Staf", "staf ppid": "Staf"},
    ),
    Column(
        "applicant_name", "Nama Pemohon", "text", APPLICANT,
        "Nama lengkap sesuai identitas.", "UU KIP Pasal 22 ayat (2)", 22, personal=True,
        aliases=("Nama Lengkap", "Nama Pemohon Informasi"),
        weak_aliases=("Nama", "Pemohon"),
    ),
    Column(
        "applicant_type", "Jenis Pemohon", "choice", APPLICANT,
        "Pilih dari daftar; menentukan identitas yang diminta.", "SOP langkah 1", 15,
        aliases=("Kategori Pemohon", "Tipe Pemohon", "Status Pemohon"),
        choices=("Perorangan", "Kelompok Orang", "Badan Hukum", "Badan Publik"),
        spellings={"perseorangan": "Perorangan", "pribadi": "Perorangan",
                   "individu": "Perorangan", "kelompok": "Kelompok Orang",
                   "kelompok_orang": "Kelompok Orang", "badan_hukum": "Badan Hukum",
                   "badan_publik": "Badan Publik"},
    ),
    Column(
        "id_type", "Jenis Identitas", "choice", APPLICANT,
        "Perorangan: KTP/SIM/Paspor. Badan Hukum: Akta Notaris. Badan Publik: Dokumen "
        "Pengesahan. Kelompok Orang: Surat Kuasa.", "SOP langkah 1", 16,
        aliases=("Kartu Identitas", "Identitas", "Tipe Identitas", "Bukti Identitas"),
        several=True,
        choices=("KTP", "SIM", "Paspor", "Akta Notaris", "Dokumen Pengesahan Badan Publik",
                 "Surat Kuasa"),
        spellings={"e-ktp": "KTP", "ektp": "KTP", "nik": "KTP", "passport": "Paspor",
                   "akte notaris": "Akta Notaris", "akta": "Akta Notaris",
                   "dokumen pengesahan": "Dokumen Pengesahan Badan Publik",
                   "surat_kuasa": "Surat Kuasa"},
    ),
    Column(
        "id_number", "Nomor Identitas", "text", APPLICANT,
        "Kolom berformat teks: ketik 16 angka NIK apa adanya.", "SOP langkah 1", 20,
        personal=True,
        aliases=("No Identitas", "NIK", "No KTP", "Nomor KTP", "NIK/No Identitas",
                 "Nomor Identitas Pemohon", "No. Identitas"),
    ),
    Column(
        "address", "Alamat", "text", APPLICANT, "Alamat lengkap pemohon.",
        "UU KIP Pasal 22 ayat (2)", 26, personal=True,
        aliases=("Alamat Pemohon", "Alamat Lengkap"),
    ),
    Column(
        "phone", "Telepon", "text", APPLICANT,
        "Kolom berformat teks: ketik dengan angka 0 di depan, contoh 0812…",
        "SOP langkah 5", 16, personal=True,
        aliases=("No. Telepon", "No Telpon", "No Telp", "Nomor Telepon", "No HP", "HP",
                 "Nomor HP", "WhatsApp", "No WA", "Nomor Kontak", "No. Kontak", "Kontak"),
    ),
    Column(
        "email", "Email", "text", APPLICANT, "Alamat email pemohon.", "SOP langkah 5", 27,
        personal=True, aliases=("E-mail", "Alamat Email", "Surel"),
    ),
    Column(
        "occupation", "Pekerjaan", "text", APPLICANT, "Pekerjaan pemohon.",
        "formulir nasional (lampiran Perki)", 15, aliases=("Pekerjaan Pemohon", "Profesi"),
    ),
    Column(
        "information", "Informasi yang Diminta", "text", INFORMATION,
        "Uraikan informasi yang diminta.", "UU KIP Pasal 22 ayat (3)", 34, personal=True,
        aliases=("Rincian Informasi", "Rincian Informasi yang Diminta",
                 "Rincian Informasi yang Dibutuhkan", "Perihal",
                 "Informasi yang Dibutuhkan", "Subjek Informasi"),
        weak_aliases=("Rincian", "Informasi"),
    ),
    Column(
        "purpose", "Tujuan Penggunaan", "text", INFORMATION,
        "Untuk apa informasi itu dipakai.", "formulir nasional (lampiran Perki)", 22,
        personal=True,
        aliases=("Tujuan Penggunaan Informasi", "Tujuan", "Alasan Permohonan"),
    ),
    Column(
        "info_category", "Kategori Informasi", "choice", INFORMATION,
        "Informasi tahapan pemilu/pemilihan, atau informasi KPU sebagai badan publik.",
        "formulir KPU PPID-B", 24, aliases=("Kategori", "Jenis Informasi"),
        choices=(ELECTION_STAGES, "Informasi KPU sebagai Badan Publik"),
        spellings={"tahapan pemilu": ELECTION_STAGES, "tahapan pemilihan": ELECTION_STAGES,
                   "pemilu": ELECTION_STAGES, "pemilihan": ELECTION_STAGES,
                   "informasi tahapan pemilu": ELECTION_STAGES,
                   "informasi tahapan pemilihan": ELECTION_STAGES,
                   "badan publik": "Informasi KPU sebagai Badan Publik",
                   "kpu sebagai badan publik": "Informasi KPU sebagai Badan Publik",
                   "informasi badan publik": "Informasi KPU sebagai Badan Publik"},
    ),
    Column(
        "info_class", "Klasifikasi", "choice", INFORMATION,
        "Klasifikasi informasi menurut UU KIP.", "UU KIP Pasal 9-11, 17", 13,
        aliases=("Klasifikasi Informasi", "Sifat Informasi"),
        choices=("Berkala", "Serta Merta", "Setiap Saat", EXEMPT),
        spellings={"serta-merta": "Serta Merta", "sertamerta": "Serta Merta",
                   "di kecualikan": EXEMPT, "informasi dikecualikan": EXEMPT,
                   "rahasia": EXEMPT, "informasi berkala": "Berkala",
                   "informasi setiap saat": "Setiap Saat",
                   "informasi serta merta": "Serta Merta"},
    ),
    Column(
        "possession", "Status Informasi", "choice", INFORMATION,
        "Apakah informasi ada pada KPU.", "UU KIP Pasal 22 ayat (7) huruf a", 18,
        aliases=("Penguasaan Informasi", "Penguasaan"),
        choices=(HELD, NOT_HELD, UNDOCUMENTED),
        spellings={"dikuasai": HELD, "dibawah penguasaan": HELD, "ya": HELD,
                   "tidak dikuasai": NOT_HELD, "tidak dibawah penguasaan": NOT_HELD,
                   "tidak": NOT_HELD, "belum di dokumentasikan": UNDOCUMENTED},
        ticks=(Tick(HELD, "Ya", "Di bawah penguasaan"),
               Tick(NOT_HELD, "Tidak", "Di bawah penguasaan"),
               Tick(HELD, "Ya", "Status Informasi"),
               Tick(NOT_HELD, "Tidak", "Status Informasi"),
               Tick(UNDOCUMENTED, "Belum didokumentasikan", "Status Informasi")),
    ),
    Column(
        "info_form", "Bentuk Informasi", "choice", INFORMATION,
        "Bentuk informasi yang dikuasai.", "SOP langkah 2; UU KIP Pasal 22 ayat (3)", 14,
        aliases=("Bentuk Informasi yang Dikuasai", "Format Informasi", "Bentuk"),
        choices=("Softcopy", "Hardcopy", "Softcopy & Hardcopy"),
        spellings={"soft copy": "Softcopy", "hard copy": "Hardcopy", "soft": "Softcopy",
                   "hard": "Hardcopy", "softcopy dan hardcopy": "Softcopy & Hardcopy",
                   "softcopy/hardcopy": "Softcopy & Hardcopy",
                   "softcopy, hardcopy": "Softcopy & Hardcopy",
                   "keduanya": "Softcopy & Hardcopy"},
        ticks=(Tick("Softcopy", "Softcopy", "Bentuk informasi yang dikuasai"),
               Tick("Hardcopy", "Hardcopy", "Bentuk informasi yang dikuasai"),
               Tick("Softcopy", "Soft copy", "Bentuk informasi yang dikuasai"),
               Tick("Hardcopy", "Hard copy", "Bentuk informasi yang dikuasai")),
    ),
    Column(
        "request_kind", "Jenis Permohonan", "choice", INFORMATION,
        "Melihat/mengetahui saja, atau meminta salinan.",
        "UU KIP Pasal 22 ayat (7) huruf f", 17,
        aliases=("Cara Memperoleh Informasi",),
        several=True,
        choices=("Melihat/Mengetahui", "Meminta Salinan"),
        spellings={"melihat": "Melihat/Mengetahui", "mengetahui": "Melihat/Mengetahui",
                   "salinan": "Meminta Salinan", "minta salinan": "Meminta Salinan"},
        ticks=(Tick("Melihat/Mengetahui", "Melihat/Mengetahui", "Jenis permohonan"),
               Tick("Meminta Salinan", "Meminta salinan", "Jenis permohonan")),
    ),
    Column(
        "delivery", "Cara Penyampaian", "choice", INFORMATION,
        "Cara informasi disampaikan kepada pemohon.", "SOP langkah 5", 15,
        aliases=("Cara Penyampaian Informasi", "Cara Mendapatkan Salinan",
                 "Cara Pengiriman"),
        several=True,
        choices=("Desk Informasi", "Surat", "Email", "WhatsApp"),
        spellings={"langsung": "Desk Informasi", "datang langsung": "Desk Informasi",
                   "desk": "Desk Informasi", "diambil langsung": "Desk Informasi",
                   "e-mail": "Email", "surel": "Email", "wa": "WhatsApp",
                   "pos": "Surat"},
    ),
    Column(
        "officer", "Petugas", "choice", HANDLING,
        "Petugas yang menangani; daftarnya di tab Pilihan.", "SOP: pelaksana minimal 2 orang",
        16, listed=True,
        aliases=("Nama Petugas", "Petugas Layanan", "Petugas PPID", "Pelaksana",
                 "Petugas Desk"),
    ),
    Column(
        "disposition_no", "No. Nota Dinas/Disposisi", "text", HANDLING,
        "Nomor nota dinas, disposisi atau arahan Kasubag.", "SOP langkah 4", 20,
        aliases=("Nomor Nota Dinas", "No Disposisi", "Nomor Disposisi", "Nota Dinas",
                 "No Nota Dinas"),
    ),
    Column(
        "disposition_on", "Tanggal Disposisi", "date", HANDLING,
        f"Tanggal nota dinas/disposisi. {_DATE_HELP}", "SOP langkah 4", 13,
        aliases=("Tgl Disposisi", "Tanggal Nota Dinas", "Tgl Nota Dinas"),
    ),
    Column(
        "incomplete_on", "Tanggal Pemberitahuan Kekurangan", "date", HANDLING,
        "Boleh dikosongkan. Tanggal pemohon diberi tahu bahwa berkasnya belum lengkap.",
        "praktik layanan; Perki 1/2021", 15,
        aliases=("Tgl Pemberitahuan Kekurangan", "Tanggal Tidak Lengkap"),
    ),
    Column(
        "complete_on", "Tanggal Lengkap", "date", HANDLING,
        "Tanggal berkas dilengkapi; batas waktu dihitung dari tanggal ini bila diisi.",
        "praktik layanan; Perki 1/2021", 13,
        aliases=("Tgl Lengkap", "Tanggal Dilengkapi", "Tanggal Berkas Lengkap"),
    ),
    Column(
        "extended_on", "Tanggal Pemberitahuan Perpanjangan", "date", HANDLING,
        "Tanggal surat perpanjangan; berlaku hanya bila tidak melewati batas waktu pertama.",
        "UU KIP Pasal 22 ayat (8)", 15,
        aliases=("Tgl Perpanjangan", "Tanggal Perpanjangan",
                 "Tgl Pemberitahuan Perpanjangan"),
    ),
    Column(
        "extension_reason", "Alasan Perpanjangan", "text", HANDLING,
        "Wajib diisi bila jangka waktu diperpanjang.", "UU KIP Pasal 22 ayat (8)", 22,
        personal=True,
    ),
    Column(
        "decision", "Keputusan", "choice", COMPLETION,
        "Kosongkan selama permohonan masih diproses.", "UU KIP Pasal 22 ayat (7) huruf c-d",
        20, aliases=("Keputusan PPID", "Hasil Keputusan"), weak_aliases=("Status",),
        choices=(GRANTED_WHOLLY, GRANTED_PARTLY, REFUSED, WITHDRAWN, NOT_PROCESSED),
        spellings={
            **{f"{verb} {part}": choice
               for verb in ("dikabulkan", "diberikan", "dipenuhi", "di kabulkan",
                            "di berikan", "di penuhi")
               for part, choice in (("seluruhnya", GRANTED_WHOLLY),
                                    ("semua", GRANTED_WHOLLY),
                                    ("sepenuhnya", GRANTED_WHOLLY),
                                    ("sebagian", GRANTED_PARTLY))},
            "di tolak": REFUSED, "tidak dapat diberikan": REFUSED, "tolak": REFUSED,
            "dicabut": WITHDRAWN, "dicabut oleh pemohon": WITHDRAWN,
            "di cabut": WITHDRAWN, "tidak di proses": NOT_PROCESSED,
            **dict.fromkeys(("proses", "diproses", "sedang proses", "sedang diproses",
                             "dalam proses", "pending", "belum dipenuhi",
                             "butuh penambahan waktu", "belum", "-"), ""),
        },
    ),
    Column(
        "refusal_ground", "Alasan Penolakan", "choice", COMPLETION,
        "Wajib bila ditolak atau dikabulkan sebagian. Pilih dari daftar.",
        "UU KIP Pasal 17, 22 ayat (7) huruf c", 18,
        aliases=("Dasar Penolakan", "Alasan Ditolak"),
        several=True,
        choices=(*ARTICLE_17, "Tidak dikuasai", UNDOCUMENTED),
        spellings={
            **{f"{form} {letter}": f"Pasal 17 huruf {letter}"
               for letter in "abcdefghij"
               for form in ("pasal 17", "ps 17 huruf", "ps. 17 huruf", "pasal 17 ayat",
                            "17 huruf")},
            **{f"17{letter}": f"Pasal 17 huruf {letter}" for letter in "abcdefghij"},
            "tidak di kuasai": "Tidak dikuasai",
            "tidak di bawah penguasaan": "Tidak dikuasai",
            "informasi tidak dikuasai": "Tidak dikuasai",
            "belum di dokumentasikan": UNDOCUMENTED, "-": "",
        },
    ),
    Column(
        "notified_on", "Tanggal Pemberitahuan Tertulis", "date", COMPLETION,
        f"Tanggal surat pemberitahuan kepada pemohon. {_DATE_HELP}",
        "SOP langkah 4-5; UU KIP Pasal 22 ayat (7)", 15,
        aliases=("Tgl Pemberitahuan Tertulis", "Tanggal Pemberitahuan",
                 "Tgl Pemberitahuan", "Tanggal Jawaban", "Tgl Jawaban"),
        weak_aliases=("Pemberitahuan Tertulis",),
    ),
    Column(
        "given_on", "Tanggal Pemberian Informasi", "date", COMPLETION,
        f"Tanggal informasi diserahkan. {_DATE_HELP}", "SOP langkah 5", 14,
        aliases=("Tgl Pemberian Informasi", "Tanggal Pemberian", "Tanggal Diberikan"),
        weak_aliases=("Pemberian Informasi",),
    ),
    Column(
        "finished_at", "Jam Selesai", "time", COMPLETION,
        "Boleh dikosongkan. Jam layanan selesai, contoh 10:40.", "SOP langkah 2-3", 10,
        aliases=("Pukul Selesai", "Waktu Selesai"),
    ),
    Column(
        "cost", "Biaya (Rp)", "number", COMPLETION, "Biaya penggandaan; 0 bila gratis.",
        "UU KIP Pasal 22 ayat (7) huruf g", 12, aliases=("Biaya", "Biaya Penggandaan"),
    ),
    Column(
        "payment", "Cara Pembayaran", "text", COMPLETION, "Tunai, transfer, dan sebagainya.",
        "UU KIP Pasal 22 ayat (7) huruf g", 14, weak_aliases=("Cara",),
    ),
    Column(
        "reviewed_on", "Tanggal Supervisi Kasubag", "date", SUPERVISION,
        f"Diisi Kasubag setelah memeriksa. {_DATE_HELP}", "SOP langkah 7", 14,
        aliases=("Tgl Supervisi", "Tanggal Supervisi", "Tanggal Pemeriksaan Kasubag"),
    ),
    Column(
        "remarks", "Keterangan", "text", SUPERVISION, "Catatan bebas.", "SOP langkah 6", 26,
        personal=True, aliases=("Catatan", "Ket"),
    ),
    Column("due_on", "Batas Waktu", "date", RESULTS,
           "Diisi otomatis: hari terakhir untuk menjawab.",
           "UU KIP Pasal 22 ayat (7)-(8)", 13, owner="job"),
    Column("days_left", "Sisa Hari Kerja", "number", RESULTS,
           "Diisi otomatis: sisa hari kerja; negatif berarti terlambat.",
           "UU KIP Pasal 22 ayat (7)-(8)", 9, owner="job"),
    Column("deadline_status", "Status Tenggat", "text", RESULTS,
           "Diisi otomatis: keadaan permohonan terhadap batas waktunya.",
           "UU KIP Pasal 22 ayat (7)-(8)", 21, owner="job"),
    Column("service_days", "Lama Layanan (Hari Kerja)", "number", RESULTS,
           "Diisi otomatis: hari kerja sejak diterima sampai selesai.",
           "UU KIP Pasal 12", 11, owner="job"),
    Column("findings", "Temuan", "text", RESULTS,
           "Diisi otomatis: apa yang perlu dibetulkan; hilang sendiri setelah dibetulkan.",
           "SOP langkah 6-7", 90, owner="job"),
)
# fmt: on

BY_KEY: Mapping[str, Column] = {column.key: column for column in COLUMNS}
STAFF_COLUMNS = tuple(column for column in COLUMNS if column.owner == "staff")
JOB_COLUMNS = tuple(column for column in COLUMNS if column.owner == "job")
