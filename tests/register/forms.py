"""Registers as offices keep them, written as the tabs look."""

from collections.abc import Sequence
from typing import Any

NATIONAL_TOP = (
    "No", "Tgl", "Nama", "Alamat", "Nomor Kontak", "Pekerjaan", "Informasi yang diminta",
    "Tujuan Penggunaan Informasi", "Status Informasi", None, None,
    "Bentuk informasi yang dikuasai", None, "Jenis permohonan", None, "Keputusan",
    "Alasan Penolakan", "Hari dan Tanggal", None, "Biaya & Cara Pembayaran", None,
)  # fmt: skip
NATIONAL_MIDDLE = (
    *[None] * 8, "Di bawah penguasaan", None, "Belum didokumentasikan", "Softcopy", "Hardcopy",
    "Melihat/\nMengetahui", "Meminta\nsalinan", None, None, "Pemberitahuan tertulis",
    "Pemberian informasi", "Biaya", "Cara",
)  # fmt: skip
NATIONAL_LEAVES = (*[None] * 8, "Ya", "Tidak", *[None] * 11)
NATIONAL = (NATIONAL_TOP, NATIONAL_MIDDLE, NATIONAL_LEAVES)
"""The three-row merged header of the Perki annex: 21 leaf columns, merged cells blank."""
NUMBERING = tuple(f"({number})" for number in range(1, 22))
TITLES: tuple[Sequence[Any], ...] = (
    ("REGISTER PERMOHONAN INFORMASI PUBLIK", *[None] * 20),
    ("KPU KABUPATEN BELITUNG TIMUR TAHUN 2026",),
    (),
)
NATIONAL_REQUEST = (
    1, "Selasa, 3 November 2026", "Contoh Pemohon", "Jl. Contoh 1", "0812 0000 0001", "Guru",
    "Daftar pemilih", "Penelitian", "√", None, None, "V", "v", None, "x", "Diberikan seluruhnya",
    "-", "5 Nop 2026", "6-11-2026", "gratis", "-",
)  # fmt: skip

VARIANT_23 = (
    "No",
    "Tgl",
    "Nama",
    "Alamat",
    "NPWP",
    "No Telpon",
    "E-mail",
    "Pekerjaan",
    *NATIONAL_TOP[6:],
)
"""The top row of the 23-column variant; the rows below move two columns to the right."""
SEKADAU = ("Nomor Tiket", "Tanggal", "Pemohon", "Status", "Informasi", "Catatan")
