"""The register as it was, rebuilt in a new file."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from ppid_sheets.archive import recalling
from ppid_sheets.archive.archived_columns import Columns
from ppid_sheets.archive.content import Plain, typed
from ppid_sheets.archive.recalling import Whole
from ppid_sheets.archive.state import (
    position_of,
)
from ppid_sheets.jobs.archived import Past
from ppid_sheets.register import layout
from ppid_sheets.register.values import Value


def snapshot(found: Sequence[Past], moment: datetime | None, out: Path) -> Mapping[str, Whole]:
    """Write the registers of a workbook as they were into a new one for its owner alone; returns
    the registers by the Indonesian noun for their rows.

    The columns of the job are left empty: a check of that file fills them. Raises UsageError
    without any run, UnsafeError where the file exists.
    """
    from ppid_sheets.stores.xlsx.plain_copy import write_copy

    past, *others = found
    whole = recalling.whole(past.archive, past.known.register, past.state(moment))
    around = whole.surroundings
    tabs = {around.tab: rebuilt(whole, past.columns)}
    wholes = {past.schema.rows: whole}
    for other in others:
        state = other.state_as_of(moment) if moment else other.known.state
        if state is not None:
            beside = recalling.whole(other.archive, other.known.register, state)
            tabs[beside.surroundings.tab] = rebuilt(beside, other.columns)
            wholes[other.schema.rows] = beside
    tabs |= {
        title: [
            [_of_tab(past.columns, title, at, cell) for at, cell in enumerate(row)] for row in rows
        ]
        for title, rows in around.tabs.items()
        if rows and title != around.tab
    }
    write_copy(out, tabs)
    return wholes


def _of_tab(columns: Columns, title: str, position: int, kept: Plain | None) -> Value:
    day = title == layout.HOLIDAYS and position == 0
    return columns.value(columns.schema.course.received if day else "", kept)


def rebuilt(whole: Whole, columns: Columns) -> Sequence[Sequence[Value]]:
    """The rows of the register's tab as they were, each in its place."""
    at: Mapping[str, int] = position_of(whole.surroundings.names)
    rows: dict[int, list[Value]] = {
        number: [typed(cell) for cell in row]
        for number, row in enumerate(whole.surroundings.head, 1)
    }
    rows |= {number: [typed(cell) for cell in row] for number, row in whole.others}
    for number, cells in whole.rows:
        row: list[Value] = [None] * len(whole.surroundings.names)
        for name, kept in cells.items():
            row[at[name]] = columns.value(name, kept)
        rows[number] = row
    return [rows.get(number, []) for number in range(1, max(rows, default=0) + 1)]
