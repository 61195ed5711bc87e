"""What one cell says: dates, times, numbers, ticks and choices as people type them.

Every reader takes a raw value and returns a `Reading`: the typed value, or None for blank or
unreadable, and a note where a person should know how it was read. Nothing here raises on bad data.
"""

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeGuard, TypeVar

from ppid_sheets.register.dates import USUAL, Customs, dated, day_of, here
from ppid_sheets.register.reading import Note, Reading
from ppid_sheets.register.serials import FIRST_SERIAL, LAST_SERIAL, day_of_number, is_number
from ppid_sheets.register.text import fold, plain, squash

T = TypeVar("T")

AND = "; "
"""Between the choices of a cell that holds several."""
LOADING = ("Loading...", "Memuat...")
"""What Google Sheets gives for a formula that waits for its value, such as IMPORTRANGE."""
UNCALCULATED = "#BELUM DIHITUNG!"
"""What a store says for a cell whose formula no program has calculated yet."""

_BLANKS = frozenset(("", "-", "--", "–", "—", "n/a", "na", "nihil", "(kosong)"))
_HUGE = 1e300
_LONGEST_BLANK = max(map(len, _BLANKS))
_SHORT = frozenset(range(1, _LONGEST_BLANK + 1))
_CLOCK = re.compile(
    r"(?:pukul|jam|pkl\.?)?\s*(\d{1,2})(?:[:.](\d{2})(?:[:.]\d{2})?)?\s*(?:wib|wita|wit)?"
)
_MONEY = re.compile(r"(?:rp\.?|idr)?\s*(-?[\d.,]*\d)\s*(?:,-|\.-|,--)?\s*(?:rupiah)?")
_FREE = frozenset(("gratis", "free", "cuma-cuma", "tidak ada", "tanpa biaya", "nol"))
_ERROR = re.compile(
    r"#(n/a|ref!|value!|name\?|div/0!|null!|num!|error!|spill!|calc!|getting_data|field!|blocked!|"
    r"connect!|unknown!|busy!)",
    re.IGNORECASE,
)
_TICKS = frozenset(("√", "v", "✓", "✔", "☑", "x", "✗", "ya", "y", "1", "true", "benar"))
_NO_TICKS = frozenset(("tidak", "t", "0", "false", "salah", "☐"))


def cell_at(row: Sequence[T], position: int) -> T | None:
    """The cell of a row at a 0-based position; None beyond its end."""
    return row[position] if position < len(row) else None


def is_blank(value: object) -> bool:
    """True for an empty cell, a lone dash, and an unticked box."""
    if not value or not isinstance(value, str):
        return value is None or value is False or value == ""
    text = plain(value).strip()
    return len(text) <= _LONGEST_BLANK and squash(text).casefold() in _BLANKS


def _all_plain(values: Sequence[object]) -> TypeGuard[Sequence[str]]:
    """Whether all values are texts in which nothing is hidden and nothing stands at the ends."""
    if set(map(type, values)) != {str}:
        return False
    joined = "|".join(("", *values, ""))  # type: ignore[arg-type]  # all are texts
    clean = joined.isascii() and joined.isprintable()
    return clean and not (" |" in joined or "| " in joined or "|#" in joined)


def odd_texts(values: Sequence[object]) -> list[int]:
    """Positions of values that `read_text` might change; "" and the rest it returns as they are.

    Plain texts are longer than any word for blank, ASCII, and without a space or "#" at the ends
    (both sort below "$"). Where all values are, but for their length, one test of all of them at
    once is enough.
    """
    if _all_plain(values):
        sizes = [*map(len, values)]
        if _SHORT.isdisjoint(sizes):
            return []
        return [i for i, size in enumerate(sizes) if size in _SHORT]
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
    """Text without outer spaces and invisible characters; of a number its digits, "numeric"."""
    if is_blank(value):
        return Reading("")
    if isinstance(value, str):
        text = plain(value).strip()
        return Reading("", note) if (note := _failed(text)) else Reading(text)
    if isinstance(value, bool):
        return Reading("TRUE")
    if isinstance(value, int | float):
        whole = isinstance(value, int) or value.is_integer()
        return Reading(f"{value:.0f}" if whole and abs(value) < _HUGE else str(value), "numeric")
    if isinstance(value, datetime | date):
        return Reading(f"{value:%d/%m/%Y}")
    return Reading(str(value))


