"""Reads a day as people and programs write it: digits, months by name, weekdays, times, zones."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo

from ppid_sheets.common.indonesian import MONTHS
from ppid_sheets.register.reading import Note, Reading

EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
EARLIEST = date(1901, 1, 1)
"""An earlier day is a slip of the pen, and no spreadsheet could hold it as a date."""


@dataclass(frozen=True, slots=True)
class Customs:
    """How dates stand in one sheet.

    `epoch` is day 0 of bare numbers. With `month_first` programs write 11/3 for 3 November there,
    as in a sheet of locale en_US; what people type stays day first. A time that carries a zone is
    converted to `zone`, or not at all where that is None.
    """

    epoch: date = EPOCH
    month_first: bool = False
    zone: tzinfo | None = None


USUAL = Customs()

_LONGEST = 80
_WEEKDAYS = (
    ("senin", "senen", "sen", "monday", "mon"),
    ("selasa", "slasa", "sel", "tuesday", "tue"),
    ("rabu", "rebo", "rab", "wednesday", "wed"),
    ("kamis", "kemis", "kam", "thursday", "thu"),
    ("jumat", "jum'at", "jum at", "jum' at", "jumaat", "jum", "friday", "fri"),
    ("sabtu", "saptu", "sab", "saturday", "sat"),
    ("minggu", "ahad", "min", "mgg", "sunday", "sun"),
)
_WEEKDAY_NUMBERS = {name: i for i, names in enumerate(_WEEKDAYS) for name in names}
_PREFIX = re.compile(
    r"(?:(?:hari|tanggal|tgl|pada)(?![a-z])[\s.:,/]*)*"
    rf"(?:({'|'.join(sorted(_WEEKDAY_NUMBERS, key=len, reverse=True))})\b[\s,./:\-]*)?"
    r"(?:(?:tanggal|tgl)(?![a-z])[\s.:,/]*)?"
)
_TIME = re.compile(
    r"(?:t|[\s,/]+(?:(?:pukul|jam|pkl)\b\.?)?\s*)(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
    r"(?:[:.]\d{2})?(?:\.\d+)?\s*(?P<half>[ap]\.?m)?\s*"
    r"(?:\(?(?P<zone>wib|wita|wit|z|(?:utc|gmt)?\s*[+-]\d{1,2}(?::?\d{2})?|utc|gmt)\)?)?$"
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|'?\d{2})")
_NAMED = re.compile(r"(\d{1,2})[\s\-/.]*([a-z]+)[\s\-/.,]*(\d{4}|'?\d{2})")
_NAME_FIRST = re.compile(r"([a-z]+)[\s.]*(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})")
_ZONES = {"wib": 7, "wita": 8, "wit": 9, "z": 0, "utc": 0, "gmt": 0}
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d{2}))?")


def _months() -> dict[str, int]:
    """Every month name, old spellings and English ones, and what is cut off after three letters."""
    old = {"pebruari": 2, "nopember": 11}
    english = {
        "january": 1,
        "february": 2,
        "march": 3,
        "may": 5,
        "june": 6,
        "july": 7,
        "august": 8,
        "october": 10,
        "december": 12,
    }
    names = {**{name.casefold(): i for i, name in enumerate(MONTHS, 1)}, **old, **english}
    cut = {name[:size]: i for name, i in names.items() for size in range(3, len(name) + 1)}
    shrunk = {"mrt": 3, "agt": 8, "ags": 8, "agst": 8, "agts": 8, "spt": 9, "nov": 11, "dsm": 12}
    return cut | shrunk


_MONTHS: Mapping[str, int] = _months()


def day_of(text: str, customs: Customs = USUAL) -> Reading[date]:
    """The day that a text says, folded as `register.text.fold` does; day before month.

    A weekday that contradicts the date is remarked on, and the date counts.
    """
    return moment_of(text, customs)[0]


def moment_of(text: str, customs: Customs = USUAL) -> tuple[Reading[date], int | None]:
    """The day that a text says, as `day_of` does, and the minutes since its midnight, None where it
    names no time.
    """
    if len(text) > _LONGEST:
        return Reading(None, "unreadable"), None
    prefix = _PREFIX.match(text)
    weekday = prefix[1] if prefix else None
    text = text[prefix.end() :] if prefix else text
    time = _TIME.search(text)
    if time:
        text = text[: time.start()]
    return _with(_written(text, time, customs), weekday, time, customs)


def _written(text: str, time: re.Match[str] | None, customs: Customs) -> Reading[date]:
    """The date as it is written, whatever stands around it."""
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _NUMERIC.fullmatch(text):
        day, month, year = match.groups()
        if time and (customs.month_first or time["half"]):
            first, second = int(day), int(month)
            if first != second and first <= 12 and second <= 12:
                return Reading(None, "ambiguous")
            if second > 12:
                day, month = month, day
    elif (match := _NAMED.fullmatch(text)) and match[2] in _MONTHS:
        day, month, year = match[1], str(_MONTHS[match[2]]), match[3]
    elif (match := _NAME_FIRST.fullmatch(text)) and match[1] in _MONTHS:
        day, month, year = match[2], str(_MONTHS[match[1]]), match[3]
    else:
        return Reading(None, "unreadable")
    digits = year.lstrip("'")
    short = len(digits) == 2
    try:
        found = date(int(digits) + 2000 * short, int(month), int(day))
    except ValueError:
        return Reading(None, "impossible")
    return Reading(found, "two_digit_year" if short else None)


def _with(
    written: Reading[date], weekday: str | None, time: re.Match[str] | None, customs: Customs
) -> tuple[Reading[date], int | None]:
    """A written date with its weekday compared and its time brought to the sheet's zone."""
    day, note = written
    if day is None:
        return written, None
    if weekday and _WEEKDAY_NUMBERS[weekday] != day.weekday():
        note = "other_weekday"
    minutes = _minutes(time) if time else None
    if time and time["zone"] and customs.zone:
        moved = _moved(day, minutes, time["zone"], customs.zone)
        if moved is None:
            return Reading(None, "unreadable"), None
        minutes = moved.hour * 60 + moved.minute
        day, note = moved.date(), note or ("zoned" if moved.date() != day else None)
    return dated(day, note), minutes


