"""Whom requests wait for: what units of the office were asked, answered and still owe (SOP step 4).

A register that records it has three columns on wish; all others have none of this.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ppid_sheets.common.indonesian import NOT_FILLED, NOT_READ
from ppid_sheets.deadlines.calendar import WorkCalendar
from ppid_sheets.register.header import Header
from ppid_sheets.register.requests import choices

UNIT, ASKED_ON, ANSWERED_ON = "unit", "unit_asked_on", "unit_answered_on"
ANSWERED, UNANSWERED, WAITING = "Dijawab", "Tanpa jawaban", "Ditunggu"
LEFT_ON, STATE, DAYS = "unit_left_on", "unit_state", "unit_days"


def recorded(header: Header) -> bool:
    """True where a register has the three columns."""
    return {UNIT, ASKED_ON, ANSWERED_ON} <= header.places.keys()


def columns(
    frame: pd.DataFrame,
    labels: "pd.Series[str]",
    finished: "pd.Series[pd.Timestamp]",
    calendar: WorkCalendar,
) -> Mapping[str, "pd.Series"]:
    """What reports count of the requests of which a unit was asked on some day.

    `labels` name the units, `finished` is the day of each answer to an applicant. `unit`,
    `unit_asked_on`; `unit_left_on`, the day on which waiting ended: that of the unit's answer, or
    that of the request where there is none; `unit_state`, and `unit_days`, working days up to the
    unit's answer. An answer before its question counts on the day of the question.
    """
    asked = frame[ASKED_ON]
    answered = frame[ANSWERED_ON].mask(frame[ANSWERED_ON] < asked, asked).where(asked.notna())
    left = answered.fillna(finished.mask(finished < asked, asked).where(asked.notna()))
    states = np.select(
        [asked.isna(), answered.notna(), left.notna()],
        ["", ANSWERED, UNANSWERED],
        default=WAITING,
    )
    days = calendar.between(asked.to_numpy(), answered.to_numpy())
    return {
        UNIT: labels.where(asked.notna(), ""),
        ASKED_ON: asked,
        LEFT_ON: left,
        STATE: pd.Series(states, frame.index, dtype=object),
        DAYS: pd.Series(days, frame.index),
    }


def in_use(data: pd.DataFrame, first: pd.Timestamp) -> Sequence[str]:
    """The units that were waited for on a day or after it, in the order of their list."""
    if UNIT not in data:
        return ()
    waited = (data[UNIT] != "") & ~(data[LEFT_ON] < first)
    used = set(data.loc[waited, UNIT].tolist())
    declared, last = choices(UNIT), (NOT_FILLED, NOT_READ)
    others = sorted(used - {*declared, *last})
    return [label for label in (*declared, *others, *last) if label in used]
