"""What an objection says against the request that it is about."""

import numpy as np
import pandas as pd

from ppid_sheets.checks.engine import Case, ColumnValues, Hits
from ppid_sheets.common.arrays import Mask
from ppid_sheets.deadlines.clock import UNKNOWN
from ppid_sheets.register.objections import ACCEPTED, LETTER_OF
from ppid_sheets.register.requests.words import GRANTED_WHOLLY

UNSURE = -1
"""The row of a request that cannot be looked up; those of earlier parts are far below it."""


def unknown_request(case: Case) -> Mask:
    """A number that no request of the register bears."""
    unknown: Mask = case["request_row"] == 0
    return case.filled("request_no") & unknown


def unknown_category(case: Case) -> Mask:
    """A category that cannot be read, or is that of a request which cannot be looked up, where the
    superior's days depend on it."""
    lost: Mask = case.table.unread("info_category").to_numpy() & (case["request_row"] != 0)
    return case.filled("request_no") & lost


def _letters(case: Case) -> ColumnValues:
    """The letter of each objection's ground in Art. 35(1), "" for a cell without one."""
    letters = [LETTER_OF.get(text, "") for text in case["objection_ground"].tolist()]
    return np.array(letters, dtype=object)


def _known(case: Case) -> Mask:
    """Rows whose request is in the register."""
    known: Mask = ~np.isin(case["request_row"], (0, UNSURE))
    return known


def before_ground(case: Case) -> Mask:
    """Received before its ground arose, by the dates of the register."""
    return case["objected_on"] < case["request_arose"]


def before_request(case: Case) -> Mask:
    """Received before the request itself, where the ground has no day."""
    unknown: Mask = np.isnat(case["request_arose"])
    return unknown & (case["objected_on"] < case["request_received"])


def after_term(case: Case) -> Hits:
    """Art. 36(1): received after the applicant's last day."""
    late = case["objected_on"] > case["request_by"]
    last = pd.DatetimeIndex(case["request_by"][late])
    return Hits(late, {"last_day": last.strftime("%d/%m/%Y").tolist()})


def unfitting_ground(case: Case) -> Mask:
    """A refusal of what was granted wholly, or is still without an answer; silence on what was
    decided, lateness of what was not late: all else a register of requests cannot rule out.
    """
    letters, shown, decision = _letters(case), case["request_ground"], case["request_decision"]
    granted, given = decision == GRANTED_WHOLLY, case["request_open"] == 0
    refusal = (letters == "a") & granted | (letters == "e") & granted & given
    answer = np.isin(letters.astype(str), ("a", "d")) & (decision == "")
    silence = (letters == "c") & ~np.isin(decision.astype(str), ("", UNKNOWN))
    lateness = (letters == "g") & granted & (shown == "")
    unfitting: Mask = _known(case) & (refusal | answer | silence | lateness)
    return unfitting.astype(bool)


def still_not_given(case: Case) -> Mask:
    """Accepted, and the request it is about has no day on which the information was given."""
    ungiven: Mask = case["request_open"] == 1
    return case.says("ruling", *ACCEPTED) & ungiven
