"""Which requests of a register can be objected to, and until when (UU 14/2008 Art. 35 and 36)."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from ppid_sheets.common.arrays import Mask
from ppid_sheets.deadlines.calendar import NAT
from ppid_sheets.deadlines.clock import OVERDUE, Clock
from ppid_sheets.deadlines.objection import arising
from ppid_sheets.deadlines.profiles import applicant_days
from ppid_sheets.register.cells import AND
from ppid_sheets.register.requests.words import (
    ARTICLE_17,
    GRANTED_PARTLY,
    NOT_PROCESSED,
    REFUSED,
)
from ppid_sheets.register.table import Table

_NOT_MET = (REFUSED, GRANTED_PARTLY, NOT_PROCESSED)


def objectionable(table: Table, deadlines: pd.DataFrame, clock: Clock) -> pd.DataFrame:
    """The requests that give a ground which a register can see, and the applicant's last day.

    `deadlines` is the frame of `clock` for some day, and so is the answer. On the same index:
    `ground` (its letter in Art. 35(1), "" where there is none to see), `arose_on` and `object_by`
    (datetime64[s], NaT where the calendar ends, or where a category that decides on the applicant's
    days cannot be read). Refused, not processed or granted in part: a
    (Art. 17) or e, from the answer on; otherwise answered late: g; not answered in time: c.
    """
    course, requests = clock.course, table.frame
    finished = deadlines["finished_on"].to_numpy().astype("datetime64[D]")
    due = deadlines["due_on"].to_numpy().astype("datetime64[D]")
    done = ~np.isnat(finished)
    unmet = done & _says(requests[course.decision], lambda text: text in _NOT_MET)
    withdrawn = _says(requests[course.decision], lambda text: text == course.withdrawn)
    late = done & (finished > due) & ~withdrawn
    exempt = _says(requests["refusal_ground"], _is_exempt)
    unanswered = deadlines["status"].to_numpy() == OVERDUE
    letter = np.select([unmet & exempt, unmet, late, unanswered], ["a", "e", "g", "c"], "")
    arose = arising(letter.tolist(), finished, due)
    codes, categories = pd.factorize(requests[course.category].to_numpy(object))
    terms = [applicant_days(clock.profiles.of(category)) for category in categories]
    last = clock.calendar.add(arose, np.array(terms, np.int64)[codes])
    if clock.profiles.varies(applicant_days):
        last[table.unread(course.category)] = NAT
    return pd.DataFrame(
        {
            "ground": pd.Series(letter, requests.index, object),
            "arose_on": arose.astype("datetime64[s]"),
            "object_by": last.astype("datetime64[s]"),
        },
        index=requests.index,
    )


def _says(column: pd.Series, wanted: Callable[[str], bool]) -> Mask:
    """Rows whose text in a column is a wanted one; each text is asked about once."""
    codes, texts = pd.factorize(column.to_numpy(object))
    return np.array([wanted(text) for text in texts], bool)[codes]


def _is_exempt(reason: str) -> bool:
    """True where one of the reasons in a cell is one of Art. 17."""
    return not set(ARTICLE_17).isdisjoint(reason.split(AND))
