"""The commands and their options, each declared in a function of its own."""

from __future__ import annotations

import argparse

from ppid_sheets.cli.parser import Parser, day, moment, month, path, register, whole, year

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    from typing import Any

SYSTEMS = ("systemd", "cron", "windows", "github")
FORMS = ("receipt", "notice", "extension", "refusal")


def parser() -> Parser:
    """The command line of `ppid-sheets`; `command` names what was asked for."""
    top = Parser(
        prog="ppid-sheets",
        description="Pemeriksa register permohonan informasi publik: tenggat, temuan, laporan.",
    )
    top.add_argument("--version", action=_Version, nargs=0, help="tampilkan versi")
    commands = top.add_subparsers(metavar="PERINTAH", required=True, title="Perintah")
    for declare in (
        _demo,
        _check,
        _run,
        _schedule,
        _report,
        _form,
        _deadline,
        _explain,
        _init,
        _doctor,
        _remove,
        _history,
        _restore,
        _snapshot,
        _archive,
        _config,
    ):
        declare(commands)
    return top


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        """Print the version; looked up only when asked for, which keeps `--help` quick."""
        from importlib.metadata import version

        parser.exit(message=f"ppid-sheets {version('ppid-sheets')}\n")


def _demo(commands: Any) -> None:
    demo = _command(commands, "demo", "buat register contoh, periksa, dan buat laporannya")
    demo.add_argument("--dir", type=path, default="ppid-demo", metavar="FOLDER",
                      help="tempat berkas contoh (bawaan: ppid-demo)")  # fmt: skip
    demo.add_argument("--seed", type=whole, default=2026, metavar="N",
                      help="angka acak; angka sama, berkas sama (bawaan: 2026)")  # fmt: skip
    _add_as_of(demo)


def _check(commands: Any) -> None:
    check = _command(commands, "check", "periksa register, isi batas waktu dan temuan")
    _add_register(check)
    _add_as_of(check)
    check.add_argument("--dry-run", action="store_true",
                       help="jangan menulis; tampilkan tiap perubahan, lama → baru")  # fmt: skip
    _add_json(check)
    _add_verbose(check)
    check.add_argument("--force", action="store_true",
                       help="terima register yang menyusut sejak pemeriksaan lalu")  # fmt: skip
    _add_exit_code(check)


def _run(commands: Any) -> None:
    run = _command(commands, "run", "jalankan semua yang terjadwal: periksa, laporan, peringatan")
    _add_register(run)
    run.add_argument("--print", action="store_true", dest="show",
                     help="tampilkan surat peringatan, jangan kirim")  # fmt: skip
    voice = run.add_mutually_exclusive_group()
    voice.add_argument("--quiet", action="store_true", help="diam bila tidak ada yang gagal")
    voice.add_argument("--verbose", action="store_true",
                       help="tampilkan juga ringkasan pemeriksaan")  # fmt: skip
    _add_exit_code(run)


def _schedule(commands: Any) -> None:
    schedule = _command(commands, "schedule", "tampilkan jadwal siap pasang untuk komputer ini")
    schedule.add_argument("system", choices=SYSTEMS, metavar="SISTEM",
                          help="systemd (Linux), cron (Linux, macOS), windows, atau github "
                          "(GitHub Actions)")  # fmt: skip
    _add_register(schedule)


def _report(commands: Any) -> None:
    report = commands.add_parser("report", help="buat laporan", description="Buat laporan.")
    kinds = report.add_subparsers(metavar="JENIS", required=True, title="Jenis laporan")
    _monthly(kinds)
    _daily(kinds)
    _annual(kinds)


