"""What becomes of a request: its handling, the answer, and the supervision.

SOP = 03/ORT.06-ST/1906/2022; UU KIP = UU 14/2008.
"""

from ppid_sheets.register.requests.words import (
    ARTICLE_17,
    GRANTED_PARTLY,
    GRANTED_WHOLLY,
    NOT_CONTROLLED,
    NOT_PROCESSED,
    REFUSED,
    UNDOCUMENTED,
    WITHDRAWN,
)
from ppid_sheets.register.schema import DATE_HELP, Column

HANDLING = "Tindak Lanjut"
COMPLETION = "Penyelesaian"
SUPERVISION = "Supervisi"
_ANSWER = ("notified_on", "given_on")

# fmt: off
ANSWERED: tuple[Column, ...] = (
    Column(
        "officer", "Petugas", "choice", HANDLING,
        "Petugas yang menangani; daftarnya di tab Pilihan.", "SOP: pelaksana minimal 2 orang",
        17, listed=True,
        aliases=("Nama Petugas", "Petugas Layanan", "Petugas PPID", "Pelaksana",
                 "Petugas Desk"),
    ),
    Column(
        "disposition_no", "No. Nota Dinas/Disposisi", "text", HANDLING,
        "Nomor nota dinas, disposisi atau arahan Kasubag.", "SOP langkah 4", 17,
        aliases=("Nomor Nota Dinas", "No Disposisi", "Nomor Disposisi", "Nota Dinas",
                 "No Nota Dinas"), written_with=("disposition_on",),
    ),
    Column(
        "disposition_on", "Tanggal Disposisi", "date", HANDLING,
        f"Tanggal nota dinas/disposisi. {DATE_HELP}", "SOP langkah 4", 12,
        aliases=("Tgl Disposisi", "Tanggal Nota Dinas", "Tgl Nota Dinas"),
    ),
    Column(
        "incomplete_on", "Tanggal Pemberitahuan Kekurangan", "date", HANDLING,
        "Boleh dikosongkan. Tanggal pemohon diberi tahu bahwa berkasnya belum lengkap.",
        "praktik layanan; Perki 1/2021", 14,
        aliases=("Tgl Pemberitahuan Kekurangan", "Tanggal Tidak Lengkap"),
    ),
    Column(
        "complete_on", "Tanggal Lengkap", "date", HANDLING,
        "Tanggal berkas dilengkapi; batas waktu dihitung dari tanggal ini bila diisi.",
        "praktik layanan; Perki 1/2021", 10,
        aliases=("Tgl Lengkap", "Tanggal Dilengkapi", "Tanggal Berkas Lengkap"),
    ),
    Column(
        "extended_on", "Tanggal Pemberitahuan Perpanjangan", "date", HANDLING,
        "Tanggal surat perpanjangan; berlaku hanya bila tidak melewati batas waktu pertama.",
        "UU KIP Pasal 22 ayat (8)", 14,
        aliases=("Tgl Perpanjangan", "Tanggal Perpanjangan",
                 "Tgl Pemberitahuan Perpanjangan"),
    ),
    Column(
        "extension_reason", "Alasan Perpanjangan", "text", HANDLING,
        "Wajib diisi bila jangka waktu diperpanjang.", "UU KIP Pasal 22 ayat (8)", 16,
        personal=True, written_with=("extended_on",),
    ),
    Column(
        "decision", "Keputusan", "choice", COMPLETION,
        "Kosongkan selama permohonan masih diproses.", "UU KIP Pasal 22 ayat (7) huruf c-d",
        21, aliases=("Keputusan PPID", "Hasil Keputusan"), weak_aliases=("Status",),
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
        }, written_with=_ANSWER,
    ),
    Column(
        "refusal_ground", "Alasan Penolakan", "choice", COMPLETION,
        "Wajib bila ditolak atau dikabulkan sebagian. Pilih dari daftar.",
        "UU KIP Pasal 17, 22 ayat (7) huruf c", 23,
        aliases=("Dasar Penolakan", "Alasan Ditolak"),
        several=True,
        choices=(*ARTICLE_17, NOT_CONTROLLED, UNDOCUMENTED),
        spellings={
            **{f"{form} {letter}": f"Pasal 17 huruf {letter}"
               for letter in "abcdefghij"
               for form in ("pasal 17", "ps 17 huruf", "ps. 17 huruf", "pasal 17 ayat",
                            "17 huruf")},
            **{f"17{letter}": f"Pasal 17 huruf {letter}" for letter in "abcdefghij"},
            "tidak di kuasai": NOT_CONTROLLED,
            "tidak di bawah penguasaan": NOT_CONTROLLED,
            "informasi tidak dikuasai": NOT_CONTROLLED,
            "belum di dokumentasikan": UNDOCUMENTED, "-": "",
        }, written_with=_ANSWER,
    ),
    Column(
        "notified_on", "Tanggal Pemberitahuan Tertulis", "date", COMPLETION,
        f"Tanggal surat pemberitahuan kepada pemohon. {DATE_HELP}",
        "SOP langkah 4-5; UU KIP Pasal 22 ayat (7)", 13,
        aliases=("Tgl Pemberitahuan Tertulis", "Tanggal Pemberitahuan",
                 "Tgl Pemberitahuan", "Tanggal Jawaban", "Tgl Jawaban"),
        weak_aliases=("Pemberitahuan Tertulis",),
    ),
    Column(
        "given_on", "Tanggal Pemberian Informasi", "date", COMPLETION,
        f"Tanggal informasi diserahkan. {DATE_HELP}", "SOP langkah 5", 12,
        aliases=("Tgl Pemberian Informasi", "Tanggal Pemberian", "Tanggal Diberikan"),
        weak_aliases=("Pemberian Informasi",),
    ),
    Column(
        "finished_at", "Jam Selesai", "time", COMPLETION,
        "Boleh dikosongkan. Jam layanan selesai, contoh 10:40.", "SOP langkah 2-3", 8,
        aliases=("Pukul Selesai", "Waktu Selesai"), written_with=_ANSWER,
    ),
    Column(
        "cost", "Biaya (Rp)", "number", COMPLETION, "Biaya penggandaan; 0 bila gratis.",
        "UU KIP Pasal 22 ayat (7) huruf g", 10, aliases=("Biaya", "Biaya Penggandaan"),
        written_with=_ANSWER,
    ),
    Column(
        "payment", "Cara Pembayaran", "text", COMPLETION, "Tunai, transfer, dan sebagainya.",
        "UU KIP Pasal 22 ayat (7) huruf g", 12, weak_aliases=("Cara",), written_with=_ANSWER,
    ),
    Column(
        "reviewed_on", "Tanggal Supervisi Kasubag", "date", SUPERVISION,
        f"Diisi Kasubag setelah memeriksa. {DATE_HELP}", "SOP langkah 7", 13,
        aliases=("Tgl Supervisi", "Tanggal Supervisi", "Tanggal Pemeriksaan Kasubag"),
    ),
    Column(
        "remarks", "Keterangan", "text", SUPERVISION, "Catatan bebas.", "SOP langkah 6", 26,
        personal=True, aliases=("Catatan", "Ket"),
    ),
)
# fmt: on
