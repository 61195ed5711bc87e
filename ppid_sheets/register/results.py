"""The columns that the job fills beside the rows of any register."""

from ppid_sheets.register.schema import Column

RESULTS_GROUP = "Hasil Pemeriksaan (otomatis)"
_BESIDE = "Hasil (otomatis)"

RESULTS: tuple[Column, ...] = (
    Column(
        "due_on",
        "Batas Waktu",
        "date",
        RESULTS_GROUP,
        "Diisi otomatis: hari terakhir untuk menjawab.",
        "UU KIP Pasal 22 ayat (7)-(8)",
        12,
        owner="job",
    ),
    Column(
        "days_left",
        "Sisa Hari Kerja",
        "number",
        _BESIDE,
        "Diisi otomatis: sisa hari kerja; negatif berarti terlambat.",
        "UU KIP Pasal 22 ayat (7)-(8)",
        7,
        owner="job",
        beside=2,
    ),
    Column(
        "deadline_status",
        "Status Tenggat",
        "text",
        _BESIDE,
        "Diisi otomatis: keadaan permohonan terhadap batas waktunya.",
        "UU KIP Pasal 22 ayat (7)-(8)",
        20,
        owner="job",
        one_line=True,
        beside=1,
    ),
    Column(
        "service_days",
        "Lama Layanan (Hari Kerja)",
        "number",
        RESULTS_GROUP,
        "Diisi otomatis: hari kerja sejak diterima sampai selesai.",
        "UU KIP Pasal 12",
        10,
        owner="job",
    ),
    Column(
        "findings",
        "Temuan",
        "text",
        RESULTS_GROUP,
        "Diisi otomatis: apa yang perlu dibetulkan; hilang sendiri setelah dibetulkan.",
        "SOP langkah 6-7",
        130,
        owner="job",
    ),
)