def dated(day: date, note: Note | None = None) -> Reading[date]:
    """A day, unless it lies in a year before all registers."""
    return Reading(day, note) if day >= EARLIEST else Reading(None, "far_year")


def here(moment: datetime, customs: Customs) -> Reading[date]:
    """The day of a moment, in the sheet's zone where it carries one of its own."""
    if moment.tzinfo is None or customs.zone is None:
        return dated(moment.date())
    try:
        day = moment.astimezone(customs.zone).date()
    except (OverflowError, ValueError):
        return Reading(None, "unreadable")
    return dated(day, "zoned" if day != moment.date() else None)


def _minutes(time: re.Match[str]) -> int | None:
    """Minutes since midnight; None where no clock shows that time."""
    hour, minute = int(time["hour"]), int(time["minute"])
    if time["half"]:
        hour = hour % 12 + 12 * time["half"].startswith("p")
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _moved(day: date, minutes: int | None, written: str, zone: tzinfo) -> datetime | None:
    """What a clock in `zone` shows at a time in the `written` one; None where none shows it."""
    try:
        own = timezone(_offset(written))
        start = datetime(day.year, day.month, day.day, tzinfo=own)
        return None if minutes is None else (start + timedelta(minutes=minutes)).astimezone(zone)
    except (ValueError, OverflowError):
        return None


def _offset(zone: str) -> timedelta:
    if zone in _ZONES:
        return timedelta(hours=_ZONES[zone])
    match = _OFFSET.fullmatch(zone)
    if not match:
        raise ValueError(zone)
    span = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return -span if match[1] == "-" else span
