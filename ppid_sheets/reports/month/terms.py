"""What the words of the monthly workbook mean; each figure names those that it needs."""

from ppid_sheets.reports.month.figure import Term

OPENING = Term(
    "Sisa bulan lalu",
    "Permohonan yang diterima sebelum {first} dan pada tanggal itu belum selesai.",
)
RECEIVED = Term("Diterima", "Permohonan dengan Tanggal Diterima dalam periode laporan.")
FINISHED = Term(
    "Selesai",
    "Permohonan yang sudah ada keputusannya, pada tanggal yang lebih dahulu antara "
    "Tanggal Pemberitahuan Tertulis dan Tanggal Pemberian Informasi. Tanggal yang "
    "mendahului Tanggal Diterima dihitung pada Tanggal Diterima. Permohonan yang dicabut "
    "tanpa tanggal dihitung selesai pada Tanggal Diterima. Keputusan tanpa tanggal belum "
    "dihitung selesai.",
)
ANSWERED = Term(
    "Dikabulkan, ditolak, dicabut",
    "Permohonan menurut bulan jawabannya, yaitu bulan Selesai, kapan pun diterima. Karena itu "
    "halaman dua belas bulan berjumlah sama dengan laporan tahunan. Apa jadinya permohonan yang "
    "diterima dalam bulan laporan ada pada lembar Pivot.",
)
UNPLACED = Term(
    "Tidak dapat dihitung",
    "Bagian dari sisa yang mungkin sudah dijawab, tetapi tidak dapat ditempatkan pada suatu bulan: "
    "keputusan tanpa tanggal, jawaban bertanggal tanpa keputusan, atau isian yang menentukan tidak "
    "terbaca.",
)
REMAINING = Term(
    "Sisa akhir",
    "Permohonan yang belum selesai pada akhir periode: sisa bulan lalu ditambah yang "
    "diterima dikurangi yang selesai.",
)
ON_TIME = Term(
    "Tepat waktu",
    "Permohonan yang selesai pada atau sebelum Batas Waktu, dibagi semua yang selesai dan "
    "dapat dinilai. Yang dicabut pemohon dan yang batas waktunya tidak dapat dihitung "
    "tidak dinilai.",
)
OVERDUE = Term("Terlambat", "Permohonan yang belum selesai dan sudah melewati Batas Waktu.")
BECAME_LATE = Term(
    "Menjadi terlambat",
    "Permohonan yang hari pertamanya sesudah Batas Waktu jatuh dalam periode laporan, baik "
    "sudah selesai maupun belum.",
)
SERVICE = Term(
    "Waktu layanan",
    "Hari kerja dari mulainya hitungan sampai selesai. Rata-rata, median, dan persentil 90 "
    "diambil dari permohonan yang selesai dalam periode dan dapat dinilai. Yang dijawab sebelum "
    "hitungan mulai dinilai tepat waktu, tetapi tidak punya waktu layanan.",
)
OTHER_MONTHS = Term(
    "Bulan lain",
    "Bulan sebelumnya dan bulan yang sama tahun lalu dihitung menurut keadaan pada akhir "
    "bulan itu; permohonan yang selesai dinilai menurut keadaan pada akhir bulan "
    "selesainya. Yang bertanggal sesudah akhir periode tidak ikut dibaca.",
)
AGES = Term(
    "Umur temuan",
    "Dari arsip pemeriksaan sampai akhir periode, bukan dari register. Baru: "
    "pertama terlihat oleh pemeriksaan dalam bulan itu. Dibetulkan: tidak ditemukan lagi, "
    "atau diketahui Kasubag. Umur dihitung dalam hari kalender sampai dibetulkan atau "
    "akhir periode; temuan yang sudah ada ketika arsip dimulai bertanggal hari itu. "
    "Pemeriksaan sesudah akhir periode tidak mengubahnya.",
)
GROUPED = Term(
    "Pekerjaan dan tujuan",
    "Isian bebas dikelompokkan; yang tidak masuk kelompok mana pun dihitung sebagai "
    "Lainnya, supaya laporan tidak memuat kata-kata pemohon.",
)
DUE = Term("Jatuh tempo", "Permohonan menurut Batas Waktu, baik sudah selesai maupun belum.")
EXTENSION = Term(
    "Perpanjangan",
    "Permohonan menurut Tanggal Pemberitahuan Perpanjangan; terlambat diberitahukan bila tanggal "
    "itu sesudah batas waktu pertama.",
)
ACTIVITY = Term(
    "Kegiatan",
    "Permohonan menurut tanggal tiap langkah SOP yang tercatat; pemberian informasi di meja "
    "(langkah 2 dan 3) menurut Tanggal Diterima.",
)
DESK = Term(
    "Menit di meja",
    "Dari Jam Diterima sampai Jam Selesai permohonan yang selesai pada hari diterima.",
)
UNITS = Term(
    "Permintaan ke unit",
    "Menurut Tanggal Diminta ke Unit dan Tanggal Jawaban Unit (SOP langkah 4). Tanpa jawaban: "
    "permohonannya selesai tanpa tanggal jawaban unit. Hari kerja dihitung dari hari diminta "
    "sampai hari dijawab.",
)
FINDINGS = Term(
    "Temuan",
    "Yang ditemukan pemeriksaan pada akhir periode dalam permohonan bulan laporan, dalam baris "
    "tanpa tanggal yang terbaca, dan pada register seluruhnya.",
)
OBJECTIONS = Term(
    "Keberatan",
    "Keberatan menurut Tanggal Keberatan Diterima; selesai pada Tanggal Tanggapan bila sudah "
    "diputus Atasan PPID, yang dicabut tanpa tanggal pada hari diterima. Batas waktu Atasan PPID "
    "menurut Pasal 36 ayat (2) UU 14/2008.",
)
DISPUTES = Term(
    "Di Komisi Informasi (KI)",
    "Sengketa sejak yang lebih dahulu dari tanggal ke Komisi Informasi, mediasi, dan putusan, "
    "sampai Tanggal Putusan; kesepakatan mediasi pun ditetapkan dengan putusan (Pasal 39 UU "
    "14/2008).",
)
ORDER = (
    OPENING,
    RECEIVED,
    FINISHED,
    ANSWERED,
    REMAINING,
    UNPLACED,
    ON_TIME,
    OVERDUE,
    BECAME_LATE,
    SERVICE,
    OTHER_MONTHS,
    AGES,
    GROUPED,
    DUE,
    EXTENSION,
    ACTIVITY,
    DESK,
    UNITS,
    FINDINGS,
    OBJECTIONS,
    DISPUTES,
)
"""As Keterangan lists them; a term that is not here follows."""
