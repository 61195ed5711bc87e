"""What one cell says: dates, times, numbers, ticks and choices as people type them.

Every reader takes a raw value and returns a `Reading`: the typed value, or None for blank or
unreadable, and a note where a person should know how it was read. Nothing here raises on bad data.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Generic, Literal, NamedTuple, TypeVar

from ppid_sheets.common.indonesian import MONTHS
from ppid_sheets.register.text import fold, plain, squash

T = TypeVar("T")

Note = Literal[
    "unreadable",  # filled, but no value of its kind
    "impossible",  # a date that no calendar has, such as 31/02/2026
    "two_digit_year",  # read as 20yy
    "respelled",  # read, but not written the way the register writes it
    "unlisted",  # a choice that is not in the list
    "numeric",  # a number where text belongs: leading zeros and digits beyond 15 are lost
    "error",  # a formula error such as #N/A
]
UNREAD: frozenset[Note] = frozenset(("unreadable", "impossible", "unlisted", "error"))
"""Notes of cells that are filled but have no value."""


class Reading(NamedTuple, Generic[T]):
    """A typed value and how it was come by."""

    value: T | None
    note: Note | None = None


EPOCH = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 18_264, 2_958_465
"""Serials from 1950 on: a smaller number in a date cell is a number, not a date."""

_BLANKS = frozenset(("", "-", "--", "–", "—", "n/a", "na", "nihil", "(kosong)"))
_LONGEST_BLANK = max(map(len, _BLANKS))
_WEEKDAY = re.compile(
    r"^(senin|selasa|rabu|kamis|jum'?\s?at|sabtu|minggu|ahad|sen|sel|rab|kam|jum|sab|min)\b[\s,./]*"
)
_TIME_TAIL = re.compile(
    r"(t|[\s,/]+(pukul|jam|pkl\.?)?\s*)\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?"
    r"\s*(wib|wita|wit|z|[+-]\d{2}:?\d{2})?$"
)
_LONGEST_DATE = 60
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})[\s\-/.]*([a-z]+)[\s\-/.,]*(\d{4}|\d{2})")
_CLOCK = re.compile(r"(?:pukul|jam|pkl\.?)?\s*(\d{1,2})(?:[:.](\d{2})(?:[:.]\d{2})?)?\s*(?:wib)?")
_MONEY = re.compile(r"(?:rp\.?|idr)?\s*(-?[\d.,]*\d)\s*(?:,-|\.-|,--)?\s*(?:rupiah)?")
_FREE = frozenset(("gratis", "free", "cuma-cuma", "tidak ada", "tanpa biaya", "nol"))
_ERROR = re.compile(r"#(n/a|ref!|value!|name\?|div/0!|null!|num!|error!|spill!)", re.IGNORECASE)
_TICKS = frozenset(("√", "v", "✓", "✔", "☑", "x", "✗", "ya", "y", "1", "true", "benar"))
_NO_TICKS = frozenset(("tidak", "t", "0", "false", "salah", "☐"))

_MONTH_NUMBERS: Mapping[str, int] = {
    **{name.casefold(): i for i, name in enumerate(MONTHS, 1)},
    **{name.casefold()[:3]: i for i, name in enumerate(MONTHS, 1)},
    "pebruari": 2, "peb": 2, "mrt": 3, "agust": 8, "agt": 8, "ags": 8, "agus": 8, "sept": 9,
    "nopember": 11, "nop": 11,
    "january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "august": 8,
    "aug": 8, "october": 10, "oct": 10, "december": 12, "dec": 12,
}  # fmt: skip


def is_blank(value: object) -> bool:
    """Whether a cell says nothing: empty, a lone dash, or an unticked box."""
    if not isinstance(value, str):
        return value is None or value is False
    text = plain(value).strip()
    return len(text) <= _LONGEST_BLANK and squash(text).casefold() in _BLANKS


def odd_texts(values: Sequence[object]) -> list[int]:
    """Positions of values that `read_text` might change; "" and the rest it returns as they are.

    Told at a glance: longer than any word for blank, plain ASCII, and neither a space nor "#" at
    the ends (both sort below "$").
    """
    return [
        i
        for i, value in enumerate(values)
        if value != ""
        and not (
            isinstance(value, str)
            and len(value) > _LONGEST_BLANK
            and value.isascii()
            and value[0] >= "$"
            and value[-1] > " "
        )
    ]


@lru_cache(maxsize=1024, typed=True)
def read_text(value: object) -> Reading[str]:
    """Text without outer spaces and what cannot be seen; a number becomes its digits, "numeric"."""
    if is_blank(value):
        return Reading("")
    if isinstance(value, str):
        text = plain(value).strip()
        return Reading("", "error") if _is_error(text) else Reading(text)
    if isinstance(value, bool):
        return Reading("TRUE")
    if isinstance(value, int | float):
        return Reading(f"{value:.0f}" if float(value).is_integer() else str(value), "numeric")
    if isinstance(value, datetime | date):
        return Reading(f"{value:%d/%m/%Y}")
    return Reading(str(value))


def read_date(value: object) -> Reading[date]:
    """A date; day, month, year in this order whenever it is typed with digits.

    Takes real dates, serial numbers (days since 1899-12-30), ISO dates, digits with / - . or
    spaces, Indonesian month names and abbreviations, a weekday in front, a time behind.
    """
    if is_blank(value):
        return Reading(None)
    if isinstance(value, datetime):
        return Reading(value.date())
    if isinstance(value, date):
        return Reading(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if FIRST_SERIAL <= value <= LAST_SERIAL:
            return Reading(EPOCH + timedelta(days=int(value)))
        return Reading(None, "unreadable")
    return _date_of(fold(value)) if isinstance(value, str) else Reading(None, "unreadable")


def _date_of(text: str) -> Reading[date]:
    if _is_error(text):
        return Reading(None, "error")
    if len(text) > _LONGEST_DATE:
        return Reading(None, "unreadable")
    text = _TIME_TAIL.sub("", _WEEKDAY.sub("", text))
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _NUMERIC.fullmatch(text):
        day, month, year = match.groups()
    elif (match := _NAMED.fullmatch(text)) and match[2] in _MONTH_NUMBERS:
        day, month, year = match[1], str(_MONTH_NUMBERS[match[2]]), match[3]
    else:
        return Reading(None, "unreadable")
    short = len(year) == 2
    try:
        found = date(int(year) + 2000 * short, int(month), int(day))
    except ValueError:
        return Reading(None, "impossible")
    return Reading(found, "two_digit_year" if short else None)


def read_time(value: object) -> Reading[float]:
    """A time of day in minutes since midnight; 09.15, 9:15, "pukul 09.15 WIB", 9.

    A number below 1 is a fraction of a day, one below 24 hours and minutes (9.3 is 9.30).
    """
    if is_blank(value):
        return Reading(None)
    minutes = _minutes(value)
    if minutes is None or not 0 <= minutes < 24 * 60:
        return Reading(None, "unreadable")
    return Reading(minutes)


def _minutes(value: object) -> float | None:
    if isinstance(value, datetime | time):
        return value.hour * 60 + value.minute
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 60)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _minutes_of_number(value)
    return _clock(fold(value)) if isinstance(value, str) else None


def _minutes_of_number(value: float) -> float | None:
    if 1 <= value < 24:
        return _clock(f"{value:.2f}") if round(value, 2) == value else None
    dated = FIRST_SERIAL <= value <= LAST_SERIAL and value % 1
    return round(value % 1 * 1440) if 0 <= value < 1 or dated else None


def _clock(text: str) -> float | None:
    match = _CLOCK.fullmatch(text)
    if not match or int(match[2] or 0) >= 60:
        return None
    return int(match[1]) * 60 + int(match[2] or 0)


def read_number(value: object) -> Reading[float]:
    """An amount; `Rp 15.000,-` is 15000, `gratis` is 0.

    A comma is the decimal sign and a dot parts thousands; where the digits say otherwise
    ("1,500") the likelier amount is read and noted.
    """
    if is_blank(value):
        return Reading(None)
    if isinstance(value, str):
        return _number_of(fold(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _finite(Reading(float(value)))
    return Reading(None, "unreadable")


def _number_of(text: str) -> Reading[float]:
    if _is_error(text):
        return Reading(None, "error")
    if text in _FREE:
        return Reading(0.0)
    match = _MONEY.fullmatch(text)
    return _finite(_amount(match[1])) if match else Reading(None, "unreadable")


def _finite(reading: Reading[float]) -> Reading[float]:
    bounded = reading.value is None or math.isfinite(reading.value)
    return reading if bounded else Reading(None, "unreadable")


def _amount(digits: str) -> Reading[float]:
    if re.fullmatch(r"-?\d+|-?\d{1,3}(\.\d{3})+", digits):
        return Reading(float(digits.replace(".", "")))
    if re.fullmatch(r"-?(\d+|\d{1,3}(\.\d{3})+),\d{1,2}", digits):
        return Reading(float(digits.replace(".", "").replace(",", ".")))
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d{1,2})?", digits):
        return Reading(float(digits.replace(",", "")), "respelled")
    return Reading(None, "unreadable")


def read_tick(value: object) -> Reading[bool]:
    """Whether a tick column is ticked: √ V ✓ x Ya; False for blank, a dash or "Tidak"."""
    if is_blank(value):
        return Reading(False)
    text = fold(str(value)).removesuffix(".0") or "."
    if text in _TICKS:
        return Reading(True)
    return Reading(False) if text in _NO_TICKS else Reading(False, "unreadable")


def choice_reader(
    choices: Iterable[str], spellings: Mapping[str, str]
) -> Callable[[object], Reading[str]]:
    """A reader that maps what people write to one of `choices`.

    Upper and lower case, spaces, line breaks and `spellings` are forgiven with the note
    "respelled"; whatever else is "unlisted". A spelling keeps its meaning where an office lists it
    as a choice of its own: "Proses" is never a decision.
    """
    canonical = {fold(choice): choice for choice in choices}
    canonical |= {fold(spelling): choice for spelling, choice in spellings.items()}

    def read(value: object) -> Reading[str]:
        if is_blank(value):
            return Reading("")
        text = str(value)
        if _is_error(text):
            return Reading("", "error")
        choice = canonical.get(fold(text))
        if choice is None:
            return Reading("", "unlisted")
        return Reading(choice, None if choice == text else "respelled")

    return read


def _is_error(text: str) -> bool:
    return text.startswith("#") and bool(_ERROR.fullmatch(text))
