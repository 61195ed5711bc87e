"""The requests of a report, one a row, as of its end: labels, dates and judgements.

A finished request is judged as of the end of the month in which it was finished, so that no later
report differs; an open one as of the report's last day.
"""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from ppid_sheets.common.indonesian import NOT_FILLED, NOT_READ
from ppid_sheets.deadlines.calendar import Days
from ppid_sheets.deadlines.clock import (
    FINISHED_LATE,
    ON_TIME,
    OVERDUE,
    UNKNOWN,
    WAITING,
    WITHDRAWN_STATUS,
    Clock,
)
from ppid_sheets.register.as_of import without_later_dates
from ppid_sheets.register.cells import AND
from ppid_sheets.register.requests.words import EXEMPT, GRANTED_PARTLY, REFUSED
from ppid_sheets.register.table import Table
from ppid_sheets.reports import asked_units
from ppid_sheets.reports.groups import Groups
from ppid_sheets.reports.occupations import OCCUPATIONS
from ppid_sheets.reports.period import Period
from ppid_sheets.reports.purposes import PURPOSES

STILL_OPEN = "Masih diproses"
NO_REFUSAL = "Tanpa penolakan"
OWN_LABELS = (STILL_OPEN, NOT_FILLED, NOT_READ, NO_REFUSAL)
GROUPED = (
    "channel",
    "applicant_type",
    "occupation",
    "info_category",
    "info_class",
    "delivery",
    "officer",
    "refusal_ground",
    "purpose",
)
"""Columns that requests are counted by."""
FREE: Mapping[str, Groups] = {"occupation": OCCUPATIONS, "purpose": PURPOSES}
"""The columns of free text."""

IN_FIRST, IN_EXTENSION, TOO_LATE = "Jangka pertama", "Perpanjangan", "Terlambat"
SPANS = (IN_FIRST, IN_EXTENSION, TOO_LATE)
EXTENDED, EXTENDED_LATE, NOT_EXTENDED = "Berlaku", "Terlambat", "Tidak berlaku"
WITHIN_STANDARD, OVER_STANDARD = "Sesuai", "Lebih"
DESK_MINUTES, EXEMPT_MINUTES = 10 + 15, 5
"""SOP steps 1 and 2, and step 3 where the information is exempt."""

ACTS = ("disposition_on", "extended_on", "notified_on", "given_on", "reviewed_on")
"""Dates of what was done to a request."""
YES = "Ya"
FIRST_YEAR = 1950
"""An earlier date of receipt is a slip of the pen, and no date that Excel can count with."""

UNANSWERED, UNREADABLE = "Belum dijawab", "Tidak terbaca"
UNDATED, UNDECIDED = "Keputusan tanpa tanggal", "Dijawab tanpa keputusan"
UNPLACED = (UNDATED, UNDECIDED, UNREADABLE)
"""Why an open request may be answered, though in no month that anybody can name."""

JUDGED = ("status", "due_on", "first_due_on", "extended", "service_days")


def report_rows(table: Table, clock: Clock, period: Period, subject: int = 0) -> pd.DataFrame:
    """The requests received up to `as_of`, in the register's order, on their sheet rows.

    Columns: `reg_number`, the dates, the columns of `GROUPED` and `decision` as labels, `due_on`,
    `finished_on` (see `reports.figures`), `status`, `pending` (why an open one is), `days_left`,
    `service_days`, `span` (one of `SPANS` for judged requests), `extension`, `informed`,
    `desk_minutes`, `desk_standard` and `desk_result` of what was finished at the desk on the day of
    receipt, `late_before` and `late_year` (open and overdue at the end of the month before and of
    the same month a year before), those of `asked_units` where the register records what units were
    asked for, and `subject`, the first characters of what was asked for, where any are allowed.
    """
    known = without_later_dates(table, period.as_of)
    frame = known.frame
    unread = known.all_unread(clock.course.deciding)
    now = clock.deadlines(frame, period.as_of, unread)
    received = frame["received_on"]
    finished = finished_days(received, now)
    judged = clock.deadlines(frame, _judged_on(finished, period), unread)
    columns = {
        "reg_number": frame["reg_number"],
        "received_on": received,
        **{key: labelled(known, key) for key in GROUPED if key != "refusal_ground"},
        "informed": _flag(frame["possession"] != ""),
        **{key: frame[key] for key in ACTS},
        "extension": _extension(frame, judged),
        "decision": labelled(known, "decision").where(finished.notna(), STILL_OPEN),
        "refusal_ground": _grounds(known).where(finished.notna(), NO_REFUSAL),
        "due_on": judged["due_on"],
        "finished_on": finished,
        "status": judged["status"],
        "span": _span(judged, finished),
        "pending": _pending(frame, now["status"], finished),
        "days_left": now["days_left"],
        "service_days": judged["service_days"],
        **_at_the_desk(frame, finished),
        "late_before": _late_at(frame, clock, unread, finished, period.month.before().last),
        "late_year": _late_at(frame, clock, unread, finished, period.months[0].last),
        **_units(known, finished, clock),
    }
    if subject:
        columns["subject"] = frame["information"].map(lambda text: _shortened(text, subject))
    return pd.DataFrame(columns, index=frame.index)[usable(received)]


def _units(
    known: Table, finished: "pd.Series[pd.Timestamp]", clock: Clock
) -> Mapping[str, "pd.Series"]:
    """What units were asked for, where the register records it."""
    if not asked_units.recorded(known.header):
        return {}
    labels = labelled(known, asked_units.UNIT)
    return asked_units.columns(known.frame, labels, finished, clock.calendar)


def usable(received: "pd.Series[pd.Timestamp]") -> "pd.Series[bool]":
    """True for a date of receipt from `FIRST_YEAR` on."""
    return received >= pd.Timestamp(FIRST_YEAR, 1, 1)


