"""Writes one value as the inside of a worksheet cell."""

import math
import re
from datetime import date, datetime, time, timedelta
from typing import Literal

from ppid_sheets.register.text import LONGEST_TEXT
from ppid_sheets.register.values import Formula, Value
from ppid_sheets.stores.xlsx.xml import UnsupportedError, escape

CellKind = Literal["blank", "text", "truth", "number", "date", "datetime", "time", "duration"]

_DAY = timedelta(days=1)
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def kind_of(value: Value) -> CellKind:
    """What a value is, as far as its cell's number format is concerned."""
    match value:
        case None | "":
            return "blank"
        case str():
            return "text"
        case bool():
            return "truth"
        case int() | float():
            return "number"
        case datetime():
            return "datetime" if value.time() != time() else "date"
        case date():
            return "date"
        case time():
            return "time"
        case timedelta():
            return "duration"
        case _:
            raise TypeError(f"no cell holds a {type(value).__name__}")


def rest_of_cell(style: int, attribute: str, content: str, prefix: str) -> bytes:
    """What follows the reference in a cell element, from what `encode` returns."""
    styled = f' s="{style}"' if style else ""
    if not content:
        return f"{styled}/>".encode()
    return f"{styled}{attribute}>{content}</{prefix}c>".encode()


def encode(value: Value, *, prefix: str, epoch1904: bool) -> tuple[str, str]:
    """The `t` attribute (with its space, or "") and the inside of the cell; "" where blank.

    Texts stand inline, dates and times as serial numbers; characters that XML forbids are left out.
    Raises `UnsupportedError` for what no cell can hold.
    """
    match value:
        case None:
            return "", ""
        case Formula():
            worked_out = f"<{prefix}v>{escape(value.value)}</{prefix}v>"
            return ' t="str"', f"<{prefix}f>{escape(value)}</{prefix}f>{worked_out}"
        case str():
            return _text(value, prefix)
        case bool():
            return ' t="b"', f"<{prefix}v>{int(value)}</{prefix}v>"
        case int() | float():
            number = value
        case _:
            number = serial(value, epoch1904=epoch1904)
    return "", f"<{prefix}v>{_number(number)}</{prefix}v>"


def _text(value: str, prefix: str) -> tuple[str, str]:
    text = _ILLEGAL.sub("", value)
    if len(text) > LONGEST_TEXT // 2 and len(text.encode("utf-16-le")) > 2 * LONGEST_TEXT:
        raise UnsupportedError(f"ada hasil yang lebih panjang daripada {LONGEST_TEXT} huruf")
    if not text:
        return "", ""
    text = escape(_LOOKS_ESCAPED.sub("_x005F_", text)).replace("\r", "_x000D_")
    inside = f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>'
    return ' t="inlineStr"', inside


def _number(value: float) -> str:
    if isinstance(value, float):
        if not math.isfinite(value):
            raise UnsupportedError("ada hasil yang bukan bilangan")
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def serial(value: date | time | timedelta, *, epoch1904: bool) -> float:
    """Days since the workbook's epoch, the time of day as a fraction."""
    match value:
        case timedelta():
            return value / _DAY
        case time():
            return _since_midnight(value)
        case datetime():
            return _days(value, epoch1904) + _since_midnight(value.time())
        case date():
            return _days(value, epoch1904)
        case _:
            raise TypeError(f"no cell holds a {type(value).__name__}")


def _since_midnight(value: time) -> float:
    span = timedelta(
        hours=value.hour,
        minutes=value.minute,
        seconds=value.second,
        microseconds=value.microsecond,
    )
    return span / _DAY


def _days(day: date, epoch1904: bool) -> int:
    """Excel counts 29 February 1900, which never was."""
    first = date(1904, 1, 1) if epoch1904 else date(1899, 12, 30)
    number = day.toordinal() - first.toordinal()
    if not epoch1904 and number < 61:
        number -= 1
    if number < 0:
        raise UnsupportedError("ada tanggal sebelum tahun 1900")
    return number
