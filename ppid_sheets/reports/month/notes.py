"""Keterangan: what the words mean, how days are counted, and what the report was made from."""

from collections.abc import Sequence
from importlib import metadata

from ppid_sheets.config import Settings
from ppid_sheets.deadlines.clock import Profile
from ppid_sheets.register.indonesian import DAYS, listed, long_date
from ppid_sheets.reports.book import Cell, Grid, Sheet, text_lines
from ppid_sheets.reports.month.report import NOTES, Report, head

_ROW = 4
_WIDTHS = (31.0, 76.0)
_MOST_ROWS = 12
Lines = Sequence[tuple[str, str]]


def sheet(report: Report) -> Sheet:
    """The sheet: a term and its meaning a row."""
    lines = (*_definitions(report), *_counting(report.settings), *_origin(report))
    rows = tuple((Cell(term, "term"), Cell(text, "meaning")) for term, text in lines)
    heights = tuple(12.5 * text_lines(text, _WIDTHS[1]) + 7 for _, text in lines)
    blocks = (head(report, "Keterangan", len(_WIDTHS)), Grid(_ROW, 0, rows, heights))
    return Sheet(NOTES, NOTES, _WIDTHS, blocks, repeat=(0, 2))


def _definitions(report: Report) -> Lines:
    first = long_date(report.period.first)
    return (
        (
            "Sisa bulan lalu",
            f"Permohonan yang diterima sebelum {first} dan pada tanggal itu belum selesai.",
        ),
        ("Diterima", "Permohonan dengan Tanggal Diterima dalam periode laporan."),
        (
            "Selesai",
            "Permohonan yang sudah ada keputusannya, pada tanggal yang lebih dahulu antara "
            "Tanggal Pemberitahuan Tertulis dan Tanggal Pemberian Informasi. Tanggal yang "
            "mendahului Tanggal Diterima dihitung pada Tanggal Diterima. Permohonan yang dicabut "
            "tanpa tanggal dihitung selesai pada Tanggal Diterima. Keputusan tanpa tanggal belum "
            "dihitung selesai.",
        ),
        (
            "Sisa akhir",
            "Permohonan yang belum selesai pada akhir periode: sisa bulan lalu ditambah yang "
            "diterima dikurangi yang selesai.",
        ),
        (
            "Tepat waktu",
            "Permohonan yang selesai pada atau sebelum Batas Waktu, dibagi semua yang selesai dan "
            "dapat dinilai. Yang dicabut pemohon dan yang batas waktunya tidak dapat dihitung "
            "tidak dinilai.",
        ),
        ("Terlambat", "Permohonan yang belum selesai dan sudah melewati Batas Waktu."),
        ("Bulan sebelumnya", "Dihitung menurut keadaan pada akhir bulan itu."),
    )


def _counting(settings: Settings) -> Lines:
    start = (
        "Tanggal Lengkap bila diisi, selain itu Tanggal Diterima"
        if settings.start == "lengkap"
        else "Tanggal Diterima"
    )
    weekend = listed([DAYS[day] for day in settings.weekend]) or "tidak ada"
    election = "dipakai" if settings.election_active else "tidak dipakai"
    return (
        (
            "Cara menghitung",
            f"Hitungan mulai dari {start}; hari itu hari ke-0. Yang bukan hari kerja: akhir pekan "
            f"({weekend}), libur nasional, cuti bersama, dan libur lokal pada tab Hari Libur. "
            "Permohonan terlambat sejak hari kalender sesudah Batas Waktu. Perpanjangan berlaku "
            "bila diberitahukan, dengan alasan, paling lambat pada batas waktu pertama.",
        ),
        (f"Jangka waktu {settings.ordinary.name}", f"{_period(settings.ordinary)}."),
        (f"Jangka waktu {settings.election.name}", f"{_period(settings.election)}; {election}."),
        ("Dasar hukum", "\n".join(settings.legal_basis) or "(tidak diatur)"),
    )


def _period(profile: Profile) -> str:
    return (
        f"{profile.days} hari kerja, dapat diperpanjang {profile.extension} hari kerja "
        f"({profile.basis})"
    )


def _origin(report: Report) -> Lines:
    return (
        ("Sumber", f"Register {report.source}"),
        ("Baris yang tidak masuk", _left_out(report.figures.left_out)),
        ("Data pribadi", "Tidak dimuat: nama, identitas, alamat, kontak, dan uraian bebas."),
        ("Dibuat dengan", f"ppid_sheets {_version()}"),
        (
            "Sidik data",
            f"{report.figures.fingerprint} (dari lembar Data; baris yang sama menghasilkan sidik "
            "yang sama)",
        ),
    )


def _left_out(rows: Sequence[int]) -> str:
    if not rows:
        return "Tidak ada."
    shown = ", ".join(map(str, rows[:_MOST_ROWS])) + (", …" if len(rows) > _MOST_ROWS else "")
    return (
        f"{len(rows)} baris tidak masuk laporan karena Tanggal Diterima kosong atau tidak terbaca "
        f"(baris {shown} pada register)."
    )


def _version() -> str:
    try:
        return metadata.version("ppid-sheets")
    except metadata.PackageNotFoundError:
        return "(versi tidak diketahui)"
