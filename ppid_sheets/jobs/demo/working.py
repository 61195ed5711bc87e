"""Days of the made-up register, some working days apart."""

from datetime import date, timedelta

import numpy as np

from ppid_sheets.deadlines.calendar import WorkCalendar


def after(calendar: WorkCalendar, day: date, count: int) -> date:
    """The day `count` working days after another, itself for 0; about that day where no list of
    holidays reaches."""
    if count == 0:
        return day
    found = calendar.add(np.array([day], dtype="datetime64[D]"), count)[0].item()
    return found if isinstance(found, date) else day + timedelta(days=count * 7 // 5 + 1)
