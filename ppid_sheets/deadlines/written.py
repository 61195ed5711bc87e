"""What the cells that run a clock say, as arrays over the rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from ppid_sheets.common.arrays import Mask
from ppid_sheets.deadlines.calendar import NAT, Days
from ppid_sheets.register.as_of import earliest
from ppid_sheets.register.schema import Course


@dataclass(frozen=True)
class Written:
    """The rows of a register whose clock `course` describes, as of the end of a day, the same for
    all or one for each.

    `unreadable` maps keys to a mask of rows whose cell is filled but cannot be read. A column that
    the register does not have ("") is blank in every row.
    """

    rows: pd.DataFrame
    course: Course
    as_of: Days
    unreadable: Mapping[str, pd.Series]

    def date(self, key: str) -> Days:
        """A date column, whatever day is asked about."""
        if key not in self._dates:
            days = self.rows[key].to_numpy() if key else np.full(len(self.rows), NAT)
            self._dates[key] = days.astype("datetime64[D]")
        return self._dates[key]

    @cached_property
    def _dates(self) -> dict[str, Days]:
        return {}

    def known(self, key: str) -> Days:
        """A date column without what is dated after `as_of`."""
        days = self.date(key)
        return np.where(days <= self.as_of, days, NAT)

    def unread(self, key: str) -> Mask:
        """Rows whose cell in a column is filled but cannot be read."""
        mask = self.unreadable.get(key)
        return np.zeros(len(self.rows), bool) if mask is None else mask.to_numpy(bool)

    def texts(self, key: str) -> npt.NDArray[np.object_]:
        """A text or choice column, "" for a blank."""
        return self.rows[key].to_numpy(object) if key else np.full(len(self.rows), "", object)

    def filled(self, key: str) -> Mask:
        """Rows with a readable text or choice in a column."""
        return ~self.says(key, "")

    def says(self, key: str, text: str) -> Mask:
        """Rows with exactly this text or choice in a column."""
        return np.asarray(self.texts(key) == text)

    @cached_property
    def answer(self) -> Days:
        """The earliest date of an answer, whatever day is asked about."""
        days = earliest(self.rows[key] for key in self.course.answered)
        return days.astype("datetime64[D]")

    @cached_property
    def known_answer(self) -> Days:
        """The earliest date of an answer where that is not after `as_of`."""
        return np.where(self.answer <= self.as_of, self.answer, NAT)

    @cached_property
    def answer_unread(self) -> Mask:
        """Rows with a date of an answer that cannot be read."""
        unread = [self.unread(key) for key in self.course.answered]
        return np.asarray(np.logical_or.reduce(unread))

    @cached_property
    def decision(self) -> Mask:
        """Rows with a decision, readable or not; where there is no such column, with an answer."""
        if not self.course.decision:
            return ~np.isnat(self.answer) | self.answer_unread
        return self.filled(self.course.decision) | self.unread(self.course.decision)
