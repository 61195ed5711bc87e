"""The command line of `ppid-sheets`: which commands there are."""

from __future__ import annotations

import argparse

from ppid_sheets.cli.parser import Parser

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

COMMANDS: Mapping[str, str] = {
    "demo": "buat register contoh, periksa, dan buat laporannya",
    "check": "periksa register, isi batas waktu dan temuan",
    "run": "jalankan semua yang terjadwal: periksa, laporan, peringatan",
    "schedule": "tampilkan jadwal siap pasang untuk komputer ini",
    "report monthly": "laporan bulanan (buku kerja Excel)",
    "report daily": "data layanan harian (satu halaman)",
    "report annual": "laporan tahunan, dan versinya untuk diumumkan",
    "report register": "register dalam bentuk nasional, untuk dicetak",
    "form": "cetak formulir satu permohonan (data pribadi)",
    "deadline": "hitung batas waktu satu tanggal",
    "explain": "terangkan satu kode temuan, contoh T07",
    "init": "buat register baru atau lengkapi yang ada",
    "doctor": "periksa kesiapan: apa yang kurang, apa yang diklik",
    "remove": "keluarkan program dari Google Sheet",
    "history": "riwayat isian satu permohonan dari arsip",
    "restore": "tulis permohonan dari arsip ke tab Pemulihan",
    "snapshot": "susun kembali seluruh register dari arsip",
    "archive": "isi arsip; hapus menurut umur atau nomor",
    "config": "tampilkan pengaturan yang berlaku",
}
"""Every command by its full name, and what it does; `report monthly` is in report_monthly.py."""


def parser(typed: Sequence[str]) -> Parser:
    """The command line; `carry_out` of what it parses is the command that was asked for.

    Only commands whose names were `typed` have their options: the others need not be loaded.
    """
    top = Parser(
        prog="ppid-sheets",
        description="Pemeriksa register permohonan informasi publik: tenggat, temuan, laporan.",
    )
    top.add_argument("--version", action=_Version, nargs=0, help="tampilkan versi")
    groups = {"": top.add_subparsers(metavar="PERINTAH", required=True, title="Perintah")}
    for name, text in COMMANDS.items():
        group, _, last = name.rpartition(" ")
        if group not in groups:
            groups[group] = _reports(groups[""])
        command = groups[group].add_parser(
            last, help=text, description=f"{text[0].upper()}{text[1:]}."
        )
        if set(name.split()) <= set(typed):
            _declare(command, name)
    return top


def _reports(commands: Any) -> Any:
    report = commands.add_parser("report", help="buat laporan", description="Buat laporan.")
    return report.add_subparsers(metavar="JENIS", required=True, title="Jenis laporan")


def _declare(command: argparse.ArgumentParser, name: str) -> None:
    from importlib import import_module

    from ppid_sheets.cli.options import add_config

    module = import_module(f"ppid_sheets.cli.commands.{name.replace(' ', '_')}")
    command.set_defaults(command=name, carry_out=module.carry_out)
    add_config(command)
    module.declare(command)


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        """Print the version; looked up only when asked for, which keeps `--help` quick."""
        from importlib.metadata import version

        parser.exit(message=f"ppid-sheets {version('ppid-sheets')}\n")
