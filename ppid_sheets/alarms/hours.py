"""The times at which mail leaves: working hours of the office's working days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np

from ppid_sheets.common.month import Month
from ppid_sheets.deadlines.calendar import WorkCalendar, calendar_of, decreed_holidays

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """Working hours on a calendar; a year without a decree has weekends off and nothing else.

    Silence for a whole year would be worse than a mail on a holiday.
    """

    calendar: WorkCalendar
    opens: time = time(8)
    closes: time = time(16)

    def works(self, day: date) -> bool:
        """True on a working day."""
        if day.year in self.calendar.years:
            return bool(self.calendar.is_working(np.array([day], "datetime64[D]"))[0])
        return day.weekday() not in self.calendar.weekend

    def open_at(self, moment: datetime) -> bool:
        """True in working hours, local time."""
        return self.works(moment.date()) and self.opens <= moment.time() < self.closes

    def working_before(self, day: date) -> date:
        """The last working day before that day."""
        day -= DAY
        while not self.works(day):
            day -= DAY
        return day

    def first_working(self, month: Month) -> date:
        """The first working day of a month."""
        day = month.first
        while not self.works(day):
            day += DAY
        return day


def packaged_calendar(weekend: tuple[int, ...]) -> WorkCalendar:
    """The calendar of the packaged decrees, for a run that could not read the register's own."""
    return calendar_of(decreed_holidays(), weekend)