def finished_days(
    received: "pd.Series[pd.Timestamp]", now: pd.DataFrame
) -> "pd.Series[pd.Timestamp]":
    """The day on which each row was finished by the frame `now` of its clock, NaT while open."""
    finished = now["finished_on"]
    finished = finished.mask(finished.isna() & (now["status"] == WITHDRAWN_STATUS), received)
    return finished.mask(finished < received, received)


def _judged_on(finished: "pd.Series[pd.Timestamp]", period: Period) -> Days:
    """As of which day each request is judged: a finished one as it stood when its month ended."""
    days = finished.to_numpy().astype("datetime64[D]")
    after = days.astype("datetime64[M]") + np.timedelta64(1, "M")
    ended = after.astype("datetime64[D]") - np.timedelta64(1, "D")
    first, last = (np.datetime64(month.first, "D") for month in (period.months[0], period.month))
    return np.where((days >= first) & (days < last), ended, np.datetime64(period.as_of, "D"))


def _among(
    unread: Mapping[str, "pd.Series[bool]"], rows: "pd.Series[bool]"
) -> Mapping[str, "pd.Series[bool]"]:
    return {key: mask[rows] for key, mask in unread.items()}


def _late_at(
    frame: pd.DataFrame,
    clock: Clock,
    unread: Mapping[str, "pd.Series[bool]"],
    finished: "pd.Series[pd.Timestamp]",
    day: date,
) -> "pd.Series[str]":
    """`YES` for each request that was open and overdue at the end of a day, else ""."""
    end = pd.Timestamp(day)
    waiting = (frame["received_on"] <= end) & ~(finished <= end)
    late = pd.Series("", frame.index, dtype=object)
    if waiting.any():
        then = clock.deadlines(frame[waiting], day, _among(unread, waiting))
        late[waiting] = _flag(then["status"] == OVERDUE)
    return late


def _pending(
    frame: pd.DataFrame, status: "pd.Series[str]", finished: "pd.Series[pd.Timestamp]"
) -> "pd.Series[str]":
    """What an open request waits for: an answer, papers, or only what was not written down."""
    answered = frame["notified_on"].notna() | frame["given_on"].notna()
    said = np.select(
        [finished.notna(), status == UNKNOWN, status == WAITING, frame["decision"] != "", answered],
        ["", UNREADABLE, WAITING, UNDATED, UNDECIDED],
        default=UNANSWERED,
    )
    return pd.Series(said, frame.index, dtype=object)


def _flag(mask: "pd.Series[bool]") -> "pd.Series[str]":
    return pd.Series(np.where(mask, YES, ""), mask.index, dtype=object)


def labelled(table: Table, key: str) -> "pd.Series[str]":
    """A column of choices without blanks; an office's own choice stays apart from our labels."""
    values = table.frame[key]
    if key in FREE:
        values = values.map({text: FREE[key].of(text) for text in set(values.tolist())})
    own = {label.casefold() for label in OWN_LABELS}
    apart = {v: f"{v} (Pilihan)" for v in set(values.tolist()) if v.casefold() in own}
    labels = values.map(lambda value: apart.get(value, value)) if apart else values
    labels = labels.mask(table.unread(key), NOT_READ)
    return labels.mask(labels == "", NOT_FILLED)


def _grounds(table: Table) -> "pd.Series[str]":
    """The ground of each refusal, the first of several, so that each refusal counts once.

    Where nothing was refused there is none to be named.
    """
    labels = labelled(table, "refusal_ground")
    labels = labels.map({label: label.partition(AND)[0] for label in set(labels.tolist())})
    refused = table.frame["decision"].isin((REFUSED, GRANTED_PARTLY))
    return labels.mask(~refused & (labels == NOT_FILLED), NO_REFUSAL)


def _extension(frame: pd.DataFrame, judged: pd.DataFrame) -> "pd.Series[str]":
    """What a notice of extension came to; "" where there is none."""
    notice = frame["extended_on"]
    late = notice > judged["first_due_on"]
    words = np.select(
        [notice.isna(), judged["extended"].astype(bool), late],
        ["", EXTENDED, EXTENDED_LATE],
        default=NOT_EXTENDED,
    )
    return pd.Series(words, frame.index, dtype=object)


def _span(judged: pd.DataFrame, finished: "pd.Series[pd.Timestamp]") -> "pd.Series[str]":
    """In which period a judged request was answered: a late one in none."""
    on_time = judged["status"] == ON_TIME
    words = np.select(
        [judged["status"] == FINISHED_LATE, on_time & (finished > judged["first_due_on"]), on_time],
        [TOO_LATE, IN_EXTENSION, IN_FIRST],
        default="",
    )
    return pd.Series(words, judged.index, dtype=object)


def _at_the_desk(
    frame: pd.DataFrame, finished: "pd.Series[pd.Timestamp]"
) -> Mapping[str, "pd.Series"]:
    """Minutes from receipt to the end of what was finished on the same day, where both are there.

    The standard is that of the SOP's first two steps, and of the third for exempt information.
    """
    minutes = frame["finished_at"] - frame["received_at"]
    minutes = minutes.where((finished == frame["received_on"]) & (minutes >= 0))
    standard = DESK_MINUTES + EXEMPT_MINUTES * (frame["info_class"] == EXEMPT)
    result = np.where(minutes <= standard, WITHIN_STANDARD, OVER_STANDARD)
    result = np.where(minutes.isna(), "", result)
    return {
        "desk_minutes": minutes,
        "desk_standard": pd.Series(standard, frame.index, dtype=float).where(minutes.notna()),
        "desk_result": pd.Series(result, frame.index, dtype=object),
    }


def _shortened(text: str, length: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= length else f"{words[: length - 1]}…"
