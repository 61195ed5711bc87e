"""The last day on which each applicant may object, as far as a register can tell."""

import numpy as np
import pandas as pd

from ppid_sheets.deadlines.calendar import NAT, Days
from ppid_sheets.deadlines.clock import FINISHED_LATE, OVERDUE, Clock
from ppid_sheets.deadlines.objection import APPLICANT
from ppid_sheets.register.requests.words import ARTICLE_17, REFUSED

ONE_DAY = np.timedelta64(1, "D")


def last_days(clock: Clock, requests: pd.DataFrame, deadlines: pd.DataFrame) -> pd.DataFrame:
    """Who may object: refused, answered late, or not answered at the due date.

    `requests` has the typed columns of `register.table`, `deadlines` is the frame of
    `Clock.deadlines` on the same index. Returns, on that index, `letter` (of Art. 35(1), "" where
    the register knows no ground) and `last_on` (datetime64[s]: the last day by Art. 36(1); NaT
    without a ground, without the date of the notice, or where an undecreed year is on the way).
    Where there are two grounds the later one counts.
    """
    notice = _notices(requests, deadlines)
    late = _late(deadlines)
    arisen = np.fmax(notice, late)
    exempt = requests["refusal_ground"].str.contains("|".join(ARTICLE_17), regex=True).to_numpy()
    by_notice = ~np.isnat(notice) & ~(late > notice)
    unanswered = (deadlines["status"] == OVERDUE).to_numpy()
    letter = np.select(
        [by_notice & exempt, by_notice, ~np.isnat(late) & unanswered, ~np.isnat(late)],
        ["a", "e", "c", "g"],
        default="",
    )
    days = [
        APPLICANT.days(clock.profiles.of(category).objection)
        for category in requests["info_category"]
    ]
    last = clock.calendar.add(arisen, np.array(days, np.int64))
    return pd.DataFrame(
        {"letter": letter, "last_on": last.astype("datetime64[s]")}, index=requests.index
    )


def _notices(requests: pd.DataFrame, deadlines: pd.DataFrame) -> Days:
    """The day of the written notice of each refusal that is known by now."""
    told = requests["notified_on"].to_numpy().astype("datetime64[D]")
    refused = (requests["decision"] == REFUSED).to_numpy()
    known = ~np.isnat(deadlines["finished_on"].to_numpy())
    return np.where(refused & known, told, NAT)


def _late(deadlines: pd.DataFrame) -> Days:
    """The day after the due date of each request that was not answered by then."""
    due = deadlines["due_on"].to_numpy().astype("datetime64[D]")
    late = deadlines["status"].isin((OVERDUE, FINISHED_LATE)).to_numpy()
    return np.where(late, due + ONE_DAY, NAT)
