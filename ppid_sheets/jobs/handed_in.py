"""What scripts and notebooks hand in, as values; each fault is one UsageError."""

import os
from datetime import date, datetime
from operator import index
from pathlib import Path

import numpy as np
import pandas as pd

from ppid_sheets.common import files
from ppid_sheets.common.month import Month
from ppid_sheets.errors import UsageError
from ppid_sheets.register.address import AddressError, SpreadsheetId, address
from ppid_sheets.register.text import squash

_YEARS = range(2000, 2100)
"""As on the command line."""


def place(where: object) -> Path | SpreadsheetId:
    """A register's file, or the Google Sheet of an address or id."""
    if not isinstance(where, str):
        return path(where)
    try:
        return address(where)
    except AddressError as error:
        raise UsageError(f"Register {error.what}", error.remedy) from error


def path(named: object) -> Path:
    """A file or folder; a leading `~` is the home of whoever runs the script."""
    if isinstance(named, str | os.PathLike):
        text = os.fspath(named)
        if isinstance(text, str) and text.strip() and "\0" not in text:
            return files.named(text)
    raise UsageError(f"{_shown(named)} bukan nama berkas atau folder", 'tulis seperti "laporan"')


def day(given: object) -> date:
    """The day of a date, of a moment as Python and pandas have it, or of a text."""
    found = pd.Timestamp(given) if isinstance(given, np.datetime64) else given
    if isinstance(found, date) and not pd.isna(found):
        return found.date() if isinstance(found, datetime) else found
    try:
        return date.fromisoformat(found.strip() if isinstance(found, str) else "")
    except ValueError as error:
        raise UsageError(f"{_shown(given)} bukan tanggal", "tulis seperti 2026-03-06") from error


def month(year: object, number: object) -> Month:
    """A month by its numbers."""
    try:
        found = Month(index(year), index(number))  # type: ignore[arg-type]
    except TypeError:
        found = Month(0, 0)
    if found.year in _YEARS and found.number in range(1, 13):
        return found
    raise UsageError(
        f"Tahun {_shown(year)} bulan {_shown(number)} tidak ada", "tulis seperti month(2026, 10)"
    )


def _shown(given: object) -> str:
    return repr(squash(str(given))[:30])
