"""The objections of a report, one a row, as of the end of a day, without personal data.

An objection is *received* on its day of receipt and *finished* on the day of the superior's answer
once that is decided, but never before it was received; one that was withdrawn without a date on the
day it was received. A dispute begins with the first of its dates and ends with the ruling of the
Komisi Informasi, which follows a mediation too (UU 14/2008 Art. 39). So both close, whatever people
type.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from ppid_sheets.archive.verdict import Beside
from ppid_sheets.deadlines.clock import UNKNOWN, Clock
from ppid_sheets.register.as_of import earliest, without_later_dates
from ppid_sheets.register.objections import GROUNDS, LETTERS
from ppid_sheets.register.table import Table
from ppid_sheets.reports.rows import (
    STILL_OPEN,
    UNANSWERED,
    UNDATED,
    UNDECIDED,
    UNREADABLE,
    finished_days,
    labelled,
    usable,
)

LETTER_LABELS = tuple(f"huruf {letter}" for letter in LETTERS)
"""The grounds of Art. 35(1) as lists name them."""
_SHORT = dict(zip(GROUNDS, LETTER_LABELS, strict=True))
_DATES = (
    "received_on",
    "due_on",
    "finished_on",
    "disputed_on",
    "mediated_on",
    "ruled_on",
    "sued_on",
)


@cache
def _none() -> pd.DataFrame:
    """No rows, in the shape of `objection_rows`."""
    texts = ("reg_number", "request_no", "ground", "decision", "status", "pending")
    return pd.DataFrame(
        {key: pd.Series(dtype="datetime64[s]") for key in _DATES}
        | {key: pd.Series(dtype=object) for key in texts}
        | {"days_left": pd.Series(dtype=float)}
    )


@dataclass(frozen=True, eq=False)
class ObjectionRows:
    """What a report has of the objections: `frame` (see `objection_rows`), and what it lacks.

    `left_out` are sheet rows without a usable day of receipt; `link` gives the address of a row;
    `trouble` says why there is nothing, "" where the register could be read.
    """

    frame: pd.DataFrame = field(default_factory=_none)
    left_out: tuple[int, ...] = ()
    link: Callable[[int], str] | None = None
    trouble: str = ""

    @property
    def any(self) -> bool:
        """True where there is something to report."""
        return bool(len(self.frame) or self.left_out)

    def moved_since(self, first: date) -> "ObjectionRows":
        """The objections that are open or at the Komisi Informasi, or have an event since a day."""
        return ObjectionRows(
            self.frame[stirred(self.frame, first)], self.left_out, self.link, self.trouble
        )


def objections_as_of(
    found: Beside | None, as_of: date, link: Callable[[int], str] | None = None
) -> ObjectionRows | None:
    """The objections of a check, as of the end of a day; None without a register."""
    if found is None:
        return None
    if found.judged is None:
        return ObjectionRows(trouble=str(found.trouble))
    table, clock = found.judged.table, found.judged.clock
    frame = objection_rows(table, clock, as_of)
    left_out = table.frame.index[~usable(table.frame["objected_on"])].tolist()
    return ObjectionRows(frame, tuple(left_out), link)


def objection_rows(table: Table, clock: Clock, as_of: date) -> pd.DataFrame:
    """The objections received up to `as_of` on their sheet rows, in order of receipt.

    `reg_number`, `request_no`, `ground` and `decision` as labels, `due_on`, `finished_on`,
    `status`, `days_left`, `pending` (why an open one is), and the days of the dispute:
    `disputed_on`, `mediated_on`, `ruled_on`, `sued_on`.
    """
    known = without_later_dates(table, as_of)
    frame = known.frame
    now = clock.deadlines(frame, as_of, known.all_unread(clock.course.deciding))
    received = frame["objected_on"]
    finished = finished_days(received, now)
    stages = [frame[key] for key in ("disputed_on", "mediated_on", "dispute_ruled_on")]
    columns = {
        "reg_number": frame["objection_no"],
        "request_no": frame["request_no"],
        "received_on": received,
        "ground": labelled(known, "objection_ground").replace(_SHORT),
        "decision": labelled(known, "ruling").where(finished.notna(), STILL_OPEN),
        "due_on": now["due_on"],
        "finished_on": finished,
        "status": now["status"],
        "days_left": now["days_left"],
        "pending": _pending(frame, now["status"], finished),
        "disputed_on": pd.Series(earliest(stages), frame.index),
        "mediated_on": frame["mediated_on"],
        "ruled_on": frame["dispute_ruled_on"],
        "sued_on": frame["sued_on"],
    }
    rows = pd.DataFrame(columns, index=frame.index)[usable(received)]
    return rows.sort_values(["received_on", "reg_number"], kind="stable")


def _pending(
    frame: pd.DataFrame, status: "pd.Series[str]", finished: "pd.Series[pd.Timestamp]"
) -> "pd.Series[str]":
    """What an open objection waits for."""
    said = np.select(
        [finished.notna(), status == UNKNOWN, frame["ruling"] != "", frame["answered_on"].notna()],
        ["", UNREADABLE, UNDATED, UNDECIDED],
        default=UNANSWERED,
    )
    return pd.Series(said, frame.index, dtype=object)


def at_commission(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Mask of those that the Komisi Informasi has not ruled on yet."""
    return rows["disputed_on"].notna() & rows["ruled_on"].isna()


def stirred(rows: pd.DataFrame, first: date) -> "pd.Series[bool]":
    """Mask of what is open or at the Komisi Informasi, or had something happen since a day."""
    since = (
        rows[["finished_on", "mediated_on", "ruled_on", "sued_on"]] >= pd.Timestamp(first)
    ).any(axis=1)
    return rows["finished_on"].isna() | at_commission(rows) | since
