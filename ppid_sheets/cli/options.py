"""Options that several commands share."""

from __future__ import annotations

from ppid_sheets.cli.parser import day, moment, path, register, year
from ppid_sheets.errors import UsageError

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from typing import Any

    Reader = Callable[[str], Any]


def add_config(command: argparse.ArgumentParser) -> None:
    """The settings to work by."""
    command.add_argument(
        "--config",
        type=path,
        metavar="BERKAS",
        help="berkas pengaturan (bawaan: ppid.toml bila ada)",
    )


def add_register(command: argparse.ArgumentParser) -> None:
    """The register to work on."""
    command.add_argument(
        "--register",
        type=register,
        metavar="REGISTER",
        help="berkas atau alamat Google Sheet (bawaan: pengaturan)",
    )


def add_out(command: argparse.ArgumentParser) -> None:
    """Where reports go."""
    command.add_argument("--out", type=path, metavar="FOLDER", help="tempat laporan disimpan")


def add_span(
    command: argparse.ArgumentParser,
    which: argparse._MutuallyExclusiveGroup,
    readers: tuple[Reader, Reader],
    metavar: str,
    helps: tuple[str, str, str],
) -> None:
    """A year, or the `first` and the `last` of what a report covers, both within it.

    `which` holds the options of which one is given; `helps` are those of year, first and last.
    """
    of_year, of_first, of_last = helps
    first, last = readers
    which.add_argument("--year", type=year, metavar="TTTT", help=of_year)
    which.add_argument("--from", type=first, dest="first", metavar=metavar, help=of_first)
    command.add_argument("--to", type=last, dest="last", metavar=metavar, help=of_last)


def check_span(options: argparse.Namespace, remedy: str) -> None:
    """Raises UsageError for a last day or month without a first."""
    if options.last and not options.first:
        raise UsageError("--to dipakai bersama --from", remedy)


def add_verbose(command: argparse.ArgumentParser) -> None:
    """Output with the number of calls."""
    command.add_argument(
        "--verbose", action="store_true", help="sebut juga berapa kali Google Sheets dipanggil"
    )


def add_exit_code(command: argparse.ArgumentParser) -> None:
    """Findings in the exit code."""
    command.add_argument(
        "--exit-code",
        action="store_true",
        help="keluar dengan kode 1 bila ada kesalahan atau terlambat",
    )


def add_as_of(command: argparse.ArgumentParser) -> None:
    """The day from which a register is looked at."""
    command.add_argument(
        "--as-of", type=day, metavar="TANGGAL", help="keadaan pada tanggal ini (bawaan: hari ini)"
    )


def add_moment(command: argparse.ArgumentParser, text: str) -> None:
    """The time from which the archive is looked at."""
    command.add_argument(
        "--as-of", type=moment, metavar="WAKTU", help=f"{text}, contoh '2026-11-23 14:30'"
    )


def add_tab(command: argparse.ArgumentParser) -> None:
    """Which register of a workbook is meant."""
    command.add_argument(
        "--tab",
        type=str.lower,
        choices=("register", "keberatan"),
        metavar="TAB",
        help="register atau keberatan (bawaan: tab yang memuat nomor itu)",
    )


def add_json(command: argparse.ArgumentParser) -> None:
    """Output for machines."""
    command.add_argument("--json", action="store_true", help="keluaran JSON untuk mesin")


def add_yes(command: argparse.ArgumentParser) -> None:
    """Agreement beforehand."""
    command.add_argument("--yes", action="store_true", help="tanpa bertanya lagi")
