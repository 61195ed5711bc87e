"""Joins a register's own table and those of its earlier parts, each request once.

Whoever goes on with an open request in the new year's tab copies its row. It is the same request
where number and day of receipt agree, or a number that names its year and the applicant, or the
day, the applicant and what was asked for; the newest row counts.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from ppid_sheets.register import numbers
from ppid_sheets.register.layout import YEAR
from ppid_sheets.register.places import Part, label
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.table import Table
from ppid_sheets.register.text import fold

_KINDS = 3
"""Ways in which a row is matched with its earlier self."""


def joined(own: Table, parts: Sequence[tuple[Part, Table]]) -> Table:
    """One table of all requests in the order of the parts, `parts` being the newest first.

    Its header is that of `own`; for the names of its rows see `places`.
    """
    if not parts:
        return own
    schema, tables, newer = own.schema, [own], [own.frame]
    for number, (_, past) in enumerate(parts, 1):
        frame = past.frame[~past.frame.index.isin(carried(past.frame, newer, schema))]
        newer.append(past.frame)
        tables.append(_relabelled(replace(past, frame=frame), number))
    return replace(
        own,
        frame=pd.concat([table.frame for table in reversed(tables)]),
        notes={
            key: {row: note for table in tables for row, note in table.notes.get(key, {}).items()}
            for key in dict.fromkeys(key for table in tables for key in table.notes)
        },
        skipped={row: why for table in reversed(tables) for row, why in table.skipped.items()},
        parts=tuple(replace(part, lacking=past.lacking[0]) for part, past in parts),
    )


def _relabelled(table: Table, part: int) -> Table:
    frame, rows = table.frame, set(table.frame.index)
    return replace(
        table,
        frame=frame.set_axis(pd.Index([label(part, row) for row in frame.index], dtype="int64")),
        notes={
            key: {label(part, row): note for row, note in found.items() if row in rows}
            for key, found in table.notes.items()
        },
        skipped={label(part, row): why for row, why in table.skipped.items()},
    )


def carried(past: pd.DataFrame, newer: Sequence[pd.DataFrame], schema: Schema) -> set[int]:
    """The rows of an earlier part that stand in a newer one as well, one for one."""
    known = [keys(_candidates(schema, frame, past), schema) for frame in newer]
    old = keys(_candidates(schema, past, *newer), schema) if any(known) else {}
    taken: set[tuple[int, int]] = set()
    found: set[int] = set()
    for kind in range(_KINDS):
        waiting: defaultdict[tuple[object, ...], list[tuple[int, int]]] = defaultdict(list)
        for number, rows in enumerate(known):
            for row, said in rows.items():
                if said[kind] and (number, row) not in taken:
                    waiting[said[kind]].append((number, row))
        for row, said in old.items():
            if row not in found and waiting.get(said[kind]):
                taken.add(waiting[said[kind]].pop(0))
                found.add(row)
    return found


def _candidates(schema: Schema, frame: pd.DataFrame, *others: pd.DataFrame) -> pd.DataFrame:
    """The few rows whose day of receipt or number, in any spelling, occurs in the others too."""
    number, received = schema.which
    alike = pd.Series(data=False, index=frame.index)
    for other in others:
        alike |= frame[received].isin(other[received].dropna())
        again = numbers.repeated([*frame[number].unique(), *other[number].unique()])
        alike |= frame[number].isin([*again])
    return frame.loc[alike, list(filter(None, key_columns(schema)))]


def key_columns(schema: Schema) -> tuple[str, ...]:
    """The columns of number, receipt, person and matter; "" for one that there is not."""
    return (*schema.which, next(iter(schema.who), ""), schema.matter)


def keys(frame: pd.DataFrame, schema: Schema) -> dict[int, Sequence[tuple[object, ...]]]:
    """The keys that identify each row of a table's frame."""
    columns = [frame[key].tolist() if key else [""] * len(frame) for key in key_columns(schema)]
    return {
        row: request_keys(fold(number), received, fold(name), fold(asked))
        for row, number, received, name, asked in zip(frame.index.tolist(), *columns, strict=True)
    }


def request_keys(
    number: str, received: pd.Timestamp | None, name: str, asked: str
) -> Sequence[tuple[object, ...]]:
    """The keys that identify a request with these folded texts, the surest first; () where it has
    none. Its number is the same in every spelling.
    """
    number = numbers.key(number)
    dated = received is not None and not pd.isna(received)
    return (
        (number, received) if number and dated else (),
        (number, name) if name and YEAR.search(number) else (),
        (received, name, asked) if dated and name and asked else (),
    )
