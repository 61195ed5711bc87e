"""The tab Petunjuk: what staff have to know, on one page."""

from ppid_sheets.register.layout import GUIDE
from ppid_sheets.register.values import Tab

_GUIDE = (
    "Petunjuk Register Permohonan Informasi Publik",
    "",
    "Mengisi",
    "1. Satu permohonan satu baris, mulai di bawah baris judul kolom. Baris kosong di antaranya "
    "tidak mengapa.",
    "2. Tanggal diketik hari/bulan/tahun, contoh 28/02/2026. Jam: 09:15.",
    "3. Pilih isian dari daftar yang tersedia. Daftarnya, termasuk nama petugas, diubah di tab "
    "Pilihan (petugas minimal 2 orang menurut SOP).",
    "4. Nomor identitas dan telepon adalah teks. Bila NIK ditempel dari tempat lain, pastikan 16 "
    "angkanya utuh.",
    "5. Biarkan Keputusan kosong selama permohonan masih diproses. Setelah diputus, isi juga "
    "Tanggal Pemberitahuan Tertulis.",
    "6. Perpanjangan hanya berlaku bila Tanggal Pemberitahuan Perpanjangan tidak melewati batas "
    "waktu pertama dan alasannya diisi.",
    "",
    "Membaca hasil pemeriksaan",
    "7. Kolom Status Tenggat, Sisa Hari Kerja, Batas Waktu, Lama Layanan dan Temuan diisi "
    "otomatis. Jangan diisi; isinya akan ditimpa pada pemeriksaan berikutnya.",
    "8. Kolom Temuan menyebut kolom yang salah dalam kurung siku, lalu cara membetulkannya. Sel "
    "yang disebut menyala jingga. Kolom dalam kurung biasa hanya untuk diketahui.",
    "9. Baris merah bertuliskan TERLAMBAT: batas waktu sudah lewat. Kuning: segera atau hari ini "
    "jatuh tempo.",
    "10. Setelah dibetulkan, warna dan temuan hilang pada pemeriksaan berikutnya. Yang bukan "
    "kesalahan padam juga bila Kasubag mengisi Diketahui Kasubag di tab Temuan, sampai selnya "
    "berubah.",
    "",
    "Hari kerja",
    "11. Hari diterima adalah hari ke-0; hari ke-1 ialah hari kerja berikutnya. Sabtu, Minggu, "
    "libur nasional dan cuti bersama tidak dihitung.",
    "12. Hari libur dibaca dari tab Hari Libur. Tambahkan libur tahun baru segera setelah SKB 3 "
    "Menteri terbit; tahun tanpa daftar lengkap (libur nasional dan cuti bersama) tidak dihitung.",
    "",
    "Keberatan",
    "13. Bila ada tab Keberatan, satu keberatan satu baris, dengan nomor permohonan yang "
    "dipersoalkan dan alasannya (huruf a sampai g Pasal 35 ayat (1)). Tenggat tanggapan Atasan "
    "PPID dan temuannya diisi otomatis seperti pada register permohonan.",
    "",
    "Mengurutkan, menyaring, menyisipkan dan memindahkan kolom boleh dilakukan kapan saja.",
)
_GUIDE_HEADINGS = ("Mengisi", "Membaca hasil pemeriksaan", "Hari kerja", "Keberatan")


def guide_tab() -> Tab:
    """The tab Petunjuk: one page for staff."""
    styles = [
        "title" if i == 0 else "header" if line in _GUIDE_HEADINGS else "wrap"
        for i, line in enumerate(_GUIDE)
    ]
    return Tab(GUIDE, [(line,) for line in _GUIDE], (100,), styles=styles)