def _monthly(kinds: Any) -> None:
    monthly = _command(kinds, "report monthly", "laporan bulanan (buku kerja Excel)")
    monthly.add_argument("--month", type=month, required=True, metavar="TTTT-BB",
                         help="bulan laporan, contoh 2026-10")  # fmt: skip
    monthly.add_argument("--out", type=path, metavar="FOLDER", help="tempat laporan disimpan")
    against = monthly.add_mutually_exclusive_group()
    against.add_argument("--compare", type=path, metavar="LAMA.xlsx",
                         help="tambahkan lembar Perubahan terhadap laporan bulan itu yang lebih "
                              "dahulu (bawaan: terbitan pertama dalam arsip, bila "
                              "berbeda)")  # fmt: skip
    against.add_argument("--as-issued", type=whole, nargs="?", const=0, metavar="N",
                         help="tulis lagi terbitan ke-N dari arsip persis seperti dulu (bawaan: "
                              "yang terakhir)")  # fmt: skip
    _add_register(monthly)
    monthly.add_argument("--as-of", type=day, metavar="TANGGAL",
                         help="keadaan pada tanggal ini (bawaan: akhir bulan itu, atau hari ini "
                              "selama bulannya berjalan)")  # fmt: skip


def _daily(kinds: Any) -> None:
    daily = _command(kinds, "report daily", "data layanan harian (satu halaman)")
    daily.add_argument("--date", type=day, metavar="TANGGAL",
                       help="hari laporan, contoh 2026-11-23 (bawaan: hari ini)")  # fmt: skip
    daily.add_argument("--out", type=path, metavar="FOLDER", help="tempat laporan disimpan")
    _add_register(daily)


def _annual(kinds: Any) -> None:
    annual = _command(kinds, "report annual", "laporan tahunan, dan versinya untuk diumumkan")
    annual.add_argument("--year", type=year, required=True, metavar="TTTT",
                        help="tahun laporan, contoh 2026")  # fmt: skip
    annual.add_argument("--out", type=path, metavar="FOLDER", help="tempat laporan disimpan")
    _add_register(annual)
    _add_as_of(annual)


def _form(commands: Any) -> None:
    form = _command(commands, "form", "cetak formulir satu permohonan (data pribadi)")
    form.add_argument("form", choices=FORMS, metavar="FORMULIR",
                      help="receipt (tanda terima), notice (pemberitahuan tertulis), "
                      "extension (perpanjangan), refusal (penolakan)")  # fmt: skip
    form.add_argument("--number", required=True, metavar="NOMOR",
                      help="nomor registrasi, contoh 012/PPID/XI/2026")  # fmt: skip
    form.add_argument("--out", type=path, default="formulir", metavar="FOLDER",
                      help="tempat formulir disimpan (bawaan: formulir)")  # fmt: skip
    _add_register(form)
    _add_as_of(form)


def _explain(commands: Any) -> None:
    explain = _command(commands, "explain", "terangkan satu kode temuan, contoh T07")
    explain.add_argument("code", metavar="KODE", help="kode temuan, seperti di tab Temuan")


def _deadline(commands: Any) -> None:
    deadline = _command(commands, "deadline", "hitung batas waktu satu tanggal")
    deadline.add_argument("received", type=day, metavar="TANGGAL", help="tanggal diterima")
    deadline.add_argument("--profile", choices=("biasa", "pemilu"), default="biasa",
                          help="jangka waktu biasa (10+7) atau pemilu (3+2)")  # fmt: skip
    deadline.add_argument("--extended", type=day, metavar="TANGGAL",
                          help="tanggal pemberitahuan perpanjangan")  # fmt: skip
    _add_register(deadline)
    _add_json(deadline)


def _init(commands: Any) -> None:
    init = _command(commands, "init", "buat register baru atau lengkapi yang ada")
    _add_register(init)
    init.add_argument("--dry-run", action="store_true",
                      help="jangan menulis; tampilkan yang akan ditambah")  # fmt: skip
    init.add_argument(
        "--add",
        action="append",
        default=[],
        metavar="KOLOM",
        help="tambahkan kolom isian ini di ujung kanan; beberapa dipisahkan dengan koma",
    )
    _add_verbose(init)


def _doctor(commands: Any) -> None:
    doctor = _command(commands, "doctor", "periksa kesiapan: apa yang kurang, apa yang diklik")
    _add_register(doctor)
    _add_json(doctor)
    _add_verbose(doctor)


