"""Reads a stamp of time, as forms and exporting programs write it, as a day and an hour.

A program writes all its stamps alike, the month or the day first, without a hint which: a text that
can be read both ways is no day until the office has chosen.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from ppid_sheets.register.cells import is_blank, read_date
from ppid_sheets.register.dates import Customs, dated, moment_of
from ppid_sheets.register.reading import Note
from ppid_sheets.register.text import fold, squash, storable
from ppid_sheets.register.values import Value

StampOrder = Literal["", "hari", "bulan"]
_DIGITS = re.compile(r"([^\d]*)(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|'?\d{2})(?!\d)")
_LONGEST = 40
_HALF = timedelta(milliseconds=500)


@dataclass(frozen=True, slots=True)
class Stamp:
    """The day and the minutes since its midnight, None where there is none; why no day is, and the
    days that an ambiguous one may be. `text` is what was written where no day was read.
    """

    day: date | None = None
    minutes: int | None = None
    note: Note | None = None
    either: tuple[date, ...] = ()
    text: str = ""


def read_stamp(value: Value, customs: Customs, order: StampOrder) -> Stamp:
    """What a stamp says; without an `order` the month may be first where `customs` say so."""
    if is_blank(value):
        return Stamp()
    if isinstance(value, datetime):
        moment = value.astimezone(customs.zone) if value.tzinfo and customs.zone else value
        moment += _HALF  # a fraction of a day that was to be 9:15 may be 9:14:59.9999
        day, note = dated(moment.date())
        if day is None:
            return Stamp(note=note, text=f"{moment:%d/%m/%Y}")
        return Stamp(day, moment.hour * 60 + moment.minute)
    if isinstance(value, str):
        return _of_text(value, customs, order)
    day, note = read_date(value, customs)
    if day is None:
        return Stamp(note=note, text=storable(squash(str(value)))[:_LONGEST])
    if isinstance(value, float) and value % 1:
        moment = datetime.combine(customs.epoch, datetime.min.time()) + timedelta(
            seconds=round(value * 86_400)
        )
        return Stamp(moment.date(), moment.hour * 60 + moment.minute)
    return Stamp(day)


def order_of(values: Iterable[Value]) -> StampOrder:
    """What all of these stamps begin with, by those that can be read in one way alone; "" where
    there is none, or they contradict one another.
    """
    texts = (_DIGITS.match(fold(value)) for value in values if isinstance(value, str))
    pairs = [(int(found[2]), int(found[3])) for found in texts if found]
    by_day = any(first > 12 for first, _ in pairs)
    by_month = any(second > 12 for _, second in pairs)
    if by_day == by_month:
        return ""
    return "hari" if by_day else "bulan"


def _of_text(value: str, customs: Customs, order: StampOrder) -> Stamp:
    written = storable(squash(value))[:_LONGEST]
    told = _told(fold(value), customs, order)
    if isinstance(told, str):
        (day, note), minutes = moment_of(told, customs)
        return Stamp(day, minutes, note) if day else Stamp(note=note, text=written)
    days = {moment_of(text, customs)[0].value for text in told}
    either = tuple(sorted(day for day in days if day))
    return Stamp(note="ambiguous", either=either, text=written)


def _told(text: str, customs: Customs, order: StampOrder) -> str | tuple[str, str]:
    """The text with its date in the one order that cannot be misread, or both that it may mean."""
    found = _DIGITS.match(text)
    if not found:
        return text
    before, first, second, year = found.groups()
    after = text[found.end() :]
    whole = year if len(year) == 4 else f"20{year[-2:]}"
    by_day = f"{before}{whole}-{second}-{first}{after}"
    by_month = f"{before}{whole}-{first}-{second}{after}"
    if order or not customs.month_first:
        return by_month if order == "bulan" else by_day
    if int(second) > 12:
        return by_month
    return by_day if int(first) > 12 or int(first) == int(second) else (by_day, by_month)
