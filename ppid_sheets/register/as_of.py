"""The register as it was known at the end of a day: what is dated later is not there yet."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ppid_sheets.register.columns import BY_KEY, STAFF_COLUMNS
from ppid_sheets.register.table import Table

Mask = npt.NDArray[np.bool_]

DATES = tuple(c.key for c in STAFF_COLUMNS if c.kind == "date" and c.key != "received_on")
ANSWERED = ("decision", "refusal_ground", "finished_at", "cost", "payment")
"""What is written when a request is answered, and carries no date of its own."""
WRITTEN_WITH = {"disposition_on": ("disposition_no",), "extended_on": ("extension_reason",)}


def as_known(table: Table, day: date) -> Table:
    """The requests received up to `day`, each as it stood then; undated rows are kept.

    Dates after `day` are blank, and so is what was written with them. A decision belongs to the
    earlier of notice and giving; without either it has no date and stays.
    """
    frame, end = table.frame, pd.Timestamp(day)
    there = ~(frame["received_on"] > end).to_numpy(bool)
    later = _later(frame, end)
    if there.all() and not any(mask.any() for mask in later.values()):
        return table
    columns = {
        key: frame[key].mask(later[key], _blank(key)) if key in later else frame[key]
        for key in frame.columns
    }
    return replace(
        table,
        frame=pd.DataFrame(columns, index=frame.index)[there],
        notes=_notes(table, later, there),
    )


def _later(frame: pd.DataFrame, end: pd.Timestamp) -> Mapping[str, Mask]:
    """Masks of the cells that were not yet written, by column."""
    later = {key: (frame[key] > end).to_numpy(bool) for key in DATES}
    for key, others in WRITTEN_WITH.items():
        later |= dict.fromkeys(others, later[key])
    notified, given = frame["notified_on"], frame["given_on"]
    answer = notified.where(~(given < notified), given).fillna(given)
    return later | dict.fromkeys(ANSWERED, (answer > end).to_numpy(bool))


def _blank(key: str) -> Any:
    match BY_KEY[key].kind:
        case "date":
            return pd.NaT
        case "time" | "number":
            return np.nan
        case "text" | "choice":
            return ""


def _notes(table: Table, later: Mapping[str, Mask], there: Mask) -> Mapping[str, Any]:
    """The notes on cells that are still there."""
    kept = {}
    for key, notes in table.notes.items():
        gone = ~there | later[key] if key in later else ~there
        rows = set(table.frame.index[gone].tolist())
        if left := {row: note for row, note in notes.items() if row not in rows}:
            kept[key] = left
    return kept
