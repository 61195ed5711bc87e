"""The words of the command line: argparse in Indonesian."""

from __future__ import annotations

import argparse
import re

from ppid_sheets.cli.overview import HELP, columns
from ppid_sheets.errors import UsageError

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from pathlib import Path
    from typing import Any, NoReturn

    from ppid_sheets.common.month import Month
    from ppid_sheets.register.address import SpreadsheetId

_ERRORS = (
    (r"the following arguments are required: (.*)", r"belum disebut: \1"),
    (r"one of the arguments (.*) is required", r"sebut salah satu: \1"),
    (r"unrecognized arguments: (.*)", r"pilihan tidak dikenal: \1"),
    (r"argument (\S+): expected one argument", r"\1 perlu satu nilai"),
    (r"argument \S+: invalid choice: (.+?) \(choose from (.*)\)", r"\1 tidak ada; pilih \2"),
    (r"argument (\S+): not allowed with argument (.*)", r"\1 tidak dapat bersama \2"),
    (r"argument (\S+): ignored explicit argument (.*)", r"\1 tidak memakai nilai \2"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 dapat berarti \2; tulis lengkap"),
    (r"argument ([^:]+): (.*)", r"\1: \2"),
)
_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


class Formatter(argparse.HelpFormatter):
    """Help in Indonesian, as wide as the terminal, which argparse would load `shutil` to learn."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=columns() - 2)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[Any],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Put the Indonesian word in front of the usage line."""
        word = "Pemakaian: " if prefix is None else prefix
        super().add_usage(usage, actions, groups, word)


class Parser(argparse.ArgumentParser):
    """A parser whose help, headings and errors are Indonesian; it raises instead of exiting."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=Formatter, allow_abbrev=False, **options)
        self._positionals.title = "Isian"
        self._optionals.title = "Pilihan"
        self.add_argument("-h", "--help", action="help", help=HELP)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Raise UsageError for what this command does not know, in whose help the rest stands."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with the message in Indonesian and how to see the help."""
        for pattern, words in _ERRORS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, words, message)
                break
        raise UsageError(f"Perintah keliru: {message}", f"lihat {self.prog} --help")


def path(text: str) -> Path:
    """A file or folder on the command line."""
    from ppid_sheets.common import files

    if not text.strip():
        raise argparse.ArgumentTypeError("namanya kosong")
    return files.named(text)


def register(text: str) -> Path | SpreadsheetId:
    """A register on the command line: a file, or a Google Sheet by its address or id."""
    from ppid_sheets.register.address import address

    try:
        return address(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def day(text: str) -> date:
    """A date on the command line: 2026-11-23, or as staff type it."""
    from ppid_sheets.register.cells import read_date

    found = read_date(text).value
    if found is None:
        raise argparse.ArgumentTypeError(f"'{text}' bukan tanggal; tulis seperti 2026-11-23")
    return found


def moment(text: str) -> datetime:
    """A time on the command line, in no zone: 2026-11-23 14:30; a day alone is its end."""
    from datetime import datetime, time

    found = re.fullmatch(r"(\S+)(?:[ T](\d{1,2})[:.](\d{2}))?", text.strip())
    if not found or int(found[2] or 0) > 23 or int(found[3] or 0) > 59:
        raise argparse.ArgumentTypeError(f"'{text}' bukan waktu; tulis seperti '2026-11-23 14:30'")
    clock = time(int(found[2]), int(found[3]), 59) if found[2] else time(23, 59, 59)
    return datetime.combine(day(found[1]), clock)


def month(text: str) -> Month:
    """A month on the command line: 2026-10."""
    from ppid_sheets.common.month import month_labelled

    if not _MONTH.fullmatch(text):
        raise argparse.ArgumentTypeError(f"'{text}' bukan bulan; tulis seperti 2026-10")
    return month_labelled(text)


def first_day(text: str) -> date:
    """A date on the command line, or the first of a month: 2026-10."""
    return month(text).first if _MONTH.fullmatch(text) else day(text)


def last_day(text: str) -> date:
    """A date on the command line, or the last of a month: 2026-10."""
    return month(text).last if _MONTH.fullmatch(text) else day(text)


def year(text: str) -> int:
    """A year on the command line: 2026."""
    if not re.fullmatch(r"20\d\d", text):
        raise argparse.ArgumentTypeError(f"'{text}' bukan tahun; tulis seperti 2026")
    return int(text)


def whole(text: str) -> int:
    """A whole number on the command line."""
    if not re.fullmatch(r"-?\d{1,18}", text):
        raise argparse.ArgumentTypeError(f"'{text}' bukan bilangan bulat")
    return int(text)
