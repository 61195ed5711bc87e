"""How Indonesian writes dates and numbers."""

from collections.abc import Sequence
from datetime import date

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
NOT_FILLED = "(tidak diisi)"
NOT_READ = "(tidak terbaca)"
"""How pages and reports name an empty cell, and one that cannot be read."""


def long_date(day: date) -> str:
    """`6 Maret 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_and_date(day: date) -> str:
    """`Jum 6 Mar 2026`."""
    return f"{DAYS[day.weekday()][:3]} {short_date(day)} {day.year}"


def short_date(day: date) -> str:
    """`6 Mar`."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"


def typed_date(day: date) -> str:
    """`06/03/2026`, the way staff type dates."""
    return f"{day:%d/%m/%Y}"


def clock_time(minutes: float) -> str:
    """`09.05` for 545 minutes since midnight."""
    hour, minute = divmod(round(minutes), 60)
    return f"{hour:02}.{minute:02}"


def number(value: float, decimals: int = 0) -> str:
    """`1.234,5`: dots between thousands, a comma before decimals."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def listed(words: Sequence[str]) -> str:
    """`a, b dan c`."""
    return " dan ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
