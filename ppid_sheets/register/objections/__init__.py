"""The register of objections (UU 14/2008 Art. 35-38): the official list, and what comes after.

Its clock is the superior's. The category that chooses the periods is that of the request objected
to, which stands in another register: whoever judges puts it beside each row.
"""

from ppid_sheets.register.results import RESULTS
from ppid_sheets.register.schema import DATE_HELP, Column, Course, Schema

LETTERS = "abcdefg"
GROUNDS = tuple(f"Pasal 35 ayat (1) huruf {letter}" for letter in LETTERS)
"""Art. 35(1)."""
LETTER_OF = dict(zip(GROUNDS, LETTERS, strict=True))
ACCEPTED_WHOLLY, ACCEPTED_PARTLY = "Diterima Seluruhnya", "Diterima Sebagian"
ACCEPTED = (ACCEPTED_WHOLLY, ACCEPTED_PARTLY)
UPHELD, WITHDRAWN_OBJECTION = "Keberatan Ditolak", "Keberatan Dicabut"
_OBJECTION, _CONTENT, _ANSWER, _AFTER = "Keberatan", "Isi Keberatan", "Tanggapan", "Sesudahnya"
_LIST = "Perki, daftar register keberatan"
_DECIDED = ("answered_on",)

_COLUMNS = (
    Column(
        "objection_no",
        "No. Registrasi Keberatan",
        "text",
        _OBJECTION,
        "Nomor yang diberikan kepada pemohon.",
        f"{_LIST} huruf a",
        22,
        one_line=True,
        aliases=("Nomor Registrasi Keberatan", "No. Keberatan", "Nomor Keberatan"),
    ),
    Column(
        "objected_on",
        "Tanggal Keberatan Diterima",
        "date",
        _OBJECTION,
        f"Hari keberatan diterima; hari ke-0. {DATE_HELP}",
        "UU KIP Pasal 36 ayat (2)",
        14,
        aliases=("Tgl Keberatan Diterima", "Tanggal Keberatan", "Tgl Keberatan"),
        weak_aliases=("Tanggal Diterima", "Tgl Diterima", "Tanggal"),
    ),
    Column(
        "objector",
        "Nama Pemohon/Kuasa",
        "text",
        _OBJECTION,
        "Yang mengajukan keberatan, atau kuasanya.",
        f"{_LIST} huruf c",
        26,
        personal=True,
        aliases=("Identitas Pemohon/Kuasa", "Pemohon Keberatan", "Nama Pemohon Keberatan"),
        weak_aliases=("Nama Pemohon", "Nama"),
    ),
    Column(
        "request_no",
        "No. Registrasi Permohonan",
        "text",
        _OBJECTION,
        "Nomor permohonan yang menjadi pokok keberatan, seperti di tab Register.",
        f"{_LIST} huruf d",
        22,
        one_line=True,
        aliases=(
            "No. Pendaftaran Permohonan",
            "Nomor Pendaftaran Permohonan",
            "Nomor Registrasi Permohonan",
            "Nomor Permohonan",
            "No. Permohonan",
        ),
        weak_aliases=("Nomor Pendaftaran",),
    ),
    Column(
        "objection_ground",
        "Alasan Keberatan",
        "choice",
        _CONTENT,
        "Pasal 35 ayat (1): a ditolak, b berkala tidak disediakan, c tidak ditanggapi, d tidak "
        "sebagaimana diminta, e tidak dipenuhi, f biaya tidak wajar, g terlambat.",
        "UU KIP Pasal 35 ayat (1)",
        24,
        choices=GROUNDS,
        aliases=("Alasan Pengajuan Keberatan",),
        weak_aliases=("Alasan",),
        spellings={
            spelling: ground
            for letter, ground in zip(LETTERS, GROUNDS, strict=True)
            for spelling in (
                letter,
                f"huruf {letter}",
                f"35 ayat (1) {letter}",
                f"pasal 35 (1) huruf {letter}",
                f"35 ayat (1) huruf {letter}",
                f"pasal 35 ayat (1) {letter}",
                f"pasal 35 huruf {letter}",
            )
        },
    ),
    Column(
        "objection_case",
        "Kasus Posisi",
        "text",
        _CONTENT,
        "Duduk perkaranya menurut pemohon.",
        "UU KIP, penjelasan Pasal 35",
        40,
        personal=True,
    ),
    Column(
        "objection_purpose",
        "Tujuan Penggunaan Informasi",
        "text",
        _CONTENT,
        "Untuk apa informasinya.",
        f"{_LIST} huruf f",
        26,
        personal=True,
    ),
    Column(
        "ruling",
        "Keputusan Atasan PPID",
        "choice",
        _ANSWER,
        "Kosongkan selama belum diputus.",
        f"{_LIST} huruf h",
        22,
        choices=(ACCEPTED_WHOLLY, ACCEPTED_PARTLY, UPHELD, WITHDRAWN_OBJECTION),
        spellings={
            "diterima": ACCEPTED_WHOLLY,
            "dikabulkan": ACCEPTED_WHOLLY,
            "dikabulkan seluruhnya": ACCEPTED_WHOLLY,
            "dikabulkan sebagian": ACCEPTED_PARTLY,
            "ditolak": UPHELD,
            "menolak": UPHELD,
            "dicabut": WITHDRAWN_OBJECTION,
            "proses": "",
            "diproses": "",
            "-": "",
        },
        written_with=_DECIDED,
    ),
    Column(
        "answered_on",
        "Tanggal Tanggapan",
        "date",
        _ANSWER,
        f"Tanggal tanggapan tertulis Atasan PPID. {DATE_HELP}",
        "UU KIP Pasal 36 ayat (2)",
        14,
        aliases=(
            "Tgl Tanggapan",
            "Tanggal Pemberian Tanggapan",
            "Hari dan Tanggal Pemberian Tanggapan",
        ),
    ),
    Column(
        "superior",
        "Nama dan Posisi Atasan PPID",
        "text",
        _ANSWER,
        "Yang menandatangani tanggapan.",
        f"{_LIST} huruf j",
        28,
        personal=True,
        aliases=("Nama & Posisi Atasan PPID", "Atasan PPID"),
        written_with=_DECIDED,
    ),
    Column(
        "reaction",
        "Tanggapan Pemohon",
        "text",
        _AFTER,
        "Puas, atau melanjutkan ke Komisi Informasi.",
        f"{_LIST} huruf k",
        26,
        personal=True,
    ),
    Column(
        "dispute_no",
        "No. Registrasi Komisi Informasi",
        "text",
        _AFTER,
        "Nomor sengketa, bila sampai ke Komisi Informasi.",
        "UU KIP Pasal 37",
        22,
        aliases=("No. Register Komisi Informasi", "Nomor Sengketa"),
    ),
    Column(
        "disputed_on",
        "Tanggal ke Komisi Informasi",
        "date",
        _AFTER,
        f"Hari permohonan sengketa diterima. {DATE_HELP}",
        "UU KIP Pasal 37 ayat (2)",
        14,
    ),
    Column("mediated_on", "Tanggal Mediasi", "date", _AFTER, DATE_HELP, "UU KIP Pasal 40", 14),
    Column(
        "dispute_ruled_on",
        "Tanggal Putusan Komisi Informasi",
        "date",
        _AFTER,
        DATE_HELP,
        "UU KIP Pasal 38 ayat (2)",
        14,
    ),
    Column("sued_on", "Tanggal Gugatan", "date", _AFTER, DATE_HELP, "UU KIP Pasal 48 ayat (1)", 14),
    Column(
        "objection_remarks",
        "Keterangan",
        "text",
        _AFTER,
        "Catatan bebas.",
        _LIST,
        26,
        personal=True,
        aliases=("Catatan",),
    ),
)
OBJECTIONS = Schema(
    name="keberatan",
    tab="Keberatan",
    title="Register Keberatan atas Permohonan Informasi Publik",
    columns=(*_COLUMNS, *RESULTS),
    number="objection_no",
    course=Course(
        received="objected_on",
        answered=("answered_on",),
        decision="ruling",
        withdrawn=WITHDRAWN_OBJECTION,
        category="info_category",
    ),
    who=("objector", "request_no"),
    matter="request_no",
    reviewed="answered_on",
)
