"""Writes `docs/temuan.md` from the rules and their failing examples: python -m tests.catalogue."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

from ppid_sheets.checks.catalogue import CodeEntry
from ppid_sheets.checks.rulings import FIRM
from ppid_sheets.common.severity import SEVERITY_NAMES
from ppid_sheets.jobs.finding_codes import entries
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.schema import Schema
from tests.checks.test_objections import FAULTS
from tests.checks.test_rules import EXAMPLES

PAGE = Path(__file__).parents[1] / "docs" / "temuan.md"
HEAD = """# Kode temuan

Satu baris untuk tiap kode yang dapat muncul di kolom dan tab *Temuan*. Keterangan yang sama:
`ppid-sheets explain T07`. Halaman ini dibuat dari aturannya dengan `python -m tests.catalogue`.

Kantor dapat mengatur tingkatnya, atau tidak menampilkannya, dalam `ppid.toml`:

```toml
[aturan]
T07 = "info"   # galat (kesalahan), peringatan, atau info
L04 = false    # tidak ditampilkan dan tidak dihitung; arsip pemeriksaan tetap mencatatnya
```

Yang bertanda *tetap* menjadi dasar hasil lain, jadi tidak dapat dimatikan atau diturunkan;
[sebabnya](#mengapa-tetap) di bawah.

| kode | tingkat | kolom | temuan | perbaikan | dasar | contoh yang salah |
|---|---|---|---|---|---|---|
"""
FOOT = """
## Mengapa tetap

"""
MOST = 3
SITUATIONS: Mapping[str, str] = {
    "B08": "Bentuk Informasi pada dua kolom Softcopy dan Hardcopy: √ di keduanya",
    "B13": "Tanggal Diterima: 2026-11-09T23:30:00Z",
    "D06": "dua entri tab DIK bernomor DIK-03",
    "D07": "Berlaku Sejak: awal 2025",
    "D08": "Berlaku Sejak: 01/01/2026, Berlaku Sampai: 31/12/2025",
    "D09": "tab DIK: Nomor: (kosong), Informasi: Berkas seleksi",
    "D10": "Berlaku Sampai: 31/12/2025, dibaca pada 2026",
    "D11": "tab DIK tanpa baris judul",
    "D12": "tab DIK: sebaris berisi Penanggung Jawab saja",
    "M01": "baris 012/PPID/XI/2026 dihapus sejak pemeriksaan kemarin",
    "M02": "012/PPID/XI/2026 ditulis ulang menjadi 112/PPID/XI/2026",
    "M03": "Tanggal Diterima: 02/11/2026 → 05/11/2026",
    "M04": "Keputusan: Ditolak → Dikabulkan Seluruhnya, sesudah Tanggal Supervisi Kasubag terisi",
    "M05": "Informasi yang Diminta: semula terisi, kini (kosong)",
    "M08": "berkas arsip-ppid.db rusak, atau foldernya tidak dapat ditulis",
    "M09": "jam komputer: 01/01/2020",
    "R01": "judul Tanggal Diterima diganti menjadi Hari",
    "R02": "kolom Klasifikasi dihapus",
    "R03": "dua kolom berjudul Petugas",
    "R04": "daftar Petugas berisi satu nama",
    "R05": "tab Hari Libur tanpa cuti bersama 2026",
    "R06": "bulan Desember, dan tab Hari Libur belum memuat tahun berikutnya",
    "R07": "tab Hari Libur: Tanggal: 17 Agustus",
    "R08": "tab Hari Libur: 17/08/2026 dua kali",
    "R09": "register tanpa kolom Status Tenggat",
    "R10": "semua nomor seperti 012/PPID-BELTIM/2026",
    "R11": "sebaris berisi Keterangan saja",
    "R12": "sebaris berisi No. Registrasi saja",
    "R13": "tab Register (2) dengan judul yang sama dan permohonan di dalamnya",
    "R14": "tab Hari Libur tanpa kolom Jenis",
    "R15": "filter di atas kolom A sampai AK",
    "R16": "tab 2025 dengan dua permohonan tanpa Keputusan",
    "R17": "012/PPID/XI/2025 di tab 2025 dan di tab 2026",
    "R18": "sel A90000 terisi, tabelnya berakhir di baris 200",
    "R19": 'terdahulu = ["register-2025.xlsx"], dan berkas itu berkata sandi',
    "R20": '[tenggat.kilat] kategori = ["Informasi Kilat"], yang tidak ada di tab Pilihan',
    "R21": "formulir terisi Senin, pada Rabu belum ada di register",
    "R22": 'masuk.tab = "Form Responses 1", dan tab itu tidak ada',
    "R23": "Stempel waktu: 03/11/2026 09:15, hari dan bulannya tertukar atau tidak",
    "R24": "tab Keberatan (2), disalin untuk tahun baru",
    "R25": "tab Layanan Harian disalin sebagai Senin",
    "S02": "dua baris bernomor K-001",
    "S07": "dua baris atas 012/PPID/XI/2026",
}
"""Examples of what no single row can show."""


def page() -> str:
    """The page as the rules are now."""
    table = "".join(f"| {' | '.join(_cells(entry))} |\n" for entry in entries())
    by_reason: dict[str, list[str]] = {}
    for code, reason in FIRM.items():
        by_reason.setdefault(reason, []).append(code)
    reasons = (f"- {', '.join(codes)}: {reason}.\n" for reason, codes in by_reason.items())
    return HEAD + table + FOOT + "".join(reasons)


def _cells(entry: CodeEntry) -> Iterator[str]:
    columns = entry.columns or ("(register)",)
    names = [SEVERITY_NAMES[one] for one in entry.severities]
    firm = [f"{name}, tetap" if entry.code in FIRM else name for name in names]
    texts = (firm, columns, entry.messages, entry.remedies, entry.bases)
    yield entry.code
    for many in texts:
        more = f"; dan {len(many) - MOST} lainnya" if len(many) > MOST else ""
        yield ("; ".join(many[:MOST]) + more).replace("|", "\\|")
    yield _example(entry.code)


def _example(code: str) -> str:
    found = next((example for example in EXAMPLES if example.code == code), None)
    if code in SITUATIONS:
        return SITUATIONS[code]
    if found is None:
        return _row(next(bad for one, bad, _ in FAULTS if one == code), OBJECTIONS)
    rows = found.bad if isinstance(found.bad, tuple) else (found.bad,)
    return " / ".join(filter(None, map(_row, rows[:2]))).replace("|", "\\|")


def _row(row: Mapping[str, Any], schema: Schema = REQUESTS) -> str:
    return ", ".join(
        f"{schema.header(key)}: {_value(value)}"
        for key, value in row.items()
        if key in schema.by_key
    )


def _value(value: Any) -> str:
    match value:
        case None | "":
            return "(kosong)"
        case date():
            return f"{value:%d/%m/%Y}"
        case time():
            return f"{value:%H:%M}"
        case _:
            return repr(str(value))[1:-1]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