def _remove(commands: Any) -> None:
    remove = _command(commands, "remove", "keluarkan program dari Google Sheet")
    _add_register(remove)
    remove.add_argument("--yes", action="store_true", help="tanpa bertanya lagi")
    _add_verbose(remove)


def _history(commands: Any) -> None:
    history = _command(commands, "history", "riwayat isian satu permohonan dari arsip")
    history.add_argument("number", metavar="NOMOR", help="nomor registrasi")
    history.add_argument("--with-personal", action="store_true",
                         help="tampilkan juga isi kolom data pribadi")  # fmt: skip
    _add_register(history)


def _restore(commands: Any) -> None:
    restore = _command(commands, "restore", "tulis permohonan dari arsip ke tab Pemulihan")
    what = restore.add_mutually_exclusive_group(required=True)
    what.add_argument("number", nargs="?", metavar="NOMOR", help="nomor registrasi")
    what.add_argument("--missing", action="store_true", help="semua permohonan yang hilang")
    _add_moment(restore, "isian pada waktu ini (bawaan: isian terakhir)")
    _add_register(restore)


def _snapshot(commands: Any) -> None:
    snapshot = _command(commands, "snapshot", "susun kembali seluruh register dari arsip")
    _add_moment(snapshot, "register pada waktu ini (bawaan: pemeriksaan terakhir)")
    snapshot.add_argument("--out", type=path, required=True, metavar="BERKAS",
                          help="berkas .xlsx baru; memuat data pribadi")  # fmt: skip
    _add_register(snapshot)


def _archive(commands: Any) -> None:
    archive = _command(commands, "archive", "isi arsip; hapus menurut umur atau nomor")
    which = archive.add_mutually_exclusive_group()
    which.add_argument("--older-than", type=month, metavar="TTTT-BB",
                       help="hapus yang terakhir terlihat sebelum bulan ini")  # fmt: skip
    which.add_argument("--forget", metavar="NOMOR", help="hapus semua tentang permohonan ini")
    archive.add_argument("--yes", action="store_true", help="tanpa bertanya lagi")


def _config(commands: Any) -> None:
    _command(commands, "config", "tampilkan pengaturan yang berlaku")


def _command(commands: Any, name: str, text: str) -> argparse.ArgumentParser:
    """One command by its full name, the last word of which is typed here."""
    made: argparse.ArgumentParser = commands.add_parser(
        name.split()[-1], help=text, description=f"{text[0].upper()}{text[1:]}."
    )
    made.set_defaults(command=name)
    made.add_argument("--config", type=path, metavar="BERKAS",
                      help="berkas pengaturan (bawaan: ppid.toml bila ada)")  # fmt: skip
    return made


def _add_register(command: argparse.ArgumentParser) -> None:
    command.add_argument("--register", type=register, metavar="REGISTER",
                         help="berkas atau alamat Google Sheet (bawaan: pengaturan)")  # fmt: skip


def _add_verbose(command: argparse.ArgumentParser) -> None:
    command.add_argument("--verbose", action="store_true",
                         help="sebut juga berapa kali Google Sheets dipanggil")  # fmt: skip


def _add_exit_code(command: argparse.ArgumentParser) -> None:
    command.add_argument("--exit-code", action="store_true",
                         help="keluar dengan kode 1 bila ada galat atau terlambat")  # fmt: skip


def _add_as_of(command: argparse.ArgumentParser) -> None:
    command.add_argument("--as-of", type=day, metavar="TANGGAL",
                         help="keadaan pada tanggal ini (bawaan: hari ini)")  # fmt: skip


def _add_moment(command: argparse.ArgumentParser, text: str) -> None:
    command.add_argument("--as-of", type=moment, metavar="WAKTU",
                         help=f"{text}, contoh '2026-11-23 14:30'")  # fmt: skip


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="keluaran JSON untuk mesin")
