"""Which months' workbooks are to be written: closed ones that were not issued."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd

from ppid_sheets.alarms.hours import Hours
from ppid_sheets.reports.month import monthly

MOST = 12
"""So many months back a computer that stood still makes up for."""

Month = tuple[int, int]


def waiting(today: date, hours: Hours, issued: Mapping[str, datetime]) -> Sequence[Month]:
    """Closed months whose workbook is still to be written, the oldest first.

    The first working day of a month is left to staff, to bring the last one up to date. A register
    for which none was ever issued begins with the last closed month. What was `issued` later than
    `today` was so by a clock that ran ahead, from a register that was not complete.
    """
    last = pd.Period(today, freq="M") - 1
    if today <= hours.first_working(today.year, today.month):
        last -= 1
        if not issued:
            return ()
    months = [last - back for back in reversed(range(MOST if issued else 1))]
    first = min(issued, default="")
    good = {month for month, moment in issued.items() if moment.date() <= today}
    return [(m.year, m.month) for m in months if str(m) > first and str(m) not in good]


def name(month: Month) -> str:
    """`2026-10`."""
    return f"{month[0]}-{month[1]:02}"


def lies_there(folder: Path, month: Month, today: date, zone: ZoneInfo) -> bool:
    """Whether the workbook of a month lies in the folder, written when the month was over."""
    try:
        written = (folder / monthly.file_name(*month)).stat().st_mtime
    except OSError:
        return False
    end = pd.Period(year=month[0], month=month[1], freq="M").end_time.date()
    return end < datetime.fromtimestamp(written, zone).date() <= today
