"""The register as of the end of a day: what is dated later is not there yet."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ppid_sheets.common.arrays import Mask
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.table import Table


def without_later_dates(table: Table, day: date) -> Table:
    """The requests received up to `day`, each as it stood then; undated rows stay.

    Dates after `day` are blank, and so is what was written with them. A decision belongs to the
    earlier of notice and giving; without either it has no date and stays.
    """
    frame, end = table.frame, pd.Timestamp(day)
    schema = table.schema
    there = ~(frame[schema.course.received] > end).to_numpy(bool)
    later = _later(frame, end, schema)
    if there.all() and not later:
        return table
    columns = {
        key: frame[key].mask(later[key], _blank(schema, key)) if key in later else frame[key]
        for key in frame.columns
    }
    return replace(
        table,
        frame=pd.DataFrame(columns, index=frame.index)[there],
        notes=_notes(table, later, there),
    )


def earliest(dates: Iterable[npt.ArrayLike]) -> npt.NDArray[np.datetime64]:
    """The first day that each row has in some date columns, NaT where it has none."""
    return np.asarray(np.fmin.reduce([np.asarray(column) for column in dates]))


def _later(frame: pd.DataFrame, end: pd.Timestamp, schema: Schema) -> Mapping[str, Mask]:
    """Masks of the cells that were not yet written, by column; of those that have any."""
    dated = {c.key: c.written_with for c in schema.staff if c.written_with}
    dated |= {c.key: (c.key,) for c in schema.staff if c.kind == "date"}
    del dated[schema.course.received]
    last = end.to_datetime64()
    masks = {keys: earliest(frame[key] for key in keys) > last for keys in set(dated.values())}
    return {key: masks[keys] for key, keys in dated.items() if masks[keys].any()}


def _blank(schema: Schema, key: str) -> Any:
    match schema.by_key[key].kind:
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
