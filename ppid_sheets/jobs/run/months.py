"""Which months' workbooks are to be written: closed ones that were not issued."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ppid_sheets.alarms.hours import Hours
from ppid_sheets.archive.issues import workbook_name
from ppid_sheets.common.month import Month, month_of

MOST = 12
"""So many months back a computer that stood still makes up for."""


def waiting(today: date, hours: Hours, issued: Mapping[Month, datetime]) -> Sequence[Month]:
    """Closed months whose workbook is still to be written, the oldest first.

    The first working day of a month is left to staff, to bring the last one up to date. A register
    for which none was ever issued begins with the last closed month. What was `issued` later than
    `today` was so by a clock that ran ahead, from a register that was not complete.
    """
    month = month_of(today)
    last = month.before()
    if today <= hours.first_working(month):
        last = last.before()
        if not issued:
            return ()
    months = [last.before(back) for back in reversed(range(MOST if issued else 1))]
    good = {month for month, moment in issued.items() if moment.date() <= today}
    return [m for m in months if (not issued or m > min(issued)) and m not in good]


def lies_there(folder: Path, month: Month, today: date, zone: ZoneInfo) -> bool:
    """True where the folder has the workbook of a month, written after its end."""
    try:
        written = (folder / workbook_name(month)).stat().st_mtime
    except OSError:
        return False
    return month.last < datetime.fromtimestamp(written, zone).date() <= today
