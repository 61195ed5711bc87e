"""What no formula can make, as a table of keys and texts without anybody's data.

What choices, days, hours and amounts mean that were typed as people type them; why a due date is
the day it is; and which registration numbers stand twice.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd

from ppid_sheets.config.settings import Settings
from ppid_sheets.deadlines.clock import WAITING, Clock
from ppid_sheets.register import layout
from ppid_sheets.register.dates import EPOCH
from ppid_sheets.register.numbers import key as number_key
from ppid_sheets.register.schema import Column
from ppid_sheets.register.table import Table
from ppid_sheets.register.text import squash
from ppid_sheets.register.values import Grid, Tab, Value
from ppid_sheets.reports.counter.due_facts import AHEAD, BEHIND, starts
from ppid_sheets.reports.form.due import Due
from ppid_sheets.reports.form.looked_up import KEYS

_LONGEST = 200
"""A longer text is no choice, day, hour or amount, and MATCH takes none."""
Line = tuple[Value, ...]


def tab(
    home: Tab, table: Table, grid: Grid, lists: Mapping[str, Sequence[str]], clock: Clock,
    settings: Settings, as_of: date, epoch: date = EPOCH,
) -> Tab:  # fmt: skip
    """The tab of facts about the requests of a table that was read from a grid."""
    lines: dict[str, Line] = {}
    held = [(row, grid[row - 1]) for row in table.frame.index.tolist() if 0 < row <= len(grid)]
    for key in KEYS:
        column = table.schema.by_key[key]
        if column.kind == "choice":
            lines |= {f"{key}|{text.casefold()}": (f"{key}|{text}", said) for text, said in
                      _spellings(column, lists)}  # fmt: skip
        if column.kind != "text" and key in table.header.places:
            lines |= {f"{key}|{one.casefold()}": (f"{key}|{one}", said) for one, said in
                      _typed(table, held, key, epoch)}  # fmt: skip
    rows = [*lines.values(), *_twice(table), *_explained(table, clock, settings, as_of, epoch)]
    return replace(home, rows=((layout.PRINT_FACTS,), (_WHY,), *rows))


_WHY = "Dibaca oleh tab Cetak; diisi setiap pemeriksaan, tanpa data pribadi."


def _spellings(column: Column, lists: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Each way to write a choice that is known beforehand, and the choice."""
    yield from column.spellings.items()
    for choice in (*column.choices, *lists.get(column.header, ())):
        yield choice, choice


def _typed(
    table: Table, held: Sequence[tuple[int, Sequence[Value]]], key: str, epoch: date
) -> Iterator[tuple[str, Value]]:
    """What was typed as text in a column and could be read, and what it means."""
    place = table.header.places[key]
    if place.ticks:
        return
    at = place.position
    first: dict[str, int] = {}
    for row, cells in held:
        if at < len(cells) and isinstance(raw := cells[at], str) and raw and raw not in first:
            first[raw] = row
    for raw, row in first.items():
        value: Any = table.frame.at[row, key]
        text = squash(raw)
        if value not in ("", None) and not pd.isna(value) and len(text) <= _LONGEST:
            yield text, _value(value, epoch)


def _value(value: object, epoch: date) -> Value:
    if isinstance(value, pd.Timestamp):
        return (value.date() - epoch).days
    return value if isinstance(value, str | float) else str(value)


def _twice(table: Table) -> Iterator[Line]:
    """The numbers that several requests bear, however they are written."""
    numbers = [squash(text) for text in table.frame[table.schema.number].tolist() if text]
    keys = [*map(number_key, numbers)]
    counts = Counter(keys)
    again = (text for text, key in zip(numbers, keys, strict=True) if key and counts[key] > 1)
    yield from ((f"ganda|{text}", "") for text in dict.fromkeys(again))


def _explained(
    table: Table, clock: Clock, settings: Settings, as_of: date, epoch: date
) -> Iterator[Line]:
    """The due dates of all requests, and of those that would come in these days."""
    by_receipt = settings.start == "diterima"
    found: set[str] = set()
    for held, day in ((table, as_of), (_coming(table, clock, as_of), as_of + AHEAD)):
        new: dict[str, int] = {}
        keys = starts(held, clock.profiles, epoch, by_receipt=by_receipt)
        for row, start in zip(held.frame.index.tolist(), keys, strict=True):
            if start.key not in found:
                new.setdefault(start.key, row)
        new.pop("", None)
        found |= new.keys()
        few = replace(held, frame=held.frame.loc[[*new.values()]])
        for key, due in zip(new, _dues(few, clock, day), strict=True):
            yield (key, *(said.text for _, said in due.told()))


def _dues(table: Table, clock: Clock, as_of: date) -> Iterator[Due]:
    """What the due date of each request follows from."""
    frame = table.frame
    reckoned = clock.deadlines(frame, as_of, table.all_unread(clock.course.deciding))
    days = (reckoned["start_on"], frame["received_on"], frame["extended_on"])
    columns = (
        *(column.to_numpy().astype("datetime64[D]").tolist() for column in days),
        *(frame[key].tolist() for key in ("extension_reason", "info_category")),
        (reckoned["status"] == WAITING).tolist(),
    )
    for start, received, notice, reason, category, waits in zip(*columns, strict=True):
        yield Due(
            calendar=clock.calendar,
            profile=clock.profiles.of(category),
            as_of=as_of,
            start=start,
            waits=waits,
            received=received,
            notice=notice if reason else None,
        )


def _coming(table: Table, clock: Clock, as_of: date) -> Table:
    """A request of each category received on each of these days, and nothing else known of it."""
    categories = ["", *clock.profiles.categories]
    days = [as_of + timedelta(days=at) for at in range(-BEHIND.days, AHEAD.days + 1)]
    pairs = [(day, category) for day in days for category in categories]
    blank = table.frame.iloc[:0].reindex(range(1, len(pairs) + 1))
    for column in table.schema.staff:
        if column.kind in ("text", "choice"):
            blank[column.key] = ""
    blank["received_on"] = pd.to_datetime([day for day, _ in pairs]).as_unit("s")
    blank["info_category"] = [category for _, category in pairs]
    return replace(table, frame=blank, notes={}, skipped={}, parts=())
