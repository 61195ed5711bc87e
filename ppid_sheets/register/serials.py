"""Bare numbers as days and moments: how a Google Sheet, and a cell without a date format, has them.

Stores hand numbers out as they are: a register's cells are too many to be gone through one by one,
a cell of a format of its own is a bare number in a file as well, and archives keep it as one. The
meaning of such a number is defined here alone.
"""

from datetime import date, datetime, time, timedelta
from typing import TypeGuard, TypeVar

from ppid_sheets.register.dates import EPOCH

T = TypeVar("T")

FIRST_SERIAL, LAST_SERIAL = 18_264, 2_958_465
"""Serials from 1950 on: a smaller number in a date cell is a number, not a date."""


def is_number(value: object) -> TypeGuard[int | float]:
    """True for a number; a ticked box is none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def day_of_number(number: float, epoch: date = EPOCH) -> date | None:
    """The day that so many days since `epoch` are, whatever the hour; None before 1950."""
    since = number + (epoch - EPOCH).days
    if not FIRST_SERIAL <= since < LAST_SERIAL + 1:
        return None
    return EPOCH + timedelta(days=int(since))


def moment_of_number(number: float, epoch: date = EPOCH) -> datetime | None:
    """The moment that so many days since `epoch` are; None beyond the calendar."""
    if not 0 <= number < (date.max - epoch).days:
        return None
    return datetime.combine(epoch, time()) + timedelta(days=number)


def as_day(value: T) -> T | date:
    """A bare number as the day that it stands for, anything else as it is."""
    return (day_of_number(value) if is_number(value) else None) or value
