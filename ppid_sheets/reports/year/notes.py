"""Keterangan: what the words of the annual workbook mean, and what it was made from."""

from ppid_sheets.common.indonesian import long_date
from ppid_sheets.register.places import where
from ppid_sheets.reports.workbook.book import Cell, Grid, Sheet
from ppid_sheets.reports.year.rows import OUTCOMES
from ppid_sheets.reports.year.year import NOTES, Year, head

_ROW = 4
_WIDTHS = (31.0, 76.0)
_MOST_ROWS = 12

TIME = (
    "Rata-rata hari kerja sejak hitungan mulai (tanggal lengkap bila diisi, selain itu tanggal "
    "diterima) sampai permohonan selesai; yang dicabut pemohon tidak dihitung."
)
ART_12 = "Pasal 12 UU 14/2008 tentang Keterbukaan Informasi Publik"


def sheet(year: Year) -> Sheet:
    """The sheet: a term and its meaning a row."""
    lines = _lines(year)
    rows = tuple((Cell(term, "term"), Cell(text, "meaning")) for term, text in lines)
    blocks = (head(year, "Keterangan", len(_WIDTHS)), Grid(_ROW, 0, rows))
    return Sheet(NOTES, NOTES, _WIDTHS, blocks, repeat=(0, 2))


def _lines(year: Year) -> tuple[tuple[str, str], ...]:
    return (
        ("Dasar", ART_12),
        ("Diterima", "Permohonan menurut bulan Tanggal Diterima."),
        (
            "Hasil",
            f"Permohonan menurut bulan selesainya: {', '.join(OUTCOMES).lower()}. Tiap permohonan "
            "dihitung satu kali, pada bulan ia selesai, juga bila diterima tahun sebelumnya.",
        ),
        ("Rata-rata waktu layanan", TIME),
        (
            "Sisa awal dan sisa akhir",
            "Permohonan yang belum selesai pada awal dan akhir bulan; sisa awal ditambah yang "
            "diterima dikurangi yang selesai ialah sisa akhir.",
        ),
        (
            "Tepat waktu, terlambat",
            "Permohonan yang selesai pada atau sebelum, dan sesudah, Batas Waktu. Yang dicabut dan "
            "yang batas waktunya tidak dapat dihitung tidak termasuk keduanya.",
        ),
        *(
            (
                (
                    "Masa pembanding",
                    f"{year.before.covered}, bulan yang sama tahun sebelumnya, utuh, menurut "
                    f"register sekarang. {year.short_comparison}".strip(),
                ),
            )
            if year.compared
            else ()
        ),
        (
            "%",
            "Hasil: bagian dari yang selesai. Tepat waktu dan terlambat: bagian dari keduanya.",
        ),
        ("Dasar hukum", "\n".join(year.settings.legal_basis) or "(tidak diatur)"),
        ("Sumber", f"Register {year.source}, keadaan per {long_date(year.as_of)}"),
        *((("Bagian tahun lalu", where(year.parts)),) if year.parts else ()),
        ("Baris yang tidak masuk", _left_out(year.left_out)),
        (
            "Baris untuk diisi",
            "Yang diketik pada baris kosong lembar Laporan tetap ada bila laporan dibuat lagi ke "
            "folder yang sama.",
        ),
        ("Data pribadi", "Tidak dimuat: nama, identitas, alamat, kontak, dan uraian bebas."),
        (
            "Untuk diumumkan",
            "Pakai berkas publikasi yang dibuat bersama berkas ini (.xlsx, .html, .csv): tanpa "
            "Data, dengan angka kecil menurut bulan dan hasil tidak ditampilkan.",
        ),
    )


def _left_out(rows: tuple[int | str, ...]) -> str:
    if not rows:
        return "Tidak ada."
    shown = ", ".join(map(str, rows[:_MOST_ROWS])) + (", …" if len(rows) > _MOST_ROWS else "")
    return (
        f"{len(rows)} baris karena Tanggal Diterima kosong atau tidak terbaca (baris {shown} pada "
        "register)."
    )
