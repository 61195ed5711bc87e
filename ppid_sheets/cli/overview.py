"""Which commands there are, and what `ppid-sheets --help` says of them.

Written here rather than by argparse, which takes longer to load than Python itself.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PROGRAM = "ppid-sheets"
PURPOSE = "Pemeriksa register permohonan informasi publik: tenggat, temuan, laporan."
HELP, VERSION, REPORT = "tampilkan bantuan ini", "tampilkan versi", "buat laporan"

COMMANDS: Mapping[str, str] = {
    "setup": "pasang langkah demi langkah, sampai berjalan sendiri",
    "demo": "buat register contoh, periksa, dan buat laporannya",
    "check": "periksa register, isi batas waktu dan temuan",
    "run": "jalankan semua yang terjadwal: periksa, laporan, peringatan",
    "watch": "periksa begitu register disimpan, atau diminta di Google Sheet",
    "schedule": "tampilkan atau pasang jadwal di komputer ini",
    "report monthly": "laporan bulanan (buku kerja Excel)",
    "report daily": "data layanan harian (satu halaman)",
    "report annual": "laporan tahunan, dan versinya untuk diumumkan",
    "report register": "register dalam bentuk nasional, untuk dicetak",
    "report lists": "daftar informasi publik dan yang dikecualikan",
    "form": "cetak formulir satu permohonan (data pribadi)",
    "deadline": "hitung batas waktu satu tanggal",
    "explain": "terangkan satu kode temuan, contoh T07",
    "init": "buat register baru atau lengkapi yang ada",
    "incoming": "pasangkan pertanyaan formulir dengan kolom register",
    "doctor": "periksa kesiapan: apa yang kurang, apa yang diklik",
    "remove": "keluarkan program dari register",
    "history": "riwayat isian satu permohonan dari arsip",
    "restore": "tulis permohonan dari arsip ke tab Pemulihan",
    "snapshot": "susun kembali seluruh register dari arsip",
    "archive": "isi arsip; hapus menurut umur atau nomor",
    "config": "tampilkan pengaturan yang berlaku",
}
"""Every command by its full name, and what it does; `report monthly` is in report_monthly.py."""


def columns() -> int:
    """Columns of the terminal; 80 where there is none."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated):
        return int(stated)
    try:
        return os.get_terminal_size(1).columns or 80
    except (OSError, ValueError):
        return 80


def overview() -> str:
    """The help of the command as a whole, as wide as the terminal."""
    options = {"-h, --help": HELP, "--version": VERSION}
    commands: dict[str, str] = {}
    for name, text in COMMANDS.items():
        first, _, kind = name.partition(" ")
        commands.setdefault(first, REPORT if kind else text)
    lines = (
        *_wrapped(f"Pemakaian: {PROGRAM} [-h] [--version] PERINTAH ...", "", " " * 11),
        "",
        *_wrapped(PURPOSE, ""),
        "",
        "Pilihan:",
        *_listed(options, 2),
        "",
        "Perintah:",
        "  PERINTAH",
        *_listed(commands, 4),
        "",
    )
    return "\n".join(lines)


def _listed(texts: Mapping[str, str], indent: int) -> Iterator[str]:
    """Names and what they do, in two columns."""
    wide = max(map(len, texts))
    for name, text in texts.items():
        head = f"{'':{indent}}{name:{wide}}  "
        yield from _wrapped(text, head, " " * len(head))


def _wrapped(text: str, first: str, rest: str = "") -> Iterable[str]:
    """A text behind its first words, broken where the terminal ends."""
    room = max(columns() - 2, len(first) + 11)
    if len(first) + len(text) <= room:
        return (first + text,)
    from textwrap import wrap

    return wrap(text, room, initial_indent=first, subsequent_indent=rest)
