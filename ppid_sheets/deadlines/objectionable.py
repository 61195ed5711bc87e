"""Which requests of a register can be objected to, and until when (UU 14/2008 Art. 35 and 36)."""

import numpy as np
import pandas as pd

from ppid_sheets.deadlines.clock import OVERDUE, Clock
from ppid_sheets.deadlines.objection import arising
from ppid_sheets.register.cells import AND
from ppid_sheets.register.requests.words import (
    ARTICLE_17,
    GRANTED_PARTLY,
    NOT_PROCESSED,
    REFUSED,
)

_NOT_MET = (REFUSED, GRANTED_PARTLY, NOT_PROCESSED)


def objectionable(requests: pd.DataFrame, deadlines: pd.DataFrame, clock: Clock) -> pd.DataFrame:
    """The requests that give a ground which a register can see, and the applicant's last day.

    `deadlines` is the frame of `clock` for some day, and so is the answer. On the same index:
    `ground` (its letter in Art. 35(1), "" where there is none to see), `arose_on` and `object_by`
    (datetime64[s], NaT where the calendar ends). Refused, not processed or granted in part: a
    (Art. 17) or e, from the answer on; otherwise answered late: g; not answered in time: c.
    """
    course = clock.course
    decision, reason = requests[course.decision], requests["refusal_ground"]
    finished = deadlines["finished_on"].to_numpy().astype("datetime64[D]")
    due = deadlines["due_on"].to_numpy().astype("datetime64[D]")
    done = ~np.isnat(finished)
    unmet = done & decision.isin(_NOT_MET).to_numpy(bool)
    late = done & (finished > due) & (decision != course.withdrawn).to_numpy(bool)
    exempt = reason.isin([text for text in set(reason) if _is_exempt(text)]).to_numpy(bool)
    unanswered = (deadlines["status"] == OVERDUE).to_numpy(bool)
    letter = np.select([unmet & exempt, unmet, late, unanswered], ["a", "e", "g", "c"], "")
    arose = arising(letter.tolist(), finished, due)
    codes, categories = pd.factorize(requests[course.category].to_numpy(object))
    terms = [clock.profiles.of(category).objection.applicant for category in categories]
    last = clock.calendar.add(arose, np.array(terms, np.int64)[codes])
    return pd.DataFrame(
        {
            "ground": letter,
            "arose_on": arose.astype("datetime64[s]"),
            "object_by": last.astype("datetime64[s]"),
        },
        index=requests.index,
    )


def _is_exempt(reason: str) -> bool:
    """True where one of the reasons in a cell is one of Art. 17."""
    return not set(ARTICLE_17).isdisjoint(reason.split(AND))
