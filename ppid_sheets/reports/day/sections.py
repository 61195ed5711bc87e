"""The lists of requests on the page of a day: what came, went, is due or waits."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ppid_sheets.common.indonesian import NOT_FILLED, NOT_READ
from ppid_sheets.deadlines.clock import FINISHED_LATE, ON_TIME
from ppid_sheets.register.reading import UNREAD
from ppid_sheets.register.table import Table
from ppid_sheets.reports.workbook.book import Value

SHOWN = 15
"""Positions of one list that a page has room for; the others are counted below it."""

ListRow = tuple[Value, ...]
Positions = npt.NDArray[np.intp]
HEAD = (
    "No. Registrasi",
    "Diterima",
    "Petugas",
    "Batas Waktu",
    "Sisa Hari Kerja",
    "Keterangan",
    "Baris",
)
_IN_TIME = {ON_TIME: ", tepat waktu", FINISHED_LATE: ", terlambat"}


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list; `left` rows did not fit, `nothing` is its text where it is empty.

    `note` stands below it in any case. `labels` name the row of the register that each line is
    about, in `tab`, or among the requests where that is "".
    """

    title: str
    head: ListRow
    rows: tuple[ListRow, ...]
    nothing: str
    left: int = 0
    note: str = ""
    labels: tuple[int, ...] = ()
    tab: str = ""


class Listing:
    """The requests for the lists of a day: the open, and those of that day.

    They are positions in the table.
    """

    def __init__(self, table: Table, deadlines: pd.DataFrame, as_of: date) -> None:
        self.table, self.deadlines = table, deadlines
        self._columns: dict[str, npt.NDArray[Any]] = {}
        self.today = np.datetime64(as_of, "s")
        self.status = self.column("status")
        self.unfinished = np.isnat(self.column("finished_on"))
        of_today = self._dated("finished_on") | self._dated("received_on")
        self.listed = self.column("known") & (self.unfinished | of_today)

    def column(self, key: str) -> npt.NDArray[Any]:
        """A column of the deadlines, or of the register."""
        if key not in self._columns:
            frame = self.deadlines if key in self.deadlines else self.table.frame
            self._columns[key] = frame[key].to_numpy()
        return self._columns[key]

    def _dated(self, key: str) -> npt.NDArray[np.bool_]:
        return np.asarray(self.column(key) == self.today)

    def on(self, key: str) -> Positions:
        """Requests with the date of the day in a column."""
        return np.flatnonzero(self.listed & self._dated(key))

    def of(self, *statuses: str, unfinished: bool = False) -> Positions:
        """Requests of one of these statuses, the unfinished alone where that is asked for."""
        found = np.logical_or.reduce([self.status == status for status in statuses])
        return np.flatnonzero(self.listed & found & (self.unfinished | (not unfinished)))

    def by_due_date(self, *statuses: str) -> Positions:
        """The same, what is due first in front."""
        at = self.of(*statuses)
        return at[np.argsort(self.column("due_on")[at], kind="stable")]

    def label(self, key: str, at: Positions) -> list[str]:
        """What choices say; words of ours where nothing does."""
        values = self.column(key)[at]
        values[~values.astype(bool)] = NOT_FILLED
        values[self.table.mask(key, *UNREAD)[at]] = NOT_READ
        labels: list[str] = values.tolist()
        return labels

    def channel(self, at: Positions) -> list[str]:
        """How requests came."""
        return self.label("channel", at)

    def condition(self, at: Positions) -> list[str]:
        """The statuses of requests."""
        return list(self.status[at])

    def outcome(self, at: Positions) -> list[str]:
        """Decisions, and whether they came in time."""
        decided = zip(self.label("decision", at), self.condition(at), strict=True)
        return [decision + _IN_TIME.get(status, "") for decision, status in decided]

    def lacking_notices(self, at: Positions) -> list[str]:
        """The day of the notice of what is lacking."""
        days = map(_plain, self.column("incomplete_on")[at].tolist())
        return [f"Diberi tahu kekurangan {f'{day:%d/%m/%Y}' if day else ''}" for day in days]

    def officers(self) -> Mapping[int, str]:
        """The officer of each sheet row."""
        rows = self.table.frame.index.tolist()
        return dict(zip(rows, self.label("officer", np.arange(len(rows))), strict=True))

    def section(
        self,
        title: str,
        at: Positions,
        remark: Callable[[Positions], list[str]],
        nothing: str = "Tidak ada.",
    ) -> Section:
        """A list of requests, each with a remark."""
        shown = at[:SHOWN]
        number, received, due, left = (
            map(_plain, self.column(key)[shown].tolist())
            for key in ("reg_number", "received_on", "due_on", "days_left")
        )
        labels = self.table.frame.index[shown].tolist()
        rows = map(self.table.shown, labels)
        officer = self.label("officer", shown)
        lines = zip(number, received, officer, due, left, remark(shown), rows, strict=True)
        return Section(
            title, HEAD, tuple(lines), nothing, len(at) - len(shown), labels=tuple(labels)
        )


def _plain(value: str | float | datetime | None) -> Value:
    """A date, a whole number or a text; None for what is missing."""
    match value:
        case datetime():
            return value.date()
        case float():
            return None if math.isnan(value) else int(value)
        case _:
            return value or None
