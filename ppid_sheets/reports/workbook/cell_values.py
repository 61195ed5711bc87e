"""What a cell of Excel can hold of a value."""

from datetime import date

from ppid_sheets.register.dates import EPOCH
from ppid_sheets.reports.workbook.book import Value

LONGEST = 32_767
"""UTF-16 units of a text."""
_FIRST_SERIAL, _LAST_SERIAL = 61, 2_958_465
"""Serials from 1 March 1900, before which Excel counts a day that never was."""


def as_cell_value(value: Value) -> Value:
    """What a cell holds of a value: text that Excel knows, a day that it does not know as text."""
    match value:
        case str():
            return cell_text(value)
        case date() if not is_day(serial(value)):
            return value.isoformat()
        case _:
            return value


def units(text: str) -> int:
    """The length of a text as Excel counts it, in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "replace")) // 2


def serial(day: date) -> int:
    """A day as Excel counts it."""
    return (day - EPOCH).days


def is_day(number: int) -> bool:
    """True for a serial number that Excel shows as the day that it is."""
    return _FIRST_SERIAL <= number <= _LAST_SERIAL


def cell_text(text: str) -> str:
    """Text that a cell can hold: of a length and in characters that Excel knows."""
    if text.isascii() and len(text) <= LONGEST:
        return text
    return text.encode("utf-16-le", "replace")[: 2 * LONGEST].decode("utf-16-le", "ignore")
