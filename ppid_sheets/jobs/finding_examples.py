"""A failing example of every code, as staff would meet it in the register."""

from collections.abc import Mapping

_REFUSED = "Keputusan: Ditolak, Alasan Penolakan: Pasal 17 huruf h, Klasifikasi: Dikecualikan"
_ENTRY = "tab DIK: No. DIK: 5, Informasi yang Dikecualikan: berkas seleksi"
_UNIT = "Unit/Bagian Diminta: Subbagian Hukum dan SDM"
_ANSWERED = "tab Register: Tanggal Diterima: 01/10/2026, Tanggal Pemberitahuan Tertulis:"

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "B01": ("Tanggal Diterima: tidak tahu",),
    "B02": ("Tanggal Diterima: 31/02/2026",),
    "B03": ("Tanggal Pemberitahuan Tertulis: 13/11/26",),
    "B04": ("Kanal: datang langsung",),
    "B05": ("Kanal: titip teman",),
    "B06": ("No. Registrasi: #N/A",),
    "B07": ("Biaya (Rp): 1,500",),
    "B08": ("kolom centang Ya dan Tidak di bawah Status Informasi: √ di keduanya",),
    "B09": ("Keputusan: Sedang proses",),
    "B10": ("Tanggal Diterima: 13/11/0026",),
    "B11": ("Tanggal Diterima: 11/12/2026 9:15 AM",),
    "B12": ("Tanggal Pemberitahuan Tertulis: Senin, 13/11/2026",),
    "B13": ("Tanggal Diterima: 2026-11-09T23:30:00Z",),
    "B14": ("rumus =TODAY()-3 di Tanggal Diterima, yang belum pernah dibuka di Excel",),
    "D01": (f"{_REFUSED}, Dasar Pengecualian: (kosong)", _ENTRY),
    "D02": (f"{_REFUSED}, Dasar Pengecualian: 7", _ENTRY),
    "D03": (
        f"{_REFUSED}, Tanggal Pemberitahuan Tertulis: 13/11/2026, Dasar Pengecualian: 5",
        f"{_ENTRY}, Berlaku Sejak: 14/11/2026",
    ),
    "D04": (
        f"{_REFUSED}, Tanggal Pemberitahuan Tertulis: 13/11/2026, Dasar Pengecualian: 5",
        f"{_ENTRY}, Berlaku Sampai: 12/11/2026",
    ),
    "D05": (
        f"{_REFUSED}, Dasar Pengecualian: 5",
        f"{_ENTRY}, Dasar Hukum Pengecualian: Pasal 17 huruf a",
    ),
    "D06": (_ENTRY, _ENTRY.replace("berkas seleksi", "data pribadi")),
    "D07": (f"{_ENTRY}, Berlaku Sejak: awal 2025",),
    "D08": (f"{_ENTRY}, Berlaku Sejak: 01/01/2026, Berlaku Sampai: 31/12/2025",),
    "D09": (
        "tab DIK: No. DIK: (kosong), Informasi yang Dikecualikan: berkas seleksi, "
        "Dasar Hukum Pengecualian: Pasal 17 huruf a",
    ),
    "D10": (f"{_ENTRY}, Berlaku Sampai: 31/12/2025, padahal hari ini 23/11/2026",),
    "D11": ("baris judul tab DIK terhapus sesudah init --lists",),
    "D12": (_ENTRY, "tab DIK: hanya No. DIK: Manggar, 2 Januari 2026"),
    "I01": ("Informasi yang Diminta: (kosong)",),
    "I02": ("Kategori Informasi: (kosong)",),
    "I03": ("ppid.toml: tenggat.pemilu.aktif = true", "Kategori Informasi: (kosong)"),
    "I04": ("Klasifikasi: (kosong)",),
    "I05": ("Keputusan: Dikabulkan Seluruhnya, Klasifikasi: Dikecualikan",),
    "I06": ("Keputusan: Ditolak, Alasan Penolakan: (kosong)",),
    "I07": ("Keputusan: Dikabulkan Seluruhnya, Alasan Penolakan: Tidak dikuasai",),
    "I08": ("Keputusan: Ditolak, Alasan Penolakan: Pasal 17 huruf h, Klasifikasi: Berkala",),
    "I09": ("Keputusan: Dikabulkan Seluruhnya, Status Informasi: Tidak di bawah penguasaan",),
    "I10": (
        "Keputusan: Ditolak, Alasan Penolakan: Tidak dikuasai, "
        "Status Informasi: Di bawah penguasaan",
    ),
    "I11": ("Cara Penyampaian: (kosong)",),
    "I12": ("Keputusan: Dikabulkan Seluruhnya, Bentuk Informasi: (kosong)",),
    "K01": ("Kanal: (kosong)",),
    "K02": ("Kanal: Surat, Formulir Diisi Oleh: Pemohon",),
    "L01": ("Petugas: (kosong)",),
    "L02": ("Petugas: Orang Lain",),
    "L03": (
        "Tanggal Diterima: 09/11/2026, Keputusan: (kosong), No. Nota Dinas/Disposisi: (kosong), "
        "Tanggal Disposisi: (kosong), padahal hari ini 23/11/2026",
    ),
    "L04": (
        "Keputusan: Dikabulkan Seluruhnya, Tanggal Pemberitahuan Tertulis: (kosong), "
        "Tanggal Pemberian Informasi: (kosong)",
    ),
    "L05": ("Keputusan: (kosong), Tanggal Pemberitahuan Tertulis: 13/11/2026",),
    "L06": ("Keputusan: Dikabulkan Seluruhnya, Tanggal Pemberian Informasi: (kosong)",),
    "L07": (f"{_REFUSED}, Tanggal Pemberian Informasi: 13/11/2026",),
    "L08": (
        "Tanggal Pemberitahuan Tertulis: 13/11/2026, Tanggal Supervisi Kasubag: (kosong), "
        "padahal hari ini 23/11/2026",
    ),
    "L09": ("Biaya (Rp): -1",),
    "L10": (
        "No. Registrasi: 001/PPID/XI/2026, Nama Pemohon: Contoh Pemohon, "
        "Informasi yang Diminta: Daftar pemilih tetap, Tanggal Diterima: 09/11/2026",
        "No. Registrasi: 002/PPID/XI/2026, Nama Pemohon: CONTOH PEMOHON, "
        "Informasi yang Diminta: daftar pemilih tetap, Tanggal Diterima: 10/11/2026",
    ),
    "M01": ("baris 012/PPID/XI/2026 dihapus sejak pemeriksaan kemarin",),
    "M02": ("012/PPID/XI/2026 ditulis ulang menjadi 112/PPID/XI/2026",),
    "M03": ("Tanggal Diterima yang kemarin 09/11/2026 kini 12/11/2026",),
    "M04": ("Keputusan diganti sesudah Tanggal Supervisi Kasubag terisi",),
    "M05": ("Tanggal Pemberitahuan Tertulis yang kemarin terisi kini kosong",),
    "M08": ("berkas arsip-ppid.db rusak, atau foldernya tidak dapat ditulis",),
    "M09": ("jam komputer menunjukkan 01/01/2020",),
    "N01": ("No. Registrasi: (kosong)",),
    "N02": ("No. Registrasi: 001/PPID/XI/2026", "No. Registrasi: 001-ppid-xi-2026"),
    "N03": ("No. Registrasi: 1-PPID-XI-2026",),
    "N04": ("No. Registrasi: 001/PPID/XI/2026", "No. Registrasi: 004/PPID/XI/2026"),
    "N05": ("No. Registrasi: 001/PPID/X/2026, Tanggal Diterima: 09/11/2026",),
    "N06": ("No. Registrasi: 001/PPID/X/2026", "No. Registrasi: 001/PPID/XI/2026"),
    "P01": ("Nama Pemohon: (kosong)",),
    "P02": ("Jenis Pemohon: (kosong)",),
    "P03": ("Alamat: (kosong)",),
    "P04": ("Jenis Identitas: (kosong)",),
    "P05": ("Nomor Identitas: (kosong)",),
    "P06": ("Jenis Pemohon: Perorangan, Jenis Identitas: Akta Notaris",),
    "P07": ("Jenis Identitas: KTP, Nomor Identitas: 190601520390001",),
    "P08": ("Nomor Identitas: bilangan 1906015203900000, bukan teks",),
    "P09": ("Jenis Identitas: KTP, Nomor Identitas: 2006015203900001",),
    "P10": ("Jenis Identitas: KTP, Nomor Identitas: 1906013204900001",),
    "P11": ("Jenis Identitas: KTP, Nomor Identitas: 1906015203900000",),
    "P12": ("Keputusan: (kosong), Telepon: (kosong), Email: (kosong), Cara Penyampaian: (kosong)",),
    "P13": ("Email: pemohon@example",),
    "P14": ("Telepon: 0812",),
    "P15": ("Telepon: 81200000001",),
    "P16": ("Cara Penyampaian: Email, Email: (kosong)",),
    "P17": ("Cara Penyampaian: WhatsApp, Telepon: (kosong)",),
    "P18": ("Cara Penyampaian: Surat, Alamat: (kosong)",),
    "P19": (
        "Tanggal Pemberitahuan Tertulis: 13/11/2026, Telepon: (kosong), Email: (kosong), "
        "Cara Penyampaian: Desk Informasi",
    ),
    "R01": ("judul kolom Tanggal Diterima diganti menjadi Hari",),
    "R02": ("kolom Klasifikasi dihapus",),
    "R03": ("dua kolom berjudul Petugas",),
    "R04": ("tab Pilihan: Petugas: Petugas Satu",),
    "R05": ("permohonan diterima 21/12/2026, padahal tab Hari Libur belum memuat 2027",),
    "R06": ("tab Hari Libur belum memuat 2027, padahal hari ini 21/12/2026",),
    "R07": ("tab Hari Libur: Tanggal: 17 Agustus, Jenis: Libur Nasional",),
    "R08": (
        "tab Hari Libur: Tanggal: 17/08/2026, Jenis: Libur Nasional",
        "tab Hari Libur: Tanggal: 17/08/2026, Jenis: Libur Nasional",
    ),
    "R09": ("register tanpa kolom Status Tenggat",),
    "R10": tuple(f"No. Registrasi: {serial:03}/PPID-BELTIM/2026" for serial in range(1, 6)),
    "R11": ("hanya No. Registrasi: Jumlah",),
    "R12": ("hanya No. Registrasi: 002/PPID/XI/2026",),
    "R13": ("tab Register (2): No. Registrasi: 002/PPID/XI/2026",),
    "R14": ("tab Hari Libur tanpa kolom Jenis, register masih kosong",),
    "R15": ("filter atas semua kolom isian, tanpa kolom otomatis di kanannya",),
    "R16": (
        "tab 2025: No. Registrasi: 031/PPID/XII/2025, Tanggal Diterima: 01/12/2025, "
        "Keputusan: (kosong)",
    ),
    "R17": (
        "No. Registrasi: 012/PPID/XI/2025",
        "tab 2025: No. Registrasi: 012/PPID/XI/2025, Tanggal Diterima: 10/11/2025",
    ),
    "R18": ("sel A90000 terisi, tabelnya berakhir di baris 200",),
    "R19": ('ppid.toml: terdahulu = ["register-2025.xlsx"], dan berkas itu berkata sandi',),
    "R20": (
        "ppid.toml: tenggat.pemilu.aktif = true",
        "tab Pilihan: Kategori Informasi: Informasi KPU sebagai Badan Publik",
    ),
    "R21": ("formulir terisi Rabu 18/11/2026, pada Senin 23/11/2026 belum ada di register",),
    "R22": ('ppid.toml: masuk.tab = "Form Responses 1", dan tab itu tidak ada',),
    "R23": ("stempel waktu 03/11/2026 09:15, yang dapat berarti 11 Maret",),
    "R24": ("tab Keberatan disalin sebagai Keberatan (2)",),
    "R25": ("tab Layanan Harian disalin sebagai Senin",),
    "S01": ("No. Registrasi Keberatan: (kosong)",),
    "S02": (
        "No. Registrasi Keberatan: K-001, No. Registrasi Permohonan: 001/PPID/X/2026",
        "No. Registrasi Keberatan: K-001, No. Registrasi Permohonan: 002/PPID/X/2026",
    ),
    "S03": ("Tanggal Keberatan Diterima: (kosong)",),
    "S04": ("Tanggal Keberatan Diterima: 24/11/2026, padahal hari ini 23/11/2026",),
    "S05": ("No. Registrasi Permohonan: (kosong)",),
    "S06": ("No. Registrasi Permohonan: 009/PPID/X/2026, yang tidak ada di tab Register",),
    "S07": (
        "No. Registrasi Keberatan: K-001, No. Registrasi Permohonan: 001/PPID/X/2026",
        "No. Registrasi Keberatan: K-002, No. Registrasi Permohonan: 001/PPID/X/2026",
    ),
    "S08": ("Tanggal Keberatan Diterima: 09/10/2026", f"{_ANSWERED} 12/10/2026"),
    "S09": ("Tanggal Keberatan Diterima: 20/11/2026", f"{_ANSWERED} 02/10/2026"),
    "S10": (
        "Alasan Keberatan: Pasal 35 ayat (1) huruf c",
        "tab Register: Keputusan: Ditolak, Tanggal Pemberitahuan Tertulis: 12/10/2026",
    ),
    "S11": ("Keputusan Atasan PPID: (kosong), Tanggal Tanggapan: 02/11/2026",),
    "S12": ("Keputusan Atasan PPID: Keberatan Ditolak, Tanggal Tanggapan: (kosong)",),
    "S13": (
        "Tanggal Keberatan Diterima: 20/10/2026, Keputusan Atasan PPID: Keberatan Ditolak, "
        "Tanggal Tanggapan: 19/10/2026",
    ),
    "S14": (
        "Keputusan Atasan PPID: Keberatan Ditolak, Tanggal Tanggapan: 24/11/2026, "
        "padahal hari ini 23/11/2026",
    ),
    "S15": (
        "Keputusan Atasan PPID: Diterima Sebagian, Tanggal Tanggapan: 02/11/2026",
        "tab Register: Tanggal Pemberian Informasi: (kosong)",
    ),
    "S16": (
        "Alasan Keberatan: Pasal 35 ayat (1) huruf b, Tanggal Keberatan Diterima: 30/09/2026",
        "tab Register: Tanggal Diterima: 01/10/2026",
    ),
    "S17": (
        "ppid.toml: tenggat.pemilu.aktif = true",
        "No. Registrasi Permohonan: 001/PPID/X/2026",
        "tab Register: Kategori Informasi: lain sekali",
    ),
    "T01": ("Tanggal Diterima: (kosong)",),
    "T02": ("Tanggal Diterima: 24/11/2026, padahal hari ini 23/11/2026",),
    "T03": ("Tanggal Diterima: 29/04/2010",),
    "T04": ("Tanggal Diterima: 09/11/2026, Tanggal Disposisi: 06/11/2026",),
    "T05": ("Tanggal Disposisi: 24/11/2026, padahal hari ini 23/11/2026",),
    "T06": ("Tanggal Pemberitahuan Tertulis: 13/11/2026, Tanggal Supervisi Kasubag: 12/11/2026",),
    "T07": (
        "Tanggal Diterima: 02/11/2026, Keputusan: (kosong), "
        "Tanggal Pemberitahuan Perpanjangan: 17/11/2026, Alasan Perpanjangan: data dihimpun",
    ),
    "T08": (
        "Tanggal Diterima: 09/11/2026, Keputusan: (kosong), "
        "Tanggal Pemberitahuan Perpanjangan: 20/11/2026, Alasan Perpanjangan: (kosong)",
    ),
    "T09": ("Tanggal Pemberitahuan Perpanjangan: (kosong), Alasan Perpanjangan: data dihimpun",),
    "T10": ("Tanggal Diterima: Minggu, 08/11/2026",),
    "T11": (
        "Tanggal Diterima: 09/11/2026, Jam Diterima: 09:00, "
        "Tanggal Pemberitahuan Tertulis: 09/11/2026, Jam Selesai: 08:30",
    ),
    "T12": (
        "Tanggal Pemberitahuan Perpanjangan: 09/11/2026, Alasan Perpanjangan: data dihimpun, "
        "Tanggal Lengkap: 10/11/2026",
    ),
    "T13": ("Tanggal Pemberitahuan Kekurangan: 10/11/2026, Tanggal Lengkap: 09/11/2026",),
    "U01": (f"{_UNIT}, Tanggal Diminta ke Unit: 10/11/2026, Tanggal Jawaban Unit: 09/11/2026",),
    "U02": ("Unit/Bagian Diminta: (kosong), Tanggal Diminta ke Unit: 10/11/2026",),
    "U03": (f"{_UNIT}, Tanggal Diminta ke Unit: (kosong)",),
    "U04": (
        f"{_UNIT}, Tanggal Diminta ke Unit: 10/11/2026, Tanggal Jawaban Unit: (kosong), "
        "Tanggal Pemberitahuan Tertulis: 13/11/2026",
    ),
    "U05": ("Unit/Bagian Diminta: Bagian Lain", "tab Pilihan: Unit/Bagian Diminta: Bagian Hukum"),
}
"""By code, one text a row: what stands in its cells, those of another tab after its name; an
option of `ppid.toml`; else what happened. Cells that are not named are filled well."""