def read_date(value: object, customs: Customs = USUAL) -> Reading[date]:
    """A date; day, month, year in this order whenever it is typed with digits.

    Takes real dates, serial numbers (days since the epoch of `customs`), ISO dates, digits with
    / - . or spaces, month names and abbreviations, a weekday in front, a time behind. A box, ticked
    or not, is no date.
    """
    if isinstance(value, datetime):
        return here(value, customs)
    if isinstance(value, date):
        return dated(value)
    if is_number(value):
        day = day_of_number(value, customs.epoch)
        return Reading(day) if day else Reading(None, "unreadable")
    if value is not False and is_blank(value):
        return Reading(None)
    if isinstance(value, str):
        text = fold(value)
        return Reading(None, note) if (note := _failed(text)) else day_of(text, customs)
    return Reading(None, "unreadable")


def read_time(value: object) -> Reading[float]:
    """A time of day in minutes since midnight; 09.15, 9:15, "pukul 09.15 WIB", 9.

    A number below 1 is a fraction of a day, one below 24 hours and minutes (9.3 is 9.30).
    """
    if is_blank(value):
        return Reading(None)
    if isinstance(value, str) and _failed(plain(value).strip()) == "uncalculated":
        return Reading(None, "uncalculated")
    minutes = _minutes(value)
    if minutes is None or not 0 <= minutes < 24 * 60:
        return Reading(None, "unreadable")
    return Reading(minutes)


def _minutes(value: object) -> float | None:
    if isinstance(value, datetime | time):
        return value.hour * 60 + value.minute
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 60)
    if is_number(value):
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
    if is_number(value):
        return _finite(Reading(float(value) if abs(value) < _HUGE else math.inf))
    return Reading(None, "unreadable")


def _number_of(text: str) -> Reading[float]:
    if note := _failed(text):
        return Reading(None, note)
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
    choices: Iterable[str],
    spellings: Mapping[str, str],
    known: Collection[str] = (),
    *,
    several: bool = False,
) -> Callable[[object], Reading[str]]:
    """A reader that maps what people write to one of `choices`.

    Upper and lower case, spaces, line breaks and `spellings` are forgiven with the note
    "respelled"; whatever else is "unlisted". A spelling keeps its meaning where an office lists it
    as a choice of its own: "Proses" is never a decision. A choice in `known` (from elsewhere,
    folded) is "unlisted" too, but keeps its value. With `several` a list of choices is read as
    these, joined by `AND`.
    """
    canonical = {fold(choice): choice for choice in choices}
    canonical |= {fold(spelling): choice for spelling, choice in spellings.items()}

    def read(value: object) -> Reading[str]:
        if is_blank(value):
            return Reading("")
        text = plain(str(value))
        if note := _failed(text):
            return Reading("", note)
        choice = canonical.get(fold(text))
        if choice is None and several and (found := _each(text, canonical)):
            return Reading(AND.join(found))
        if choice is None:
            return Reading(squash(text) if fold(text) in known else "", "unlisted")
        same = choice == text or (not text.isascii() and choice == squash(text))
        return Reading(choice, None if same else "respelled")

    return read


def _each(text: str, canonical: Mapping[str, str]) -> Sequence[str]:
    """The choices of a list in a cell, each once; none where a part of it is no choice."""
    parts = [part for part in re.split(r"[,;\n]", text) if part.strip()]
    found = [canonical.get(fold(part), "") for part in parts]
    return list(dict.fromkeys(found)) if len(parts) > 1 and all(found) else ()


def _failed(text: str) -> Note | None:
    """The note of a cell whose formula has no value, failed or not calculated yet."""
    if not text.startswith("#"):
        return None
    if text.casefold() == UNCALCULATED.casefold():
        return "uncalculated"
    return "error" if _ERROR.fullmatch(text) else None
